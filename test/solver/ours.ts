import { compilePolicy, Unknown } from "../../src/decision";
import type { Model, StatedPolicy } from "../../src/proof/model";
import { PermissionLimits } from "../../src/proof/permission-limits";
import type { Row } from "../../src/proof/proof";
import { prove } from "../../src/proof/proof";
import { reachOf } from "../../src/proof/secret-cells";
import type { World } from "./world";
import { KEY, ORGANIZATIONS, OWNER, SECRET } from "./world";

const stated = (name: string, kind: "identity" | "resource", document: unknown): StatedPolicy => ({
  at: name,
  document,
  compiled: compilePolicy(name, kind, document),
});

/** The world as the proof sees it. */
export function modelOf({ secretPolicy, keyPolicy, roles, intended }: World): Model {
  const readers = { readers: intended, deployers: [], unknown: [], elsewhere: [] };
  return {
    providers: [
      {
        at: "provider",
        kind: "apikey",
        name: "maps",
        region: "us-east-1",
        account: OWNER,
        partition: "aws",
        references: [{ secretId: SECRET, jsonKey: new Unknown("it does not matter") }],
        signingKeys: [],
        stated: readers,
      },
    ],
    secrets: new Map([
      [
        SECRET,
        {
          arn: SECRET,
          at: "secret",
          keyArn: KEY,
          policy: stated("secret policy", "resource", secretPolicy),
          isPolicyCertain: true,
        },
      ],
    ]),
    keys: new Map([[KEY, { arn: KEY, policy: stated("key policy", "resource", keyPolicy), grants: [] }]]),
    roles: new Map(
      roles.map(({ arn, statements }) => [
        arn,
        {
          arn,
          policies: [stated(`policy of ${arn}`, "identity", { Version: "2012-10-17", Statement: statements })],
          isComplete: true,
          isNew: false,
        },
      ]),
    ),
    unowned: [],
    unheard: [],
    limits: new PermissionLimits({
      scps: [],
      rcps: [],
      sessions: new Map(),
      boundaries: new Map(),
      accounts: Object.fromEntries(
        Object.entries(ORGANIZATIONS).map(([account, organizationId]) => [account, { organizationId }]),
      ),
    }),
    assumptions: [],
  };
}

/** Whom our proof finds who is not meant to read: for certain, or perhaps. */
export function strangersIn(world: World): { readonly certain: readonly Row[]; readonly possible: readonly Row[] } {
  const rows = prove(modelOf(world)).filter(({ standing }) => standing === "other" || standing === "service");
  const reach = ({ secrets }: Row): string => (secrets[0] ? reachOf(secrets[0]) : "denied");
  return {
    certain: rows.filter((row) => reach(row) === "allowed"),
    possible: rows.filter((row) => reach(row) !== "denied"),
  };
}
