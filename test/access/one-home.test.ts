import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSON_KEY_MOST } from "../../src/access/json-key";
import { OAUTH2_VENDORS } from "../../src/access/oauth2-vendors";
import { DOMAIN } from "../../src/access/rules/endpoint";
import { VPC_ENDPOINT } from "../../src/access/vpc-endpoint";
import { OWNER_NAME_LENGTH, PROVIDER_NAME_LENGTH } from "../../src/access/rules/names";
import { CLIENT_ID, TENANT_ID } from "../../src/access/rules/oauth2";
import { PAYMENT_ID_LENGTH } from "../../src/access/rules/payment";
import { TAG_VALUE_LENGTH } from "../../src/access/rules/tags";

const ROOT = join(__dirname, "..", "..");

const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
/** The wing that builds: the other one has numbers of its own. */
const BUILDS = ["access", "terraform", "bridge", "secret", "key", "identity", "sandbox"];
const SOURCES = BUILDS.flatMap((folder) => filesIn(join("src", folder), /\.ts$/)).map((file) => ({
  file,
  code: withoutComments(read(file)),
}));
const homesOf = (fact: RegExp): string[] => SOURCES.filter(({ code }) => fact.test(code)).map(({ file }) => file);

/** A fact in the code, and the only files that may say it. */
test.each([
  [
    "the length of a client ID",
    /\b25[67]\b/,
    // An alias, a tag and the simulator's context keys are as long, for reasons of their own.
    [
      "src/access/rules/agent-secret.ts",
      "src/access/rules/oauth2.ts",
      "src/access/rules/outbound.ts",
      "src/access/rules/tags.ts",
      "src/sandbox/simulate-calls.ts",
    ],
  ],
  // The least length of an event pattern is as long, for reasons of its own.
  [
    "the length of a payment ID",
    /\b51[23]\b/,
    ["src/access/secret-arn.ts", "src/access/rules/payment.ts", "src/access/watch/limits.ts"],
  ],
  ["the length of a domain", /\b25[34]\b/, ["src/access/rules/endpoint.ts"]],
  ["the shape of a role ARN", /:iam::[^"'`\n]*\[0-9\][^"'`\n]*role\//, ["src/access/role-arn.ts"]],
  ["the shape of a role's name", /_\+=,\.@-\]\+"/, ["src/access/rules/names.ts"]],
  ["the partitions", /\baws-cn\b/, ["src/access/arn.ts"]],
  ["an https URL", /\^https:/, ["src/access/rules/oauth2.ts"]],
  ["the signing algorithms", /"PS256"/, ["src/access/oauth2-choices.ts"]],
  ["the kinds of client authentication", /"CLIENT_SECRET_POST"/, ["src/access/oauth2-choices.ts"]],
  ["the kinds of token endpoints", /"client_secret_post"/, ["src/access/oauth2-choices.ts"]],
  ["a vendor's name", /"YandexOauth2"/, ["src/access/oauth2-vendors.ts"]],
  ["a vendor's member of the API", /Oauth2ProviderConfig`/, ["src/access/oauth2-vendors.ts"]],
] as const)("%s has one home", (_, fact, homes) => {
  expect(homesOf(fact).sort()).toEqual([...homes].sort());
});

/** Texts for people that name a number, and the rule that the number comes from. */
const VENDORS = Object.keys(OAUTH2_VENDORS).length;
const TEXTS: readonly (readonly [string, RegExp, number])[] = [
  ["vendors", /\b(\d+) vendors\b/g, VENDORS],
  ["client ID", /client ID[^.]*?, 1 to (\d+) characters/g, CLIENT_ID.most ?? 0],
  ["tenant", /tenant, 1 to (\d+) characters/g, TENANT_ID.most ?? 0],
  ["payment ID", /ID of the (?:app|API key|authorization key), 1 to (\d+) /g, PAYMENT_ID_LENGTH],
  ["provider's name", /ask for the credential: 1 to (\d+) letters/g, PROVIDER_NAME_LENGTH],
  ["owner's name", /1 to (\d+) letters, digits, spaces\s+(?:\*\s+)?and any of/g, OWNER_NAME_LENGTH],
  ["owner", /1 to (\d+) letters, digits, spaces and `/g, TAG_VALUE_LENGTH],
  ["routing domain", /VPC resolves, 3 to (\d+) characters/g, VPC_ENDPOINT.routingDomain.rule.most ?? 0],
  ["domain", /The domain, 1 to (\d+) characters/g, DOMAIN.most ?? 0],
  ["JSON key", /JSON object, 1 to (\d+) characters/g, JSON_KEY_MOST],
];

test.each(TEXTS)("texts about the %s name the rule's number", (_, text, bound) => {
  const files = ["README.md", "API.md", ...filesIn("docs", /\.md$/), ...filesIn("src", /\.ts$/)];
  const found = files.flatMap((file) =>
    [...read(file).matchAll(text)].map((match) => ({ file, said: Number(match[1]) })),
  );
  expect(found.filter(({ said }) => said !== bound)).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
});
