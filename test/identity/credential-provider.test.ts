import { shownAs } from "../support/words";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { ITerraformDependable, TerraformStack } from "cdktf";
import { Testing } from "cdktf";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKeyIn, googleIn, regionToken, SECRET_ARN, secretIn } from "../support/fixtures";
import { programRefusals } from "../support/program";
import {
  only,
  ownResources,
  preconditions,
  refusals,
  resolved,
  stackIn,
  synth,
  synthStack,
  testApp,
  tokenFor,
} from "../support/synth";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const API_KEY = "aws_bedrockagentcore_api_key_credential_provider";
const CONSENT = ", whose callback URL changes and whose users must consent again";
const google = (stack: TerraformStack): void => void googleIn(stack, secretIn(stack));
const weather = (stack: TerraformStack): void => void apiKeyIn(stack, secretIn(stack));

/** What the bridge has made under the same name goes first. */
const AFTER_REMOVAL = ["terraform_data.agentcore_identity_removal_providers"];

test("an OAuth2 credential provider is this resource, and no other", () => {
  const synthesized = synth(google);
  expect(ownResources(synthesized)).toEqual({
    [OAUTH2]: {
      Google_AF1E99FA: {
        name: "google-maps",
        credential_provider_vendor: "GoogleOauth2",
        depends_on: AFTER_REMOVAL,
        oauth2_provider_config: [
          {
            google_oauth2_provider_config: [
              {
                client_id: "client-id",
                client_secret_source: "EXTERNAL",
                client_secret_config: [{ secret_id: SECRET_ARN, json_key: "client_secret" }],
              },
            ],
          },
        ],
        lifecycle: { postcondition: [expect.anything()] },
      },
    },
  });
  expect(synthesized).toMatchSnapshot();
});

test("an API key credential provider is this resource, and no other", () => {
  const synthesized = synth(weather);
  expect(ownResources(synthesized)).toEqual({
    [API_KEY]: {
      Weather_812728CF: {
        name: "weather",
        api_key_secret_source: "EXTERNAL",
        api_key_secret_config: [{ secret_id: SECRET_ARN, json_key: "api_key" }],
        depends_on: AFTER_REMOVAL,
      },
    },
  });
  expect(synthesized).toMatchSnapshot();
});

test("a provider that AgentCore gave a secret of its own is not switched in place", () => {
  expect(only(synth(google), OAUTH2).lifecycle).toEqual({
    postcondition: [
      {
        condition:
          '${!strcontains(try(self.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!")}',
        error_message:
          "Credential provider google-maps uses a secret that AgentCore made itself, and AgentCore cannot switch it to your own in place. Replace the provider, whose callback URL changes and whose users must consent again: terraform apply -replace=aws_bedrockagentcore_oauth2_credential_provider.Google_AF1E99FA",
      },
    ],
  });
});

test.each([
  ["OAuth2", google, OAUTH2, "client_secret_arn", "google-maps", CONSENT],
  ["API key", weather, API_KEY, "api_key_secret_arn", "weather", ""],
])(
  "every plan of an %s credential provider shows that it reads another secret",
  (_, build, type, attribute, name, also) => {
    const synthesized = synth(build);
    const address = `${type}.${Object.keys(synthesized.resource?.[type] ?? {})[0]}`;
    expect(Object.values(synthesized.check ?? {})).toEqual([
      {
        assert: [
          {
            condition: `\${try(${address}.${attribute}[0].secret_arn, "") == "${SECRET_ARN}"}`,
            error_message: `Credential provider ${name} reads another secret than ${SECRET_ARN}: somebody has changed it outside Terraform. Change it back, or replace the provider${also}: terraform apply -replace=${address}`,
          },
        ],
      },
    ]);
  },
);

test("attributes are those of the resource", () => {
  const stack = stackIn(testApp(), "stack");
  const secret = secretIn(stack);
  const [oauth2, apiKey] = [googleIn(stack, secret), apiKeyIn(stack, secret)];
  expect(
    [oauth2.callbackUrl, oauth2.credentialProviderArn, apiKey.credentialProviderArn].map((text) =>
      resolved(stack, text),
    ),
  ).toEqual([
    `\${${OAUTH2}.Google_AF1E99FA.callback_url}`,
    `\${${OAUTH2}.Google_AF1E99FA.credential_provider_arn}`,
    `\${${API_KEY}.Weather_812728CF.credential_provider_arn}`,
  ]);
  expect([oauth2.name, apiKey.name]).toEqual(["google-maps", "weather"]);
});

describe("names", () => {
  const refused = (name: string): string[] => refusals((stack) => void googleIn(stack, secretIn(stack), { name }));
  const warnings = (name: string): string[] => {
    const stack = stackIn(testApp(), "stack");
    return googleIn(stack, secretIn(stack), { name })
      .node.metadata.filter(({ type }) => type === "@cdktf/warn")
      .map(({ data }) => String(data));
  };

  test.each(["a", "A-1_b", "a".repeat(128), tokenFor("var.name")])("%s is one", (name) => {
    expect(refused(name)).toEqual([]);
  });

  test.each(["", "a b", "a.b", "a/b", "é", "a".repeat(129)])("%j is refused", (name) => {
    expect(refused(name)).toEqual([
      `[stack/Google] ${shownAs("name", name, 'is not 1 to 128 letters, digits, "-" and "_"')}. Rename the credential provider.`,
    ]);
  });

  test("with _ are warned of, with - not", () => {
    expect(warnings("google_maps")).toEqual([
      'name "google_maps" holds "_", which the API takes but AWS\'s own ARN patterns do not. Use "-".',
    ]);
    expect(warnings("google-maps")).toEqual([]);
  });

  test("of 51 characters are warned of, of 50 not", () => {
    expect(warnings("a".repeat(51))).toEqual([
      `name "${"a".repeat(51)}" is longer than the 50 characters that the console takes.`,
    ]);
    expect([
      warnings("a".repeat(50)),
      warnings(tokenFor("var.a_rather_long_name_that_terraform_will_know_later")),
    ]).toEqual([[], []]);
  });
});

describe("two providers of one name", () => {
  const taken = (path: string, name: string): string[] => [
    `[stack/${path}] name "${name}" is already the name of stack/Google, and names are unique in an account and Region. Rename one of the two.`,
  ];

  test("are refused", () => {
    const lines = refusals((stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret);
      googleIn(stack, secret, {}, "Again");
    });
    expect(lines).toEqual(taken("Again", "google-maps"));
  });

  test("are refused if one names the default AWS provider", () => {
    const stack = stackIn(testApp(), "stack");
    const provider = stack.node.findChild("Aws") as AwsProvider;
    const secret = secretIn(stack);
    googleIn(stack, secret);
    googleIn(stack, secret, { provider }, "Again");
    expect(() => synthStack(stack)).toThrow(taken("Again", "google-maps")[0]);
  });

  test("are refused in a Region that is a token", () => {
    const lines = refusals((stack) => {
      const region = new IamRole(stack, "Tagged", { assumeRolePolicy: "{}" });
      googleIn(stack, regionToken(stack, "One", region.name));
      googleIn(stack, regionToken(stack, "Two", region.name), {}, "Again");
    });
    expect(lines).toEqual(taken("Again", "google-maps"));
  });

  test.each<[string, (stack: TerraformStack) => void]>([
    [
      "of another kind",
      (stack) => void apiKeyIn(stack, secretIn(stack, {}, "Other"), "Weather", { name: "google-maps" }),
    ],
    [
      "of another AWS provider",
      (stack) =>
        void googleIn(
          stack,
          secretIn(stack, {}, "Other"),
          { provider: new AwsProvider(stack, "B", { alias: "b", region: "us-east-1" }) },
          "Again",
        ),
    ],
    [
      "of tokens",
      (stack) =>
        ["A", "B"].forEach(
          (id) => void googleIn(stack, secretIn(stack, {}, `${id}Secret`), { name: tokenFor("var.name") }, id),
        ),
    ],
  ])("are fine if one is %s", (_, another) => {
    expect(refusals((stack) => (google(stack), another(stack)))).toEqual([]);
  });
});

test("two providers of one name in two stacks are fine: the stacks may be deployed to two accounts", () => {
  expect(programRefusals((app) => [stackIn(app, "dev"), stackIn(app, "prod")].forEach(google))).toEqual([]);
});

describe("tags", () => {
  const tag = (tags: Record<string, string>): string[] =>
    refusals((stack) => void googleIn(stack, secretIn(stack), { tags }));
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));
  const way = 'Use letters, digits, spaces and any of "._:/=+@-".';

  test("are passed on, by both kinds", () => {
    const tags = { team: "payments", "cost:center": "a b" };
    expect(
      only(
        synth((stack) => void googleIn(stack, secretIn(stack), { tags })),
        OAUTH2,
      ).tags,
    ).toEqual(tags);
    expect(
      only(
        synth((stack) => void apiKeyIn(stack, secretIn(stack), "Weather", { tags })),
        API_KEY,
      ).tags,
    ).toEqual(tags);
  });

  test("are at most 50", () => {
    expect(tag(many(50))).toEqual([]);
    expect(tag(many(51))).toEqual(['[stack/Google] tags "51" are more than 50. Drop some.']);
  });

  test("have keys of 1 to 128 and values of 0 to 256 characters that AgentCore takes", () => {
    expect(tag({ ["k".repeat(128)]: "v".repeat(256), team: tokenFor("var.team") })).toEqual([]);
    for (const key of ["", "k".repeat(129), "a#b"]) {
      expect(tag({ [key]: "" })).toEqual([
        `[stack/Google] ${shownAs("a key of tags", key, "is not 1 to 128 characters that AgentCore takes")}. ${way}`,
      ]);
    }
    for (const value of ["v".repeat(257), "a,b"]) {
      expect(tag({ team: value })).toEqual([
        `[stack/Google] ${shownAs("tags.team", value, "is not 0 to 256 characters that AgentCore takes")}. ${way}`,
      ]);
    }
  });
});

test("a provider is made after what puts the value into its secret", () => {
  const synthesized = synth((stack) => {
    const value = new SecretsmanagerSecretVersion(stack, "Value", { secretId: SECRET_ARN });
    const populatedBy: ITerraformDependable[] = [value];
    googleIn(stack, secretIn(stack, { populatedBy }));
  });
  expect(only(synthesized, OAUTH2).depends_on).toEqual(["aws_secretsmanager_secret_version.Value", ...AFTER_REMOVAL]);
});

test("a provider that is known needs no precondition", () => {
  expect(preconditions(only(synth(google), OAUTH2))).toEqual([]);
});

describe("the command that replaces a provider is for the folder where the program runs", () => {
  const command = (outdir: string, id = "agents"): string => {
    const stack = stackIn(Testing.app({ outdir }), id);
    google(stack);
    const { lifecycle } = only(synthStack(stack), OAUTH2);
    return /terraform .*(?=")/.exec(JSON.stringify(lifecycle))?.[0] ?? "";
  };
  const address = `${OAUTH2}.Google_AF1E99FA`;

  test("and names that of the stack", () => {
    expect(command("cdktf.out")).toBe(`terraform -chdir=cdktf.out/stacks/agents apply -replace=${address}`);
    expect(command(join(process.cwd(), "cdktf.out"), "other")).toBe(
      `terraform -chdir=cdktf.out/stacks/other apply -replace=${address}`,
    );
  });

  test("unless it is elsewhere, where each machine has its own", () =>
    expect(command(tmpdir())).toBe(`terraform apply -replace=${address}`));
});
