import type { ProviderKind } from "../../access/vault";
import { settled } from "../../terraform/settled";
import type { TerraformStack } from "cdktf";
import { ExternalSecret } from "../../secret/external-secret";
import type { SecretReference } from "../../secret/secret-reference";
import type { Body } from "../hcl/json";
import { isBody } from "../hcl/json";
import { hclOf } from "../policy";
import { ifBroken } from "../rules/expressions";
import { only } from "../synthesis";
import { keyPrecondition } from "./json-keys";
import { keyOf } from "./scopes";

/** A secret reference by the expressions of its members. */
export const reference = (
  stack: TerraformStack,
  id: string,
  secretArn: string,
  jsonKey: string,
  region = "local.region",
): SecretReference =>
  ExternalSecret.fromAttributes(stack, id, {
    secretArn: settled(`\${${secretArn}}`),
    region: settled(`\${${region}}`),
    account: settled("${local.account}"),
    partition: settled("${local.partition}"),
  }).jsonKey(settled(`\${${jsonKey}}`));

/** The constructs' command that replaces a provider, with the address of one of several in a module. */
export function replacing(message: string, type: string, key: string): string {
  const [before, after, ...more] = message.split(`-replace=${type}.this`);
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`one command is in: ${message}`);
  return `${before}-replace='module.NAME.${type}.this["\${${key}}"]'${after} (NAME: what your configuration calls this module)`;
}

/**
 * An attribute of a secret, from the input itself: a plan shows where that comes from while it is not known, and of locals
 * nothing. The inputs hold no replica.
 */
export const givenSecret = (name: string, attribute: string): string =>
  `try(var.secrets[${name}].${attribute}, local.secrets[${name}].${attribute})`;

/** The same for the secret of a credential provider. `check` knows the local: where there is no Region in the key, it holds nothing. */
export const secretOf = (kind: ProviderKind, name: string): string =>
  `try(local.agentcore_identity_replicas[${keyOf(kind, "each.key")}], var.secrets[${name}].secret_arn, local.agentcore_identity_made[${name}].secret_arn)`;

/** And for what is made of no replica. */
export const primaryArn = (name: string): string =>
  `try(var.secrets[${name}].secret_arn, local.agentcore_identity_made[${name}].secret_arn)`;

/** The resource of the constructs, once for each provider; what they guard otherwise, the inputs are looked at for. */
export function providerResource(
  synthesized: Body,
  type: string,
  kind: ProviderKind,
  forEach: string,
  change: Body,
): Body {
  const { lifecycle: _guards, region: _here, ...body } = only(synthesized, "resource", type);
  const key = `local.providers["${kind}/\${each.key}"]`;
  return {
    for_each: forEach,
    ...body,
    ...change,
    region: `\${${key}.region}`,
    tags: `\${${key}.tags}`,
    lifecycle: { precondition: [keyPrecondition(kind)] },
  };
}

/**
 * What the constructs ask of a provider once it is made, of all of them at once: in words, of those of which it is not so. A
 * postcondition of each would make Terraform look at all of them once for each.
 */
export function brokenAfterwards(synthesized: Body, type: string, when: string): string {
  const { lifecycle } = only(synthesized, "resource", type);
  const own = (isBody(lifecycle) ? (lifecycle.postcondition ?? []) : []) as readonly Body[];
  const rules = own.map(({ condition, error_message: message }) => {
    const of = (text: string): string => text.replaceAll("self.", "provider.").replaceAll("each.key", "name");
    const words = hclOf(of(replacing(String(message), type, "each.key")));
    return ifBroken(of(String(condition).slice(2, -1)), words);
  });
  if (rules.length === 0) throw new Error(`the constructs ask nothing of ${type}`);
  return `\${flatten([for name, provider in ${type}.this : [${rules.join(", ")}] if ${when}])}`;
}

/** What the constructs warn of: whether AgentCore still reads the secret. */
export function secretWarning({ check }: Body): { readonly condition: string; readonly message: string } {
  const [found] = Object.values((check ?? {}) as Readonly<Record<string, Body>>);
  const [assert] = (found?.assert ?? []) as readonly Body[];
  if (!assert) throw new Error("the constructs check no secret");
  return { condition: String(assert.condition).slice(2, -1), message: String(assert.error_message) };
}
