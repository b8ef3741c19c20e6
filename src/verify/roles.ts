import { splitArn } from "../access/arn";
import { isOpen } from "../decision";
import type { Model } from "../proof/model";
import type { Account } from "./account";
import { APPLIED } from "./account";
import type { Group } from "./check";
import { Checks } from "./check";

/** The roles that should read or deploy: whether they are there. What they may, the proof says. */
export function roleGroups(account: Account, { providers }: Model): Group[] {
  const arns = new Set(providers.flatMap(({ stated }) => [...(stated?.readers ?? []), ...(stated?.deployers ?? [])]));
  return [...arns].sort().map((arn): Group => {
    const checks = new Checks("role");
    check(account, arn, checks);
    return { kind: "role", subject: arn, checks: checks.all };
  });
}

function check({ index }: Account, arn: string, checks: Checks): void {
  const id = splitArn(arn)?.account ?? "";
  if (isOpen(arn)) return checks.unknown("exists", "exists", "the inputs do not tell its whole ARN", APPLIED);
  const found = index.account(id);
  if (!found)
    return checks.unknown(
      "exists",
      "exists",
      `account ${id} was not read`,
      `Read it, too: --account NAME=PROFILE of ${id}.`,
    );
  const all = checks.value("exists", "exists", found.identities);
  if (!all) return;
  if (all.roles.some((role) => role.arn === arn)) checks.ok("exists", "exists", "the account has it");
  else
    checks.fails(
      "exists",
      "exists",
      "the account has no role of this ARN",
      "Make it again, then terraform apply: policies and grants that named the old role name its ID now, and not the new one.",
    );
}
