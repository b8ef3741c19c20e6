import { parseInput } from "../../../src/bridge/runner/input";
import { Stop } from "../../../src/bridge/runner/stop";
import { KEY_ARN as KEY } from "../../../src/access/key-arn";
import { JSON_KEY } from "../../../src/access/json-key";
import { OAUTH2_VENDORS } from "../../../src/access/oauth2-vendors";
import { isProblem } from "../../../src/access/problem";
import { ROLE_ARN as ROLE, parseRoleArn } from "../../../src/access/role-arn";
import type { Rule } from "../../../src/access/rule";
import * as endpoint from "../../../src/access/rules/endpoint";
import { VPC_ENDPOINT } from "../../../src/access/vpc-endpoint";
import * as names from "../../../src/access/rules/names";
import * as oauth2 from "../../../src/access/rules/oauth2";
import * as payment from "../../../src/access/rules/payment";
import * as tags from "../../../src/access/rules/tags";
import { SECRET_ARN as SECRET } from "../../../src/access/secret-arn";
import { checkedTags } from "../../../src/sandbox/credential-providers";
import { checkedName, oauth2Content, paymentContent } from "../../../src/sandbox/provider-input";
import { Roles } from "../../../src/sandbox/roles";
import { TokenVault } from "../../../src/sandbox/token-vault";
import { WorkloadIdentities } from "../../../src/sandbox/workload-identities";
import { SUBJECTS } from "../../bridge/support/objects";
import { long, near, odd } from "./samples";

/** An input with its texts, and who judges it beside the rule itself and Terraform. */
export interface Judged {
  readonly rule: Rule;
  readonly texts: readonly string[];
  /** The bridge's program. */
  readonly runner?: (text: string) => boolean;
  readonly sandbox?: (text: string) => boolean;
}

const ROLE_ARN = "arn:aws:iam::111122223333:role/agents/eu/agent-runtime";
const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/google-oauth-AbCdEf";
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const role = (resource: string): string => `arn:aws:iam::111122223333:${resource}`;
const secret = (name: string): string => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}`;

const takes =
  (judge: (text: string) => unknown) =>
  (text: string): boolean => {
    try {
      judge(text);
      return true;
    } catch (error) {
      if (error instanceof TypeError) throw error;
      return false;
    }
  };

const runs =
  (inputFor: (text: string) => object): ((text: string) => boolean) =>
  (text) => {
    try {
      parseInput("apply", JSON.stringify(inputFor(text)));
      return true;
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return false;
    }
  };

const { apikey, payment: paid, keyPolicy } = SUBJECTS;
const REFERENCE = { clientSecretConfig: { secretId: SECRET_ARN, jsonKey: "client_secret" } };
const EXTERNAL = { ...REFERENCE, clientSecretSource: "EXTERNAL" };
const vendor = (name: keyof typeof OAUTH2_VENDORS, fields: object): object => {
  const { vendor: credentialProviderVendor, config } = OAUTH2_VENDORS[name];
  return {
    kind: "oauth2",
    name: "p",
    owner: "o",
    credentialProviderVendor,
    oauth2ProviderConfigInput: { [`${config}Oauth2ProviderConfig`]: { clientId: "c", ...EXTERNAL, ...fields } },
  };
};
const DISCOVERY = { oauthDiscovery: { discoveryUrl: "https://idp.example.com/.well-known/openid-configuration" } };
const custom = (fields: object): object => vendor("custom", { ...DISCOVERY, ...fields });
const PLACE = { partition: "aws", region: "us-east-1", account: "111122223333" };
const onInput = (inputFor: (text: string) => object): Pick<Judged, "runner" | "sandbox"> => ({
  runner: runs(inputFor),
  sandbox: takes((text) => oauth2Content(inputFor(text) as Readonly<Record<string, unknown>>, PLACE)),
});
const vpc = (change: object): object =>
  custom({
    privateEndpoint: {
      managedVpcResource: {
        vpcIdentifier: "vpc-0a1b2c3d",
        subnetIds: ["subnet-0a1b2c3d"],
        endpointIpAddressType: "IPV4",
        ...change,
      },
    },
  });
const jwt = (change: object): object => {
  const { oauth2ProviderConfigInput: union, ...rest } = custom({}) as {
    oauth2ProviderConfigInput: { customOauth2ProviderConfig: object };
  };
  const {
    clientSecretConfig: _config,
    clientSecretSource: _source,
    ...config
  } = union.customOauth2ProviderConfig as Record<string, unknown>;
  const privateKeyJwtConfig = {
    privateKeySource: { kmsKeySource: { kmsKeyArn: KEY_ARN } },
    signingAlgorithm: "RS256",
    ...change,
  };
  return {
    ...rest,
    oauth2ProviderConfigInput: {
      customOauth2ProviderConfig: { ...config, clientAuthenticationMethod: "PRIVATE_KEY_JWT", privateKeyJwtConfig },
    },
  };
};
const lattice = { selfManagedLatticeResource: { resourceConfigurationIdentifier: "rcfg-0123456789abcdef0" } };
const coinbase = (apiKeyId: string): object => {
  const { providerConfigurationInput: union, ...rest } = paid.input as unknown as {
    providerConfigurationInput: { coinbaseCdpConfiguration: object };
  };
  return {
    ...rest,
    providerConfigurationInput: {
      coinbaseCdpConfiguration: {
        ...union.coinbaseCdpConfiguration,
        apiKeySecretSource: "EXTERNAL",
        walletSecretSource: "EXTERNAL",
        apiKeyId,
      },
    },
  };
};
const values = ({ values: all = [] }: Rule): string[] => [...all.flatMap(near), ...odd];

export const JUDGED: Readonly<Record<string, Judged>> = {
  "role ARN": {
    rule: ROLE,
    texts: [
      ...near(ROLE_ARN),
      ...near(role("role/x")),
      ...[
        "role/x/",
        "role/a b",
        "role/a:b",
        "role//x",
        "role/",
        "role",
        "root",
        "user/x",
        "role/x/*",
        "role/a/b/c",
      ].map(role),
      ...[63, 64, 65].map((length) => role(`role/${"a".repeat(length)}`)),
      ...["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-eusc", "AWS"].map((one) => ROLE_ARN.replace("aws", one)),
      "arn:aws:sts::111122223333:assumed-role/agent/session",
      "111122223333",
      "bedrock-agentcore.amazonaws.com",
      ...odd,
    ],
    runner: runs((assumeRoleArn) => ({ ...apikey.input, assumeRoleArn })),
    sandbox: (text) =>
      !isProblem(parseRoleArn(text, "role")) &&
      takes(() => {
        new Roles().put(text);
      })(text),
  },
  "secret ARN": {
    rule: SECRET,
    texts: [
      ...near(SECRET_ARN),
      ...near(secret("a-000000")),
      ...["my secret-AbCdEf", "a:b-AbCdEf", "google", "-AbCdEf", "google-AbCdE", "google-??????", "a-AbCdEf:key::"].map(
        secret,
      ),
      ...[511, 512, 513].map((length) => secret(`${"a".repeat(length)}-AbCdEf`)),
      ...odd,
    ],
    runner: runs((secretId) => ({ ...apikey.input, apiKeySecretConfig: { secretId, jsonKey: "k" } })),
  },
  "key ARN": {
    rule: KEY,
    texts: [
      ...near(KEY_ARN),
      ...near(KEY_ARN.replace("key/1234abcd", "key/mrk-1234abcd")),
      KEY_ARN.replace("key/", "alias/"),
      ...odd,
    ],
    runner: runs((keyId) => ({ ...keyPolicy.input, keyId })),
    sandbox: takes((kmsKeyArn) =>
      new TokenVault().set({ kmsConfiguration: { keyType: "CustomerManagedKey", kmsKeyArn } }),
    ),
  },
  name: {
    rule: names.PROVIDER_NAME,
    texts: [...near("google-maps_1"), ...long(1, 128, 129), ...odd],
    runner: runs((name) => ({ ...apikey.input, name })),
    sandbox: takes(checkedName),
  },
  owner: {
    rule: names.OWNER,
    texts: [...near("agents/prod eu"), ...long(1, 256, 257), ...odd],
    runner: runs((owner) => ({ ...apikey.input, owner })),
  },
  "owner's name": { rule: names.OWNER_NAME, texts: [...near("agents/prod"), ...long(128, 129), ...odd] },
  account: { rule: names.ACCOUNT_ID, texts: [...near("111122223333"), ...odd] },
  "role name": { rule: names.ROLE_NAME, texts: [...near("agent_r+=,.@-"), ...long(64, 65), ...odd] },
  Region: {
    rule: names.REGION,
    texts: [...near("us-east-1"), "us-gov-west-1", "ap-southeast-12", "eusc-de-east-1", ...odd],
    runner: runs((region) => ({ ...apikey.input, region })),
  },
  "workload identity": {
    rule: names.WORKLOAD_IDENTITY_NAME,
    texts: [...near("agent.one"), ...long(2, 3, 255, 256), ...odd],
    sandbox: takes((name) => new WorkloadIdentities().tokenFor(name)),
  },
  "workload identities": {
    rule: names.WORKLOAD_IDENTITIES,
    texts: [...near("agent-*"), ...long(2, 3, 255, 256), `${"a".repeat(255)}*`, `${"a".repeat(256)}*`, ...odd],
  },
  Sid: {
    rule: names.STATEMENT_SID,
    texts: [...near("Readers1"), ...long(64, 65), ...odd],
    runner: runs((Sid) => ({
      ...keyPolicy.input,
      statements: [{ ...(keyPolicy.input.statements as readonly object[])[0], Sid }],
    })),
  },
  "session name": {
    rule: names.ROLE_SESSION_NAME,
    texts: [...near("terraform@ci"), ...long(1, 2, 64, 65), ...odd],
    runner: runs((assumeRoleSessionName) => ({ ...apikey.input, assumeRoleSessionName })),
  },
  "external ID": {
    rule: names.EXTERNAL_ID,
    texts: [...near("id:1/2"), ...long(1, 2, 1224, 1225), ...odd],
    runner: runs((assumeRoleExternalId) => ({ ...apikey.input, assumeRoleExternalId })),
  },
  "JSON key": {
    rule: JSON_KEY,
    texts: [...near("client_secret"), "$.a", "a[0]", "a/b", ...long(1, 128, 129), ...odd],
    runner: runs((jsonKey) => ({ ...apikey.input, apiKeySecretConfig: { secretId: SECRET_ARN, jsonKey } })),
  },
  "client ID": {
    rule: oauth2.CLIENT_ID,
    texts: [...near("client"), ...long(1, 256, 257), ...odd],
    ...onInput((clientId) => vendor("google", { clientId })),
  },
  "tenant ID": {
    rule: oauth2.TENANT_ID,
    texts: [...near("contoso"), ...long(1, 256, 257), ...odd],
    ...onInput((tenantId) => vendor("microsoft", { tenantId })),
  },
  URL: {
    rule: oauth2.HTTPS_URL,
    texts: [...near("https://idp.example.com/oauth2"), "http://x", "HTTPS://x", "https://", "https:///x", ...odd],
    ...onInput((issuer) => vendor("okta", { issuer })),
  },
  "discovery URL": {
    rule: oauth2.DISCOVERY_URL,
    texts: [
      ...near("https://idp.example.com/a/.well-known/openid-configuration"),
      "https://x/.well-known/oauth-authorization-server",
      "https:///.well-known/openid-configuration",
      ...odd,
    ],
    ...onInput((discoveryUrl) => custom({ oauthDiscovery: { discoveryUrl } })),
  },
  scope: {
    rule: names.SCOPE,
    texts: [...near("ledger.read"), ...long(1, 128, 129), ...odd],
    ...onInput((scope) =>
      custom({
        onBehalfOfTokenExchangeConfig: {
          grantType: "TOKEN_EXCHANGE",
          tokenExchangeGrantTypeConfig: { actorTokenContent: "M2M", actorTokenScopes: [scope] },
        },
      }),
    ),
  },
  "claim's value": {
    rule: oauth2.CLAIM_VALUE,
    texts: [...near("value"), ...long(1, 2048, 2049), ...odd],
    ...onInput((claim) => jwt({ additionalHeaderClaims: { kid: claim } })),
  },
  "claim's name": {
    rule: oauth2.CLAIM_NAME,
    texts: [...near("urn:x#y.z"), ...long(1, 255, 256), ...odd],
    runner: runs((name) => jwt({ additionalHeaderClaims: { [name]: "x" } })),
  },
  "signing algorithm": {
    rule: oauth2.SIGNING_ALGORITHM,
    texts: values(oauth2.SIGNING_ALGORITHM),
    ...onInput((signingAlgorithm) => jwt({ signingAlgorithm })),
  },
  "grant type": {
    rule: oauth2.GRANT_TYPE,
    texts: values(oauth2.GRANT_TYPE),
    ...onInput((grantType) => custom({ onBehalfOfTokenExchangeConfig: { grantType } })),
  },
  "actor token": {
    rule: oauth2.ACTOR_TOKEN_CONTENT,
    texts: values(oauth2.ACTOR_TOKEN_CONTENT),
    ...onInput((actorTokenContent) =>
      custom({
        onBehalfOfTokenExchangeConfig: {
          grantType: "TOKEN_EXCHANGE",
          tokenExchangeGrantTypeConfig: { actorTokenContent },
        },
      }),
    ),
  },
  "token endpoint's method": {
    rule: oauth2.TOKEN_ENDPOINT_AUTH_METHOD,
    texts: values(oauth2.TOKEN_ENDPOINT_AUTH_METHOD),
    ...onInput((method) =>
      custom({
        oauthDiscovery: {
          authorizationServerMetadata: {
            issuer: "https://a",
            authorizationEndpoint: "https://a",
            tokenEndpoint: "https://a",
            tokenEndpointAuthMethods: [method],
          },
        },
      }),
    ),
  },
  vendor: { rule: oauth2.OAUTH2_VENDOR, texts: values(oauth2.OAUTH2_VENDOR) },
  VPC: {
    rule: VPC_ENDPOINT.vpcId.rule,
    texts: [...near("vpc-0a1b2c3d"), ...near("vpc-0a1b2c3d4e5f60718"), "vpc-0A1B2C3D", ...odd],
    ...onInput((vpcIdentifier) => vpc({ vpcIdentifier })),
  },
  subnet: {
    rule: VPC_ENDPOINT.subnetIds.rule,
    texts: [...near("subnet-0a1b2c3d"), ...near("subnet-0a1b2c3d4e5f60718"), ...odd],
    ...onInput((subnet) => vpc({ subnetIds: [subnet] })),
  },
  "security group": {
    rule: VPC_ENDPOINT.securityGroupIds.rule,
    texts: [...near("sg-0a1b2c3d"), ...near("sg-0a1b2c3d4e5f60718"), ...odd],
    ...onInput((group) => vpc({ securityGroupIds: [group] })),
  },
  "routing domain": {
    rule: VPC_ENDPOINT.routingDomain.rule,
    texts: [...near("idp.internal"), ...long(2, 3, 255, 256), ...odd],
    ...onInput((routingDomain) => vpc({ routingDomain })),
  },
  "address type": {
    rule: VPC_ENDPOINT.ipAddressType.rule,
    texts: values(VPC_ENDPOINT.ipAddressType.rule),
    ...onInput((endpointIpAddressType) => vpc({ endpointIpAddressType })),
  },
  "resource configuration": {
    rule: endpoint.RESOURCE_CONFIGURATION,
    texts: [
      ...near("rcfg-0123456789abcdef0"),
      ...near("arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"),
      ...odd,
    ],
    ...onInput((resourceConfigurationIdentifier) =>
      custom({ privateEndpoint: { selfManagedLatticeResource: { resourceConfigurationIdentifier } } }),
    ),
  },
  domain: {
    rule: endpoint.DOMAIN,
    texts: [...near("idp.example.com"), ...long(1, 253, 254), ...odd],
    ...onInput((domain) =>
      custom({ privateEndpoint: lattice, privateEndpointOverrides: [{ domain, privateEndpoint: lattice }] }),
    ),
  },
  "tag's key": {
    rule: tags.TAG_KEY,
    texts: [...near("team"), ...long(1, 128, 129), ...odd],
    runner: runs((key) => ({ ...apikey.input, tags: { [key]: "" } })),
    sandbox: takes((key) => checkedTags({ [key]: "" })),
  },
  "tag's value": {
    rule: tags.TAG_VALUE,
    texts: [...near("payments"), ...long(256, 257), ...odd],
    runner: runs((value) => ({ ...apikey.input, tags: { team: value } })),
    sandbox: takes((value) => checkedTags({ team: value })),
  },
  "API key's ID": {
    rule: payment.PAYMENT_API_KEY_ID,
    texts: [...near("key_1-a"), ...long(1, 512, 513), ...odd],
    runner: runs(coinbase),
    sandbox: takes((text) => paymentContent({ ...(coinbase(text) as Record<string, unknown>) }, PLACE)),
  },
  "payment ID": { rule: payment.PAYMENT_ID, texts: [...near("app-1"), ...long(1, 512, 513), ...odd] },
  "payment vendor": { rule: payment.PAYMENT_VENDOR, texts: values(payment.PAYMENT_VENDOR) },
};
