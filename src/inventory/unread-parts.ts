import type { ProviderKind } from "../access/vault";
import { isMissing, valueOf } from "../live/piece";
import type {
  AccountSnapshot,
  KeySnapshot,
  LimitsSnapshot,
  RegionSnapshot,
  RuntimeSnapshot,
  SecretSnapshot,
  Snapshot,
} from "../live/snapshot";
import { gapsOf } from "./gaps";
import type { Gap } from "./inventory";
import type { Referenced } from "./referenced";

export const KIND_WORDS: Readonly<Record<ProviderKind, string>> = {
  oauth2: "OAuth2",
  apikey: "API key",
  payment: "payment",
};

/** What of the inventory is open since something was not read; consumers and orphans tell theirs by themselves. */
export const unreadParts = ({ accounts }: Snapshot, referenced: Referenced): Gap[] =>
  accounts.flatMap((account) => [
    ...gapsOf(`account ${account.id}`, "who may read by policies of their own", account.identities),
    ...gapsOf(`account ${account.id}`, "what its organization keeps readers from", account.organization),
    ...(account.limits ? limitGaps(account, account.limits) : []),
    ...account.regions.flatMap((region) => regionGaps(account, region, referenced)),
    ...account.secrets.flatMap(secretGaps),
    ...account.keys.flatMap(keyGaps),
  ]);

function limitGaps({ id }: AccountSnapshot, limits: NonNullable<AccountSnapshot["limits"]>): Gap[] {
  const what = "what its organization keeps readers from";
  const policies = (valueOf<LimitsSnapshot>(limits)?.levels ?? []).flatMap(({ scps, rcps }) => [...scps, ...rcps]);
  return [
    ...gapsOf(`account ${id}`, what, limits),
    ...policies.flatMap(({ name, document }) => gapsOf(`policy ${name} of account ${id}`, what, document)),
  ];
}

function regionGaps({ id, secrets }: AccountSnapshot, region: RegionSnapshot, referenced: Referenced): Gap[] {
  const place = `account ${id}, ${region.region}`;
  const providers = (Object.keys(KIND_WORDS) as ProviderKind[]).flatMap((kind) => {
    const listed = region.providers[kind];
    return [
      ...gapsOf(place, `which ${KIND_WORDS[kind]} credential providers there are`, listed),
      ...(valueOf(listed) ?? []).flatMap(({ arn, detail }) => gapsOf(arn, "its status, source and secret", detail)),
    ];
  });
  const runs = "which agent runtimes have the role of a reader";
  const { runtimes = { value: [] } } = region;
  const running = [
    ...gapsOf(place, runs, runtimes),
    ...(valueOf<readonly RuntimeSnapshot[]>(runtimes) ?? []).flatMap(({ arn, roleArn }) => gapsOf(arn, runs, roleArn)),
  ];
  const what = "secrets that AgentCore made for providers that are gone, and candidates";
  return [
    ...providers,
    ...running,
    ...gapsOf(place, what, region.listed),
    ...unseen(place, region, secrets, referenced),
  ];
}

/** Of a secret that no provider references nobody asks unless he is told to. */
function unseen(
  place: string,
  { listed }: RegionSnapshot,
  secrets: readonly SecretSnapshot[],
  referenced: Referenced,
): Gap[] {
  const asked = new Set(secrets.flatMap(({ id, description }) => [id, valueOf(description)?.arn]));
  const others = (valueOf(listed) ?? []).filter(
    ({ arn, owningService }) => owningService === undefined && !asked.has(arn) && !referenced.has(arn),
  );
  if (others.length === 0) return [];
  return [
    {
      subject: place,
      what: "statements that were left in policies of secrets that no provider references",
      why: `nobody asked for the policies of ${others.length} secrets: take the snapshot with --every-secret`,
    },
  ];
}

const secretGaps = ({ id, description, policy }: SecretSnapshot): Gap[] =>
  isMissing(description)
    ? []
    : [...gapsOf(id, "its age, last read and rotation", description), ...gapsOf(id, "whom its policy lets in", policy)];

const keyGaps = ({ id, description, policy, grants }: KeySnapshot): Gap[] =>
  isMissing(description)
    ? []
    : [
        ...gapsOf(id, "whether it works", description),
        ...gapsOf(id, "whom its policy lets decrypt", policy),
        ...gapsOf(id, "whom its grants let decrypt", grants),
      ];
