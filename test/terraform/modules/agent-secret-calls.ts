import type { Workspace, WorkspaceOptions } from "../workspace";
import { root } from "./equality";
import { inModules } from "./modules";

export const NAME = "agents/route-planner/google";
export const ACCOUNT = "111122223333";
export const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const IRELAND = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const VALUE = { agent_secret_values: { google: { client_secret: "${var.client_secret}" } } };
export const ROTATED = {
  rotator_arn: role("rotate"),
  rotation_function_arn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:rotate-client-secret`,
  rotation_days: 30,
};

/** One secret for an agent, and a credential provider of it, in one call of the root module. */
export const made = (secret: object, more: object = {}, provider: object = {}): object => ({
  ...root({
    agent_secrets: { google: { name: NAME, ...secret } },
    readers: { runtime: { role_arn: role("agents/runtime") } },
    oauth2_providers: {
      "google-maps": {
        vendor: "GoogleOauth2",
        client_id: "client-id",
        secret: "google",
        json_key: "client_secret",
        readers: ["runtime"],
        ...provider,
      },
    },
    ...more,
  }),
  variable: { client_secret: { type: "string", ephemeral: true, sensitive: true, default: null } },
  output: { who: { value: "${module.identity.intended_readers}" } },
});

export async function workspaceOf(configuration: object, options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await inModules("", { environment: { TF_VAR_client_secret: "first" }, ...options });
  await workspace.write({ "main.tf.json": configuration });
  await workspace.init();
  return workspace;
}
