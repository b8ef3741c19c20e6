import { INLINE_POLICY_CHARACTERS } from "../../access/limits";
import type { Body } from "../hcl/json";
import { kinds, lengthRule, policyName, readerDocument, readerLocals } from "../modules/reader-document";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import { expressionInScope, inScope } from "../scope";
import { texts } from "./scopes";

const TYPE = "aws_iam_role_policy";
const USE = "local.uses[each.key]";

/** One reader of one provider, in a `for` over all uses. */
const LOOP: Scope = {
  "reader.account": "use.account",
  "reader.partition": "use.partition",
  "reader.workload_identities": "var.readers[use.reader].workload_identities",
  "var.credential_provider.name": "local.providers[use.provider].name",
  "var.signing_key_arn": "local.providers[use.provider].signing_key_arn",
  "local.kind": "local.kinds[local.providers[use.provider].kind]",
  "local.region": "use.region",
  "local.secrets": "local.provider_secrets[use.provider]",
  "local.secret_arns": "local.secret_arns[use.provider]",
  "local.encrypted": "local.encrypted[use.provider]",
  "local.via_secrets_manager": "local.via_secrets_manager[use.provider]",
  "local.via_agentcore_identity": "local.via_agentcore_identity[use.provider]",
};

const RESOURCE: Scope = {
  "local.policies[each.key]": "each.value",
  "each.value.role_arn": `var.readers[${USE}.reader].role_arn`,
};

function locals(): Body {
  const { "//": comments, ...made } = readerLocals();
  const of = (name: string, scope: Scope): string => hclOf(inScope(made[name] as string, scope));
  const { via_secrets_manager, policies } = comments as Readonly<Record<string, string>>;
  const place = { "local.region": "region", "local.partition": "local.partitions[key]" };
  const name = {
    "local.region": "local.regions[key]",
    "var.credential_provider.kind": "provider.kind",
    "var.credential_provider.name": "provider.name",
  };
  return {
    "//": {
      kinds: "Action and ARN depend on the kind of provider.",
      secret_arns: "What is read through each provider, and decrypted for that.",
      via_secrets_manager: via_secrets_manager as string,
      policy_names: "IAM shortens nothing: a name that is too long ends in a hash.",
      uses: "Each reader of each provider.",
      reader_documents: policies as string,
      attached_documents: "Policies of roles that are not managed elsewhere.",
      too_long: "All inline policies of a role share one quota.",
    },
    kinds,
    provider_readers:
      "${{ for key, provider in local.providers : key => { for name in provider.readers : name => var.readers[name] } }}",
    secret_arns: `\${{ for key, secrets in local.provider_secrets : key => ${of("secret_arns", { "local.secrets": "secrets" })} }}`,
    encrypted: `\${{ for key, secrets in local.provider_secrets : key => ${of("encrypted", { "local.secrets": "secrets" })} }}`,
    via_secrets_manager: `\${{ for key, region in local.regions : key => ${of("via_secrets_manager", place)} }}`,
    via_agentcore_identity: `\${{ for key, region in local.regions : key => ${of("via_agentcore_identity", place)} }}`,
    policy_names: `\${{ for key, name in { for key, provider in local.providers : key => ${of("name", name)} } : key => ${expressionInScope(policyName, { "local.name": "name" })} }}`,
    uses: '${merge([for key, provider in local.providers : { for name in provider.readers : "${key}/${name}" => { provider = key, reader = name, region = local.regions[key], partition = split(":", var.readers[name].role_arn)[1], account = split(":", var.readers[name].role_arn)[4] } }]...)}',
    reader_documents: texts(`{ for key, use in local.uses : key => ${expressionInScope(readerDocument, LOOP)} }`),
    attached_documents: texts(
      "{ for key, document in local.reader_documents : key => document if var.readers[local.uses[key].reader].attach_policy }",
    ),
    too_long: `\${{ for name, lengths in { for key, document in local.attached_documents : local.uses[key].reader => length(document)... } : name => lengths if sum(lengths) > ${INLINE_POLICY_CHARACTERS} }}`,
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
          name: `\${local.policy_names[${USE}.provider]}`,
          role: `\${regex("[^/]+$", var.readers[${USE}.reader].role_arn)}`,
          policy: "${each.value}",
          lifecycle: { precondition: inScope(lengthRule(), RESOURCE) },
        },
      },
    },
  },
];
