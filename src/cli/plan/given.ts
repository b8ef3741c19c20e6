import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Expected } from "../../access/model/expected";
import { own } from "../../access/model/values";
import { InputError, UsageError } from "./input-error";
import { readJsonFile } from "./json-file";

/** A policy that the plan does not hold. */
export interface GivenPolicy {
  readonly kind: PolicyOf;
  readonly arn: string;
  readonly file: string;
  readonly document: unknown;
}

/** What a given policy belongs to: `policy` is a managed policy. */
export type PolicyOf = "secret" | "key" | "role" | "policy";

/** What the user adds to a plan. */
export interface Given {
  readonly policies: readonly GivenPolicy[];
  readonly account?: string;
  readonly expected?: Expected;
}

const SHAPES: Readonly<Record<PolicyOf, RegExp>> = {
  secret: /^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:.+$/,
  key: /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/,
  role: /^arn:[^:]+:iam::\d{12}:role\/.+$/,
  policy: /^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/,
};

/** `secret=ARN=FILE` */
export function givenPolicy(argument: string): GivenPolicy {
  const [, kind = "", arn = "", file = ""] = /^([a-z]+)=([^=]+)=(.+)$/.exec(argument) ?? [];
  if (!(kind in SHAPES) || !SHAPES[kind as PolicyOf].test(arn))
    throw new UsageError(`--policy wants secret=ARN=FILE, key=ARN=FILE, role=ARN=FILE or policy=ARN=FILE.`);
  return { kind: kind as PolicyOf, arn, file, document: readJsonFile(file) };
}

/**
 * All `*.json` files of a folder: `{"arn": …, "policy": …}`, or what `aws secretsmanager get-resource-policy` prints.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/get-resource-policy.html
 */
export function givenFolder(folder: string): GivenPolicy[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    throw new InputError(`${folder} is no folder that can be read.`);
  }
  return names.sort().map((name) => {
    const file = join(folder, name);
    const content = readJsonFile(file);
    const arn = own(content, "arn") ?? own(content, "ARN");
    const document = own(content, "policy") ?? own(content, "ResourcePolicy");
    const kind = (Object.keys(SHAPES) as PolicyOf[]).find((one) => typeof arn === "string" && SHAPES[one].test(arn));
    if (kind === undefined || document === undefined)
      throw new InputError(`${file} holds no {"arn": ARN of a secret, key, role or policy, "policy": document}.`);
    return { kind, arn: arn as string, file, document };
  });
}
