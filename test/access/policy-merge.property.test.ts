import fc from "fast-check";
import { memberSpans, itemSpans, skipSpace } from "../../src/access/json-text";
import type { Statement } from "../../src/access/policy";
import { applyStatements, removeStatements, statementsOf } from "../../src/access/policy-merge";
import { samePolicy } from "../../src/access/policy-compare";
import { parsePolicyText } from "../../src/access/policy-text";
import { ownerMarkOf, ownedStatements } from "../../src/access/statement-owner";

type Owner = "google-maps" | "weather";
const OWNERS: readonly Owner[] = ["google-maps", "weather"];

/** JSON text of a value with random white space and escapes, so that no serializer would give the same bytes. */
const jsonText = (value: unknown, space: readonly string[], at = { next: 0 }): string => {
  const gap = (): string => space[at.next++ % space.length] ?? "";
  if (Array.isArray(value))
    return `[${gap()}${value.map((item) => jsonText(item, space, at) + gap()).join(`,${gap()}`)}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([name, item]) => `${JSON.stringify(name)}${gap()}:${gap()}${jsonText(item, space, at)}`,
    );
    return `{${gap()}${members.join(`${gap()},${gap()}`)}${gap()}}`;
  }
  const text = JSON.stringify(value);
  return typeof value === "string" && at.next % 2 === 0 ? text.replace(/a/g, "\\u0061") : text;
};
const spaces = fc.array(fc.constantFrom("", " ", "\n", "\t", "\r\n  "), { minLength: 1, maxLength: 7 });

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom('"', "\\", "[{", "]}", "arn:aws:iam::111122223333:root"),
);
const foreignStatement = fc.record(
  {
    Sid: fc.oneof(
      texts,
      fc.constantFrom("AgentCoreIdentityReaders", "AgentCoreIdentity", "AgentCoreIdentity0123456789abFormer"),
    ),
    Effect: fc.constantFrom("Allow", "Deny"),
    Principal: fc.oneof(fc.constant("*"), fc.record({ AWS: fc.oneof(texts, fc.array(texts, { maxLength: 3 })) })),
    Action: fc.oneof(texts, fc.array(texts, { maxLength: 3 })),
    Condition: fc.dictionary(texts, fc.dictionary(texts, fc.oneof(texts, fc.boolean(), fc.integer()), { maxKeys: 2 }), {
      maxKeys: 2,
    }),
  },
  { requiredKeys: ["Effect"] },
);
const foreignPolicy = fc
  .record({
    // AWS stores no policy without statements; what becomes of one is in policy-merge.test.ts.
    statements: fc.oneof(foreignStatement, fc.array(foreignStatement, { minLength: 1, maxLength: 5 })),
    id: fc.option(texts, { nil: undefined }),
    last: fc.boolean(),
    space: spaces,
  })
  .map(({ statements, id, last, space }) => {
    const others = id === undefined ? {} : { Id: id };
    const document = last ? { ...others, Statement: statements } : { Statement: statements, ...others };
    return jsonText({ Version: "2012-10-17", ...document }, space);
  });

const ourStatements: fc.Arbitrary<Statement[]> = fc.uniqueArray(
  fc.record({
    Sid: fc.stringMatching(/^(AgentCoreIdentity)?[A-Za-z]{1,8}$/),
    Effect: fc.constant("Allow" as const),
    Principal: fc.record({
      AWS: fc.array(fc.constantFrom("arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b"), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    Action: fc.constantFrom("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"),
    Resource: fc.constant("*"),
  }),
  { minLength: 1, maxLength: 3, selector: ({ Sid }) => Sid.replace(/^AgentCoreIdentity/, "") },
);
const step = fc.record({ owner: fc.constantFrom(...OWNERS), statements: fc.option(ourStatements, { nil: undefined }) });
type Step = { owner: Owner; statements: Statement[] | undefined };

const of = (owner: Owner) => ({ owner, secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf" });

const value = <T>(parsed: { readonly value: T } | { readonly problem: { rule: string } }): T => {
  if ("problem" in parsed) throw new Error(parsed.problem.rule);
  return parsed.value;
};
const run = (text: string | undefined, { owner, statements }: Step): string | undefined =>
  value(statements ? applyStatements(text, of(owner), statements) : removeStatements(text, of(owner))).text;

const isForeign = (sid: unknown): boolean =>
  !OWNERS.some(
    (owner) => ownerMarkOf(sid) === ownerMarkOf(value(ownedStatements(of(owner), [{ Sid: "x" } as Statement]))[0]?.Sid),
  );
const foreignBytes = (text: string | undefined): string[] => {
  if (text === undefined) return [];
  const policy = value(parsePolicyText(text));
  return policy.statements
    .filter(({ statement }) => isForeign(statement.Sid))
    .map(({ start, end }) => text.slice(start, end));
};
/** The text around the list of statements. */
const frame = (text: string | undefined): string[] => {
  if (text === undefined) return [];
  const { list } = value(parsePolicyText(text));
  return [text.slice(0, list.start), text.slice(list.end)];
};

// Far more than it takes: a busy machine is no failure.

const RUNS = { numRuns: 200 };

test("spans are where JSON.parse sees the values", () => {
  fc.assert(
    fc.property(fc.dictionary(texts, fc.jsonValue({ maxDepth: 3 })), spaces, (document, space) => {
      const text = ` ${jsonText(document, space)} `;
      const members = memberSpans(text, skipSpace(text, 0)).map(({ name, start, end }) => [
        name,
        JSON.parse(text.slice(start, end)),
      ]);
      expect(members).toEqual(Object.entries(JSON.parse(text) as object));
    }),
    RUNS,
  );
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 3 })), spaces, (list, space) => {
      const text = jsonText(list, space);
      expect(itemSpans(text, 0).map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual(JSON.parse(text));
    }),
    RUNS,
  );
});

describe("whatever two owners set and take, in any order", () => {
  test("foreign statements, their order and the rest of the document stay byte for byte; ours are exact", () => {
    fc.assert(
      fc.property(fc.option(foreignPolicy, { nil: undefined }), fc.array(step, { maxLength: 8 }), (start, steps) => {
        let text = start;
        const expected = new Map<Owner, Statement[]>();
        for (const one of steps) {
          text = run(text, one);
          expected.set(one.owner, one.statements ?? []);
          if (start !== undefined && text !== undefined) {
            expect(foreignBytes(text)).toEqual(foreignBytes(start));
            expect(frame(text)).toEqual(frame(start));
          }
          for (const [owner, statements] of expected)
            expect(
              samePolicy(value(statementsOf(text, of(owner))), value(ownedStatements(of(owner), statements))),
            ).toBe(true);
        }
        if (text === undefined) expect(foreignBytes(start)).toEqual([]);
      }),
      RUNS,
    );
  });

  test("a step twice is a step once", () => {
    fc.assert(
      fc.property(
        fc.option(foreignPolicy, { nil: undefined }),
        fc.array(step, { maxLength: 4 }),
        step,
        (start, steps, last) => {
          const once = run(steps.reduce(run, start), last);
          expect(run(once, last)).toBe(once);
        },
      ),
      RUNS,
    );
  });

  test("the order of two owners does not matter, to the byte", () => {
    fc.assert(
      fc.property(
        fc.option(foreignPolicy, { nil: undefined }),
        ourStatements,
        ourStatements,
        (start, first, second) => {
          const one: Step = { owner: "google-maps", statements: first };
          const two: Step = { owner: "weather", statements: second };
          expect([one, two].reduce(run, start)).toBe([two, one].reduce(run, start));
        },
      ),
      RUNS,
    );
  });

  test("taking what was set gives the text as it was", () => {
    fc.assert(
      fc.property(fc.option(foreignPolicy, { nil: undefined }), ourStatements, ourStatements, (start, others, ours) => {
        const before = run(start, { owner: "weather", statements: others });
        const after = run(run(before, { owner: "google-maps", statements: ours }), {
          owner: "google-maps",
          statements: undefined,
        });
        expect(after).toBe(before);
      }),
      RUNS,
    );
  });
});
