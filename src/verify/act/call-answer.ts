import type { CallMade, Flow } from "../../live/hands";
import type { Checks } from "../check";
import type { Failure } from "./attempt";
import { answered, INTERRUPTED } from "./attempt";
import type { Pointer } from "./pointers";

const TOKEN = "bedrock-agentcore:GetWorkloadAccessToken";

/** What was asked, and as whom. */
export interface Asked {
  readonly role: string;
  readonly pointer: Pointer;
  readonly workload: string;
  /** What the check is called. */
  readonly what: string;
  readonly flow?: Flow;
}

/** What AgentCore says to a role whose own policy lets it read: no word of the answer is looked at. */
export function granted(checks: Checks, { what, flow }: Asked, { hasOwnToken }: CallMade): void {
  const stoodIn = hasOwnToken
    ? ""
    : `. The role may not ask for a workload token, so whoever verifies did: for a runtime the service does, a gateway needs ${TOKEN} itself`;
  if (flow === "USER_FEDERATION") return checks.ok("call", what, `${CONSENT}${stoodIn}`);
  const given = flow === "M2M" ? "a machine's token" : "the key";
  checks.ok("call", what, `AgentCore handed out ${given}, which was dropped unread. ${CACHED}${stoodIn}`);
}

const CONSENT = "AgentCore began a user's consent, for which it was seen to read the secret; no token came of it";
const CACHED =
  "It may come from the vault, where it is kept for about an hour: a permission that was taken away since does not show";

/** What the denied action tells: the finding, or only that this probe was not for this role. */
export function refused(checks: Checks, asked: Asked, failure: Failure): void {
  const { role, pointer, what, workload } = asked;
  const { isDenied, action = "", resource = "" } = failure;
  if (!isDenied) return otherwise(checks, asked, failure);
  if (action === "secretsmanager:GetSecretValue")
    return checks.fails(
      "call",
      what,
      `${role} is denied ${action} on ${pointer.secret.id}: its agents get no credential`,
      `Allow it in the role's policy and, if the secret has a policy or is another account's, there, too: grantUse of the provider and the module reader-policy write both. Which is missing says agentcore-identity check.`,
    );
  if (action === "kms:Decrypt")
    return checks.fails(
      "call",
      what,
      `${role} is denied ${action} on the key of ${pointer.secret.id}, or the key is off: its agents get no credential`,
      `Give the role a grant or a statement of the key policy: grantUse of the provider and the module kms-grant do. Whether the key works stands beside the secret.`,
    );
  if (/^bedrock-agentcore:GetResource/.test(action) && resource !== "" && !resource.includes("/workload-identity/"))
    return checks.fails(
      "call",
      what,
      `${role} is denied ${action} on ${resource}: its agents get no credential`,
      "Allow it on token vault, provider, workload identity directory and workload identity: grantUse of the provider and the module reader-policy name all four.",
    );
  checks.unknown(
    "call",
    what,
    `not proven: ${role} is denied ${action === "" ? "the call" : action} for the workload identity of this probe, ${workload}; those of its own agents may be allowed`,
    action === TOKEN
      ? `Allow ${TOKEN} on workload-identity-directory/default and on its workload-identity/${PROBE_PREFIX}* to whoever verifies, who asks in place of the service that does it for an agent.`
      : `While you verify, let the role use it beside its own: name workload-identity-directory/default/workload-identity/${PROBE_PREFIX}* where its policy names theirs.`,
  );
}

/** By this workload identities of probes are known. */
export const PROBE_PREFIX = "agentcore-identity-verify-";

function otherwise(checks: Checks, { what, flow }: Asked, failure: Failure): void {
  if (failure.error === INTERRUPTED) return checks.unknown("call", what, "it was interrupted", "Verify again.");
  const event = flow === undefined ? "GetResourceApiKey" : "GetResourceOauth2Token";
  checks.unknown(
    "call",
    what,
    `${answered(failure)}: nothing was denied, and nothing was handed out`,
    failure.error === "ValidationException"
      ? `The secret may not have the JSON key, which --json-key tells, or the identity provider refuses the client. CloudTrail has AWS's words in its event ${event}.`
      : "Verify again.",
  );
}
