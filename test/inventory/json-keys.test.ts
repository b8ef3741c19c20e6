import { HIDDEN_JSON_KEY } from "../../src/access/json-key";
import { candidatesIn, withJsonKeys } from "../../src/inventory/json-keys";
import type { JsonKeys } from "../../src/inventory/json-keys";
import { inventoryText } from "../../src/inventory/text";
import type { Piece } from "../../src/live/piece";
import { account, denied, inventory, KEPT, listed, OTHER, provider, region, secret } from "./world";

const FIRST = `${OTHER}1`;
const SECOND = `${OTHER}2`;
const found = inventory(
  account({
    regions: [
      region({
        providers: {
          oauth2: { value: [provider("weather", KEPT, "MANAGED"), provider("weather", KEPT, "MANAGED")] },
          apikey: { value: [] },
          payment: { value: [] },
        },
        listed: {
          value: [
            listed(FIRST, { arn: FIRST, name: "weather" }),
            listed(SECOND, { arn: SECOND, name: "beta/weather" }),
          ],
        },
      }),
    ],
    secrets: [secret(KEPT)],
  }),
);
const judged = (keys: JsonKeys) => {
  const all = withJsonKeys(found, keys);
  const [candidates = []] = all.providers.map(({ secrets }) => secrets[0]?.candidates ?? []);
  return { ...all, candidates };
};

test("each candidate is read once, whoever it is one for", () => {
  expect(candidatesIn(found).map(({ arn }) => arn)).toEqual([FIRST, SECOND]);
});

test.each([
  ["client_secret", true],
  ["clientSecret", true],
  ["CLIENT_SECRET", true],
  ["my_client_secret", true],
  ["secret", false],
  ["client_id", false],
])("a key %s is called like the client secret: %s", (key, fits) => {
  const { candidates } = judged(new Map([[SECOND, { value: ["id", key] }]]));
  expect(candidates.map(({ secret: arn }) => arn)).toEqual(fits ? [SECOND, FIRST] : [FIRST, SECOND]);
  const one = candidates.find(({ secret: arn }) => arn === SECOND);
  expect(one?.because[0] === `its JSON key ${key} is called like the credential`).toBe(fits);
  expect(one?.because).toContain(`its JSON keys: id, ${key}`);
  expect(one?.jsonKeys).toEqual(["id", key]);
});

test("a name that may be the secret itself is not shown", () => {
  const { candidates } = judged(new Map([[FIRST, { value: ["GOCSPX-1a2B3c4D5e6F", "key"] }]]));
  expect(candidates[0]?.jsonKeys).toEqual([HIDDEN_JSON_KEY, "key"]);
  expect(JSON.stringify(candidates)).not.toContain("GOCSPX");
});

test("what is no JSON object is told, and what was not read is not known, with the permission", () => {
  const keys: JsonKeys = new Map<string, Piece<null>>([
    [FIRST, { value: null }],
    [SECOND, denied("secretsmanager:GetSecretValue", SECOND)],
  ]);
  const { candidates, unknowns, valueReads } = judged(keys);
  expect(candidates[0]?.because).toContain("its value is no JSON object");
  expect(candidates[1]?.jsonKeys).toBeUndefined();
  expect(unknowns).toContainEqual(
    expect.objectContaining({ subject: SECOND, missing: "secretsmanager:GetSecretValue" }),
  );
  expect(valueReads).toEqual([FIRST, SECOND]);
});

test("who asked for it is told that CloudTrail has it, and who did not is told nothing", () => {
  expect(inventoryText(judged(new Map([[FIRST, { value: [] }]])), false)).toContain(
    "CloudTrail records each as a GetSecretValue without AgentCore",
  );
  expect(inventoryText(judged(new Map()), false)).toContain("0 candidates read once");
  expect(inventoryText(found, false)).not.toContain("CloudTrail");
});
