import { viaServiceNames } from "../../../src/access/arn";
import { decryptSecret, DESCRIBE_SECRET, READ_SECRET, SERVICE_PRINCIPAL } from "../../../src/access/statements";
import type { Account } from "../aws";
import type { Bench } from "../bench";
import type { TrailEvent } from "../events";
import { firstEvent } from "../events";
import { newValue } from "../make/secrets";
import { asReader, asStranger, obtain, readingStatement, usingStatements } from "../obtain";
import { hadSecret } from "../outcome";
import type { Answer, Given, Question } from "../question";
import { JSON_KEY, judged, notAsked } from "../question";

const CHANGE = "src/access/watch/secret-rules.ts, src/verify: what tells AgentCore's reads from others";
const ASSUMED = `role's session, invoked by ${SERVICE_PRINCIPAL}, a management event that reads`;

/** What CloudTrail writes about a read by AgentCore, in the account of the reader and in that of the secret. */
export const trail: Question = {
  number: 11,
  title: "What does CloudTrail write about a read by AgentCore, allowed, denied, and across accounts?",
  makes: { roles: 3, secrets: 2, keys: 1, providers: 2, workloadIdentities: 1 },
  ask: async (bench, given) => {
    const { here } = bench;
    const workload = await bench.workload();
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() });
    const provider = await bench.readyProvider("apikey", "provider", { secretId, jsonKey: JSON_KEY });
    const using = usingStatements(here, "apikey", provider, workload);
    const start = bench.clock.now();
    const reader = await bench.role("reader", [...using, readingStatement(secretId)]);
    const stranger = await bench.role("stranger", using);
    await asReader(bench, () => obtain(reader, "apikey", provider, workload));
    await asStranger(bench, () => obtain(stranger, "apikey", provider, workload));
    const across = await otherAccount(bench, workload);
    const until = bench.clock.now() + given.trailPatience;
    const look = (asked: string, account: Account, role: string, arn: string, isDenied: boolean): Promise<Answer> =>
      looked(bench, given, asked, until, { account, role: bench.name(role), arn, isDenied, start });
    const answers = [
      await look("an allowed read", here, "reader", secretId, false),
      await look("a denied read", here, "stranger", secretId, true),
    ];
    if (typeof across === "string") return [...answers, notAsked("reads across accounts", across, ASSUMED)];
    return [
      ...answers,
      await look("a read across accounts, in the reader's account", here, "across", across.arn, false),
      await look("a read across accounts, in the secret's account", across.account, "across", across.arn, false),
    ];
  },
};

interface Wanted {
  readonly account: Account;
  readonly role: string;
  readonly arn: string;
  readonly isDenied: boolean;
  readonly start: number;
}

async function looked(
  bench: Bench,
  { trailPatience }: Given,
  asked: string,
  until: number,
  wanted: Wanted,
): Promise<Answer> {
  const assumed = wanted.isDenied ? `${ASSUMED}, with errorCode AccessDenied` : ASSUMED;
  const found = await firstEvent(bench, until, { ...wanted, eventName: "GetSecretValue" });
  if (!found)
    return {
      asked,
      seen: `not within ${Math.round(trailPatience / 60_000)} minutes`,
      assumed,
      verdict: "not seen yet",
    };
  return judged(asked, words(found), isAsAssumed(found, wanted), { assumed, change: CHANGE });
}

function isAsAssumed(
  { userIdentity, readOnly, managementEvent, errorCode }: TrailEvent,
  { isDenied }: Wanted,
): boolean {
  return (
    userIdentity?.type === "AssumedRole" &&
    userIdentity.invokedBy === SERVICE_PRINCIPAL &&
    readOnly === true &&
    managementEvent === true &&
    errorCode === (isDenied ? "AccessDenied" : undefined)
  );
}

/** The fields that rules go by; who it was is known, and no account is told. */
const words = ({
  userIdentity,
  sourceIPAddress,
  userAgent,
  readOnly,
  managementEvent,
  errorCode,
}: TrailEvent): string =>
  [
    `type ${userIdentity?.type}`,
    `invokedBy ${userIdentity?.invokedBy ?? "absent"}`,
    `sourceIPAddress ${sourceIPAddress === SERVICE_PRINCIPAL ? sourceIPAddress : "another"}`,
    `userAgent ${userAgent === SERVICE_PRINCIPAL ? userAgent : "another"}`,
    `readOnly ${readOnly}`,
    `managementEvent ${managementEvent}`,
    `errorCode ${errorCode ?? "absent"}`,
  ].join(", ");

/** A secret of the other account that is read; or why not. */
async function otherAccount(
  bench: Bench,
  workload: string,
): Promise<string | { readonly arn: string; readonly account: Account }> {
  const { other, here } = bench.parts;
  if (!other) return "there is no --other-profile";
  const { partition, region } = here.place;
  const root = (account: Account): object => ({ AWS: `arn:${partition}:iam::${account.place.account}:root` });
  const kmsKeyArn = await bench.key(
    {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: root(other), Action: "kms:*", Resource: "*" },
        {
          Effect: "Allow",
          Principal: root(here),
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "kms:ViaService": viaServiceNames("secretsmanager", region, partition) } },
        },
      ],
    },
    other,
  );
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: root(here), Action: [DESCRIBE_SECRET, READ_SECRET], Resource: "*" }],
  };
  const arn = await bench.secret("across", { [JSON_KEY]: newValue() }, { account: other, kmsKeyArn, policy });
  const provider = await bench.readyProvider("apikey", "across", { secretId: arn, jsonKey: JSON_KEY });
  const role = await bench.role("across", [
    ...usingStatements(here, "apikey", provider, workload),
    readingStatement(arn),
    decryptSecret({ secretArn: arn, keyArn: kmsKeyArn, region, partition }),
  ]);
  const read = await asReader(bench, () => obtain(role, "apikey", provider, workload));
  return hadSecret(read) ? { arn, account: other } : "the secret of the other account was not read";
}
