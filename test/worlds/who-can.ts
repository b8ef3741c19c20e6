import { shownText } from "../../src/decision";
import type { Request, RequestPrincipal } from "../../src/decision";
import { decryptRequest, readRequest } from "../../src/proof/requests";
import type { Model } from "../../src/proof/model";
import type { Question, Thing } from "../../src/proof/who/things";
import { thingsOf } from "../../src/proof/who/things";
import type { Found } from "../../src/proof/who/who-can";
import { WhoCan } from "../../src/proof/who/who-can";
import { PROVIDER_KINDS, tokenVaultArn } from "../../src/access/vault";
import type { Comparison, Contradiction } from "./compare";
import { patternOf, principalsOf } from "./compare";
import type { True, TruePrincipal, Truth } from "./truth";

/** What is asked in every world: what `check` decides about, too, and what it does not. */
const ACTIONS = {
  secret: ["secretsmanager:GetSecretValue", "secretsmanager:PutResourcePolicy", "secretsmanager:DescribeSecret"],
  key: ["kms:Decrypt", "kms:CreateGrant", "kms:PutKeyPolicy"],
} as const;

/** What is so of somebody: each request that it may make by itself, and each that a service makes for it. */
interface So {
  readonly itself: readonly True[];
  readonly through: readonly True[];
}

/** Holds what `who-can` says against the world. */
export function compareWhoCan(truth: Truth, model: Model): Comparison {
  const whoCan = new WhoCan(model);
  const granted = new Set(
    model.assumptions.filter(({ text }) => text.includes("dynamic")).map(({ subject }) => subject),
  );
  const isGranted = ({ address }: TruePrincipal): boolean => granted.has(address);
  const contradictions: Contradiction[] = [];
  const counts: Record<string, number> = {};
  for (const { question, so } of questions(truth, model)) {
    const all = whoCan.all(question);
    const of = (one: TruePrincipal): Found[] => all.filter((found) => isAbout(found, one, truth));
    for (const found of all) {
      const { verdict, why } = found.answer;
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      const meant = principalsOf(found.principal, truth).filter(({ principal }) => !isGranted(principal));
      // That an account allows it, too, is what is said where nothing of it is seen: it may not.
      const hangsOnAccount = found.foreign !== undefined && verdict !== "denied";
      if (meant.length === 0 || verdict === "unknown" || hangsOnAccount) continue;
      if (meant.some(({ principal, session }) => agrees(verdict, so(principal, session)))) continue;
      const right = meant.map(({ principal, session }) => so(principal, session))[0] as So;
      contradictions.push(contradiction(question, found.principal, `${verdict}: ${why}`, right));
    }
    for (const one of truth.principals.filter((principal) => !isGranted(principal)))
      if (of(one).length === 0 && leads(so(one)))
        contradictions.push(contradiction(question, one.arn, `no row of ${all.length}`, so(one)));
  }
  return { contradictions, counts };
}

const contradiction = ({ action, thing }: Question, principal: string, said: string, right: So): Contradiction => ({
  provider: shownText(thing.arn),
  principal: shownText(principal),
  cell: action as Contradiction["cell"],
  said,
  right: [...right.itself, ...right.through].find((one) => one !== "denied") ?? "denied",
});

const is =
  (...wanted: readonly True[]) =>
  (one: True): boolean =>
    wanted.includes(one) || one === "open";

/** Whether there is any way that is open to it. */
const leads = ({ itself, through }: So): boolean =>
  [...itself, ...through].some((one) => one === "allowed" || one === "conditional");

function agrees(verdict: Found["answer"]["verdict"], so: So): boolean {
  const all = [...so.itself, ...so.through];
  switch (verdict) {
    case "allowed":
      return so.itself.some(is("allowed"));
    case "denied":
      return all.every(is("denied"));
    default:
      return all.some(is("allowed", "conditional")) && !so.itself.every((one) => one === "allowed");
  }
}

/** By name, or as one of those whom somebody made up stands for. */
function isAbout({ principal }: Found, one: TruePrincipal, truth: Truth): boolean {
  const account = one.arn.split(":")[4] ?? "";
  const standsFor = principal.startsWith("any") && (!/\d{12}/.test(principal) || principal.includes(account));
  return standsFor || principalsOf(principal, truth).some((meant) => meant.principal === one);
}

interface Asked {
  readonly question: Question;
  readonly so: (principal: TruePrincipal, session?: string) => So;
}

function* questions(truth: Truth, model: Model): Generator<Asked> {
  const { secrets, keys } = truth.arns;
  for (const thing of thingsOf(model)) {
    if (thing.kind === "provider") {
      const asked = ofProvider(thing, truth);
      if (asked) yield asked;
      continue;
    }
    if (thing.kind === "role") continue;
    const arn = worldArn(thing, thing.kind === "secret" ? secrets : keys);
    if (arn === undefined) continue;
    for (const action of ACTIONS[thing.kind]) {
      const itself = itselfAsks(action, arn, truth);
      const through = servicesAsk(action, arn, truth);
      yield {
        question: { action, thing },
        so: (principal, session) => ({
          itself: truth.each(principal, arn, itself, session),
          through: truth.each(principal, arn, through, session),
        }),
      };
    }
  }
}

/** The world's ARN of what the model knows in part. */
function worldArn({ arn }: Thing, all: readonly string[]): string | undefined {
  if (all.includes(arn)) return arn;
  const fitting = all.filter((one) => patternOf(arn).test(one));
  return fitting.length === 1 ? fitting[0] : undefined;
}

type Requests = (principal: RequestPrincipal) => readonly Request[];

const direct = (action: string, arn: string, principal: RequestPrincipal): Request => ({
  principal,
  action,
  resource: { arn },
  context: { "aws:SecureTransport": true, "aws:CalledVia": [] },
  otherKeys: "unknown",
});

/** A call of one's own; with any secret's encryption context where there is one. */
const itselfAsks =
  (action: string, arn: string, truth: Truth): Requests =>
  (principal) => {
    const plain: Request = { ...direct(action, arn, principal), otherKeys: "absent" };
    if (action !== "kms:Decrypt") return [plain];
    const withContexts = truth.contexts.map((secret) => ({
      ...plain,
      context: { ...plain.context, "kms:EncryptionContext:SecretARN": secret },
    }));
    return [plain, ...withContexts];
  };

const servicesAsk =
  (action: string, arn: string, truth: Truth): Requests =>
  (principal) => {
    if (action === "secretsmanager:GetSecretValue") return [readRequest(arn, principal)];
    if (action === "kms:Decrypt") return truth.contexts.map((secret) => decryptRequest(arn, secret, principal));
    return [];
  };

/** Its update, which is asked of the vault, too. */
function ofProvider(thing: Thing, truth: Truth): Asked | undefined {
  const provider = truth.providers.find(({ address }) => address === thing.at);
  if (!provider) return undefined;
  const { kind, name, region, account } = provider;
  const action = `bedrock-agentcore:Update${PROVIDER_KINDS[kind].entity}`;
  const vault = tokenVaultArn({ partition: "aws", region, account });
  const arn = `${vault}/${PROVIDER_KINDS[kind].collection}/${name}`;
  return {
    question: { action, thing },
    so: (principal, session) => {
      const both = [arn, vault].flatMap((one) =>
        truth.each(principal, one, (asks) => [{ ...direct(action, one, asks), otherKeys: "absent" }], session),
      );
      return { itself: both.includes("denied") ? ["denied"] : both.slice(0, 1), through: [] };
    },
  };
}
