import type { Policies, Request } from "../../src/decision";
import { compilePolicy, decide, Unknown, verdict } from "../../src/decision";
import type { OracleCase } from "../oracle/case";
import { policiesOf, requestOf } from "../oracle/case";
import { caseAt } from "../oracle/compare";
import { Random } from "../oracle/random";

const REQUEST: Request = {
  principal: { type: "AssumedRole", roleArn: "arn:aws:iam::111122223333:role/runtime", sessionName: "one", tags: {} },
  action: "secretsmanager:GetSecretValue",
  resource: { arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" },
};
const withIdentity = (document: unknown): Policies => ({
  identityPolicies: [compilePolicy("p", "identity", document)],
});
const ALLOW = { Effect: "Allow", Action: "*", Resource: "*" };

/** Random JSON that knows the words of the policy language but not its grammar. */
function garbage(random: Random, depth = 0): unknown {
  const words = [
    "Allow",
    "Deny",
    "*",
    "Statement",
    "Effect",
    "Action",
    "Resource",
    "Condition",
    "Principal",
    "NotPrincipal",
    "AWS",
    "StringEquals",
    "Null",
    "aws:username",
    "${aws:username}",
    "${",
    "arn:aws:iam::1:root",
    "__proto__",
    "constructor",
    "toString",
    "",
  ];
  const kind = random.integer(depth > 5 ? 5 : 8);
  if (kind === 0) return null;
  if (kind === 1) return random.integer(10);
  if (kind === 2) return random.chance(0.5);
  if (kind < 5) return random.pick(words);
  const parts = random.integer(4);
  if (kind === 5) return Array.from({ length: parts }, () => garbage(random, depth + 1));
  const object: Record<string, unknown> = Object.create(random.chance(0.1) ? null : Object.prototype) as Record<
    string,
    unknown
  >;
  for (let index = 0; index < parts; index++) {
    Object.defineProperty(object, random.pick(words), {
      value: garbage(random, depth + 1),
      enumerable: true,
      configurable: true,
    });
  }
  return object;
}

test("3,000 documents of garbage are decided or unknown, never a crash", () => {
  const random = new Random(1);
  for (let index = 0; index < 3000; index++) {
    const document = random.chance(0.5) ? garbage(random) : { Version: "2012-10-17", Statement: garbage(random) };
    const policies: Policies = { ...withIdentity(document), resourcePolicy: compilePolicy("r", "resource", document) };
    expect(["allowed", "implicitlyDenied", "explicitlyDenied", "unknown"]).toContain(decide(policies, REQUEST).verdict);
  }
});

test("nesting of 200,000 levels is unknown", () => {
  const text = `{"Version":"2012-10-17","Statement":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  expect(verdict(withIdentity(text), REQUEST)).toBe("unknown");
});

test("nothing is read from prototypes, and nothing is written to them", () => {
  const document = Object.create({ Version: "2012-10-17", Statement: [ALLOW] }) as unknown;
  expect(verdict(withIdentity(document), REQUEST)).toBe("unknown");
  const polluting =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"__proto__":{"polluted":"yes"}}}]}';
  expect(verdict(withIdentity(polluting), REQUEST)).toBe("unknown");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("a pattern made to backtrack for ever takes no time", () => {
  const Resource = `arn:aws:secretsmanager:us-east-1:111122223333:secret:${"*a".repeat(2000)}b`;
  const request = {
    ...REQUEST,
    resource: { arn: `arn:aws:secretsmanager:us-east-1:111122223333:secret:${"a".repeat(5000)}` },
  };
  expect(verdict(withIdentity({ Version: "2012-10-17", Statement: { ...ALLOW, Resource } }), request)).toBe(
    "implicitlyDenied",
  );
});

test("a document is compiled once, and as identity and resource policy apart", () => {
  const document = { Version: "2012-10-17", Statement: [{ ...ALLOW, Principal: "*" }] };
  const [one, two] = [compilePolicy("one", "resource", document), compilePolicy("two", "resource", document)];
  expect(one.statements).toBe(two.statements);
  expect(one.problems).toEqual([]);
  expect(compilePolicy("three", "identity", document).problems).toEqual([
    { statement: 0, element: "Principal", problem: "does not belong into an identity policy" },
  ]);
});

/** The same value with one random part of it replaced by an `Unknown`. */
function blur(random: Random, value: unknown): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.15)) return new Unknown("blurred");
  const keys = Object.keys(value).filter((key) => key !== "Version" && key !== "Sid");
  if (keys.length === 0) return new Unknown("blurred");
  const chosen = random.pick(keys);
  if (Array.isArray(value))
    return value.map((held: unknown, index) => (String(index) === chosen ? blur(random, held) : held));
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, key === chosen ? blur(random, held) : held]),
  );
}

const BLURRED = ["identity", "boundary", "session", "scps", "rcp", "resourcePolicy", "context"] as const;

test("to know less never turns a verdict into another one, only into unknown", () => {
  const random = new Random(2);
  let decided = 0;
  for (let index = 0; index < 6000; index++) {
    const one = caseAt(3, index);
    const part = random.pick(BLURRED.filter((name) => one[name] !== undefined));
    const held = one[part] as object;
    if (Object.keys(held).length === 0) continue;
    const chosen = random.pick(Object.keys(held));
    const blurred = Array.isArray(held)
      ? held.map((document: unknown, at) => (String(at) === chosen ? blur(random, document) : document))
      : part === "context"
        ? { ...held, [chosen]: new Unknown("blurred") }
        : blur(random, held);
    const vague = { ...one, [part]: blurred } as OracleCase;
    const [sure, unsure] = [verdict(policiesOf(one), requestOf(one)), verdict(policiesOf(vague), requestOf(vague))];
    if (unsure === "unknown") continue;
    decided++;
    // If nothing allows, it is denied for certain, even when it is no longer certain that something denies.
    const expected = sure === "explicitlyDenied" && unsure === "implicitlyDenied" ? unsure : sure;
    if (unsure !== expected)
      throw new Error(`${sure} became ${unsure} by not knowing a part of ${part}: ${JSON.stringify({ index, vague })}`);
  }
  expect(decided).toBeGreaterThan(2000);
});
