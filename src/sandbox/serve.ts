import type { AuditEvent } from "./audit";
import { AWS_RATES } from "./aws-rates";
import type { Furnishing } from "./furnish";
import { furnish } from "./furnish";
import { AS_AWS } from "./lateness";
import { Sandbox } from "./sandbox";
import { plant } from "./seed";

const REGION = "us-east-1";

export interface ServeOptions {
  readonly port: number;
  /** The text of a seed. With one, permissions are enforced. */
  readonly seed?: string;
  /** What accounts have, with the Regions that this takes. With it, permissions are enforced. */
  readonly furnished?: Furnished;
  /** Whether changes are seen as late, and calls are throttled as early, as at AWS. @default false */
  readonly isLikeAws?: boolean;
  readonly format: "colour" | "json" | "text";
  readonly write: (text: string) => void;
}

/** Accounts, and who looks at them first. */
export interface Furnished {
  readonly furnishing: Furnishing;
  readonly regions: readonly string[];
  /** ARNs of roles; the first is whose access key the environment has. */
  readonly callers: readonly string[];
  /** What was made up, a line each. */
  readonly told: readonly string[];
}

/** Starts a sandbox for other processes, and tells what happens in it. */
export async function serve(options: ServeOptions): Promise<Sandbox> {
  const { port, seed, furnished, isLikeAws = false, format, write } = options;
  const sandbox = await Sandbox.start({
    port,
    enforce: seed !== undefined || furnished !== undefined,
    regions: (furnished?.regions ?? []).filter((region) => region !== REGION),
    ...(isLikeAws && { delays: AS_AWS, rates: AWS_RATES }),
  });
  try {
    const greet = format === "json" ? greetingLine : greeting;
    write(greet(welcomeOf(sandbox, { seed, furnished })));
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  sandbox.audit.listener = (event) =>
    write(format === "json" ? `${JSON.stringify(event)}\n` : eventLine(event, format === "colour"));
  return sandbox;
}

/** What somebody has to know who comes. */
interface Welcome {
  readonly endpoint: string;
  readonly isEnforced: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly accessKeys: ReadonlyMap<string, string>;
  readonly told: readonly string[];
}

function welcomeOf(sandbox: Sandbox, { seed, furnished }: Pick<ServeOptions, "furnished" | "seed">): Welcome {
  const { endpoint, environment } = sandbox;
  const accessKeys = new Map(seed === undefined ? [] : plant(sandbox, seed));
  if (!furnished) return { endpoint, environment, accessKeys, isEnforced: seed !== undefined, told: [] };
  const { furnishing, regions, callers, told } = furnished;
  furnish(sandbox, furnishing);
  for (const arn of callers) accessKeys.set(arn, sandbox.principals.assume(arn, "sandbox").accessKeyId);
  const [first = ""] = accessKeys.values();
  const [region = REGION] = regions;
  const own = { ...environment, AWS_REGION: region, AWS_ACCESS_KEY_ID: first };
  return { endpoint, environment: own, accessKeys, isEnforced: true, told };
}

const greetingLine = ({ accessKeys, told, ...welcome }: Welcome): string =>
  `${JSON.stringify({ ...welcome, accessKeys: Object.fromEntries(accessKeys), ...(told.length > 0 && { told }) })}\n`;

function greeting({ endpoint, environment, accessKeys, isEnforced, told }: Welcome): string {
  const variables = Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`);
  const roles = [...accessKeys].map(([role, accessKeyId]) => `  AWS_ACCESS_KEY_ID=${accessKeyId} is ${role}`);
  return `${[
    `AgentCore Identity, Secrets Manager, KMS and STS are at ${endpoint}.`,
    isEnforced ? "Policies and grants decide every request." : "Everybody may do everything: there is no seed.",
    "",
    ...variables,
    ...(roles.length > 0 ? ["", ...roles] : []),
    ...(told.length > 0 ? ["", "The plan does not tell everything:", ...told.map((line) => `  ${line}`)] : []),
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
