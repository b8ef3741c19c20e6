import type { Check } from "./check";
import { isRecord, UNKNOWN, type Value, type Values } from "./cty";
import { failure, printPath, type Diagnostic, type Path } from "./diagnostics";
import type { Block } from "./schema";

/** The block that a check looks at, and where it stands. */
interface Scope {
  values: Values;
  path: Path;
  schema: Block;
  version: string;
  /** Why the check applies, if only sometimes: `"client_secret_source" is "EXTERNAL"`. */
  reason?: string;
}

/** Runs checks over a configuration. Whatever is unknown passes: the real provider waits for the value, too. */
export function runChecks(checks: readonly Check[], values: Values, schema: Block, version: string): Diagnostic[] {
  return checks.flatMap((check) => run(check, { values, path: [], schema, version }));
}

/** What the configuration sets although the provider decides it. */
export function readOnly(schema: Block, values: Values, path: Path = []): Diagnostic[] {
  const own = Object.entries(schema.attributes ?? {})
    .filter(([name, { optional, required }]) => !optional && !required && (values[name] ?? null) !== null)
    .map(([name]) =>
      failure(
        "Invalid Configuration for Read-Only Attribute",
        `Cannot set a value for "${printPath([...path, name])}": it is decided automatically by the provider`,
        [...path, name],
      ),
    );
  const nested = Object.entries(schema.block_types ?? {}).flatMap(([name, { block }]) => {
    const elements = values[name];
    if (!Array.isArray(elements)) return isRecord(elements) ? readOnly(block, elements, [...path, name]) : [];
    return elements.flatMap((element, index) =>
      isRecord(element) ? readOnly(block, element, [...path, name, index]) : [],
    );
  });
  return [...own, ...nested];
}

function run(check: Check, scope: Scope): Diagnostic[] {
  switch (check.kind) {
    case "within":
      return each(scope, check.block).flatMap((inner) => check.checks.flatMap((one) => run(one, inner)));
    case "when": {
      const value = scope.values[check.at];
      if (typeof value !== "string" || !check.is.includes(value)) return [];
      const reason = `"${at(scope, check.at)}" is "${value}"`;
      return check.checks.flatMap((one) => run(one, { ...scope, reason }));
    }
    case "versions": {
      const applies =
        (check.from === undefined || !isOlder(scope.version, check.from)) &&
        (check.before === undefined || isOlder(scope.version, check.before));
      return applies ? check.checks.flatMap((one) => run(one, scope)) : [];
    }
    case "exactlyOne":
      return exactlyOne(check.of, scope);
    case "chosenBlock":
      return chosenBlock(check, scope);
    case "present":
    case "absent":
      return presence(check, scope);
    case "conflicts":
    case "requires":
      return combination(check, scope);
    default:
      return has(scope, check.at) && state(scope.values[check.at]) !== "unknown" ? value(check, scope) : [];
  }
}

type ValueCheck = Extract<Check, { kind: "length" | "pattern" | "enum" | "range" | "items" | "arn" | "json" }>;

function value(check: ValueCheck, scope: Scope): Diagnostic[] {
  const given = scope.values[check.at];
  const name = at(scope, check.at);
  const complain = (summary: string, detail: string): Diagnostic[] => [
    failure(summary, detail, [...scope.path, check.at]),
  ];
  if (check.kind === "items") return items(check, given, name, complain);
  if (given === null || given === undefined) return [];
  if (check.kind === "range") {
    if (typeof given !== "number" || given === check.orElse || (given >= check.min && given <= check.max)) return [];
    const orElse = check.orElse === undefined ? "" : `${check.orElse} or `;
    return complain(
      "Invalid Attribute Value",
      `Attribute ${name} value must be ${orElse}between ${check.min} and ${check.max}, got: ${given}`,
    );
  }
  if (check.kind === "enum" && Array.isArray(given)) {
    const wrong = given.find((element) => typeof element === "string" && !check.values.includes(element));
    return wrong === undefined ? [] : complain(...wrongChoice(name, check.values, String(wrong)));
  }
  if (typeof given !== "string") return [];
  switch (check.kind) {
    case "length":
      if (given.length >= check.min && given.length <= check.max) return [];
      return complain(
        "Invalid Attribute Value Length",
        `Attribute ${name} string length must be between ${check.min} and ${check.max}, got: ${given.length}`,
      );
    case "pattern":
      if (check.pattern.test(given)) return [];
      return complain(
        "Invalid Attribute Value Match",
        `Attribute ${name} value must match regular expression '${check.pattern.source}', got: ${given}`,
      );
    case "enum":
      if (check.values.includes(given)) return [];
      return complain(...wrongChoice(name, check.values, given));
    case "arn":
      if (/^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}|aws)?:.+$/s.test(given)) return [];
      return complain("Invalid ARN Value", `Attribute ${name} (${given}) is an invalid ARN`);
    case "json":
      if (isJsonObject(given)) return [];
      return complain("Invalid JSON Value", `"${name}" contains an invalid JSON policy`);
  }
}

function wrongChoice(name: string, values: readonly string[], given: string): [string, string] {
  return ["Invalid String Enum Value", `Attribute ${name} value must be one of: [${values.join(" ")}], got: ${given}`];
}

function items(
  check: Extract<Check, { kind: "items" }>,
  given: Value | undefined,
  name: string,
  complain: (summary: string, detail: string) => Diagnostic[],
): Diagnostic[] {
  const count = Array.isArray(given) ? given.length : 0;
  if (count === 0 && check.min > 0) {
    return complain(
      "Invalid Block",
      `Block ${name} must have a configuration value as the provider has marked it as required`,
    );
  }
  if (count <= check.max) return [];
  return complain(
    "Invalid Attribute Value",
    `Attribute ${name} list must contain at most ${check.max} elements, got: ${count}`,
  );
}

function combination(check: Extract<Check, { kind: "conflicts" | "requires" }>, scope: Scope): Diagnostic[] {
  if (!has(scope, check.at) || state(scope.values[check.at]) !== "set") return [];
  const wrong = check.kind === "conflicts" ? "set" : "unset";
  const rule = check.kind === "conflicts" ? "cannot be specified" : "must be specified";
  return check.with
    .filter((other) => has(scope, other) && state(scope.values[other]) === wrong)
    .map((other) =>
      failure(
        "Invalid Attribute Combination",
        `Attribute "${at(scope, other)}" ${rule} when "${at(scope, check.at)}" is specified`,
        [...scope.path, check.at],
      ),
    );
}

function presence(check: Extract<Check, { kind: "present" | "absent" }>, scope: Scope): Diagnostic[] {
  const wrong = check.kind === "present" ? "unset" : "set";
  if (!has(scope, check.at) || state(scope.values[check.at]) !== wrong) return [];
  const [summary, rule] =
    check.kind === "present"
      ? ["Missing Attribute Configuration", "must be specified"]
      : ["Invalid Attribute Combination", "cannot be specified"];
  return [failure(summary, `Attribute "${at(scope, check.at)}" ${rule} when ${scope.reason ?? ""}`, scope.path)];
}

function exactlyOne(names: readonly string[], scope: Scope): Diagnostic[] {
  const known = names.filter((name) => has(scope, name));
  const states = known.map((name) => state(scope.values[name]));
  const set = states.filter((one) => one === "set").length;
  if (set === 1 || (set === 0 && states.includes("unknown"))) return [];
  const list = known.map((name) => at(scope, name)).join(",");
  const because = scope.reason ? ` when ${scope.reason}` : "";
  return set === 0
    ? [
        failure(
          "Missing Attribute Configuration",
          `No attribute specified when one (and only one) of [${list}] is required${because}`,
          scope.path,
        ),
      ]
    : [
        failure(
          "Invalid Attribute Combination",
          `${set} attributes specified when one (and only one) of [${list}] is required${because}`,
          scope.path,
        ),
      ];
}

function chosenBlock(check: Extract<Check, { kind: "chosenBlock" }>, scope: Scope): Diagnostic[] {
  const choice = scope.values[check.at];
  const wanted = typeof choice === "string" ? check.blocks[choice] : undefined;
  if (wanted === undefined) return [];
  return each(scope, check.within).flatMap((inner) =>
    run({ kind: "present", at: wanted }, { ...inner, reason: `"${at(scope, check.at)}" is "${String(choice)}"` }),
  );
}

/** The scopes of a nested block's elements. */
function each(scope: Scope, block: string): Scope[] {
  const schema = scope.schema.block_types?.[block]?.block;
  const values = scope.values[block];
  if (!schema || values === UNKNOWN) return [];
  const list = Array.isArray(values) ? values : [values ?? null];
  return list.flatMap((element, index) =>
    isRecord(element)
      ? [{ ...scope, reason: undefined, values: element, path: [...scope.path, block, index], schema }]
      : [],
  );
}

/** An older schema may lack what a check names: then there is nothing to check. */
function has(scope: Scope, name: string): boolean {
  return name in (scope.schema.attributes ?? {}) || name in (scope.schema.block_types ?? {});
}

function state(given: Value | undefined): "set" | "unset" | "unknown" {
  if (given === UNKNOWN) return "unknown";
  return given === null || given === undefined || (Array.isArray(given) && given.length === 0) ? "unset" : "set";
}

function at(scope: Scope, name: string): string {
  return printPath([...scope.path, name]);
}

function isJsonObject(given: string): boolean {
  try {
    const parsed: unknown = JSON.parse(given);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

function isOlder(version: string, than: string): boolean {
  const left = version.split(".").map(Number);
  const right = than.split(".").map(Number);
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && left[at] < right[at];
}
