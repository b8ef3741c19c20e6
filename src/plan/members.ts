import { isUnknown } from "../decision";
import type { ModelGroup, StatedPolicy } from "../proof/model";
import { statedPolicy } from "../proof/stated-policy";
import type { Draft } from "./identity-draft";
import type { Identities } from "./identities";
import type { Inputs, PlanResource } from "./inputs";
import type { Planned } from "./planned";
import { itemsOf, textOf } from "./planned";
import type { Undone } from "./undone";

/** Gives users the policies of their groups, and groups their members. */
export function addMembers(
  inputs: Inputs,
  users: Identities,
  groups: Identities,
  undone: Undone,
): Map<string, ModelGroup> {
  const members = new Map<string, Set<string>>();
  const join = (resource: PlanResource, user: Planned | undefined, group: Planned | undefined): void => {
    const [name, called] = [textOf(user), textOf(group)];
    const inGroup = [...groups.all.values()].filter((one) => isUnknown(called) || one.name === called);
    for (const draft of users.all.values()) {
      const isOpen = isUnknown(name) || isUnknown(called);
      if (!isUnknown(name) && draft.name !== name) continue;
      for (const group of inGroup) {
        if (!isOpen) members.set(group.arn, (members.get(group.arn) ?? new Set()).add(draft.arn));
        const doubt = isOpen
          ? `who is in group ${group.name} by ${resource.at} only an apply tells`
          : undone.doubt(resource, "member", user, group.name);
        for (const policy of group.policies) draft.others.push(ofGroup(policy, group, doubt));
      }
    }
  };
  for (const resource of inputs.standing("aws_iam_user_group_membership"))
    each(resource.attribute("groups"), (group) => join(resource, resource.attribute("user"), group));
  for (const resource of inputs.standing("aws_iam_group_membership"))
    each(resource.attribute("users"), (user) => join(resource, user, resource.attribute("group")));
  // CloudFormation lists the groups of a user in the user itself.
  for (const resource of inputs.standing("aws_iam_user"))
    each(resource.attribute("groups"), (group) => join(resource, resource.attribute("name"), group));
  return new Map(
    [...groups.all].map(([arn, { at, policies, isComplete }]) => [
      arn,
      { arn, policies, members: [...(members.get(arn) ?? [])], isComplete, ...(at !== undefined && { at }) },
    ]),
  );
}

function each(list: Planned | undefined, run: (one: Planned) => void): void {
  const items = itemsOf(list);
  if (isUnknown(items)) run(items);
  else items.forEach(run);
}

function ofGroup(policy: StatedPolicy, group: Draft, doubt: string | undefined): StatedPolicy {
  const { at, compiled, document } = policy;
  return statedPolicy(at, `${compiled.name} of group ${group.name}`, "identity", document, doubt);
}
