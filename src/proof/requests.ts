import { splitArn, viaServiceNames } from "../access/arn";
import type { ContextValue, Request, RequestPrincipal } from "../decision";
import { isUnknown, openText, Unknown } from "../decision";
import { IDENTIFY, READ_SECRET, SERVICE_PRINCIPAL, SIGN_AT_RUN_TIME, TOKEN_AUDIENCE_KEY } from "../access/statements";
import type { BesideUse } from "../access/reader-kind";
import type { ProviderKind } from "../access/vault";
import { PROVIDER_KINDS, providerArn, tokenVaultArn, workloadIdentityDirectoryArn } from "../access/vault";
import type { NamedPrincipal } from "./mentioned";
import type { ModelProvider } from "./model";
import type { RoleNames } from "./role-names";
import type { MaybeKnown } from "./values";

/** Condition keys that tell for whom a service asks. */
export type SourceContext = Readonly<Record<string, ContextValue>>;

/**
 * The requests that AWS decides when a role obtains a credential: AgentCore asks for the provider, Secrets Manager for
 * the secret, KMS for the key, all with the permissions of the role (forward access session).
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */

/**
 * Who asks: a role, a user, or a service or an identity provider in its own name.
 *
 * @param roles to find the path of a session's role
 */
export function requestPrincipal({ name, type }: NamedPrincipal, roles?: RoleNames): RequestPrincipal | undefined {
  if (type === "Federated") return { type: "Federated", provider: name };
  if (type === "Service") return { type: "Service", service: name };
  if (type !== "AWS") return undefined;
  if (/^arn:[^:]+:iam::[^:]+:role\/./.test(name)) return { type: "AssumedRole", roleArn: name };
  const session = /^arn:([^:]+):sts::([^:]+):assumed-role\/([^/]+)\/(.+)$/.exec(name);
  if (session) {
    const [, partition, account = "", role = "", sessionName] = session;
    const roleArn = roles?.arnOf(account, role) ?? `arn:${partition}:iam::${account}:role/${role}`;
    return { type: "AssumedRole", roleArn, sessionName };
  }
  const federated = /^arn:([^:]+):sts::([^:]+):federated-user\/(.+)$/.exec(name);
  if (federated) {
    const [, partition, account, federatedUserName = ""] = federated;
    // Which user's credentials made the session its name does not tell.
    const userArn = `arn:${partition}:iam::${account}:user/${openText(`the user of ${name}`)}`;
    return { type: "FederatedUser", userArn, federatedUserName };
  }
  return /^arn:[^:]+:iam::[^:]+:user\/./.test(name) ? { type: "User", userArn: name } : undefined;
}

/** The SDKs of AWS and AWS's own services call by HTTPS. */
const TLS = { "aws:SecureTransport": true } as const;

/**
 * AgentCore asks for vault, provider and workload identity directory; the workload identity itself is made at run time,
 * and is not asked for here.
 *
 * @param beside what the role does, too, because of whose it is
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html
 */
export function useRequests(
  provider: ModelProvider,
  kind: ProviderKind,
  principal: RequestPrincipal,
  beside: readonly BesideUse[] = [],
): Request[] | Unknown {
  const { name, region, account, partition } = provider;
  for (const part of [name, region, account]) if (isUnknown(part)) return part;
  const place = { partition, region: String(region), account: String(account) };
  const arns = {
    vault: tokenVaultArn(place),
    provider: providerArn(place, kind, String(name)),
    directory: workloadIdentityDirectoryArn(place),
  };
  const use: BesideUse = {
    action: `bedrock-agentcore:${PROVIDER_KINDS[kind].use}`,
    parts: ["vault", "provider", "directory"],
  };
  return [use, ...beside].flatMap(({ action, parts }) =>
    parts
      .filter((part) => part !== "identity")
      .map((part) => ({
        principal,
        action,
        resource: { arn: arns[part] },
        context: TLS,
        otherKeys: "unknown" as const,
      })),
  );
}

/**
 * @param source for whom a service asks: `aws:SourceAccount` and the like
 * @param direct whether the role asks Secrets Manager itself, not AgentCore on its behalf
 */
export function readRequest(
  secretArn: string,
  principal: RequestPrincipal,
  source: SourceContext = {},
  direct = false,
): Request {
  return {
    principal,
    action: READ_SECRET,
    resource: { arn: secretArn },
    context: {
      ...TLS,
      "aws:CalledVia": direct || principal.type === "Service" ? [] : [SERVICE_PRINCIPAL],
      "secretsmanager:SecretId": secretArn,
      "secretsmanager:VersionStage": "AWSCURRENT",
      ...source,
    },
    otherKeys: "unknown",
  };
}

/**
 * AgentCore Identity signs a client assertion with the permissions of the role.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/private-key-jwt.html
 */
export function signRequests(
  keyArn: string,
  { region }: Pick<ModelProvider, "region">,
  principal: RequestPrincipal,
): Request[] {
  const { region: own = "", partition = "aws" } = splitArn(keyArn) ?? {};
  const via = viaServiceNames("bedrock-agentcore-identity", isUnknown(region) ? own : region, partition);
  const context = { ...TLS, "aws:CalledVia": [SERVICE_PRINCIPAL], "kms:ViaService": [via].flat()[0] as string };
  return SIGN_AT_RUN_TIME.map((action) => ({
    principal,
    action,
    resource: { arn: keyArn },
    context,
    otherKeys: "unknown",
  }));
}

/**
 * A client proves itself by a token that IAM gives to the role.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/client-auth-methods.html
 */
export const tokenRequest = (audience: MaybeKnown, principal: RequestPrincipal): Request => ({
  principal,
  action: IDENTIFY,
  // The action knows no resources.
  resource: { arn: "*" },
  context: { ...TLS, [TOKEN_AUDIENCE_KEY]: isUnknown(audience) ? audience : [audience] },
  otherKeys: "unknown",
});

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export function decryptRequest(
  keyArn: string,
  secretArn: string,
  principal: RequestPrincipal,
  source: SourceContext = {},
): Request {
  const { region = "", partition = "aws" } = splitArn(secretArn) ?? {};
  return {
    principal,
    action: "kms:Decrypt",
    resource: { arn: keyArn },
    context: {
      ...TLS,
      "aws:CalledVia": principal.type === "Service" ? [] : [SERVICE_PRINCIPAL, "secretsmanager.amazonaws.com"],
      "kms:ViaService": [viaServiceNames("secretsmanager", region, partition)].flat()[0] as string,
      "kms:EncryptionContext:SecretARN": secretArn,
      "kms:EncryptionContext:SecretVersionId": new Unknown("the version is not known", true),
      ...source,
    },
    otherKeys: "unknown",
  };
}
