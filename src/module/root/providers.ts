import type { ProviderKind } from "../../access/vault";
import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { readerLocals } from "../modules/reader-document";
import { referencesOf } from "../modules/payment-parts";
import { hclOf } from "../policy";
import { inner } from "../rules/guard";
import { problemsOf } from "../rules/problems";
import { tagsVariable } from "../rules/provider";
import { accessRules } from "../rules/readers";
import { sameRegion } from "../rules/resource";
import { SECRET_ARN } from "../rules/samples";
import type { Scope } from "../scope";
import { inScope, ruleInScope } from "../scope";
import { forProviders } from "./scopes";

/** An entry of `local.providers`, in a `for` over it. */
const LOOP: Scope = {
  "var.tags": "provider.tags",
  "var.readers": "local.provider_readers[key]",
  "var.secret": "local.provider_secrets[key][0]",
  "var.signing_key_arn": "provider.signing_key_arn",
  "local.secrets": "local.provider_secrets[key]",
  "local.region": "local.regions[key]",
  "local.partition": "local.partitions[key]",
  "data.aws_region.this[0]": "data.aws_region.this",
};

/** What the kinds have in common, by the expressions of what differs. */
function entries(kind: ProviderKind, references: string, signingKeyArn = "null"): string {
  const entry = `{ kind = "${kind}", name = name, references = ${references}, signing_key_arn = ${signingKeyArn}, readers = provider.readers, verify_json_key = provider.verify_json_key, tags = merge(var.tags, provider.tags) }`;
  return forProviders(kind, entry).replace("name =>", `"${kind}/\${name}" =>`);
}

const PROVIDERS = `merge(${[
  entries(
    "oauth2",
    "[for secret in provider.secret[*] : { secret = secret, json_key = provider.json_key }]",
    "try(provider.custom.private_key_jwt.kms_key_arn, null)",
  ),
  entries("apikey", "[{ secret = provider.secret, json_key = provider.json_key }]"),
  entries("payment", referencesOf()),
].join(", ")})`;

const forEach = (value: string): string => `\${{ for key, provider in local.providers : key => ${value} }}`;

/** What all other files build on. */
export function mainFile(): readonly Body[] {
  const { "//": comments, region, partition } = readerLocals();
  const of = (expression: unknown): string => forEach(hclOf(inScope(expression as string, LOOP)));
  return [
    {
      locals: {
        "//": {
          providers: "All credential providers by kind and name: what the kinds have in common.",
          provider_secrets: "The secrets that each provider reads.",
          regions: (comments as Body).region as string,
        },
        providers: `\${${PROVIDERS}}`,
        provider_secrets: forEach("distinct([for reference in provider.references : var.secrets[reference.secret]])"),
        regions: of(region),
        partitions: of(partition),
      },
    },
    { data: { aws_region: { this: {} } } },
  ];
}

/** What holds of a provider of any kind. */
export function providerRules(): readonly Validation[] {
  const { condition, error_message } = sameRegion(undefined, "data.aws_region.this.region") as {
    condition: string;
    error_message: string;
  };
  const elsewhere = { secret: { secret_arn: SECRET_ARN.replace("us-east-1", "us-west-2") } };
  const region: Validation = { condition: inner(condition), message: error_message, broken: elsewhere };
  return [region, ...(tagsVariable.validations ?? []), ...accessRules()].map((rule) => ruleInScope(rule, LOOP));
}

export const providerRulesFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        provider_problems:
          "What is wrong with each provider, in words, or null for each rule that it keeps: its resource refuses to be made then.",
      },
      provider_problems: forEach(problemsOf(providerRules())),
    },
  },
];
