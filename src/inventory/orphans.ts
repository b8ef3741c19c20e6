import { splitArn } from "../access/arn";
import { valueOf } from "../live/piece";
import type { GrantSnapshot, KeySnapshot, SecretSnapshot, Snapshot } from "../live/snapshot";
import type { Guarding } from "./guarding";
import { accountsOf, guardingIn } from "./guarding";
import type { Gap, Orphan } from "./inventory";
import type { Referenced } from "./referenced";
import { regionsOf } from "./referenced";
import { Roles } from "./roles";

/** The service by which AWS marks the secrets of MANAGED providers. */
const OWNER = "bedrock-agentcore-identity";

/** What nobody uses any more. Where a provider may use it that is not seen, it is no orphan but a gap. */
export function orphansOf(snapshot: Snapshot, referenced: Referenced): { orphans: Orphan[]; gaps: Gap[] } {
  const search = new Search(snapshot, referenced);
  return { orphans: search.found, gaps: [...search.gaps, ...search.roles.gaps] };
}

class Search {
  public readonly found: Orphan[] = [];
  public readonly gaps: Gap[] = [];
  public readonly roles: Roles;

  public constructor(
    private readonly snapshot: Snapshot,
    private readonly referenced: Referenced,
  ) {
    this.roles = new Roles(snapshot);
    this.managedSecrets();
    for (const secret of once(snapshot.accounts.flatMap(({ secrets }) => secrets))) this.secret(secret);
    for (const key of once(snapshot.accounts.flatMap(({ keys }) => keys))) this.key(key);
  }

  private managedSecrets(): void {
    for (const account of this.snapshot.accounts)
      for (const { region, listed } of account.regions)
        for (const { arn, owningService, deletedDate } of valueOf(listed) ?? []) {
          if (owningService !== OWNER || deletedDate !== undefined || this.referenced.has(arn)) continue;
          this.add(
            { kind: "managedSecret", subject: arn, text: "AgentCore made it for a credential provider that is gone." },
            this.referenced.doubt([account.id], [region]),
          );
        }
  }

  private secret({ id, description, policy }: SecretSnapshot): void {
    const arn = valueOf(description)?.arn ?? id;
    const statements = guardingIn(valueOf(policy) ?? undefined);
    for (const statement of statements) {
      const { sid, isOurs, principals } = statement;
      if (isOurs && !this.referenced.hasInAnyRegion(arn))
        this.add(
          {
            kind: "secretStatement",
            subject: arn,
            ...named(sid),
            text: `${whose(sid)} lets ${list(principals)} read it, and no credential provider references it.`,
          },
          this.doubtOf([arn], principals),
        );
    }
    this.goneRolesIn(arn, "secret policy", statements);
  }

  private key({ id, description, policy, grants }: KeySnapshot): void {
    const arn = valueOf(description)?.arn ?? id;
    const statements = guardingIn(valueOf(policy));
    for (const { sid, isOurs, principals, secrets } of statements)
      if (isOurs && secrets.length > 0 && !secrets.some((one) => this.referenced.hasLike(one)))
        this.add(
          {
            kind: "keyStatement",
            subject: arn,
            ...named(sid),
            text: `${whose(sid)} lets ${list(principals)} decrypt ${list(secrets)}, and no credential provider references that.`,
          },
          this.doubtOf(secrets, principals),
        );
    this.goneRolesIn(arn, "key policy", statements);
    for (const grant of valueOf(grants) ?? []) this.grant(arn, grant);
  }

  /** A grant bears no mark: one for decrypting one secret and nothing else is as this package makes them. */
  private grant(key: string, { id, name, grantee, operations, contextSubset }: GrantSnapshot): void {
    const common = { subject: key, id: name ?? id };
    const secret = operations.join() === "Decrypt" ? contextSubset?.SecretARN : undefined;
    if (this.roles.isGone(grantee))
      this.add({ kind: "goneRole", ...common, text: `The grant ${name ?? id} is for ${grantee}, which is gone.` });
    else if (secret !== undefined && !this.referenced.hasInAnyRegion(secret))
      this.add(
        {
          kind: "grant",
          ...common,
          text: `The grant ${name ?? id} lets ${grantee} decrypt ${secret}, and no credential provider references that.`,
        },
        this.doubtOf([secret], [grantee]),
      );
  }

  private goneRolesIn(subject: string, what: string, statements: readonly Guarding[]): void {
    for (const { sid, principals } of statements)
      for (const gone of principals.filter((one) => this.roles.isGone(one)))
        this.add({
          kind: "goneRole",
          subject,
          ...named(sid),
          text: `A statement of the ${what}${sid === undefined ? "" : `, ${sid},`} lets ${gone} in, which is gone.`,
        });
  }

  /** A provider stands where its secret is, in the account of the secret or of one of those whom it is for. */
  private doubtOf(secrets: readonly string[], principals: readonly string[]): string | undefined {
    const accounts = new Set([...secrets.map((arn) => splitArn(arn)?.account ?? ""), ...accountsOf(principals)]);
    return this.referenced.doubt(accounts, new Set(secrets.flatMap((arn) => regionsOf(this.snapshot, arn))));
  }

  private add(orphan: Orphan, doubt?: string): void {
    if (doubt === undefined) this.found.push(orphan);
    else
      this.gaps.push({
        subject: orphan.subject,
        what: `whether a credential provider needs ${orphan.id === undefined ? "it" : orphan.id}`,
        why: doubt,
      });
  }
}

const named = (sid: string | undefined): { id?: string } => (sid === undefined ? {} : { id: sid });
const whose = (sid = ""): string => `The statement ${sid} of agentcore-identity`;
const list = (names: readonly string[]): string => (names.length === 0 ? "nobody" : names.join(", "));

/** Several accounts may have read one thing. */
const once = <T extends KeySnapshot | SecretSnapshot>(things: readonly T[]): T[] => [
  ...new Map(things.map((one) => [valueOf<{ arn: string }>(one.description)?.arn ?? one.id, one])).values(),
];
