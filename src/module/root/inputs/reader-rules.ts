import { MANAGED_POLICIES_OF_ROLE } from "../../../access/limits";
import { ROLE_ARN } from "../../../access/role-arn";
import { POLICY_KIND, READER_KIND } from "../../../access/rules/modes";
import { REGION, WORKLOAD_IDENTITIES } from "../../../access/rules/names";
import { WORKLOAD_IDENTITY_ARN } from "../../../access/workload-identity-arn";
import { isAttachable, NOT_ATTACHABLE } from "../../rules/readers";
import { looks } from "./patterns";
import type { InputRule } from "./rule";
import { looked, text, texts } from "./rule";
import { plainName } from "./secret-rules";

/** What is no role, in the words that help. */
const INSTEAD = [
  [
    "session_arn",
    "is a session of an assumed role. Give the role's own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its path if it has one.",
  ],
  [
    "account",
    "is a whole account. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime.",
  ],
  [
    "wildcard",
    "holds a wildcard. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime.",
  ],
] as const;

/** That a text is the ARN of one role; what it is instead is said. */
export function role(at: string, value: string): readonly InputRule[] {
  const own = looked("role_arn", ROLE_ARN, at, value);
  const is = (pattern: "no_role" | (typeof INSTEAD)[number][0]): string =>
    `anytrue([for one in local.wrong.role_arn : one == ${value} && ${looks(pattern, "one")}])`;
  return [
    ...INSTEAD.map(([pattern, words]): InputRule => ({ ...own, ok: `!${is(pattern)}`, words })),
    { ...own, ok: `${is("no_role")} || ${own.ok}` },
  ];
}

/** Of what is no ARN at all it is said that it is none. */
const IS_HERE =
  'length(split(":", arn)) < 6 || local.role_places[name].account == "" || slice(split(":", "${arn}:::::"), 3, 5) == tolist([var.aws_region, local.role_places[name].account])';

/** Of one reader. */
export const readerRules = (): readonly InputRule[] => [
  plainName("reader"),
  ...role(".role_arn", "reader.role_arn"),
  { at: ".role_arn", value: "reader.role_arn", ok: isAttachable("reader"), words: NOT_ATTACHABLE },
  texts(REGION, ".regions", "coalesce(reader.regions, [])"),
  {
    at: ".workload_identities",
    ok: "length(reader.workload_identities) + length(reader.workload_identity_arns) > 0",
    words:
      'is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out for "*".',
  },
  {
    at: ".workload_identities",
    value: 'join(", ", setintersection(local.wrong.workload_identity, reader.workload_identities))',
    ok: "length(setintersection(local.wrong.workload_identity, reader.workload_identities)) == 0",
    words: `${WORKLOAD_IDENTITIES.words}. ${WORKLOAD_IDENTITIES.fix}`,
  },
  texts(WORKLOAD_IDENTITY_ARN, ".workload_identity_arns", "reader.workload_identity_arns"),
  {
    at: ".workload_identity_arns",
    value: `join(", ", [for arn in reader.workload_identity_arns : arn if !(${IS_HERE})])`,
    ok: `alltrue([for arn in reader.workload_identity_arns : ${IS_HERE}])`,
    words:
      "is not in the account of the role and the Region of the AWS provider, ${var.aws_region}: agents use credential providers of their own account and Region. Give the workload identity of a runtime or gateway that is there.",
  },
  text(READER_KIND, ".kind", "reader.kind"),
  text(POLICY_KIND, ".policy_kind", "reader.policy_kind"),
  {
    at: ".max_managed_policies",
    value: "reader.max_managed_policies",
    ok: "reader.max_managed_policies >= 1 && floor(reader.max_managed_policies) == reader.max_managed_policies",
    words: `is not a whole number from 1. Leave it out for ${MANAGED_POLICIES_OF_ROLE}, or give the quota of the role's account.`,
  },
];

/** Of all readers together. */
export const allReadersRules = (): readonly InputRule[] => [
  {
    at: "",
    value: 'join(" and ", local.roles_named_twice)',
    ok: "length(toset(local.role_arns)) == length(local.role_arns)",
    words: "name one role twice, which would get two of what is made for a role. Name each role once.",
  },
];

export const deployerRules = (): readonly InputRule[] => role("", "role_arn");
