import { idOf } from "../found";
import type { Migration } from "../migration";
import { deleteProvider, showCallbackUrl, showFetches, showProvider } from "./commands";
import type { Writing } from "./common";
import {
  checkPlan,
  letGoText,
  otherAccountStep,
  planCommands,
  proofStep,
  stockStep,
  valueStep,
  WITHOUT_TERRAFORM,
} from "./common";
import type { Step } from "./step";
import { callbackText, codeStep, consumerStep, readyChecks } from "./switching";

/** A second provider beside the first: at no moment an agent is without a credential. */
export function secondNameSteps(migrations: readonly Migration[], writing: Writing): Step[] {
  return [
    stockStep(migrations),
    valueStep(migrations),
    ...otherAccountStep(migrations),
    makeStep(migrations, writing),
    ...callbackStep(migrations),
    proofStep(migrations),
    consumerStep(migrations),
    codeStep(migrations),
    ...consentStep(migrations),
    quietStep(migrations),
    endStep(migrations),
  ];
}

function makeStep(migrations: readonly Migration[], writing: Writing): Step {
  return {
    title: "Make the new provider beside the old one, and let its readers read",
    text: [
      ...migrations.map(({ found, name, isMade }) =>
        isMade
          ? `${found.kind}/${name} is there already, with this secret: Terraform takes it over, and its first apply only sends what an import does not read.`
          : `${found.kind}/${name}: readers keep what they have for ${found.provider.name}.`,
      ),
      ...letGoText(migrations),
      ...(writing.as === undefined ? [WITHOUT_TERRAFORM] : []),
    ],
    commands:
      writing.as === undefined ? [] : [...planCommands(writing), checkPlan(migrations), "terraform apply plan.bin"],
    checks: readyChecks(migrations),
    back: ["terraform destroy: the old one is untouched, and agents still use it."],
  };
}

function callbackStep(migrations: readonly Migration[]): Step[] {
  const text = callbackText(migrations);
  if (text.length === 0) return [];
  const withUsers = migrations.filter(({ hasUsers }) => hasUsers);
  return [
    {
      title: "Register the new callback URL at the vendor",
      text,
      commands: [],
      checks: withUsers.map(({ found, name }) => showCallbackUrl(found, name)),
      back: ["Take the URL out again at the vendor."],
    },
  ];
}

function consentStep(migrations: readonly Migration[]): Step[] {
  const withUsers = migrations.filter(({ hasUsers }) => hasUsers);
  if (withUsers.length === 0) return [];
  return [
    {
      title: "Let the users consent again",
      text: [
        ...withUsers.map(
          ({ found, name }) =>
            `Everybody who consented for ${found.provider.name} must do so for ${name}: AgentCore keeps users' tokens by agent, user and provider, and takes none along.`,
        ),
        "The first call of each user answers with an authorizationUrl: tell them before, and count who is left.",
      ],
      commands: [],
      checks: withUsers.map(({ found, name }) => showFetches(found, name)),
      back: ["Users' tokens of the old provider are kept until it is deleted: switch code and consumers back."],
    },
  ];
}

function quietStep(migrations: readonly Migration[]): Step {
  return {
    title: "Wait until nobody asks the old one any more",
    text: [
      "By the hour, of the last day: all zero, for as long as the rarest job pauses, a month's end included. What still asks is named by the commands of the first step.",
    ],
    commands: [],
    checks: migrations.map(({ found }) => showFetches(found, found.provider.name)),
    back: ["Nothing was changed."],
  };
}

function endStep(migrations: readonly Migration[]): Step {
  return {
    title: "Delete the old provider",
    text: [
      "AgentCore's own secret goes with it, and users' tokens. AWS does not refuse it while something still names it.",
      ...migrations
        .filter(({ hasUsers }) => hasUsers)
        .map(
          ({ found }) =>
            `Then take the callback URL ${found.detail.callbackUrl ?? "of the old one"} out at the vendor.`,
        ),
    ],
    commands: migrations.map(({ found }) => deleteProvider(found, found.provider.name)),
    checks: migrations.map(({ found }) => showProvider(found, found.provider.name)),
    back: [
      "There is none: its secret is gone. The new one serves; what was forgotten gets the new name.",
      ...migrations.map(
        ({ found }) =>
          `If it must be, make ${idOf(found)} anew with the vendor's value; its callback URL is another one.`,
      ),
    ],
  };
}
