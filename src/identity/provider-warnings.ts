import type { IConstruct } from "constructs";
import { Annotations, Aspects } from "cdktf";
import { isKnown } from "../access/known";
import { PROVIDER_NAME_CONSOLE_LENGTH } from "../access/limits";

/** What AgentCore takes, and other parts of AWS do not. */
export function warnOfName(provider: IConstruct, name: string): void {
  if (!isKnown(name)) return;
  if (name.includes("_"))
    Annotations.of(provider).addWarning(
      `name ${JSON.stringify(name)} holds "_", which the API takes but AWS's own ARN patterns do not. Use "-".`,
    );
  if (name.length > PROVIDER_NAME_CONSOLE_LENGTH)
    Annotations.of(provider).addWarning(
      `name ${JSON.stringify(name)} is longer than the ${PROVIDER_NAME_CONSOLE_LENGTH} characters that the console takes.`,
    );
}

/** A grant that was forgotten or misspelt shows only at run time. Aspects run when the whole program is there. */
export function warnWithoutReaders(provider: IConstruct, hasReaders: () => boolean): void {
  let isSaid = false;
  Aspects.of(provider).add({
    visit: (visited) => {
      if (visited !== provider || isSaid || hasReaders()) return;
      isSaid = true;
      Annotations.of(provider).addWarning(
        "has no reader in this program. Call grantUse(reader), or grant it where the readers' program is: see from…Attributes of its class.",
      );
    },
  });
}

/** A grant whose policy nobody attaches looks like one that works. */
export const warnOfKeptRole = (provider: IConstruct, roleArn: string): void =>
  Annotations.of(provider).addWarning(
    `${roleArn} is a role that only AWS may change, so its policy is not attached. Put policyDocument of what grantUse returns where its permissions are kept: for a role of IAM Identity Center into its permission set.`,
  );
