import type { CompiledPolicy } from "../decision";
import { unreadablePolicy } from "../decision";
import { compiledPolicy } from "./compiled-policy";
import type { Iam, IdentityOptions } from "./iam";
import type { InlinePolicy } from "./roles";
import { ServiceError } from "./service-error";

type Attachment = "group" | "role" | "user";

/** A policy of whoever is simulated, with what the simulator calls it. */
export interface SourcePolicy {
  readonly id: string;
  readonly type: Attachment | "aws-managed" | "none" | "user-managed";
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
  /** Of a managed one. */
  readonly arn?: string;
  /** Of an inline one: whose it is. */
  readonly of?: { readonly type: Attachment; readonly name: string };
}

/** All that IAM itself has of a principal. */
export interface Simulated {
  readonly identity: readonly SourcePolicy[];
  readonly boundary?: SourcePolicy;
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

/** The policies of a role or user, those of its groups included; undefined if there is none. */
export function policiesOf(iam: Iam, arn: string): Simulated | undefined {
  const { roles, users, groups } = iam;
  const holder = (
    type: Attachment,
    who: string,
    inline: ReadonlyMap<string, InlinePolicy>,
    attached: readonly string[],
  ): SourcePolicy[] => [
    ...[...inline].map(([id, { document, compiled }]) => ({
      id,
      type,
      document,
      compiled,
      of: { type, name: nameOf(who) },
    })),
    ...[...new Set(attached)].map((one) => managed(iam, one)),
  ];
  const limited = (identity: SourcePolicy[], { boundary }: IdentityOptions): Simulated => ({
    identity,
    ...(boundary !== undefined && { boundary: managed(iam, boundary) }),
  });
  if (roles.arns.includes(arn)) {
    const options = iam.roleOptions(arn);
    const attached = [...(options.attached ?? []), ...roles.attachedTo(arn)];
    return limited(holder("role", arn, roles.inlineOf(arn), attached), options);
  }
  const user = users.get(arn);
  if (!user) return undefined;
  const inherited = (user.options.groups ?? []).flatMap((group) => {
    const found = groups.get(group);
    return found ? holder("group", group, found.inline, found.options.attached ?? []) : [];
  });
  return limited([...holder("user", arn, user.inline, user.options.attached ?? []), ...inherited], user.options);
}

function managed({ roles }: Iam, arn: string): SourcePolicy {
  const type = arn.includes(":iam::aws:") ? "aws-managed" : "user-managed";
  const common = { id: nameOf(arn), type, arn } as const;
  if (roles.managed.has(arn)) return { ...common, ...roles.managed.current(arn) };
  // One that is not here is AWS's own, of which the sandbox knows nothing.
  const compiled = unreadablePolicy(`managed policy ${arn}`, "identity", "the sandbox has no such policy");
  return { ...common, document: {}, compiled };
}

/** Policies that the request brings, as texts. */
export const broughtPolicies = (texts: unknown, id: string): SourcePolicy[] =>
  ((texts ?? []) as readonly string[]).map((text, index) => {
    const name = `${id}.${index + 1}`;
    try {
      return {
        id: name,
        type: "none" as const,
        document: JSON.parse(text) as unknown,
        compiled: compiledPolicy(name, text),
      };
    } catch {
      throw new ServiceError("InvalidInput", `${name} is no policy.`);
    }
  });

type Identifier = Readonly<Record<string, unknown>>;
const KINDS = ["aws-managed", "inline", "permission-boundary", "rcp", "scp", "user-managed"];

/**
 * What `PolicyExclusionList` names; the sandbox takes no wildcards in it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html
 */
export class Exclusions {
  public constructor(private readonly all: readonly Identifier[]) {
    for (const { PolicyType, PolicyArn, InlinePolicyIdentifier } of all) {
      const { AttachmentName = "" } = (InlinePolicyIdentifier ?? {}) as Identifier;
      const isWrong =
        (PolicyType !== undefined && !KINDS.includes(String(PolicyType))) ||
        (PolicyArn !== undefined && !/^arn:[^:*?]+:(?:iam|organizations)::[^*?]+$/.test(String(PolicyArn))) ||
        /[*?]/.test(String(AttachmentName));
      if (isWrong) throw new ServiceError("InvalidInput", "An entry of PolicyExclusionList is no identifier.");
    }
  }

  public has(policy: SourcePolicy): boolean {
    return this.all.some(({ PolicyType, PolicyArn, InlinePolicyIdentifier }) => {
      const inline = InlinePolicyIdentifier as Identifier | undefined;
      if (inline)
        return (
          policy.id === inline.PolicyName &&
          policy.of?.type === inline.AttachmentType &&
          policy.of?.name === inline.AttachmentName
        );
      if (PolicyArn !== undefined) return policy.arn === PolicyArn;
      return PolicyType === (policy.of ? "inline" : policy.type);
    });
  }

  public hasKind(kind: "permission-boundary" | "scp"): boolean {
    return this.all.some(({ PolicyType }) => PolicyType === kind);
  }
}
