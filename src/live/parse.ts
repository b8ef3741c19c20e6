import { own } from "../proof/values";
import type { Shape } from "./shape";
import { anything, flag, list, number, object, oneOf, orNull, piece, record, SnapshotProblem, text } from "./shape";
import type { Snapshot } from "./snapshot";
import { SNAPSHOT_FORMAT } from "./snapshot";

const reference = object({ source: oneOf("EXTERNAL", "MANAGED"), secretId: text }, { jsonKey: text });
const times = { createdTime: text, lastUpdatedTime: text };
const provider = object(
  {
    name: text,
    arn: text,
    detail: piece(
      object(
        { references: record(reference), signingKeys: list(text), config: record(anything) },
        { status: text, failureReason: text, callbackUrl: text, ...times },
      ),
    ),
    tags: piece(record(text)),
  },
  { vendor: text },
);
const consumers = piece(
  list(
    object(
      { id: text, arn: text, detail: piece(object({ providerArns: list(text) }, { roleArn: text })) },
      { name: text, status: text },
    ),
  ),
);
const listed = object(
  { arn: text, name: text, tags: record(text) },
  { description: text, keyId: text, owningService: text, type: text, deletedDate: text, lastAccessedDate: text },
);
const runtime = object({ id: text, name: text, arn: text, roleArn: piece(text) });
const region = object(
  {
    region: text,
    providers: object({ oauth2: piece(list(provider)), apikey: piece(list(provider)), payment: piece(list(provider)) }),
    tokenVault: piece(object({}, { keyId: text })),
    workloadIdentities: piece(list(object({ name: text, arn: text }))),
    listed: piece(list(listed)),
    consumers: object({
      consentPortal: consumers,
      gatewayTarget: consumers,
      harness: consumers,
      paymentConnector: consumers,
      registryRecord: consumers,
    }),
  },
  { runtimes: piece(list(runtime)) },
);
const dates = { createdDate: text, lastChangedDate: text, lastAccessedDate: text, deletedDate: text };
const secret = object({
  id: text,
  region: text,
  description: piece(
    object(
      {
        arn: text,
        name: text,
        versions: record(list(text)),
        replicas: list(object({ region: text }, { keyId: text, status: text })),
        tags: record(text),
      },
      {
        keyId: text,
        owningService: text,
        type: text,
        primaryRegion: text,
        ...dates,
        rotation: object(
          { isEnabled: flag },
          { lambdaArn: text, lastRotatedDate: text, nextRotationDate: text, afterDays: number, schedule: text },
        ),
      },
    ),
  ),
  policy: piece(orNull(text)),
});
const grant = object(
  { id: text, grantee: text, operations: list(text) },
  { name: text, contextEquals: record(text), contextSubset: record(text), issuingAccount: text },
);
const key = object({
  id: text,
  description: piece(object({ arn: text, state: text }, { manager: text, isMultiRegion: flag })),
  policy: piece(text),
  grants: piece(list(grant)),
});
const holder = { arn: text, id: text, inline: record(anything), attached: list(text) };
const identities = object({
  roles: list(object({ ...holder, trust: anything, tags: record(text) }, { boundary: text, lastUsedDate: text })),
  users: list(object({ ...holder, groups: list(text), tags: record(text) }, { boundary: text })),
  groups: list(object({ ...holder, name: text })),
  policies: record(anything),
});
const organizationPolicies = list(object({ id: text, name: text, document: piece(anything) }));
const account = object(
  {
    id: text,
    partition: text,
    identities: piece(identities),
    organization: piece(orNull(object({ id: text, managementAccount: text }))),
    regions: list(region),
    secrets: list(secret),
    keys: list(key),
  },
  {
    alias: text,
    caller: text,
    limits: piece(
      object({ levels: list(object({ target: text, scps: organizationPolicies, rcps: organizationPolicies })) }),
    ),
  },
);
const snapshot: Shape = object({ takenAt: text, accounts: list(account) });

/**
 * A snapshot that was kept.
 *
 * @throws SnapshotProblem
 */
export function snapshotIn(value: unknown, file: string): Snapshot {
  const format = own(value, "format");
  if (format !== SNAPSHOT_FORMAT)
    throw new SnapshotProblem(
      typeof format === "string" && format.startsWith("agentcore-identity/snapshot/")
        ? `${file} is a snapshot of a later version, ${format.slice(0, 60)}: use a newer agentcore-identity.`
        : `${file} is no snapshot: write one with agentcore-identity snapshot --save FILE.`,
    );
  snapshot(value, file);
  return value as Snapshot;
}

/** The text of a snapshot, as it is kept. */
export const snapshotText = (one: Snapshot): string => `${JSON.stringify(one, undefined, 1)}\n`;
