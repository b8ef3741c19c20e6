import { ApiKeyStack } from "../../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../../examples/custom-idp/stack";
import { GoogleMapsStack } from "../../../examples/google-maps/stack";
import { PaymentsBridgeStack } from "../../../examples/payments-bridge/stack";
import { Unknown } from "../../../src/decision";
import { graphOf } from "../../../src/report/page/graph";
import { Quotes } from "../../../src/report/page/quotes";
import { check, stackJson } from "../../cli/support";
import { statedPolicy } from "../../../src/proof/stated-policy";

const STACKS = { ApiKeyStack, CrossAccountVaultStack, CustomIdpStack, GoogleMapsStack, PaymentsBridgeStack };

test.each(Object.entries(STACKS))(
  "every statement that decides in %s is found again, with its place",
  (_name, Stack) => {
    const { model, rows } = check(stackJson(Stack));
    for (const provider of model.providers) {
      const own = rows.filter((row) => row.provider === provider);
      const quotes = new Quotes(model);
      const { principals } = graphOf(model, provider, own, new Map());
      for (const edge of principals.flatMap(({ edges }) => edges)) {
        const near = (edge.cell.missing ?? []).flatMap(({ nearMisses }) => nearMisses);
        for (const cited of [...edge.cell.by, ...near]) {
          const { at, number } = quotes.of(cited, edge);
          expect(at).toMatch(/^[a-z_]+\.\w+|\.json$/);
          const text = quotes.texts[(number as number) - 1];
          if (cited.sid !== undefined) expect(text).toContain(`"Sid": "${cited.sid}"`);
        }
      }
    }
  },
);

test("a statement is quoted once, and what is not known in it is told", () => {
  const statement = { Effect: "Allow", Action: "a:B", Resource: new Unknown("known after the apply") };
  const policy = statedPolicy("at.it", "inline policy p", "identity", { Statement: [statement, statement] });
  const roles = new Map([["role", { arn: "role", policies: [policy], isComplete: true }]]);
  const quotes = new Quotes({ roles, secrets: new Map(), keys: new Map() } as unknown as ConstructorParameters<
    typeof Quotes
  >[0]);
  const edge = { row: { principal: "role" } } as Parameters<Quotes["of"]>[1];
  const cited = { place: "identityPolicy", policy: "inline policy p" } as const;
  expect(quotes.of({ ...cited, statement: 0 }, edge)).toEqual({ at: "at.it", number: 1 });
  expect(quotes.of({ ...cited, statement: 1 }, edge)).toEqual({ at: "at.it", number: 1 });
  expect(quotes.of({ ...cited, statement: 2 }, edge)).toEqual({ at: "at.it" });
  expect(quotes.of({ ...cited, policy: "another", statement: 0 }, edge)).toEqual({});
  expect(quotes.texts).toHaveLength(1);
  expect(quotes.texts[0]).toContain('"Resource": "(known after the apply)"');
});

test("a statement that is very long is cut, and says so", () => {
  const Principal = { AWS: Array.from({ length: 400 }, (_, index) => `arn:aws:iam::111122223333:role/agent-${index}`) };
  const policy = statedPolicy("at.it", "boundary", "identity", { Statement: { Effect: "Allow", Principal } });
  const roles = new Map([["role", { arn: "role", policies: [], boundary: policy, isComplete: true }]]);
  const quotes = new Quotes({ roles, secrets: new Map(), keys: new Map() } as unknown as ConstructorParameters<
    typeof Quotes
  >[0]);
  const edge = { row: { principal: "role" } } as Parameters<Quotes["of"]>[1];
  expect(quotes.of({ place: "permissionsBoundary", policy: "boundary", statement: 0 }, edge)).toEqual({
    at: "at.it",
    number: 1,
  });
  expect(quotes.texts[0]).toMatch(/… and \d+ characters more: see where it stands\.$/);
});
