import { expectedOf } from "../../../src/plan/expected";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { modelWith } from "../../../src/plan/model-with";
import { resultOf } from "../../../src/report/result";
import type { Result } from "../../../src/report/result";
import { proves } from "../../cli/mutation";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { EXAMPLES, inModules } from "./modules";
import { agentSecretOutOfBand } from "./proofs/agent-secret-out-of-band";
import { agentSecretRotated } from "./proofs/agent-secret-rotated";
import type { ModuleProof } from "./proofs/given";
import { asProven } from "./proofs/given";
import { keyPolicyStatementBasic } from "./proofs/key-policy-statement-basic";
import { kmsGrantCrossAccount } from "./proofs/kms-grant-cross-account";
import { readerPolicyBasic } from "./proofs/reader-policy-basic";
import { readerPolicyPayment } from "./proofs/reader-policy-payment";
import { rootCrossAccount } from "./proofs/root-cross-account";
import { rootCustomIdp } from "./proofs/root-custom-idp";
import { rootGoogleMaps } from "./proofs/root-google-maps";
import { rootPayments } from "./proofs/root-payments";
import { secretPolicyBasic } from "./proofs/secret-policy-basic";
import { secretPolicyShared } from "./proofs/secret-policy-shared";

/** Each example of a module with its six ways to go wrong. */
const PROOFS: Readonly<Record<string, ModuleProof>> = {
  "agent-secret/examples/out-of-band": agentSecretOutOfBand,
  "agent-secret/examples/rotated": agentSecretRotated,
  "key-policy-statement/examples/basic": keyPolicyStatementBasic,
  "kms-grant/examples/cross-account": kmsGrantCrossAccount,
  "reader-policy/examples/basic": readerPolicyBasic,
  "reader-policy/examples/payment": readerPolicyPayment,
  "root/examples/cross-account": rootCrossAccount,
  "root/examples/custom-idp": rootCustomIdp,
  "root/examples/google-maps": rootGoogleMaps,
  "root/examples/payments": rootPayments,
  "secret-policy/examples/basic": secretPolicyBasic,
  "secret-policy/examples/shared": secretPolicyShared,
};

const checked = (plan: object, { policies, expect: said }: Pick<ModuleProof, "policies" | "expect">): Result =>
  resultOf(
    "plan.json",
    modelWith(sourceOfPlan(plan, "plan.json"), {
      policies: policies(plan),
      account: "111122223333",
      ...(said && { expected: expectedOf(said, "expect.json") }),
    }),
  );

describeWithTerraform("the plan of", () => {
  describe.each(Object.entries(PROOFS))("%s", (folder, proof) => {
    let plan: object;
    beforeAll(async () => {
      const workspace = await inModules(folder, { world: proof.world });
      await workspace.init();
      if (proof.applied) await workspace.apply();
      const { json } = await workspace.plan();
      plan = proof.applied ? asProven(json) : json;
    });

    proves({ document: () => plan, check: (document) => checked(document, proof), ...proof });
  });
});

/** It lets nobody read. */
const GRANTS_NOTHING = /^watch\//;

test("there is a proof for each example of a module that lets somebody read", () => {
  expect(Object.keys(PROOFS).sort()).toEqual(EXAMPLES.filter((example) => !GRANTS_NOTHING.test(example)));
});
