import { watchedSecret } from "../../../src/access/watch/watched";
import type { Watched } from "../../../src/access/watch/watched";

export const HOME = "111122223333";
export const PARTNER = "444455556666";
export const AGENTCORE = "bedrock-agentcore.amazonaws.com";

const role = (name: string, account = HOME): string => `arn:aws:iam::${account}:role/${name}`;
const secret = (name: string): string => `arn:aws:secretsmanager:us-east-1:${HOME}:secret:${name}`;

export const ROLES = {
  runtime: role("agents/runtime"),
  gateway: role("tools-gateway"),
  harness: role("harness"),
  portal: role("consent-portal"),
  payments: role("payment-manager"),
  partner: role("partner-agent", PARTNER),
  terraform: role("terraform"),
  rotation: role("google-rotation"),
  stranger: role("batch-job"),
  /** Of the same name as a reader, with another path. */
  twin: role("runtime"),
  partnerStranger: role("somebody", PARTNER),
} as const;

export const USERS = {
  breakGlass: `arn:aws:iam::${HOME}:user/break-glass`,
  alice: `arn:aws:iam::${HOME}:user/alice`,
} as const;

export const SECRETS = {
  google: secret("google-oauth-AbCdEf"),
  stripe: secret("stripe-QwErTy"),
  /** Watched by its prefix. */
  agent: secret("agents/slack-ZxCvBn"),
  /** Watched by nobody; its name begins like a watched one's. */
  other: secret("google-oauth-2-MnBvCx"),
} as const;

export const KEY = `arn:aws:kms:us-east-1:${HOME}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const OTHER_KEY = `arn:aws:kms:us-east-1:${HOME}:key/9999abcd-12ab-34cd-56ef-1234567890ab`;

const common = { prefixes: [], deployers: [ROLES.terraform], accounts: [HOME], exceptions: [] };

/** What the records of the table are judged against. */
export const WATCHED: Watched = {
  groups: [
    {
      ...common,
      secrets: [watchedSecret(SECRETS.google)],
      readers: [ROLES.runtime, ROLES.gateway, ROLES.partner],
      accounts: [HOME, PARTNER],
      rotators: [ROLES.rotation],
      exceptions: [USERS.breakGlass],
    },
    {
      ...common,
      secrets: [watchedSecret(SECRETS.stripe)],
      readers: [ROLES.harness, ROLES.portal, ROLES.payments],
      rotators: [],
    },
    { ...common, secrets: [], prefixes: [secret("agents/")], readers: [ROLES.runtime], rotators: [ROLES.rotation] },
  ],
  providers: [
    { kind: "oauth2", name: "google" },
    { kind: "apikey", name: "stripe" },
    { kind: "payment", name: "wallet" },
  ],
  gatewayIds: ["tools-gw-1"],
  keyArns: [KEY],
};
