import { sourceOfPlan } from "../../src/plan/from-plan";
import { Resolver } from "../../src/plan/resolver";
import { isUnknown, openText } from "../../src/decision";

const made = (type: string, name: string): object => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  values: { name, region: "us-east-1" },
});
const SECRET = (name: string): string =>
  `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-${openText(`suffix of aws_secretsmanager_secret.${name}`, 6)}`;

interface World {
  /** The expression of the policy's `secret_arn`. */
  expression: object;
  /** Of the module that has the policy: the inputs of its call, and what else stands there. */
  inputs?: object;
  call?: object;
  module?: object;
  /** Beside the module: other calls. */
  calls?: object;
  variables?: object;
  /** The keys of the module's and of the policy's instance, as in an address. */
  key?: string;
  instance?: string;
  forEach?: object;
}

/** What a secret policy in a module is the policy of, where the plan leaves it open. */
function secretArnOf(world: World): { value: unknown; assumed: number } {
  const address = `module.inner${world.key ?? ""}.aws_secretsmanager_secret_policy.this${world.instance ?? ""}`;
  const policy = { address, mode: "managed", type: "aws_secretsmanager_secret_policy", values: {} };
  const plan = {
    format_version: "1.2",
    variables: world.variables,
    planned_values: {
      root_module: {
        resources: [made("aws_secretsmanager_secret", "one"), made("aws_secretsmanager_secret", "two")],
        child_modules: [{ resources: [policy] }],
      },
    },
    resource_changes: [
      { address, change: { after_unknown: { secret_arn: true } } },
      ...["one", "two"].map((name) => ({
        address: `aws_secretsmanager_secret.${name}`,
        change: { after_unknown: { arn: true } },
      })),
    ],
    configuration: {
      root_module: {
        module_calls: {
          ...world.calls,
          inner: {
            ...world.call,
            expressions: world.inputs,
            module: {
              ...world.module,
              resources: [
                {
                  address: "aws_secretsmanager_secret_policy.this",
                  expressions: { secret_arn: world.expression },
                  for_each_expression: world.forEach,
                },
              ],
            },
          },
        },
      },
    },
  };
  const source = sourceOfPlan(plan, "plan.json");
  const resolver = new Resolver(source, new Map([["", "111122223333"]]));
  const resource = source.resources.find((one) => one.address === address);
  if (!resource) throw new Error("no policy");
  const value = resolver.attribute(resource, "secret_arn");
  return { value: isUnknown(value) ? value.reason : value, assumed: resolver.assumptions.length };
}

const refers = (...references: string[]): object => ({ references });
const ONE = refers("aws_secretsmanager_secret.one.arn", "aws_secretsmanager_secret.one");
const VAR = refers("var.secret.arn", "var.secret");

describe("a value in a module that is known after the apply is what it is made of, and that is taken for granted", () => {
  test.each<[string, World]>([
    ["an input", { expression: refers("var.arn"), inputs: { arn: ONE } }],
    ["part of an input that is an object", { expression: VAR, inputs: { secret: ONE } }],
    [
      "part of an input that is written as JSON",
      {
        expression: VAR,
        inputs: { secret: { constant_value: { arn: "${aws_secretsmanager_secret.one.arn}", key: "x" } } },
      },
    ],
    [
      "an input of which another part is another secret",
      {
        expression: VAR,
        inputs: {
          secret: {
            constant_value: {
              arn: "${aws_secretsmanager_secret.one.arn}",
              backup: "${aws_secretsmanager_secret.two.arn}",
            },
          },
        },
      },
    ],
    [
      "each.value of a resource",
      {
        expression: refers("each.value"),
        instance: '["a"]',
        forEach: refers("var.all"),
        inputs: {
          all: {
            constant_value: { a: "${aws_secretsmanager_secret.one.arn}", b: "${aws_secretsmanager_secret.two.arn}" },
          },
        },
      },
    ],
    [
      "each.value of the module's call",
      {
        expression: refers("var.arn"),
        inputs: { arn: refers("each.value.arn", "each.value") },
        key: '["b"]',
        call: {
          for_each_expression: {
            constant_value: {
              a: { arn: "${aws_secretsmanager_secret.two.arn}" },
              b: { arn: "${aws_secretsmanager_secret.one.arn}" },
            },
          },
        },
      },
    ],
    [
      "the output of another module",
      {
        expression: refers("var.arn"),
        inputs: { arn: refers("module.other.arn", "module.other") },
        calls: {
          other: {
            expressions: { secret: ONE },
            module: { outputs: { arn: { expression: refers("var.secret") } } },
          },
        },
      },
    ],
    [
      "an instance of another module",
      {
        expression: refers("var.arn"),
        inputs: { arn: refers('module.other["x"].arn', 'module.other["x"]', "module.other") },
        calls: {
          other: {
            expressions: { secret: refers("each.value") },
            for_each_expression: { constant_value: { x: "${aws_secretsmanager_secret.one.arn}" } },
            module: { outputs: { arn: { expression: refers("var.secret") } } },
          },
        },
      },
    ],
    // Of a dynamic block the plan shows nothing at all.
    [
      "the only secret that the module is given",
      { expression: {}, inputs: { name: { constant_value: "x" }, secret: ONE } },
    ],
  ])("%s", (_name, world) => {
    expect(secretArnOf(world)).toEqual({ value: SECRET("one"), assumed: 1 });
  });

  test("a variable of the root module", () => {
    const world: World = { expression: refers("var.arn"), inputs: { arn: refers("var.given") } };
    const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:given-AbCdEf";
    expect(secretArnOf({ ...world, variables: { given: { value: arn } } }).value).toBe(arn);
  });

  test("a default of the module", () => {
    const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:usual-AbCdEf";
    const module = { variables: { arn: { default: arn } } };
    expect(secretArnOf({ expression: refers("var.arn"), module, inputs: {} }).value).toBe(arn);
  });
});

describe("it stays unknown, and nothing is taken for granted, if it is made of", () => {
  const both = refers("aws_secretsmanager_secret.one.arn", "aws_secretsmanager_secret.two.arn");
  const circle = { outputs: { arn: { expression: refers("module.other.arn", "module.other") } } };
  test.each<[string, World, string]>([
    [
      "one of two",
      { expression: refers("var.arn"), inputs: { arn: both } },
      `it is one of ${SECRET("one")}, ${SECRET("two")}, which a plan does not show`,
    ],
    ["a local value", { expression: refers("local.arn") }, "it is made of local.arn, which a plan does not show"],
    [
      "a local value beside a secret",
      { expression: refers("var.arn", "local.suffix"), inputs: { arn: ONE } },
      "it is made of local.suffix, which a plan does not show",
    ],
    [
      "something else",
      { expression: refers("var.arn"), inputs: { arn: { constant_value: "x" } } },
      "module.inner.aws_secretsmanager_secret_policy.this.secret_arn is known after the apply",
    ],
    [
      "an attribute that is not planned",
      { expression: refers("var.arn"), inputs: { arn: refers("random_pet.one.id", "random_pet.one") } },
      "random_pet.one.id is known after the apply",
    ],
    [
      "a module that is not there",
      { expression: refers("var.arn"), inputs: { arn: refers("module.none.arn", "module.none") } },
      "it is made of module.none.arn, which a plan does not show",
    ],
    [
      "itself",
      {
        expression: refers("var.arn"),
        inputs: { arn: refers("module.other.arn", "module.other") },
        calls: { other: { expressions: {}, module: { ...circle, module_calls: { other: { module: circle } } } } },
      },
      "it is made of module.other.arn, which a plan does not show",
    ],
  ])("%s", (_name, world, reason) => {
    expect(secretArnOf(world)).toEqual({ value: reason, assumed: 0 });
  });
});

test("a chain of modules without end is given up", () => {
  const length = 5_000;
  const link = (index: number): object =>
    index === 0 ? ONE : refers(`module.link${index}.arn`, `module.link${index}`);
  const calls = Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `link${index + 1}`,
      { expressions: { arn: link(index) }, module: { outputs: { arn: { expression: refers("var.arn") } } } },
    ]),
  );
  const chain = (index: number): World => ({ expression: refers("var.arn"), inputs: { arn: link(index) }, calls });
  expect(secretArnOf(chain(100))).toEqual({ value: SECRET("one"), assumed: 1 });
  expect(secretArnOf(chain(length))).toEqual({
    value: "it is made of too much, which a plan does not show",
    assumed: 0,
  });
});

test("a chain of resources without end is given up", () => {
  const address = (index: number): string => `aws_secretsmanager_secret_policy.link${index}`;
  const resources = Array.from({ length: 5_000 }, (_, index) => index);
  const plan = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: resources.map((index) => ({
          address: address(index),
          mode: "managed",
          type: "aws_secretsmanager_secret_policy",
          values: {},
        })),
      },
    },
    resource_changes: resources.map((index) => ({
      address: address(index),
      change: { after_unknown: { secret_arn: true } },
    })),
    configuration: {
      root_module: {
        resources: resources.map((index) => ({
          address: address(index),
          expressions: { secret_arn: refers(`${address(index + 1)}.secret_arn`, address(index + 1)) },
        })),
      },
    },
  };
  const source = sourceOfPlan(plan, "plan.json");
  const [first] = source.resources;
  expect(isUnknown(first && new Resolver(source).attribute(first, "secret_arn"))).toBe(true);
});
