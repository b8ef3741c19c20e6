import { splitArn } from "../access/arn";

/**
 * Roles by account and name. A session's ARN leaves the path of its role out, and in an account each name is there once.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export class RoleNames {
  private readonly byName = new Map<string, string>();

  public constructor(arns: Iterable<string>) {
    for (const arn of arns) {
      const parts = splitArn(arn);
      const name = parts?.resource.split("/").at(-1);
      if (parts && name !== undefined) this.byName.set(`${parts.account} ${name}`, arn);
    }
  }

  public arnOf(account: string, name: string): string | undefined {
    return this.byName.get(`${account} ${name}`);
  }
}
