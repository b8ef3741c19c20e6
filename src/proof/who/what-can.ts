import type { NamedPrincipal } from "../mentioned";
import type { Becoming } from "./become";
import { whoBecomes } from "./become";
import { interestingActions } from "./interesting";
import { thingsOf } from "./things";
import type { Found, WhoCan } from "./who-can";

/** What one principal can do with every secret, key and credential provider. */
export const whatCan = (whoCan: WhoCan, named: NamedPrincipal): Found[] =>
  thingsOf(whoCan.model).flatMap((thing) =>
    interestingActions(thing).flatMap((action) => whoCan.one(named, { action, thing }) ?? []),
  );

/** A role that somebody could become, one step away. */
export interface Reachable {
  readonly roleArn: string;
  readonly becoming: Becoming;
}

/** The roles that it could become. */
export const couldBecome = (whoCan: WhoCan, { name }: NamedPrincipal): Reachable[] =>
  [...whoCan.model.roles.keys()].flatMap((roleArn) =>
    whoBecomes(whoCan, roleArn)
      .by.filter(({ found }) => found.principal === name)
      .map((becoming) => ({ roleArn, becoming })),
  );
