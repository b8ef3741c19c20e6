import type { Kind } from "./world";

/** A plan as JSON, of which nothing is taken for granted. */
type Json = Record<string, unknown>;

/** A reader with a fault: what it would see of a plan. */
export interface Fault {
  readonly name: string;
  /** Kinds of plans in which it shows. */
  readonly kinds: readonly Kind[];
  readonly see: (plan: Json) => void;
}

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const member = (value: unknown, ...names: string[]): unknown =>
  names.reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), value);

function* modules(module: unknown): Generator<Json> {
  if (!isJson(module)) return;
  yield module;
  for (const child of list(module.child_modules)) yield* modules(child);
}

/** The modules of the configuration, by way of their calls. */
function* configured(module: unknown): Generator<Json> {
  if (!isJson(module)) return;
  yield module;
  for (const call of Object.values(isJson(module.module_calls) ? module.module_calls : {}))
    yield* configured(member(call, "module"));
}

const plannedResources = (plan: Json): Json[] =>
  [...modules(member(plan, "planned_values", "root_module"))].flatMap((module) => list(module.resources));
const configuredResources = (plan: Json): Json[] =>
  [...configured(member(plan, "configuration", "root_module"))].flatMap((module) => list(module.resources));
const changes = (plan: Json): Json[] => list(plan.resource_changes);

/** As if a reader did not know of a type of resources. */
function withoutTypes(plan: Json, isLeftOut: (type: string) => boolean): void {
  const stays = (one: Json): boolean => !isLeftOut(String(one.type));
  for (const module of modules(member(plan, "planned_values", "root_module")))
    module.resources = list(module.resources).filter(stays);
  for (const module of configured(member(plan, "configuration", "root_module")))
    module.resources = list(module.resources).filter(stays);
  plan.resource_changes = changes(plan).filter(stays);
}

/** As if a list in a resource's arguments were not there. */
function withoutUnknown(plan: Json, type: RegExp, names: readonly string[]): void {
  for (const one of changes(plan)) {
    const unknown = member(one, "change", "after_unknown");
    if (!isJson(unknown) || !type.test(String(one.type))) continue;
    for (const name of names) {
      if (unknown[name] === undefined || unknown[name] === false) continue;
      Reflect.deleteProperty(unknown, name);
      for (const resource of configuredResources(plan)) {
        const expressions = resource.expressions;
        const isSame = resource.type === one.type && resource.name === one.name;
        if (isSame && isJson(expressions)) Reflect.deleteProperty(expressions, name);
      }
    }
  }
}

function inlineBlocks(plan: Json): { planned: unknown[]; unknown: unknown }[] {
  return changes(plan)
    .filter(({ type }) => type === "aws_iam_role")
    .flatMap((one) => {
      const planned = member(one, "change", "after", "inline_policy");
      return Array.isArray(planned) && planned.length > 1
        ? [{ planned, unknown: member(one, "change", "after_unknown", "inline_policy") }]
        : [];
    });
}

/**
 * Pairs the blocks of a set by their index, as if the order of the source were that of the plan. The reader pairs by what
 * the blocks hold: so each gets the name, or the Region, of what the plan has in its place.
 */
function pairedByIndex(plan: Json): void {
  for (const one of changes(plan).filter(({ type }) => type === "aws_secretsmanager_secret")) {
    const planned = list(member(one, "change", "after", "replica"));
    for (const resource of configuredResources(plan)) {
      const blocks = list(member(resource, "expressions", "replica"));
      if (resource.type !== one.type || resource.name !== one.name || blocks.length !== planned.length) continue;
      for (const [index, block] of blocks.entries()) block.region = { constant_value: planned[index]?.region };
    }
  }
  if (inlineBlocks(plan).length === 0) return;
  for (const resource of configuredResources(plan)) {
    const blocks = member(resource, "expressions", "inline_policy");
    if (!Array.isArray(blocks) || blocks.length < 2) continue;
    // The reader pairs by name: with the names in another order it pairs what does not belong together.
    const names = list(blocks).map((block) => block.name);
    for (const [index, block] of list(blocks).entries()) block.name = names[(index + 1) % names.length];
  }
}

const oneAccount = (plan: Json): void => {
  for (const configuration of Object.values(
    (member(plan, "configuration", "provider_config") as Record<string, unknown> | undefined) ?? {},
  )) {
    const expressions = member(configuration, "expressions");
    if (!isJson(expressions)) continue;
    delete expressions.assume_role;
    expressions.allowed_account_ids = { constant_value: ["111122223333"] };
  }
};

/** As if what the refresh saw were what the apply leaves. */
const observedIsPlanned = (plan: Json, type: RegExp, name: string): void => {
  plan.resource_changes = changes(plan).filter(
    (one) =>
      !(
        list([one.change]).some(({ actions }) => Array.isArray(actions) && actions.includes("delete")) &&
        type.test(String(one.type))
      ),
  );
  for (const resource of plannedResources(plan)) {
    const before = changes(plan).find(({ address }) => address === resource.address);
    const seen = member(before, "change", "before", name);
    if (seen !== undefined && isJson(resource.values) && resource.values[name] === undefined)
      resource.values[name] = seen;
  }
};

const deletesOf = (plan: Json, isLost: (type: string) => boolean): void => {
  plan.resource_changes = changes(plan).filter((one) => {
    const actions = member(one, "change", "actions");
    return !(Array.isArray(actions) && actions.includes("delete") && isLost(String(one.type)));
  });
};

const ALL: readonly Kind[] = ["create", "update", "delete"];
const LATER: readonly Kind[] = ["update", "delete"];

/** One for each kind of guess that a reader can make. */
export const FAULTS: readonly Fault[] = [
  {
    name: "an unknown policy of a secret is none",
    kinds: ALL,
    see: (plan) => withoutUnknown(plan, /^aws_secretsmanager_secret$/, ["policy"]),
  },
  {
    name: "a key policy that is not known is the default one",
    kinds: ALL,
    see: (plan) => withoutUnknown(plan, /^aws_kms_(external_)?key$/, ["policy"]),
  },
  {
    name: "inline policies that are not known are none",
    kinds: ALL,
    see: (plan) => {
      withoutUnknown(plan, /^aws_iam_role$/, ["inline_policy"]);
      for (const resource of configuredResources(plan)) {
        const blocks = member(resource, "expressions", "inline_policy");
        if (!isJson(resource.expressions) || blocks === undefined) continue;
        if (!JSON.stringify(blocks).includes("constant_value")) delete resource.expressions.inline_policy;
      }
    },
  },
  {
    name: "constraints of a grant that are not known are none",
    kinds: ALL,
    see: (plan) => {
      for (const one of changes(plan)) {
        const change = member(one, "change");
        const unknown = member(change, "after_unknown");
        if (one.type !== "aws_kms_grant" || !isJson(change) || !isJson(unknown)) continue;
        delete unknown.constraints;
        for (const after of [
          change.after,
          plannedResources(plan).find(({ address }) => address === one.address)?.values,
        ])
          if (isJson(after)) after.constraints = [];
      }
      for (const resource of configuredResources(plan))
        if (resource.type === "aws_kms_grant" && isJson(resource.expressions)) delete resource.expressions.constraints;
    },
  },
  {
    name: "what is deleted is not read: secret policies",
    kinds: LATER,
    see: (plan) => deletesOf(plan, (type) => type === "aws_secretsmanager_secret_policy"),
  },
  {
    name: "what is deleted is not read: key policies",
    kinds: LATER,
    see: (plan) => deletesOf(plan, (type) => type === "aws_kms_key_policy"),
  },
  {
    name: "what is deleted is not read: policies and attachments of roles",
    kinds: LATER,
    see: (plan) => deletesOf(plan, (type) => type.startsWith("aws_iam_")),
  },
  {
    name: "what the refresh saw of a role is trusted",
    kinds: LATER,
    see: (plan) => observedIsPlanned(plan, /^aws_iam_role_policy$/, "inline_policy"),
  },
  {
    name: "what the refresh saw of a role is overlooked",
    kinds: LATER,
    see: (plan) => {
      const isObserved = (resource: Json): boolean =>
        !configuredResources(plan).some(
          ({ type, name, expressions }) =>
            type === resource.type && name === resource.name && member(expressions, "inline_policy") !== undefined,
        );
      for (const one of changes(plan))
        if (one.type === "aws_iam_role" && isObserved(one))
          for (const values of [member(one, "change", "before"), member(one, "change", "after")])
            if (isJson(values)) values.inline_policy = [];
      for (const one of plannedResources(plan))
        if (one.type === "aws_iam_role" && isObserved(one) && isJson(one.values)) one.values.inline_policy = [];
    },
  },
  {
    name: "the policy that somebody has put on a secret by hand is overlooked",
    kinds: LATER,
    see: (plan) => {
      const isGiven = ({ type, name }: Json): boolean =>
        configuredResources(plan).some(
          (one) => one.type === type && one.name === name && member(one, "expressions", "policy") !== undefined,
        );
      for (const one of [...changes(plan).flatMap((change) => [change]), ...plannedResources(plan)]) {
        if (one.type !== "aws_secretsmanager_secret" || isGiven(one)) continue;
        for (const values of [member(one, "change", "before"), member(one, "change", "after"), one.values])
          if (isJson(values)) values.policy = "";
      }
    },
  },
  {
    name: "a type that is not on the list: aws_iam_policy_attachment",
    kinds: ALL,
    see: (plan) => withoutTypes(plan, (type) => type === "aws_iam_policy_attachment"),
  },
  {
    name: "a type that is not on the list: exclusive attachments",
    kinds: ALL,
    see: (plan) => withoutTypes(plan, (type) => type.endsWith("_exclusive")),
  },
  {
    name: "a type that is not on the list: policies of users and groups",
    kinds: ALL,
    see: (plan) => withoutTypes(plan, (type) => /^aws_iam_(user|group)_/.test(type)),
  },
  {
    name: "a type that is not on the list: grants",
    kinds: ALL,
    see: (plan) => withoutTypes(plan, (type) => type === "aws_kms_grant"),
  },
  {
    name: "a type that is not on the list: users",
    kinds: ALL,
    see: (plan) => withoutTypes(plan, (type) => type === "aws_iam_user"),
  },
  {
    name: "a type that is not on the list: external keys",
    kinds: ALL,
    // Whoever does not know the type takes its secrets for ones without a key: to say that the key is not known, as
    // the reader does, is no fault.
    see: (plan) => {
      for (const one of changes(plan).filter(({ type }) => type === "aws_secretsmanager_secret")) {
        const resource = configuredResources(plan).find(({ type, name }) => type === one.type && name === one.name);
        const named = JSON.stringify(member(resource, "expressions", "kms_key_id") ?? "");
        if (!named.includes("aws_kms_external_key.")) continue;
        for (const values of [
          member(one, "change", "before"),
          member(one, "change", "after"),
          member(one, "change", "after_unknown"),
          plannedResources(plan).find(({ address }) => address === one.address)?.values,
          member(resource, "expressions"),
        ])
          if (isJson(values)) delete values.kms_key_id;
      }
      withoutTypes(plan, (type) => type === "aws_kms_external_key");
    },
  },
  { name: "blocks and their expressions are paired by index", kinds: ALL, see: pairedByIndex },
  { name: "one account for all provider configurations", kinds: ALL, see: oneAccount },
];
