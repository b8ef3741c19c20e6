import { REGION } from "../../access/rules/names";
import { SECRET_ARN } from "../../access/secret-arn";
import { byAlias, isAlias, isManaged, keyOf, nothingToLookUp } from "../../secret/secret-key-guard";
import type { Body } from "../hcl/json";
import { hclText, partitionOfRegion, unlessFalse } from "../rules/expressions";
import type { InputRule } from "./inputs/rule";

/** Keys that Terraform takes from the secrets that have them, and from their replicas, in place of stated ones. */

const TYPE = "aws_secretsmanager_secret";
const OPTION = "look_up_kms_key";

const given = (name: string, field: string): string => `var.secrets[${name}].${field}`;
/**
 * Whether a secret is looked at. Of what is no ARN, or is elsewhere, AWS is not asked: all that is wrong with the inputs is
 * said together, and an answer of AWS would come before. An ARN that only the apply tells is none of these.
 */
const IS_THERE = `can(regex(${hclText(String(SECRET_ARN.pattern))}, ${given("name", "secret_arn")})) && try(split(":", ${given("name", "secret_arn")})[3], "") == region`;

const arnIn = (arn: string, region: string): string =>
  `join(":", [for index, part in split(":", ${arn}) : index == 3 ? ${region} : part])`;

/** What the plan reads: before it looks at the inputs, and only what they say. */
export const lookedUpFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        looking_up: "The secrets whose keys are looked up, with their Regions.",
        is_there: "What is no ARN, or is elsewhere, is refused with all else that is wrong, and AWS is not asked.",
        looked_up: "And all their replicas.",
      },
      looking_up: `\${{ for name in try(keys(var.secrets), []) : name => coalesce(try(tostring(${given("name", "region")}), null), local.region) if try(tobool(${given("name", OPTION)}), false) == true }}`,
      is_there: `\${{ for name, region in local.looking_up : name => ${IS_THERE} }}`,
      looked_up: `\${merge([for name, region in local.looking_up : merge({ (name) = { arn = ${given("name", "secret_arn")}, region = region } }, { for place in try(keys(${given("name", "replicas")}), []) : "\${name}/\${place}" => { arn = ${arnIn(given("name", "secret_arn"), "place")}, region = place } if can(regex(${hclText(String(REGION.pattern))}, place)) && ${partitionOfRegion("place")} == ${partitionOfRegion("region")} }) if ${unlessFalse("local.is_there[name]")}]...)}`,
    },
  },
  {
    data: {
      [TYPE]: {
        looked_up: {
          "//": "Their keys, by ARN, ID or alias.",
          for_each: "${local.looked_up}",
          arn: "${each.value.arn}",
          region: "${each.value.region}",
        },
      },
    },
  },
];

/** What the inputs are told of them. */
export const FOUND = `\${{ for at, current in data.${TYPE}.looked_up : at => { secret_arn = current.arn, key = ${keyOf("current")} } }}`;

/** A key's ID is one of the secret's own account. */
const ARN =
  'startswith(found.key, "arn:") ? found.key : join(":", [for index, part in split(":", found.secret_arn) : [part, part, "kms", part, part, "key/${found.key}"][index] if index < 6])';

/** The ARNs of the keys; of what has none that may be taken, no ARN. */
export const lookedUpKeys = (): string =>
  `\${{ for at, found in var.looked_up : at => ${isAlias("found.key")} ? null : (${ARN}) }}`;

/** The key that a secret or a replica has, by its place among those: what is stated, else what is found. */
export const keyFrom = (secret: string, stated: string, at: string): string =>
  `${secret}.${OPTION} && ${stated} == null ? tostring(try(local.looked_up_keys[${at}], null)) : ${stated}`;

/** Whether a secret has a customer managed key, which Terraform knows before it knows the key. */
export const hasKey = (secret: string): string => `(${secret}.${OPTION} ? true : ${secret}.kms_key_arn != null)`;

/** Of a secret that says two things of its key. */
export const lookUpRule: InputRule = {
  at: `.${OPTION}`,
  ok: `!secret.${OPTION} || try(${given("name", "kms_key_arn")}, null) == null`,
  words: `is said beside kms_key_arn, and one of them says the key. Leave out kms_key_arn to take the key from the secret, or ${OPTION} to have the two compared.`,
};

const parts = 'split("/", at)';
/** A replica's key is stated if it has one: the plan compares it, as any. */
const isStated = `try(local.secrets[${parts}[0]].replicas[${parts}[1]], null) != null`;

/** Of each secret and replica that is looked at. */
export const FOUND_LABEL = `secrets["\${join("\\"].replicas[\\"", ${parts})}"]`;
export const foundRules = (): readonly InputRule[] => [
  {
    at: "",
    value: "found.secret_arn",
    ok: `${isStated} || !${isManaged("found.key")}`,
    words: `${nothingToLookUp(OPTION)} Where the secret has one and a replica has none, state the secret's as kms_key_arn.`,
  },
  {
    at: "",
    value: "found.secret_arn",
    ok: `${isStated} || ${isManaged("found.key")} || !${isAlias("found.key")}`,
    words: byAlias("${found.secret_arn}", "${found.key}"),
  },
];
