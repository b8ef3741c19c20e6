import { Concrete, inRegion } from "./concrete";
import type { Argument, Arguments, Thing, World } from "./world";
import { isBefore } from "./world";

/** A statement document, parsed. */
export type Document = unknown;

export interface Identity {
  readonly kind: "role" | "user" | "group";
  readonly arn: string;
  readonly name: string;
  readonly thing: Thing;
  readonly inline: Map<string, Document>;
  readonly attached: Set<string>;
  readonly groups: Set<string>;
  /** ARN of the policy that limits it. */
  boundary?: string;
}

export interface Grant {
  readonly name: string;
  readonly keyArn: string;
  readonly grantee: string;
  readonly operations: readonly string[];
  readonly subset?: Readonly<Record<string, string>>;
  readonly equals?: Readonly<Record<string, string>>;
  readonly account: string;
}

/** What AWS holds after an apply: the truth of a world. Each resource does to it what the AWS provider does. */
export class Aws {
  public readonly identities = new Map<string, Identity>();
  public readonly policies = new Map<string, Document>();
  public readonly secrets = new Map<string, { policy?: Document; readonly keyArn: string | null }>();
  /** Copies in other Regions, with the ARN of what they are a copy of. */
  private readonly replicas = new Map<string, { readonly primary: string; readonly keyArn: string | null }>();
  /** Keys by account, Region and alias. */
  private readonly aliases = new Map<string, string>();
  public readonly keys = new Map<string, { policy: Document; readonly account: string }>();
  public readonly grants = new Map<string, Grant>();
  private readonly concrete: Concrete;

  /** The world after the apply: first everything as it was, then what goes, then what comes and changes. */
  public constructor(world: World) {
    this.concrete = new Concrete(world);
    const { things } = world;
    for (const thing of things)
      if (isBefore(thing) || thing.life === "outside")
        this.put(thing, thing.life === "changes" ? (thing.before ?? thing.arguments) : thing.arguments);
    for (const thing of things) if (thing.life === "gone") this.remove(thing);
    for (const thing of things)
      if (thing.life === "new" || thing.life === "changes")
        this.put(thing, thing.arguments, thing.life === "changes" ? thing.before : undefined);
    for (const thing of things) if (thing.life === "stays" && isExclusive(thing)) this.put(thing, thing.arguments);
  }

  private put(thing: Thing, from: Arguments, before?: Arguments): void {
    const values = this.concrete.values(from);
    const arn = this.concrete.text(thing.given.arn ?? "");
    const text = (name: string): string => String(values[name]);
    const list = (name: string): string[] => (values[name] as string[] | undefined) ?? [];
    const document = (name: string): Document => JSON.parse(text(name));
    switch (thing.type) {
      case "aws_iam_role":
      case "aws_iam_user":
      case "aws_iam_group": {
        const kind = thing.type.slice("aws_iam_".length) as Identity["kind"];
        const name = String(thing.given.name);
        const known = this.identities.get(`${kind} ${name}`);
        const inline = known?.inline ?? new Map<string, Document>();
        const blocks = values.inline_policy as { name: string; policy: string }[] | undefined;
        // The blocks say all that there is.
        if (blocks) inline.clear();
        for (const block of blocks ?? []) inline.set(block.name, JSON.parse(block.policy));
        const identity = known ?? { kind, arn, name, thing, inline, attached: new Set(), groups: new Set() };
        this.identities.set(`${kind} ${name}`, identity);
        if (values.permissions_boundary === undefined) delete identity.boundary;
        else identity.boundary = text("permissions_boundary");
        return;
      }
      case "aws_iam_role_policy":
      case "aws_iam_user_policy":
      case "aws_iam_group_policy":
        this.identity(kindOf(thing), text(kindOf(thing))).inline.set(text("name"), document("policy"));
        return;
      case "aws_iam_policy":
        this.policies.set(arn, document("policy"));
        return;
      case "aws_iam_role_policy_attachment":
      case "aws_iam_user_policy_attachment":
      case "aws_iam_group_policy_attachment":
        this.identity(kindOf(thing), text(kindOf(thing))).attached.add(text("policy_arn"));
        return;
      case "aws_iam_policy_attachment":
        if (before) this.remove({ ...thing, arguments: before });
        for (const kind of ["role", "user", "group"] as const)
          for (const name of list(`${kind}s`)) this.identity(kind, name).attached.add(text("policy_arn"));
        return;
      case "aws_iam_role_policy_attachments_exclusive": {
        const { attached } = this.identity("role", text("role_name"));
        attached.clear();
        for (const policy of list("policy_arns")) attached.add(policy);
        return;
      }
      case "aws_iam_group_membership":
        for (const user of list("users")) this.identity("user", user).groups.add(text("group"));
        return;
      case "aws_iam_user_group_membership":
        for (const group of list("groups")) this.identity("user", text("user")).groups.add(group);
        return;
      case "aws_secretsmanager_secret": {
        const known = this.secrets.get(arn);
        const keyArn = this.keyOf(thing, values.kms_key_id as string | undefined);
        const policy = values.policy === undefined ? known?.policy : document("policy");
        this.secrets.set(arn, { keyArn, ...(policy !== undefined && { policy }) });
        for (const { region, kms_key_id: key } of (values.replica as Record<string, string>[] | undefined) ?? [])
          this.replicas.set(inRegion(arn, region), { primary: arn, keyArn: key ?? null });
        return;
      }
      case "aws_secretsmanager_secret_policy": {
        const secret = this.secrets.get(text("secret_arn"));
        if (secret) secret.policy = document("policy");
        return;
      }
      case "aws_kms_key":
      case "aws_kms_external_key":
        this.keys.set(arn, {
          account: thing.account.id,
          policy:
            values.policy === undefined ? (this.keys.get(arn)?.policy ?? defaultKeyPolicy(thing)) : document("policy"),
        });
        return;
      case "aws_kms_key_policy": {
        const key = this.key(text("key_id"));
        if (key) key.policy = document("policy");
        return;
      }
      case "aws_kms_grant": {
        const [constraint] = (values.constraints as Record<string, Record<string, string>>[] | undefined) ?? [];
        const { encryption_context_subset: subset, encryption_context_equals: equals } = constraint ?? {};
        this.grants.set(thing.label, {
          name: thing.label,
          keyArn: text("key_id"),
          grantee: text("grantee_principal"),
          operations: list("operations"),
          ...(subset && { subset }),
          ...(equals && { equals }),
          account: thing.account.id,
        });
        return;
      }
      case "aws_kms_alias":
        this.aliases.set(arn, text("target_key_id"));
        return;
      case "aws_bedrockagentcore_api_key_credential_provider":
      case "aws_bedrockagentcore_oauth2_credential_provider":
        return;
      default:
        throw new Error(`nobody says what ${thing.type} does`);
    }
  }

  private remove(thing: Thing): void {
    const values = this.concrete.values(thing.arguments);
    const text = (name: string): string => String(values[name]);
    const list = (name: string): string[] => (values[name] as string[] | undefined) ?? [];
    switch (thing.type) {
      case "aws_iam_role_policy":
      case "aws_iam_user_policy":
      case "aws_iam_group_policy":
        this.identity(kindOf(thing), text(kindOf(thing))).inline.delete(text("name"));
        return;
      case "aws_iam_role_policy_attachment":
      case "aws_iam_user_policy_attachment":
      case "aws_iam_group_policy_attachment":
        this.identity(kindOf(thing), text(kindOf(thing))).attached.delete(text("policy_arn"));
        return;
      case "aws_iam_policy_attachment":
        for (const kind of ["role", "user", "group"] as const)
          for (const name of list(`${kind}s`)) this.identity(kind, name).attached.delete(text("policy_arn"));
        return;
      case "aws_iam_role_policy_attachments_exclusive":
        // Its destroy does nothing: what is attached stays attached.
        return;
      case "aws_iam_group_membership":
        for (const user of list("users")) this.identity("user", user).groups.delete(text("group"));
        return;
      case "aws_iam_user_group_membership":
        for (const group of list("groups")) this.identity("user", text("user")).groups.delete(group);
        return;
      case "aws_secretsmanager_secret_policy": {
        const secret = this.secrets.get(text("secret_arn"));
        if (secret) delete secret.policy;
        return;
      }
      case "aws_kms_key_policy": {
        const found = [...this.keys].find(([arn]) => arn.endsWith(`/${text("key_id")}`));
        if (found) found[1].policy = defaultKeyPolicy(thing);
        return;
      }
      case "aws_kms_grant":
        this.grants.delete(thing.label);
        return;
      default:
        throw new Error(`nobody says what the end of ${thing.type} does`);
    }
  }

  public get secretArns(): string[] {
    return [...this.secrets.keys(), ...this.replicas.keys()];
  }

  /** A secret of the team: a replica has the policy of its primary and a key of its own. None: one that AgentCore makes. */
  public secret(arn: string): { policy?: Document; readonly keyArn: string | null } | undefined {
    const replica = this.replicas.get(arn);
    return replica ? { ...this.secrets.get(replica.primary), keyArn: replica.keyArn } : this.secrets.get(arn);
  }

  /** The key that an argument names by ARN or alias. */
  private keyOf({ account, given }: Thing, name: string | undefined): string | null {
    if (name === undefined) return null;
    const region = given.arn?.split(":")[3] ?? "";
    const alias = name.startsWith("alias/") ? `arn:aws:kms:${region}:${account.id}:${name}` : name;
    if (!alias.includes(":alias/")) return name;
    const target = this.aliases.get(alias)?.split("/").at(-1) ?? "";
    const found = [...this.keys.keys()].find((arn) => arn.endsWith(`/${target}`));
    if (found === undefined) throw new Error(`the world has no key ${name}`);
    return found;
  }

  /** All that an identity may, directly or by its groups. */
  public documentsOf(identity: Identity): Document[] {
    const groups = [...identity.groups].map((name) => this.identity("group", name));
    return [identity, ...groups].flatMap(({ inline, attached }) => [
      ...inline.values(),
      ...[...attached].map((arn) => this.policies.get(arn)),
    ]);
  }

  private identity(kind: Identity["kind"], name: string): Identity {
    const found = this.identities.get(`${kind} ${name}`);
    if (!found) throw new Error(`the world has no ${kind} ${name}`);
    return found;
  }

  private key(id: string): { policy: Document } | undefined {
    return [...this.keys].find(([arn]) => arn.endsWith(`/${id}`))?.[1];
  }
}

const isExclusive = ({ type }: Thing): boolean => type.endsWith("_exclusive");
const kindOf = ({ type }: Thing): Identity["kind"] =>
  (["role", "user", "group"] as const).find((kind) => type.startsWith(`aws_iam_${kind}_`)) ?? "role";

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
export const defaultKeyPolicy = ({ account }: Pick<Thing, "account">): Document => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account.id}:root` }, Action: "kms:*", Resource: "*" },
  ],
});

export type { Argument };
