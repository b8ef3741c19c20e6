import type { Assumption } from "../proof/model";
import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import { Expression } from "./expression";
import { hasProgram } from "./programs";
import { providerFacts } from "./provider-configurations";
import { InputError } from "./input-error";
import type { Source, SourceProvider, SourceResource, Statement } from "./source";

/** Where the constructs leave what they know about who should read. */
const METADATA = "agentcore-identity";

/** Reads the `cdk.tf.json` that CDKTF synthesizes for a stack. */
export function sourceOfStack(stack: unknown, name: string): Source {
  if (!isObject(stack) || !(isObject(own(stack, "resource")) || isObject(own(stack, "terraform"))))
    throw new InputError(`${name} is not a synthesized stack: it has neither resource nor terraform.`);
  return {
    resources: blocksOf(own(stack, "resource")),
    gone: [],
    // What data sources will say is known to no one before Terraform has planned.
    data: [],
    providers: providersOf(own(stack, "provider")),
    stated: metadataIn(stack, "the synthesized stack"),
    dynamic: dynamicsIn(stack),
    assumptions: modulesIn(own(stack, "module")),
    unheard: [],
  };
}

/** The resources of a stack that have dynamic blocks, by address. */
export const dynamicsIn = (stack: unknown): Set<string> =>
  new Set(
    blocksOf(own(stack, "resource"))
      .filter(({ values }) => own(values, "dynamic") !== undefined)
      .map(({ address }) => address),
  );

/** What the constructs of a stack say about who should read. */
export function metadataIn(stack: unknown, at: string): Statement[] {
  const value = own(own(own(stack, "//"), "metadata"), METADATA);
  return value === undefined ? [] : [{ at, value }];
}

function blocksOf(blocks: unknown): SourceResource[] {
  if (!isObject(blocks)) return [];
  return Object.entries(blocks).flatMap(([type, named]) =>
    isObject(named)
      ? Object.entries(named).flatMap(([name, values]) =>
          isObject(values) && !isRepeatedNever(values)
            ? [
                {
                  address: `${type}.${name}`,
                  type,
                  values: (isRepeatedOpenly(values) ? withOpenGrants : same)(expressions(values) as JsonObject),
                  provider: providerKey(values),
                  configured: new Set(Object.keys(values)),
                  ...(hasProgram(values) && { runsProgram: true }),
                },
              ]
            : [],
        )
      : [],
  );
}

const repetitionsOf = (values: JsonObject): unknown => own(values, "count") ?? own(values, "for_each");

/** Whether there is no instance of a block: `count` is 0, or `for_each` empty. */
function isRepeatedNever(values: JsonObject): boolean {
  const repetitions = repetitionsOf(values);
  return repetitions === 0 || (isObject(repetitions) && Object.keys(repetitions).length === 0);
}

/** Whether only a plan tells how many instances there are, if any. */
const isRepeatedOpenly = (values: JsonObject): boolean => typeof repetitionsOf(values) === "string";

/** What gives or takes a permission. */
const GRANTS = /^(?:.*_)?(?:polic(?:y|ies)|policy_(?:arns?|names|document)|constraints)$|^managed_policy_arns$/;

/** Of what may not be there nothing that it gives is known. */
const withOpenGrants = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, GRANTS.test(key) ? new Expression() : value]));
const same = (values: JsonObject): JsonObject => values;

/** A stack shows the call of a module, and nothing of what the module makes. */
const modulesIn = (calls: unknown): Assumption[] =>
  Object.keys(isObject(calls) ? calls : {}).map((name) => ({
    subject: `module.${name}`,
    text: "gives nobody here a permission, and takes none: a synthesized stack does not show what a module makes; a plan does",
  }));

const providerKey = (values: JsonObject): string => {
  const provider = own(values, "provider");
  return typeof provider === "string" ? provider : "aws";
};

function providersOf(blocks: unknown): Map<string, SourceProvider> {
  const found = new Map<string, SourceProvider>();
  for (const block of listOf(own(blocks, "aws"))) {
    const alias = own(block, "alias");
    const key = typeof alias === "string" ? `aws.${alias}` : "aws";
    const assumed = listOf(own(block, "assume_role")).at(-1);
    found.set(
      key,
      providerFacts(
        own(block, "region"),
        listOf(own(block, "allowed_account_ids")),
        listOf(own(assumed, "role_arn")),
        isObject(block) ? Object.keys(block) : [],
      ),
    );
  }
  return found;
}

/** In a configuration every text is a template. */
function expressions(value: unknown): unknown {
  if (typeof value === "string") return value.includes("${") ? new Expression(value) : value;
  if (Array.isArray(value)) return value.map(expressions);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, expressions(one)]));
}
