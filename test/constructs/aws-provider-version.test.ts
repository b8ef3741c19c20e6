import type { App } from "cdktf";
import { TerraformProvider, TerraformStack } from "cdktf";
import { AwsProviderVersion, SecretPolicy } from "cdktf-agentcore-identity";
import { PINNED, WIDENED } from "../support/bindings";
import { apiKeyIn, googleIn, reader, secretIn } from "../support/fixtures";
import { programRefusals } from "../support/program";
import { refusals, stackIn, synth, synthStack, testApp } from "../support/synth";

const version = (build: (stack: TerraformStack) => void): string | undefined =>
  synth(build).terraform.required_providers.aws?.version;

const refused = (path: string, constraint: string): string =>
  `[${path}] the version of the AWS provider "${constraint}" admits providers older than 6.66.0, which cannot reference an existing secret. Ask for ">= 6.66.0, < 7.0.0" or newer with AwsProviderVersion.pin, or leave the version out.`;

test("a stack without credential providers keeps the pin of the bindings", () => {
  expect(version(() => undefined)).toBe(PINNED);
  expect(version((stack) => void new SecretPolicy(stack, "P", { secret: secretIn(stack), readers: [reader()] }))).toBe(
    PINNED,
  );
});

test.each([
  ["an OAuth2", googleIn],
  ["an API key", apiKeyIn],
])("%s credential provider widens it if need be", (_, providerIn) => {
  expect(version((stack) => void providerIn(stack, secretIn(stack)))).toBe(WIDENED);
});

test("several credential providers widen it once, to the same", () => {
  const widened = version((stack) => {
    const secret = secretIn(stack);
    googleIn(stack, secret);
    apiKeyIn(stack, secret);
  });
  expect(widened).toBe(WIDENED);
});

test.each(["~> 6.70", ">= 6.66.0", "6.66.0", "> 6.66.0", ">= 7.0.0"])(
  "a user's %s wins, said before or after",
  (constraint) => {
    const before = version((stack) => {
      AwsProviderVersion.pin(stack, constraint);
      googleIn(stack, secretIn(stack));
    });
    const after = version((stack) => {
      googleIn(stack, secretIn(stack));
      AwsProviderVersion.pin(stack, constraint);
    });
    expect([before, after]).toEqual([constraint, constraint]);
  },
);

describe("bindings of a user's own", () => {
  class LocalAws extends TerraformProvider {
    public constructor(scope: TerraformStack, id: string, providerVersion: string) {
      super(scope, id, {
        terraformResourceType: "aws",
        terraformProviderSource: "hashicorp/aws",
        terraformGeneratorMetadata: { providerName: "aws", providerVersion },
      });
    }
  }
  const withBindings = (pin: string): string | undefined => {
    const stack = new TerraformStack(testApp(), "stack");
    googleIn(stack, secretIn(stack));
    new LocalAws(stack, "Aws", pin);
    return synthStack(stack).terraform.required_providers.aws?.version;
  };

  test("keep their pin if it is new enough, wherever in the program they stand", () => {
    expect(withBindings("6.70.1")).toBe("6.70.1");
  });

  test("are widened if not", () => {
    expect(withBindings("6.65.0")).toBe(">= 6.66.0, < 7.0.0");
  });
});

test("the stack's own override counts as the user's", () => {
  const build = (stack: TerraformStack): void => {
    stack.addOverride("terraform.required_providers.aws.version", "6.70.1");
    googleIn(stack, secretIn(stack));
  };
  expect(version(build)).toBe("6.70.1");
});

test.each(["6.25.0", ">= 6.0.0", "~> 6.64", "> 6.65.0", "~> 6", "< 7.0.0", "not a version"])(
  "%s is refused, said before or after",
  (constraint) => {
    const before = refusals((stack) => {
      AwsProviderVersion.pin(stack, constraint);
      googleIn(stack, secretIn(stack));
    });
    const after = refusals((stack) => {
      googleIn(stack, secretIn(stack));
      AwsProviderVersion.pin(stack, constraint);
    });
    expect([before, after]).toEqual([[refused("stack", constraint)], [refused("stack", constraint)]]);
  },
);

test("an old version is fine in a stack that needs no new one", () => {
  expect(refusals((stack) => AwsProviderVersion.pin(stack, "6.25.0"))).toEqual([]);
});

test("widen does not undo a pin", () => {
  const build = (stack: TerraformStack): void => {
    AwsProviderVersion.pin(stack, "6.70.0");
    AwsProviderVersion.widen(stack);
  };
  expect(version(build)).toBe("6.70.0");
});

test("a construct within the stack can stand for it", () => {
  expect(version((stack) => AwsProviderVersion.pin(secretIn(stack), "6.70.0"))).toBe("6.70.0");
});

describe("two stacks", () => {
  const build = (app: App, pins: Readonly<Record<string, string>>): TerraformStack[] =>
    Object.entries(pins).map(([id, constraint]) => {
      const stack = stackIn(app, id);
      if (constraint) AwsProviderVersion.pin(stack, constraint);
      googleIn(
        stack,
        secretIn(stack, { secretArn: `arn:aws:secretsmanager:us-east-1:111122223333:secret:${id}-AbCdEf` }),
      );
      return stack;
    });

  test("have each its own version", () => {
    const stacks = build(testApp(), { one: "", two: "~> 6.70" });
    expect(stacks.map((stack) => synthStack(stack).terraform.required_providers.aws?.version)).toEqual([
      WIDENED,
      "~> 6.70",
    ]);
  });

  test("are each refused for their own", () => {
    expect(programRefusals((app) => void build(app, { one: "", two: "6.64.0" }))).toEqual([refused("two", "6.64.0")]);
    expect(programRefusals((app) => void build(app, { one: "6.25.0", two: "6.64.0" }))).toEqual([
      refused("one", "6.25.0"),
      refused("two", "6.64.0"),
    ]);
  });
});
