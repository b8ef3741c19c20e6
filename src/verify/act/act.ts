import { splitArn } from "../../access/arn";
import { valueOf } from "../../live/piece";
import { SESSION } from "../../live/session";
import type { ModelProvider } from "../../proof/model";
import { count } from "../../report/count";
import type { Account } from "../account";
import type { Group } from "../check";
import { Checks } from "../check";
import type { Acting, Acts, RotationAsked, RotationWay } from "./acting";
import { PROBE_PREFIX } from "./call-answer";
import { jsonKeyGroups } from "./json-key";
import type { Located, Pointer } from "./pointers";
import { bySecret, pointersOf } from "./pointers";
import { RoleCalls } from "./role-calls";
import { rotationGroup } from "./rotate";

/** Something is asked for that is not in the inputs. */
export class NotReferenced extends Error {
  public override readonly name = "NotReferenced";
}

/**
 * Does what was asked for, and says what came of it: JSON keys, then rotations with the reads of their new versions, then all
 * other calls.
 *
 * @throws NotReferenced before anything is done
 */
export async function actGroups(
  account: Account,
  providers: readonly ModelProvider[],
  { jsonKey, calls, rotations }: Acts,
  acting: Acting,
): Promise<Group[]> {
  const pointers = pointersOf(account, providers);
  const secrets = bySecret(pointers);
  const rotating = rotations.map((asked) => ({ way: asked.way, entry: secretOf(secrets, asked) }));
  const groups = jsonKey ? await jsonKeyGroups(pointers, acting) : [];
  const roles = calls.map((role) => new RoleCalls(role, acting));
  const read = (some: readonly Pointer[], when?: string): Promise<void> =>
    roles.reduce((before, role) => before.then(() => role.call(some, when)), Promise.resolve());
  const done = new Set<Pointer>();
  try {
    for (const { way, entry } of rotating)
      groups.push(
        await rotationGroup(account, entry, way, acting, async () => {
          for (const pointer of entry[1]) done.add(pointer);
          await read(entry[1], WHEN[way]);
          return roles.length > 0;
        }),
      );
    await read(pointers.filter((pointer) => !done.has(pointer)));
  } finally {
    // Each ends, whatever becomes of the others.
    await Promise.all(roles.map((role) => role.end()));
  }
  return [
    ...groups,
    ...roles.map(({ group }) => group),
    ...readsGroup(account, pointers, jsonKey, rotating),
    ...(calls.length > 0 ? leftGroup(account) : []),
  ];
}

const WHEN: Readonly<Record<RotationWay, string>> = {
  put: " with the new version",
  leave: " with the new version",
  rotate: " after the rotation",
};

type Entry = readonly [Located, readonly Pointer[]];

/** A secret by its ARN or name; never all of them. */
function secretOf(secrets: readonly Entry[], { secret }: RotationAsked): Entry {
  const found = secrets.filter(([{ id }]) => id === secret || nameOf(id) === secret);
  const [first] = found;
  if (first && found.length === 1) return first;
  const all = secrets.map(([{ id }]) => id).join(", ") || "none that could be read";
  throw new NotReferenced(
    first
      ? `--rotate ${secret}: several secrets have this name: give the ARN, ${found.map(([{ id }]) => id).join(" or ")}.`
      : `--rotate ${secret}: no credential provider of the inputs references such a secret at AWS; they reference ${all}.`,
  );
}

const nameOf = (id: string): string => (id.split(":secret:")[1] ?? id).replace(/-[A-Za-z0-9]{6}$/, "");

/** What an earlier run could not delete, since it was killed, or what another one has just made. */
const leftGroup = ({ snapshot }: Account): Group[] =>
  snapshot.accounts.flatMap(({ id, regions }) =>
    regions.flatMap(({ region, workloadIdentities }): Group[] => {
      const names = (valueOf(workloadIdentities) ?? []).map(({ name }) => name).filter((name) => isProbe(name));
      if (names.length === 0) return [];
      const checks = new Checks("account");
      checks.note(
        "calls-left",
        "workload identities of earlier calls",
        `${names.join(", ")}. Unless somebody else verifies now, delete each: aws bedrock-agentcore-control delete-workload-identity --region ${region} --name NAME`,
      );
      return [{ kind: "account", subject: `account ${id}, ${region}`, checks: checks.all }];
    }),
  );

const isProbe = (name: string): boolean => name.startsWith(PROBE_PREFIX);

/** What others will hear of it. */
function readsGroup(
  { snapshot }: Account,
  pointers: readonly Pointer[],
  jsonKey: boolean,
  rotating: readonly { readonly way: RotationWay; readonly entry: Entry }[],
): Group[] {
  const copied = rotating.filter(({ way }) => way !== "rotate").map(({ entry }) => entry[0].id);
  const isRead = ({ secret }: Pointer): boolean => jsonKey || copied.includes(secret.id);
  return snapshot.accounts.flatMap(({ id, caller = "the caller", identities }): Group[] => {
    const own = pointers.filter((one) => isRead(one) && [one.secret.account, one.account].includes(id));
    const read = new Set(own.map(({ secret }) => secret.id));
    if (read.size === 0) return [];
    const checks = new Checks("account");
    const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(caller) ?? [];
    const arn =
      "value" in identities ? identities.value.roles.find((one) => one.arn.endsWith(`/${role ?? ""}`))?.arn : undefined;
    const who =
      role === undefined ? caller : (arn ?? `arn:${splitArn(caller)?.partition ?? "aws"}:iam::${id}:role/${role}`);
    const isOurs = session === SESSION;
    checks.note(
      "direct-reads",
      "reads without AgentCore",
      `CloudTrail records them of ${count(read.size, "secret")}, by ${caller}: watch tells of them, unless --except ${who} (exceptionArns of SecretWatch) names who verifies${
        isOurs ? "" : `. With --account NAME=ROLE-ARN the session is called ${SESSION}, and --events of verify knows it`
      }`,
    );
    return [{ kind: "account", subject: `account ${id}`, checks: checks.all }];
  });
}
