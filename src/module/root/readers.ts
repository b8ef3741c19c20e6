import { INLINE_POLICY_CHARACTERS } from "../../access/limits";
import type { Body } from "../hcl/json";
import { kinds, lengthRule, markOf, policyPrefix, readerDocument, viaLocals } from "../modules/reader-document";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import { expressionInScope, inScope } from "../scope";
import { filled } from "./made-arns";
import { hasKey } from "./looked-up";
import { texts } from "./scopes";

const TYPE = "aws_iam_role_policy";
const USE = "local.uses[each.key]";

/** One reader of one provider, in a `for` over all uses. */
const LOOP: Scope = {
  "reader.vault": "use.vault",
  "reader.workload_identities": "use.workload_identities",
  "reader.workload_identity_arns": "use.workload_identity_arns",
  "reader.kind": "use.reader_kind",
  "var.credential_provider.name": "use.name",
  "var.signing_key_arn": "use.signing_key_arn",
  "var.token_audiences": "use.token_audiences",
  "local.kind": "use.kind",
  "local.mark": "use.mark",
  "local.secrets": "use.secret_arns",
  "local.secret_arns": "use.secret_arns",
  "local.encrypted": "use.encrypted",
  "local.via_secrets_manager": "local.via_secrets_manager[use.region][use.partition]",
  "local.via_agentcore_identity": "local.via_agentcore_identity[use.region][use.partition]",
};

const RESOURCE: Scope = { "local.policies[each.key]": "each.value", "each.value.role_arn": `${USE}.role_arn` };

function locals(): Body {
  const document = expressionInScope(readerDocument, LOOP);
  return {
    "//": {
      used_regions: "The Regions of all providers.",
      kinds: "Actions and ARN depend on the kind of provider, and actions on that of the reader, too.",
      via_secrets_manager:
        "The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.",
      full_names: "By these the Sids of one provider are told from those of others.",
      policies: "What the policies of one provider's readers have in common.",
      uses: "Each reader of each provider.",
      planned_documents:
        "AgentCore asks for the vault, the provider, the workload identity directory and the workload identity, all four.",
      attached_documents: "Inline policies of roles that are not managed elsewhere.",
      too_long: "All inline policies of a role share one quota.",
    },
    kinds,
    used_regions: "${toset(values(local.providers)[*].region)}",
    ...Object.fromEntries(
      Object.entries(viaLocals()).map(([name, via]) => [
        name,
        `\${{ for region in local.used_regions : region => ${hclOf(via as Body).replaceAll("local.region", "region")} }}`,
      ]),
    ),
    full_names:
      '${{ for key, provider in local.providers : key => "AgentCoreIdentity-${provider.region}-${provider.kind}-${provider.name}" }}',
    policies: `\${{ for key, provider in local.providers : key => { region = provider.region, kind = local.kinds[provider.kind], provider_kind = provider.kind, name = provider.name, mark = ${markOf("local.full_names[key]")}, policy_name = local.full_names[key], secret_arns = sort(distinct([for reference in provider.references : local.planned_secrets[reference.secret].secret_arn])), encrypted = [for name in distinct(provider.references[*].secret) : local.planned_secrets[name] if ${hasKey("local.planned_secrets[name]")}], signing_key_arn = provider.signing_key_arn, token_audiences = provider.token_audiences } }}`,
    uses: '${merge([for key, provider in local.providers : { for name in provider.readers : "${key}/${name}" => merge(local.roles[name], local.policies[key], { provider = key, vault = "arn:${local.roles[name].partition}:bedrock-agentcore:${provider.region}:${local.roles[name].account}" }) }]...)}',
    roles:
      '${{ for name, reader in local.readers : name => merge(reader, { reader = name, reader_kind = reader.kind, partition = split(":", reader.role_arn)[1], account = split(":", reader.role_arn)[4] }) }}',
    planned_documents: texts(`{ for key, use in local.uses : key => ${document} }`),
    reader_documents: texts(filled("local.planned_documents")),
    attached_documents: texts(
      '{ for key, document in local.reader_documents : key => document if local.uses[key].attach_policy && local.uses[key].policy_kind == "INLINE" }',
    ),
    policy_lengths:
      "${{ for key, document in local.attached_documents : local.uses[key].reader => length(document)... }}",
    too_long: `\${[for reader, lengths in local.policy_lengths : "\${local.readers[reader].role_arn} gets \${length(lengths) == 1 ? "one inline policy" : "\${length(lengths)} inline policies"} of \${sum(lengths)} characters together, over IAM's ${INLINE_POLICY_CHARACTERS} for a role." if sum(lengths) > ${INLINE_POLICY_CHARACTERS}]}`,
  };
}

/** On the side of the role. */
export const readersFile = (): readonly Body[] => [
  { locals: locals() },
  {
    resource: {
      [TYPE]: {
        this: {
          "//": "One policy for each provider and reader.",
          for_each: "${local.attached_documents}",
          name_prefix: policyPrefix(`${USE}.policy_name`),
          role: `\${regex("[^/]+$", var.readers[${USE}.reader].role_arn)}`,
          policy: "${each.value}",
          lifecycle: { precondition: inScope(lengthRule(), RESOURCE) },
        },
      },
    },
  },
];
