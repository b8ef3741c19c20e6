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
import type { Steering } from "../../provider/steering";
import type { Subject } from "../../../cli/mutation";

/** What `check` is given beside the plan of a module's example. */
export interface ModuleProof extends Pick<Subject, "intended" | "cases"> {
  readonly policies: (plan: object) => readonly GivenPolicy[];
  /** What is at AWS, which the plan reads. */
  readonly world?: Steering;
  /** The content of `--expect`, for modules that do not know who reads. */
  readonly expect?: object;
  /** Whether it is proven of what an apply has made: a plan does not know the ARN of a new secret. */
  readonly applied?: boolean;
}

/** A plan in which what the apply made up, in ARNs and names, is as the proofs have it. */
export const asProven = (plan: object): object =>
  JSON.parse(
    JSON.stringify(plan)
      .replaceAll(/(?<=:secret:agents\/route-planner\/[a-z]+-)[0-9a-f]{6}(?![0-9a-f])/g, "AbCdEf")
      .replaceAll(/(?<="AgentCoreIdentity-[a-z0-9-]+-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=")/g, "…")
      .replaceAll(/(?<=:111122223333:key\/)[0-9a-f-]{36}/g, "1234abcd-12ab-34cd-56ef-1234567890ab"),
  ) as object;

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
