import { AGENT_ROLE_ARN, DEPLOYER_ROLE_ARN, KEY_ARN, SECRET_ARN } from "../../examples/payments-bridge/stack";
import {
  FOREIGN_KEY_POLICY,
  FOREIGN_SECRET_POLICY,
  OTHER_ROLE_ARN,
  OTHER_SECRET_ARN,
  OWNER_ROLE_ARN,
  WRONG_SECRET_ROLE_ARN,
} from "./account";
import { oauth2Token, paymentToken, rotate } from "./callers";
import type { Demo } from "./demo";
import { denial, expect } from "./expect";
import { synthesize } from "./synthesis";

/** One thing that is shown. */
export interface Step {
  readonly title: string;
  /** Shows it and tells what was seen, or throws. */
  readonly show: (demo: Demo) => Promise<string>;
}

const policies = ({ account: { sandbox } }: Demo): (string | undefined)[] => [
  sandbox.secrets.of(SECRET_ARN).policy,
  sandbox.keys.of(KEY_ARN).policy,
];
const FOREIGN = [FOREIGN_SECRET_POLICY, FOREIGN_KEY_POLICY];
const google = ({ account: { sandbox } }: Demo) => sandbox.providers.list("oauth2")[0];
const changes = ({ account: { sandbox } }: Demo): string[] =>
  sandbox.calls.map(({ operation }) => operation).filter((name) => /^(Create|Update|Delete|Put)/.test(name));
const summary = (plan: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(plan)
    .map(([kind, addresses]) => `${kind} ${addresses.length}`)
    .join(", ") || "no changes";

export const STEPS: readonly Step[] = [
  {
    title: "the example becomes plain Terraform JSON",
    show: async ({ example: { text, resources, policies } }) => {
      expect(!/"aws_[a-z_]+":/.test(text), "it needs the AWS provider");
      return `${resources} terraform_data resources, ${Object.keys(policies).length} policy documents, no provider to download`;
    },
  },
  {
    title: "Terraform without permissions is refused, with the reason",
    show: async ({ terraform, account: { sandbox } }) => {
      await terraform.init();
      const plan = summary(await terraform.plan());
      const reason = await denial(terraform.apply());
      expect(reason.includes(`${DEPLOYER_ROLE_ARN} needs `), reason);
      expect(sandbox.providers.list().length === 0, "something was made");
      return `planned: ${plan}; ${sentence(reason, `${DEPLOYER_ROLE_ARN} needs `)}`;
    },
  },
  {
    title: "with exactly the policy of DeployerPolicy one more plan and apply makes everything",
    show: async (demo) => {
      const { terraform, example, account } = demo;
      account.sandbox.roles.putPolicy(DEPLOYER_ROLE_ARN, "deployer", example.policies.DeployerPolicy);
      const plan = await terraform.plan();
      await terraform.apply();
      const made = account.sandbox.providers.list();
      const sources = made.flatMap(({ secrets }) => Object.values(secrets).map(({ source }) => source));
      expect(made.length === 2 && sources.every((source) => source === "EXTERNAL"), `made were ${sources.join(", ")}`);
      return `planned: ${summary(plan)}; made: ${made.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`;
    },
  },
  {
    title: "statements of other teams in both policies stay, byte for byte",
    show: async (demo) => {
      for (const [index, foreign] of FOREIGN.entries()) {
        const text = policies(demo)[index] ?? "";
        expect(text.startsWith(foreign.slice(0, foreign.lastIndexOf("\n"))), `changed: ${text}`);
        expect(text.includes(AGENT_ROLE_ARN), `the agent is missing: ${text}`);
      }
      return "secret policy and key policy have theirs and ours";
    },
  },
  {
    title: "a second plan is empty",
    show: async ({ terraform }) => {
      const plan = summary(await terraform.plan());
      expect(plan === "no changes", plan);
      return plan;
    },
  },
  {
    title: "the agent's role reads its credentials",
    show: async (demo) => {
      const { sandbox } = demo.account;
      const { GoogleMapsPolicy, WalletPolicy } = demo.example.policies;
      sandbox.roles.put(AGENT_ROLE_ARN, { google: GoogleMapsPolicy, wallet: WalletPolicy });
      const tokens = [await oauth2Token(sandbox, AGENT_ROLE_ARN), await paymentToken(sandbox, AGENT_ROLE_ARN)];
      expect(!demo.account.canaries.some((canary) => tokens.join().includes(canary)), "a token holds the secret");
      return tokens.join(" ");
    },
  },
  {
    title: "another role is denied",
    show: async ({ account: { sandbox } }) => {
      const reason = await denial(oauth2Token(sandbox, OTHER_ROLE_ARN));
      expect(reason.includes(`${OTHER_ROLE_ARN} needs bedrock-agentcore:GetResourceOauth2Token`), reason);
      return sentence(reason, `${OTHER_ROLE_ARN} needs `);
    },
  },
  {
    title: "a role that may use the provider, but read another secret, is denied",
    show: async ({ example, account: { sandbox } }) => {
      const policy = (example.policies.GoogleMapsPolicy ?? "").replaceAll(SECRET_ARN, OTHER_SECRET_ARN);
      sandbox.roles.put(WRONG_SECRET_ROLE_ARN, { google: policy });
      const reason = await denial(oauth2Token(sandbox, WRONG_SECRET_ROLE_ARN));
      expect(reason.includes(`${WRONG_SECRET_ROLE_ARN} needs secretsmanager:GetSecretValue on ${SECRET_ARN}`), reason);
      return sentence(reason, `${WRONG_SECRET_ROLE_ARN} needs `);
    },
  },
  {
    title: "the audit log tells reads by AgentCore, allowed and denied",
    show: async ({ account: { sandbox } }) => {
      const reads = sandbox.audit.events.filter(
        ({ eventName, userIdentity }) =>
          eventName === "GetSecretValue" && userIdentity.invokedBy === "bedrock-agentcore.amazonaws.com",
      );
      const told = reads.map(
        ({ userIdentity, errorCode }) =>
          `${userIdentity.sessionContext?.sessionIssuer.userName ?? ""} ${errorCode ?? "allowed"}`,
      );
      for (const line of ["checkout allowed", "payroll AccessDenied"]) expect(told.includes(line), told.join(", "));
      return `GetSecretValue, invokedBy bedrock-agentcore.amazonaws.com: ${[...new Set(told)].join(", ")}`;
    },
  },
  {
    title: "the secret is rotated, the next read has the new value, Terraform has nothing to do",
    show: async ({ terraform, account: { sandbox, newSecret } }) => {
      const before = await oauth2Token(sandbox, AGENT_ROLE_ARN);
      await rotate(sandbox, OWNER_ROLE_ARN, SECRET_ARN, newSecret());
      const after = await oauth2Token(sandbox, AGENT_ROLE_ARN);
      expect(before !== after, "the token is the old one");
      const plan = summary(await terraform.plan());
      expect(plan === "no changes", plan);
      return `${before} became ${after}`;
    },
  },
  {
    title: "the provider is changed in place, its callback URL stays",
    show: async (demo) => {
      const before = google(demo);
      const url = before?.callbackUrl;
      const start = changes(demo).length;
      synthesize(demo.temporary, "1234567890-routes.apps.googleusercontent.com");
      await demo.terraform.plan();
      await demo.terraform.apply();
      const called = changes(demo).slice(start).join(", ");
      expect(called === "UpdateOauth2CredentialProvider", `called: ${called}`);
      expect(google(demo)?.callbackUrl === url, `${url ?? ""} became ${google(demo)?.callbackUrl ?? "nothing"}`);
      return `one call, ${called}; ${url ?? ""}`;
    },
  },
  {
    title: "everything is destroyed, nothing is left",
    show: async (demo) => {
      await demo.terraform.destroy();
      const left = [...(await demo.terraform.state()), ...demo.account.sandbox.providers.list().map(({ arn }) => arn)];
      expect(left.length === 0, `left: ${left.join(", ")}`);
      expect(JSON.stringify(policies(demo)) === JSON.stringify(FOREIGN), "a policy is not what it was");
      return "no provider, no state, both policies as they were";
    },
  },
  {
    title: "no secret in any file, output or log",
    show: async (demo) => {
      const leaks = demo.leaks();
      expect(leaks.length === 0, `seen in ${leaks.join(", ")}`);
      return `${demo.account.canaries.length} values of secrets searched for`;
    },
  },
];

/** The part of a message that starts with these words, up to the end of its sentence. */
function sentence(text: string, start: string): string {
  const words = text.slice(text.indexOf(start)).replace(/\s+/g, " ");
  return /^.*?\.(?= |$)(?: Statement .*?\.(?= |$))?/.exec(words)?.[0] ?? words;
}
