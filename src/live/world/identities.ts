import { awsManagedPolicy } from "../../access/aws-managed-policies";
import { splitArn } from "../../access/arn";
import { Unknown } from "../../decision";
import type { Assumption, Conflict, ModelGroup, ModelRole, ModelUser, StatedPolicy } from "../../proof/model";
import { contradiction, goneFor, statedPolicy } from "../../proof/stated-policy";
import { unreadText } from "../piece";
import type { AccountSnapshot, GroupSnapshot, IdentitiesSnapshot, RoleSnapshot, UserSnapshot } from "../snapshot";
import type { AddedPolicy, Indexed } from "./indexed";

/** The roles, users and groups of a snapshot, and those whom something names. */
export class Identities {
  public readonly roles = new Map<string, ModelRole>();
  public readonly users = new Map<string, ModelUser>();
  public readonly groups = new Map<string, ModelGroup>();
  public readonly assumptions: Assumption[] = [];
  public readonly conflicts: Conflict[] = [];

  /**
   * @param mentioned ARNs of roles and users that policies, grants and expectations name
   * @param expected those of them who should read
   */
  public constructor(
    private readonly index: Indexed,
    private readonly given: readonly AddedPolicy[],
    mentioned: Iterable<string>,
    expected: ReadonlySet<string>,
  ) {
    for (const account of index.snapshot.accounts) this.addAccount(account);
    for (const arn of mentioned) this.addMentioned(arn, expected.has(arn));
    this.addGiven();
  }

  private addAccount(account: AccountSnapshot): void {
    const { identities, id } = account;
    if (!("value" in identities)) {
      this.assumptions.push({
        subject: `account ${id}`,
        text: `has no roles and users but those named here who may read by policies of their own: ${unreadText(identities.unread)}`,
      });
      return;
    }
    const all = identities.value;
    const groups = new Map(all.groups.map((group) => [group.name, { group, policies: this.policiesOf(group, all) }]));
    for (const role of all.roles) this.roles.set(role.arn, this.roleOf(role, all));
    for (const user of all.users) {
      const inherited = user.groups.flatMap((name) =>
        (groups.get(name)?.policies ?? []).map((policy) => ofGroup(policy, name)),
      );
      this.users.set(user.arn, this.userOf(user, all, inherited));
    }
    for (const { group, policies } of groups.values()) {
      const members = all.users.filter((user) => user.groups.includes(group.name)).map(({ arn }) => arn);
      this.groups.set(group.arn, { arn: group.arn, at: group.arn, policies, members, isComplete: true });
    }
  }

  private roleOf(role: RoleSnapshot, all: IdentitiesSnapshot): ModelRole {
    const { arn, id, trust, boundary } = role;
    return {
      arn,
      at: arn,
      id,
      policies: this.policiesOf(role, all),
      isComplete: true,
      isNew: false,
      ...(trust !== null && { trust: statedPolicy(arn, `trust policy of ${nameOf(arn)}`, "resource", trust) }),
      ...(boundary !== undefined && { boundary: this.managed(arn, boundary, "permissions boundary", all) }),
    };
  }

  private userOf(user: UserSnapshot, all: IdentitiesSnapshot, inherited: readonly StatedPolicy[]): ModelUser {
    const { arn, id, boundary } = user;
    return {
      arn,
      at: arn,
      id,
      policies: [...this.policiesOf(user, all), ...inherited],
      isComplete: true,
      ...(boundary !== undefined && { boundary: this.managed(arn, boundary, "permissions boundary", all) }),
    };
  }

  private policiesOf(
    { arn, inline, attached }: GroupSnapshot | RoleSnapshot | UserSnapshot,
    all: IdentitiesSnapshot,
  ): StatedPolicy[] {
    return [
      ...Object.entries(inline).map(([name, document]) =>
        statedPolicy(arn, `inline policy ${name} of ${nameOf(arn)}`, "identity", document),
      ),
      ...attached.map((policy) => this.managed(arn, policy, "managed policy", all)),
    ];
  }

  /** A managed policy as it was read, else as the user gives it, else as AWS has published it. */
  private managed(at: string, arn: string, what: string, { policies }: IdentitiesSnapshot): StatedPolicy {
    const title = `${what} ${nameOf(arn)}`;
    const given = this.given.find((one) => one.kind === "policy" && one.arn === arn);
    if (Object.hasOwn(policies, arn)) {
      if (given)
        this.conflicts.push(
          ...contradiction(arn, { at: arn, document: policies[arn] }, { at: given.file, document: given.document }),
        );
      return statedPolicy(arn, title, "identity", policies[arn]);
    }
    if (given) return statedPolicy(given.file, title, "identity", given.document);
    const open = new Unknown(`its text was not read: give --policy policy=${arn}=FILE`);
    return statedPolicy(at, title, "identity", awsManagedPolicy(arn) ?? open);
  }

  /** Somebody whom a policy names: of an account that was read it is there or not, of others its policies are not known. */
  private addMentioned(arn: string, isExpected: boolean): void {
    const holders: Map<string, ModelRole | ModelUser> = arn.includes(":user/") ? this.users : this.roles;
    const account = this.index.account(splitArn(arn)?.account ?? "");
    // Of a stranger of an account that nobody reads, the worst is taken: see Person in src/proof.
    if (holders.has(arn) || (!account && !isExpected)) return;
    const identities = account?.identities;
    if (identities && "value" in identities) {
      const absence = goneFor(arn, `absence of ${nameOf(arn)}: the account has none of this name`, "identity");
      holders.set(arn, { arn, at: arn, policies: [absence], isComplete: true, isNew: false });
      return;
    }
    const why = identities ? unreadText(identities.unread) : "its account was not read: give it with --account";
    const open = statedPolicy(arn, `policies of ${nameOf(arn)}`, "identity", new Unknown(why));
    holders.set(arn, { arn, at: arn, policies: [open], isComplete: false, isNew: false });
  }

  /** All that a role may, from whoever knows, where it was not read. */
  private addGiven(): void {
    const files = this.given.filter(({ kind }) => kind === "role");
    for (const arn of new Set(files.map((one) => one.arn))) {
      if (this.roles.get(arn)?.isComplete === true) continue;
      const policies = files
        .filter((one) => one.arn === arn)
        .map(({ file, document }) => statedPolicy(file, `policy of ${nameOf(arn)} in ${file}`, "identity", document));
      this.roles.set(arn, { arn, at: arn, policies, isComplete: true, isNew: false });
    }
  }
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

const ofGroup = ({ at, compiled, document }: StatedPolicy, group: string): StatedPolicy =>
  statedPolicy(at, `${compiled.name} of group ${group}`, "identity", document);
