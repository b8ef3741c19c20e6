import { transformSync } from "@swc/core";
import {
  BedrockAgentCoreClient,
  GetResourceApiKeyCommand,
  GetResourceOauth2TokenCommand,
} from "@aws-sdk/client-bedrock-agentcore";
import type { TerraformStack } from "cdktf";
import { PROVIDER_KINDS } from "../../../src/access/vault";
import { migrate } from "../../../src/cli/commands/migrate";
import { readAccounts } from "../../../src/live/read";
import type { Snapshot } from "../../../src/live/snapshot";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { DEPLOYER, Sandbox as StartedSandbox } from "../../../src/sandbox/sandbox";
import { allowing, READS } from "../../live/support/account";
import { callerOf, reader } from "../../live/support/worlds";
import { as, IAM_DECIDES } from "../../sandbox/support/world";
import type { Delivery } from "./delivery";
import type { Written } from "./written-by";
import { writtenBy } from "./written-by";

export const ACCOUNT = "111122223333";
export const AGENT = `arn:aws:iam::${ACCOUNT}:role/agents/runtime`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const secret = (name: string): string => `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${name}-AbCdEf`;
const managed = (name: string): string => secret(`bedrock-agentcore-identity!default/${name}`);
export const GOOGLE_SECRET = secret("google-oauth");
export const WEATHER_SECRET = secret("weather");

/** An account with providers whose secrets AgentCore keeps, an agent that uses them, and the team's own secrets. */
export async function accountWithManaged(canary: string): Promise<Sandbox> {
  const sandbox = await StartedSandbox.start({ enforce: true });
  const value = JSON.stringify({ client_secret: canary, api_key: canary });
  sandbox.keys.add(KEY, IAM_DECIDES);
  sandbox.secrets.add(GOOGLE_SECRET, value, { kmsKeyId: KEY });
  sandbox.secrets.add(WEATHER_SECRET, value);
  // AgentCore works in the name of neither.
  const trust = { Version: "2012-10-17", Statement: [] };
  sandbox.iam.putRole(`arn:aws:iam::${ACCOUNT}:role/terraform`, { all: allowing(["*"]) }, { trust });
  sandbox.iam.putRole(reader(ACCOUNT), { reads: allowing(READS) }, { trust });
  const name = "oauth2/google";
  // As whoever set it up by hand may have written it.
  sandbox.roles.put(AGENT, {
    old: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["bedrock-agentcore:GetResourceOauth2Token", "bedrock-agentcore:GetResourceApiKey"],
          Resource: [
            `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default`,
            `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default/oauth2credentialprovider/google`,
            `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default/apikeycredentialprovider/weather`,
            `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:workload-identity-directory/default*`,
          ],
        },
        {
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:bedrock-agentcore-identity!default/*`,
        },
      ],
    },
  });
  for (const [kind, at, vendor, member] of [
    ["oauth2", name, "GoogleOauth2", "clientSecret"],
    ["apikey", "apikey/weather", "", "apiKey"],
  ] as const) {
    const secretArn = managed(at);
    sandbox.secrets.add(secretArn, canary, { owningService: "bedrock-agentcore-identity" });
    sandbox.providers.create(kind, at.split("/")[1] as string, vendor, {
      config: kind === "oauth2" ? { $member: "googleOauth2ProviderConfig", clientId: "client-1" } : {},
      secrets: { [member]: { source: "MANAGED", secretArn } },
      tags: { team: "agents" },
    });
  }
  const credentialProvider = {
    oauthCredentialProvider: { providerArn: sandbox.providers.list("oauth2")[0]?.arn, scopes: [] },
  };
  const credentialProviderConfigurations = [{ credentialProviderType: "OAUTH", credentialProvider }];
  sandbox.vaults.at({ partition: "aws", region: "us-east-1", account: ACCOUNT }).consumers.gateways.push({
    id: "tools-abcdefghij",
    roleArn: AGENT,
    inner: [{ id: "TARGET1234", members: { credentialProviderConfigurations } }],
  });
  return sandbox;
}

/** What `migrate` prints and writes for an account. */
export async function migrated(sandbox: Sandbox, ...args: string[]): Promise<Written> {
  const target = { caller: callerOf(sandbox, ACCOUNT), regions: ["us-east-1"] };
  return migratedFrom(await readAccounts([target], new Date(0)), ...args);
}

/** The same of a snapshot. */
export const migratedFrom = (snapshot: Snapshot, ...args: string[]): Promise<Written> =>
  writtenBy((all) => migrate.run(all), snapshot, args);

/** For which engine programs are written: that on which these tests run. */
export const EDITION = require.resolve("cdktf").includes("cdktn") ? "cdktn" : "cdktf";

/** The stack of a written program, as running it makes it. */
export function stackOfProgram(text: string): TerraformStack {
  const { code } = transformSync(text.replace("app.synth();", "export { stack };"), {
    module: { type: "commonjs" },
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
  });
  const module: { stack?: TerraformStack } = {};
  (new Function("require", "exports", code) as (load: (name: string) => unknown, exported: object) => void)(
    // The repository's constructs, on the engine that the tests run on.
    (name) => jest.requireActual(name.replaceAll("cdktn", "cdktf")),
    module,
  );
  return module.stack as TerraformStack;
}

/** What Terraform does, as AWS calls it. */
const ENTITIES: Readonly<Record<string, string>> = {
  aws_bedrockagentcore_oauth2_credential_provider: PROVIDER_KINDS.oauth2.entity,
  aws_bedrockagentcore_api_key_credential_provider: PROVIDER_KINDS.apikey.entity,
};
const VERBS = { create: "Create", update: "Update", destroy: "Delete" } as const;

/** An agent that asks for its credential before and after each change that anybody makes, Terraform included. */
export class Agent {
  /** What came of each call. */
  public readonly answers: string[] = [];
  /** The same, and what happened to providers between. */
  private readonly story: string[] = [];
  private readonly client: BedrockAgentCoreClient;
  private readonly workloadIdentityToken: string;

  public constructor(
    private readonly sandbox: Sandbox,
    private readonly kind: "apikey" | "oauth2",
    public provider: string,
    private readonly delivery: Delivery,
  ) {
    delivery.look = async ({ phase, action, type }) => {
      const entity = ENTITIES[type];
      if (phase === "after" && entity !== undefined) this.story.push(`${VERBS[action]}${entity}`);
      await this.call();
    };
    this.client = new BedrockAgentCoreClient(as(sandbox, AGENT));
    this.workloadIdentityToken = sandbox.workloads.tokenFor("agent-1");
    sandbox.intercept = async ({ principal, operation }, phase) => {
      // Its own calls, and those in its name, are not looked at again.
      if (principal.roleArn === AGENT || /^(?:Get|List|Describe)/.test(operation)) return undefined;
      if (phase === "after") this.story.push(operation);
      await this.call();
      return undefined;
    };
  }

  public async call(provider = this.provider): Promise<string> {
    const common = { workloadIdentityToken: this.workloadIdentityToken, resourceCredentialProviderName: provider };
    const what = await this.asked(common).then(
      () => "served",
      (error: Error) => error.name,
    );
    if (provider === this.provider) {
      this.story.push(what);
      this.answers.push(what);
    }
    return what;
  }

  public say(what: string): void {
    this.story.push(what);
  }

  /** The story without repetitions. */
  public get tale(): string[] {
    return this.story.filter((one, index) => one !== this.story[index - 1]);
  }

  public end(): void {
    this.sandbox.intercept = undefined;
    this.delivery.look = () => Promise.resolve();
    this.client.destroy();
  }

  private asked(common: { workloadIdentityToken: string; resourceCredentialProviderName: string }): Promise<unknown> {
    return this.kind === "oauth2"
      ? this.client.send(new GetResourceOauth2TokenCommand({ ...common, oauth2Flow: "M2M", scopes: ["maps"] }))
      : this.client.send(new GetResourceApiKeyCommand(common));
  }
}

/** What Terraform finds in the stand-in of the account, and its programs in the sandbox. */
export const inAccount = (sandbox: Sandbox, delivery: Delivery, canary: string) => ({
  environment: {
    ...sandbox.environment,
    ...delivery.environment,
    AWS_ACCESS_KEY_ID: DEPLOYER.accessKeyId,
    PATH: process.env.PATH as string,
  },
  world: {
    secrets: {
      [GOOGLE_SECRET]: { kmsKeyId: KEY, secretString: { client_secret: canary } },
      [WEATHER_SECRET]: { secretString: { api_key: canary } },
    },
  },
});
