import type { Statement } from "../../access/policy";
import { policyDocument } from "../../access/policy";
import {
  decryptWith,
  identifyTo,
  readSecrets,
  SIGN_AT_RUN_TIME,
  signAssertion,
  useProviders,
} from "../../access/statements";
import type { Json } from "../hcl/json";
import { identityNames, KINDS, PLACE, useText, VAULT } from "../modules/reader-document";
import { hclOf, viaServiceText, withText } from "../policy";

/** `some` are the uses of one group; what they have in common the first of them tells. */
const grouped = (list: string, { Sid, ...body }: Statement): string => {
  const numbered = `${Sid}\${length(distinct(all[*].group)) > 1 ? index + 1 : ""}`;
  const text = hclOf({ Sid: numbered, ...body } as unknown as Json);
  return `[for all in [${list}] : [for index, id in distinct(all[*].group) : [for some in [[for one in all : one if one.group == id]] : ${text}][0]]][0]`;
};

const marks = (text: string): string =>
  text
    .replaceAll(VAULT, "${some[0].vault}")
    .replaceAll("reader.", "some[0].")
    .replaceAll("local.via_secrets_manager", "local.via_secrets_manager[some[0].region][some[0].partition]")
    .replaceAll("local.via_agentcore_identity", "local.via_agentcore_identity[some[0].region][some[0].partition]");

/** Credential providers of one kind and Region. */
function use(): string {
  const [kind] = KINDS as [(typeof KINDS)[number]];
  const statement = useProviders({ place: PLACE, kind, workloadIdentities: ["${identity}"] }, ["${name}"]);
  const [vault, provider, directory, identity] = statement.Resource as readonly string[];
  const list = `concat([${hclOf(vault as string)}], [for name in sort(some[*].name) : ${hclOf(provider as string)}], [${hclOf(directory as string)}], [for identity in ${identityNames} : ${hclOf(identity as string)}], [for arn in reader.workload_identity_arns : arn])`;
  const made = useText({ ...statement, Resource: `\${${list}}` } as unknown as Statement, "some[0].reader_kind");
  return marks(grouped("uses", made)).replaceAll("local.kind.", "some[0].kind.");
}

/** A list of one is written without the list, as the constructs write it. */
const ARNS =
  "jsondecode(length(distinct(some[*].arn)) == 1 ? jsonencode(some[0].arn) : jsonencode(sort(distinct(some[*].arn))))";

const SECRETS =
  'flatten([for use in uses : [for secret in use.encrypted : { group = "${secret.kms_key_arn} ${use.region}", arn = secret.secret_arn, key = secret.kms_key_arn, region = use.region, partition = use.partition }]])';
const KEYS =
  '[for use in uses : merge(use, { group = "${use.signing_key_arn} ${use.region}" }) if use.signing_key_arn != null]';

/**
 * The identity policy of several uses of one role, folded as the constructs fold it: what differs in a list only is one
 * statement.
 *
 * @param uses an expression: a list in the order of the uses' names
 */
export function foldedDocument(uses: string): string {
  const secretArns = "distinct(flatten(uses[*].secret_arns))";
  const reads = hclOf({ ...readSecrets(["x"]), Resource: `\${sort(${secretArns})}` } as unknown as Json);
  const audiences = "distinct(flatten(uses[*].token_audiences))";
  const identifies = hclOf(withText(identifyTo(["${all}"]), ["${all}"], `sort(${audiences})`) as unknown as Json);
  const via = (service: string) => viaServiceText(service, PLACE.region);
  const decrypts = withText(
    withText(
      decryptWith({ keyArn: "${some[0].key}", region: PLACE.region, partition: PLACE.partition }, "${arns}"),
      "${arns}",
      ARNS,
    ),
    via("secretsmanager"),
    "local.via_secrets_manager",
  );
  const signs = withText(
    signAssertion("${some[0].signing_key_arn}", PLACE, SIGN_AT_RUN_TIME),
    via("bedrock-agentcore-identity"),
    "local.via_agentcore_identity",
  );
  const { Version } = policyDocument([]);
  const statements = [
    use(),
    `[for one in [${reads}] : one if length(${secretArns}) > 0]`,
    marks(grouped(SECRETS, decrypts)),
    marks(grouped(KEYS, signs)),
    `[for one in [${identifies}] : one if length(${audiences}) > 0]`,
  ];
  return `[for uses in [${uses}] : jsonencode({ Version = "${Version}", Statement = concat(${statements.join(", ")}) })][0]`;
}
