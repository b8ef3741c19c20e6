import type { CellVerdict } from "../cells";
import { worstVerdict } from "../cells";
import { roleThing } from "./things";
import type { Found, WhoCan } from "./who-can";

/** Somebody who could become a role, and by what. */
export interface Becoming {
  /** For example `sts:AssumeRole`, or `iam:PassRole to lambda.amazonaws.com`. */
  readonly how: string;
  readonly verdict: CellVerdict;
  readonly found: Found;
}

/** Who could become a role, one step away. */
export interface Become {
  readonly by: readonly Becoming[];
  /** Why nobody knows; then there is nobody in the list. */
  readonly unknown?: string;
}

/** Those for whom an identity provider vouches ask by actions of their own. */
const VOUCHED = ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

/**
 * Whom the trust policy lets in and, where their own policies must say so, too, whom these let assume the role; and who
 * may pass it to a service that the trust policy lets in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function whoBecomes(whoCan: WhoCan, roleArn: string): Become {
  const { model } = whoCan;
  if (!model.roles.get(roleArn)?.trust) return { by: [], unknown: "no input holds its trust policy" };
  const thing = roleThing(model, roleArn);
  const may = ({ principal, answer }: Found): boolean => principal !== roleArn && answer.verdict !== "denied";
  const assuming = whoCan.all({ action: "sts:AssumeRole", thing }).filter(may);
  const [services, people] = [
    assuming.filter(({ asks }) => asks.type === "Service"),
    assuming.filter(({ asks }) => asks.type !== "Service" && asks.type !== "Federated"),
  ];
  const vouched = VOUCHED.flatMap((action) =>
    whoCan
      .all({ action, thing })
      .filter(may)
      .filter(({ asks }) => asks.type === "Federated")
      .map((found) => ({ how: action, verdict: found.answer.verdict, found })),
  );
  const passing = services.flatMap((service) =>
    whoCan
      .all({ action: "iam:PassRole", thing, passedTo: service.principal })
      .filter(may)
      .map((found) => ({
        how: `iam:PassRole to ${service.principal}`,
        verdict:
          service.answer.verdict === "unknown" ? worstVerdict("unknown", found.answer.verdict) : found.answer.verdict,
        found,
      })),
  );
  const itself = people.map((found) => ({ how: "sts:AssumeRole", verdict: found.answer.verdict, found }));
  return { by: [...itself, ...vouched, ...passing] };
}
