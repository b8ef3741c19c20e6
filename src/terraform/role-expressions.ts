import type { Role } from "../access/role";
import { expression } from "./text";

/** The account of a role: as given, as its ARN says, or as Terraform takes it from the ARN. */
export const accountOf = ({ account, roleArn }: Role): string =>
  account ?? expression((quote) => `split(":", ${quote(roleArn)})[4]`);

/** The name of a role, which ends its ARN after an optional path. */
export const roleNameOf = ({ roleName, roleArn }: Role): string =>
  roleName ?? expression((quote) => `regex("[^/]+$", ${quote(roleArn)})`);
