import { splitArn } from "../access/arn";
import type { Connection } from "../live/aws/connect";
import type { Hands } from "../live/hands";
import { PacedCaller } from "../live/pace";
import { snapshotIn } from "../live/parse";
import type { Target } from "../live/read";
import { SnapshotProblem } from "../live/shape";
import { readAccounts } from "../live/read";
import { identitiesIn } from "../live/read/identities";
import type { IdentitiesSnapshot, Snapshot } from "../live/snapshot";
import { InputError } from "../plan/input-error";
import { readJsonFile } from "../plan/json-file";
import { isObject } from "../proof/values";
import type { AccountOption, SnapshotOptions } from "./commands/snapshot-options";
import type { Progress } from "./progress";

/** What is read, and whether all of it was. */
interface Taken {
  readonly snapshot: Snapshot;
  /** Ctrl-C ended it: what was not read until then is missing. */
  readonly isInterrupted: boolean;
}

/** What is done beside. */
interface Beside {
  /** ARNs of secrets that are described, too, whether a credential provider references them or not. */
  readonly secrets?: readonly string[];
  /** What else is asked while there are connections. */
  readonly then?: (snapshot: Snapshot, reached: Reached) => Promise<void>;
}

/** While there are connections, by the accounts of the snapshot. */
export interface Reached {
  readonly targets: readonly Target[];
  readonly hands: readonly Hands[];
  /** Ctrl-C ended the reading. */
  readonly isInterrupted: boolean;
}

/** Reads the accounts that a command line names. */
export async function takeSnapshot(
  { accounts, regions, iam, from, everySecret = false }: Omit<SnapshotOptions, "save">,
  progress: Progress,
  { secrets, then }: Beside = {},
): Promise<Taken> {
  // The SDK's note on Node versions is for programs that call AWS themselves.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  // It is large, and commands that read files alone do not need it.
  const { connect } = await import("../live/aws/connect.js");
  const saved = new Map(iam.map(savedIdentities));
  const before = from === undefined ? undefined : keptSnapshot(from);
  const interrupt = new Interrupt();
  const connections: Connection[] = [];
  try {
    const targets: Target[] = [];
    for (const option of accounts) {
      const connection = await connect(option);
      connections.push(connection);
      const own = regions.length > 0 ? regions : [connection.region].filter((one) => one !== undefined);
      if (own.length === 0)
        throw new InputError(
          `There is no AWS Region${nameOf(option)}: give --region, set AWS_REGION, or give the profile one.`,
        );
      targets.push({
        ...(option.alias !== undefined && { alias: option.alias }),
        caller: new PacedCaller(connection.caller, {
          tell: ({ done, waiting, last }) => progress.say(() => `Reading: ${done} calls, ${waiting} wait, ${last}`),
          isEnough: () => interrupt.isThere,
        }),
        regions: own,
        saved,
        everySecret,
      });
    }
    const snapshot = await readAccounts(targets, new Date(), before, secrets);
    const hands = connections.map((one) => one.hands);
    await then?.(snapshot, { targets, hands, isInterrupted: interrupt.isThere });
    return { snapshot, isInterrupted: interrupt.isThere };
  } catch (error) {
    throw error instanceof SnapshotProblem ? new InputError(error.message) : error;
  } finally {
    progress.end();
    interrupt.end();
    for (const connection of connections) connection.destroy();
  }
}

/** The first Ctrl-C ends the reading, and what was read is kept; a second one ends the program, as ever. */
class Interrupt {
  public isThere = false;
  private readonly listener = (): void => void (this.isThere = true);

  public constructor() {
    process.once("SIGINT", this.listener);
  }

  public end(): void {
    process.removeListener("SIGINT", this.listener);
  }
}

/** A snapshot that was kept before. */
export function keptSnapshot(file: string, maxBytes?: number): Snapshot {
  try {
    return snapshotIn(readJsonFile(file, maxBytes === undefined ? {} : { maxBytes }), file);
  } catch (error) {
    throw error instanceof SnapshotProblem ? new InputError(error.message) : error;
  }
}

const nameOf = ({ alias }: AccountOption): string => (alias === undefined ? "" : ` for account ${alias}`);

/** By the account whose roles they are. */
function savedIdentities(file: string): readonly [account: string, IdentitiesSnapshot] {
  const content = readJsonFile(file);
  if (!isObject(content) || !Array.isArray(content.RoleDetailList) || !Array.isArray(content.Policies))
    throw new InputError(
      `${file} holds no RoleDetailList: write it with aws iam get-account-authorization-details > FILE, without --filter.`,
    );
  if (content.IsTruncated === true)
    throw new InputError(`${file} holds the first page only: write it without --max-items and --no-paginate.`);
  const identities = identitiesIn(content);
  const [first] = [...identities.roles, ...identities.users];
  const account = splitArn(first?.arn ?? "")?.account;
  if (account === undefined) throw new InputError(`${file} has no role and no user, so whose it is cannot be told.`);
  return [account, identities];
}
