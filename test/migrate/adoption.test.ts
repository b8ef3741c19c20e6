import { adoptionOf } from "../../src/migrate/adoption";
import { writtenPlaces } from "../../src/migrate/adoption-files";
import { adoptionText } from "../../src/migrate/adoption-text";
import type { ProviderSnapshot, Snapshot } from "../../src/live/snapshot";
import { limitsOf, modelOf } from "../../src/live/world";
import { limitedBy, limitsGiven, NOT_SAID } from "../../src/plan/given-limits";
import { prove } from "../../src/proof/proof";
import { forCdktn } from "../../tools/edition/words";
import {
  AGENT,
  ADMIN,
  GATEWAY,
  denied,
  google,
  GOOGLE_SECRET,
  KEY,
  provider,
  role,
  secretArn,
  snapshot,
  WEATHER_SECRET,
} from "./support/snapshot";

type Form = "cdktf" | "hcl";
const EXTERNAL = { secretId: GOOGLE_SECRET, jsonKey: "client_secret" };
const OWNER = "agentcore-identity:owner";
const apiKey = (name: string, more: Parameters<typeof provider>[2] = {}): ProviderSnapshot =>
  provider("apikey", name, {
    external: { secretId: WEATHER_SECRET, jsonKey: "api_key" },
    tags: { value: {} },
    ...more,
  });
const allow = (Action: unknown, Resource: unknown = "*"): object => ({ Effect: "Allow", Action, Resource });
const READS = [
  allow(["bedrock-agentcore:GetResourceOauth2Token", "bedrock-agentcore:GetResourceApiKey"]),
  allow(["secretsmanager:GetSecretValue", "kms:Decrypt"]),
];

const withDetail = (one: ProviderSnapshot, more: object): ProviderSnapshot => ({
  ...one,
  detail: { value: { ...("value" in one.detail ? one.detail.value : (undefined as never)), ...more } },
});

const of = (
  oauth2: readonly ProviderSnapshot[],
  apikey: readonly ProviderSnapshot[] = [],
  more: Parameters<typeof snapshot>[0] = {},
): Snapshot => snapshot({ oauth2: { value: oauth2 }, apikey: { value: apikey }, ...more });

function adopted(from: Snapshot, as: Form = "hcl", only: readonly string[] = [], more: object = {}) {
  const model = modelOf(from);
  const rows = prove(limitedBy(model, limitsOf(from, limitsGiven(model, [], NOT_SAID))));
  const adoption = adoptionOf(from, rows, only);
  const options = { as, module: "./root", edition: "cdktf", engine: "native", folder: "out", ...more } as const;
  const places = writtenPlaces(adoption, options);
  return {
    files: Object.fromEntries(places.flatMap(({ files }) => files.map(({ path, text }) => [path, text]))),
    all: places.flatMap(({ files }) => files.map(({ text }) => text)).join("\n"),
    leftOut: adoption.leftOut.filter(({ id }) => id !== "payment/wallet"),
    text: adoptionText(places, adoption.leftOut, options),
  };
}

const sound = google("google", { external: EXTERNAL });

describe("left out, with the reason:", () => {
  const marked = (owner: string): ProviderSnapshot =>
    google("google", { external: EXTERNAL, tags: { value: { [owner]: "agents/prod" } } });
  test.each<[string, ProviderSnapshot, RegExp]>([
    [
      "one whose secret AgentCore keeps",
      google(),
      /keeps its clientSecret \(MANAGED\).*migrate oauth2\/google --secret/,
    ],
    ["one that another configuration has", marked(OWNER), /bears the mark of "agents\/prod".*--provider/],
    ["one that is not READY", withDetail(sound, { status: "UPDATING" }), /status is UPDATING/],
    [
      "one whose JSON key AWS does not tell",
      withDetail(sound, { references: { clientSecret: { source: "EXTERNAL", secretId: GOOGLE_SECRET } } }),
      /does not tell the JSON key/,
    ],
    [
      "one whose secret is gone",
      google("google", { external: { ...EXTERNAL, secretId: secretArn("gone") } }),
      /has no secret/,
    ],
    [
      "one whose secret waits for its deletion",
      google("google", { external: { ...EXTERNAL, secretId: secretArn("going") } }),
      /restore-secret/,
    ],
    [
      "one whose secret nobody can name",
      google("google", { external: { ...EXTERNAL, secretId: "google-oauth" } }),
      /clientSecret of oauth2\/google/,
    ],
    [
      "one of which nothing was read",
      { ...sound, detail: denied("bedrock-agentcore:GetOauth2CredentialProvider", sound.arn) },
      /Give the permission bedrock-agentcore:GetOauth2CredentialProvider/,
    ],
  ])("%s", (_, one, why) => {
    const { leftOut, files, text } = adopted(of([one]));
    expect(leftOut).toEqual([{ id: "oauth2/google", arn: sound.arn, why: expect.stringMatching(why) as string }]);
    expect(files).toEqual({});
    expect(text).toContain("Nothing was written");
    expect(text).toContain(`  oauth2/google: ${leftOut[0]?.why ?? ""}`);
    expect(adopted(of([sound])).leftOut).toEqual([]);
  });

  test("but a mark is no hindrance for whom the user names, nor a tag that is none", () => {
    expect(adopted(of([marked(OWNER)]), "hcl", ["google"]).files["imports.tf"]).toContain('id = "google"');
    expect(adopted(of([marked("owner")])).files["imports.tf"]).toContain('id = "google"');
  });

  test("and none that was not named", () => {
    const { files, leftOut } = adopted(of([sound, google("other", { external: EXTERNAL })]), "hcl", ["oauth2/other"]);
    expect(files["imports.tf"]).not.toContain('"google"');
    expect(files["main.tf"]).toContain("other = {");
    expect(leftOut).toEqual([]);
    expect(() => adopted(of([sound]), "hcl", ["gogle"])).toThrow("Did you mean google?");
  });
});

describe.each<Form>(["hcl", "cdktf"])("as %s", (as) => {
  test("who reads now is named and gets nothing; of whom AgentCore knows nothing it is said", () => {
    const { all, text } = adopted(
      of([sound], [], { roles: [role(AGENT, READS), role(ADMIN, READS, "ec2.amazonaws.com")] }),
      as,
    );
    expect(all).toContain(AGENT);
    expect(all).not.toContain(ADMIN);
    expect(all).toMatch(as === "hcl" ? /attach_policy = false/ : /attachPolicy: false/);
    expect(all).toMatch(as === "hcl" ? /policy_mode = "NONE"\n +key_access {2}= "NONE"/ : /keyAccess: KmsAccess\.NONE/);
    expect(all).toContain(KEY);
    expect(text).toContain(`read by ${AGENT}`);
    expect(text).toContain(`can read, too, and is not written: ${ADMIN}`);
  });

  test("nobody is asked for who does not read", () => {
    const { all } = adopted(of([sound], [], { roles: [] }), as);
    expect(all).not.toMatch(/^variable|TerraformVariable| readers +=|Reader\.|reader1/m);
  });

  test("a role is written once, as what it is used for", () => {
    const two = of([sound, google("other", { external: EXTERNAL })], [], { roles: [role(GATEWAY, READS)] });
    const { all } = adopted(two, as);
    expect(all.split(GATEWAY)).toHaveLength(2);
    expect(all).toMatch(as === "hcl" ? /kind += "GATEWAY"/ : /kind: ReaderKind\.GATEWAY/);
  });

  test("a client without a secret has none, and the claims of its assertions keep their names", () => {
    const jwt = withDetail(
      provider("oauth2", "bank", {
        vendor: "CustomOauth2",
        members: [],
        config: {
          customOauth2ProviderConfig: {
            clientId: "ledger",
            oauthDiscovery: { discoveryUrl: "https://idp.example/.well-known/openid-configuration" },
            clientAuthenticationMethod: "PRIVATE_KEY_JWT",
            privateKeyJwtConfig: {
              privateKeySource: { kmsKeySource: { kmsKeyArn: KEY } },
              signingAlgorithm: "PS256",
              additionalPayloadClaims: { grantType: "a", tenantId: "b" },
            },
          },
        },
      }),
      {},
    );
    const { all } = adopted(of([jwt]), as);
    expect(all).not.toMatch(/EXTERNAL|json_key|jsonKey|clientSecret/);
    expect(all).toMatch(as === "hcl" ? /signing_algorithm += "PS256"/ : /signingAlgorithm: SigningAlgorithm\.PS256/);
    expect(all).toMatch(as === "hcl" ? /grantType = "a"/ : /grantType: "a"/);
    expect(all).toMatch(as === "hcl" ? /tenantId += "b"/ : /tenantId: "b"/);
  });

  test("names clash with nothing, and begin as Terraform wants it", () => {
    const names = ["Aws", "1password", "__proto__", "a-b", "a_b", "Secret-google-oauth", "callback_url_Aws"];
    const entra = (name: string): ProviderSnapshot =>
      provider("oauth2", name, {
        vendor: "MicrosoftOauth2",
        config: { microsoftOauth2ProviderConfig: { clientId: "c" } },
        external: EXTERNAL,
      });
    const { all } = adopted(
      of(
        names.map(entra),
        names.map((name) => apiKey(name)),
      ),
      as,
    );
    const keys =
      as === "hcl"
        ? [...all.matchAll(/^variable "(.*)"/gm)].map(([, name]) => name)
        : [...all.matchAll(/\(stack, "([^"]+)"/g)].map(([, id]) => id);
    expect(keys.length).toBeGreaterThanOrEqual(names.length);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key = "") => !/^_?[A-Za-z1]/.test(key) || /^1/.test(key))).toEqual([]);
    for (const name of names) expect(all.split(`"${name}"`).length).toBeGreaterThan(2);
  });
});

test("a secret that AWS has by its name is written by its ARN, and that is said", () => {
  const byName = google("google", { external: { ...EXTERNAL, secretId: "google-oauth" } });
  const from = of([byName]);
  const [account] = from.accounts;
  const description = { value: { arn: GOOGLE_SECRET, name: "google-oauth", versions: {}, replicas: [], tags: {} } };
  const secrets = [{ id: "google-oauth", region: "us-east-1", description, policy: { value: null } }];
  const { files, text } = adopted({
    ...from,
    accounts: [{ ...(account as NonNullable<typeof account>), secrets }],
  });
  expect(files["main.tf"]).toContain(GOOGLE_SECRET);
  expect(text).toContain("AWS has its secret as google-oauth, the program has the ARN");
});

test("the key of a secret that was not listed is taken from its description, and asked for without one", () => {
  const region = { listed: denied("secretsmanager:ListSecrets", "x") };
  const from = of([sound], [], { region });
  const asked = adopted(from);
  expect(asked.text).toContain("google_oauth_kms_key_arn: the ARN of the key");
  const [account] = from.accounts;
  const value = { arn: GOOGLE_SECRET, name: "google-oauth", keyId: KEY, versions: {}, replicas: [], tags: {} };
  const secrets = [{ id: GOOGLE_SECRET, region: "us-east-1", description: { value }, policy: { value: null } }];
  const told = adopted({ ...from, accounts: [{ ...(account as NonNullable<typeof account>), secrets }] });
  expect(told.text).not.toContain("Terraform asks for it");
  expect(told.all).toContain(`kms_key_arn = "${KEY}"`);
});

test("each Region of each account has a program of its own", () => {
  const from = of([sound]);
  const [account] = from.accounts;
  const [region] = account?.regions ?? [];
  if (!account || !region) throw new Error("no account");
  const there = GOOGLE_SECRET.replace("us-east-1", "eu-west-1");
  const far = {
    ...region,
    region: "eu-west-1",
    providers: {
      ...region.providers,
      oauth2: { value: [{ ...google("far", { external: { ...EXTERNAL, secretId: there } }), arn: "arn:far" }] },
    },
    listed: { value: [{ arn: there, name: "google-oauth", tags: {} }] },
  };
  const { files, text } = adopted({ ...from, accounts: [{ ...account, regions: [region, far] }] });
  expect(Object.keys(files).sort()).toEqual([
    "111122223333-eu-west-1/imports.tf",
    "111122223333-eu-west-1/main.tf",
    "111122223333-us-east-1/imports.tf",
    "111122223333-us-east-1/main.tf",
  ]);
  expect(files["111122223333-eu-west-1/main.tf"]).toContain('region              = "eu-west-1"');
  expect(text).toContain("is in out/111122223333-eu-west-1.");
});

test("two configurations have two owners, however alike their names are", () => {
  const owner = (...all: ProviderSnapshot[]): string =>
    /owner = "(.*)"/.exec(
      adopted(
        of(
          all.filter((one) => one.arn.includes("oauth2")),
          all.filter((one) => one.arn.includes("apikey")),
        ),
      ).files["main.tf"] ?? "",
    )?.[1] ?? "";
  expect(owner(sound)).toMatch(/^adopted-us-east-1-[0-9a-f]{8}$/);
  expect(new Set([owner(sound), owner(apiKey("google")), owner(sound, apiKey("google"))]).size).toBe(3);
});

test("for CDK Terrain it is the same program by other words", () => {
  const from = of([sound], [apiKey("google")]);
  const [cdktf, cdktn] = [adopted(from, "cdktf"), adopted(from, "cdktf", [], { edition: "cdktn" })];
  expect(cdktn.files).toEqual({ ...cdktf.files, "main.ts": forCdktn(cdktf.files["main.ts"] ?? "") });
  expect(cdktn.all).toContain('from "cdktn-agentcore-identity"');
  expect(cdktf.all).not.toContain("cdktn");
});

test("by the bridge it is adopted, natively imported", () => {
  const from = of([sound]);
  expect(adopted(from, "cdktf", [], { engine: "bridge" }).all).toMatch(/engine: Engine\.BRIDGE,\s+adopt: true/);
  expect(adopted(from, "cdktf").all).toContain('importFrom("google")');
  expect(() => adopted(from, "hcl", [], { engine: "bridge" })).toThrow("say --write cdktf");
});
