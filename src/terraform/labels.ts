import { createHash } from "node:crypto";
import type { Construct } from "constructs";
import type { Role } from "../access/role";
import { isKnown } from "../access/known";
import { identityOf } from "./tokens";

/** Eight digits that tell texts apart. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** A construct ID for what belongs to a role: the same in whatever order the roles are named. */
export function labelOf(scope: Construct, role: Role): string {
  const { account, roleName, roleArn } = role;
  if (account !== undefined && roleName !== undefined && isKnown(account) && isKnown(roleName))
    return `${account}-${roleName}`;
  const identity = identityOf(scope, roleArn);
  return `${identity.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "")}-${shortHash(identity)}`;
}

/** Shortens a name to what a service takes, keeping it unique by a hash. */
export const fitName = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 9)}-${shortHash(name)}`;
