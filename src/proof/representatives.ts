import type { AccountFacts, Accounts, RequestPrincipal } from "../decision";
import { shownText } from "../decision";
import { splitArn } from "../access/arn";
import { factsOf, freshAccount, kindsOf, principalOfArn, withDigits } from "./made-up-principals";
import { accountLike, isWild, principalsLike, SOMETHING, textLike } from "./patterns";

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
  /** Services among them. */
  readonly services: readonly string[];
  /** Names in `Principal` of what denies. @default none */
  readonly denied?: readonly string[];
  /** Values of conditions, by condition key in lower case. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

interface Place {
  /** The account of the secret. */
  readonly owner: string;
  readonly partition: string;
  readonly accounts: Accounts;
}

/** Where an account is that is made up. */
interface Organization {
  readonly of: string;
  readonly facts: AccountFacts;
}

const EVERYBODY = "everybody";
const ABROAD = "abroad";
/** So many are compared in pairs. */
const MOST_PATTERNS = 12;

/** One of each kind and account, and one for each pattern; the widest come first. */
export const representativesOf = (texts: PrincipalTexts, place: Place): Representative[] =>
  new Builder(texts, place).all();

class Builder {
  private readonly found: Representative[] = [];
  private readonly other: string;
  private readonly named: readonly string[];
  /** Accounts that are made up, with the patterns that they match. */
  private readonly like = new Map<string, string>();
  private readonly organizations: readonly Organization[];

  public constructor(
    private readonly texts: PrincipalTexts,
    private readonly place: Place,
  ) {
    const { names, denied = [] } = texts;
    const inTexts = [
      ...names,
      ...denied,
      ...this.of("aws:principalarn"),
      ...this.of("aws:principalaccount"),
      ...this.of("kms:calleraccount"),
      ...this.of("aws:userid"),
    ];
    const accounts = new Set(inTexts.flatMap((text) => /(?:^|:)(\d{12})(?::|$)/.exec(text)?.[1] ?? []));
    for (const pattern of [...this.of("aws:principalaccount"), ...this.of("kms:calleraccount")]) {
      const account = isWild(pattern) && !/^[?]{12}$|^[*]+$/.test(pattern) ? accountLike(pattern) : undefined;
      if (account !== undefined && !accounts.has(account)) this.like.set(account, pattern);
    }
    accounts.delete(place.owner);
    this.like.delete(place.owner);
    this.named = [...accounts];
    this.other = freshAccount(new Set([...accounts, ...this.like.keys()]), place.owner);
    this.organizations = this.organizationsOf();
  }

  public all(): Representative[] {
    const { owner } = this.place;
    this.add("anybody, even without credentials", { type: "Anonymous" }, { scope: EVERYBODY });
    for (const [account, pattern] of [[this.other, undefined] as const, ...this.like]) {
      const scope = pattern === undefined ? ABROAD : `accounts like ${pattern}`;
      for (const { of, facts } of this.organizations) {
        const name = `any ${pattern === undefined ? "other account" : `account like ${pattern}`}${of}`;
        const within = [EVERYBODY, ...(pattern === undefined ? [] : [ABROAD]), ...(of === "" ? [] : [scope])];
        this.addKinds(account, name, { facts: { [account]: facts }, scope: scope + of, within });
      }
    }
    for (const account of this.named)
      this.addKinds(account, `account ${account}`, { scope: account, within: [EVERYBODY, ABROAD] });
    this.addKinds(owner, `account ${shownText(owner)}`, { scope: owner, within: [EVERYBODY] });
    this.add(
      "any AWS service",
      { type: "Service", service: `${SOMETHING}.amazonaws.com` },
      { within: [EVERYBODY], scope: "services" },
    );
    for (const service of new Set([...this.texts.services, ...this.of("aws:principalservicename")]))
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

  /** Where an account may be: in another organization, in none, and in those that conditions name. */
  private organizationsOf(): Organization[] {
    const { accounts, owner } = this.place;
    const own = accounts[owner]?.organizationId;
    const ids = new Set([...this.of("aws:principalorgid"), ...(typeof own === "string" ? [own] : [])]);
    const elsewhere = `o-${SOMETHING}elsewhere`;
    return [
      { of: "", facts: factsOf(elsewhere) },
      { of: " without organization", facts: { organizationId: null, organizationPaths: [] } },
      ...[...ids].map((id) => ({
        of: ` of organization ${isWild(id) ? `like ${id}` : id}`,
        facts: factsOf(textLike(id)),
      })),
      ...this.of("aws:principalorgpaths").map((path) => ({
        of: ` of organization path ${path}`,
        facts: factsOf(textLike(path.split("/")[0] ?? ""), textLike(path)),
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

  /** Whoever a value of `aws:PrincipalArn` matches, and whoever two of them match. */
  private addPatterns(): void {
    const texts = this.of("aws:principalarn");
    for (const text of texts) this.addLike([text]);
    const wild = texts.filter(isWild).slice(0, MOST_PATTERNS);
    for (const [index, one] of wild.entries()) for (const other of wild.slice(index + 1)) this.addLike([one, other]);
  }

  private addLike(patterns: readonly string[]): void {
    const { owner, partition } = this.place;
    const text = patterns.join(" and ");
    const known = [owner, ...this.named, ...this.like.keys(), this.other];
    const arns = known.flatMap((account) => principalsLike(patterns, partition, account));
    const more = arns.length > 0 ? [] : principalsLike(patterns, partition, "?".repeat(12));
    for (const arn of [...arns, ...more.map(withDigits)]) {
      const { account = "", resource = "" } = splitArn(arn) ?? {};
      const principal = principalOfArn(arn, resource, account, isWild(text));
      // The root user of the secret's own account can always give itself access.
      if (principal.type === "Account" && account === owner) continue;
      const kind = principal.type === "User" ? "user" : principal.type === "Account" ? "root user" : "role";
      const isKnown = account === owner || this.named.includes(account) || !isWild(text);
      for (const { of, facts } of isKnown ? [{ of: "", facts: undefined }] : this.organizations) {
        const where = account === this.other ? "any other account" : `account ${shownText(account)}`;
        this.add(isWild(text) ? `any ${kind} like ${text} of ${where}${of}` : text, principal, {
          ...(facts && { facts: { [account]: facts } }),
          scope: `${text} ${kind} of ${account}`,
          within: account === owner ? [EVERYBODY, owner] : [EVERYBODY, ABROAD, account],
          ...this.abroad(account),
        });
      }
    }
  }

  /** Names that a denial spares. */
  private addNames(): void {
    for (const text of this.texts.names) if (/:(role|user)\/./.test(text) && !isWild(text)) this.addLike([text]);
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
