import type { Case, Table } from "../support/decision-table";

const PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
const OPERATORS = `${PAGE}reference_policies_elements_condition_operators.html`;
const SETS = `${PAGE}reference_policies_condition-single-vs-multi-valued-context-keys.html`;

/** An operator, a value for it, and a value of the request for which it holds and one for which it does not. */
interface Row {
  readonly operator: string;
  readonly key: string;
  readonly value: string;
  readonly holds: string;
  readonly fails: string;
}

/** Several operators over one kind of value: each with the values for which it holds and fails. */
const rows = (key: string, value: string, operators: Readonly<Record<string, readonly [string, string]>>): Row[] =>
  Object.entries(operators).map(([operator, [holds, fails]]) => ({ operator, key, value, holds, fails }));

const [BEFORE, NOON, AFTER] = ["2026-07-01T11:59:59Z", "2026-07-01T12:00:00Z", "2026-07-01T12:00:01Z"] as const;
const AGENT = "arn:aws:lambda:us-east-1:111122223333:function:agent";
const OTHER = "arn:aws:lambda:us-east-1:444455556666:function:agent";
const ANY_REGION = "arn:aws:lambda:*:111122223333:function:agent";

/** Every operator but `Null`, which takes neither suffix nor prefix. */
export const ROWS: readonly Row[] = [
  ...rows("aws:TagKeys", "team", {
    StringEquals: ["team", "cost"],
    StringNotEquals: ["cost", "team"],
    StringEqualsIgnoreCase: ["TEAM", "cost"],
    StringNotEqualsIgnoreCase: ["cost", "TEAM"],
  }),
  ...rows("aws:TagKeys", "te*", { StringLike: ["team", "cost"], StringNotLike: ["cost", "team"] }),
  ...rows("aws:MultiFactorAuthAge", "300", {
    NumericEquals: ["300", "299"],
    NumericNotEquals: ["299", "300"],
    NumericLessThan: ["299", "300"],
    NumericLessThanEquals: ["300", "301"],
    NumericGreaterThan: ["301", "300"],
    NumericGreaterThanEquals: ["300", "299"],
  }),
  ...rows("aws:CurrentTime", NOON, {
    DateEquals: [NOON, AFTER],
    DateNotEquals: [AFTER, NOON],
    DateLessThan: [BEFORE, NOON],
    DateLessThanEquals: [NOON, AFTER],
    DateGreaterThan: [AFTER, NOON],
    DateGreaterThanEquals: [NOON, BEFORE],
  }),
  ...rows("aws:SecureTransport", "true", { Bool: ["true", "false"] }),
  ...rows("kms:RecipientAttestation:ImageSha384", "QUJD", { BinaryEquals: ["QUJD", "QUJE"] }),
  ...rows("aws:SourceIp", "203.0.113.0/24", {
    IpAddress: ["203.0.113.7", "203.0.114.7"],
    NotIpAddress: ["203.0.114.7", "203.0.113.7"],
  }),
  ...rows("lambda:SourceFunctionArn", ANY_REGION, {
    ArnEquals: [AGENT, OTHER],
    ArnLike: [AGENT, OTHER],
    ArnNotEquals: [OTHER, AGENT],
    ArnNotLike: [OTHER, AGENT],
  }),
];

/** A negated operator holds when the key is missing; the set operators and `IfExists` do not ask which it is. */
const isNegated = (operator: string): boolean => operator.includes("Not");

function forms({ operator, key, value, holds, fails }: Row): Case[] {
  const form = (
    written: string,
    situation: string,
    held: readonly string[] | undefined,
    allowed: boolean,
    source: string,
    why: string,
  ): Case => ({
    name: `${written}, ${situation}`,
    why,
    condition: { [written]: { [key]: value } },
    ...(held && { context: { [key]: held } }),
    expected: allowed ? "allowed" : "implicitlyDenied",
    source,
  });
  const [some, every] = [`ForAnyValue:${operator}`, `ForAllValues:${operator}`];
  const [ofSome, ofEvery] = ["foranyvalue", "forallvalues"].map((set) => `${SETS}#reference_policies_condition-${set}`);
  const ifExists = `${OPERATORS}#Conditions_IfExists`;
  return [
    form(operator, "holds", [holds], true, OPERATORS, "the value is as asked"),
    form(operator, "fails", [fails], false, OPERATORS, "the value is not as asked"),
    form(operator, "no key", undefined, isNegated(operator), OPERATORS, "only a negated operator holds without a key"),
    form(`${operator}IfExists`, "holds", [holds], true, ifExists, "a present key is compared"),
    form(`${operator}IfExists`, "fails", [fails], false, ifExists, "a present key is compared"),
    form(`${operator}IfExists`, "no key", undefined, true, ifExists, "a missing key is forgiven"),
    form(some, "one holds", [fails, holds], true, ofSome as string, "one value suffices"),
    form(some, "none holds", [fails], false, ofSome as string, "one value is needed"),
    form(some, "no key", undefined, false, ofSome as string, "no value, no match, negated or not"),
    form(every, "all hold", [holds], true, ofEvery as string, "every value must"),
    form(every, "one fails", [holds, fails], false, ofEvery as string, "every value must"),
    form(every, "no key", undefined, true, ofEvery as string, "true of no values, negated or not"),
  ];
}

/** The forms that every operator has, one by one. */
export const OPERATOR_FORMS: Table = {
  about: "Every condition operator: alone, with IfExists, with ForAnyValue and with ForAllValues.",
  source: OPERATORS,
  defaults: {
    principal: { type: "AssumedRole", roleArn: "arn:aws:iam::111122223333:role/agents/runtime", sessionName: "one" },
    action: "secretsmanager:GetSecretValue",
    resource: "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf",
    identity: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" }],
  },
  cases: ROWS.flatMap(forms),
};
