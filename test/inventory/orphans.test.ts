import type { Inventory } from "../../src/inventory/inventory";
import type { AccountSnapshot } from "../../src/live/snapshot";
import {
  account,
  AGENT,
  denied,
  grant,
  inventory,
  KEPT,
  KEY,
  key,
  letting,
  listed,
  OTHER,
  provider,
  region,
  role,
  SECRET,
  secret,
} from "./world";

const GONE = AGENT.replace("agent", "gone");
const managed = listed(KEPT, { owningService: "bedrock-agentcore-identity" });
const withManaged = (...providers: ReturnType<typeof provider>[]) =>
  region({
    listed: { value: [listed(SECRET), managed] },
    providers: {
      oauth2: { value: [provider("google", SECRET)] },
      apikey: { value: providers },
      payment: { value: [] },
    },
  });
const aboutKey = (arn: string): object => ({ StringEquals: { "kms:EncryptionContext:SecretARN": arn } });
const seen = { listed: { value: [listed(SECRET), listed(OTHER)] } };
const both = [secret(SECRET), secret(OTHER)];

/** Each beside its sound twin, which differs in one thing. */
const PAIRS: [what: string, kind: string, orphan: Partial<AccountSnapshot>, sound: Partial<AccountSnapshot>][] = [
  [
    "a managed secret whose provider is gone",
    "managedSecret",
    { regions: [withManaged()] },
    { regions: [withManaged(provider("weather", KEPT, "MANAGED"))], secrets: [secret(SECRET), secret(KEPT)] },
  ],
  [
    "a statement of ours in the policy of a secret that no provider references",
    "secretStatement",
    { regions: [region(seen)], secrets: [secret(SECRET), secret(OTHER, { policy: { value: letting(AGENT) } })] },
    { regions: [region(seen)], secrets: [secret(SECRET, { policy: { value: letting(AGENT) } }), secret(OTHER)] },
  ],
  [
    "a statement with an owner's mark, beside one that somebody else wrote",
    "secretStatement",
    {
      regions: [region(seen)],
      secrets: [
        secret(SECRET),
        secret(OTHER, { policy: { value: letting(AGENT, "AgentCoreIdentity0123456789abReadersForAgents") } }),
      ],
    },
    {
      regions: [region(seen)],
      secrets: [secret(SECRET), secret(OTHER, { policy: { value: letting(AGENT, "Theirs") } })],
    },
  ],
  [
    "a statement of ours in a key policy, for a secret that no provider references",
    "keyStatement",
    { keys: [key({ policy: { value: letting(AGENT, "AgentCoreIdentityDecrypt", aboutKey(OTHER)) } })] },
    { keys: [key({ policy: { value: letting(AGENT, "AgentCoreIdentityDecrypt", aboutKey(SECRET)) } })] },
  ],
  [
    "a grant for a secret that no provider references",
    "grant",
    { keys: [key({ grants: { value: [grant({ contextSubset: { SecretARN: OTHER } })] } })] },
    { keys: [key({ grants: { value: [grant()] } })] },
  ],
  [
    "a grant that does more than ours do is somebody else's",
    "grant",
    { keys: [key({ grants: { value: [grant({ contextSubset: { SecretARN: OTHER } })] } })] },
    {
      keys: [
        key({
          grants: { value: [grant({ contextSubset: { SecretARN: OTHER }, operations: ["Decrypt", "Encrypt"] })] },
        }),
      ],
    },
  ],
  [
    "a grant for a role that is gone",
    "goneRole",
    { keys: [key({ grants: { value: [grant({ grantee: GONE })] } })] },
    { keys: [key({ grants: { value: [grant({ grantee: AGENT })] } })] },
  ],
  [
    "a statement for a role that is gone, by the ID that AWS shows from then on",
    "goneRole",
    { secrets: [secret(SECRET, { policy: { value: letting("AROAGONE") } })] },
    { secrets: [secret(SECRET, { policy: { value: letting("AROAAGENT") } })] },
  ],
];

const kinds = ({ orphans }: Inventory): string[] => orphans.map(({ kind }) => kind);

test.each(PAIRS)("%s: an orphan, and its sound twin is none", (_, kind, orphan, sound) => {
  const found = inventory(account(orphan));
  expect(kinds(found)).toEqual([kind]);
  expect(found.orphans[0]?.text).toMatch(/\.$/);
  expect(kinds(inventory(account(sound)))).toEqual([]);
});

test("a whole account has no orphan, and nothing is unknown", () => {
  const { orphans, unknowns } = inventory(account());
  expect({ orphans, unknowns }).toEqual({ orphans: [], unknowns: [] });
});

test.each([
  ["a list of providers that was not read", { payment: denied("bedrock-agentcore:ListPaymentCredentialProviders") }],
  [
    "a provider that was not read",
    {
      apikey: { value: [{ ...provider("w", KEPT), detail: denied("bedrock-agentcore:GetApiKeyCredentialProvider") }] },
    },
  ],
])("%s may be the one that needs it: no orphan, but a gap with the permission", (_, providers) => {
  const open = withManaged();
  const found = inventory(account({ regions: [{ ...open, providers: { ...open.providers, ...providers } }] }));
  expect(kinds(found)).toEqual([]);
  expect(found.unknowns).toContainEqual(
    expect.objectContaining({ subject: KEPT, what: "whether a credential provider needs it" }),
  );
  expect(found.unknowns.map(({ missing }) => missing)).toContainEqual(expect.stringMatching(/^bedrock-agentcore:/));
});

test("a statement for a role of an account that was not read is a gap; once it is read, an orphan", () => {
  const role2 = "arn:aws:iam::444455556666:role/agent";
  const here = account({
    regions: [region(seen)],
    secrets: [secret(SECRET), secret(OTHER, { policy: { value: letting(role2) } })],
  });
  const alone = inventory(here);
  expect(kinds(alone)).toEqual([]);
  expect(alone.unknowns).toContainEqual(
    expect.objectContaining({ subject: OTHER, why: "account 444455556666 was not read: give it with --account" }),
  );
  const there = account({
    id: "444455556666",
    identities: { value: { roles: [role(role2)], users: [], groups: [], policies: {} } },
    regions: [
      region({
        providers: { oauth2: { value: [] }, apikey: { value: [] }, payment: { value: [] } },
        listed: { value: [] },
      }),
    ],
    secrets: [],
  });
  expect(kinds(inventory(here, there))).toEqual(["secretStatement"]);
});

test("a statement stays for a replica that a provider references", () => {
  const replica = OTHER.replace("us-east-1", "eu-west-1");
  const policy = { value: letting(AGENT) };
  const here = (secretId: string) =>
    account({
      regions: [
        region({
          ...seen,
          providers: {
            oauth2: { value: [provider("google", secretId)] },
            apikey: { value: [] },
            payment: { value: [] },
          },
        }),
      ],
      secrets: [...both.slice(0, 1), secret(OTHER, { policy })],
    });
  expect(kinds(inventory(here(replica)))).toEqual([]);
  expect(kinds(inventory(here(SECRET)))).toEqual(["secretStatement"]);
});

test("whether a role is there is a gap where roles were not read", () => {
  const found = inventory(
    account({
      identities: denied("iam:GetAccountAuthorizationDetails"),
      keys: [key({ id: KEY, grants: { value: [grant({ grantee: GONE })] } })],
    }),
  );
  expect(kinds(found)).toEqual([]);
  expect(found.unknowns).toContainEqual(
    expect.objectContaining({
      what: "whether roles of it that grants and policies name are there",
      missing: "iam:GetAccountAuthorizationDetails",
    }),
  );
});

test("secrets of which nobody asked for the policy are a gap, with the option that asks", () => {
  const { unknowns } = inventory(account({ regions: [region(seen)] }));
  expect(unknowns.map(({ why }) => why)).toEqual([
    "nobody asked for the policies of 1 secrets: take the snapshot with --every-secret",
  ]);
});
