import type { BridgeOptions, OAuth2CredentialProviderProps } from "cdktf-agentcore-identity";
import {
  ApiKeyCredentialProvider,
  BridgeResource,
  Engine,
  KmsAccess,
  OAuth2Vendor,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { PINNED, WIDENED } from "../support/bindings";
import { googleIn, KEY_ARN, OTHER_ROLE_ARN, reader, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Arguments, Synthesized } from "../support/synth";
import { encoded, only, refusals, resolved, resources, synth, tokenFor } from "../support/synth";

interface Provisioner {
  readonly "local-exec": {
    readonly interpreter: string[];
    readonly command: string;
    readonly environment: Record<string, string>;
    readonly when?: string;
  };
}

const withoutPolicies = { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE };

const google =
  (bridge?: BridgeOptions, props: Partial<OAuth2CredentialProviderProps> = {}) =>
  (stack: TerraformStack) =>
    void googleIn(stack, secretIn(stack, withoutPolicies), { engine: Engine.BRIDGE, bridge, ...props });

/** The one resource whose construct has this name. */
function part(
  synthesized: Synthesized,
  name: "removal_providers" | "Content" | "Confirmation",
  type = "terraform_data",
): Arguments {
  const found = Object.entries(resources(synthesized, type)).filter(([id]) => id.includes(name));
  expect(found).toHaveLength(1);
  return (found[0] as [string, Arguments])[1];
}

const run = (resource: Arguments): Provisioner["local-exec"] =>
  (resource.provisioner as [Provisioner])[0]["local-exec"];
const input = (resource: Arguments): Record<string, unknown> =>
  encoded(run(resource).environment.AGENTCORE_IDENTITY_BRIDGE_INPUT as string);

const OWNER = "${local.agentcore_identity_owner}";
const IDENTITY = { kind: "oauth2", region: "us-east-1", name: "google-maps" };
const KEY = "oauth2/us-east-1/google-maps";

interface Entry {
  readonly object: string;
  readonly input: string;
}
const entries = (block: Arguments): Record<string, Entry> => block.for_each as Record<string, Entry>;

const CONFIG = {
  googleOauth2ProviderConfig: {
    clientId: "client-id",
    clientSecretSource: "EXTERNAL",
    clientSecretConfig: { secretId: SECRET_ARN, jsonKey: "client_secret" },
  },
};

describe("a credential provider with Engine.BRIDGE", () => {
  const synthesized = synth(google());

  test("is this", () => {
    expect(synthesized).toMatchSnapshot();
  });

  test("applies exactly its content, as the API has it, by a program and not by a shell", () => {
    const { interpreter, command, when } = run(part(synthesized, "Content"));
    expect([interpreter[0], command, when]).toEqual(["node", "apply", undefined]);
    expect(input(part(synthesized, "Content"))).toEqual({
      kind: "oauth2",
      region: "us-east-1",
      name: "google-maps",
      owner: OWNER,
      credentialProviderVendor: "GoogleOauth2",
      oauth2ProviderConfigInput: CONFIG,
    });
  });

  test("is removed by a block that stays, with what Terraform keeps of it", () => {
    const removal = part(synthesized, "removal_providers");
    expect(run(removal)).toMatchObject({
      command: "remove",
      environment: { AGENTCORE_IDENTITY_BRIDGE_INPUT: "${self.input}" },
      when: "destroy",
    });
    expect(removal).toMatchObject({ input: "${each.value.input}", triggers_replace: "${each.value.object}" });
    expect(Object.keys(entries(removal))).toEqual([KEY]);
    expect(encoded(entries(removal)[KEY]?.input as string)).toEqual({ ...IDENTITY, owner: OWNER });
  });

  test("is another one under another name alone; its content is replaced by any change, and with its entry", () => {
    expect(JSON.parse(entries(part(synthesized, "removal_providers"))[KEY]?.object as string)).toEqual(IDENTITY);
    const { input: text, removal } = part(synthesized, "Content").triggers_replace as Record<string, string>;
    expect(text).toBe(run(part(synthesized, "Content")).environment.AGENTCORE_IDENTITY_BRIDGE_INPUT);
    expect(removal).toBe(`\${terraform_data.agentcore_identity_removal_providers["${KEY}"].id}`);
  });

  test("is applied once more after each change, for a Terraform that was killed while the program ran", () => {
    const confirmation = part(synthesized, "Confirmation");
    expect(run(confirmation)).toEqual(run(part(synthesized, "Content")));
    expect(confirmation.triggers_replace).toEqual({
      content: expect.stringMatching(/^\$\{terraform_data\..*Content.*\.id\}$/) as string,
    });
  });

  test("names a program beside the stack, whose path no upgrade changes", () => {
    const [, path] = run(part(synthesized, "removal_providers")).interpreter;
    expect(path).toMatch(/^assets\/AgentCoreIdentityBridge[^/]*\/program\/agentcore-identity-bridge\.cjs$/);
    expect(run(part(synthesized, "Content")).interpreter).toEqual(["node", path]);
  });

  test("leaves the version of the AWS provider alone, where the native engine widens it if need be", () => {
    const version = ({ terraform }: Synthesized): string | undefined => terraform.required_providers.aws?.version;
    expect(version(synthesized)).toBe(PINNED);
    expect(version(synth(google(undefined, { engine: Engine.NATIVE })))).toBe(WIDENED);
  });
});

test("null_resource stands for content and confirmation; the duty to remove needs no provider", () => {
  const synthesized = synth(google({ resource: BridgeResource.NULL_RESOURCE }));
  expect(Object.keys(resources(synthesized, "null_resource"))).toHaveLength(2);
  expect(Object.keys(resources(synthesized, "terraform_data"))).toEqual([
    "agentcore_identity_removal_providers",
    "agentcore_identity_removal_statements",
  ]);
  expect(Object.keys(entries(part(synthesized, "removal_providers")))).toEqual([KEY]);
});

test("role, external ID and time limit travel in the input", () => {
  const options = { assumeRoleArn: ROLE_ARN, assumeRoleExternalId: "team", timeoutSeconds: 60 };
  const synthesized = synth(google(options));
  expect(input(part(synthesized, "Content"))).toMatchObject(options);
  expect(encoded(entries(part(synthesized, "removal_providers"))[KEY]?.input as string)).toMatchObject(options);
});

test.each([
  [{ timeoutSeconds: 0 }, 'timeoutSeconds "0" is not 1 to 3600. Leave it out for 300.'],
  [{ timeoutSeconds: 3601 }, 'timeoutSeconds "3601" is not 1 to 3600. Leave it out for 300.'],
  [
    { assumeRoleArn: "arn:aws:iam::111122223333:user/kim" },
    'assumeRoleArn "arn:aws:iam::111122223333:user/kim" is an IAM user, not a role. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.',
  ],
])("%j is refused", (options, message) => {
  expect(refusals(google(options))).toEqual([`[stack/Google/Bridge] ${message}`]);
});

test.each([{ timeoutSeconds: 1 }, { timeoutSeconds: 3600 }, { assumeRoleArn: ROLE_ARN }])("%j is fine", (options) => {
  expect(refusals(google(options))).toEqual([]);
});

test("tokens become expressions within the input, and other text is escaped", () => {
  const synthesized = synth((stack) => {
    const secret = secretIn(stack, withoutPolicies);
    const vendor = OAuth2Vendor.google({ clientId: tokenFor("var.client_id") });
    googleIn(stack, secret, { engine: Engine.BRIDGE, vendor, clientSecret: secret.jsonKey('a"b') });
  });
  const text = run(part(synthesized, "Content")).environment.AGENTCORE_IDENTITY_BRIDGE_INPUT as string;
  expect(text).toMatch(/^\$\{jsonencode\(/);
  expect(text).toContain('"clientId" = "${var.client_id}"');
  expect(text).toContain('"jsonKey" = "a\\"b"');
});

describe("outputs of a bridged provider", () => {
  let arn = "";
  let url = "";
  const synthesized = synth((stack) => {
    const provider = googleIn(stack, secretIn(stack, withoutPolicies), { engine: Engine.BRIDGE });
    arn = resolved(stack, provider.credentialProviderArn);
    url = resolved(stack, provider.callbackUrl);
  });

  test("the ARN follows from its rule", () => {
    const account = Object.keys(synthesized.data?.aws_caller_identity ?? {})[0];
    expect(arn).toBe(
      `arn:aws:bedrock-agentcore:us-east-1:\${data.aws_caller_identity.${account}.account_id}:token-vault/default/oauth2credentialprovider/google-maps`,
    );
  });

  test("the callback URL is read back once it is asked for, after the content is applied", () => {
    const [[id, read]] = Object.entries(synthesized.data?.aws_cloudcontrolapi_resource ?? {}) as [[string, Arguments]];
    expect(url).toBe(`\${jsondecode(data.aws_cloudcontrolapi_resource.${id}.properties)["CallbackUrl"]}`);
    expect(read.type_name).toBe("AWS::BedrockAgentCore::OAuth2CredentialProvider");
    expect(read.depends_on).toEqual([expect.stringMatching(/^terraform_data\..*Confirmation/)]);
    expect(synth(google()).data).toBeUndefined();
  });
});

test("an API key is sent as the API has it", () => {
  const synthesized = synth((stack) => {
    const apiKey = secretIn(stack, withoutPolicies).jsonKey("api_key");
    new ApiKeyCredentialProvider(stack, "Weather", {
      name: "weather",
      apiKey,
      engine: Engine.BRIDGE,
      tags: { team: "a" },
    });
  });
  expect(input(part(synthesized, "Content"))).toEqual({
    kind: "apikey",
    region: "us-east-1",
    name: "weather",
    owner: OWNER,
    apiKeySecretSource: "EXTERNAL",
    apiKeySecretConfig: { secretId: SECRET_ARN, jsonKey: "api_key" },
    tags: { team: "a" },
  });
});

describe("statements beside those of others", () => {
  const additive = (roles: readonly string[], owner?: string) =>
    synth((stack) => {
      const secret = secretIn(stack, {
        policyMode: SecretPolicyMode.ADDITIVE,
        keyAccess: KmsAccess.KEY_POLICY,
        owner,
      });
      const provider = googleIn(stack, secret);
      for (const role of roles) provider.grantUse(reader(role));
    });
  const contents = (synthesized: Synthesized): Record<string, unknown>[] =>
    Object.values(resources(synthesized, "terraform_data"))
      .map((resource) => run(resource))
      .filter(({ command }) => command === "apply")
      .filter(
        ({ environment: { AGENTCORE_IDENTITY_BRIDGE_INPUT: input } }, index, all) =>
          index === all.findIndex((one) => one.environment.AGENTCORE_IDENTITY_BRIDGE_INPUT === input),
      )
      .map(({ environment }) => encoded(environment.AGENTCORE_IDENTITY_BRIDGE_INPUT as string))
      .sort((a, b) => (String(a.kind) < String(b.kind) ? -1 : 1));

  test("are these, in the policies of secret and key, and nothing is granted or overwritten", () => {
    const synthesized = additive([ROLE_ARN]);
    expect(contents(synthesized)).toEqual([
      {
        kind: "keyPolicy",
        region: "us-east-1",
        keyId: KEY_ARN,
        secretId: SECRET_ARN,
        owner: OWNER,
        statements: [
          {
            Sid: "AgentCoreIdentityDecrypt",
            Effect: "Allow",
            Action: "kms:Decrypt",
            Condition: {
              StringEquals: {
                "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
                "kms:EncryptionContext:SecretARN": SECRET_ARN,
              },
            },
            Principal: { AWS: [ROLE_ARN] },
            Resource: "*",
          },
        ],
      },
      {
        kind: "secretPolicy",
        region: "us-east-1",
        secretId: SECRET_ARN,
        owner: OWNER,
        statements: [
          {
            Sid: "AgentCoreIdentityReaders",
            Effect: "Allow",
            Principal: { AWS: [ROLE_ARN] },
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
          },
        ],
      },
    ]);
    expect(Object.keys(synthesized.resource ?? {}).sort()).toEqual([
      "aws_bedrockagentcore_oauth2_credential_provider",
      "aws_iam_role_policy",
      "terraform_data",
    ]);
  });

  test("do not depend on the order of calls", () => {
    expect(additive([ROLE_ARN, OTHER_ROLE_ARN])).toEqual(additive([OTHER_ROLE_ARN, ROLE_ARN]));
  });

  test("may have an owner of one's own", () => {
    const synthesized = additive([ROLE_ARN], "agents");
    const [[name, text] = []] = Object.entries(synthesized.locals ?? {}).filter(
      ([, local]) => local === "agents/${terraform.workspace}",
    );
    expect(text).toBeDefined();
    expect(contents(synthesized).map(({ owner }) => owner)).toEqual([`\${local.${name}}`, `\${local.${name}}`]);
  });
});

test("an exclusive policy counts as foreign what its owner did not write", () => {
  const { lifecycle } = only(
    synth((stack) => googleIn(stack, secretIn(stack)).grantUse(reader())),
    "aws_secretsmanager_secret_policy",
  ) as { lifecycle: { precondition: [{ condition: string }] } };
  expect(lifecycle.precondition[0].condition).toContain(
    'for ours in ["AgentCoreIdentity${local.agentcore_identity_mark}", "AgentCoreIdentity${substr(sha256("${local.agentcore_identity_owner}|arn:',
  );
});
