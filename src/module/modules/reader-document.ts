import { INLINE_POLICY_CHARACTERS, INLINE_POLICY_NAME } from "../../access/limits";
import type { Statement } from "../../access/policy";
import {
  decryptSecret,
  identifyTo,
  ofProvider,
  readSecrets,
  SIGN_AT_RUN_TIME,
  signAssertion,
  useProviders,
} from "../../access/statements";
import { READER_NEEDS, ReaderKind } from "../../access/reader-kind";
import type { Place, ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import type { Body } from "../hcl/json";
import { hclOf, policyExpression, spread, viaService, viaServices, viaServiceText, withText } from "../policy";
import { replaced } from "../synthesis";

export const KINDS = Object.keys(PROVIDER_KINDS) as ProviderKind[];

export const PLACE: Place = {
  partition: "${reader.partition}",
  region: "${local.region}",
  account: "${reader.account}",
};
const SECRETS = viaServiceText("secretsmanager", PLACE.region);
const SIGNING = viaServiceText("bedrock-agentcore-identity", PLACE.region);

/** What a reader of a kind does with a credential provider of a kind. */
const actionsOf = (kind: ProviderKind, reader: ReaderKind): Statement["Action"] =>
  useProviders({ place: PLACE, kind, workloadIdentities: [], beside: READER_NEEDS[reader].beside }, []).Action;

/** Actions and ARN depend on the kind of provider, and actions on that of the reader, too. */
export const kinds: Body = Object.fromEntries(
  KINDS.map((kind) => [
    kind,
    {
      actions: Object.fromEntries(
        Object.values(ReaderKind)
          .filter((reader) => READER_NEEDS[reader].uses.includes(kind))
          .map((reader) => [reader, actionsOf(kind, reader)]),
      ),
      collection: PROVIDER_KINDS[kind].collection,
    },
  ]),
) as Body;

/** What the kinds of readers use. */
export const readerUses: Body = Object.fromEntries(
  Object.values(ReaderKind).map((kind) => [kind, [...READER_NEEDS[kind].uses]]),
);

/** Names by which a reader obtains credentials: the default gives way to ARNs. */
export const identityNames =
  'setsubtract(reader.workload_identities, length(reader.workload_identity_arns) > 0 ? ["*"] : [])';

function useOfProvider(): Statement {
  const [kind] = KINDS as [ProviderKind];
  const using = { place: PLACE, kind, workloadIdentities: ["${identity}"] };
  const statement = useProviders(using, ["${var.credential_provider.name}"]);
  const { Resource } = statement;
  const [identity, ...others] = [...(Resource as readonly string[])].reverse();
  const list = `concat(${hclOf(others.reverse())}, [for identity in ${identityNames} : ${hclOf(identity as string)}], [for arn in reader.workload_identity_arns : arn])`;
  return useText({ ...statement, Resource: `\${${list}}` } as unknown as Statement, "reader.kind");
}

/** The use of a provider of the first kind, as that of a provider of `local.kind` by a reader of a kind. */
export function useText(statement: Statement, readerKind: string): Statement {
  const { collection } = PROVIDER_KINDS[KINDS[0] as ProviderKind];
  return replaced(statement as unknown as Body, {
    [statement.Action as string]: `\${local.kind.actions[${readerKind}]}`,
    [`/${collection}/`]: "/${local.kind.collection}/",
  }) as unknown as Statement;
}

const encrypted = { secretArn: "${secret.secret_arn}", keyArn: "${secret.kms_key_arn}" };

/** As the constructs number them: one alone has none. */
const decryptSid = `${decryptSecret({ ...encrypted, ...PLACE }).Sid}\${length(local.encrypted) > 1 ? index + 1 : ""}`;

/** The vault of the reader's account, which stands in four resources of its policy. */
export const VAULT = `arn:${PLACE.partition}:bedrock-agentcore:${PLACE.region}:${PLACE.account}`;

const marked = (statement: Statement): Statement => ofProvider("${local.mark}", [statement])[0] as Statement;

/** The identity policy of `reader`, in the names of the locals below. */
export const readerDocument = policyExpression([
  { statement: marked(useOfProvider()) },
  {
    statement: marked(spread(readSecrets(["${local.secret_arns}"]), "local.secret_arns")),
    when: "length(local.secrets) > 0",
  },
  {
    statement: marked(
      withText(decryptSecret({ ...encrypted, ...PLACE }, decryptSid), SECRETS, "local.via_secrets_manager"),
    ),
    each: "index, secret in local.encrypted",
  },
  {
    statement: marked(
      withText(
        signAssertion("${var.signing_key_arn}", PLACE, SIGN_AT_RUN_TIME),
        SIGNING,
        "local.via_agentcore_identity",
      ),
    ),
    when: "var.signing_key_arn != null",
  },
  {
    statement: marked(spread(identifyTo(["${var.token_audiences}"]), "var.token_audiences")),
    when: "length(var.token_audiences) > 0",
  },
]).replaceAll(VAULT, "${reader.vault}");

/** What an inline policy's name begins with: a whole name would be another configuration's, too. As the constructs have it. */
export const policyPrefix = (name: string): string =>
  `\${substr(${name}, 0, ${INLINE_POLICY_NAME.length - INLINE_POLICY_NAME.suffix - 1})}-`;

/** What tells the Sids of a provider from those of others, as the constructs have it. */
export const markOf = (name: string): string => `substr(sha256(${name}), 0, 8)`;

/** `kms:ViaService` of each partition, in \`local.region\`. */
export const viaLocals = (): Body =>
  Object.fromEntries(
    (
      [
        ["via_secrets_manager", "secretsmanager"],
        ["via_agentcore_identity", "bedrock-agentcore-identity"],
      ] as const
    ).map(([name, service]) => [name, viaServices(service, PLACE.region)]),
  );

export const SOURCE = "try(coalesce(try(var.secret.secret_arn, null), var.signing_key_arn), null)";

/** What the validations of the inputs look at, too. */
export const inputLocals = (): Body => ({
  // Of secret or key: the readers are compared with it.
  partition: `\${try(split(":", ${SOURCE})[1], null)}`,
  secrets: "${distinct(concat(var.secret[*], var.additional_secrets))}",
});

/** What the policies of a provider's readers have in common. */
export function readerLocals(): Body {
  return {
    "//": {
      region: "Where the provider stands: with its secret, or with its signing key, or where the AWS provider works.",
      mark: "Sids that no other provider's policy has, so that documents can be put together.",
      via_secrets_manager:
        "The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.",
      policies:
        "AgentCore asks for the vault, the provider, the workload identity directory and the workload identity, all four.",
    },
    region: `\${try(split(":", ${SOURCE})[3], data.aws_region.this[0].region)}`,
    partition: '${coalesce(module.inputs.partition, try(split(":", values(var.readers)[0].role_arn)[1], "aws"))}',
    name: "AgentCoreIdentity-${local.region}-${var.credential_provider.kind}-${var.credential_provider.name}",
    mark: `\${${markOf("local.name")}}`,
    kind: `\${${hclOf(kinds)}[var.credential_provider.kind]}`,
    secrets: "${module.inputs.secrets}",
    secret_arns: "${sort(distinct(local.secrets[*].secret_arn))}",
    encrypted: "${[for secret in local.secrets : secret if secret.kms_key_arn != null]}",
    via_secrets_manager: `\${${viaService("secretsmanager", PLACE.region, "local.partition")}}`,
    via_agentcore_identity: `\${${viaService("bedrock-agentcore-identity", PLACE.region, "local.partition")}}`,
    readers:
      '${{ for name, reader in var.readers : name => merge(reader, { partition = split(":", reader.role_arn)[1], vault = "arn:${split(":", reader.role_arn)[1]}:bedrock-agentcore:${local.region}:${split(":", reader.role_arn)[4]}" }) }}',
    policies: `\${{ for name, reader in local.readers : name => ${readerDocument} }}`,
  };
}

/** That IAM takes the policy of one reader. */
export const lengthRule = (most = INLINE_POLICY_CHARACTERS): Body => ({
  condition: `\${length(local.policies[each.key]) <= ${most}}`,
  error_message: `The policy of \${each.value.role_arn} has \${length(local.policies[each.key])} characters, over IAM's ${most} for ${most === INLINE_POLICY_CHARACTERS ? 'all inline policies of a role. Say policy_kind = "MANAGED" of the reader, or attach_policy = false and put the policy document into managed policies.' : 'a managed policy. Name fewer workload_identities: one that ends in "*" stands for many.'}`,
});
