import type { Place, ProviderKind } from "../access/vault";
import type { Provider } from "./credential-providers";
import type { IdentityOptions, UserOptions } from "./iam";
import type { Grant } from "./kms";
import type { Organization } from "./organizations";
import type { Sandbox } from "./sandbox";
import type { Replica } from "./secrets";
import { ServiceError } from "./service-error";

/** Whoever may do something in IAM. */
export interface FurnishedIdentity {
  readonly kind: "group" | "role" | "user";
  readonly arn: string;
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, unknown>>;
  readonly options?: IdentityOptions & UserOptions;
}

export interface FurnishedKey {
  readonly arn: string;
  readonly policy: string;
  readonly aliases?: readonly string[];
  readonly grants?: readonly Omit<Grant, "CreationDate" | "GrantId" | "KeyId">[];
}

export interface FurnishedSecret {
  readonly arn: string;
  readonly value: string;
  readonly kmsKeyId?: string;
  readonly policy?: string;
  readonly owningService?: string;
  readonly replicas?: readonly Replica[];
  readonly rotationLambdaArn?: string;
}

export interface FurnishedProvider extends Pick<Provider, "config" | "secrets" | "tags" | "vendor"> {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly place: Place;
  readonly callbackUrl?: string;
}

/** What accounts have, as data. */
export interface Furnishing {
  /** Managed policies, by ARN. */
  readonly policies: Readonly<Record<string, unknown>>;
  readonly identities: readonly FurnishedIdentity[];
  readonly keys: readonly FurnishedKey[];
  readonly secrets: readonly FurnishedSecret[];
  readonly providers: readonly FurnishedProvider[];
  readonly organizations?: readonly Organization[];
}

/** Puts all of it into a sandbox. */
export function furnish(sandbox: Sandbox, furnishing: Furnishing): void {
  for (const [arn, document] of Object.entries(furnishing.policies)) sandbox.roles.managed.create(arn, document);
  for (const one of furnishing.identities) putIdentity(sandbox, one);
  for (const { arn, policy, aliases = [], grants = [] } of furnishing.keys) {
    const key = sandbox.keys.add(arn, policy);
    for (const alias of aliases) sandbox.keys.aliases.set(alias, arn);
    grants.forEach((grant, index) => {
      const GrantId = String(index + 1).padStart(64, "0");
      key.grants.push({ ...grant, GrantId, KeyId: arn, CreationDate: new Date(0) });
    });
  }
  for (const { arn, value, replicas = [], rotationLambdaArn, ...options } of furnishing.secrets)
    Object.assign(sandbox.secrets.add(arn, value, options), {
      replicas,
      ...(rotationLambdaArn !== undefined && { rotationLambdaArn }),
    });
  for (const { kind, name, place, vendor, callbackUrl, ...content } of furnishing.providers) {
    const made = sandbox.vaults.at(place).providers.create(kind, name, vendor, content);
    if (callbackUrl !== undefined) Object.assign(made, { callbackUrl });
  }
  sandbox.organizations.push(...(furnishing.organizations ?? []));
}

const PUT = { role: "putRole", user: "putUser", group: "putGroup" } as const;

/** What does not fit into inline policies stands in managed ones, which have another quota. */
function putIdentity({ iam, roles }: Sandbox, { kind, arn, inline, options = {} }: FurnishedIdentity): void {
  try {
    iam[PUT[kind]](arn, inline, options);
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === "LimitExceeded")) throw error;
    const base = arn.replace(/:(role|user|group)\/(?:.*\/)?/, ":policy/");
    const attached = Object.entries(inline).map(([name, document]) => {
      const policyArn = `${base}-${name}`;
      roles.managed.create(policyArn, document);
      return policyArn;
    });
    iam[PUT[kind]](arn, {}, { ...options, attached: [...(options.attached ?? []), ...attached] });
  }
}
