import type { Document, OracleCase, RandomStatement, Texts } from "./case";
import type { Random } from "./random";
import type { KeyOfWorld, Target } from "./world";
import { ACCOUNT, KEYS, OTHER_ACCOUNT, PRINCIPAL_NAMES, PRINCIPALS, SERVICE, TARGETS } from "./world";

const OPERATORS = {
  string: [
    "StringEquals",
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
  ],
  list: ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
  arn: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "StringEquals", "StringLike", "StringNotEquals"],
  number: [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
  ],
  date: [
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
  ],
  boolean: ["Bool"],
  ip: ["IpAddress", "NotIpAddress"],
} as const;

/** Sometimes in other case: actions and condition keys do not distinguish it. */
const anyCase = (random: Random, text: string): string => (random.chance(0.05) ? text.toLowerCase() : text);
const oneOrList = (random: Random, values: readonly string[]): Texts =>
  values.length === 1 && random.chance(0.5) ? (values[0] as string) : values;

/** One random request with policies that are about it more often than not. */
export function generate(random: Random): OracleCase {
  const target = random.pick(TARGETS);
  const action = `${target.service}:${random.pick(target.actions)}`;
  const principal = random.pick(PRINCIPALS);
  const keys = KEYS.filter(({ only }) => !only || only.test(action));
  const document = (kind: "identity" | "resource", mood: number, most = 3): Document => ({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1 + random.integer(most) }, (_, index) =>
      statement(random, target, action, keys, kind, mood, index),
    ),
  });
  const given = keys.filter((key) => !key.filled && random.chance(0.6));
  const isSession = principal.type === "AssumedRole" || principal.type === "FederatedUser";
  // Neither services nor root users have policies of their own, and no SCP is about a service.
  const isEntity = isSession || principal.type === "User";
  const isKms = target.service === "kms";
  return {
    principal,
    action: anyCase(random, action),
    resource: random.pick(target.resources),
    context: Object.fromEntries(given.map((key) => [key.key, value(random, key)])),
    accounts: {
      [ACCOUNT]: { organizationId: "o-abc" },
      [OTHER_ACCOUNT]: { organizationId: random.chance(0.5) ? null : "o-xyz" },
    },
    identity: Array.from({ length: isEntity ? random.integer(3) : 0 }, () => document("identity", 0.15)),
    ...(isEntity && random.chance(0.2) ? { boundary: document("identity", 0.1) } : {}),
    ...(isSession && random.chance(0.25) ? { session: document("identity", 0.1) } : {}),
    ...(principal.type !== "Service" && random.chance(0.15)
      ? { scps: Array.from({ length: 1 + random.integer(2) }, () => document("identity", 0.2)) }
      : {}),
    ...(random.chance(0.1) && target.service !== "bedrock-agentcore" ? { rcp: rcp(random, target, action, keys) } : {}),
    ...(isKms || random.chance(0.6) ? { resourcePolicy: document("resource", 0.2) } : {}),
  };
}

function value(random: Random, { type, values }: KeyOfWorld): string | readonly string[] {
  return type === "list" ? [...new Set(random.some(values, 1, 2))] : random.pick(values);
}

/** An RCP may only deny, names everybody, and its actions name their service. */
function rcp(random: Random, target: Target, action: string, keys: readonly KeyOfWorld[]): Document {
  const made = statement(random, target, action, keys, "resource", 1, 0);
  const { Sid, Resource, Condition } = made;
  const Action = [action, `${target.service}:*`].slice(random.integer(2));
  return { Version: "2012-10-17", Statement: [{ Sid, Effect: "Deny", Principal: "*", Action, Resource, Condition }] };
}

function statement(
  random: Random,
  target: Target,
  action: string,
  keys: readonly KeyOfWorld[],
  kind: "identity" | "resource",
  deny: number,
  index: number,
): RandomStatement {
  const Effect = random.chance(deny) ? "Deny" : "Allow";
  const conditions = random.chance(0.5) ? 0 : 1 + random.integer(2);
  return {
    Sid: `Statement${index}`,
    Effect,
    ...(kind === "resource" ? principalElement(random, Effect) : {}),
    ...actionElement(random, target, action),
    ...(kind === "resource" ? { Resource: "*" } : resourceElement(random, target)),
    ...(conditions > 0 ? { Condition: condition(random, keys, conditions) } : {}),
  };
}

function actionElement(
  random: Random,
  { service, actions }: Target,
  action: string,
): Pick<RandomStatement, "Action" | "NotAction"> {
  const pool = [
    action,
    action,
    `${service}:*`,
    "*",
    `${service}:${random.pick(actions)}`,
    `${service}:Get*`,
    `${service}:D?????t*`,
    "iam:PassRole",
  ];
  const chosen = oneOrList(
    random,
    random.some(pool, 1, 2).map((one) => anyCase(random, one)),
  );
  return random.chance(0.1) ? { NotAction: chosen } : { Action: chosen };
}

function resourceElement(random: Random, { patterns }: Target): Pick<RandomStatement, "Resource" | "NotResource"> {
  const chosen = oneOrList(random, random.some([...patterns, "*", "*", "*"], 1, 2));
  return random.chance(0.1) ? { NotResource: chosen } : { Resource: chosen };
}

function principalElement(
  random: Random,
  effect: "Allow" | "Deny",
): Pick<RandomStatement, "Principal" | "NotPrincipal"> {
  const names = random.some(PRINCIPAL_NAMES, 1, 3);
  if (effect === "Deny" && random.chance(0.15))
    return { NotPrincipal: { AWS: names.filter((name) => name !== "*").concat(ACCOUNT) } };
  if (random.chance(0.15)) return { Principal: "*" };
  if (random.chance(0.15)) return { Principal: { Service: random.pick([SERVICE, "lambda.amazonaws.com"]) } };
  return { Principal: { AWS: oneOrList(random, names) } };
}

function condition(
  random: Random,
  keys: readonly KeyOfWorld[],
  count: number,
): NonNullable<RandomStatement["Condition"]> {
  const found: Record<string, Record<string, Texts>> = {};
  for (let index = 0; index < count; index++) {
    const key = random.pick(keys);
    const operator = operatorFor(random, key);
    const operands = operator === "Null" ? [random.pick(["true", "false"])] : operandsFor(random, key, operator);
    (found[operator] ??= {})[anyCase(random, key.key)] = oneOrList(random, operands);
  }
  return found;
}

function operatorFor(random: Random, { type }: KeyOfWorld): string {
  if (random.chance(0.08)) return "Null";
  const base = random.pick<string>(OPERATORS[type]);
  const ifExists = random.chance(0.15) ? "IfExists" : "";
  const set = type === "list" || random.chance(0.05) ? random.pick(["ForAnyValue:", "ForAllValues:"]) : "";
  return `${set}${base}${ifExists}`;
}

function operandsFor(random: Random, { type, values, patterns = [] }: KeyOfWorld, operator: string): string[] {
  const wild = /Like|Arn|Ip/.test(operator) ? patterns : [];
  const variables =
    type === "string" && random.chance(0.1)
      ? ["${aws:PrincipalTag/team}", "${aws:PrincipalTag/cost, 'maps'}", "${aws:username}", "${aws:PrincipalAccount}"]
      : [];
  const folded = operator.includes("IgnoreCase") ? values.map((text) => text.toUpperCase()) : values;
  return random.some([...folded, ...wild, ...variables], 1, type === "boolean" ? 1 : 2);
}
