import { splitArn } from "../access/arn";
import { valueOf } from "../live/piece";
import type { Snapshot } from "../live/snapshot";
import { gapOf } from "./gaps";
import type { Gap } from "./inventory";

/** Roles by the names that grants and policies have for them. */
export class Roles {
  private readonly arns = new Set<string>();
  private readonly sessions = new Set<string>();
  private readonly ids = new Set<string>();
  private readonly open = new Map<string, Gap>();

  public constructor(private readonly snapshot: Snapshot) {
    for (const account of snapshot.accounts)
      for (const { arn, id } of valueOf(account.identities)?.roles ?? []) {
        this.arns.add(arn);
        this.ids.add(id);
        this.sessions.add(`${account.id} ${arn.slice(arn.lastIndexOf("/") + 1)}`);
      }
  }

  /**
   * Whether somebody is a role that is gone. In place of the ARN of one AWS shows its unique ID, from then on.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
   */
  public isGone(principal: string): boolean {
    if (/^AROA[A-Z0-9]+$/.test(principal)) return !this.ids.has(principal);
    const arn = splitArn(principal);
    if (!arn || /[*?]/.test(principal)) return false;
    const session = arn.service === "sts" ? /^assumed-role\/([^/]+)\//.exec(arn.resource)?.[1] : undefined;
    const isRole = arn.service === "iam" && arn.resource.startsWith("role/");
    if ((session === undefined && !isRole) || !this.areRead(arn.account)) return false;
    return session === undefined ? !this.arns.has(principal) : !this.sessions.has(`${arn.account} ${session}`);
  }

  private areRead(account: string): boolean {
    const found = this.snapshot.accounts.find(({ id }) => id === account);
    if (found && "value" in found.identities) return true;
    const what = "whether roles of it that grants and policies name are there";
    this.open.set(
      account,
      found && "unread" in found.identities
        ? gapOf(`account ${account}`, what, found.identities.unread)
        : { subject: `account ${account}`, what, why: "it was not read: give it with --account" },
    );
    return false;
  }

  /** Accounts of whose roles somebody asked in vain. */
  public get gaps(): Gap[] {
    return [...this.open.values()];
  }
}
