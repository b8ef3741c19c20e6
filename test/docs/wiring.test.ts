import { readFileSync } from "node:fs";
import { join } from "node:path";
import { READER_NEEDS, ReaderKind } from "../../src/access/reader-kind";
import { holds } from "./claims";

const KINDS = "test/access/reader-kind.test.ts";
const READERS = "test/identity/reader-kinds.test.ts";
const OUTBOUND = "test/identity/outbound.test.ts";
const LIFE = "test/terraform/life/gateway.test.ts";

test("the table of kinds says what the statements give", () => {
  const text = readFileSync(join(__dirname, "../../docs/wiring.md"), "utf8");
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\|(.+)\|(.+)\|(.+)\|$/gm)].map(([, kind, called, uses, beside]) => ({
    kind,
    called: called?.trim().split(/[ ,](?=\(|which)/)[0],
    uses: uses?.trim(),
    beside: [...(beside?.matchAll(/`(\w+)`/g) ?? [])].map(([, name]) => `bedrock-agentcore:${name}`),
  }));
  expect(rows).toEqual(
    Object.values(ReaderKind).map((kind) => ({
      kind,
      called: expect.stringContaining(READER_NEEDS[kind].called) as string,
      uses: READER_NEEDS[kind].uses.join(", "),
      beside: READER_NEEDS[kind].beside.map(({ action }) => action),
    })),
  );
});

holds("wiring.md", "Whose role a reader is", [
  [
    "The modules' readers",
    "test/terraform/modules/equality-cases.ts",
    "a gateway and a consent portal, and workload identities by ARN and name",
  ],
  ["A credential provider of a kind", READERS, "uses no other credential providers"],
  ["Nobody gets", KINDS, "nobody may get a token for a user whom nobody verifies"],
  ["`check` asks", "test/cli/proofs/gateway.ts", "may not get the token with which it asks for credentials"],
  ["The published policies", KINDS, "reads AgentCore's own secrets and none of the team's"],
]);

holds("wiring.md", "Workload identities", [
  ["By default a reader", READERS, "are those that the policy names, and no others"],
  ["`workloadIdentityArns` takes", LIFE, "is the only one in its role's policy, from the first apply on"],
  ["A token that is no such ARN", LIFE, "is refused where the token is none, before anything is granted"],
  ["`workloadIdentities` takes", "test/access/role.test.ts", '"agent-*"'],
]);

holds("wiring.md", "A target of a gateway", [
  [
    "`credentialProviderConfiguration`",
    OUTBOUND,
    "has all that its block knows in aws 6.66, which the bindings of 6.25 do not",
  ],
  ["`dependsOn` makes the target", LIFE, "whose target does not wait for the reader's policy is refused by AWS"],
  ["A reader that is not", OUTBOUND, "a role of another kind"],
  ["`AUTHORIZATION_CODE` without", OUTBOUND, "no return URL for a user's consent"],
  [
    "`AUTHORIZATION_CODE` is warned of",
    "test/identity/warnings.test.ts",
    "a gateway target that waits for a user is noticed",
  ],
]);

holds("wiring.md", "What the bindings do not have", [
  ["A harness", LIFE, "is what aws 6.66 takes"],
  ["A consent portal", "test/terraform/schemas/schemas.test.ts", "has no resource for a consent portal"],
]);
