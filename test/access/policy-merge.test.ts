import { lockoutProblem } from "../../src/access/key-policy";
import type { Statement } from "../../src/access/policy";
import { applyStatements, removeStatements, statementsOf } from "../../src/access/policy-merge";
import type { StatementOwner } from "../../src/access/statement-owner";
import { ownerMark, ownerSidPrefix, ownerSidSuffix } from "../../src/access/statement-owner";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../support/fixtures";

const OURS: Statement = {
  Sid: "AgentCoreIdentityReaders",
  Effect: "Allow",
  Principal: { AWS: [ROLE_ARN] },
  Action: "secretsmanager:GetSecretValue",
  Resource: "*",
};
const of = (owner: string) => ({ owner, secretArn: SECRET_ARN });
const owned = (owner: string, statement = OURS, whose: StatementOwner = of(owner)): string =>
  JSON.stringify({
    ...statement,
    Sid: `${ownerSidPrefix(whose)}${statement.Sid.slice("AgentCoreIdentity".length)}${ownerSidSuffix(owner)}`,
  });

const applied = (text: string | undefined, owner: string, statements: readonly Statement[] = [OURS]): string => {
  const result = applyStatements(text, of(owner), statements);
  if ("problem" in result) throw new Error(result.problem.rule);
  return result.value.text as string;
};
const removed = (text: string | undefined, owner: string): string | undefined => {
  const result = removeStatements(text, of(owner));
  if ("problem" in result) throw new Error(result.problem.rule);
  return result.value.text;
};
const FOREIGN =
  '{ "Sid":"theirs" , "Effect":"Deny","Principal":"*","Action":"secretsmanager:*","Resource":"*","a":1.50 }';
const PRETTY = `{\n  "Version" : "2012-10-17",\n  "Id": "x\\u0041",\n  "Statement": [\n    ${FOREIGN}\n  ]\n}`;

describe("setting statements", () => {
  test("makes a policy where there is none", () => {
    expect(applied(undefined, "a")).toBe(`{"Version":"2012-10-17","Statement":[${owned("a")}]}`);
  });

  test.each([
    ["a list", PRETTY, PRETTY.replace(FOREIGN, `${FOREIGN},${owned("a")}`)],
    [
      "an empty list",
      '{"Statement":[ ],"Version":"2012-10-17"}',
      `{"Statement":[${owned("a")} ],"Version":"2012-10-17"}`,
    ],
    ["one bare statement", `{"Statement": ${FOREIGN} }`, `{"Statement": [${FOREIGN},${owned("a")}] }`],
  ])("adds to %s and changes no other byte", (_, before, after) => {
    expect(applied(before, "a")).toBe(after);
  });

  test("takes them again, to the byte", () => {
    expect(removed(applied(PRETTY, "a"), "a")).toBe(PRETTY);
    expect(removed(applied(applied(PRETTY, "a"), "b"), "b")).toBe(applied(PRETTY, "a"));
    expect(removed(applied(applied(PRETTY, "b"), "a"), "a")).toBe(applied(PRETTY, "b"));
  });

  test("corrects statements that were changed, added or taken", () => {
    const once = applied(PRETTY, "a");
    for (const broken of [
      once.replace("GetSecretValue", "PutSecretValue"),
      once.replace(`,${owned("a")}`, ""),
      once.replace(`,${owned("a")}`, `,${owned("a", { ...OURS, Sid: "Old" })},${owned("a")}`),
    ]) {
      expect(broken).not.toBe(once);
      expect(applied(broken, "a")).toBe(once);
    }
  });

  test("leaves a policy alone that says the same in AWS's own form", () => {
    const stored = applied(undefined, "a")
      .replace(JSON.stringify([ROLE_ARN]), JSON.stringify(ROLE_ARN))
      .replaceAll(",", " , ");
    expect(applyStatements(stored, of("a"), [OURS])).toEqual({ value: { text: stored, changed: false } });
  });

  test("refuses what it cannot edit safely", () => {
    const rule = (text: string, statements: readonly Statement[] = [OURS]): string | undefined => {
      const result = applyStatements(text, of("a"), statements);
      return "problem" in result ? result.problem.rule : undefined;
    };
    expect(rule("{")).toBe("is not JSON");
    expect(rule("[]")).toBe("is not a JSON object");
    expect(rule("{}")).toBe("has no Statement");
    expect(rule('{"Statement":[],"Statement":[]}')).toBe('has the member "Statement" twice');
    expect(rule('{"Statement":[1]}')).toBe("has a statement that is not an object");
    expect(rule('{"Statement":[{"Sid":"a","S\\u0069d":"b"}]}')).toBe('has a statement with the member "Sid" twice');
    expect(rule(PRETTY, [{ ...OURS, Sid: "no-dash" }])).toBe("is not at most 64 letters and digits");
    expect(rule(PRETTY, [OURS, OURS])).toBe("is the Sid of two statements");
  });
});

describe("taking statements", () => {
  test("leaves no policy where the statements made it", () => {
    expect(removed(applied(undefined, "a"), "a")).toBeUndefined();
    expect(removed(undefined, "a")).toBeUndefined();
  });

  test("never drops a policy that holds anything else", () => {
    expect(removed(applied(applied(undefined, "b"), "a"), "a")).toBe(applied(undefined, "b"));
    expect(removed(`{"Id":"x","Statement":[${owned("a")}]}`, "a")).toBe('{"Id":"x","Statement":[]}');
    expect(removed(`{"Statement": ${owned("a")} ,"Id":"x"}`, "a")).toBe('{"Statement": [] ,"Id":"x"}');
    expect(removed('{"Version":"2012-10-17","Statement":[]}', "a")).toBe('{"Version":"2012-10-17","Statement":[]}');
  });

  test("takes no statement without a mark, nor of an owner with a longer name", () => {
    const text = applied(`{"Statement":[${JSON.stringify(OURS)}]}`, "owner-2");
    expect(removed(text, "owner")).toBe(text);
    expect(statementsOf(text, of("owner"))).toEqual({ value: [] });
  });
});

describe("the mark of an owner", () => {
  test("is told by its secret, and none is the beginning of another", () => {
    const marks = [
      ownerMark(of("a")),
      ownerMark({ owner: "a" }),
      ownerMark({ ...of("a"), secretArn: `${SECRET_ARN}x` }),
    ];
    expect(new Set([...marks, ownerMark(of("ab"))]).size).toBe(4);
    for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{12}$/);
  });

  test.each([
    ["agents/prod", "ForAgentsProd"],
    ["team-a eu_west/default", "ForTeamAEuwestDefault"],
    ["x".repeat(64), `ForX${"x".repeat(31)}`],
  ])("shows %s as %s", (owner, shown) => expect(ownerSidSuffix(owner)).toBe(shown));

  test("of the whole policy gives way to that of statements in it, and is not taken by them", () => {
    const whole = `{"Version":"2012-10-17","Statement":[${owned("a", OURS, { owner: "a" })}]}`;
    expect(applied(whole, "a")).toBe(applied('{"Version":"2012-10-17","Statement":[]}', "a"));
    expect(removed(whole, "a")).toBe(whole);
    expect(applied(whole, "b")).toContain(owned("a", OURS, { owner: "a" }));
  });
});

describe("a key policy locks its account out", () => {
  const policy = (change: object): string =>
    JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "kms:*",
          Resource: "*",
          ...change,
        },
      ],
    });

  test.each([
    [false, {}],
    [false, { Principal: { AWS: ["x", "111122223333"] } }],
    [false, { Principal: { AWS: "arn:aws:iam::111122223333:role/admin" }, Action: ["kms:PutKeyPolicy"] }],
    [true, { Principal: { AWS: "arn:aws:iam::999999999999:root" } }],
    [true, { Principal: "*" }],
    [true, { Principal: { Service: "bedrock-agentcore.amazonaws.com" } }],
    [true, { Action: "kms:Decrypt" }],
    [true, { Effect: "Deny" }],
    [true, { Resource: "arn:aws:kms:us-east-1:111122223333:key/other" }],
    [true, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }],
  ])("%s: %j", (locksOut, change) => {
    expect(lockoutProblem(policy(change), KEY_ARN) !== undefined).toBe(locksOut);
  });
});
