import { JSON_KEY } from "../access/json-key";
import { KEY_ARN } from "../access/key-arn";
import { follows, problemOf } from "../access/rule";
import { parseSecretArn } from "../access/secret-arn";
import { valueOf } from "../live/piece";
import type { ListedSecret, SecretDescription, Snapshot } from "../live/snapshot";
import { nearest } from "../access/nearest";
import type { Found } from "./found";
import { idOf } from "./found";
import { MigrationProblem, parsedOrStop, require } from "./problem";

/** The secret of the team, which takes the place of AgentCore's. */
export interface TargetSecret {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly jsonKey: string;
  /** `null` for `aws/secretsmanager`; undefined if nobody told. */
  readonly kmsKeyArn?: string | null;
}

const MANAGED_OWNER = "bedrock-agentcore-identity";

/**
 * What is known of a secret of the team's.
 *
 * @param about what a message calls it
 * @throws MigrationProblem
 */
export function targetSecret(
  snapshot: Snapshot,
  found: Found,
  { secretArn, jsonKey }: { readonly secretArn: string; readonly jsonKey: string },
  about: string,
): TargetSecret {
  const secret = parsedOrStop(parseSecretArn(secretArn, about));
  require(problemOf(JSON_KEY, `the JSON key of ${about}`, jsonKey));
  const { arn, name, account, region, partition } = secret;
  const { region: here } = found.region;
  if (region !== here || partition !== found.account.partition)
    throw new MigrationProblem(
      `${arn} is in ${region}, and ${idOf(found)} in ${here}: AgentCore reads in its own Region alone. Give the ARN of a replica there: aws secretsmanager replicate-secret-to-regions --secret-id ${arn} --add-replica-regions Region=${here} --region ${region}`,
    );
  const listed = listedIn(snapshot, account, here);
  const seen = listed?.find((one) => one.arn === arn) ?? describedIn(snapshot, arn);
  if (listed && !seen) throw new MigrationProblem(notListed(arn, listed));
  if (seen?.owningService === MANAGED_OWNER || name.startsWith(`${MANAGED_OWNER}!`))
    throw new MigrationProblem(
      `${arn} is AgentCore's own secret, which goes with its credential provider: give one that the team owns.`,
    );
  if (seen?.deletedDate !== undefined)
    throw new MigrationProblem(
      `${arn} waits for its deletion, so nobody can read it: aws secretsmanager restore-secret --secret-id ${arn} --region ${region}`,
    );
  const kmsKeyArn = seen && keyOf(snapshot, seen, secret);
  if (account !== found.account.id && kmsKeyArn === null)
    throw new MigrationProblem(
      `${arn} is of another account and has the key aws/secretsmanager, which only that account can use: give it a customer managed key there first.`,
    );
  return { arn, name, account, jsonKey, ...(kmsKeyArn !== undefined && { kmsKeyArn }) };
}

/** All secrets of an account in a Region, if they were listed. */
const listedIn = (snapshot: Snapshot, account: string, region: string): readonly ListedSecret[] | undefined =>
  valueOf(snapshot.accounts.find(({ id }) => id === account)?.regions.find((one) => one.region === region)?.listed);

/** A secret that a provider references, as whoever may describe it sees it. */
const describedIn = ({ accounts }: Snapshot, arn: string): SecretDescription | undefined =>
  accounts
    .flatMap(({ secrets }) => secrets)
    .map(({ description }) => valueOf(description))
    .find((one) => one?.arn === arn);

/** A key by whatever name, as far as its ARN is known. */
function keyOf(
  { accounts }: Snapshot,
  { keyId }: Pick<ListedSecret, "keyId">,
  { partition, region, account }: { partition: string; region: string; account: string },
): string | null | undefined {
  if (keyId === undefined || keyId.endsWith("alias/aws/secretsmanager")) return null;
  const resource = keyId.startsWith("alias/") ? keyId : `key/${keyId}`;
  const named = keyId.startsWith("arn:") ? keyId : `arn:${partition}:kms:${region}:${account}:${resource}`;
  const key = accounts.flatMap(({ keys }) => keys).find(({ id }) => id === named);
  const described = valueOf(key?.description);
  if (described?.manager === "AWS") return null;
  const arn = described?.arn ?? named;
  return follows(KEY_ARN, arn) ? arn : undefined;
}

function notListed(arn: string, listed: readonly ListedSecret[]): string {
  const [near] = nearest(
    arn,
    listed.filter(({ owningService }) => owningService !== MANAGED_OWNER).map((one) => one.arn),
  );
  return `The account has no secret ${arn}.${near === undefined ? "" : ` Did you mean ${near}?`} See aws secretsmanager list-secrets, or read the account again if it is new.`;
}
