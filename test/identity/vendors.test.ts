import { shownAs } from "../support/words";
import type { OAuth2VendorFields } from "cdktf-agentcore-identity";
import { OAuth2CredentialProvider, OAuth2Vendor } from "cdktf-agentcore-identity";
import { OAUTH2_VENDORS } from "../../src/access/oauth2-vendors";
import { googleIn, SECRET_ARN, secretIn } from "../support/fixtures";
import { only, refusals, synth, tokenFor } from "../support/synth";

const TYPE = "aws_bedrockagentcore_oauth2_credential_provider";
const ISSUER = "https://tenant.example.com";
const TENANT_FIELDS = ["issuer", "authorizationEndpoint", "tokenEndpoint"];
const clientId = "client-id";

/** From the API's reference, not from the package: vendor, block, fields beside the client ID, the factory's result. */
const VENDORS: readonly (readonly [vendor: string, block: string, fields: readonly string[], made: OAuth2Vendor])[] = [
  ["AtlassianOauth2", "atlassian", [], OAuth2Vendor.atlassian({ clientId })],
  ["Auth0Oauth2", "included", TENANT_FIELDS, OAuth2Vendor.auth0({ clientId, issuer: ISSUER })],
  ["CognitoOauth2", "included", TENANT_FIELDS, OAuth2Vendor.cognito({ clientId, issuer: ISSUER })],
  ["CyberArkOauth2", "included", TENANT_FIELDS, OAuth2Vendor.cyberArk({ clientId, issuer: ISSUER })],
  ["DropboxOauth2", "included", [], OAuth2Vendor.dropbox({ clientId })],
  ["FacebookOauth2", "included", [], OAuth2Vendor.facebook({ clientId })],
  ["FusionAuthOauth2", "included", TENANT_FIELDS, OAuth2Vendor.fusionAuth({ clientId, issuer: ISSUER })],
  ["GithubOauth2", "github", [], OAuth2Vendor.github({ clientId })],
  ["GoogleOauth2", "google", [], OAuth2Vendor.google({ clientId })],
  ["HubspotOauth2", "included", [], OAuth2Vendor.hubspot({ clientId })],
  ["LinkedinOauth2", "linkedin", [], OAuth2Vendor.linkedin({ clientId })],
  ["MicrosoftOauth2", "microsoft", ["tenantId"], OAuth2Vendor.microsoft({ clientId })],
  ["NotionOauth2", "included", [], OAuth2Vendor.notion({ clientId })],
  ["OktaOauth2", "included", TENANT_FIELDS, OAuth2Vendor.okta({ clientId, issuer: ISSUER })],
  ["OneLoginOauth2", "included", TENANT_FIELDS, OAuth2Vendor.oneLogin({ clientId, issuer: ISSUER })],
  ["PingOneOauth2", "included", TENANT_FIELDS, OAuth2Vendor.pingOne({ clientId, issuer: ISSUER })],
  ["RedditOauth2", "included", [], OAuth2Vendor.reddit({ clientId })],
  ["SalesforceOauth2", "salesforce", [], OAuth2Vendor.salesforce({ clientId })],
  ["SlackOauth2", "slack", [], OAuth2Vendor.slack({ clientId })],
  ["SpotifyOauth2", "included", [], OAuth2Vendor.spotify({ clientId })],
  ["TwitchOauth2", "included", [], OAuth2Vendor.twitch({ clientId })],
  ["XOauth2", "included", [], OAuth2Vendor.x({ clientId })],
  ["YandexOauth2", "included", [], OAuth2Vendor.yandex({ clientId })],
  ["ZoomOauth2", "included", [], OAuth2Vendor.zoom({ clientId })],
];

const FIELDS = {
  tenantId: "contoso",
  issuer: ISSUER,
  authorizationEndpoint: `${ISSUER}/auth`,
  tokenEndpoint: `${ISSUER}/token`,
};
const FIELD_NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
const SECRET = {
  client_secret_source: "EXTERNAL",
  client_secret_config: [{ secret_id: SECRET_ARN, json_key: "client_secret" }],
};

const refused = (vendor: OAuth2Vendor): string[] =>
  refusals((stack) => void googleIn(stack, secretIn(stack), { vendor }));
const required = (fields: readonly string[]): Partial<OAuth2VendorFields> =>
  fields.includes("issuer") ? { issuer: ISSUER } : {};

test("the table holds these 24 vendors and the custom one", () => {
  const known = Object.values(OAUTH2_VENDORS)
    .map(({ vendor }) => vendor)
    .sort();
  expect(known).toEqual([...VENDORS.map(([vendor]) => vendor), "CustomOauth2"].sort());
  expect(known).toHaveLength(25);
});

describe.each(VENDORS)("%s", (vendor, block, fields, made) => {
  test(`is made in the block ${block}, with the client ID, the reference, and nothing else`, () => {
    const synthesized = synth((stack) => void googleIn(stack, secretIn(stack), { vendor: made }));
    expect(only(synthesized, TYPE)).toMatchObject({ credential_provider_vendor: vendor });
    expect(only(synthesized, TYPE).oauth2_provider_config).toEqual([
      { [`${block}_oauth2_provider_config`]: [{ client_id: clientId, ...required(fields), ...SECRET }] },
    ]);
  });

  test("is the same by its name", () => {
    const named = OAuth2Vendor.of(vendor, { clientId, ...required(fields) });
    expect(named).toEqual(made);
    expect(named.vendor).toBe(vendor);
  });

  test.each(FIELD_NAMES)("takes %s if it is one of its fields, and refuses it otherwise", (field) => {
    const given = OAuth2Vendor.of(vendor, { clientId, ...required(fields), [field]: FIELDS[field] });
    if (fields.includes(field)) {
      expect(refused(given)).toEqual([]);
      expect(given._config.api).toMatchObject({ [field]: FIELDS[field] });
      return;
    }
    const way = fields.length > 0 ? `It takes ${fields.join(", ")}.` : "It takes clientId alone.";
    expect(refused(given)).toEqual([`[stack/Google] ${field} "${FIELDS[field]}" is no field of ${vendor}. ${way}`]);
  });

  test("needs a client ID", () => {
    expect(refused(OAuth2Vendor.of(vendor, { clientId: "", ...required(fields) }))).toEqual([
      "[stack/Google] clientId is empty. Give the client ID that the vendor issued; it is not taken from the secret.",
    ]);
  });
});

test("all vendors are synthesized to this", () => {
  const synthesized = synth((stack) => {
    const secret = secretIn(stack);
    for (const [name, , , vendor] of VENDORS) {
      new OAuth2CredentialProvider(stack, name, { name, vendor, clientSecret: secret.jsonKey("client_secret") });
    }
  });
  const configs = Object.values(synthesized.resource?.[TYPE] ?? {}).map((resource) => ({
    vendor: resource.credential_provider_vendor,
    config: resource.oauth2_provider_config,
  }));
  expect(configs).toMatchSnapshot();
});

describe("a vendor with an address for each tenant", () => {
  const TENANTS = VENDORS.filter(([, , fields]) => fields === TENANT_FIELDS);

  test.each(TENANTS)("%s needs one of its three fields", (vendor) => {
    expect(refused(OAuth2Vendor.of(vendor, { clientId }))).toEqual([
      `[stack/Google] issuer, authorizationEndpoint, tokenEndpoint are all missing, and ${vendor} cannot know the tenant's address. Give at least one of them.`,
    ]);
  });

  test.each(["issuer", "authorizationEndpoint", "tokenEndpoint"] as const)(
    "takes %s alone, as an https URL or a token",
    (field) => {
      const okta = (value: string): string[] => refused(OAuth2Vendor.okta({ clientId, [field]: value }));
      expect(okta("https://dev-1.okta.com/oauth2")).toEqual([]);
      expect(okta(tokenFor("var.url"))).toEqual([]);
      for (const url of ["http://dev-1.okta.com", "dev-1.okta.com", "https://", ""]) {
        expect(okta(url)).toEqual([
          `[stack/Google] ${shownAs(field, url, "is no https URL")}. Give the full address, for example https://idp.example.com/oauth2.`,
        ]);
      }
    },
  );
});

describe("field lengths", () => {
  test("a client ID has 1 to 256 characters", () => {
    const google = (length: number): string[] => refused(OAuth2Vendor.google({ clientId: "c".repeat(length) }));
    expect([google(1), google(256)]).toEqual([[], []]);
    expect(google(257)).toEqual([
      "[stack/Google] clientId has 257 characters, not 1 to 256. Give the client ID that the vendor issued; it is not taken from the secret.",
    ]);
  });

  test("a tenant has 1 to 256 characters", () => {
    const microsoft = (length: number): string[] =>
      refused(OAuth2Vendor.microsoft({ clientId, tenantId: "t".repeat(length) }));
    expect([microsoft(1), microsoft(256)]).toEqual([[], []]);
    expect(microsoft(0)).toEqual(["[stack/Google] tenantId is empty. Give the ID or the domain of the Entra tenant."]);
    expect(microsoft(257)).toEqual([expect.stringContaining("has 257 characters, not 1 to 256.")]);
  });

  test("tokens are fine in every field", () => {
    expect(refused(OAuth2Vendor.microsoft({ clientId: tokenFor("var.id"), tenantId: tokenFor("var.tenant") }))).toEqual(
      [],
    );
  });
});

test.each([
  ["GoogleOAuth2", "is no vendor of AgentCore Identity"],
  ["google", "is no vendor of AgentCore Identity"],
  ["CustomOauth2", "has fields of its own"],
])("%s by name is refused with all names", (vendor, rule) => {
  const names = VENDORS.map(([name]) => name).join(", ");
  expect(refused(OAuth2Vendor.of(vendor, { clientId }))).toEqual([
    `[stack/Google] vendor "${vendor}" ${rule}. Use OAuth2Vendor.custom, or one of ${names}.`,
  ]);
});

test("a vendor without its secret is refused", () => {
  expect(refusals((stack) => void googleIn(stack, secretIn(stack), { clientSecret: undefined }))).toEqual([
    '[stack/Google] clientSecret is missing. Reference the secret, for example secret.jsonKey("client_secret").',
  ]);
});
