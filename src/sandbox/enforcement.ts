import type { CompiledPolicy, Decision, Deciding, KmsGrant, RequestPrincipal } from "../decision";
import { compilePolicy, decide, PLACE_NAMES } from "../decision";
import type { Authorize, AuthorizationRequest, Principal } from "./call";
import type { Grant, Keys } from "./kms";
import type { Iam } from "./iam";
import type { Lateness } from "./lateness";
import type { Secrets } from "./secrets";

/** All that decides in the sandbox. */
export interface Enforced {
  readonly iam: Iam;
  readonly secrets: Secrets;
  readonly keys: Keys;
  readonly lateness: Lateness;
}

/** Decides each request by the policies of role, secret and key and by the key's grants, with the package's own logic. */
export const enforcement =
  ({ iam, secrets, keys, lateness }: Enforced): Authorize =>
  (request) => {
    const { principal, resource } = request;
    const key = keys.find(resource);
    const { roleArn, arn } = principal;
    const own = roleArn === undefined ? iam.ofUser(arn) : (iam.ofRole(roleArn) ?? { policies: [] });
    const decision = decide(
      {
        identityPolicies: own?.policies,
        ...(own?.boundary && { permissionsBoundary: own.boundary }),
        resourcePolicy:
          request.action === "sts:AssumeRole"
            ? trustPolicy(iam, resource)
            : (resourcePolicy("key policy", isOfNoKey(request) ? openKey(principal) : key?.policy) ??
              resourcePolicy("secret policy", secrets.find(resource)?.policy)),
        grants: key?.grants.filter(isSeen(lateness)).map(kmsGrant),
        // Of an organization the sandbox knows nothing: its accounts are in none.
        accounts: Object.fromEntries(
          [principal.account, resource.split(":")[4] ?? ""].map((account) => [account, { organizationId: null }]),
        ),
      },
      {
        principal: requestPrincipal(principal),
        action: request.action,
        resource: { arn: resource },
        context: { ...contextOf(request, lateness.now()), ...request.context },
      },
    );
    return denialText(decision, request, iam);
  };

/** The sandbox listens without TLS, but stands for endpoints that do not. */
const contextOf = ({ calledVia }: AuthorizationRequest, now: number): Record<string, string | readonly string[]> => ({
  "aws:SecureTransport": "true",
  "aws:CurrentTime": new Date(now).toISOString(),
  ...(calledVia && { "aws:CalledVia": calledVia }),
});

function requestPrincipal({ arn, account, roleArn }: Principal): RequestPrincipal {
  if (roleArn !== undefined) return { type: "AssumedRole", roleArn, sessionName: arn.split("/").pop(), tags: {} };
  if (arn.endsWith(":root")) return { type: "Account", account };
  return { type: "User", userArn: arn, tags: {} };
}

const resourcePolicy = (name: string, text: string | undefined): CompiledPolicy | undefined =>
  text === undefined ? undefined : compilePolicy(name, "resource", text);

const isOfNoKey = ({ action, resource }: AuthorizationRequest): boolean =>
  resource === "*" && action.startsWith("kms:");

/** What is about no key in particular no key policy decides: making one, and the list. */
const openKey = ({ account, arn }: Principal): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${arn.split(":")[1] ?? ""}:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

/** A role that is not there trusts nobody. */
const trustPolicy = (iam: Iam, roleArn: string): CompiledPolicy =>
  compilePolicy("trust policy", "resource", iam.ofRole(roleArn)?.trust ?? { Version: "2012-10-17", Statement: [] });

const isSeen =
  ({ now, delays: { grants = 0 } }: Lateness) =>
  ({ CreationDate }: Grant): boolean =>
    CreationDate.getTime() + grants <= now() || grants === 0;

function kmsGrant({
  GrantId,
  KeyId,
  GranteePrincipal,
  Operations,
  Constraints,
  Name,
  IssuingAccount,
}: Grant): KmsGrant {
  const { EncryptionContextEquals, EncryptionContextSubset } = (Constraints ?? {}) as Readonly<
    Record<string, Readonly<Record<string, string>> | undefined>
  >;
  return {
    name: Name ?? GrantId,
    keyArn: KeyId,
    granteePrincipal: GranteePrincipal,
    operations: Operations,
    constraints: {
      ...(EncryptionContextEquals && { encryptionContextEquals: EncryptionContextEquals }),
      ...(EncryptionContextSubset && { encryptionContextSubset: EncryptionContextSubset }),
    },
    issuingAccount: IssuingAccount,
  };
}

function denialText(decision: Decision, request: AuthorizationRequest, { roles }: Iam): string | undefined {
  if (decision.verdict === "allowed") return undefined;
  const { principal, action, resource } = request;
  const stranger =
    principal.roleArn !== undefined && !roles.policiesOf(principal.roleArn)
      ? ` The sandbox has no role ${principal.roleArn}.`
      : "";
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource}. ${why(decision)}${stranger}`;
}

function why(decision: Exclude<Decision, { verdict: "allowed" }>): string {
  switch (decision.verdict) {
    case "implicitlyDenied":
      return decision.missing.map(({ text }) => text).join(" ");
    case "explicitlyDenied":
      return `It is denied explicitly by ${decision.by.map(statementName).join(" and ")}.`;
    case "unknown":
      return `The sandbox cannot decide it: ${decision.because.join("; ")}.`;
    case "conditional":
      return `The sandbox cannot decide it: it depends on ${decision.if.map(({ key }) => key).join(", ")}.`;
  }
}

const statementName = ({ place, policy, statement, sid }: Deciding): string =>
  `statement ${sid ?? statement ?? 0} of ${PLACE_NAMES[place]} (${policy})`;
