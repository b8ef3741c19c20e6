import type { Principal } from "./call";
import type { WrittenStatement } from "./policy-text";
import { oneOrMore } from "./policy-text";

/** KMS's own safety check. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
export function letsWrite({ Effect, Principal, Action }: WrittenStatement, { arn, account }: Principal): boolean {
  const role = arn.replace(":sts:", ":iam:").replace(/:assumed-role\/([^/]+)\/.*$/, ":role/$1");
  const names = oneOrMore(
    typeof Principal === "object" && Principal !== null ? (Principal as { AWS?: unknown }).AWS : Principal,
  );
  return (
    Effect === "Allow" &&
    oneOrMore(Action).some((action) => ["kms:*", "*", "kms:PutKeyPolicy", "kms:Put*"].includes(action)) &&
    names.some((name) => [arn, role, account, "*", `arn:aws:iam::${account}:root`].includes(name))
  );
}
