import type { Making, SceneryOf } from "./generate";
import { baseLife, lifeOf } from "./generate";
import { byPurpose, identityPolicy, MIXED, trustPolicy, written, type Style } from "./policies";
import { referencesIn, token } from "./tokens";
import type { Argument, Life, PolicyText, Thing } from "./world";
import { Dynamic, Hidden } from "./world";

const KINDS = ["role", "role", "role", "role", "user", "group"] as const;

/** A role, user or group: with a path, with a name that only the apply tells, or plain. */
export function principalOf(making: Making, index: number): Thing {
  const { random, accounts } = making;
  const kind = random.pick(KINDS);
  const account = random.pick(accounts);
  const path = random.pick(["/", "/", "/app/", "/app/team/"]);
  const name = `${kind}-${index}`;
  const hasPrefix = kind === "role" && random.chance(0.2);
  const full = hasPrefix ? `${name}-20260101000000000000000001` : name;
  const isHidden = !hasPrefix && random.chance(0.1);
  const life = baseLife(making);
  return {
    type: `aws_iam_${kind}`,
    label: `${kind}${index}`,
    account,
    arguments: {
      ...(hasPrefix ? { name_prefix: `${name}-` } : { name: isHidden && life === "new" ? new Hidden(name) : name }),
      ...(path !== "/" && { path }),
      ...(kind === "role" && { assume_role_policy: trust(account.id) }),
    },
    life,
    shape: random.pick(["plain", "plain", "count"]),
    given: { name: full, id: full, arn: `arn:aws:iam::${account.id}:${kind}${path}${full}` },
  };
}

function trust(account: string): string {
  const { Statement: statements, ...document } = trustPolicy(account);
  return JSON.stringify({ ...document, Statement: statements.map(({ Resource: _, ...one }) => one) });
}

/** The policies of a role, user or group. */
export function identityAdditions(
  making: Making,
  principal: Thing,
  scenery: SceneryOf,
  principals: readonly Thing[],
): void {
  const { random } = making;
  if (random.chance(0.1)) return;
  const kind = principal.type.replace("aws_iam_", "");
  const ways =
    kind === "role"
      ? [inBlocks, inBlocks, beside, attached, attached, byList, byExclusive, byExclusive]
      : [beside, attached, byList];
  random.pick(ways)(making, principal, scenery);
  if (
    kind === "role" &&
    random.chance(0.3) &&
    !making.things.some((one) => one.label === `exclusive_${principal.label}`)
  )
    byHand(making, principal, scenery);
  if (kind === "group") membership(making, principal, principals);
  else if (random.chance(0.15)) bounded(making, principal, scenery);
}

/** Whether something refers to a role, by way of others or not. */
function refersTo(things: readonly Thing[], from: Thing, role: Thing, seen = new Set<Thing>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  const named = referencesIn(from.arguments).map(({ type, label }) =>
    things.find((one) => one.type === type && one.label === label),
  );
  return named.some((one) => one !== undefined && (one.label === role.label || refersTo(things, one, role, seen)));
}

type Way = (making: Making, principal: Thing, scenery: SceneryOf) => void;

const nameOf = ({ type, label }: Thing): string => token(type, label, "name");
const kindOf = ({ type }: Thing): string => type.replace("aws_iam_", "");

/** `inline_policy` blocks: those that a set sorts otherwise than they are written, and dynamic ones. */
const inBlocks: Way = (making, role, scenery) => {
  const { random, things } = making;
  // Secrets and keys whose own policies name the role, by whatever way, cannot be named by the role itself.
  const refersBack = things.some((one) => /secret$|key$/.test(one.type) && refersTo(things, one, role));
  // Whoever writes by the data source writes references, too.
  const style = random.pick<Style>([["data"], ["data"], ["json"], MIXED]);
  const naming = refersBack ? "text" : style.includes("json") ? "mixed" : "reference";
  const policy = (): PolicyText => identityPolicy(random, scenery(naming));
  const names = random.pick([["zeta", "alpha"], ["only"], ["beta", "alpha", "gamma"], [], []]);
  const blocks = (): Argument => {
    const named = names.length === 0 ? byPurpose(policy()) : names.map((name) => ({ name, document: policy() }));
    const all = named.map(({ name, document }) => ({
      name,
      policy: written(random, document, making.hidden, style),
    }));
    return random.chance(0.3) ? new Dynamic(all, random.chance(0.5)) : all;
  };
  const at = things.findIndex((one) => one.label === role.label);
  things[at] = {
    ...role,
    arguments: { ...role.arguments, inline_policy: blocks() },
    ...(role.life === "stays" &&
      making.kind === "update" &&
      random.chance(0.6) && { life: "changes", before: { ...role.arguments, inline_policy: blocks() } }),
  };
};

const beside: Way = (making, principal, scenery) => {
  const { random, things } = making;
  const kind = kindOf(principal);
  for (const name of random.pick([["own"], ["own", "more"]])) {
    const on = { [kind]: nameOf(principal), name };
    const policy = (): Argument => written(random, identityPolicy(random, scenery()), making.hidden);
    things.push({
      type: `aws_iam_${kind}_policy`,
      label: `${name}_${principal.label}`,
      account: principal.account,
      arguments: { ...on, policy: policy() },
      before: { ...on, policy: policy() },
      life: lifeOf(making, principal),
      shape: random.pick(["plain", "count", "each"]),
      given: {},
    });
  }
};

/** A managed policy with its ARN. */
function managed(
  making: Making,
  principal: Thing,
  scenery: SceneryOf,
  life: Life,
  { prefix, isText }: { prefix: string; isText: boolean } = { prefix: "policy", isText: false },
): Thing {
  const { random, things } = making;
  const name = `${prefix}-${principal.label}`;
  const arn = `arn:aws:iam::${principal.account.id}:policy/${name}`;
  const policy: Thing = {
    type: "aws_iam_policy",
    label: `${prefix}_${principal.label}`,
    account: principal.account,
    arguments: {
      name,
      policy: written(random, identityPolicy(random, scenery(isText ? "text" : "mixed")), making.hidden),
    },
    ...(life === "changes" && {
      before: {
        name,
        policy: written(random, identityPolicy(random, scenery(isText ? "text" : "mixed")), making.hidden),
      },
    }),
    life,
    shape: "plain",
    given: { arn, id: arn, name },
  };
  things.push(policy);
  return policy;
}

const policyLife = (making: Making, principal: Thing): Life =>
  principal.life === "new" ? "new" : making.kind === "update" && making.random.chance(0.3) ? "changes" : "stays";

const attached: Way = (making, principal, scenery) => {
  const { random, things } = making;
  const policy = managed(making, principal, scenery, policyLife(making, principal));
  const kind = kindOf(principal);
  const life = lifeOf(making, principal);
  things.push({
    type: `aws_iam_${kind}_policy_attachment`,
    label: `attachment_${principal.label}`,
    account: principal.account,
    arguments: { [kind]: nameOf(principal), policy_arn: token(policy.type, policy.label, "arn") },
    life: life === "changes" ? "stays" : life,
    shape: random.pick(["plain", "count", "each"]),
    given: {},
  });
};

/** `aws_iam_policy_attachment`: one policy, and everybody who has it. */
const byList: Way = (making, principal, scenery) => {
  const policy = managed(making, principal, scenery, policyLife(making, principal));
  const life = lifeOf(making, principal);
  const on = { name: `attachment-${principal.label}`, policy_arn: token(policy.type, policy.label, "arn") };
  making.things.push({
    type: "aws_iam_policy_attachment",
    label: `attachment_${principal.label}`,
    account: principal.account,
    arguments: { ...on, [`${kindOf(principal)}s`]: [nameOf(principal)] },
    before: on,
    life,
    shape: making.random.pick(["plain", "count", "each"]),
    given: {},
  });
};

/** Attachments, all others excluded: the resource attaches by itself. */
const byExclusive: Way = (making, role, scenery) => {
  const policy = managed(making, role, scenery, policyLife(making, role));
  const life = lifeOf(making, role);
  making.things.push({
    type: "aws_iam_role_policy_attachments_exclusive",
    label: `exclusive_${role.label}`,
    account: role.account,
    arguments: { role_name: nameOf(role), policy_arns: [token(policy.type, policy.label, "arn")] },
    before: { role_name: nameOf(role), policy_arns: [] },
    life,
    shape: making.random.pick(["plain", "count", "each"]),
    given: {},
  });
};

/** An inline policy that somebody has put on the role, past Terraform. */
const byHand: Way = (making, role, scenery) => {
  if (role.life === "new") return;
  const { random, things } = making;
  if (things.find((one) => one.label === role.label)?.arguments.inline_policy !== undefined) return;
  things.push({
    type: "aws_iam_role_policy",
    label: `byhand_${role.label}`,
    account: role.account,
    arguments: {
      role: nameOf(role),
      name: "by-hand",
      policy: written(random, identityPolicy(random, scenery()), making.hidden),
    },
    life: "outside",
    shape: "plain",
    given: {},
  });
};

/** A permissions boundary: there all along, new, or taken away. */
function bounded(making: Making, principal: Thing, scenery: SceneryOf): void {
  const { random, things } = making;
  // It names no secret by reference: the secret's policy may name the role.
  const shape = { prefix: "boundary", isText: true };
  const policy = managed(making, principal, scenery, policyLife(making, principal), shape);
  const boundary = { permissions_boundary: token(policy.type, policy.label, "arn") };
  const at = things.findIndex((one) => one.label === principal.label);
  const thing = things[at] as Thing;
  const { arguments: now, before = now } = thing;
  const where =
    thing.life === "new" || making.kind !== "update" ? "always" : random.pick(["always", "after", "before"]);
  things[at] = {
    ...thing,
    arguments: where === "before" ? now : { ...now, ...boundary },
    ...(where !== "always" && { life: "changes" }),
    ...(thing.life !== "new" && { before: where === "after" ? before : { ...before, ...boundary } }),
  };
}

function membership(making: Making, group: Thing, principals: readonly Thing[]): void {
  const users = principals.filter((one) => one.type === "aws_iam_user" && one.account === group.account);
  if (users.length === 0) return;
  const life = users.some((user) => user.life === "new") ? "new" : lifeOf(making, group);
  if (making.random.chance(0.5)) {
    for (const user of users)
      making.things.push({
        type: "aws_iam_user_group_membership",
        label: `groups_${group.label}_${user.label}`,
        account: group.account,
        arguments: { user: nameOf(user), groups: [nameOf(group)] },
        life: life === "changes" ? "stays" : life,
        shape: making.random.pick(["plain", "count", "each"]),
        given: {},
      });
    return;
  }
  making.things.push({
    type: "aws_iam_group_membership",
    label: `members_${group.label}`,
    account: group.account,
    arguments: { name: `members-${group.label}`, group: nameOf(group), users: users.map(nameOf) },
    life: life === "changes" ? "stays" : life,
    shape: "plain",
    given: {},
  });
}
