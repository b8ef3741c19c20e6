import type { Body, Json } from "../../module/hcl/json";
import { findCore } from "../../module/hcl/schema";
import { writeHcl } from "../../module/hcl/write";
import { literalTemplate } from "../../terraform/template";
import { MigrationProblem } from "../problem";
import { isList, isMapOfTexts, isValues, Open } from "../value";
import type { Value } from "../value";
import type {
  FileOptions,
  WrittenFile,
  WrittenProgram,
  WrittenProvider,
  WrittenReader,
  WrittenSecret,
} from "./written";

/** A call of the root module, which makes providers and all that readers need. */
export function hclFiles(program: WrittenProgram, { module }: FileOptions): readonly WrittenFile[] {
  const { engine, providers, variables } = program;
  const bridged = providers.find(({ kind }) => kind !== "payment");
  if (engine === "bridge" && bridged)
    throw new MigrationProblem(
      `The modules make ${bridged.kind} providers by the AWS provider alone: leave out --engine bridge, or say --write cdktf.`,
    );
  const write = (body: Body): string => writeHcl(body, findCore);
  const blocks = [...imports(program), ...program.forgotten.map(forget)];
  return [
    { path: "main.tf", text: write(main(program, module)) },
    ...(variables.length > 0 ? [{ path: "variables.tf", text: write({ variable: asked(program) }) }] : []),
    ...(blocks.length > 0
      ? [{ path: program.purpose === "adoption" ? "imports.tf" : "migrate.tf", text: blocks.map(write).join("\n") }]
      : []),
  ];
}

const MODULE = "agentcore_identity";

function main(program: WrittenProgram, source: string): Body {
  const { account, region, owner } = program;
  const of = (kind: WrittenProvider["kind"]): Record<string, Json> =>
    mapOf(
      program.providers.filter((one) => one.kind === kind),
      ({ name }) => name,
      (one) => provider(one, program),
    );
  const maps = {
    oauth2_providers: of("oauth2"),
    api_key_providers: of("apikey"),
    payment_providers: of("payment"),
  };
  return {
    terraform: {
      required_version: ">= 1.11",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 6.66.0, < 7.0.0" } },
    },
    provider: { aws: { region, allowed_account_ids: [account] } },
    module: {
      [MODULE]: {
        source: literalTemplate(source),
        owner,
        ...(program.secrets.length > 0 && {
          secrets: mapOf(
            program.secrets,
            ({ key }) => key,
            (one) => secret(one, program),
          ),
        }),
        ...(program.readers.length > 0 && {
          readers: mapOf(
            program.readers,
            ({ key }) => key,
            (one) => reader(one, program),
          ),
        }),
        ...Object.fromEntries(Object.entries(maps).filter(([, all]) => Object.keys(all).length > 0)),
      },
    },
    output: {
      ...Object.fromEntries(
        Object.entries(maps).flatMap(([name, all]) =>
          Object.keys(all).length > 0
            ? [[name, { description: "What was made, by name.", value: `\${module.${MODULE}.${name}}` }]]
            : [],
        ),
      ),
      intended_readers: {
        description: "Who should read: agentcore-identity check compares the plan with it.",
        value: `\${module.${MODULE}.intended_readers}`,
      },
    },
  };
}

const mapOf = <T>(all: readonly T[], key: (one: T) => string, value: (one: T) => Json): Record<string, Json> =>
  Object.fromEntries(all.map((one) => [key(one), value(one)]));

/** Within one account the readers' own policies are enough; of another one the policy is that account's. */
const secret = ({ arn, kmsKeyArn, isKeyLeftAlone }: WrittenSecret, program: WrittenProgram): Json => ({
  secret_arn: arn,
  ...(kmsKeyArn !== null && { kms_key_arn: json(kmsKeyArn, program) }),
  policy_mode: "NONE",
  ...(isKeyLeftAlone && { key_access: "NONE" }),
});

const reader = ({ roleArn, kind, isAttached }: WrittenReader, program: WrittenProgram): Json => ({
  role_arn: json(roleArn, program),
  ...(kind !== "RUNTIME" && { kind }),
  ...(!isAttached && { attach_policy: false }),
});

function provider(one: WrittenProvider, program: WrittenProgram): Json {
  const { vendor, fields, custom, references, readers, tags, kind, isMade } = one;
  const secrets = Object.entries(references).map(([member, { secret: name, jsonKey }]) => {
    const at = { secret: name, json_key: literalTemplate(jsonKey) };
    return kind === "payment" ? { [snake(member)]: at } : at;
  });
  return {
    ...(vendor !== undefined && { vendor }),
    ...(snakeKeys(fields, program) as Body),
    ...(custom && { custom: snakeKeys(custom, program) }),
    ...(Object.assign({}, ...secrets) as Body),
    ...(readers.length > 0 && { readers: [...readers] }),
    // Terraform reads the secret while it plans, and stops if the JSON key is not there.
    ...(program.purpose !== "adoption" && { verify_json_key: true }),
    ...(isMade && kind === "payment" && { adopt: true }),
    ...(isThere(tags) && { tags: json(tags, program) }),
  };
}

const isThere = (tags: Value): boolean => tags instanceof Open || (isValues(tags) && Object.keys(tags).length > 0);

/** `${var.NAME}` for what is open, and for a text itself, whatever stands in it. */
function json(value: Value, program: WrittenProgram): Json {
  if (value instanceof Open) return `\${var.${variableOf(value, program)}}`;
  if (typeof value === "string") return literalTemplate(value);
  if (isList(value)) return value.map((one) => json(one, program));
  if (isValues(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [literalTemplate(name), json(one, program)]));
  return value as Json;
}

/** The names of the constructs as the modules have them; keys of tags and claims are no names. */
function snakeKeys(value: Value, program: WrittenProgram): Json {
  if (isList(value)) return value.map((one) => snakeKeys(one, program));
  if (!isValues(value)) return json(value, program);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      snake(name),
      isMapOfTexts(name) ? json(one, program) : snakeKeys(one, program),
    ]),
  );
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const variableOf = (open: Open, { variables }: WrittenProgram): string =>
  variables.find((one) => one.open === open)?.name ?? "";

const asked = ({ variables }: WrittenProgram): Body =>
  Object.fromEntries(
    variables.map(({ name, open }) => [
      name,
      { description: `TODO: ${open.what}`, type: open.type, ...(!open.isNullable && { nullable: false }) },
    ]),
  );

const TYPES = {
  oauth2: "aws_bedrockagentcore_oauth2_credential_provider",
  apikey: "aws_bedrockagentcore_api_key_credential_provider",
} as const;

/** What is there already is taken over; a payment provider is by its entry. */
const imports = ({ providers }: WrittenProgram): Body[] =>
  providers.flatMap(({ kind, name, isMade }) =>
    isMade && kind !== "payment"
      ? [{ import: [{ to: `module.${MODULE}.${TYPES[kind]}.this["${name}"]`, id: name }] }]
      : [],
  );

const forget = (from: string): Body => ({ removed: [{ from, lifecycle: { destroy: false } }] });
