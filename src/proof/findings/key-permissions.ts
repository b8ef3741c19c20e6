import { splitArn } from "../../access/arn";
import { compilePolicy, isUnknown } from "../../decision";
import type { KmsGrant } from "../../decision";
import type { Side } from "../asker";
import { keyGuards } from "../guards";
import type { Model } from "../model";
import type { Row } from "../proof";
import { isObject, own } from "../values";
import type { Facts } from "./rule";
import type { Found } from "./statements";
import { covers, isAllow, mayBeAbout, principalsOf, statementsOf } from "./statements";

/** A statement that lets somebody who is named for a provider use one of its keys. */
export interface KeyPermission {
  readonly principal: string;
  readonly keyArn: string;
  readonly found: Found;
}

/** Keys with the roles that the team lets use them. */
export type Keys = ReadonlyMap<string, ReadonlySet<string>>;

/** @param keysOf the keys of a row's provider */
export function keysOf({ rows }: Facts, keysOf: (row: Row) => readonly unknown[]): Keys {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    // What strangers can do is another rule's.
    if (!["reader", "deployer", "unstated"].includes(row.standing)) continue;
    for (const keyArn of keysOf(row)) {
      if (typeof keyArn !== "string") continue;
      const roles = found.get(keyArn);
      if (roles) roles.add(row.principal);
      else found.set(keyArn, new Set([row.principal]));
    }
  }
  return found;
}

/** Allowing statements for an action on these keys, in the policies of the roles and in those of the keys. */
export function* keyPermissions({ model }: Facts, keys: Keys, action: string): Generator<KeyPermission> {
  const byRole = new Map<string, string[]>();
  for (const [keyArn, roles] of keys) {
    for (const role of roles) {
      const own = byRole.get(role);
      if (own) own.push(keyArn);
      else byRole.set(role, [keyArn]);
    }
  }
  for (const found of statementsOf(model)) {
    if (!isAllow(found) || found.kind === "secret" || !mayBeAbout(found, action)) continue;
    if (found.kind === "role") {
      for (const keyArn of byRole.get(found.owner) ?? [])
        if (covers(found, action, keyArn)) yield { principal: found.owner, keyArn, found };
    } else if (covers(found, action, found.owner)) {
      const roles = keys.get(found.owner);
      for (const principal of principalsOf(found, "AWS"))
        if (roles?.has(principal)) yield { principal, keyArn: found.owner, found };
    }
  }
}

/**
 * What a key says beside a statement of a role. Of a key whose policy is not seen, what AWS writes by default: that the
 * account's own policies decide. A statement that would allow too much then is one that is too wide.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyBeside(model: Model, keyArn: string, principal: string): Pick<Side, "resourcePolicy" | "grants"> {
  const { resourcePolicy, grants = [] } = keyGuards(model, keyArn).sides[0] ?? {};
  // In its own account a grant needs no such statement, and is looked at by itself.
  const needed = splitArn(keyArn)?.account === splitArn(principal)?.account ? {} : { grants };
  if (resourcePolicy && resourcePolicy.unreadable === undefined) return { resourcePolicy, ...needed };
  const { partition = "aws", account = "" } = splitArn(keyArn) ?? {};
  const Principal = { AWS: `arn:${partition}:iam::${account}:root` };
  const document = { Statement: { Effect: "Allow", Principal, Action: "kms:*", Resource: "*" } };
  return { resourcePolicy: compilePolicy("default key policy", "resource", document), ...needed };
}

/** Whether a grant holds for one secret only; undefined if that is not known. */
export function isForOneSecret({ constraints }: KmsGrant): boolean | undefined {
  const both = [constraints?.encryptionContextEquals, constraints?.encryptionContextSubset];
  if (both.some((pairs) => isObject(pairs) && own(pairs, "SecretARN") !== undefined)) return true;
  return both.some(isUnknown) ? undefined : false;
}
