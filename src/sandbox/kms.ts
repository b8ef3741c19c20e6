import { KEY_POLICY_BYTES } from "../access/limits";
import type { Authorize, Call, Handler, Handlers } from "./call";
import { letsWrite } from "./kms-policy";
import { pageOf } from "./page";
import { policyStatements } from "./policy-text";
import { ServiceError } from "./service-error";

export interface Grant {
  readonly GrantId: string;
  readonly KeyId: string;
  readonly GranteePrincipal: string;
  readonly RetiringPrincipal?: string;
  readonly IssuingAccount: string;
  readonly Operations: readonly string[];
  readonly Constraints?: Readonly<Record<string, unknown>>;
  readonly Name?: string;
  readonly CreationDate: Date;
}

/** A key of the sandbox. */
export interface Key {
  readonly arn: string;
  policy: string;
  description?: string;
  deletionDate?: Date;
  isPendingDeletion: boolean;
  isDisabled: boolean;
  grants: Grant[];
}

/** The keys of one account and Region. */
export class Keys {
  /** How the service keeps a policy: the text as given, unless a test says otherwise. */
  public policyForm: (text: string) => string = (text) => text;
  /** The key of each alias, both by ARN. */
  public readonly aliases = new Map<string, string>();
  private readonly all = new Map<string, Key>();

  public add(arn: string, policy: string): Key {
    const key: Key = { arn, policy, isPendingDeletion: false, isDisabled: false, grants: [] };
    this.all.set(arn, key);
    return key;
  }

  public remove({ arn }: Key): void {
    this.all.delete(arn);
  }

  public get list(): readonly Key[] {
    return [...this.all.values()];
  }

  public find(keyId: unknown): Key | undefined {
    return (
      this.all.get(String(keyId)) ?? [...this.all.values()].find(({ arn }) => arn.endsWith(`:key/${String(keyId)}`))
    );
  }

  /** As a request in a Region names it: no service looks into another Region. */
  public of(keyId: unknown, region?: string): Key {
    const key = this.find(keyId);
    if (!key || (region !== undefined && key.arn.split(":")[3] !== region))
      throw new ServiceError("NotFoundException", `Key '${String(keyId)}' does not exist`);
    return key;
  }
}

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
export function kmsHandlers(keys: Keys, authorize: Authorize, now: () => number): Handlers {
  let grants = 0;
  const on =
    (action: (key: Key, call: Call) => Readonly<Record<string, unknown>>): Handler =>
    (call) => {
      const { operation, input, region } = call;
      const alias = operation === "DescribeKey" ? keys.aliases.get(String(input.KeyId)) : undefined;
      const key = keys.of(alias ?? input.KeyId, region);
      const denied = authorize({
        principal: call.principal,
        action: `kms:${call.operation}`,
        resource: key.arn,
        context: contextOf(call),
      });
      if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
      return action(key, call);
    };
  const named = (name: unknown = "default"): string => {
    if (name !== "default") throw new ServiceError("NotFoundException", `No key policy ${String(name)}`);
    return name;
  };
  const usable = (key: Key): Key => {
    if (key.isPendingDeletion) throw new ServiceError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
    return key;
  };
  return {
    DescribeKey: on(({ arn, isPendingDeletion, isDisabled, description, deletionDate }) => ({
      KeyMetadata: {
        KeyId: arn.slice(arn.lastIndexOf("/") + 1),
        Arn: arn,
        AWSAccountId: arn.split(":")[4],
        Enabled: !isPendingDeletion && !isDisabled,
        KeyState: isPendingDeletion ? "PendingDeletion" : isDisabled ? "Disabled" : "Enabled",
        KeyManager: "CUSTOMER",
        MultiRegion: arn.includes(":key/mrk-"),
        ...(description !== undefined && { Description: description }),
        ...(deletionDate && { DeletionDate: deletionDate }),
      },
    })),
    // "Cross-account use: No".
    GetKeyPolicy: on((key, { input, principal }) => {
      if (key.arn.split(":")[4] !== principal.account)
        throw new ServiceError("AccessDeniedException", `${principal.arn} is of another account than ${key.arn}.`);
      return { Policy: key.policy, PolicyName: named(input.PolicyName) };
    }),
    ListKeyPolicies: on(() => ({ PolicyNames: ["default"], Truncated: false })),
    PutKeyPolicy: on((key, { input, principal }) => {
      const text = String(input.Policy);
      named(input.PolicyName);
      if (Buffer.byteLength(text) > KEY_POLICY_BYTES)
        throw new ServiceError("LimitExceededException", `The policy is over ${KEY_POLICY_BYTES} bytes.`);
      const statements = policyStatements(text);
      if (
        input.BypassPolicyLockoutSafetyCheck !== true &&
        !statements.some((statement) => letsWrite(statement, principal))
      )
        throw new ServiceError(
          "MalformedPolicyDocumentException",
          "The new key policy will not allow you to update the key policy in the future.",
        );
      usable(key).policy = keys.policyForm(text);
      return {};
    }),
    CreateGrant: on((key, { input, principal }) => {
      const { GranteePrincipal, Operations, RetiringPrincipal, Constraints, Name } = input as unknown as Grant;
      usable(key);
      const same = key.grants.find(
        (grant) => Name !== undefined && grant.Name === Name && grant.GranteePrincipal === GranteePrincipal,
      );
      const GrantId = same?.GrantId ?? String(++grants).padStart(64, "0");
      if (!same)
        key.grants.push({
          GrantId,
          KeyId: key.arn,
          GranteePrincipal,
          RetiringPrincipal,
          Operations,
          Constraints,
          Name,
          IssuingAccount: principal.account,
          CreationDate: new Date(now()),
        });
      return { GrantId, GrantToken: `token-${GrantId}` };
    }),
    ListGrants: on((key, { input }) => {
      const wanted = key.grants.filter(
        ({ GrantId, GranteePrincipal }) =>
          [undefined, GrantId].includes(input.GrantId as string | undefined) &&
          [undefined, GranteePrincipal].includes(input.GranteePrincipal as string | undefined),
      );
      const { Limit, Marker } = input;
      const page = pageOf(wanted, { maxResults: Limit, nextToken: Marker }, { most: 100, usual: 50 });
      return {
        Grants: page.items,
        Truncated: page.nextToken !== undefined,
        ...(page.nextToken && { NextMarker: page.nextToken }),
      };
    }),
    // The grant decides, not a policy: the sandbox knows its retiring principal, and not the account that delegates.
    RetireGrant: ({ input, principal }) => {
      const key = keys.of(input.KeyId);
      const grant = key.grants.find(({ GrantId }) => GrantId === input.GrantId);
      if (!grant) throw new ServiceError("NotFoundException", `No grant ${String(input.GrantId)}`);
      if (grant.RetiringPrincipal !== (principal.roleArn ?? principal.arn))
        throw new ServiceError("AccessDeniedException", `${principal.arn} may not retire ${grant.GrantId}.`);
      key.grants = key.grants.filter((one) => one !== grant);
      return {};
    },
    RevokeGrant: on((key, { input }) => {
      if (!key.grants.some(({ GrantId }) => GrantId === input.GrantId))
        throw new ServiceError("NotFoundException", `No grant ${String(input.GrantId)}`);
      key.grants = key.grants.filter(({ GrantId }) => GrantId !== input.GrantId);
      return {};
    }),
  };
}

/**
 * What the request tells policies: parameters that are left out are absent, and the pairs of a constraint stand for an
 * encryption context.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
function contextOf({ operation, input }: Call): Record<string, string | readonly string[]> {
  if (operation === "PutKeyPolicy" && input.BypassPolicyLockoutSafetyCheck !== undefined)
    return { "kms:BypassPolicyLockoutSafetyCheck": String(input.BypassPolicyLockoutSafetyCheck) };
  return operation === "CreateGrant" ? grantContext(input as unknown as Grant) : {};
}

/** What a request for a grant tells policies. */
export function grantContext({
  Operations,
  Constraints,
  GranteePrincipal,
  RetiringPrincipal,
}: Pick<Grant, "Operations" | "Constraints" | "GranteePrincipal" | "RetiringPrincipal">): Record<
  string,
  string | readonly string[]
> {
  const [constraint] = Object.entries((Constraints ?? {}) as Record<string, Record<string, string>>);
  const pairs = Object.entries(constraint?.[1] ?? {});
  return {
    "kms:GrantOperations": Operations,
    "kms:GranteePrincipal": GranteePrincipal,
    ...(RetiringPrincipal !== undefined && { "kms:RetiringPrincipal": RetiringPrincipal }),
    ...(constraint && { "kms:GrantConstraintType": constraint[0] }),
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
  };
}
