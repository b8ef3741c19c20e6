import { text, type Value } from "../cty";
import { globalArn, type Making, type ResourceFacts } from "../resource-facts";
import { nameOf } from "./names";

const origin =
  "documentation of the resource; what a refresh finds: source of the AWS provider 6.66, internal/service/iam";

/** IAM users and groups with their policies, and the attachments that are exclusive. */
const named = (kind: "user" | "group"): ResourceFacts => ({
  origin,
  computed: {
    id: (making) => making.values.name,
    arn: (making) => globalArn(making, "iam", `${kind}${text(making.values.path) ?? "/"}${text(making.values.name)}`),
    unique_id: (making) => `${kind === "user" ? "AIDA" : "AGPA"}${making.random.slice(0, 8).toUpperCase()}`,
  },
});

const inlinePolicy = (kind: "user" | "group"): ResourceFacts => ({
  origin,
  identity: (values) => `${text(values[kind])}:${text(values.name)}`,
  overwrites: true,
  computed: { name: nameOf, id: (making) => `${text(making.values[kind])}:${text(making.values.name)}` },
});

const attachment = (kind: "user" | "group"): ResourceFacts => ({
  origin,
  identity: (values) => `${text(values[kind])}/${text(values.policy_arn)}`,
  overwrites: true,
  computed: { id: (making) => `${text(making.values[kind])}-${making.random}` },
});

export const user = named("user");
export const group = named("group");
export const userPolicy = inlinePolicy("user");
export const groupPolicy = inlinePolicy("group");
export const userPolicyAttachment = attachment("user");
export const groupPolicyAttachment = attachment("group");

export const groupMembership: ResourceFacts = {
  origin,
  computed: { id: (making) => making.values.name },
};

export const userGroupMembership: ResourceFacts = {
  origin,
  identity: (values) => text(values.id),
  computed: { id: (making) => making.random },
};

export const policyAttachment: ResourceFacts = {
  origin,
  computed: { id: (making) => making.values.name },
};

const exclusive = (): ResourceFacts => ({
  origin,
  identity: (values) => text(values.role_name),
  overwrites: true,
});

export const rolePoliciesExclusive = exclusive();
export const rolePolicyAttachmentsExclusive = exclusive();

const texts = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** All inline policies that are on a role: `aws_iam_role` reads them all, whoever has put them there. */
export function inlinePoliciesOf({ values, world }: Making): Value {
  const own = Array.isArray(values.inline_policy) ? values.inline_policy : [];
  const others = world
    .list("aws_iam_role_policy")
    .filter((one) => one.role === values.name)
    .map(({ name, policy }) => ({ name, policy }));
  const names = new Set(others.map(({ name }) => name));
  const kept = own.filter((one) => one === null || typeof one !== "object" || !("name" in one) || !names.has(one.name));
  const found = [...kept, ...others].filter((one) => JSON.stringify(one) !== '{"name":"","policy":""}');
  return found.length > 0 ? (found as Value[]) : [{ name: "", policy: "" }];
}

/** The ARNs of all policies that are attached to a role, by whatever resource. */
export function attachedTo({ values, world }: Making): Value {
  const single = world.list("aws_iam_role_policy_attachment").filter((one) => one.role === values.name);
  const shared = world
    .list("aws_iam_policy_attachment")
    .filter((one) => texts(one.roles).includes(String(values.name)));
  const exclusives = world
    .list("aws_iam_role_policy_attachments_exclusive")
    .filter((one) => one.role_name === values.name);
  return [
    ...new Set([
      ...texts(values.managed_policy_arns),
      ...[...single, ...shared].flatMap((one) => text(one.policy_arn) ?? []),
      ...exclusives.flatMap((one) => texts(one.policy_arns)),
    ]),
  ].sort();
}
