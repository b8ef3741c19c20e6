import type { Case, Test } from "../../access/watch/condition";
import { byAbout, factored } from "../../access/watch/condition";
import { headOf, nested } from "../../access/watch/event-pattern";
import { othersThan } from "../../access/watch/principals";
import { watchRules } from "../../access/watch/rules";
import type { WatchSignal } from "../../access/watch/signal";
import type { Watched } from "../../access/watch/watched";
import type { Body, Json } from "../hcl/json";
import { hclOf } from "../policy";

/** What stands in a rule for lists that only Terraform knows. */
const KINDS = ["oauth2", "apikey", "payment"] as const;
const WATCHED: Watched = {
  groups: [
    {
      secrets: [{ arn: "<arns>", ids: ["<ids>"] }],
      prefixes: [],
      readers: ["<readers>"],
      deployers: ["<deployers>"],
      accounts: ["<accounts>"],
      rotators: [],
      exceptions: ["<exempt>"],
    },
  ],
  providers: KINDS.map((kind) => ({ kind, name: `<${kind}>` })),
  gatewayIds: ["<gateways>"],
  keyArns: ["<keys>"],
};

/** The names of its inputs for the names of credential providers. */
export const PROVIDERS: Readonly<Record<(typeof KINDS)[number], string>> = {
  oauth2: "oauth2_providers",
  apikey: "api_key_providers",
  payment: "payment_providers",
};

/** By its form it is told from a role. */
const USER = "arn:aws:iam::111122223333:user/exempt";

/** The lists of the module, by what stands for them. */
const LISTS: readonly (readonly [readonly string[], string])[] = [
  [["<readers>", "<deployers>"], "list.expected"],
  [["<arns>"], "list.arns"],
  [["<ids>"], "list.ids"],
  [["<accounts>"], "list.accounts"],
  [["<keys>"], 'flatten([for arn in some : [arn, split(":key/", arn)[1]]])'],
  [["<gateways>"], "var.gateway_ids"],
  [["<roles>"], "local.exempt[index]"],
  [[USER], "local.excepted_users"],
  [["<deployers>"], "local.deployers"],
  ...KINDS.map((kind) => [[`<${kind}>`], "some"] as const),
];

/** Tests as an expression that makes them. */
function expressionOf(tests: readonly Test[]): string {
  const json = LISTS.reduce(
    (all, [names, list]) => all.replaceAll(JSON.stringify(names), JSON.stringify(`\${${list}}`)),
    JSON.stringify(nested(tests)),
  );
  return hclOf(JSON.parse(json) as Json);
}

/** Everybody but some, by what there is of them: each form is a list of alternatives. */
const others = (forms: Readonly<Record<string, readonly string[]>>, form: string): string =>
  `\${{ none = [{}], ${Object.entries(forms)
    .map(([name, arns]) => `${name} = [${othersThan(arns).map(expressionOf).join(", ")}]`)
    .join(", ")} }[${form}]}`;

export const notDeployers = others({ roles: ["<deployers>"] }, 'length(var.deployers) > 0 ? "roles" : "none"');
export const notExempt = others(
  { roles: ["<roles>"], users: [USER], both: ["<roles>", USER] },
  'length(local.exempt[index]) > 0 ? (length(local.excepted_users) > 0 ? "both" : "roles") : (length(local.excepted_users) > 0 ? "users" : "none")',
);

/** Whom the rules leave out, and what the module calls the others. */
const LEFT_OUT = [
  ["local.not_deployers", ["<deployers>"]],
  ["list.not_exempt", ["<deployers>", "<exempt>"]],
] as const;

const same = (a: readonly Test[], b: readonly Test[]): boolean => JSON.stringify(a) === JSON.stringify(b);
const without = (tests: readonly Test[], some: readonly Test[]): Test[] =>
  tests.filter((test) => !some.some((one) => same([one], [test])));

/** What tells the cases apart, as lists of alternatives; those who are left out make some of their own. */
function alternativesOf(rest: readonly (readonly Test[])[]): string[] {
  let left = [...rest];
  const found: string[] = [];
  for (const tests of rest) {
    const [name, arns] =
      LEFT_OUT.find(([, some]) => without(tests, othersThan(some)[0] ?? []).length < tests.length) ?? [];
    if (!name) continue;
    const [roles = [], noRoles = []] = othersThan(arns);
    const own = without(tests, roles);
    found.push(own.length === 0 ? name : `[for who in ${name} : merge(${expressionOf(own)}, who)]`);
    left = left.filter((one) => one !== tests && !same([...noRoles, ...own].sort(byField), [...one].sort(byField)));
  }
  return [...found, ...(left.length > 0 ? [`[${left.map(expressionOf).join(", ")}]`] : [])];
}

const byField = (a: Test, b: Test): number => (a.field < b.field ? -1 : 1);

function pattern(cases: readonly Case[]): string {
  const { common, rest } = factored(cases);
  const lists = alternativesOf(rest);
  const all = lists.length === 1 ? String(lists[0]) : `concat(${lists.join(", ")})`;
  // Of nobody who is left out there is one alternative, which asks for nothing.
  const or =
    lists.join() in NAMES ? `{ for key in length(${all}) > 1 ? ["$or"] : [] : key => ${all} }` : `{ "$or" = ${all} }`;
  const detail = lists.length === 0 ? expressionOf(common) : `merge(${expressionOf(common)}, ${or})`;
  const head = hclOf(headOf(cases[0] as Case) as unknown as Json).replace(/^\{\s*|\s*\}$/g, "");
  return `jsonencode({ ${head}, detail = ${detail} })`;
}

const NAMES: Readonly<Record<string, true>> = Object.fromEntries(LEFT_OUT.map(([name]) => [name, true]));

/** How many names or keys a rule has: the longest ones fit. */
const NAMES_OF_RULE = 10;
const KEYS_OF_RULE = 8;

/** What a part is made for: all that is watched is shared out among lists, each for one rule. */
function repeated(signal: string, about: string, text: string): string {
  const shared = (list: string, count: number): string => `[for some in chunklist(var.${list}, ${count}) : ${text}]`;
  if (about in PROVIDERS) return shared(PROVIDERS[about as keyof typeof PROVIDERS], NAMES_OF_RULE);
  if (about === "vault") return `length(local.providers) > 0 ? [${text}] : []`;
  if (about === "gateway") return `length(var.gateway_ids) > 0 ? [${text}] : []`;
  if (about === "key" || signal === "key-disabled") return shared("kms_key_arns", KEYS_OF_RULE);
  return `[for list in local.${signal === "unexpected-reader" ? "reader_lists" : "lists"} : ${text}]`;
}

/** The parts of all signals: which signal each is of, and its patterns. */
export function watchParts(): readonly {
  readonly name: string;
  readonly signal: WatchSignal;
  readonly patterns: string;
}[] {
  return watchRules(WATCHED).flatMap(({ signal, cases }) =>
    [...byAbout(cases)].map(([about, some]) => ({
      name: about === "" ? signal : `${signal}-${about}`,
      signal,
      patterns: `\${${repeated(signal, about, pattern(some))}}`,
    })),
  );
}

export const patternsOfParts = (): Body =>
  Object.fromEntries(watchParts().map(({ name, patterns }) => [name, patterns]));
