import type { WatchSignal } from "../../access/watch/signal";
import { EXCEPTION_ARN, SECRET_PREFIX } from "../../access/watch/inputs";
import { WATCH_SIGNALS } from "../../access/watch/signal";
import type { WatchedProvider } from "../../access/watch/watched";
import type { Rule } from "../../access/rule";
import { problemOf } from "../../access/rule";
import { problemText } from "../../access/problem";
import { ROLE_ARN } from "../../access/role-arn";
import { SECRET_ARN } from "../../access/secret-arn";
import { KEY_ARN } from "../../access/key-arn";
import type { ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";
import { bytes, givenAccounts } from "./input-options";

/** What `watch` was asked for. */
export interface WatchOptions {
  readonly events: readonly string[];
  readonly plans: readonly string[];
  readonly stack?: string;
  readonly expect?: string;
  readonly accounts: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
  readonly prefixes: readonly string[];
  readonly readers: readonly string[];
  readonly deployers: readonly string[];
  readonly rotators: readonly string[];
  readonly exceptions: readonly string[];
  readonly providers: readonly WatchedProvider[];
  readonly gatewayIds: readonly string[];
  readonly keyArns: readonly string[];
  readonly off: readonly WatchSignal[];
  readonly write?: string;
  readonly maxBytes?: number;
  readonly json: boolean;
  readonly strict: boolean;
}

export const WATCH_HELP = `Usage: agentcore-identity watch EVENTS … [options]

Replays CloudTrail records through the rules of SecretWatch and says what would have fired: to look back, and to test
rules of one's own. EVENTS is a file of a trail, packed or not, what "aws cloudtrail lookup-events" prints, events of
EventBridge, lines of such JSON as the sandbox prints, a folder of files, or - for the standard input.

What is watched:
  --plan PLAN.json         a plan, the folder of a synthesized stack, or cdktf.out: its credential providers, secrets
                           and keys, and who should read; may be given several times
  --stack DIR, --expect FILE, --account ID
                           as for check: agentcore-identity check --help
  --secret ARN             a secret; --prefix ARN the beginning of several
  --key ARN                the key of a secret
  --provider KIND/NAME     a credential provider: oauth2, apikey or payment
  --gateway ID             a gateway whose targets use them
And by whom, beside what a plan says, for all secrets:
  --reader ARN             a role that reads through AgentCore; without any reader nobody is unexpected
  --deployer ARN           a role that makes credential providers
  --rotation ARN           a role that rotates secrets
  --except ARN             a role or user that may read without AgentCore

  --off SIGNAL             leave out ${WATCH_SIGNALS.join(", ")}
  --write DIR              write the rules as files: event patterns, metric filters, Sigma, Logs Insights, Athena, and an
                           exception for Elastic; then EVENTS may be left out
  --max-size SIZE          the size from which a file is refused, such as 500M or 2G
  --strict                 fail if readers are unknown, or something in EVENTS is no record
  --json                   print JSON instead of text

exit codes: 0 nothing would have fired; 1 something would have, or an input is unreadable; 2 wrong usage;
            3 something unknown with --strict
`;

/** Reads the arguments, or gives undefined where help is wanted. */
export function watchOptions(args: readonly string[]): WatchOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const { plan = [], stack, expect, write, json = false, strict = false, secret = [], prefix = [] } = values;
  if (positionals.length === 0 && write === undefined) throw new UsageError("watch wants EVENTS, or --write DIR.");
  const plans = plan.length === 0 && stack !== undefined ? [stack] : plan;
  if (plans.length + secret.length + prefix.length === 0)
    throw new UsageError("watch wants to know what to watch: --plan, --secret or --prefix.");
  return {
    events: positionals,
    plans,
    ...(stack !== undefined && plan.length > 0 && { stack }),
    ...(expect !== undefined && { expect }),
    accounts: givenAccounts(values.account ?? []),
    secrets: ruled(SECRET_ARN, "--secret", secret),
    prefixes: ruled(SECRET_PREFIX, "--prefix", prefix),
    readers: ruled(ROLE_ARN, "--reader", values.reader),
    deployers: ruled(ROLE_ARN, "--deployer", values.deployer),
    rotators: ruled(ROLE_ARN, "--rotation", values.rotation),
    exceptions: ruled(EXCEPTION_ARN, "--except", values.except),
    providers: (values.provider ?? []).map(provider),
    gatewayIds: values.gateway ?? [],
    keyArns: ruled(KEY_ARN, "--key", values.key),
    off: (values.off ?? []).map(signal),
    ...(write !== undefined && { write }),
    ...(values["max-size"] !== undefined && { maxBytes: bytes(values["max-size"]) }),
    json,
    strict,
  };
}

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

const parsed = (args: readonly string[]) =>
  parsedArguments(args, {
    plan: texts,
    stack: text,
    expect: text,
    account: texts,
    secret: texts,
    prefix: texts,
    key: texts,
    provider: texts,
    gateway: texts,
    reader: texts,
    deployer: texts,
    rotation: texts,
    except: texts,
    off: texts,
    write: text,
    "max-size": text,
    strict: flag,
    json: flag,
    help: { type: "boolean", short: "h" },
  });

export function ruled(rule: Rule, option: string, given: readonly string[] = []): readonly string[] {
  for (const one of given) {
    const problem = problemOf(rule, option, one);
    if (problem) throw new UsageError(problemText(problem));
  }
  return given;
}

function provider(given: string): WatchedProvider {
  const [, kind = "", name = ""] = /^([a-z0-9]+)\/(.+)$/.exec(given) ?? [];
  if (!Object.hasOwn(PROVIDER_KINDS, kind))
    throw new UsageError(`--provider wants KIND/NAME with one of ${Object.keys(PROVIDER_KINDS).join(", ")}.`);
  return { kind: kind as ProviderKind, name };
}

function signal(given: string): WatchSignal {
  const found = WATCH_SIGNALS.find((one) => one === given);
  if (found === undefined) throw new UsageError(`--off wants one of ${WATCH_SIGNALS.join(", ")}.`);
  return found;
}
