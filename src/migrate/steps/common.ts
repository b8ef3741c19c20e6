import type { Migration } from "../migration";
import { idOf } from "../found";
import { putValue, showAgents, showJsonKeys, tryIt, word } from "./commands";
import type { Step } from "./step";
import { distinct } from "./step";

/** Steps that both ways have. */

export interface Writing {
  /** In which form Terraform is written. Left out: not at all. */
  readonly as?: "cdktf" | "hcl";
  /** Where. */
  readonly folder: string;
}

const regionOf = (migrations: readonly Migration[]): string => migrations[0]?.found.region.region ?? "";

export function stockStep(migrations: readonly Migration[]): Step {
  const region = regionOf(migrations);
  return {
    title: "Keep what there is now, and find the code that asks by name",
    text: [
      "Agents' code names the provider, and no list tells it: the metric names the workload identities that used it in the last two weeks, CloudTrail the callers of up to 90 days.",
    ],
    commands: [`npx agentcore-identity snapshot --region ${region} --save before.json`],
    checks: distinct(migrations.map(({ found }) => showAgents(found))),
    back: ["Nothing was changed."],
  };
}

export function valueStep(migrations: readonly Migration[]): Step {
  const region = regionOf(migrations);
  const secrets = migrations.flatMap(({ secrets: all }) => Object.values(all));
  const arns = distinct(secrets.map(({ arn }) => arn));
  const keys = arns.map((arn) => {
    const names = distinct(secrets.filter((one) => one.arn === arn).map(({ jsonKey }) => jsonKey));
    return `${arn} must hold a JSON object with ${names.map((name) => JSON.stringify(name)).join(" and ")}.`;
  });
  return {
    title: "See that the team's secret has the value",
    text: [
      ...keys,
      "What AgentCore keeps cannot be taken over: take the value from the vendor, or have it issue a second one. If it is not there yet, write the whole object to value.json (umask 077), put it, and remove the file.",
      "Whoever runs Terraform needs secretsmanager:DescribeSecret and GetSecretValue on it, and kms:Decrypt on its key.",
    ],
    commands: arns.map((arn) => putValue(arn, region)),
    checks: arns.map((arn) => showJsonKeys(arn, region)),
    back: ["Move the label AWSCURRENT back to the version before: aws secretsmanager update-secret-version-stage."],
  };
}

/** What an account that only keeps the secret must allow. */
export function otherAccountStep(migrations: readonly Migration[]): Step[] {
  const elsewhere = migrations.flatMap(({ found, secrets, readers }) =>
    Object.values(secrets)
      .filter(({ account }) => account !== found.account.id)
      .map((secret) => ({ secret, readers })),
  );
  if (elsewhere.length === 0) return [];
  const region = regionOf(migrations);
  const roles = distinct(elsewhere.flatMap(({ readers }) => readers.next.map(({ roleArn }) => roleArn)));
  return [
    {
      title: "Let the readers in where the secret is",
      text: [
        "A secret of another account needs a policy of its own, and its key a grant: in that account, by the modules secret-policy and kms-grant, for these roles and for the role that runs Terraform.",
        ...roles,
      ],
      commands: [],
      checks: distinct(elsewhere.map(({ secret }) => secret.arn)).map(
        (arn) => `aws secretsmanager get-resource-policy --secret-id ${word(arn)} --region ${region}`,
      ),
      back: ["Destroy these modules there; nobody reads by them yet."],
    },
  ];
}

export function proofStep(migrations: readonly Migration[]): Step {
  return {
    title: "Prove who reads, and try it as a reader",
    text: [
      "As a reader, not as an administrator: AgentCore reads with the permissions of the one who asks. The call prints a length or an address, no credential. A workload identity of its own is needed, for those of a runtime or gateway refuse others; without permission for it the denial names GetWorkloadAccessToken.",
      "Machines' tokens are cached for about an hour: a call that works says nothing about a permission that was taken away before.",
    ],
    commands: distinct(migrations.flatMap(({ found, name, hasUsers }) => tryIt(found, name, hasUsers))),
    checks: [
      `npx agentcore-identity snapshot --region ${regionOf(migrations)} --save after.json`,
      "npx agentcore-identity check --from after.json --verbose",
    ],
    back: ["Nothing was changed. Delete the workload identity migration-probe if you made it."],
  };
}

/** How Terraform is asked for a plan. */
const asked = ({ as, folder }: Writing, more = ""): string[] => [
  `cd ${word(folder)}`,
  ...(as === "cdktf" ? ["npx tsx main.ts", "cd cdktf.out/stacks/*"] : []),
  "terraform init",
  `terraform plan -out=plan.bin${more}`,
];

/** The same, and what looks at it. */
export const planCommands = (writing: Writing, more = ""): string[] => [
  ...asked(writing, more),
  "terraform show -json plan.bin > plan.json",
];

/** The same, and what carries it out. */
export const applyCommands = (writing: Writing): string[] => [...asked(writing), "terraform apply plan.bin"];

export const checkPlan = (migrations: readonly Migration[]): string =>
  `npx agentcore-identity check plan.json --account ${migrations[0]?.found.account.id ?? ""}`;

/** Where Terraform has the old one, it must let go of it. */
export function letGoText(migrations: readonly Migration[]): string[] {
  const known = migrations.flatMap(({ address, found }) => (address === undefined ? [] : [{ address, found }]));
  const text = known.map(
    ({ address, found }) =>
      `Terraform has ${idOf(found)} at ${address}: what is written says "removed", so it forgets it and deletes nothing. Put it beside that configuration, and take the resource's own block out of it in the same change.`,
  );
  return known.length === migrations.length
    ? text
    : [
        ...text,
        "If a Terraform state has the old one (terraform state list | grep credential_provider), say where by --terraform PROVIDER=ADDRESS: else that state would delete it, or make it again.",
      ];
}

export const WITHOUT_TERRAFORM =
  "No Terraform was asked for: --write hcl or --write cdktf with --out DIR writes what makes it.";
