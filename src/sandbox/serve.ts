import type { AuditEvent } from "./audit";
import { Sandbox } from "./sandbox";
import { plant } from "./seed";

export interface ServeOptions {
  readonly port: number;
  /** The text of a seed. With one, permissions are enforced. */
  readonly seed?: string;
  readonly format: "colour" | "json" | "text";
  readonly write: (text: string) => void;
}

/** Starts a sandbox for other processes, and tells what happens in it. */
export async function serve({ port, seed, format, write }: ServeOptions): Promise<Sandbox> {
  const sandbox = await Sandbox.start({ port, enforce: seed !== undefined });
  try {
    const accessKeys = seed === undefined ? new Map<string, string>() : plant(sandbox, seed);
    const greet = format === "json" ? greetingLine : greeting;
    write(greet(sandbox, accessKeys, seed !== undefined));
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  sandbox.audit.listener = (event) =>
    write(format === "json" ? `${JSON.stringify(event)}\n` : eventLine(event, format === "colour"));
  return sandbox;
}

const greetingLine = (
  { endpoint, environment }: Sandbox,
  accessKeys: ReadonlyMap<string, string>,
  isEnforced: boolean,
): string => `${JSON.stringify({ endpoint, isEnforced, environment, accessKeys: Object.fromEntries(accessKeys) })}\n`;

function greeting({ endpoint, environment }: Sandbox, keys: ReadonlyMap<string, string>, isEnforced: boolean): string {
  const variables = Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`);
  const roles = [...keys].map(([role, accessKeyId]) => `  AWS_ACCESS_KEY_ID=${accessKeyId} is ${role}`);
  return `${[
    `AgentCore Identity, Secrets Manager, KMS and STS are at ${endpoint}.`,
    isEnforced ? "Policies and grants decide every request." : "Everybody may do everything: there is no seed.",
    "",
    ...variables,
    ...(roles.length > 0 ? ["", ...roles] : []),
    "",
  ].join("\n")}\n`;
}

const RED = "\u001b[31m";
const PLAIN = "\u001b[0m";

function eventLine(
  { eventSource, eventName, userIdentity, errorCode, errorMessage }: AuditEvent,
  colour: boolean,
): string {
  const who = userIdentity.sessionContext?.sessionIssuer.userName ?? userIdentity.arn;
  const by = userIdentity.invokedBy === undefined ? "" : `, invoked by ${userIdentity.invokedBy}`;
  const line = `${eventSource} ${eventName} by ${who}${by}`;
  if (errorCode === undefined) return `${line}\n`;
  const failed = `${line}: ${errorCode}: ${errorMessage ?? ""}`;
  return `${colour ? `${RED}${failed}${PLAIN}` : failed}\n`;
}
