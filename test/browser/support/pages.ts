import type { ExternalSecret } from "cdktf-agentcore-identity";
import type { Construct } from "constructs";
import { GoogleMapsStack } from "../../../examples/google-maps/stack";
import { PaymentsBridgeStack } from "../../../examples/payments-bridge/stack";
import { ACCOUNT, expectedIn, planOf } from "../../../bench/programs/plan-json";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { parseJson } from "../../../src/plan/json-file";
import { modelOf } from "../../../src/plan/model";
import { htmlReport } from "../../../src/report/page/html";
import { resultOf } from "../../../src/report/result";
import { changed } from "../../report/page/changed";
import { check, defaultKeyPolicy, stackJson } from "../../cli/support";

const KEY = defaultKeyPolicy("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const ROLES = ["aws_iam_role_policy", "aws_kms_grant"];

/** The example, whose team asks for the statement of the service principal: an edge of a kind that nothing else has. */
class WithService extends GoogleMapsStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = this.node.findChild("GoogleSecret") as ExternalSecret;
    Object.assign(secret, { _servicePrincipal: true });
  }
}

export const google = stackJson(WithService);

/** Everybody who should read can, and nobody else. */
export const provenPage = (): string => htmlReport(check(google, [KEY]));

/** The same, but for one word: the roles may encrypt instead of decrypt. */
export const deniedPage = (): string =>
  htmlReport(
    check(changed(changed(google, "kms:Decrypt", "kms:Encrypt", ROLES), '"Decrypt"', '"Encrypt"', ROLES), [KEY]),
  );

/** The same, but for one name: the permissions are those of a role that nobody named. */
export const strangerPage = (): string =>
  htmlReport(check(changed(google, "role/agents/fraud-check", "role/agents/somebody"), [KEY]));

/** Two credential providers of which much is not known. */
export const unknownPage = (): string => htmlReport(check(stackJson(PaymentsBridgeStack)));

/** So many credential providers with five readers each. */
export function largePage(size: number): string {
  const source = sourceOfPlan(parseJson(planOf(size), "plan.json"), "plan.json");
  return htmlReport(
    resultOf("plan.json", modelOf(source, { policies: [], account: ACCOUNT, expected: expectedIn(size) })),
  );
}
