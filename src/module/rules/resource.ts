import { PROVIDER_NAME_CONSOLE_LENGTH } from "../../access/limits";
import { ExternalSecret } from "../../secret/external-secret";
import type { Body, Json } from "../hcl/json";
import { isBody } from "../hcl/json";
import { named, only } from "../synthesis";
import { words } from "../words";
import { apiKeyIn, secretIn } from "./samples";
import { orEmpty } from "./expressions";
import { inner } from "./guard";
import type { TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { settled } from "../../terraform/settled";

/** The secret of a module's inputs, as the constructs see it. */
export const inputSecret = (stack: TerraformStack): ExternalSecret =>
  ExternalSecret.fromAttributes(stack, "Secret", {
    secretArn: settled("${var.secret.secret_arn}"),
    region: settled("${local.region}"),
    account: settled("${local.account}"),
    partition: settled("${local.partition}"),
  });

/** The Region is known in the plan: the AWS provider says where it works. */
export function sameRegion(isRegionUnknown?: string, found = "self.region"): Body {
  const message = words(
    (stack) => {
      const provider = new AwsProvider(stack, "West", { alias: "west", region: "us-west-2" });
      apiKeyIn(stack, { provider }, secretIn(stack));
    },
    ["us-east-1", "local.region"],
    ["us-west-2", found],
  );
  const condition = `${found} == local.region`;
  return {
    condition: `\${${isRegionUnknown === undefined ? condition : `${isRegionUnknown} || ${condition}`}}`,
    error_message: message,
  };
}

/** What the constructs warn of. */
export const nameWarning = (): Body => ({
  condition: `\${!strcontains(var.name, "_") && length(var.name) <= ${PROVIDER_NAME_CONSOLE_LENGTH}}`,
  error_message: `name "\${var.name}" holds "_" or is longer than ${PROVIDER_NAME_CONSOLE_LENGTH} characters: the API takes it, but the console and some of AWS's own ARN patterns do not.`,
});

export const warning = (name: string, ...assert: readonly Body[]): Body => ({
  check: { [name]: { "//": { "": "Warns in every plan; nothing here stops one." }, assert } },
});

/** The check of the constructs: whether AgentCore still reads the secret. */
export function secretWarning(synthesized: Body, hasNoSecret?: string): Body {
  const check = Object.values((synthesized.check ?? {}) as Readonly<Record<string, Body>>)[0];
  const [assert] = (check?.assert ?? []) as readonly Body[];
  if (!assert) throw new Error("the constructs check no secret");
  const { condition, error_message } = assert as { condition: string; error_message: string };
  const guarded = hasNoSecret === undefined ? condition : `\${${hasNoSecret} ? true : ${inner(condition)}}`;
  const message =
    hasNoSecret === undefined
      ? error_message
      : error_message.replace("${var.secret.secret_arn}", '${try(var.secret.secret_arn, "")}');
  return { condition: guarded, error_message: message };
}

/** What the constructs warn of: none of it stops a plan. */
export const providerCheck = (synthesized: Body, hasNoSecret?: string): Body =>
  warning("credential_provider", secretWarning(synthesized, hasNoSecret), nameWarning());

export const VERSION = "aws_secretsmanager_secret_version";

/** The ephemeral resource in which the resource's precondition looks for the JSON key. */
export function jsonKeySource(synthesized: Body): Body {
  return {
    ephemeral: {
      [VERSION]: {
        this: {
          "//": "Terraform reads the secret while it plans and applies, and keeps its value in no plan and no state.",
          count: "${var.verify_json_key ? 1 : 0}",
          ...only(synthesized, "ephemeral", VERSION),
        },
      },
    },
  };
}

/** What the constructs find in a secret, as far as it is a JSON object. */
const KEYS = /try\(keys\(jsondecode\((ephemeral\.aws_secretsmanager_secret_version\.\w+)\.secret_string\)\), \[\]\)/g;

/** Of the constructs' preconditions only those for JSON keys cannot stand with a variable: one for each reference. */
export function verifiedKeyGuards(preconditions: readonly Body[], references = 1): Body[] {
  const guards = preconditions.filter(({ condition }) => String(condition).search(KEYS) >= 0);
  if (guards.length !== references) throw new Error("the constructs look for the JSON key otherwise");
  return guards.map((guard, index) => ({
    ...(index === 0 && { "//": { condition: JSON_KEY_COMMENT } }),
    condition: `\${!var.verify_json_key ? true : ${inner(String(guard.condition)).replaceAll(KEYS, `local.json_keys[${index}]`)}}`,
    error_message: String(guard.error_message).replace(
      /\$\{(var\.secret\.\w+)\}/g,
      (_, name: string) => `\${${orEmpty(name)}}`,
    ),
  }));
}

/** All that is read of secrets, and the names of the keys in one of them. */
export const VERSIONS = `ephemeral.${VERSION}.this`;
export const KEYS_OF_VERSION = "try(keys(jsondecode(version.secret_string)), [])";

/** The local in which the guards look. */
export const JSON_KEYS = `[for version in ${VERSIONS} : ${KEYS_OF_VERSION}]`;

const JSON_KEY_COMMENT =
  "Terraform hides messages that come from an ephemeral value, but the names of the keys are no secret: so they are quoted by a function that fails.";

/** The resource of the constructs as a module has it, with a guard of its Region. */
export function moduleResource(
  synthesized: Body,
  type: string,
  region: Body | undefined,
  change: (body: Body) => Body,
): Body {
  const body = only(synthesized, "resource", type);
  const lifecycle = isBody(body.lifecycle) ? body.lifecycle : {};
  const own = ((lifecycle.postcondition ?? []) as readonly Body[]).map((one) => ({
    ...one,
    // The constructs know whether there is a secret; a module asks.
    condition: `\${var.secret == null ? true : ${inner(String(one.condition))}}`,
  }));
  const postcondition: readonly Json[] = region ? [...own, region] : own;
  const precondition = verifiedKeyGuards((lifecycle.precondition ?? []) as readonly Body[]);
  // All other preconditions of the constructs are validations of the module's variables.
  return change({ ...body, lifecycle: { precondition, ...(postcondition.length > 0 && { postcondition }) } });
}

export const asModule = (synthesized: Body): Body => named(synthesized, "this");
