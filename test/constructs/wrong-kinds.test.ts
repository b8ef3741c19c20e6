import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { TerraformVariable } from "cdktf";
import type {
  AgentSecretKeyProps,
  AgentSecretProps,
  FunctionRotationProps,
  GeneratedValueOptions,
  PartnerRotationProps,
  SecretTagsProps,
  ApiKeyCredentialProviderProps,
  AuthorizationServerMetadata,
  BridgeOptions,
  CoinbaseCdpProps,
  CustomOAuth2Props,
  DeployerOptions,
  DeployerPolicyProps,
  ExternalSecretAttributes,
  ExternalSecretFromArnProps,
  GatewayApiKeyOptions,
  KmsDecryptGrantProps,
  ManagedVpcEndpointProps,
  MicrosoftOAuth2Props,
  OAuth2CredentialProviderAttributes,
  OAuth2CredentialProviderProps,
  OnBehalfOfTokenExchange,
  OutboundOAuthOptions,
  PaymentCredentialProviderProps,
  PrivateEndpointOverride,
  PrivateKeyJwt,
  ReaderOptions,
  SecretPolicyProps,
  SecretReference,
  StripePrivyProps,
  TenantOAuth2Props,
  TokenVaultKeyProps,
} from "cdktf-agentcore-identity";
import {
  ActorTokenContent,
  AgentSecret,
  AgentSecretKey,
  AgentSecretRotation,
  AgentSecretValue,
  PartnerSecretType,
  SecretTags,
  ApiKeyCredentialProvider,
  ApiKeyLocation,
  BridgeResource,
  ClientAuthenticationMethod,
  Deployer,
  DeployerPolicy,
  EndpointIpAddressType,
  Engine,
  ExternalSecret,
  KmsAccess,
  KmsDecryptGrant,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  OAuthGrantType,
  OnBehalfOfGrantType,
  PaymentCredentialProvider,
  PolicyKind,
  PaymentVendor,
  PrivateEndpoint,
  Reader,
  ReaderKind,
  Rotator,
  SecretPolicy,
  SecretPolicyMode,
  SigningAlgorithm,
  TokenEndpointAuthMethod,
  TokenVaultKey,
} from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import { stackIn, synthStack, testApp } from "../support/synth";

const provider = new AwsProvider(stackIn(testApp(), "elsewhere"), "Other", { alias: "other" });
const gateway = Reader.role(ROLE_ARN, { kind: ReaderKind.GATEWAY });
const deployer = Deployer.role("arn:aws:iam::111122223333:role/terraform");
const rotator = Rotator.role(OTHER_ROLE_ARN);
const FUNCTION_ARN = "arn:aws:lambda:us-east-1:111122223333:function:rotate";
const byFunction = AgentSecretRotation.byFunction({ functionArn: FUNCTION_ARN, rotator, everyDays: 1 });
const lattice = PrivateEndpoint.selfManagedLattice("rcfg-0123456789abcdef0");
/** Where `T` is `Required`, the compiler asks for each argument that an interface gets. */
const all = <T>(props: Required<T>): Required<T> => props;

const bridge = all<BridgeOptions>({
  resource: BridgeResource.NULL_RESOURCE,
  timeoutSeconds: 60,
  assumeRoleArn: ROLE_ARN,
  assumeRoleExternalId: "external",
});
const fromArn = all<ExternalSecretFromArnProps>({
  secretArn: SECRET_ARN,
  kmsKeyArn: KEY_ARN,
  lookUpKmsKey: false,
  policyMode: SecretPolicyMode.NONE,
  keyAccess: KmsAccess.NONE,
  servicePrincipal: false,
  owner: "team",
  bridge,
  populatedBy: [],
  provider,
});
const common = { name: "p", verifyJsonKey: false, tags: { team: "a" }, provider, owner: "team", adopt: false, bridge };
const tenant = all<TenantOAuth2Props>({
  clientId: "c",
  issuer: "https://a",
  authorizationEndpoint: "https://a",
  tokenEndpoint: "https://a",
});
const metadata = all<AuthorizationServerMetadata>({
  issuer: "https://a",
  authorizationEndpoint: "https://a",
  tokenEndpoint: "https://a",
  responseTypes: ["code"],
  tokenEndpointAuthMethods: [TokenEndpointAuthMethod.CLIENT_SECRET_POST],
});
const privateKeyJwt = all<PrivateKeyJwt>({
  kmsKeyArn: KEY_ARN,
  signingAlgorithm: SigningAlgorithm.PS256,
  additionalHeaderClaims: { kid: "1" },
  additionalPayloadClaims: { aud: "a" },
});
const onBehalfOf = all<OnBehalfOfTokenExchange>({
  grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE,
  actorTokenContent: ActorTokenContent.M2M,
  actorTokenScopes: ["read"],
});
const override = all<PrivateEndpointOverride>({ domain: "a.b", privateEndpoint: lattice });
const custom = all<CustomOAuth2Props>({
  clientId: "c",
  discoveryUrl: "https://a/.well-known/openid-configuration",
  authorizationServerMetadata: metadata,
  clientAuthenticationMethod: ClientAuthenticationMethod.PRIVATE_KEY_JWT,
  tokenAudiences: ["https://a"],
  privateKeyJwt,
  onBehalfOf,
  privateEndpoint: lattice,
  privateEndpointOverrides: [override],
});

interface Place {
  /** Right arguments, all of them. */
  readonly right: (stack: TerraformStack) => Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  readonly make: (stack: TerraformStack, props: never) => unknown;
}

const place = <T extends object>(
  right: Required<T> | ((stack: TerraformStack) => Required<T>),
  required: readonly (keyof T & string)[],
  make: (stack: TerraformStack, props: T) => unknown,
): Place => ({
  right: (typeof right === "function" ? right : () => right) as Place["right"],
  required,
  make: make as Place["make"],
});

const withVendor = (stack: TerraformStack, vendor: OAuth2Vendor): unknown =>
  googleIn(stack, secretIn(stack), { vendor });
let made = 0;
const key = (stack: TerraformStack): SecretReference => secretIn(stack, {}, `Key${made++}`).jsonKey("k");

const PLACES: Readonly<Record<string, Place>> = {
  "ExternalSecret.fromArn": place<ExternalSecretFromArnProps>(fromArn, ["secretArn"], (stack, props) =>
    ExternalSecret.fromArn(stack, "It", props),
  ),
  "ExternalSecret.fromAttributes": place<ExternalSecretAttributes>(
    { ...fromArn, region: "us-east-1", account: "111122223333", partition: "aws" },
    ["secretArn", "region", "account"],
    (stack, props) => ExternalSecret.fromAttributes(stack, "It", props),
  ),
  jsonKey: place<{ jsonKey: string }>({ jsonKey: "k" }, ["jsonKey"], (stack, { jsonKey }) =>
    googleIn(stack, secretIn(stack), { clientSecret: secretIn(stack, {}, "Two").jsonKey(jsonKey) }),
  ),
  OAuth2CredentialProvider: place<OAuth2CredentialProviderProps>(
    (stack) => ({
      ...common,
      vendor: OAuth2Vendor.google({ clientId: "c" }),
      clientSecret: key(stack),
      engine: Engine.BRIDGE,
    }),
    ["name", "vendor", "clientSecret"],
    (stack, props) => new OAuth2CredentialProvider(stack, "It", props),
  ),
  ApiKeyCredentialProvider: place<ApiKeyCredentialProviderProps>(
    (stack) => ({ ...common, apiKey: key(stack), engine: Engine.BRIDGE }),
    ["name", "apiKey"],
    (stack, props) => new ApiKeyCredentialProvider(stack, "It", props),
  ),
  PaymentCredentialProvider: place<PaymentCredentialProviderProps>(
    (stack) => ({
      ...common,
      vendor: PaymentVendor.coinbaseCdp({ apiKeyId: "a", apiKeySecret: key(stack), walletSecret: key(stack) }),
    }),
    ["name", "vendor"],
    (stack, props) => new PaymentCredentialProvider(stack, "It", props),
  ),
  fromOAuth2CredentialProviderAttributes: place<OAuth2CredentialProviderAttributes>(
    (stack) => ({ name: "p", secrets: [secretIn(stack)], provider, signingKeyArn: KEY_ARN }),
    ["name", "secrets"],
    (stack, attributes) =>
      OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, "It", attributes).grantUse(
        Reader.role(ROLE_ARN),
      ),
  ),
  grantUse: place<{ reader: Reader }>({ reader: Reader.role(ROLE_ARN) }, ["reader"], (stack, { reader }) =>
    googleIn(stack, secretIn(stack)).grantUse(reader),
  ),
  gatewayOAuth: place<OutboundOAuthOptions>(
    {
      reader: gateway,
      scopes: ["read"],
      grantType: OAuthGrantType.AUTHORIZATION_CODE,
      defaultReturnUrl: "https://agents.example/back",
      customParameters: { audience: "a" },
    },
    ["reader"],
    (stack, options) => googleIn(stack, secretIn(stack)).gatewayOAuth(options),
  ),
  gatewayApiKey: place<GatewayApiKeyOptions>(
    {
      reader: gateway,
      credentialLocation: ApiKeyLocation.HEADER,
      credentialParameterName: "x-key",
      credentialPrefix: "Bearer",
    },
    ["reader"],
    (stack, options) => apiKeyIn(stack, secretIn(stack)).gatewayApiKey(options),
  ),
  "Reader.role": place<ReaderOptions & { roleArn: string }>(
    {
      roleArn: ROLE_ARN,
      account: "111122223333",
      roleName: "runtime",
      attachPolicy: true,
      policyKind: PolicyKind.MANAGED,
      maxManagedPolicies: 10,
      kind: ReaderKind.RUNTIME,
      workloadIdentities: ["*"],
      workloadIdentityArns: [
        "arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/one",
      ],
    },
    ["roleArn"],
    (stack, { roleArn, ...options }) => googleIn(stack, secretIn(stack)).grantUse(Reader.role(roleArn, options)),
  ),
  "Deployer.role": place<DeployerOptions & { roleArn: string }>(
    { roleArn: ROLE_ARN, account: "111122223333", roleName: "runtime", attachPolicy: true },
    ["roleArn"],
    (stack, { roleArn, ...options }) =>
      new DeployerPolicy(stack, "It", {
        deployer: Deployer.role(roleArn, options),
        credentialProviders: [googleIn(stack, secretIn(stack))],
      }),
  ),
  DeployerPolicy: place<DeployerPolicyProps>(
    (stack) => ({
      deployer,
      credentialProviders: [googleIn(stack, secretIn(stack))],
      tokenVaultKey: new TokenVaultKey(stack, "Vault", { kmsKeyArn: KEY_ARN }),
      permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
    }),
    ["deployer", "credentialProviders"],
    (stack, props) => new DeployerPolicy(stack, "It", props),
  ),
  SecretPolicy: place<SecretPolicyProps>(
    (stack) => ({
      secret: secretIn(stack),
      readers: [Reader.role(ROLE_ARN)],
      deployers: [deployer],
      rotators: [Rotator.role(OTHER_ROLE_ARN)],
    }),
    ["secret"],
    (stack, props) => new SecretPolicy(stack, "It", props),
  ),
  AgentSecret: place<AgentSecretProps>(
    (stack) => ({
      name: "agents/google",
      description: "d",
      value: AgentSecretValue.outOfBand(),
      rotation: byFunction,
      key: new AgentSecretKey(stack, "Key"),
      kmsKeyArn: KEY_ARN,
      writers: [deployer],
      recoveryWindowInDays: 7,
      overwritesReplicas: true,
      tags: { a: "b" },
      region: "us-east-1",
      account: "111122223333",
      populatedBy: [new TerraformVariable(stack, "Put", {})],
      policyMode: SecretPolicyMode.NONE,
      keyAccess: KmsAccess.NONE,
      servicePrincipal: true,
      owner: "o",
      bridge,
      provider,
    }),
    ["name"],
    (stack, props) => new AgentSecret(stack, "It", props),
  ),
  AgentSecretKey: place<AgentSecretKeyProps>(
    {
      writers: [deployer],
      alias: "alias/a",
      description: "d",
      deletionWindowInDays: 7,
      tags: { a: "b" },
      region: "us-east-1",
      account: "111122223333",
      provider,
    },
    [],
    (stack, props) => new AgentSecretKey(stack, "It", props),
  ),
  "AgentSecretRotation.byFunction": place<FunctionRotationProps>(
    {
      functionArn: FUNCTION_ARN,
      rotator,
      everyDays: 1,
      schedule: "rate(1 day)",
      duration: "3h",
      immediately: true,
      makesPasswords: true,
      isInvokable: true,
    },
    ["functionArn", "rotator"],
    (stack, props) => new AgentSecret(stack, "It", { name: "s", rotation: AgentSecretRotation.byFunction(props) }),
  ),
  "AgentSecretRotation.byPartner": place<PartnerRotationProps>(
    {
      secretType: PartnerSecretType.PADDLE_API_KEY,
      rotator,
      metadata: { a: "b" },
      everyDays: 1,
      schedule: "rate(1 day)",
      duration: "3h",
      immediately: true,
    },
    ["secretType", "rotator"],
    (stack, props) => new AgentSecret(stack, "It", { name: "s", rotation: AgentSecretRotation.byPartner(props) }),
  ),
  "AgentSecretValue.generated": place<GeneratedValueOptions & { jsonKeys: string[] }>(
    { jsonKeys: ["k"], version: 1, length: 16, punctuation: true },
    ["jsonKeys", "version"],
    (stack, { jsonKeys, ...options }) =>
      new AgentSecret(stack, "It", { name: "s", value: AgentSecretValue.generated(jsonKeys, options) }),
  ),
  SecretTags: place<SecretTagsProps>(
    (stack) => ({ secret: secretIn(stack), tags: { a: "b" } }),
    ["secret", "tags"],
    (stack, props) => new SecretTags(stack, "It", props),
  ),
  TokenVaultKey: place<TokenVaultKeyProps>(
    { kmsKeyArn: KEY_ARN, roles: [deployer], provider },
    ["kmsKeyArn"],
    (stack, props) => new TokenVaultKey(stack, "It", props),
  ),
  KmsDecryptGrant: place<KmsDecryptGrantProps>(
    {
      kmsKeyArn: KEY_ARN,
      secretArn: SECRET_ARN,
      region: "us-east-1",
      grantee: Reader.role(ROLE_ARN),
      retiringPrincipal: deployer,
      provider,
    },
    ["kmsKeyArn", "secretArn", "grantee"],
    (stack, props) => new KmsDecryptGrant(stack, "It", props),
  ),
  BridgeOptions: place<BridgeOptions>(bridge, [], (stack, options) =>
    googleIn(stack, secretIn(stack), { engine: Engine.BRIDGE, bridge: options }),
  ),
  "OAuth2Vendor.okta": place<TenantOAuth2Props>(tenant, ["clientId"], (stack, fields) =>
    withVendor(stack, OAuth2Vendor.okta(fields)),
  ),
  "OAuth2Vendor.microsoft": place<MicrosoftOAuth2Props>(
    { clientId: "c", tenantId: "t" },
    ["clientId"],
    (stack, fields) => withVendor(stack, OAuth2Vendor.microsoft(fields)),
  ),
  "OAuth2Vendor.custom": place<CustomOAuth2Props>(custom, [], (stack, props) =>
    withVendor(stack, OAuth2Vendor.custom(props)),
  ),
  AuthorizationServerMetadata: place<AuthorizationServerMetadata>(
    metadata,
    ["issuer", "authorizationEndpoint", "tokenEndpoint"],
    (stack, authorizationServerMetadata) =>
      withVendor(stack, OAuth2Vendor.custom({ clientId: "c", authorizationServerMetadata })),
  ),
  PrivateKeyJwt: place<PrivateKeyJwt>(privateKeyJwt, ["kmsKeyArn"], (stack, jwt) =>
    withVendor(stack, OAuth2Vendor.custom({ ...custom, privateKeyJwt: jwt })),
  ),
  OnBehalfOfTokenExchange: place<OnBehalfOfTokenExchange>(onBehalfOf, ["grantType"], (stack, exchange) =>
    withVendor(stack, OAuth2Vendor.custom({ ...custom, onBehalfOf: exchange })),
  ),
  PrivateEndpointOverride: place<PrivateEndpointOverride>(override, ["domain", "privateEndpoint"], (stack, one) =>
    withVendor(stack, OAuth2Vendor.custom({ ...custom, privateEndpointOverrides: [one] })),
  ),
  "PrivateEndpoint.managedVpc": place<ManagedVpcEndpointProps>(
    {
      vpcId: "vpc-0a1b2c3d",
      subnetIds: ["subnet-0a1b2c3d"],
      ipAddressType: EndpointIpAddressType.IPV6,
      securityGroupIds: ["sg-0a1b2c3d"],
      routingDomain: "a.b",
      tags: { a: "b" },
    },
    ["vpcId", "subnetIds"],
    (stack, props) =>
      withVendor(stack, OAuth2Vendor.custom({ ...custom, privateEndpoint: PrivateEndpoint.managedVpc(props) })),
  ),
  "PrivateEndpoint.selfManagedLattice": place<{ resourceConfigurationIdentifier: string }>(
    { resourceConfigurationIdentifier: "rcfg-0123456789abcdef0" },
    ["resourceConfigurationIdentifier"],
    (stack, { resourceConfigurationIdentifier: id }) =>
      withVendor(stack, OAuth2Vendor.custom({ ...custom, privateEndpoint: PrivateEndpoint.selfManagedLattice(id) })),
  ),
  "PaymentVendor.coinbaseCdp": place<CoinbaseCdpProps>(
    (stack) => ({ apiKeyId: "a", apiKeySecret: key(stack), walletSecret: key(stack) }),
    ["apiKeyId", "apiKeySecret", "walletSecret"],
    (stack, props) =>
      new PaymentCredentialProvider(stack, "It", { name: "p", vendor: PaymentVendor.coinbaseCdp(props) }),
  ),
  "PaymentVendor.stripePrivy": place<StripePrivyProps>(
    (stack) => ({
      appId: "a",
      authorizationId: "a",
      appSecret: key(stack),
      authorizationPrivateKey: key(stack),
    }),
    ["appId", "authorizationId", "appSecret", "authorizationPrivateKey"],
    (stack, props) =>
      new PaymentCredentialProvider(stack, "It", { name: "p", vendor: PaymentVendor.stripePrivy(props) }),
  ),
};

/** What a program says to one argument: undefined if it takes it. */
function refusal(name: string, argument: string, wrong: unknown): string | undefined {
  const { right, make } = PLACES[name] as Place;
  const stack = stackIn(testApp(), "stack");
  try {
    make(stack, { ...right(stack), [argument]: wrong } as never);
    synthStack(stack);
    return undefined;
  } catch (error) {
    return (error as Error).name === "InvalidProgramError" ? (error as Error).message : `BUG: ${String(error)}`;
  }
}

const token = new TerraformVariable(stackIn(testApp(), "variables"), "Variable", { type: "string" });
const isSame = (one: unknown, other: unknown): boolean =>
  typeof one === typeof other && Array.isArray(one) === Array.isArray(other);
const WRONG: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["a number", 5],
  ["true", true],
  ["a list", ["x"]],
  ["an empty list of lists", [[]]],
  ["an object", { nobody: "knows" }],
  ["a text", "never-seen"],
  ["a token object", token.value],
  ["a function", () => "x"],
];

const CASES = Object.keys(PLACES).flatMap((name) => {
  const stack = stackIn(testApp(), "stack");
  return Object.entries((PLACES[name] as Place).right(stack)).map(([argument, right]) => ({ name, argument, right }));
});

describe.each(CASES)("$name: $argument", ({ name, argument, right }) => {
  const isRequired = (PLACES[name] as Place).required.includes(argument);

  test(isRequired ? "undefined is refused" : "undefined is fine, or refused for what belongs to it", () => {
    const message = refusal(name, argument, undefined);
    if (isRequired) expect(message).toMatch(new RegExp(`\\b${argument} is missing\\. [A-Z]`));
    else expect(message ?? "").not.toMatch(/BUG|is missing\. Give a/);
  });

  test("what is of another kind is refused in our words, with the argument's name", () => {
    for (const [what, wrong] of WRONG) {
      if (isSame(wrong, right) && !(typeof right === "object" && wrong !== null)) continue;
      if (argument === "provider" || argument === "populatedBy") continue;
      if (what === "an object" && argument.match(/tags|Claims|Parameters|bridge|metadata/)) continue;
      if (what === "a list" && argument.match(/[Ss]copes|Identities|responseTypes|jsonKeys/)) continue;
      const message = refusal(name, argument, wrong);
      expect([what, message]).toEqual([what, expect.stringMatching(new RegExp(`\\[[^\\]]+\\] .*\\b${argument}\\b`))]);
      expect(message).not.toContain("BUG");
    }
  });

  if (typeof right === "string")
    test("an empty text is refused", () => {
      expect(refusal(name, argument, "")).toMatch(new RegExp(`\\b${argument}\\b`));
      expect(refusal(name, argument, "")).not.toContain("BUG");
    });
});

test("no arguments at all are refused", () => {
  for (const [name, { make }] of Object.entries(PLACES)) {
    // These take single arguments, or may be left out themselves.
    if (/^jsonKey|^grantUse|role$|Lattice$|AgentSecretKey$|generated$|Options$|Metadata$|Jwt$|Exchange$/.test(name))
      continue;
    expect(() => {
      const stack = stackIn(testApp(), "stack");
      make(stack, undefined as never);
      synthStack(stack);
    }).toThrow(/^cdktf-agentcore-identity found .*\n.* is missing/);
  }
});
