import type { AccountFacts, Accounts, RequestPrincipal } from "../decision";
import { shownText } from "../decision";
import { accountLike, commonText, isWild, principalPattern, resourcesLike, SOMETHING, textLike } from "./patterns";

/**
 * Somebody made up, who stands for all of whom no policy speaks in particular: what holds for it, holds for them. An
 * identity provider has none: it vouches for others, and asks for no secret itself.
 */
export interface Representative {
  /** For people: `any role of account 111122223333`. */
  readonly name: string;
  readonly principal: RequestPrincipal;
  /** The account whose administrators decide what it may, if that is not the account of the secret. */
  readonly abroad?: string;
  /** What is known of accounts that are made up. */
  readonly facts: Accounts;
  /** All for whom it stands; left out where it stands for a few of a scope. */
  readonly scope?: string;
  /** The scopes that hold it: where one of theirs comes as far, it says nothing new. */
  readonly within: readonly string[];
  /** What to call it when it comes no further than the others of its scope. */
  readonly everyKind?: string;
}

/** What policies say about principals, from all documents that decide about one secret. */
export interface PrincipalTexts {
  /** Names in `Principal` and `NotPrincipal`, and of grantees. */
  readonly names: readonly string[];
  /** Values of conditions, by condition key in lower case. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

interface Place {
  /** The account of the secret. */
  readonly owner: string;
  readonly partition: string;
  readonly accounts: Accounts;
}

const EVERYBODY = "everybody";
const ABROAD = "abroad";
/** More patterns than a policy can hold: pairs of them are compared. */
const MOST_PATTERNS = 60;

/** One of each kind and account, and one for each pattern; the widest come first. */
export const representativesOf = (texts: PrincipalTexts, place: Place): Representative[] =>
  new Builder(texts, place).all();

class Builder {
  private readonly found: Representative[] = [];
  private readonly other: string;
  private readonly named: readonly string[];

  public constructor(
    private readonly texts: PrincipalTexts,
    private readonly place: Place,
  ) {
    const { names } = texts;
    const inTexts = [
      ...names,
      ...this.of("aws:principalarn"),
      ...this.of("aws:principalaccount"),
      ...this.of("kms:calleraccount"),
      ...this.of("aws:userid"),
    ];
    const accounts = new Set(inTexts.flatMap((text) => /(?:^|:)(\d{12})(?::|$)/.exec(text)?.[1] ?? []));
    for (const pattern of [...this.of("aws:principalaccount"), ...this.of("kms:calleraccount")]) {
      const account = isWild(pattern) && !/^[?]{12}$|^[*]+$/.test(pattern) ? accountLike(pattern) : undefined;
      if (account !== undefined) accounts.add(account);
    }
    accounts.delete(place.owner);
    this.named = [...accounts];
    this.other = freshAccount(accounts, place.owner);
  }

  public all(): Representative[] {
    const { owner } = this.place;
    this.add("anybody, even without credentials", { type: "Anonymous" }, { scope: EVERYBODY });
    const others = this.otherAccounts();
    for (const { account, name, facts, scope } of others)
      this.addKinds(account, name, {
        facts: { [account]: facts },
        scope,
        within: scope === ABROAD ? [EVERYBODY] : [EVERYBODY, ABROAD],
      });
    for (const account of this.named)
      this.addKinds(account, `account ${account}`, { scope: account, within: [EVERYBODY, ABROAD] });
    this.addKinds(owner, `account ${shownText(owner)}`, { scope: owner, within: [EVERYBODY] });
    this.add(
      "any AWS service",
      { type: "Service", service: `${SOMETHING}.amazonaws.com` },
      { within: [EVERYBODY], scope: "services" },
    );
    for (const service of this.of("aws:principalservicename"))
      this.add(
        isWild(service) ? `any AWS service like ${service}` : service,
        { type: "Service", service: textLike(service) },
        { within: [EVERYBODY, "services"] },
      );
    this.addPatterns();
    this.addNames();
    return this.found;
  }

  private of(key: string): string[] {
    return [...new Set(this.texts.conditions.get(key) ?? [])].filter((text) => !text.includes("${"));
  }

  /** Accounts that nobody names: of another organization, of none, and of the organizations that conditions name. */
  private otherAccounts(): { account: string; name: string; facts: AccountFacts; scope: string }[] {
    const { accounts, owner } = this.place;
    const own = accounts[owner]?.organizationId;
    const paths = this.of("aws:principalorgpaths").map((path) => ({ path, id: textLike(path.split("/")[0] ?? "") }));
    const ids = [...this.of("aws:principalorgid"), ...(typeof own === "string" ? [own] : [])];
    const next = (index: number): string =>
      String((BigInt(this.other) + BigInt(index)) % 1_000_000_000_000n).padStart(12, "0");
    const elsewhere = `o-${SOMETHING}elsewhere`;
    const facts = (organizationId: string | null, path?: string): AccountFacts => ({
      organizationId,
      organizationPaths: organizationId === null ? [] : [path ?? `${organizationId}/r-${SOMETHING}/ou-${SOMETHING}/`],
    });
    return [
      { account: this.other, name: "any other account", facts: facts(elsewhere), scope: ABROAD },
      { account: next(1), name: "any account without organization", facts: facts(null), scope: "no organization" },
      ...[...new Set(ids)].map((id, index) => ({
        account: next(2 + index),
        name: `any account of organization ${isWild(id) ? `like ${id}` : id}`,
        facts: facts(textLike(id)),
        scope: `organization ${id}`,
      })),
      ...paths.map(({ path, id }, index) => ({
        account: next(2 + ids.length + index),
        name: `any account of organization path ${path}`,
        facts: facts(id, textLike(path)),
        scope: `organization path ${path}`,
      })),
    ];
  }

  private addKinds(account: string, where: string, more: Partial<Representative>): void {
    for (const { kind, principal } of kindsOf(this.place.partition, account)) {
      // The root user of the secret's own account can always give itself access.
      if (principal.type === "Account" && account === this.place.owner) continue;
      const everyKind = principal.type === "User" ? { everyKind: `anybody of ${where}` } : {};
      this.add(`any ${kind} of ${where}`, principal, { ...more, ...this.abroad(account), ...everyKind });
    }
    this.addTagged(account, where, more);
    this.addUserIds(account, where, more);
  }

  private addTagged(account: string, where: string, { facts, scope, within = [] }: Partial<Representative>): void {
    const pairs = [...this.texts.conditions.keys()].flatMap((key) =>
      key.startsWith("aws:principaltag/")
        ? this.of(key).map((value) => [key.slice("aws:principaltag/".length), value] as const)
        : [],
    );
    const all = Object.fromEntries(pairs);
    for (const tags of pairs.length > 1
      ? [...pairs.map((pair) => Object.fromEntries([pair])), all]
      : pairs.length === 1
        ? [all]
        : []) {
      const shown = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
      const values = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, textLike(String(value))]));
      for (const [kind, principal] of [
        ["role", { type: "AssumedRole", roleArn: this.iam(account, `role/${SOMETHING}`), tags: values }],
        ["user", { type: "User", userArn: this.iam(account, `user/${SOMETHING}`), tags: values }],
      ] as const)
        this.add(`any ${kind} of ${where} with tag ${shown.join(" and ")}`, principal, {
          facts,
          within: [...within, scope ?? account],
          ...this.abroad(account),
        });
    }
  }

  private addUserIds(account: string, where: string, { facts, scope, within = [] }: Partial<Representative>): void {
    const more = { facts, within: [...within, scope ?? account], ...this.abroad(account) };
    for (const pattern of this.of("aws:userid")) {
      const [roleId = "", ...session] = textLike(pattern).split(":");
      if (/^\d{12}$/.test(pattern)) continue;
      if (session.length > 0 || pattern.includes("*"))
        this.add(
          `any session of ${where} with aws:userid ${pattern}`,
          {
            type: "AssumedRole",
            roleArn: this.iam(account, `role/${SOMETHING}`),
            roleId,
            sessionName: session.join(":") || SOMETHING,
            tags: {},
          },
          more,
        );
      if (session.length === 0)
        this.add(
          `any user of ${where} with aws:userid ${pattern}`,
          { type: "User", userArn: this.iam(account, `user/${SOMETHING}`), userId: roleId, tags: {} },
          more,
        );
    }
    for (const name of this.of("aws:username"))
      this.add(
        `any user of ${where} named ${name}`,
        { type: "User", userArn: this.iam(account, `user/${textLike(name)}`), tags: {} },
        more,
      );
  }

  /** Whoever a pattern of `aws:PrincipalArn` matches, and whoever two of them match. */
  private addPatterns(): void {
    const texts = this.of("aws:principalarn").slice(0, MOST_PATTERNS);
    const wild = texts.filter(isWild);
    for (const text of texts) this.addPattern(text, text);
    for (const [index, one] of wild.entries())
      for (const other of wild.slice(index + 1)) {
        const both = principalCommon(one, other);
        if (both !== undefined) this.addPattern(both, `${one} and ${other}`);
      }
  }

  private addPattern(text: string, shown: string): void {
    const pattern = principalPattern(text);
    if (!pattern) return;
    const { owner } = this.place;
    const accounts = isWild(pattern.account)
      ? [owner, ...this.named, this.other].filter((account) => matchesAccount(pattern.account, account))
      : [pattern.account];
    const like = accountLike(pattern.account);
    if (accounts.length === 0 && like !== undefined) accounts.push(like);
    for (const account of accounts) {
      for (const resource of resourcesLike(pattern.resource)) {
        const arn = this.iam(account, resource);
        const principal = principalOfArn(arn, resource, account);
        if (principal.type === "Account" && account === owner) continue;
        const kind = resource.split("/")[0] === "user" ? "user" : resource === "root" ? "root user" : "role";
        const where =
          accounts.length === 1
            ? ""
            : account === this.other
              ? " in any other account"
              : ` in account ${shownText(account)}`;
        const name = isWild(text) || text !== shown ? `any ${kind} like ${shown}${where}` : text;
        this.add(name, principal, {
          ...(account === this.other && { facts: { [account]: { organizationId: null, organizationPaths: [] } } }),
          within: account === owner ? [EVERYBODY, owner] : [EVERYBODY, ABROAD, account],
          ...this.abroad(account),
        });
      }
    }
  }

  /** Names that a denial spares. */
  private addNames(): void {
    for (const text of this.texts.names) {
      const pattern = principalPattern(text);
      if (pattern && !isWild(text) && pattern.resource !== "root") this.addPattern(text, text);
    }
  }

  private add(name: string, principal: RequestPrincipal, more: Partial<Representative>): void {
    this.found.push({ facts: {}, within: [], ...more, name, principal });
  }

  private abroad(account: string): { abroad?: string } {
    return account === this.place.owner ? {} : { abroad: account };
  }

  private iam(account: string, resource: string): string {
    return `arn:${this.place.partition}:iam::${account}:${resource}`;
  }
}

function kindsOf(partition: string, account: string): { kind: string; principal: RequestPrincipal }[] {
  const arn = (resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
  return [
    {
      kind: "role",
      principal: {
        type: "AssumedRole",
        roleArn: arn(`role/${SOMETHING}`),
        sessionName: SOMETHING,
        roleId: `AROA${SOMETHING}`,
        tags: {},
      },
    },
    {
      kind: "user",
      principal: { type: "User", userArn: arn(`user/${SOMETHING}`), userId: `AIDA${SOMETHING}`, tags: {} },
    },
    { kind: "root user", principal: { type: "Account", account } },
    {
      kind: "federated user session",
      principal: { type: "FederatedUser", userArn: arn(`user/${SOMETHING}`), federatedUserName: SOMETHING, tags: {} },
    },
  ];
}

function principalOfArn(arn: string, resource: string, account: string): RequestPrincipal {
  if (resource === "root") return { type: "Account", account };
  return resource.startsWith("user/") ? { type: "User", userArn: arn } : { type: "AssumedRole", roleArn: arn };
}

const matchesAccount = (pattern: string, account: string): boolean => commonText(pattern, account) === account;

/** Account and resource are compared on their own, as the ARN operators do. */
function principalCommon(one: string, other: string): string | undefined {
  const [a, b] = [principalPattern(one), principalPattern(other)];
  if (!a || !b) return undefined;
  const account = commonText(a.account, b.account);
  const resource = commonText(a.resource, b.resource);
  if (account === undefined || resource === undefined) return undefined;
  return `arn:aws:iam::${isWild(a.account) && isWild(b.account) ? "*" : account}:${resource}`;
}

function freshAccount(taken: ReadonlySet<string>, owner: string): string {
  for (let account = 770_000_000_007n; ; account += 1n)
    if (!taken.has(String(account)) && String(account) !== owner) return String(account);
}
