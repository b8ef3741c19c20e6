import { count } from "../report/count";
import { safe } from "../report/safe";
import { CONSUMER_WORDS } from "../live/consumer-words";
import { idOf } from "./found";
import type { Migration } from "./migration";
import type { MigrationPlan, Step } from "./plan";
import { consumerText } from "./steps/switching";

/** The plan for a person: what is there, then the steps, each with its check and its way back. */
export function migrationText({ migrations, steps, open }: MigrationPlan): string {
  return [
    ...migrations.flatMap(headLines),
    ...(open.length > 0
      ? [
          "Nobody told, so Terraform asks for it and makes no plan before it has it:",
          ...open.map(({ variable, what }) => safe(`  ${variable}: ${what}`)),
          "",
        ]
      : []),
    `${count(steps.length, "step")}. The ways back are good until the next step is done.`,
    "",
    ...steps.flatMap(stepLines),
  ].join("\n");
}

function headLines(one: Migration): string[] {
  const { found, name, way, secrets, readers, consumers } = one;
  const { provider, detail, account, region } = found;
  const vendor = provider.vendor === undefined ? "" : ` (${provider.vendor})`;
  const how = way === "same-name" ? "under the same name, in a window" : `by a second name, ${name}, without downtime`;
  const taken = readers.now.filter(({ isTaken }) => isTaken);
  const rows: [string, string[]][] = [
    [
      "is",
      Object.entries(detail.references).map(([member, { source, secretId }]) => `${member}: ${source}, ${secretId}`),
    ],
    [
      "becomes",
      Object.entries(secrets).map(
        ([member, { arn, jsonKey, kmsKeyArn }]) =>
          `${member}: EXTERNAL, ${arn}, JSON key ${jsonKey}, ${keyText(kmsKeyArn)}`,
      ),
    ],
    ["callback URL", detail.callbackUrl === undefined ? [] : [detail.callbackUrl]],
    ["status", detail.status === undefined || detail.status === "READY" ? [] : [detail.status]],
    ["read by", taken.map(({ arn, verdict }) => `${arn}: ${verdict}`)],
    [
      "not taken along",
      readers.now.flatMap(({ arn, leftOut }) =>
        leftOut === undefined ? [] : [`${arn}: ${leftOut}; name it by --reader if it should read`],
      ),
    ],
    ["used by", consumers.found.map(consumerText)],
    [
      "not known",
      [
        ...consumers.open.map(({ kind, about, why }) => `${about ?? CONSUMER_WORDS[kind][1]}: ${why}`),
        "code of agents refers to it by its name, which no list tells: step 1 looks for it",
      ],
    ],
  ];
  return [
    safe(`${idOf(found)}${vendor} in ${region.region} of account ${account.id}: from MANAGED to EXTERNAL ${how}.`),
    "AgentCore switches neither to the other in place.",
    ...rows.flatMap(([title, lines]) =>
      lines.map((line, index) => safe(`  ${(index === 0 ? title : "").padEnd(16)}${line}`)),
    ),
    "",
  ];
}

const keyText = (arn: string | null | undefined): string =>
  arn === null ? "key aws/secretsmanager" : arn === undefined ? "key not known" : `key ${arn}`;

function stepLines({ title, text, commands, checks, back, isWindow }: Step, index: number): string[] {
  const part = (name: string, lines: readonly string[]): string[] =>
    lines.map((line, at) => safe(`   ${(at === 0 ? name : "").padEnd(7)}${line}`));
  return [
    safe(`${index + 1}. ${title}${isWindow === true ? " (in the window)" : ""}`),
    ...text.map((line) => safe(`   ${line}`)),
    ...part("do", commands),
    ...part("check", checks),
    ...part("back", back),
    "",
  ];
}
