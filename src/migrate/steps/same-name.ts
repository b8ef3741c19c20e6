import { idOf } from "../found";
import type { Migration } from "../migration";
import { CONSUMER_WORDS } from "../../live/consumer-words";
import { deleteProvider, showCallbackUrl, showProvider } from "./commands";
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
import { consumerText, readyChecks } from "./switching";

/** What readers get, in the module of the root: without the provider itself. */
const GRANTS = ["aws_iam_role_policy.this", "aws_kms_grant.this"].map(
  (address) => ` -target=module.agentcore_identity.${address}`,
);

/** The old provider goes, and one of its name comes: for a while there is none. */
export function sameNameSteps(migrations: readonly Migration[], writing: Writing): Step[] {
  return [
    stockStep(migrations),
    valueStep(migrations),
    ...otherAccountStep(migrations),
    grantStep(migrations, writing),
    announceStep(migrations),
    deleteStep(migrations),
    makeStep(migrations, writing),
    ...usersStep(migrations),
    { ...proofStep(migrations), title: "Close the window: prove who reads, and try it as a reader" },
    afterStep(migrations),
  ];
}

function grantStep(migrations: readonly Migration[], writing: Writing): Step {
  return {
    title: "Before the window: let the readers read the new secret",
    text: [
      "What they need beside is for the name, which stays. So the window holds no more than the deletion and one creation.",
      ...(writing.as === "cdktf" ? ["CUT_OVER in main.ts is false: the program makes permissions only."] : []),
      ...(writing.as === "hcl"
        ? ["-target leaves the provider out, which AWS would refuse now, for its name is taken."]
        : []),
      ...(writing.as === undefined ? [WITHOUT_TERRAFORM] : []),
    ],
    commands:
      writing.as === undefined
        ? []
        : [...planCommands(writing, writing.as === "hcl" ? GRANTS.join("") : ""), "terraform apply plan.bin"],
    checks: [
      `npx agentcore-identity snapshot --region ${migrations[0]?.found.region.region ?? ""} --save granted.json`,
    ],
    back: ["terraform destroy: the old provider is untouched."],
  };
}

function announceStep(migrations: readonly Migration[]): Step {
  return {
    title: "Announce the window",
    text: [
      ...migrations.map(
        ({ found }) =>
          `From its deletion until the new one is READY, every call for ${idOf(found)} fails: it is not there.`,
      ),
      "How long: one deletion and one apply, OAuth2 until its status is READY; AWS states no time. Announce a quarter of an hour, and stop what cannot wait.",
      "It can be borne where nobody consents: API keys, payments, machines (M2M). Tokens that agents hold already live on until they expire.",
      ...migrations
        .filter(({ hasUsers }) => hasUsers)
        .map(({ found }) => `${idOf(found)}: its users cannot be served until each has consented again.`),
    ],
    commands: [],
    checks: migrations.map(({ found }) => showProvider(found, found.provider.name)),
    back: ["Call it off: nothing was changed."],
  };
}

function deleteStep(migrations: readonly Migration[]): Step {
  return {
    title: "Open the window: delete the old provider",
    text: [
      "AgentCore cannot switch MANAGED to EXTERNAL in place. Its own secret goes with the provider: see once more that the vendor's value is in the team's.",
      ...letGoText(migrations),
    ],
    commands: migrations.map(({ found }) => deleteProvider(found, found.provider.name)),
    checks: migrations.map(({ found }) => showProvider(found, found.provider.name)),
    back: ["Only forwards: to MANAGED again the vendor's value would have to be given to AgentCore by hand."],
    isWindow: true,
  };
}

function makeStep(migrations: readonly Migration[], writing: Writing): Step {
  return {
    title: "Make it anew, EXTERNAL",
    text: [
      "If AWS says that it already exists, the deletion is not done yet: apply again.",
      ...(writing.as === "cdktf" ? ["Set CUT_OVER in main.ts to true, and leave it so."] : []),
      ...(writing.as === undefined ? [WITHOUT_TERRAFORM] : []),
    ],
    commands:
      writing.as === undefined ? [] : [...planCommands(writing), checkPlan(migrations), "terraform apply plan.bin"],
    checks: readyChecks(migrations),
    back: ["Only forwards: correct what the error names, and apply again. The secret is not touched by it."],
    isWindow: true,
  };
}

function usersStep(migrations: readonly Migration[]): Step[] {
  const withUsers = migrations.filter(({ hasUsers }) => hasUsers);
  if (withUsers.length === 0) return [];
  return [
    {
      title: "Register the new callback URL, and let the users consent again",
      text: withUsers.map(
        ({ found }) =>
          `The callback URL of ${found.provider.name} is another one, which nobody knew before: register it at ${found.provider.vendor ?? "the vendor"}. Its users' tokens went with the old one.`,
      ),
      commands: [],
      checks: withUsers.map(({ found, name }) => showCallbackUrl(found, name)),
      back: ["Only forwards."],
      isWindow: true,
    },
  ];
}

function afterStep(migrations: readonly Migration[]): Step {
  const found = migrations.flatMap(({ consumers }) => consumers.found);
  const open = [...new Set(migrations.flatMap(({ consumers }) => consumers.open.map(({ kind }) => kind)))];
  return {
    title: "See that what names the provider works",
    text: [
      "Name and ARN are as before, so nothing is to be switched.",
      ...found.map(consumerText),
      ...open.map((kind) => `${CONSUMER_WORDS[kind][1]} could not all be read: look yourself.`),
    ],
    commands: [],
    checks: [`npx agentcore-identity snapshot --region ${migrations[0]?.found.region.region ?? ""} --save after.json`],
    back: ["Only forwards."],
  };
}
