import { migrationsOf } from "../../src/migrate/migration";
import type { Asked } from "../../src/migrate/asked";
import { filesOf } from "../../src/migrate/write/files";
import { programOf } from "../../src/migrate/write/program";
import { word } from "../../src/migrate/steps/commands";
import type { ProviderSnapshot } from "../../src/live/snapshot";
import { AGENT, google, GOOGLE_SECRET, KEY, provider, secretArn, snapshot, WEATHER_SECRET } from "./support/snapshot";

const asked = (more: Partial<Asked> = {}): Asked => ({
  providers: ["google"],
  secrets: [{ provider: "google", secretArn: GOOGLE_SECRET, jsonKey: "client_secret" }],
  way: "second-name",
  names: new Map(),
  readers: [AGENT],
  machines: new Set(),
  consentAgain: new Set(),
  addresses: new Map(),
  engine: "native",
  ...more,
});

/** What is written of a provider, as one text. */
const written = (
  as: "cdktf" | "hcl",
  one: ProviderSnapshot,
  more: Partial<Asked> = {},
  from = snapshot({ oauth2: { value: [one] } }),
): string => {
  const all = asked(more);
  const program = programOf(migrationsOf(from, [], all), { engine: all.engine, purpose: all.way });
  return filesOf(as, program, { module: "./root", edition: "cdktf" })
    .map(({ text }) => text)
    .join("\n");
};

const client = (clientId: string): ProviderSnapshot =>
  google("google", { config: { googleOauth2ProviderConfig: { clientId } } });

describe.each(["hcl", "cdktf"] as const)("as %s", (as) => {
  test.each([
    ["a control character", "a\u0007b"],
    ["a line end", "a\nb"],
    ["text that turns its direction", "a\u202eb"],
    ["half a character", "a\ud800b"],
    ["a text that Terraform would write otherwise", "e\u0301"],
  ])("%s is refused, with the provider's name", (_, text) => {
    expect(() => written(as, client(text))).toThrow(/what AWS has of google-v2 (holds|is not)/);
    expect(() => written(as, google("google", { tags: { value: { [text]: "x" } } }))).toThrow(/a name in what AWS has/);
  });

  test("no text becomes code", () => {
    const text = '"); process.exit(1); (" ${file("/etc/passwd")} %{ for x in y }';
    const files = written(as, client(text));
    const inCode =
      as === "hcl"
        ? '\\"); process.exit(1); (\\" $${file(\\"/etc/passwd\\")} %%{ for x in y }'
        : `Fn.rawString(${JSON.stringify(text)})`;
    expect(files).toContain(inCode);
  });

  test("a wallet has both of its secrets, and takes over by the bridge", () => {
    const secrets = ["apiKeySecret", "walletSecret"].map((member) => ({
      provider: "wallet",
      member,
      secretArn: WEATHER_SECRET,
      jsonKey: member,
    }));
    expect(written(as, google(), { providers: ["wallet"], secrets })).toMatchSnapshot();
  });

  test("a tenant's addresses come from what AWS has found, and the Entra tenant is asked for", () => {
    const metadata = {
      issuer: "https://t.okta.com",
      authorizationEndpoint: "https://t.okta.com/a",
      tokenEndpoint: "https://t.okta.com/t",
    };
    const okta = provider("oauth2", "google", {
      vendor: "OktaOauth2",
      config: {
        includedOauth2ProviderConfig: { clientId: "c", oauthDiscovery: { authorizationServerMetadata: metadata } },
      },
    });
    expect(written(as, okta)).toContain(
      as === "hcl" ? 'issuer                 = "https://t.okta.com"' : 'issuer: "https://t.okta.com"',
    );
    const entra = provider("oauth2", "google", {
      vendor: "MicrosoftOauth2",
      config: { microsoftOauth2ProviderConfig: { clientId: "c" } },
    });
    expect(written(as, entra)).toContain(as === "hcl" ? "var.google_v2_tenant_id" : "tenantId: open1.stringValue");
  });

  test("policy and key of another account's secret are left to it", () => {
    const secret = secretArn("shared", "us-east-1", "444455556666");
    const files = written(as, google(), { secrets: [{ provider: "google", secretArn: secret, jsonKey: "k" }] });
    expect(files).toMatch(as === "hcl" ? /key_access += "NONE"/ : /keyAccess: KmsAccess\.NONE/);
    expect(files).toContain("kms_key_arn");
    expect(written(as, google())).toContain(KEY);
  });
});

test("what looks like a token of CDKTF is refused there, and written as HCL", () => {
  const text = "a${TfToken[TOKEN.0]}";
  expect(() => written("cdktf", client(text))).toThrow("say --write hcl");
  expect(written("hcl", client(text))).toContain('"a$${TfToken[TOKEN.0]}"');
});

test("by the bridge what is made already is adopted, natively it is imported", () => {
  const made = google("google-v2", { external: { secretId: GOOGLE_SECRET, jsonKey: "client_secret" } });
  const from = snapshot({ oauth2: { value: [google(), made] } });
  expect(written("cdktf", google(), { engine: "bridge" }, from)).toMatch(/engine: Engine\.BRIDGE,\s+adopt: true/);
  expect(written("cdktf", google(), {}, from)).toContain('provider1.resource.importFrom("google-v2")');
});

test("a name of a snapshot that AWS would not give is refused before it stands in a command", () => {
  const odd = { ...google(), name: "x; rm -rf /" };
  expect(() => written("hcl", odd, { providers: [odd.name], secrets: [] })).toThrow("letters, digits");
});

test.each([
  ["plain-1:/a", "plain-1:/a"],
  ["a b", "'a b'"],
  ["it's $(x)", "'it'\\''s $(x)'"],
])("%s is one word of a shell", (text, expected) => {
  expect(word(text)).toBe(expected);
});
