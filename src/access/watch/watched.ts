import { splitArn } from "../arn";
import { isProblem } from "../problem";
import { parseSecretArn } from "../secret-arn";
import type { ProviderKind } from "../vault";

/** A secret, by what a request may call it. */
export interface WatchedSecret {
  readonly arn: string;
  /** Full ARN, name, and ARN without the suffix: Secrets Manager takes all three. */
  readonly ids: readonly string[];
}

/** Secrets that the same roles may read. */
export interface WatchedSecrets {
  readonly secrets: readonly WatchedSecret[];
  /** Beginnings of ARNs: all secrets whose ARNs begin so. */
  readonly prefixes: readonly string[];
  /** Roles that read through AgentCore at run time. Without any, nobody is unexpected. */
  readonly readers: readonly string[];
  /** Roles that make credential providers: AgentCore reads the secret for them, too. */
  readonly deployers: readonly string[];
  /** The accounts of both: of another account's read that may be all that is told. */
  readonly accounts: readonly string[];
  /** Roles that rotate the secret. */
  readonly rotators: readonly string[];
  /** Roles and users that may read it without AgentCore. */
  readonly exceptions: readonly string[];
}

/** A credential provider, by what requests call it. */
export interface WatchedProvider {
  readonly kind: ProviderKind;
  readonly name: string;
}

/** All that one watch looks at, in one account and Region. */
export interface Watched {
  readonly groups: readonly WatchedSecrets[];
  readonly providers: readonly WatchedProvider[];
  /** Gateways whose targets use the credential providers. */
  readonly gatewayIds: readonly string[];
  /** Customer managed keys of the secrets. */
  readonly keyArns: readonly string[];
}

/**
 * A secret whose ARN is known.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#SecretsManager-GetSecretValue-request-SecretId
 */
export function watchedSecret(arn: string): WatchedSecret {
  const parsed = parseSecretArn(arn, "secretArn");
  if (isProblem(parsed)) return { arn, ids: [arn] };
  const { name } = parsed.value;
  return { arn, ids: [arn, name, arn.slice(0, arn.lastIndexOf("-"))] };
}

/** The same for a prefix: of ARNs, and of the names behind it. */
export function prefixIds(prefix: string): string[] {
  const name = splitArn(prefix)?.resource.slice("secret:".length) ?? "";
  return name === "" ? [prefix] : [prefix, name];
}

/** What a request may call a key: ARN or ID. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html */
export const keyIds = (arn: string): string[] => {
  const id = arn.split(":key/")[1];
  return id === undefined ? [arn] : [arn, id];
};

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Those that may have the secret read by AgentCore. */
export const expectedIn = ({ readers, deployers }: WatchedSecrets): string[] => unique([...readers, ...deployers]);

/** Those that may read it themselves. */
export const exemptIn = ({ deployers, rotators, exceptions }: WatchedSecrets): string[] =>
  unique([...deployers, ...rotators, ...exceptions]);

/** Groups of which some part is the same become one, so that there are fewer rules. */
export function mergedBy(
  groups: readonly WatchedSecrets[],
  part: (group: WatchedSecrets) => readonly string[],
): WatchedSecrets[] {
  const merged = new Map<string, WatchedSecrets>();
  for (const group of groups) {
    const key = JSON.stringify([...part(group)].sort());
    const before = merged.get(key);
    merged.set(key, before ? both(before, group) : group);
  }
  return [...merged.values()];
}

const both = (a: WatchedSecrets, b: WatchedSecrets): WatchedSecrets => ({
  secrets: [...new Map([...a.secrets, ...b.secrets].map((one) => [one.arn, one])).values()],
  prefixes: unique([...a.prefixes, ...b.prefixes]),
  readers: unique([...a.readers, ...b.readers]),
  deployers: unique([...a.deployers, ...b.deployers]),
  accounts: unique([...a.accounts, ...b.accounts]),
  rotators: unique([...a.rotators, ...b.rotators]),
  exceptions: unique([...a.exceptions, ...b.exceptions]),
});

/** The accounts of ARNs, as far as these are known. */
export const accountsOf = (arns: readonly string[]): string[] =>
  unique(arns.flatMap((arn) => splitArn(arn)?.account ?? []));
