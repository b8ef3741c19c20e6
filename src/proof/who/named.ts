import { nearest } from "../../access/nearest";
import { isOpen, mayBeSame, shownText } from "../../decision";
import { actionExists, actionsOn } from "../findings/iam-names";
import { namedPrincipals } from "../mentioned";
import type { Model, StatedPolicy } from "../model";
import { onceFor } from "../once-for";
import type { NamedPrincipal } from "../mentioned";
import type { Thing, ThingKind } from "./things";
import { resourceType, thingsOf, thingText } from "./things";
import { principalNamed } from "./who-can";

/** What somebody wrote, found or in one sentence what is wrong with it. */
export type Named<T> = { readonly found: T } | { readonly problem: string };

/** The services whose actions may be asked about, with the types of resources that they are asked of. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  secretsmanager: ["secret"],
  kms: ["key"],
  "bedrock-agentcore": ["oauth2credentialprovider", "apikeycredentialprovider", "paymentcredentialprovider"],
};
const ACTIONS = [
  ...new Set(
    Object.entries(TYPES).flatMap(([service, types]) =>
      types.flatMap((type) => actionsOn(type).map((name) => `${service}:${name}`)),
    ),
  ),
];
const KIND_NAMES: Readonly<Record<ThingKind, string>> = {
  secret: "a secret",
  key: "a key",
  provider: "a credential provider",
  role: "a role",
};

/** An action as AWS writes it. */
export function actionNamed(text: string): Named<string> {
  const found = ACTIONS.find((one) => one.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return { found };
  if (/[*?]/.test(text)) return { problem: `${text} is a pattern: ask about one action.` };
  const short = ACTIONS.filter((one) => one.split(":")[1]?.toLowerCase() === text.toLowerCase());
  if (short.length > 0) return { problem: `${text} names no service: write ${either(short)}.` };
  const [service = ""] = text.toLowerCase().split(":");
  if (Object.hasOwn(TYPES, service) && actionExists(text))
    return { problem: `${text} is asked of no secret, key or credential provider.` };
  const near = nearest(text, ACTIONS);
  return {
    problem: `There is no action ${text} of secrets, keys or credential providers${near.length > 0 ? `: did you mean ${either(near.slice(0, 3))}?` : "."}`,
  };
}

/** What an action is asked of, by ARN, Terraform address or name. */
export function thingNamed(model: Model, text: string, action: string): Named<Thing> {
  const all = thingsOf(model).filter(isWhole);
  const matching = matches(all, text, labelsOf);
  const fitting = matching.filter((thing) => isAskedOf(action, thing));
  const [only, second] = fitting;
  if (only && !second) return { found: only };
  if (second) return { problem: `${text} may be ${either(fitting.slice(0, 6).map(thingText))}: name it by its ARN.` };
  const [other] = matching;
  if (other) return { problem: otherKind(model, other, action) };
  const asked = all.filter((thing) => isAskedOf(action, thing));
  return { problem: `No input holds ${text}${meant(text, asked.map(labelsOf))}${hint(text)}` };
}

/** Somebody who asks, by ARN, Terraform address or name. */
export function principalOf(model: Model, text: string): Named<NamedPrincipal> {
  const all = principalsIn(model);
  const fitting = matches(all, text, ({ labels }) => labels);
  const [only, second] = fitting;
  if (only && !second) return { found: only.named };
  if (second) {
    const texts = fitting
      .slice(0, 6)
      .map(({ labels: [arn = "", at] }) => shownText(arn) + (at === undefined ? "" : ` (${at})`));
    return { problem: `${text} may be ${either(texts)}: name it by its ARN.` };
  }
  return {
    problem: `No input holds ${text}${meant(
      text,
      all.map(({ labels }) => labels),
    )}`,
  };
}

const isWhole = ({ arn }: Thing): boolean => arn.startsWith("arn:");

const isAskedOf = (action: string, thing: Thing): boolean =>
  thing.arn.split(":")[2] === action.split(":")[0] &&
  actionsOn(resourceType(thing)).includes(action.split(":")[1] as string);

const labelsOf = ({ arn, at, names }: Thing): string[] => [arn, ...(at === undefined ? [] : [at]), ...names];

function otherKind(model: Model, thing: Thing, action: string): string {
  const kind = KIND_NAMES[thing.kind];
  const keyArn = thing.kind === "secret" ? model.secrets.get(thing.arn)?.keyArn : undefined;
  const way = action.startsWith("kms:") && typeof keyArn === "string" ? `: its key is ${shownText(keyArn)}` : "";
  return `${action} is not asked of ${thingText(thing)}, which is ${kind}${way}.`;
}

/** By ARN before address before name; what is open in an ARN may be what is written. */
function matches<T>(all: readonly T[], text: string, labelsOf: (one: T) => readonly string[]): T[] {
  const by = (fits: (label: string) => boolean): T[] => all.filter((one) => labelsOf(one).some(fits));
  const exact = by((label) => label === text || shownText(label) === text);
  if (exact.length > 0) return exact;
  // Where several inputs are one world their names stand before addresses.
  const inInput = by((label) => label.endsWith(`: ${text}`));
  if (inInput.length > 0) return inInput;
  return text.startsWith("arn:")
    ? by((label) => isOpen(label) && label.startsWith("arn:") && mayBeSame(label, text))
    : [];
}

/** The end of a sentence: what may have been meant, or what there is. */
function meant(text: string, labels: readonly (readonly string[])[]): string {
  const near = nearest(text, labels.flat().map(shownText)).slice(0, 3);
  if (near.length > 0) return `: did you mean ${either(near)}?`;
  const some = labels.flatMap(([first]) => (first === undefined ? [] : [shownText(first)]));
  if (some.length === 0) return ".";
  const more = some.length > 5 ? ` and ${some.length - 5} more` : "";
  return `. They hold ${some.slice(0, 5).join(", ")}${more}.`;
}

/** A thing that is made elsewhere comes in with its policy. */
function hint(text: string): string {
  const kind = /^arn:[^:]+:secretsmanager:/.test(text) ? "secret" : /^arn:[^:]+:kms:/.test(text) ? "key" : undefined;
  return kind === undefined ? "" : ` If it is made elsewhere, give its policy: --policy ${kind}=${text}=FILE.`;
}

const either = (texts: readonly string[]): string => texts.join(" or ");

interface Labelled {
  readonly named: NamedPrincipal;
  readonly labels: readonly string[];
}

/** Those with policies of their own, those who should read, and whomever a policy or grant names. */
const principalsIn = onceFor(collect);

function collect({ roles, users, groups, secrets, keys, providers }: Model): Labelled[] {
  const found = new Map<string, Labelled>();
  const add = (named: NamedPrincipal, at?: string): void => {
    const { name } = named;
    if (found.has(name) || !/^arn:|\.amazonaws\.com/.test(name) || /:root$|\*/.test(name)) return;
    const short = name.startsWith("arn:") ? [name.slice(name.lastIndexOf("/") + 1)] : [];
    found.set(name, { named, labels: [name, ...(at === undefined ? [] : [at]), ...short] });
  };
  for (const holders of [roles, users, groups])
    for (const { arn, at } of holders?.values() ?? []) add({ type: "AWS", name: arn }, at);
  for (const { stated } of providers)
    for (const name of [...(stated?.readers ?? []), ...(stated?.deployers ?? [])]) add({ type: "AWS", name });
  const owners = [...secrets.values(), ...keys.values()];
  const policies: readonly (StatedPolicy | undefined)[] = [
    ...owners.flatMap(({ policy, otherPolicies = [] }) => [policy, ...otherPolicies]),
    ...[...roles.values()].map(({ trust }) => trust),
  ];
  for (const policy of policies) for (const named of namedPrincipals(policy?.document)) add(named);
  for (const { grants } of keys.values())
    for (const { granteePrincipal } of grants)
      if (typeof granteePrincipal === "string") add(principalNamed(granteePrincipal));
  return [...found.values()];
}
