import type { Role } from "../access/role";
import { expression } from "./text";

/**
 * The account of a role: as given, as its ARN says, or as Terraform takes it from the ARN. What is no ARN is refused by
 * a guard, which must be reached first.
 */
export const accountOf = ({ account, roleArn }: Role): string =>
  account ?? expression((quote) => `try(split(":", ${quote(roleArn)})[4], "")`);

/** The name of a role, which ends its ARN after an optional path. */
export const roleNameOf = ({ roleName, roleArn }: Role): string =>
  roleName ?? expression((quote) => `try(regex("[^/]+$", ${quote(roleArn)}), "")`);
