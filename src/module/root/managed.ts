import { MANAGED_POLICY_CHARACTERS, MANAGED_POLICY_NAME_LENGTH } from "../../access/limits";
import { PolicyKind } from "../../access/modes";
import { FIRST_PLACE } from "../../access/share-out";
import { MARK_LENGTH } from "../../access/statement-owner";
import { STACK_NAME_LENGTH } from "../../identity/reader-policies";
import type { Body } from "../hcl/json";
import { filled } from "./made-arns";
import { foldedDocument } from "./managed-document";

/** How often a policy may be divided: into 16, and a role may have 20 at most. */
const DIVISIONS = 4;

/** All branches of that tree of hashes, the whole first. */
const BRANCHES = Array.from({ length: DIVISIONS + 1 }, (_, length) =>
  Array.from({ length: 2 ** length }, (__, index) => (length === 0 ? "" : index.toString(2).padStart(length, "0"))),
).flat();

/** A text that is not longer than that, as the constructs shorten it. */
const fitted = (text: string, most: number): string =>
  `length(${text}) <= ${most} ? ${text} : "\${substr(${text}, 0, ${most - 9})}-\${substr(sha256(${text}), 0, 8)}"`;

/** An ARN of which the plan may not know the length. */
const FILLER = 'format("%140s", "")';

const POLICY = "aws_iam_policy";
const ATTACHMENT = "aws_iam_role_policy_attachment";
const NAME_LENGTH = MANAGED_POLICY_NAME_LENGTH - MARK_LENGTH - "-".length;

/** What is known of a use while Terraform plans, of roles and workload identities of the same apply, too: to count its characters. */
const MEASURED = `[for use in values(group.uses) : merge(use, { vault = "arn:\${local.partitions[use.provider]}:bedrock-agentcore:\${use.region}:000000000000", partition = local.partitions[use.provider], workload_identity_arns = [for one in lookup(var.readers[use.reader], "workload_identity_arns", null)[*] : ${FILLER}] })]`;

const placesOf = (more: boolean): string =>
  `\${{ for id, place in local.managed_places : id => place.reader if ${more ? "!" : ""}(place.name == "${FIRST_PLACE}") }}`;

const locals = (): Body => ({
  "//": {
    branches:
      "By the bits of their hashes uses are shared out: what comes or goes touches no other policy than its own.",
    managed_uses: "Each use that stands in a managed policy.",
    managed_groups: "All that might be one policy.",
    managed_fits: "What has room in one.",
    managed_places: "The policies that there are: what fits, but nothing of which the whole does.",
    planned_managed_documents: "What differs in a list only is one statement.",
    managed_path: "A path that no other policy has: so a deployer may be let write these alone.",
    too_many: "A role has a quota.",
  },
  branches: BRANCHES,
  managed_uses: `\${{ for key, use in local.uses : key => merge(use, { group = "\${use.region} \${use.provider_kind}", bits = format("%0${DIVISIONS}b", parseint(substr(sha256(use.policy_name), 0, 1), 16)) }) if use.attach_policy && use.policy_kind == "${PolicyKind.MANAGED}" }}`,
  managed_groups: `\${merge([for reader in distinct(values(local.managed_uses)[*].reader) : { for branch in local.branches : "\${reader} \${branch}" => { reader = reader, branch = branch, uses = { for use in values(local.managed_uses) : use.policy_name => use if use.reader == reader && startswith(use.bits, branch) } } }]...)}`,
  managed_fits: `\${{ for id, group in local.managed_groups : id => length(group.branch) == ${DIVISIONS} || length(${foldedDocument(MEASURED)}) <= ${MANAGED_POLICY_CHARACTERS} }}`,
  managed_places: `\${{ for id, group in local.managed_groups : "\${group.reader}/\${try(regex("^.*1", group.branch), "${FIRST_PLACE}")}" => merge(group, { name = try(regex("^.*1", group.branch), "${FIRST_PLACE}") }) if length(group.uses) > 0 && local.managed_fits[id] && !anytrue([for cut in range(length(group.branch)) : local.managed_fits["\${group.reader} \${substr(group.branch, 0, cut)}"]]) }}`,
  planned_managed_documents: `\${{ for id, place in local.managed_places : id => ${foldedDocument("values(place.uses)")} }}`,
  managed_documents: `\${${filled("local.planned_managed_documents")}}`,
  managed_owner: `\${[for owner in [replace(var.owner, "/[^\\\\w+=,.@-]/", "-")] : ${fitted("owner", STACK_NAME_LENGTH)}][0]}`,
  managed_names: `\${{ for id, place in local.managed_places : id => [for name in ["AgentCoreIdentity-\${local.managed_owner}-\${local.role_names[place.reader]}-\${place.name}"] : ${fitted("name", NAME_LENGTH)}][0] }}`,
  role_names: '${{ for name, reader in local.readers : name => regex("[^/]+$", reader.role_arn) }}',
  managed_first: placesOf(false),
  managed_more: placesOf(true),
  too_many: `\${[for reader, ids in { for id, place in local.managed_places : place.reader => id... } : "\${local.readers[reader].role_arn} needs \${length(ids)} managed policies, over the \${local.readers[reader].max_managed_policies} that it may have. Let another role read some of its credential providers, or have the account's quota of managed policies for a role raised and say max_managed_policies = \${length(ids)}." if length(ids) > local.readers[reader].max_managed_policies]}`,
});

/** The policies of some places, and what attaches them. */
function policies(label: string, forEach: string, after?: string): Body {
  const kept = { create_before_destroy: true };
  return {
    resource: {
      [POLICY]: {
        [label]: {
          for_each: `\${local.${forEach}}`,
          name: "${local.managed_names[each.key]}-${local.owner_mark}",
          path: "/agentcore-identity/${local.managed_owner}-${local.owner_mark}/${local.role_names[each.value]}/",
          policy: "${local.managed_documents[each.key]}",
          lifecycle: {
            ...kept,
            precondition: [
              { condition: "${length(local.too_many) == 0}", error_message: '${join("\\n", local.too_many)}' },
              {
                condition: `\${length(local.managed_documents[each.key]) <= ${MANAGED_POLICY_CHARACTERS}}`,
                error_message: `A managed policy of \${local.readers[each.value].role_arn} has \${length(local.managed_documents[each.key])} characters, over IAM's ${MANAGED_POLICY_CHARACTERS}. Name fewer workload_identities: one that ends in "*" stands for many.`,
              },
            ],
          },
          ...(after !== undefined && { depends_on: [`${ATTACHMENT}.${after}`] }),
        },
      },
      [ATTACHMENT]: {
        [label]: {
          for_each: `\${local.${forEach}}`,
          role: "${local.role_names[each.value]}",
          policy_arn: `\${${POLICY}.${label}[each.key].arn}`,
          lifecycle: kept,
        },
      },
    },
  };
}

/** What moves to a new policy is there before it leaves the first one. */
export const managedFile = (): readonly Body[] => [
  { locals: locals() },
  policies("more", "managed_more"),
  policies("first", "managed_first", "more"),
];
