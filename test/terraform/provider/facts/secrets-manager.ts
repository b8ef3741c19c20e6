import { arn, conflicts, exactlyOne, json, length, pattern, range, requires, within } from "../check";
import { sameValue, text, type Value, type Values } from "../cty";
import { regionalArn, type Making, type ResourceFacts } from "../resource-facts";
import { primaryOf } from "../secret-lookup";
import { nameOf } from "./names";
import { elsewhere, equalSids } from "./refusals";
import {
  labelVersion,
  nameTaken,
  noteDeleted,
  putVersion,
  refusedRotation,
  rotate,
  stagesOf,
  withReplicas,
} from "./secret-lifecycle";

const origin = "facts/provider-gaps.md 3.5";

export const secret: ResourceFacts = {
  origin,
  identity: (values) => text(values.arn),
  checks: [
    conflicts("name", "name_prefix"),
    length("name", 1, 512),
    json("policy"),
    range("recovery_window_in_days", 7, 30, 0),
    // The provider's page lists three, AWS's page many more.
    pattern("type", /^[A-Za-z0-9]+$/),
  ],
  replaceOn: ["name", "name_prefix", "type"],
  refusesCreate: nameTaken,
  answers: withReplicas,
  happens: (verb, values, making) => {
    if (verb === "destroy") noteDeleted(values, making);
  },
  computed: {
    name: nameOf,
    arn: (making) =>
      regionalArn(making, "secretsmanager", `secret:${text(making.values.name)}-${making.random.slice(0, 6)}`),
    id: (making) => making.values.arn,
    policy: () => "",
  },
  onRead: { policy: policyInForce },
};

/** GetResourcePolicy tells of the policy, whichever resource has put it. */
function policyInForce({ values, world, region }: Making): Value {
  const arn = text(values.arn) ?? "";
  const put = text(world.find("aws_secretsmanager_secret_policy", `${region}/${arn}`)?.policy);
  if (put !== undefined) return put;
  return world.recall("removed-policies", arn) ? "" : (values.policy ?? "");
}

/**
 * Equal Sids, a secret of another Region, and a replica, whose policy is its primary's.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html
 */
function refusedPolicy({ secret_arn: arn, policy }: Values, making: Making): string | undefined {
  const isReplica =
    making.world.steering.secrets?.[text(arn) ?? ""]?.isReplica === true ||
    primaryOf(making, text(arn) ?? "") !== undefined;
  const replica = isReplica
    ? "InvalidParameterException: Operation not permitted on a replica secret. Call must be made in primary secret's region."
    : undefined;
  return equalSids(policy) ?? elsewhere(arn, making) ?? replica;
}

export const secretPolicy: ResourceFacts = {
  origin,
  refusesCreate: refusedPolicy,
  refusesUpdate: (_held, planned, making) => refusedPolicy(planned, making),
  identity: (values) => text(values.secret_arn),
  overwrites: true,
  checks: [arn("secret_arn"), json("policy")],
  replaceOn: ["secret_arn"],
  computed: { id: (making) => making.values.secret_arn },
  notRefreshed: ["block_public_policy"],
  happens: (verb, values, { world }) => {
    if (verb === "destroy") world.note("removed-policies", text(values.secret_arn) ?? "", true);
  },
};

export const secretVersion: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.secret_id)}|${text(values.version_id)}`,
  checks: [
    exactlyOne("secret_string", "secret_binary", "secret_string_wo"),
    requires("secret_string_wo", "secret_string_wo_version"),
    requires("secret_string_wo_version", "secret_string_wo"),
  ],
  replaceOn: ["secret_id", "secret_string_wo_version"],
  replaceWhen: (prior, planned) =>
    ["secret_string", "secret_binary"].find((name) => !sameValue(prior[name], planned[name])),
  computed: {
    arn: (making) => making.values.secret_id,
    secret_arn: (making) => making.values.secret_id,
    version_id: (making) => making.random,
    id: (making) => `${text(making.values.secret_id)}|${text(making.values.version_id)}`,
    version_stages: () => ["AWSCURRENT"],
    has_secret_string_wo: (making) => making.values.secret_string_wo_version !== null,
  },
  onRead: { version_stages: stagesOf },
  happens: (verb, values, { world }, config) => {
    const id = text(values.secret_id) ?? "";
    const value = text(config.secret_string_wo) ?? text(config.secret_string);
    if (verb === "create") putVersion(world, id, text(values.version_id) ?? "");
    if (verb === "update") labelVersion(world, id, values);
    if (value !== undefined) world.note("secret-values", id, value);
  },
};

export const secretRotation: ResourceFacts = {
  origin,
  identity: (values) => text(values.secret_id),
  overwrites: true,
  checks: [
    within("rotation_rules", [
      range("automatically_after_days", 1, 1000),
      exactlyOne("automatically_after_days", "schedule_expression"),
    ]),
  ],
  replaceOn: ["secret_id"],
  computed: { id: (making) => making.values.secret_id, rotation_enabled: () => true },
  notRefreshed: ["rotate_immediately"],
  refusesCreate: refusedRotation,
  refusesUpdate: (_held, planned, making) => refusedRotation(planned, making),
  happens: rotate,
};

/** The tag of a secret that others manage. */
export const secretTag: ResourceFacts = {
  origin: "documentation of the resource",
  identity: (values) => `${text(values.secret_id)},${text(values.key)}`,
  overwrites: true,
  checks: [length("key", 1, 128), length("value", 0, 256)],
  replaceOn: ["secret_id", "key"],
  computed: { id: (making) => `${text(making.values.secret_id)},${text(making.values.key)}` },
};
