import { ROLE_ARN } from "../../access/role-arn";
import { UsageError } from "../../plan/input-error";
import type { Acts, RotationAsked, RotationWay } from "../../verify/act/acting";
import { ROTATION_WAYS } from "../../verify/act/acting";
import { ruled } from "./watch-options";

/** What `verify` does beyond looking, each on request. */
export const ACTS_ARGUMENTS = {
  "json-key": { type: "boolean" },
  call: { type: "string", multiple: true },
  rotate: { type: "string", multiple: true },
} as const;

export const ACTS_HELP = `  --json-key      reads each secret once with your permissions, to see whether the JSON key is there that its provider
                  refers to; of the value the names are kept, the rest is dropped. CloudTrail records a read without
                  AgentCore, which watch tells of unless it is told who verifies (--except)
  --call ROLE     asks AgentCore for a credential as this role, for each provider that it should read; may be given several
                  times. It writes to the account: a workload identity for the calls, which is deleted again, also after
                  Ctrl-C. What is handed out is dropped unread
  --rotate SECRET[=put|leave|rotate]
                  makes a new version of this secret, an ARN or a name, and lets each --call ROLE read it; may be given
                  several times. It writes to the account:
                    put     the same value again, and the labels of versions are put back as they were; so without a word
                    leave   the same value again, and the new version stays the current one
                    rotate  a rotation as it is configured: agents get another credential from then on
`;

export interface ActsValues {
  readonly "json-key"?: boolean;
  readonly call?: readonly string[];
  readonly rotate?: readonly string[];
}

export function actsOptions({ "json-key": jsonKey = false, call = [], rotate = [] }: ActsValues): Acts {
  const rotations = rotate.map(rotation);
  const twice = rotations.find(({ secret }, index) => rotations.findIndex((one) => one.secret === secret) !== index);
  if (twice) throw new UsageError(`--rotate is given twice for ${twice.secret}.`);
  return { jsonKey, calls: [...new Set(ruled(ROLE_ARN, "--call", call))], rotations };
}

/** What an account must do, no file can. */
export function refuseActs(values: ActsValues): void {
  for (const name of Object.keys(ACTS_ARGUMENTS) as (keyof ActsValues)[])
    if (values[name] !== undefined)
      throw new UsageError(
        `--${name} needs the account itself: --from FILE has what was read of it, and no value. Leave --from out, and name the account by --account NAME=PROFILE.`,
      );
}

/** A name may hold "=", so only what is behind the last one counts, and only if it is a way. */
function rotation(given: string): RotationAsked {
  const [, secret = given, way = "put"] = new RegExp(`^(.*)=(${ROTATION_WAYS.join("|")})$`).exec(given) ?? [];
  if (secret === "" || secret === "*" || secret === "all")
    throw new UsageError(
      "--rotate wants one secret, by ARN or name: give it once for each, for there is no word for all.",
    );
  return { secret, way: way as RotationWay };
}
