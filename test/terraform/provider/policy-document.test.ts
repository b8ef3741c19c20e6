import type { Values } from "./cty";
import { policyDocument } from "./policy-document";

const rendered = (config: Values): unknown => JSON.parse(policyDocument(config).minified_json as string);
const statement = (sid: string, more: Values = {}): Values => ({ sid, actions: ["a:B"], resources: ["*"], ...more });
const source = (sid: string, action: string): string =>
  JSON.stringify({ Statement: { Sid: sid, Effect: "Allow", Action: action, Resource: "*" } });

test("renders principals and conditions; one value stands alone, several are sorted", () => {
  const one = statement("A", {
    effect: "Deny",
    actions: ["b:B", "a:A"],
    principals: [
      { type: "AWS", identifiers: ["arn:b", "arn:a"] },
      { type: "Service", identifiers: ["s"] },
    ],
    condition: [
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
      { test: "StringEquals", variable: "aws:PrincipalAccount", values: ["1", "2"] },
    ],
  });
  expect(rendered({ statement: [one] })).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "A",
        Effect: "Deny",
        Action: ["a:A", "b:B"],
        Resource: "*",
        Principal: { AWS: ["arn:a", "arn:b"], Service: "s" },
        Condition: { StringEquals: { "aws:SourceAccount": "1", "aws:PrincipalAccount": ["1", "2"] } },
      },
    ],
  });
});

test("a statement overrides a source of the same Sid, and an override overrides both", () => {
  const config = {
    source_policy_documents: [source("A", "source:A"), source("B", "source:B")],
    statement: [statement("B")],
    override_policy_documents: [source("A", "override:A")],
  };
  const document = rendered(config) as { Statement: { Sid: string; Action: string }[] };
  expect(document.Statement.map(({ Sid, Action }) => [Sid, Action])).toEqual([
    ["A", "override:A"],
    ["B", "a:B"],
  ]);
  const twice = { source_policy_documents: [source("A", "x:X"), source("A", "y:Y")] };
  expect(() => policyDocument(twice)).toThrow("duplicate Sid (A)");
});
