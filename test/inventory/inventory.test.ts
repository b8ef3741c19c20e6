import { inventoryCsv } from "../../src/inventory/csv";
import { inventoryHtml } from "../../src/inventory/html";
import { inventoryText } from "../../src/inventory/text";
import type { RegionSnapshot, ConsumerKind, ListedSecret, SecretDescription } from "../../src/live/snapshot";
import {
  account,
  AGENT,
  denied,
  described,
  GOOGLE,
  inventory,
  KEPT,
  KEY,
  listed,
  OTHER,
  provider,
  region,
  role,
  SECRET,
  secret,
} from "./world";

const only = (found: ReturnType<typeof inventory>) => {
  const [one] = found.providers;
  const [its] = one?.secrets ?? [];
  if (!one || !its) throw new Error("no provider");
  return { ...one, its };
};
const withSecret = (more: Partial<SecretDescription>) =>
  only(inventory(account({ secrets: [secret(SECRET, { description: { value: described(more) } })] }))).its;

test("which provider uses which secret, its status, age and last read", () => {
  const found = only(
    inventory(
      account({
        secrets: [
          secret(SECRET, { description: { value: described({ lastAccessedDate: "2026-11-27T00:00:00.000Z" }) } }),
        ],
      }),
    ),
  );
  expect(found).toMatchObject({ name: "google", kind: "oauth2", vendor: "GoogleOauth2", status: "READY", ageDays: 20 });
  expect(found.its).toMatchObject({
    member: "clientSecret",
    source: "EXTERNAL",
    secret: SECRET,
    jsonKey: "client_secret",
    lastAccessedDate: "2026-11-27T00:00:00.000Z",
    ageDays: 10,
  });
});

test("a secret that waits for its deletion is told, and read by nobody", () => {
  const found = inventory(
    account({
      secrets: [secret(SECRET, { description: { value: described({ deletedDate: "2026-12-20T00:00:00.000Z" }) } })],
    }),
  );
  expect(only(found).its.readers).toEqual([]);
  expect(inventoryText(found, false)).toContain("SECRET DELETED");
});

describe("who may read", () => {
  const readers = (inline: object) =>
    only(
      inventory(
        account({
          identities: {
            value: { roles: [role(AGENT, { inline: { use: inline } })], users: [], groups: [], policies: {} },
          },
        }),
      ),
    ).its.readers;
  const may = (...Action: string[]) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource: "*" }],
  });

  test("through the provider, the secret alone, and not at all", () => {
    expect(readers(may("bedrock-agentcore:*", "secretsmanager:GetSecretValue"))).toEqual([
      { principal: AGENT, reads: "allowed", uses: "allowed" },
    ]);
    expect(readers(may("secretsmanager:GetSecretValue"))).toEqual([
      { principal: AGENT, reads: "allowed", uses: "denied" },
    ]);
    expect(readers(may("bedrock-agentcore:*"))).toEqual([]);
  });

  test("is unknown where the policy of the secret was not read, and the permission is named", () => {
    const found = inventory(
      account({ secrets: [secret(SECRET, { policy: denied("secretsmanager:GetResourcePolicy", SECRET) })] }),
    );
    expect(only(found).its.readers).toContainEqual(expect.objectContaining({ principal: AGENT, reads: "unknown" }));
    expect(found.unknowns).toContainEqual({
      subject: SECRET,
      what: "whom its policy lets in",
      why: `it was not read: secretsmanager:GetResourcePolicy on ${SECRET} is denied to the caller`,
      missing: "secretsmanager:GetResourcePolicy",
    });
  });
});

describe("the agent runtimes of a reader's role", () => {
  const running = (roleArn: string, runtimes?: RegionSnapshot["runtimes"]) => {
    const one = (name: string) => ({ id: name, name, arn: `arn:${name}`, roleArn: { value: roleArn } });
    return inventory(
      account({ regions: [region({ runtimes: runtimes ?? { value: [one("weather"), one("travel")] } })] }),
    );
  };
  test("stand beside it, and those of another role do not", () => {
    const [reader] = only(running(AGENT)).its.readers;
    expect(reader).toMatchObject({ principal: AGENT, runtimes: ["weather", "travel"] });
    expect(inventoryText(running(AGENT), true)).toContain(`${AGENT} (agent runtimes weather, travel)`);
    expect(only(running(`${AGENT}2`)).its.readers[0]).not.toHaveProperty("runtimes");
  });
  test("that were not read are a gap; an earlier version did not ask", () => {
    const { unknowns } = running(AGENT, denied("bedrock-agentcore:ListAgentRuntimes"));
    expect(unknowns).toEqual([
      expect.objectContaining({
        what: "which agent runtimes have the role of a reader",
        missing: "bedrock-agentcore:ListAgentRuntimes",
      }),
    ]);
    expect(inventory(account()).unknowns).toEqual([]);
  });
});

describe("what uses a provider", () => {
  const using = (kind: ConsumerKind, providerArn: string) => {
    const { consumers } = region();
    const value = [{ id: "c1", arn: "arn:x", detail: { value: { providerArns: [providerArn], roleArn: AGENT } } }];
    return inventory(account({ regions: [region({ consumers: { ...consumers, [kind]: { value } } })] }));
  };
  test.each<ConsumerKind>(["consentPortal", "gatewayTarget", "harness", "paymentConnector", "registryRecord"])(
    "%s by the provider's ARN",
    (kind) => {
      expect(only(using(kind, GOOGLE)).consumers).toEqual([{ kind, id: "c1", arn: "arn:x", roleArn: AGENT }]);
      expect(only(using(kind, `${GOOGLE}2`)).consumers).toEqual([]);
    },
  );
  test("a list that was not read is a gap", () => {
    const { consumers } = region();
    const { unknowns } = inventory(
      account({
        regions: [region({ consumers: { ...consumers, harness: denied("bedrock-agentcore:ListHarnesses") } })],
      }),
    );
    expect(unknowns).toEqual([
      expect.objectContaining({ what: "which harnesses use a provider", missing: "bedrock-agentcore:ListHarnesses" }),
    ]);
  });
});

test.each<[string, Partial<SecretDescription>]>([
  ["off", {}],
  ["on", { rotation: { isEnabled: true, afterDays: 30, nextRotationDate: "2026-11-29T00:00:00.000Z" } }],
  ["overdue", { rotation: { isEnabled: true, afterDays: 30, nextRotationDate: "2026-11-27T00:00:00.000Z" } }],
  ["stuck", { rotation: { isEnabled: true }, versions: { v1: ["AWSCURRENT"], v2: ["AWSPENDING"] } }],
  ["on", { rotation: { isEnabled: true }, versions: { v1: ["AWSCURRENT", "AWSPENDING"] } }],
])("rotation is %s", (state, more) => expect(withSecret(more).rotation.state).toBe(state));

describe("candidates for a MANAGED provider", () => {
  const found = (...secrets: ListedSecret[]) => {
    const managed = provider("weather-api", KEPT, "MANAGED");
    return only(
      inventory(
        account({
          regions: [
            region({
              providers: {
                oauth2: { value: [{ ...managed, tags: { value: { team: "a" } } }] },
                apikey: { value: [] },
                payment: { value: [] },
              },
              listed: { value: secrets },
            }),
          ],
          secrets: [secret(KEPT)],
        }),
      ),
    ).its.candidates.map(({ name }) => name);
  };
  const named = (name: string, more: Partial<ListedSecret> = {}) =>
    listed(OTHER, { arn: `${OTHER}${name}`, name, ...more });

  test("by a tag that names it, by name, and by common tags the likeliest first", () => {
    expect(
      found(
        named("prod/weather-api"),
        named("weather_api", { tags: { team: "a" } }),
        named("WeatherApi"),
        named("x", { tags: { provider: "weather-api" } }),
      ),
    ).toEqual(["x", "weather_api", "WeatherApi", "prod/weather-api"]);
  });
  test.each([
    ["a part of the name", named("weather")],
    ["a common tag alone", named("x", { tags: { team: "a" } })],
    ["a secret of a service of AWS", named("weather-api", { owningService: "rds" })],
    ["a secret that waits for its deletion", named("weather-api", { deletedDate: "2026-12-01T00:00:00.000Z" })],
  ])("not %s", (_, one) => expect(found(one)).toEqual([]));
  test("an EXTERNAL provider has none", () =>
    expect(
      only(inventory(account({ regions: [region({ listed: { value: [named("google"), listed(SECRET)] } })] }))).its
        .candidates,
    ).toEqual([]));
});

describe("forms", () => {
  const hostile = provider("-cmd\u202e<b>", SECRET);
  const whole = inventory(
    account({
      regions: [
        region({
          providers: {
            oauth2: { value: [provider("google", SECRET), hostile] },
            apikey: { value: [] },
            payment: { value: [] },
          },
        }),
      ],
    }),
  );
  const { detail: _, ...rest } = provider("closed", SECRET);
  const open = inventory(
    account({
      regions: [
        region({
          providers: {
            oauth2: {
              value: [{ ...rest, detail: denied("bedrock-agentcore:GetOauth2CredentialProvider", "arn:closed") }],
            },
            apikey: { value: [] },
            payment: { value: [] },
          },
        }),
      ],
    }),
  );

  test("the table", () => {
    expect(inventoryText(inventory(account({ keys: [] })), false)).toMatchInlineSnapshot(`
     "1 credential provider in 1 account; 1 EXTERNAL secret, 0 MANAGED; 0 orphans; 0 not known.

     PROVIDER  VENDOR        SOURCE    SECRET                            STATUS  MAY READ  USED BY  LAST READ  AGE   ROTATION
     google    GoogleOauth2  EXTERNAL  prod/google-AbCdEf#client_secret  READY   1         -        never      10 d  off
       may read   arn:aws:iam::111122223333:role/agent
     "
    `);
    expect(inventoryText(open, false)).toMatchInlineSnapshot(`
     "1 credential provider in 1 account; 0 EXTERNAL secrets, 0 MANAGED; 0 orphans; 1 not known.

     PROVIDER  VENDOR        SOURCE  SECRET  STATUS  MAY READ  USED BY  LAST READ  AGE  ROTATION
     closed    GoogleOauth2  ?       ?       ?       ?         -        ?          ?    ?

     Not known:
       arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/closed: its status, source and secret is not known, it was not read: bedrock-agentcore:GetOauth2CredentialProvider on arn:closed is denied to the caller
     "
    `);
  });
  test("a spreadsheet takes no text for a formula, and no name breaks a line", () => {
    const csv = inventoryCsv(whole);
    expect(csv.split("\r\n")).toHaveLength(4);
    expect(csv).toContain(',"\'-cmd\ufffd<b>",');
  });
  test("the page loads nothing, runs nothing, and shows names as text", () => {
    const html = inventoryHtml(whole);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain("<b>");
    expect(html).not.toContain("<script");
    expect(html).toContain(AGENT);
  });
  test("names are folded, but with --verbose", () => {
    const roles = Array.from({ length: 9 }, (_, index) => role(`${AGENT}${index}`, { id: `AROA${index}` }));
    const many = inventory(account({ identities: { value: { roles, users: [], groups: [], policies: {} } } }));
    expect(inventoryText(many, false)).toContain("… and 5 more: --verbose");
    expect(inventoryText(many, true)).toContain(`${AGENT}8`);
  });
  test("the key is told by its ID", () => expect(withSecret({ keyId: KEY }).keyId).toBe(KEY));
});
