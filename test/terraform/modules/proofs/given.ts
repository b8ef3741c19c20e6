import { policyDocument } from "../../../../src/access/policy";
import type { Statement } from "../../../../src/access/policy";
import {
  decryptSecret,
  readSecrets,
  SIGN_AT_RUN_TIME,
  signAssertion,
  useProviders,
} from "../../../../src/access/statements";
import type { Place, ProviderKind } from "../../../../src/access/vault";
import type { GivenPolicy } from "../../../../src/plan/given";
import type { Subject } from "../../../cli/mutation";

/** What `check` is given beside the plan of a module's example. */
export interface ModuleProof extends Pick<Subject, "intended" | "cases"> {
  readonly policies: (plan: object) => readonly GivenPolicy[];
  /** The content of `--expect`, for modules that do not know who reads. */
  readonly expect?: object;
}

export const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
export const place = (region: string): Place => ({ partition: "aws", region, account: "111122223333" });

/** The only policy of a role, as its owners tell it. */
export const rolePolicy = (arn: string, ...Statement: readonly Statement[]): GivenPolicy => ({
  kind: "role",
  arn,
  file: "role.json",
  document: policyDocument(Statement),
});

export const uses = (kind: ProviderKind, name: string, region = "us-east-1"): Statement =>
  useProviders({ place: place(region), kind, workloadIdentities: ["*"] }, [name]);
export const reads = (secretArn: string): Statement => readSecrets([secretArn]);
export const decrypts = (secretArn: string, keyArn: string): Statement =>
  decryptSecret({ secretArn, keyArn, region: "us-east-1", partition: "aws" });
export const signs = (keyArn: string, region: string): Statement =>
  signAssertion(keyArn, place(region), SIGN_AT_RUN_TIME);
