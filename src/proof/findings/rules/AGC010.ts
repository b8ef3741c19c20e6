import { splitArn } from "../../../access/arn";
import { isUnknown, mayBeSame, shownText } from "../../../decision";
import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** A secret of another account has the AWS managed key. */
export const AGC010: Rule = {
  id: "AGC010",
  severity: "error",
  title: "A secret of another account has the AWS managed key.",
  openTitle: "Whether a secret of another account has the AWS managed key is not known.",
  cause: "aws/secretsmanager works inside the account of the secret only.",
  fix: "Encrypt the secret with a customer managed key, and let the readers decrypt.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html",
  *check({ model }) {
    for (const { at, account, references } of model.providers) {
      for (const { secretId } of references) {
        if (isUnknown(secretId) || isUnknown(account)) continue;
        const owner = splitArn(secretId)?.account;
        if (owner === undefined || owner === account) continue;
        const keyArn = model.secrets.get(secretId)?.keyArn;
        if (keyArn === null && mayBeSame(owner, account))
          yield undecided(
            secretId,
            at,
            `It has the AWS managed key, and whether ${shownText(account)} is ${shownText(owner)} is not known.`,
          );
        else if (keyArn === undefined)
          yield undecided(secretId, at, "Nothing tells the key of the secret: name it in --expect.");
        else if (keyArn === null)
          yield violated(secretId, at, `Account ${account} cannot use aws/secretsmanager of ${owner}.`);
      }
    }
  },
};
