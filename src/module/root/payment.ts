import { bridgeResources } from "../bridge";
import type { Body, Json } from "../hcl/json";
import { hclOf } from "../policy";
import { inputIn, objectIn } from "./bridge";
import { PAYMENT_ROWS } from "./fields";
import { keyPrecondition } from "./json-keys";
import { configurations, paymentArn, paymentBridge, paymentInput } from "./payment-input";
import { texts } from "./scopes";

const SECRETS = PAYMENT_ROWS.flatMap(({ secrets }) => secrets);
const forAll = (value: string): string => `{ for name, provider in local.payments : name => ${value} }`;

function locals(): Body {
  const references = SECRETS.map(
    (name) =>
      `${name} = one([for wanted in provider.${name}[*] : { secret_arn = local.secrets[wanted.secret].secret_arn, json_key = wanted.json_key }])`,
  );
  return {
    "//": {
      payments: "Each provider with its secrets' ARNs.",
      payment_objects: "Which provider is meant: another one is made anew, and nothing else is.",
      payment_configurations: "In the API's own words, which each vendor has a part of.",
      payment_arns: "Nothing that Terraform knows says the ARN.",
      payment_inputs: "All that the program is told: references, and never a secret.",
    },
    payments: `\${{ for name, provider in local.payment_providers : name => merge(provider, { ${references.join(", ")} }) }}`,
    payment_objects: `\${${forAll(objectIn(paymentInput()))}}`,
    payment_configurations: `\${${forAll(hclOf(configurations() as Json))}}`,
    payment_arns: `\${${forAll(
      `join(":", [${paymentArn
        .split(":")
        .map((part) => `"${part}"`)
        .join(", ")}])`,
    )}}`,
    payment_inputs: texts(forAll(inputIn(paymentInput(), "local.payment_objects[name]"))),
  };
}

export const paymentFile = (): readonly Body[] => [
  { locals: locals() },
  ...bridgeResources(paymentBridge(), {
    called: "the credential provider",
    prefix: "payment_",
    object: "jsonencode(local.payment_objects[each.key])",
    kept: "jsonencode(merge(local.payment_objects[each.key], local.call))",
    input: "each.value",
    repeat: { argument: { for_each: "${local.payment_inputs}" }, index: "[each.key]" },
    preconditions: [keyPrecondition("payment")],
  }),
];
