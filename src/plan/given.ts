import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Expected } from "../proof/expected";
import { own } from "../proof/values";
import { documentIn } from "./given-document";
import type { Kind, LimitOf, PolicyOf } from "../proof/given-kinds";
import { isKind, isLimit, SUBJECTS } from "../proof/given-kinds";
import { InputError, UsageError } from "./input-error";
import { readJsonFile } from "./json-file";

export type { PolicyOf } from "../proof/given-kinds";

/** A policy that the plan does not hold. */
export interface GivenPolicy {
  readonly kind: PolicyOf;
  readonly arn: string;
  readonly file: string;
  readonly document: unknown;
}

/** A policy that only limits, and is never in a plan. */
export interface GivenLimit {
  readonly kind: LimitOf;
  /** The ARN of a role; of the organization's policies an account or `*`, and the level. */
  readonly subject: string;
  readonly file: string;
  readonly document: unknown;
}

/** What the user adds to a plan. */
export interface Given {
  readonly policies: readonly GivenPolicy[];
  /** The account of AWS providers that do not tell theirs. */
  readonly account?: string;
  /** Accounts by provider configuration, such as `aws.vault`. @default none */
  readonly accounts?: ReadonlyMap<string, string>;
  readonly expected?: Expected;
}

/** All accounts by provider configuration; under "" that of all others. */
export const givenAccounts = ({ account, accounts = new Map() }: Given): ReadonlyMap<string, string> =>
  account === undefined ? accounts : new Map([["", account], ...accounts]);

export const isGivenLimit = (given: GivenPolicy | GivenLimit): given is GivenLimit => isLimit(given.kind);

/** `secret=ARN=FILE`, `scp=ACCOUNT@LEVEL=FILE` */
export function givenPolicy(argument: string): GivenPolicy | GivenLimit {
  const [, kind = "", subject = "", file = ""] = /^([a-z]+)=([^=]+)=(.+)$/.exec(argument) ?? [];
  if (!isKind(kind))
    throw new UsageError(
      `--policy wants KIND=SUBJECT=FILE with one of ${Object.keys(SUBJECTS).join(", ")}, for example --policy ${example("secret")}.`,
    );
  if (!SUBJECTS[kind].shape.test(subject))
    throw new UsageError(
      `--policy wants ${kind}=SUBJECT=FILE, but ${JSON.stringify(subject.slice(0, 200))} must be ${SUBJECTS[kind].must}: --policy ${example(kind)}.`,
    );
  return given(kind, subject, file, documentIn(readJsonFile(file), file));
}

const example = (kind: Kind): string => `${kind}=${SUBJECTS[kind].example}=FILE`;

const given = (kind: Kind, subject: string, file: string, document: unknown): GivenPolicy | GivenLimit =>
  isLimit(kind) ? { kind, subject, file, document } : { kind, arn: subject, file, document };

/**
 * All `*.json` files of a folder: `{"arn": …, "policy": …}`, or what `aws secretsmanager get-resource-policy` prints.
 * The kind of a policy is that of the ARN, unless `kind` says otherwise.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/get-resource-policy.html
 */
export function givenFolder(folder: string): (GivenPolicy | GivenLimit)[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    throw new InputError(`${folder} is no folder that can be read.`);
  }
  return names.sort().map((name) => givenFile(join(folder, name)));
}

function givenFile(file: string): GivenPolicy | GivenLimit {
  const content = readJsonFile(file);
  const subject = subjectIn(content);
  const stated = own(content, "kind");
  const kind = stated ?? OF_PLANS.find((one) => SUBJECTS[one].shape.test(subject));
  if (typeof kind !== "string" || !isKind(kind))
    throw new InputError(
      stated === undefined
        ? `${file} does not say what its policy belongs to: write {"arn": ARN of a secret, key, role or managed policy, "policy": document}.`
        : `${file}: kind must be one of ${Object.keys(SUBJECTS).join(", ")}.`,
    );
  if (!SUBJECTS[kind].shape.test(subject))
    throw new InputError(
      `${file}: ${kind === "scp" || kind === "rcp" ? "account" : "arn"} must be ${SUBJECTS[kind].must}.`,
    );
  return given(kind, subject, file, documentIn(content, file));
}

/** The kinds that an ARN alone tells. */
const OF_PLANS = ["secret", "key", "role", "policy"] as const;

/** `arn`, or `account` with `level`. */
function subjectIn(content: unknown): string {
  const [account, level] = [own(content, "account"), own(content, "level")];
  if (typeof account === "string") return typeof level === "string" ? `${account}@${level}` : account;
  const arn = own(content, "arn") ?? own(content, "ARN");
  return typeof arn === "string" ? arn : "";
}
