import type { RequestPrincipal } from "../../decision";
import { isUniqueId, isUnknown, unreadablePolicy } from "../../decision";
import type { Candidate } from "../candidate";
import { Holders, memberOf } from "../holders";
import { distinct, madeUpBy } from "../made-up";
import type { NamedPrincipal } from "../mentioned";
import { namedPrincipals, opennessOf } from "../mentioned";
import type { Model } from "../model";
import { Person } from "../people";
import type { Reach } from "../reach";
import { textsIn } from "../texts";
import type { Answer } from "./answers";
import { answerTo } from "./answers";
import type { Question } from "./things";
import { policiesOf } from "./things";

/** Somebody who may be able to do something, and whether it is. */
export interface Found {
  /** Its ARN or name, or words for all for whom it stands. */
  readonly principal: string;
  readonly asks: RequestPrincipal;
  readonly question: Question;
  readonly answer: Answer;
  /** Whether it is made up, and stands for all that no policy speaks of in particular. */
  readonly standsForOthers: boolean;
  /** Its account, if that is another one, of which nothing is seen: what it allows hangs on that account, too. */
  readonly foreign?: string;
}

/** Who can do something with the secrets, keys, providers and roles of a model. */
export class WhoCan {
  private readonly holders: Holders;
  private readonly elsewhere: ReadonlySet<string>;
  private readonly reaches = new Map<string, Reach>();
  private readonly people = new Map<string, Person>();

  public constructor(public readonly model: Model) {
    this.holders = new Holders(model);
    this.elsewhere = new Set(model.providers.flatMap(({ stated }) => stated?.elsewhere ?? []));
  }

  /**
   * Everybody who may: whom policies and grants name, whose own policies come near, and for what is open to more than
   * those somebody made up for each kind of everybody else.
   *
   * @param expected ARNs of those who are asked in any case
   */
  public all(question: Question, expected: readonly string[] = []): Found[] {
    const named = this.candidates(question, expected);
    const known = new Set(named.map(({ name }) => name));
    const madeUp = this.madeUp(question).filter(({ name }) => !known.has(name));
    const found = new Map<Candidate, Found>();
    const ask = (candidate: Candidate): Found => {
      const one = found.get(candidate) ?? this.found(candidate, question);
      found.set(candidate, one);
      return one;
    };
    const reachOf = (candidate: Candidate) => {
      const { verdict } = ask(candidate).answer;
      return [verdict, verdict];
    };
    return [
      ...named.map(ask),
      // A name may have become wider since it was asked.
      ...distinct(madeUp, reachOf).map((one) => ({ ...this.found(one, question), principal: one.name })),
    ];
  }

  /** What one principal can do. */
  public one(named: NamedPrincipal, question: Question): Found | undefined {
    const candidate = this.candidate(named, "named");
    return candidate && this.found(candidate, question);
  }

  private found(candidate: Candidate, question: Question): Found {
    const { name, principal, how } = candidate;
    const person = this.person(candidate);
    const foreign = person.foreignTo(question.thing.arn);
    return {
      principal: name,
      asks: principal,
      question,
      answer: under(foreign, how, answerTo(this.model, question, person.askerFor(question.thing.arn))),
      standsForOthers: how === "made up",
      ...(foreign !== undefined && { foreign }),
    };
  }

  private person(candidate: Candidate): Person {
    const { how, principal, name } = candidate;
    // Under one name somebody made up may be another one for another resource.
    if (how === "made up") return new Person(this.model, candidate, this.elsewhere);
    const key = `${how} ${principal.type} ${name}`;
    const found = this.people.get(key) ?? new Person(this.model, candidate, this.elsewhere);
    this.people.set(key, found);
    return found;
  }

  private candidates(question: Question, expected: readonly string[]): Candidate[] {
    const found = new Map<string, Candidate>();
    const add = (named: NamedPrincipal, how: Candidate["how"]): void => {
      const key = `${named.type} ${named.name}`;
      const candidate = found.has(key) ? undefined : this.candidate(named, how);
      if (candidate) found.set(key, candidate);
    };
    const near = (name: string): void => add({ type: "AWS", name }, "near");
    for (const name of expected) add(principalNamed(name), "named");
    const policies = policiesOf(this.model, question);
    for (const { document } of policies)
      for (const named of namedPrincipals(document)) {
        add(named, "named");
        if (isUniqueId(named.name)) this.holders.withId(named.name).forEach(near);
      }
    for (const { granteePrincipal } of grantsOn(this.model, question))
      if (typeof granteePrincipal === "string") add(principalNamed(granteePrincipal), "named");
    this.reach(question.action).of(question.thing.arn).forEach(near);
    const isOpen = policies.some((policy) => opennessOf(policy).toEverybody) || hiddenGrantee(this.model, question);
    if (isOpen) this.holders.names.forEach(near);
    return [...found.values()];
  }

  private candidate(named: NamedPrincipal, how: Candidate["how"]): Candidate | undefined {
    const group = this.model.groups?.get(named.name);
    const principal = group ? memberOf(group) : this.holders.principalOf(named);
    return principal && { name: named.name, standing: "other", principal, how, ...(group && { group }) };
  }

  private madeUp(question: Question): Candidate[] {
    const policies = [...policiesOf(this.model, question), ...(hiddenGrantee(this.model, question) ? [HIDDEN] : [])];
    const texts = () => textsIn(policies, grantsOn(this.model, question));
    return madeUpBy(this.model, question.thing.arn, policies, texts).map((representative) => {
      const { name, principal } = representative;
      return { name, standing: "other", principal, how: "made up", representative };
    });
  }

  private reach(action: string): Reach {
    const found = this.reaches.get(action) ?? this.holders.reach([action]);
    this.reaches.set(action, found);
    return found;
  }
}

/** What an account that is not seen allows is a condition. */
function under(account: string | undefined, how: Candidate["how"], answer: Answer): Answer {
  const { verdict, alternatives } = answer;
  if (account === undefined || (verdict !== "allowed" && verdict !== "conditional")) return answer;
  // That of somebody made up may be made up, too.
  const its =
    `${how === "made up" ? "its" : ""} account${how === "made up" ? "" : ` ${account}`} allows it, too`.trim();
  const all = verdict === "allowed" ? [{ conditions: [] }] : alternatives;
  return {
    ...answer,
    verdict: "conditional",
    alternatives: all.map(({ way, conditions }) => ({
      way: way === undefined ? its : `${way}, and ${its}`,
      conditions,
    })),
  };
}

const grantsOn = ({ keys }: Model, { thing: { kind, arn } }: Question) =>
  kind === "key" ? (keys.get(arn)?.grants ?? []) : [];

/** Whether a grant may be for anybody. */
const hiddenGrantee = (model: Model, question: Question): boolean =>
  grantsOn(model, question).some(({ granteePrincipal }) => isUnknown(granteePrincipal));

const HIDDEN = { document: undefined, compiled: unreadablePolicy("a grant", "resource", "its grantee is not known") };

/** A name by itself: an ARN, or that of a service. */
export const principalNamed = (name: string): NamedPrincipal => ({
  type: /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name) ? "Service" : "AWS",
  name,
});
