import fc from "fast-check";
import { compilePolicy, decide, isOpen, openParts, openText, shownText, verdict } from "../../src/decision";
import type { Policies, Request } from "../../src/decision";
import { compileOpen, sameText } from "../../src/decision/open-match";
import { MAYBE, NO, YES } from "../../src/decision/truth";
import { compileWildcard } from "../../src/decision/wildcard";

const A = openText("aws_iam_role.a.name");
const B = openText("aws_iam_role.b.name");
const matches = (pattern: string, text: string): number => compileOpen(pattern, true)(text);

test("an open part has a name, which people see", () => {
  const text = `role/x-${openText('module.m["a:b/*"].aws_iam_role.r.name')}`;
  expect(text.split(":")).toHaveLength(1);
  expect(isOpen(text)).toBe(true);
  expect(isOpen("role/x")).toBe(false);
  expect(openParts(text)).toEqual(['module.m["a:b/*"].aws_iam_role.r.name']);
  expect(shownText(text)).toBe('role/x-(module.m["a:b/*"].aws_iam_role.r.name)');
});

test.each([
  [`role/${A}`, `role/${A}`, YES],
  [`role/${A}`, `role/${B}`, MAYBE],
  ["role/*", `role/${A}`, YES],
  ["role/x*", `role/x-${A}`, YES],
  ["role/y*", `role/x-${A}`, NO],
  ["role/x-?", `role/x-${A}`, MAYBE],
  ["role/x-1", `role/x-${A}`, MAYBE],
  ["user/*", `role/${A}`, NO],
  [`role/${A}`, "role/b", MAYBE],
  [`role/${A}`, "user/b", NO],
  [`${A}:x`, "a:b:x", NO],
  [`*:${A}`, "a:b:x", MAYBE],
])("pattern %j and text %j", (pattern, text, truth) => {
  expect(matches(pattern, text)).toBe(truth);
});

test("texts without open parts are the same or not", () => {
  expect(sameText("a", "a")).toBe(YES);
  expect(sameText("a", "b")).toBe(NO);
  expect(sameText(A, B)).toBe(MAYBE);
});

const NAMES = ["one", "two"];
const piece = fc.oneof(
  fc.constantFrom("a", "b", "/", "*", "?", "ab"),
  fc.constantFrom(...NAMES.map((name) => openText(name))),
);
const patterns = fc.array(piece, { maxLength: 6 }).map((all) => all.join(""));
const texts = fc
  .array(fc.oneof(fc.constantFrom("a", "b", "/", "ab"), fc.constantFrom(...NAMES.map((name) => openText(name)))), {
    maxLength: 6,
  })
  .map((all) => all.join(""));
test.each([
  ["secret:a-??????", YES],
  ["secret:a-?????", NO],
  ["secret:a-*", YES],
  ["secret:a-AbCdEf", MAYBE],
  ["secret:a-AbCdE", NO],
  ["secret:b-??????", NO],
])("a part of six characters and %j", (pattern, truth) => {
  expect(matches(pattern, `secret:a-${openText("suffix", 6)}`)).toBe(truth);
});

const fillings = fc.record({
  one: fc.constantFrom("", "a", "b", "a/b", "ba"),
  two: fc.constantFrom("", "a", "b", "/", "aa"),
});
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  NAMES.reduce((all, name) => all.replaceAll(openText(name), values[name] ?? ""), text);

test("what is decided about open texts holds for every value of their open parts", () => {
  fc.assert(
    fc.property(patterns, texts, fillings, (pattern, text, values) => {
      const truth = matches(pattern, text);
      const really = compileWildcard(filled(pattern, values))(filled(text, values));
      expect([MAYBE, really ? YES : NO]).toContain(truth);
    }),
    { numRuns: 4_000 },
  );
});

const ACCOUNT = "111122223333";
const roleArns = fc
  .constantFrom(`arn:aws:iam::${ACCOUNT}:role/`, `arn:aws:iam::${openText("one")}:role/`)
  .chain((start) => fc.constantFrom("a", openText("two"), `x-${openText("two")}`).map((name) => start + name));
const secretArns = fc
  .constantFrom("a", openText("two"), `x-${openText("one")}`)
  .map((name) => `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${name}`);
const patternsOf = (arns: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(arns, fc.boolean()).map(([arn, wild]) => (wild ? arn.replace(/[^/:]*$/, "x*") : arn));
const statements = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: fc.constant("secretsmanager:GetSecretValue"),
  Resource: fc.oneof(fc.constant("*"), patternsOf(secretArns)),
  Condition: fc.oneof(
    fc.constant({}),
    fc
      .tuple(fc.constantFrom("ArnLike", "ArnNotLike", "StringEquals", "StringNotLike"), patternsOf(roleArns))
      .map(([operator, value]) => ({ [operator]: { "aws:PrincipalArn": value } })),
  ),
});
const documents = fc.array(statements, { maxLength: 3 });
const principals = fc.oneof(fc.constant("*"), roleArns, fc.constant(ACCOUNT), fc.constant(openText("one")));
const worlds = fc.record({
  identity: documents,
  resource: fc.array(fc.tuple(statements, principals), { maxLength: 3 }),
  roleArn: roleArns,
  secretArn: secretArns,
});

const ACCOUNTS = { one: fc.constantFrom(ACCOUNT, "444455556666"), two: fc.constantFrom("a", "b", "x-1", "x-") };

test("what is decided about a request with open texts holds for every value of their open parts", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(worlds, fc.record(ACCOUNTS), (world, values) => {
      const ask = (fill: (text: string) => string): string => {
        const { identity, resource, roleArn, secretArn } = JSON.parse(fill(JSON.stringify(world))) as typeof world;
        const version = { Version: "2012-10-17" };
        const policies: Policies = {
          identityPolicies: [compilePolicy("identity", "identity", { ...version, Statement: identity })],
          resourcePolicy: compilePolicy("secret policy", "resource", {
            ...version,
            Statement: resource.map(([statement, principal]) => ({
              ...statement,
              Principal: principal === "*" ? "*" : { AWS: principal },
            })),
          }),
        };
        const request: Request = {
          principal: { type: "AssumedRole", roleArn },
          action: "secretsmanager:GetSecretValue",
          resource: { arn: secretArn },
        };
        return verdict(policies, request).replace(/^(?:im|ex)plicitlyD/, "d");
      };
      const open = ask((text) => text);
      const known = ask((text) => filled(text, values));
      seen.set(open, (seen.get(open) ?? 0) + 1);
      if (open !== "unknown" && known !== "unknown") expect(open).toBe(known);
    }),
    { numRuns: 4_000 },
  );
  // Each verdict is there, so that none holds for want of cases.
  expect([...seen.keys()].sort()).toEqual(["allowed", "denied", "unknown"]);
});

describe("what a request brings", () => {
  const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:a-AbCdEf`;
  const read = (...all: object[]) => {
    const Statement = all.map((one) => ({
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
      ...one,
    }));
    const identity = compilePolicy("p", "identity", { Version: "2012-10-17", Statement });
    return decide(
      { identityPolicies: [identity] },
      {
        principal: { type: "AssumedRole", roleArn: `arn:aws:iam::${ACCOUNT}:role/a` },
        action: "secretsmanager:GetSecretValue",
        resource: { arn: SECRET },
        otherKeys: "unknown",
      },
    );
  };
  const when = (operator: string, key: string, value: string): object => ({
    Condition: { [operator]: { [key]: value } },
  });

  test("makes a conditional answer, with what is needed", () => {
    expect(read(when("StringEquals", "aws:SourceVpce", "vpce-1"))).toMatchObject({
      verdict: "conditional",
      if: [{ effect: "Allow", operator: "StringEquals", key: "aws:SourceVpce", values: ["vpce-1"], policy: "p" }],
    });
    expect(read({}, { Effect: "Deny", ...when("NotIpAddress", "aws:SourceIp", "10.0.0.0/8") })).toMatchObject({
      verdict: "conditional",
      if: [{ effect: "Deny", key: "aws:SourceIp" }],
    });
  });

  test("is not needed where another statement allows", () => {
    expect(read(when("StringEquals", "aws:SourceVpce", "vpce-1"), {}).verdict).toBe("allowed");
  });

  test.each<[string, object[]]>([
    ["tags of the resource", [when("StringEquals", "aws:ResourceTag/team", "a")]],
    ["tags of the principal", [when("StringEquals", "aws:PrincipalTag/team", "a")]],
    ["the organization", [when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")]],
    [
      "two conditions on one key, which may contradict each other",
      [
        when("StringEquals", "aws:SourceVpce", "vpce-1"),
        { Effect: "Deny", ...when("StringEquals", "aws:SourceVpce", "vpce-1") },
      ],
    ],
    [
      "a condition beside something that is not known",
      [{ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1", "aws:PrincipalTag/team": "a" } } }],
    ],
  ])("is not all of it: %s", (_name, all) => {
    expect(read(...all).verdict).toBe("unknown");
  });
});

describe("names of parts", () => {
  const roleOf = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${openText(name)}`;
  const compared = (operator: string, asked: string, wanted: string): string => {
    const Statement = {
      Effect: "Allow",
      Action: "*",
      Resource: "*",
      Condition: { [operator]: { "aws:PrincipalArn": roleOf(wanted) } },
    };
    return verdict(
      { identityPolicies: [compilePolicy("p", "identity", { Version: "2012-10-17", Statement })] },
      {
        principal: { type: "AssumedRole", roleArn: roleOf(asked) },
        action: "secretsmanager:GetSecretValue",
        resource: { arn: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:a-AbCdEf` },
      },
    );
  };

  test.each(["StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnEquals"])(
    "that differ in case are two parts to %s, too",
    (operator) => {
      expect(compared(operator, "aws_iam_role.a.name", "aws_iam_role.a.name")).toBe("allowed");
      expect(compared(operator, "aws_iam_role.a.name", "aws_iam_role.A.name")).toBe("unknown");
    },
  );
});

test("why a policy may not be there is told, whether or not it can be read", () => {
  const request: Request = {
    principal: { type: "AssumedRole", roleArn: `arn:aws:iam::${ACCOUNT}:role/a` },
    action: "secretsmanager:GetSecretValue",
    resource: { arn: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:a-AbCdEf` },
  };
  const Statement = { Effect: "Allow", Action: "*", Resource: "*" };
  for (const document of [{ Version: "2012-10-17", Statement }, "no JSON"]) {
    const decision = decide({ identityPolicies: [compilePolicy("p", "identity", document, "it may go")] }, request);
    expect(decision).toMatchObject({ verdict: "unknown" });
    expect(decision.verdict === "unknown" && decision.because).toContain("p: it may go");
  }
});
