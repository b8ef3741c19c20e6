import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type {
  CredentialProvider,
  ExternalSecret} from "cdktf-agentcore-identity";
import {
  Engine,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PaymentCredentialProvider,
  PaymentVendor,
  PrivateEndpoint,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import { only, refusals, resources, statements, synth, tokenFor } from "../support/synth";

const WEST = "us-west-2";
const WEST_ARN = SECRET_ARN.replace("us-east-1", WEST);
const WEST_KEY = KEY_ARN.replace("us-east-1", WEST);
const DISCOVERY_URL = "https://login.example.com/.well-known/openid-configuration";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";

describe("one credential provider in two Regions", () => {
  const build = (stack: TerraformStack): void => {
    const google = googleIn(stack, secretIn(stack), { tags: { team: "agents" }, verifyJsonKey: true });
    google.grantUse(Reader.role(ROLE_ARN));
    google.inRegion(WEST, { kmsKeyArn: WEST_KEY }).grantUse(Reader.role(OTHER_ROLE_ARN));
  };
  const synthesized = synth(build);
  const all = (type: string): Record<string, unknown>[] => Object.values(resources(synthesized, type));

  test("is one of a name, a configuration and tags in each, with the secret's copy there", () => {
    const [east, west] = all(OAUTH2) as [Record<string, unknown>, Record<string, unknown>];
    expect([east.region, west.region]).toEqual([undefined, WEST]);
    expect(JSON.stringify(west.oauth2_provider_config)).toBe(
      JSON.stringify(east.oauth2_provider_config).replaceAll(SECRET_ARN, WEST_ARN),
    );
    expect([west.name, west.tags]).toEqual([east.name, east.tags]);
  });

  test("has one secret policy, with the readers of both", () => {
    const { policy, secret_arn } = only(synthesized, "aws_secretsmanager_secret_policy");
    expect(secret_arn).toBe(SECRET_ARN);
    expect(statements(policy)[0]?.Principal).toEqual({ AWS: [OTHER_ROLE_ARN, ROLE_ARN] });
  });

  test("has a grant in each, on the key there, for the readers there", () => {
    expect(all("aws_kms_grant").map((one) => [one.key_id, one.region, one.grantee_principal])).toEqual([
      [KEY_ARN, undefined, ROLE_ARN],
      [WEST_KEY, WEST, OTHER_ROLE_ARN],
    ]);
  });

  test("lets each reader use its own Region's alone, and read the copy there alone", () => {
    const regionsIn = ({ role, policy }: Record<string, unknown>): unknown => [
      role,
      [...new Set(JSON.stringify(policy).match(/us-(east-1|west-2)/g))],
    ];
    expect(all("aws_iam_role_policy").map(regionsIn)).toEqual(
      expect.arrayContaining([
        ["runtime", ["us-east-1"]],
        ["gateway", [WEST]],
      ]),
    );
  });
});

test.each<[string, (stack: TerraformStack, secret: ExternalSecret) => CredentialProvider]>([
  ["an API key", (stack, secret) => apiKeyIn(stack, secret).inRegion(WEST)],
  ["one of the bridge", (stack, secret) => apiKeyIn(stack, secret, "W", { engine: Engine.BRIDGE }).inRegion(WEST)],
  [
    "payment keys",
    (stack, secret) =>
      new PaymentCredentialProvider(stack, "Pay", {
        name: "pay",
        vendor: PaymentVendor.coinbaseCdp({
          apiKeyId: "id",
          apiKeySecret: secret.jsonKey("a"),
          walletSecret: secret.jsonKey("b"),
        }),
      }).inRegion(WEST),
  ],
])("%s of another Region references the replica alone", (_name, make) => {
  const written = JSON.stringify(
    synth((stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE });
      secret.replicaIn(WEST, { kmsKeyArn: WEST_KEY });
      const there = make(stack, secret);
      expect(there.node.path).toMatch(/\/In-us-west-2$/);
      there.grantUse(Reader.role(ROLE_ARN));
    }),
  );
  expect(written).toContain(WEST_ARN);
  expect(written).toContain(`bedrock-agentcore:${WEST}:`);
});

test("without any secret it stands in the Region that is said", () => {
  const synthesized = synth((stack) => {
    const vendor = OAuth2Vendor.custom({
      clientId: "client-id",
      discoveryUrl: DISCOVERY_URL,
      clientAuthenticationMethod: "AWS_IAM_ID_TOKEN_JWT" as never,
    });
    const agents = new OAuth2CredentialProvider(stack, "Agents", { name: "agents", vendor });
    for (const region of ["us-east-1", WEST]) agents.inRegion(region).grantUse(Reader.role(ROLE_ARN));
  });
  expect(Object.values(resources(synthesized, OAUTH2)).map(({ region }) => region)).toEqual([undefined, WEST]);
});

test("what it gave once it gives again, and itself of its own Region", () => {
  expect.assertions(3);
  synth((stack) => {
    const google = googleIn(stack, secretIn(stack));
    google.grantUse(Reader.role(ROLE_ARN));
    const west = google.inRegion(WEST, { kmsKeyArn: WEST_KEY });
    west.grantUse(Reader.role(ROLE_ARN));
    expect(google.inRegion(WEST)).toBe(west);
    expect(google.inRegion(WEST, { kmsKeyArn: WEST_KEY })).toBe(west);
    expect(google.inRegion("us-east-1")).toBe(google);
  });
});

test("an AWS provider that is given serves the other Region, too", () => {
  const synthesized = synth((stack) => {
    const provider = new AwsProvider(stack, "Agents", { alias: "agents", region: "us-east-1" });
    const google = googleIn(stack, secretIn(stack, { provider }), { provider });
    google.inRegion(WEST, { kmsKeyArn: WEST_KEY }).grantUse(Reader.role(ROLE_ARN));
  });
  expect(Object.values(resources(synthesized, OAUTH2)).map(({ region, provider }) => [region, provider])).toEqual([
    [undefined, "aws.agents"],
    [WEST, "aws.agents"],
  ]);
});

describe("refused is", () => {
  const refused = (
    make: (stack: TerraformStack) => CredentialProvider,
    region: string | null = "us-east-1",
  ): string[] => refusals((stack) => void make(stack).grantUse(Reader.role(ROLE_ARN)), { region });
  const google = (stack: TerraformStack): OAuth2CredentialProvider => googleIn(stack, secretIn(stack));

  test.each([
    ["of a token", tokenFor("var.region"), "region is a token. Give the Region of the credential provider as a text."],
    [
      "of another partition",
      "cn-north-1",
      `region "cn-north-1" is not in the secret's partition, aws, and secrets are replicated within one. Use a secret of that partition.`,
    ],
  ])("a Region %s", (_name, region, words) => {
    expect(refused((stack) => google(stack).inRegion(region), null).join("\n")).toContain(words);
  });

  test("a key for the Region in which it is", () => {
    const lines = refused((stack) => google(stack).inRegion("us-east-1", { kmsKeyArn: KEY_ARN }));
    expect(lines).toEqual([
      `[stack/Google] region "us-east-1" is the credential provider's own Region, and its secret there is no replica. Say what holds for it of its ExternalSecret, and give inRegion the Region alone.`,
    ]);
  });

  test("another key than before", () => {
    const other = WEST_KEY.replace("1234abcd", "9999abcd");
    const lines = refused((stack) => {
      const made = google(stack);
      made.inRegion(WEST, { kmsKeyArn: WEST_KEY }).grantUse(Reader.role(ROLE_ARN));
      return made.inRegion(WEST, { kmsKeyArn: other });
    });
    expect(lines).toEqual([
      '[stack/Secret] region "us-west-2" has a replica of this secret already. Make it once, and share it.',
    ]);
  });

  test("one of which the first references a replica, and the way out is none", () => {
    const ofReplica = (region: string) => (stack: TerraformStack) =>
      googleIn(stack, secretIn(stack).replicaIn(WEST, { kmsKeyArn: WEST_KEY })).inRegion(region);
    expect(refused(ofReplica("eu-west-1"))).toEqual([
      '[stack/Google] region "eu-west-1" is asked of a credential provider that references a replica itself, in us-west-2. Make the first credential provider with the secret itself, and call its inRegion for the others.',
    ]);
    expect(refused(ofReplica(WEST))).toEqual([]);
    expect(refused((stack) => google(stack).inRegion("eu-west-1"))).toEqual([]);
  });

  const privately = (stack: TerraformStack, region: string, id = "Custom"): OAuth2CredentialProvider => {
    const secret = secretIn(stack, {}, `Secret${id}`);
    return new OAuth2CredentialProvider(stack, id, {
      name: "custom",
      clientSecret: (region === WEST ? secret.replicaIn(WEST, { kmsKeyArn: WEST_KEY }) : secret).jsonKey("key"),
      vendor: OAuth2Vendor.custom({
        clientId: "client-id",
        discoveryUrl: DISCOVERY_URL,
        privateEndpoint: PrivateEndpoint.managedVpc({
          vpcId: "vpc-0123456789abcdef0",
          subnetIds: ["subnet-0123456789abcdef0"],
        }),
      }),
    });
  };

  test("a private endpoint of the first Region, and the way out is none", () => {
    expect(refused((stack) => privately(stack, "us-east-1").inRegion(WEST))).toEqual([
      '[stack/Custom] region "us-west-2" has not the private endpoint of its identity provider, which is of us-east-1. Make another credential provider there, with what is of us-west-2, and the secret that replicaIn("us-west-2") gives.',
    ]);
    expect(refused((stack) => privately(stack, WEST))).toEqual([]);
  });

  test("a signing key of the first Region, and the way out is none", () => {
    const signed = (region: string) => (stack: TerraformStack) =>
      new OAuth2CredentialProvider(stack, "Signed", {
        name: "signed",
        vendor: OAuth2Vendor.custom({
          clientId: "client-id",
          discoveryUrl: DISCOVERY_URL,
          privateKeyJwt: { kmsKeyArn: KEY_ARN.replace("us-east-1", region) },
        }),
      });
    expect(refused((stack) => signed("us-east-1")(stack).inRegion(WEST))).toEqual([
      '[stack/Signed] region "us-west-2" has not the key that signs its assertions, which is of us-east-1. Make another credential provider there, with what is of us-west-2.',
    ]);
    expect(refused(signed(WEST))).toEqual([]);
  });
});
