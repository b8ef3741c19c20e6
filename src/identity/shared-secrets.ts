import { Annotations, Aspects } from "cdktf";
import type { Construct } from "constructs";
import { sortedUnique } from "../access/policy";
import type { Reader } from "../access/reader";
import type { ExternalSecret } from "../secret/external-secret";
import { Program } from "../terraform/program";
import { identityInProgram, identityOf } from "../terraform/tokens";

/** A credential provider as one that uses a secret. */
export interface SecretUser {
  readonly scope: Construct;
  readonly name: string;
  readonly readers: () => readonly Reader[];
  /** What it uses of the secret. Left out, nobody knows. */
  readonly jsonKey?: string;
}

/**
 * Warns of a secret that credential providers with different readers share. Its JSON keys are no border: IAM lets a role read
 * a secret, and that is all of it.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function warnOfSharing(secret: ExternalSecret, user: SecretUser): void {
  const users = Program.of(secret).share(`users of ${identityInProgram(secret, secret.secretArn)}`, () => {
    const all: SecretUser[] = [];
    let isSaid = false;
    Aspects.of(secret).add({
      visit: (visited) => {
        if (visited !== secret || isSaid) return;
        isSaid = true;
        const lines = sharedReaders(all);
        if (lines.length === 0) return;
        const names = sortedUnique(all.map(({ scope, name }) => identityOf(scope, name)));
        Annotations.of(secret).addWarning(
          `secret ${secret._shownArn ?? "of an ARN that only Terraform knows"} is used by credential providers with different readers, ${names.join(", ")}, and who may read a secret reads all of its JSON keys: ${lines.join("; ")}. Give each credential provider a secret of its own. AGC027 of "agentcore-identity check" says the same of a plan.`,
        );
      },
    });
    return all;
  });
  users.push(user);
}

/** Who can read what is another's, a line for each role and credential provider. */
function sharedReaders(users: readonly SecretUser[]): string[] {
  const granted = users
    .map(({ scope, name, jsonKey, readers }) => ({
      scope,
      name: identityOf(scope, name),
      jsonKey: jsonKey === undefined ? undefined : identityOf(scope, jsonKey),
      readers: new Set(readers().map(({ roleArn }) => identityOf(scope, roleArn))),
    }))
    // Who reads one without readers here is told where they are.
    .filter(({ readers }) => readers.size > 0);
  return sortedUnique(
    granted.flatMap((one) =>
      granted
        // A payment provider uses several.
        .filter(
          ({ jsonKey }) =>
            jsonKey === undefined || !granted.some((own) => own.scope === one.scope && own.jsonKey === jsonKey),
        )
        .flatMap((other) =>
          [...one.readers]
            .filter((role) => !other.readers.has(role))
            .map((role) => `${role} can read what ${other.name} uses`),
        ),
    ),
  );
}
