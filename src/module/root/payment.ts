import type { Validation } from "../definition";
import { bridgeResources } from "../bridge";
import type { Body, Json } from "../hcl/json";
import {
  CALLED,
  configurations,
  payment,
  paymentInput,
  paymentKeyGuards,
  referencesOf,
  SECRETS,
} from "../modules/payment-parts";
import { hclOf } from "../policy";
import { inner } from "../rules/guard";
import { problemsOf } from "../rules/problems";
import { paymentRules } from "../rules/payment";
import type { Scope } from "../scope";
import { inScope, ruleInScope } from "../scope";
import { inputIn, objectIn } from "./bridge";
import { refusing } from "./provider-resource";
import { inLoop, keyOf, OWNER, texts } from "./scopes";

const LOOP: Scope = {
  ...inLoop("payment"),
  ...OWNER,
  "local.region": `local.regions[${keyOf("payment", "name")}]`,
};

/** One of the two references, which may be missing: that is said, too. */
const member = (index: number, name: string): string => `try(local.payment_references[each.key][${index}].${name}, "")`;

/** A guard that looks for a JSON key. */
const GUARD: Scope = {
  "var.verify_json_key": "var.payment_providers[each.key].verify_json_key",
  ...Object.fromEntries(
    [0, 1].flatMap((index) => [
      [`local.references[${index}].secret_arn`, member(index, "secret_arn")],
      [`local.references[${index}].json_key`, member(index, "json_key")],
      [`local.json_keys[${index}]`, `local.json_keys[${member(index, "secret")}]`],
    ]),
  ),
};

const forAll = (value: string): string => `\${{ for name, provider in local.payment_providers : name => ${value} }}`;

export const paymentProblemRules = (): readonly Validation[] => paymentRules().map((rule) => ruleInScope(rule, LOOP));

function locals(): Body {
  const configuration = hclOf(inScope(configurations() as Json, LOOP));
  const input = inputIn(paymentInput(), "local.payment_objects[name]", {
    ...LOOP,
    "local.configurations": configuration,
  });
  const references = `{ for field in [${SECRETS.map((name) => `"${name}"`).join(", ")}] : field => one([for reference in provider[field][*] : merge(reference, { secret_arn = var.secrets[reference.secret].secret_arn })]) }`;
  return {
    "//": {
      payment_providers: "Each provider with its secrets' ARNs.",
      payment_references: "Those of the vendor; the other one's are null.",
      payment_problems: "What is wrong with each provider, in words, or null for each rule that it keeps.",
      payment_objects: "Which provider is meant: another one is made anew, and nothing else is.",
      payment_inputs: "All that the program is told, in the API's own words: references, and never a secret.",
    },
    payment_providers: `\${{ for name, provider in var.payment_providers : name => merge(provider, ${references}) }}`,
    payment_references: forAll(referencesOf()),
    payment_problems: forAll(problemsOf(paymentProblemRules())),
    payment_objects: forAll(objectIn(paymentInput(), LOOP)),
    payment_inputs: texts(inner(forAll(input))),
  };
}

export function paymentFile(): readonly Body[] {
  return [
    { locals: locals() },
    {
      data: {
        aws_caller_identity: {
          this: {
            "//": "Nothing else says in which account a payment credential provider is.",
            count: "${length(var.payment_providers) > 0 ? 1 : 0}",
          },
        },
      },
    },
    ...bridgeResources(payment(), {
      called: CALLED,
      prefix: "payment_",
      object: "jsonencode(local.payment_objects[each.key])",
      kept: "jsonencode(merge(local.payment_objects[each.key], local.call))",
      input: "each.value",
      repeat: { argument: { for_each: "${local.payment_inputs}" }, index: "[each.key]" },
      preconditions: [
        ...refusing("payment", "local.payment_problems[each.key]"),
        ...paymentKeyGuards().map((guard) => inScope(guard, GUARD)),
      ],
    }),
  ];
}
