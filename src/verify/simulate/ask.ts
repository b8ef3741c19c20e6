import { splitArn } from "../../access/arn";
import type { Request } from "../../decision";
import type { Piece } from "../../live/piece";
import type { SimulationAnswer, SimulationAsked } from "../../live/read/simulate";
import { simulate } from "../../live/read/simulate";
import { each } from "../../live/read/paging";
import type { Where } from "../../live/read/paging";
import type { Model } from "../../proof/model";
import type { RoleRequests } from "../../proof/role-requests";
import { roleRequests } from "../../proof/role-requests";
import { askedOf } from "./question";

/** What AWS answered of one request of a role. */
export interface Simulated {
  readonly roleArn: string;
  readonly request: Request;
  /** Left out: nobody who may ask in the role's account was given. */
  readonly answer?: Piece<SimulationAnswer>;
}

/** Asks AWS what it thinks of the requests that the proof decides, for roles that are there. */
export async function simulated(model: Model, callers: ReadonlyMap<string, Where>): Promise<Simulated[]> {
  const accounts = model.limits?.accounts ?? {};
  const byAccount = new Map<string, RoleRequests[]>();
  for (const role of roleRequests(model)) {
    const account = splitArn(role.roleArn)?.account ?? "";
    byAccount.set(account, [...(byAccount.get(account) ?? []), role]);
  }
  // Rates are an account's: none waits for another one.
  const all = await Promise.all(
    [...byAccount].map(([account, roles]) =>
      askedAs(
        callers.get(account),
        roles.flatMap((role) => [...askedOf(role, accounts)]),
      ),
    ),
  );
  return all.flat();
}

async function askedAs(
  where: Where | undefined,
  asked: readonly (readonly [SimulationAsked, readonly Request[]])[],
): Promise<Simulated[]> {
  const all = await each(asked, async ([ask, requests]): Promise<Simulated[]> => {
    if (!where) return requests.map((request) => ({ roleArn: ask.roleArn, request }));
    const found = await simulate(where, ask);
    return requests.map((request) => ({
      roleArn: ask.roleArn,
      request,
      answer: "value" in found ? answerFor(found.value, request, ask.roleArn) : found,
    }));
  });
  return all.flat();
}

const answerFor = (
  answers: ReadonlyMap<string, SimulationAnswer>,
  { resource }: Request,
  roleArn: string,
): Piece<SimulationAnswer> => {
  const value = answers.get(resource.arn);
  if (value) return { value };
  const unread = { action: "iam:SimulatePrincipalPolicy", resource: roleArn, error: "nothing", isDenied: false };
  return { unread };
};
