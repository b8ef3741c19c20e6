import { spawnSync } from "node:child_process";
import { binary } from "./harness/binary";
import type { Workspace } from "./workspace";

/** Runs the command that a message ends in as a user would: copied into a shell, in the folder where the program runs. */
export async function follow(workspace: Workspace, message: string, folder: string): Promise<void> {
  const [command] = /terraform (-chdir=\S+ )?apply -replace=\S+/.exec(message) ?? [];
  if (command === undefined) throw new Error(`no command in: ${message}`);
  const { status, stderr } = spawnSync("sh", ["-c", command.replace("terraform", binary)], {
    cwd: folder,
    env: { ...(await workspace.environment()), TF_CLI_ARGS_apply: "-auto-approve -input=false" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
}

/** What plans warn of, one line a problem. */
export const warned = async (workspace: Workspace): Promise<string[]> =>
  (await workspace.plan()).checks.filter(({ status }) => status === "fail").flatMap(({ problems }) => problems);

/** A secret as AgentCore calls those that it makes itself. */
export const MANAGED =
  "arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/oauth2/google-maps-AbCdEf";
