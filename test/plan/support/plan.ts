import { sourceOfPlan } from "../../../src/plan/from-plan";
import type { Given } from "../../../src/plan/given";
import { modelWith } from "../../../src/plan/model-with";
import type { Model } from "../../../src/proof/model";
import type { Row } from "../../../src/proof/proof";
import { prove } from "../../../src/proof/proof";

export const ACCOUNT = "111122223333";
export const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:weather-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const AGENT = `arn:aws:iam::${ACCOUNT}:role/agent`;

/** One resource as Terraform plans it. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  /** @default - what was before, unchanged */
  readonly after?: object | null;
  /** Left out: it is new. */
  readonly before?: object;
  readonly unknown?: object;
  /** @default create, or no-op, or update, or delete: as before and after tell */
  readonly actions?: readonly string[];
  readonly reason?: string;
  /** Arguments that the configuration gives. @default - all that are in `after`, as constants */
  readonly expressions?: object;
  readonly provider?: string;
  readonly data?: boolean;
}

export interface PlanParts {
  readonly resources: readonly Planned[];
  readonly providers?: object;
  readonly variables?: object;
  readonly top?: object;
}

const addressOf = ({ data, type, name }: Planned): string => `${data ? "data." : ""}${type}.${name}`;

function actionsOf({ actions, before, after }: Planned): readonly string[] {
  if (actions) return actions;
  if (before === undefined) return ["create"];
  if (after === null) return ["delete"];
  return after === undefined ? ["no-op"] : ["update"];
}

/** A plan in the form of `terraform show -json`. */
export function planJson({ resources, providers, variables, top }: PlanParts): object {
  const managed = resources.filter(({ data }) => !data);
  const described = (one: Planned, values: object): object => ({
    address: addressOf(one),
    mode: one.data ? "data" : "managed",
    type: one.type,
    name: one.name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    values,
  });
  const remaining = managed.filter((one) => one.after !== null);
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    ...(variables && { variables }),
    planned_values: {
      root_module: { resources: remaining.map((one) => described(one, one.after ?? one.before ?? {})) },
    },
    resource_changes: managed.map((one) => ({
      address: addressOf(one),
      mode: "managed",
      type: one.type,
      name: one.name,
      change: {
        actions: actionsOf(one),
        before: one.before ?? null,
        after: one.after === undefined ? (one.before ?? {}) : one.after,
        after_unknown: one.unknown ?? {},
      },
      ...(one.reason !== undefined && { action_reason: one.reason }),
    })),
    prior_state: {
      values: {
        root_module: { resources: resources.filter(({ data }) => data).map((one) => described(one, one.after ?? {})) },
      },
    },
    configuration: {
      provider_config: providers ?? { aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } } },
      root_module: {
        resources: resources
          .filter((one) => one.after !== null || one.expressions)
          .map((one) => ({
            address: addressOf(one),
            mode: one.data ? "data" : "managed",
            type: one.type,
            name: one.name,
            provider_config_key: one.provider ?? "aws",
            expressions:
              one.expressions ??
              Object.fromEntries(
                Object.entries(one.after ?? one.before ?? {}).map(([key, value]) => [
                  key,
                  { constant_value: value as unknown },
                ]),
              ),
          })),
      },
    },
    errored: false,
    complete: true,
    applyable: true,
    ...top,
  };
}

/** The model of plans, that of several as one world. */
export function modelOfPlans(plans: readonly PlanParts[], given: Partial<Given> = {}): Model {
  const several = plans.length > 1;
  const sources = plans.map((plan, index) => ({
    ...sourceOfPlan(planJson(plan), "plan.json"),
    ...(several && { name: `${index}.json` }),
  }));
  return modelWith(sources, { policies: [], account: ACCOUNT, expected: expectAgent(), ...given });
}

export const modelOfPlan = (plan: PlanParts, given: Partial<Given> = {}): Model => modelOfPlans([plan], given);

/** `use read decrypt` of one principal, or undefined without a row. */
export function answers(model: Model, principal = AGENT): string | undefined {
  const row = prove(model).find((one: Row) => one.principal === principal);
  return row && [row.use, row.read, row.decrypt].map(({ verdict }) => verdict).join(" ");
}

/** The agent is the only reader of provider `weather`. */
export function expectAgent(): NonNullable<Given["expected"]> {
  const roles = { readers: [AGENT], deployers: [], unknown: [], elsewhere: [] };
  return {
    providers: [{ at: "expect.json", name: "weather", ...roles, secrets: [], signingKeys: [] }],
    secrets: [],
    keys: new Map(),
    suppressions: [],
  };
}

export const allow = (action: string, resource: string, more: object = {}): object => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "S", Effect: "Allow", Action: action, Resource: resource, ...more }],
});
export const READ = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "Use", Effect: "Allow", Action: "bedrock-agentcore:*", Resource: "*" },
    { Sid: "Read", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
  ],
});

/** A credential provider that reads the secret. */
export const PROVIDER: Planned = {
  type: "aws_bedrockagentcore_api_key_credential_provider",
  name: "w",
  after: { name: "weather", api_key_secret_config: [{ secret_id: SECRET, json_key: "key" }] },
};

/** The secret as it stands at AWS, with changes of what it is. */
export const secret = (more: Partial<Planned> = {}, values: object = {}): Planned => ({
  type: "aws_secretsmanager_secret",
  name: "s",
  before: { arn: SECRET, id: SECRET, name: "weather", policy: "", kms_key_id: null, ...values },
  expressions: { name: { constant_value: "weather" } },
  ...more,
});

/** A role as it stands at AWS, as the AWS provider's Read tells it. */
export const role = (values: object = {}, more: Partial<Planned> = {}, name = "agent"): Planned => ({
  type: "aws_iam_role",
  name,
  before: {
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    id: name,
    name,
    path: "/",
    inline_policy: [],
    managed_policy_arns: [],
    ...values,
  },
  expressions: { name: { constant_value: name } },
  ...more,
});
