import { BedrockagentcoreGateway } from "@cdktf/provider-aws/lib/bedrockagentcore-gateway";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import {
  ActorTokenContent,
  ApiKeyCredentialProvider,
  ClientAuthenticationMethod,
  type CredentialProvider,
  type CustomOAuth2Props,
  Deployer,
  DeployerPolicy,
  EndpointIpAddressType,
  ExternalSecret,
  type ExternalSecretFromArnProps,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  OnBehalfOfGrantType,
  PrivateEndpoint,
  Reader,
  ReaderKind,
  SecretPolicyMode,
  SigningAlgorithm,
  TokenEndpointAuthMethod,
} from "cdktf-agentcore-identity";
import { OAUTH2_VENDORS, type OAuth2VendorRow } from "../../../src/access/oauth2-vendors";
import { type Case, root } from "./equality";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ROLES = {
  planner: "arn:aws:iam::111122223333:role/agents/planner",
  checker: "arn:aws:iam::111122223333:role/checker",
};
const IDENTITY =
  "arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/tools-AbC123";
const TERRAFORM = "arn:aws:iam::111122223333:role/terraform";
const AUDIENCES = ["https://idp.example.com/oauth2/token", "another 100%"];
const DISCOVERY = "https://idp.example.com/.well-known/openid-configuration";

const secretIn = (
  stack: TerraformStack,
  props: Partial<ExternalSecretFromArnProps> = {},
  id = "Secret",
): ExternalSecret => ExternalSecret.fromArn(stack, id, { secretArn: SECRET, ...props });

const google = (stack: TerraformStack, secret: ExternalSecret, name = "google"): OAuth2CredentialProvider =>
  new OAuth2CredentialProvider(stack, name, {
    name,
    vendor: OAuth2Vendor.google({ clientId: "client" }),
    clientSecret: secret.jsonKey("client_secret"),
  });
const GOOGLE = { vendor: "GoogleOauth2", client_id: "client", secret: "google", json_key: "client_secret" };

const readers = Object.fromEntries(Object.entries(ROLES).map(([name, role_arn]) => [name, { role_arn }]));
const grantAll = (provider: CredentialProvider): void =>
  Object.values(ROLES).forEach((role) => provider.grantUse(Reader.role(role)));
const READERS = Object.keys(ROLES);

const vendors: readonly (readonly [string, OAuth2VendorRow])[] = Object.entries(OAUTH2_VENDORS);
const builtIn = vendors.filter(([, { config }]) => config !== "custom");
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A vendor's own fields, with values that differ from each other. */
const fieldsOf = ({ fields }: OAuth2VendorRow): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, `https://tenant.example.com/${field}`]));

const CUSTOM: Readonly<Record<string, readonly [Partial<CustomOAuth2Props>, object]>> = {
  plain: [{}, {}],
  post: [
    { clientAuthenticationMethod: ClientAuthenticationMethod.CLIENT_SECRET_POST },
    { client_authentication_method: "CLIENT_SECRET_POST" },
  ],
  metadata: [
    {
      discoveryUrl: undefined,
      authorizationServerMetadata: {
        issuer: "https://idp.example.com",
        authorizationEndpoint: "https://idp.example.com/authorize",
        tokenEndpoint: "https://idp.example.com/token",
        responseTypes: ["code", "token"],
        tokenEndpointAuthMethods: [TokenEndpointAuthMethod.CLIENT_SECRET_POST],
      },
    },
    {
      discovery_url: null,
      authorization_server_metadata: {
        issuer: "https://idp.example.com",
        authorization_endpoint: "https://idp.example.com/authorize",
        token_endpoint: "https://idp.example.com/token",
        response_types: ["code", "token"],
        token_endpoint_auth_methods: ["client_secret_post"],
      },
    },
  ],
  exchange: [
    {
      onBehalfOf: {
        grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE,
        actorTokenContent: ActorTokenContent.M2M,
        actorTokenScopes: ["ledger.read"],
      },
    },
    { on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_content: "M2M", actor_token_scopes: ["ledger.read"] } },
  ],
  "exchange-default": [
    { onBehalfOf: { grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE } },
    { on_behalf_of: { grant_type: "TOKEN_EXCHANGE" } },
  ],
  "jwt-grant": [
    { onBehalfOf: { grantType: OnBehalfOfGrantType.JWT_AUTHORIZATION_GRANT } },
    { on_behalf_of: { grant_type: "JWT_AUTHORIZATION_GRANT" } },
  ],
  private: [
    {
      privateEndpoint: PrivateEndpoint.managedVpc({
        vpcId: "vpc-0a1b2c3d",
        subnetIds: ["subnet-0a1b2c3d", "subnet-0f1e2d3c"],
        ipAddressType: EndpointIpAddressType.IPV6,
        securityGroupIds: ["sg-0a1b2c3d"],
        routingDomain: "idp.internal",
        tags: { team: "bank" },
      }),
      privateEndpointOverrides: [
        { domain: "keys.example.com", privateEndpoint: PrivateEndpoint.selfManagedLattice("rcfg-0a1b2c3d4e5f60718") },
      ],
    },
    {
      private_endpoint: {
        managed_vpc: {
          vpc_id: "vpc-0a1b2c3d",
          subnet_ids: ["subnet-0a1b2c3d", "subnet-0f1e2d3c"],
          ip_address_type: "IPV6",
          security_group_ids: ["sg-0a1b2c3d"],
          routing_domain: "idp.internal",
          tags: { team: "bank" },
        },
      },
      private_endpoint_overrides: [
        {
          domain: "keys.example.com",
          private_endpoint: { self_managed_lattice: { resource_configuration_identifier: "rcfg-0a1b2c3d4e5f60718" } },
        },
      ],
    },
  ],
};

const MODES = [
  ["exclusive", { policyMode: SecretPolicyMode.EXCLUSIVE, keyAccess: KmsAccess.GRANT, kmsKeyArn: KEY }],
  ["no-policy", { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.GRANT, kmsKeyArn: KEY }],
  ["no-grant", { keyAccess: KmsAccess.NONE, kmsKeyArn: KEY }],
  ["no-key", { servicePrincipal: true }],
] as const satisfies readonly (readonly [string, Partial<ExternalSecretFromArnProps>])[];
const arnOf = (name: string): string => SECRET.replace("google-oauth", name);

export const CASES: readonly Case[] = [
  {
    name: "all built-in vendors",
    build: (stack) => {
      const secret = secretIn(stack);
      for (const [name, row] of builtIn) {
        const vendor = OAuth2Vendor.of(row.vendor, { clientId: `${name}-client`, ...fieldsOf(row) });
        new OAuth2CredentialProvider(stack, name, {
          name,
          vendor,
          clientSecret: secret.jsonKey("client_secret"),
          tags: { name },
        });
      }
    },
    configuration: root({
      secrets: { google: { secret_arn: SECRET } },
      oauth2_providers: Object.fromEntries(
        builtIn.map(([name, row]) => [
          name,
          {
            ...GOOGLE,
            vendor: row.vendor,
            client_id: `${name}-client`,
            ...Object.fromEntries(Object.entries(fieldsOf(row)).map(([field, value]) => [snake(field), value])),
            tags: { name },
          },
        ]),
      ),
    }),
    resources: 24,
  },
  {
    name: "custom vendors with a secret",
    build: (stack) => {
      const secret = secretIn(stack);
      for (const [name, [props]] of Object.entries(CUSTOM)) {
        const vendor = OAuth2Vendor.custom({ clientId: "client", discoveryUrl: DISCOVERY, ...props });
        new OAuth2CredentialProvider(stack, name, { name, vendor, clientSecret: secret.jsonKey("client_secret") });
      }
    },
    configuration: root({
      secrets: { google: { secret_arn: SECRET } },
      oauth2_providers: Object.fromEntries(
        Object.entries(CUSTOM).map(([name, [, custom]]) => [
          name,
          { ...GOOGLE, vendor: "CustomOauth2", custom: { discovery_url: DISCOVERY, ...custom } },
        ]),
      ),
    }),
    resources: Object.keys(CUSTOM).length,
  },
  {
    name: "custom vendors without a secret, with readers",
    build: (stack) => {
      const jwt = OAuth2Vendor.custom({
        clientId: "client",
        discoveryUrl: DISCOVERY,
        privateKeyJwt: {
          kmsKeyArn: KEY,
          signingAlgorithm: SigningAlgorithm.PS256,
          additionalHeaderClaims: { kid: "a" },
          additionalPayloadClaims: { aud: "b" },
        },
      });
      const iam = OAuth2Vendor.custom({
        discoveryUrl: DISCOVERY,
        clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
      });
      const audience = OAuth2Vendor.custom({
        discoveryUrl: DISCOVERY,
        clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
        tokenAudiences: AUDIENCES,
      });
      grantAll(new OAuth2CredentialProvider(stack, "jwt", { name: "jwt", vendor: jwt }));
      grantAll(new OAuth2CredentialProvider(stack, "iam", { name: "iam", vendor: iam }));
      grantAll(new OAuth2CredentialProvider(stack, "audience", { name: "audience", vendor: audience }));
    },
    configuration: root({
      secrets: {},
      readers,
      oauth2_providers: {
        jwt: {
          vendor: "CustomOauth2",
          client_id: "client",
          custom: {
            discovery_url: DISCOVERY,
            private_key_jwt: {
              kms_key_arn: KEY,
              signing_algorithm: "PS256",
              additional_header_claims: { kid: "a" },
              additional_payload_claims: { aud: "b" },
            },
          },
          readers: READERS,
        },
        iam: {
          vendor: "CustomOauth2",
          custom: { discovery_url: DISCOVERY, client_authentication_method: "AWS_IAM_ID_TOKEN_JWT" },
          readers: READERS,
        },
        audience: {
          vendor: "CustomOauth2",
          custom: {
            discovery_url: DISCOVERY,
            client_authentication_method: "AWS_IAM_ID_TOKEN_JWT",
            token_audiences: AUDIENCES,
          },
          readers: READERS,
        },
      },
    }),
    resources: 9,
  },
  {
    name: "all modes of policy and key, two readers and a deployer",
    build: (stack) => {
      for (const [name, props] of MODES) {
        const provider = google(stack, secretIn(stack, { ...props, secretArn: arnOf(name) }, `Secret-${name}`), name);
        grantAll(provider);
        new DeployerPolicy(stack, `Deployer-${name}`, {
          deployer: Deployer.role(TERRAFORM),
          credentialProviders: [provider],
        });
      }
    },
    configuration: root({
      secrets: Object.fromEntries(
        MODES.map(([name, props]: readonly [string, Partial<ExternalSecretFromArnProps>]) => [
          name,
          {
            secret_arn: arnOf(name),
            kms_key_arn: props.kmsKeyArn ?? null,
            key_access: props.keyAccess ?? null,
            ...(props.policyMode && { policy_mode: props.policyMode }),
            service_principal: props.servicePrincipal ?? false,
          },
        ]),
      ),
      readers,
      deployers: { terraform: TERRAFORM },
      oauth2_providers: Object.fromEntries(
        MODES.map(([name]) => [name, { ...GOOGLE, secret: name, readers: READERS }]),
      ),
    }),
    resources: 4 + 4 * 2 + 3 + 2 * 3,
  },
  {
    name: "one secret behind two providers, and readers with options",
    build: (stack) => {
      const secret = secretIn(stack, { kmsKeyArn: KEY });
      const planner = Reader.role(ROLES.planner, { workloadIdentities: ["forecast-*", "ask"] });
      const checker = Reader.role(ROLES.checker, { attachPolicy: false });
      const weather = new ApiKeyCredentialProvider(stack, "Weather", {
        name: "weather",
        apiKey: secret.jsonKey("api_key"),
      });
      weather.grantUse(planner);
      weather.grantUse(checker);
      google(stack, secret).grantUse(planner);
    },
    configuration: root({
      secrets: { google: { secret_arn: SECRET, kms_key_arn: KEY } },
      readers: {
        planner: { role_arn: ROLES.planner, workload_identities: ["forecast-*", "ask"] },
        checker: { role_arn: ROLES.checker, attach_policy: false },
      },
      api_key_providers: { weather: { secret: "google", json_key: "api_key", readers: READERS } },
      oauth2_providers: { google: { ...GOOGLE, readers: ["planner"] } },
    }),
    resources: 2 + 2 + 1 + 2,
  },
  {
    name: "a gateway and a consent portal, and workload identities by ARN and name",
    build: (stack) => {
      const secret = secretIn(stack, { kmsKeyArn: KEY });
      const gateway = Reader.role(ROLES.planner, {
        kind: ReaderKind.GATEWAY,
        workloadIdentityArns: [IDENTITY],
      });
      const portal = Reader.role(ROLES.checker, {
        kind: ReaderKind.CONSENT_PORTAL,
        workloadIdentityArns: [IDENTITY],
        workloadIdentities: ["portal-*"],
      });
      const provider = google(stack, secret);
      provider.grantUse(gateway);
      provider.grantUse(portal);
    },
    configuration: root({
      secrets: { google: { secret_arn: SECRET, kms_key_arn: KEY } },
      readers: {
        planner: { role_arn: ROLES.planner, kind: "GATEWAY", workload_identity_arns: [IDENTITY] },
        checker: {
          role_arn: ROLES.checker,
          kind: "CONSENT_PORTAL",
          workload_identity_arns: [IDENTITY],
          workload_identities: ["portal-*"],
        },
      },
      oauth2_providers: { google: { ...GOOGLE, readers: READERS } },
    }),
    resources: 1 + 2 + 1 + 2,
  },
  {
    name: "a workload identity that is known after the apply",
    build: (stack) => {
      const made = new BedrockagentcoreGateway(stack, "Gateway", {
        name: "g",
        roleArn: ROLES.planner,
        protocolType: "MCP",
        authorizerType: "AWS_IAM",
      });
      const workloadIdentityArns = [made.workloadIdentityDetails.get(0).workloadIdentityArn];
      google(stack, secretIn(stack)).grantUse(
        Reader.role(ROLES.planner, { kind: ReaderKind.GATEWAY, workloadIdentityArns }),
      );
    },
    configuration: {
      ...root({
        secrets: { google: { secret_arn: SECRET } },
        readers: {
          planner: {
            role_arn: ROLES.planner,
            kind: "GATEWAY",
            workload_identity_arns: [
              "${aws_bedrockagentcore_gateway.g.workload_identity_details[0].workload_identity_arn}",
            ],
          },
        },
        oauth2_providers: { google: { ...GOOGLE, readers: ["planner"] } },
      }),
      resource: {
        aws_bedrockagentcore_gateway: {
          g: { name: "g", role_arn: ROLES.planner, protocol_type: "MCP", authorizer_type: "AWS_IAM" },
        },
      },
    },
    resources: 4,
  },
  {
    name: "a name so long that its policy's name is shortened",
    build: (stack) => google(stack, secretIn(stack), "n".repeat(128)).grantUse(Reader.role(ROLES.planner)),
    configuration: root({
      secrets: { google: { secret_arn: SECRET } },
      readers,
      oauth2_providers: { ["n".repeat(128)]: { ...GOOGLE, readers: ["planner"] } },
    }),
    resources: 3,
  },
  ...["aws-us-gov", "aws-cn"].map((partition): Case => {
    const region = partition === "aws-cn" ? "cn-north-1" : "us-gov-west-1";
    const there = (arn: string): string => arn.replace("arn:aws:", `arn:${partition}:`).replace("us-east-1", region);
    return {
      name: `the partition ${partition}`,
      region,
      build: (stack) =>
        google(stack, secretIn(stack, { secretArn: there(SECRET), kmsKeyArn: there(KEY) })).grantUse(
          Reader.role(there(ROLES.planner)),
        ),
      configuration: root(
        {
          secrets: { google: { secret_arn: there(SECRET), kms_key_arn: there(KEY) } },
          readers: { planner: { role_arn: there(ROLES.planner) } },
          oauth2_providers: { google: { ...GOOGLE, readers: ["planner"] } },
        },
        region,
      ),
      resources: 4,
    };
  }),
  crossAccount(),
  {
    name: "audiences of tokens, by reader-policy",
    build: (stack) => {
      const vendor = OAuth2Vendor.custom({
        discoveryUrl: DISCOVERY,
        clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
        tokenAudiences: AUDIENCES,
      });
      grantAll(new OAuth2CredentialProvider(stack, "audience", { name: "audience", vendor }));
    },
    configuration: {
      provider: { aws: { region: "us-east-1" } },
      module: {
        identity: {
          source: "./root",
          oauth2_providers: {
            audience: {
              vendor: "CustomOauth2",
              custom: { discovery_url: DISCOVERY, client_authentication_method: "AWS_IAM_ID_TOKEN_JWT" },
            },
          },
        },
        readers: {
          source: "./reader-policy",
          credential_provider: { kind: "oauth2", name: "audience" },
          token_audiences: AUDIENCES,
          readers,
        },
      },
    },
    resources: 1 + 2,
  },
];

/** The secret and its key in a vault account, each side through its own provider. */
function crossAccount(): Case {
  const vaultSecret = SECRET.replace("111122223333", "444455556666");
  const vaultKey = KEY.replace("111122223333", "444455556666");
  return {
    name: "a secret of another account, through two providers",
    build: (stack) => {
      const provider = new AwsProvider(stack, "Vault", { alias: "vault", region: "us-east-1" });
      grantAll(google(stack, secretIn(stack, { secretArn: vaultSecret, kmsKeyArn: vaultKey, provider })));
    },
    configuration: {
      provider: { aws: [{ region: "us-east-1" }, { alias: "vault", region: "us-east-1" }] },
      module: {
        identity: {
          source: "./root",
          secrets: {
            google: { secret_arn: vaultSecret, kms_key_arn: vaultKey, policy_mode: "NONE", key_access: "NONE" },
          },
          readers,
          oauth2_providers: { google: { ...GOOGLE, readers: READERS } },
        },
        policy: {
          source: "./secret-policy",
          providers: { aws: "aws.vault" },
          secret_arn: vaultSecret,
          kms_key_arn: vaultKey,
          readers: ROLES,
        },
        grant: {
          source: "./kms-grant",
          providers: { aws: "aws.vault" },
          secret_arn: vaultSecret,
          kms_key_arn: vaultKey,
          grantees: ROLES,
        },
      },
    },
    resources: 1 + 2 + 1 + 2,
  };
}
