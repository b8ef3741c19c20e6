import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { TerraformOutput } from "cdktf";
import type { ExternalSecret, ExternalSecretOptions, ICredentialProvider } from "cdktf-agentcore-identity";
import {
  ApiKeyCredentialProvider,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PaymentCredentialProvider,
  PaymentVendor,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { CUSTOM } from "../support/custom";
import { apiKeyIn, googleIn, KEY_ARN, OTHER_ROLE_ARN, OTHER_SECRET_ARN, ROLE_ARN, secretIn } from "../support/fixtures";
import { programRefusals, stackText } from "../support/program";
import type { Arguments } from "../support/synth";
import { only, ownResources, preconditions, refusals, resolved, stackIn, synth, tokenFor } from "../support/synth";

type Make = (stack: TerraformStack, secrets: readonly [ExternalSecret, ExternalSecret]) => ICredentialProvider;

/** The same credential provider, made here and made elsewhere. */
const KINDS: [string, Make, Make][] = [
  [
    "oauth2",
    (stack, [secret]) => googleIn(stack, secret, {}, "Provider"),
    (stack, [secret]) =>
      OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, "Provider", {
        name: "google-maps",
        secrets: [secret],
      }),
  ],
  [
    "apikey",
    (stack, [secret]) => apiKeyIn(stack, secret, "Provider"),
    (stack, [secret]) =>
      ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Provider", {
        name: "weather",
        secrets: [secret],
      }),
  ],
  [
    "payment",
    (stack, [one, two]) =>
      new PaymentCredentialProvider(stack, "Provider", {
        name: "wallet",
        vendor: PaymentVendor.coinbaseCdp({
          apiKeyId: "id",
          apiKeySecret: one.jsonKey("api_key"),
          walletSecret: two.jsonKey("wallet"),
        }),
      }),
    (stack, secrets) =>
      PaymentCredentialProvider.fromPaymentCredentialProviderAttributes(stack, "Provider", {
        name: "wallet",
        secrets: [...secrets],
      }),
  ],
];

const MODES: Partial<ExternalSecretOptions>[] = [
  {},
  { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY },
  { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE },
  { kmsKeyArn: undefined },
];

/** All but what makes the provider itself. */
function grants(build: (stack: TerraformStack) => void): Record<string, Arguments> {
  const all = Object.entries(ownResources(synth(build))).flatMap(([type, named]) =>
    Object.entries(named).map(([name, one]): [string, Arguments] => [`${type}.${name}`, one]),
  );
  return Object.fromEntries(
    all.filter(([address]) => !/^aws_bedrockagentcore_|^terraform_data\.Provider_Bridge_/.test(address)),
  );
}

describe.each(KINDS)(
  "a credential provider that is made elsewhere grants what one made here does: %s",
  (kind, here, elsewhere) => {
    test.each(MODES)("%j", (modes) => {
      const documents: string[] = [];
      const program = (make: Make) => (stack: TerraformStack) => {
        const secrets = [
          secretIn(stack, modes),
          secretIn(stack, { ...modes, secretArn: OTHER_SECRET_ARN }, "Other"),
        ] as const;
        const provider = make(stack, secrets);
        provider.grantUse(Reader.role(ROLE_ARN, { workloadIdentities: ["planner-*"] }));
        const { policyDocument } = provider.grantUse(Reader.role(OTHER_ROLE_ARN, { attachPolicy: false }));
        documents.push(resolved(stack, policyDocument));
      };
      const [made, imported] = [grants(program(here)), grants(program(elsewhere))];
      expect(Object.keys(imported)).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.Provider_Use-runtime/));
      expect(imported).toEqual(made);
      expect(documents[1]).toBe(documents[0]);
      expect(documents[0]).toContain(
        `credentialprovider/${{ oauth2: "google-maps", apikey: "weather" }[kind] ?? "wallet"}"`,
      );
    });
  },
);

test("the signing key of a client without a secret is granted, too", () => {
  const custom = (stack: TerraformStack): ICredentialProvider =>
    new OAuth2CredentialProvider(stack, "Provider", {
      name: "idp",
      vendor: OAuth2Vendor.custom({ ...CUSTOM, privateKeyJwt: { kmsKeyArn: KEY_ARN } }),
    });
  const imported = (signingKeyArn?: string) => (stack: TerraformStack) =>
    OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, "Provider", {
      name: "idp",
      secrets: [],
      signingKeyArn,
    });
  const policy = (make: (stack: TerraformStack) => ICredentialProvider): unknown =>
    only(
      synth((stack) => void make(stack).grantUse(Reader.role(ROLE_ARN))),
      "aws_iam_role_policy",
    ).policy;
  expect(policy(imported(KEY_ARN))).toBe(policy(custom));
  expect(policy(imported())).not.toContain("kms:Sign");
});

describe("attributes that cannot be so are refused", () => {
  const api = (attributes: object) => (stack: TerraformStack) =>
    void ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Provider", {
      name: "weather",
      secrets: [secretIn(stack)],
      ...attributes,
    }).grantUse(Reader.role(ROLE_ARN));
  const oauth2 = (signingKeyArn: string) => (stack: TerraformStack) =>
    void OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, "Provider", {
      name: "idp",
      secrets: [secretIn(stack)],
      signingKeyArn,
    });

  test("not so these", () => {
    expect(refusals(api({}))).toEqual([]);
    expect(refusals(oauth2(KEY_ARN))).toEqual([]);
  });

  test.each<[string, (stack: TerraformStack) => void, RegExp]>([
    [
      "an ARN for a name",
      api({ name: "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/apikeycredentialprovider/x" }),
      /^\[stack\/Provider\] name "arn:.*" is not 1 to 128 letters, .*Give the name of the credential provider, not its ARN\.$/,
    ],
    ["no secret", api({ secrets: [] }), /^\[stack\/Provider\] secrets is empty, .*ExternalSecret\.fromArn\.$/],
    [
      "an alias for a key",
      oauth2(KEY_ARN.replace(/key\/.*/, "alias/a")),
      /^\[stack\/Provider\] signingKeyArn "arn:.*alias\/a" /,
    ],
    [
      "a key of another Region",
      oauth2(KEY_ARN.replace("us-east-1", "us-west-2")),
      /is in us-west-2, but the credential provider is in us-east-1/,
    ],
    ["text that would be code", api({ name: "${file(1)}" }), /^\[stack\/Provider\] name /],
  ])("%s", (_, build, line) => {
    expect(refusals(build)).toEqual(expect.arrayContaining([expect.stringMatching(line)]));
  });

  test("the Region of an AWS provider that is given; the stack's default one serves all", () => {
    const inWest = (isGiven: boolean): string[] =>
      programRefusals((app) => {
        const stack = stackIn(app, "stack", "us-west-2");
        api(isGiven ? { provider: new AwsProvider(stack, "West", { alias: "west", region: "us-west-2" }) } : {})(stack);
      });
    expect(inWest(true)).toContainEqual(
      expect.stringContaining('provider "us-west-2" works in another Region than the secret or key'),
    );
    expect(inWest(false)).toEqual([]);
  });

  test("in Terraform, where the program does not know them", () => {
    const guards = (attributes: object): string[] =>
      preconditions(only(synth(api(attributes)), "aws_iam_role_policy")).map(({ condition }) => condition);
    expect(guards({})).toEqual([]);
    expect(guards({ name: tokenFor("var.name") })).toEqual([expect.stringContaining("var.name")]);
  });
});

test("its ARN asks for the account where it is used, and the check is told what it references", () => {
  const build = (isUsed: boolean) => (stack: TerraformStack) => {
    const attributes = { name: "weather", secrets: [secretIn(stack)] };
    const imported = (id: string): ICredentialProvider =>
      ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, id, attributes);
    const provider = imported("Provider");
    provider.grantUse(Reader.role(ROLE_ARN));
    imported("Again").grantUse(Reader.role(OTHER_ROLE_ARN, { attachPolicy: false }));
    if (isUsed) new TerraformOutput(stack, "Arn", { value: provider.credentialProviderArn });
  };
  expect(synth(build(false)).data).not.toHaveProperty("aws_caller_identity");
  expect(synth(build(true)).data).toHaveProperty("aws_caller_identity");
  const text = stackText((app) => build(false)(stackIn(app, "stack")));
  const { "//": comment } = JSON.parse(text) as { "//": { metadata: { "agentcore-identity": { providers: object } } } };
  expect(comment.metadata["agentcore-identity"].providers).toEqual({
    "apikey/weather": {
      readers: [OTHER_ROLE_ARN, ROLE_ARN],
      deployers: [],
      elsewhere: [OTHER_ROLE_ARN],
      region: "us-east-1",
      secrets: [expect.stringContaining("google-oauth")],
      signing_keys: [],
    },
  });
});
