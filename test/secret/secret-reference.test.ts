import { JSON_KEY } from "../../src/access/json-key";
import { googleIn, secretIn } from "../support/fixtures";
import { only, preconditions, refusals, synth, tokenFor } from "../support/synth";
import { guardWords } from "../support/words";

const refused = (jsonKey: string): string[] =>
  refusals((stack) => {
    const secret = secretIn(stack);
    googleIn(stack, secret, { clientSecret: secret.jsonKey(jsonKey) });
  });

test.each([
  "client_secret",
  "a",
  "a".repeat(128),
  "client-secret",
  "client secret",
  "CLIENT:SECRET",
  "ключ",
  tokenFor("var.json_key"),
])("%j is a JSON key", (jsonKey) => {
  expect(refused(jsonKey)).toEqual([]);
});

test.each(["google.client_secret", "$.client_secret", "keys[0]", "google/client_secret", "]"])(
  "%j is shaped like a path and refused",
  (jsonKey) => {
    expect(refused(jsonKey)).toEqual([
      `[stack/Google] jsonKey ${JSON.stringify(jsonKey)} is shaped like a path, and AgentCore follows none. Put the value under a top-level key of the secret's JSON object and name that key.`,
    ]);
  },
);

test.each([0, 129])("%d characters are refused", (length) => {
  expect(refused("a".repeat(length))).toEqual([
    `[stack/Google] jsonKey ${length === 0 ? "is empty" : "has 129 characters, not 1 to 128"}. Give the name of one top-level key of the secret's JSON object.`,
  ]);
});

test("a path that looks like no names may be the secret itself, and is not shown", () => {
  expect(refused("x9FhK2/pQ8vT.01")).toEqual([
    "[stack/Google] jsonKey is shaped like a path, and AgentCore follows none. Put the value under a top-level key of the secret's JSON object and name that key.",
  ]);
});

test("a reference knows its secret and key", () => {
  expect.assertions(1);
  synth((stack) => {
    const secret = secretIn(stack);
    expect(secret.jsonKey("client_secret")).toMatchObject({ secret, jsonKey: "client_secret" });
  });
});

test("a token is guarded in Terraform", () => {
  const synthesized = synth((stack) => {
    const secret = secretIn(stack);
    googleIn(stack, secret, { clientSecret: secret.jsonKey(tokenFor("var.json_key")) });
  });
  expect(preconditions(only(synthesized, "aws_bedrockagentcore_oauth2_credential_provider"))).toEqual([
    {
      condition:
        '${can(regex("^[^\\\\[\\\\]./$]+$", "${var.json_key}")) && length(regexall("(?s).", "${var.json_key}")) <= 128}',
      error_message: guardWords(JSON_KEY, "jsonKey", "${var.json_key}"),
    },
  ]);
});
