import { compilePolicy, policyProblemText } from "../decision";
import { parseKeyArn } from "../access/key-arn";
import type { Parsed } from "../access/problem";
import { isProblem } from "../access/problem";
import { parseSecretArn } from "../access/secret-arn";
import type { Sandbox } from "./sandbox";

/** A seed that cannot be planted; nothing was. */
export class SeedProblem extends Error {
  public override readonly name = "SeedProblem";
}

interface Entry {
  readonly arn: string;
  readonly at: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * Puts the roles, keys and secrets of a seed into a sandbox: see docs/sandbox.md for its form.
 *
 * @returns the access key of each role
 */
export function plant(sandbox: Sandbox, text: string): ReadonlyMap<string, string> {
  const seed = members(parsed(text), "the seed", ["keys", "roles", "secrets"]);
  const accessKeys = new Map<string, string>();
  for (const { arn, at, members: key } of entries(seed.keys, "keys", ["policy"])) {
    here(parseKeyArn(arn, at), at, sandbox);
    sandbox.keys.add(arn, policyText(key.policy, `${at}.policy`));
  }
  for (const { arn, at, members: secret } of entries(seed.secrets, "secrets", ["kmsKeyId", "policy", "value"])) {
    here(parseSecretArn(arn, at), at, sandbox);
    const { value, kmsKeyId, policy } = secret;
    if (value === undefined) throw new SeedProblem(`${at}.value is missing: text, or an object that becomes JSON.`);
    if (kmsKeyId !== undefined && !sandbox.keys.find(kmsKeyId))
      throw new SeedProblem(`${at}.kmsKeyId names none of the seed's keys.`);
    sandbox.secrets.add(arn, typeof value === "string" ? value : JSON.stringify(value), {
      ...(kmsKeyId !== undefined && { kmsKeyId: String(kmsKeyId) }),
      ...(policy !== undefined && { policy: policyText(policy, `${at}.policy`) }),
    });
  }
  for (const { arn, at, members: role } of entries(seed.roles, "roles", [
    "accessKeyId",
    "managedPolicies",
    "policies",
    "trust",
  ])) {
    try {
      const trust = role.trust === undefined ? {} : { trust: policyText(role.trust, `${at}.trust`) };
      sandbox.iam.putRole(arn, object(role.policies ?? {}, `${at}.policies`), trust);
      for (const [policyArn, document] of Object.entries(object(role.managedPolicies ?? {}, `${at}.managedPolicies`))) {
        sandbox.roles.managed.create(policyArn, document);
        sandbox.roles.attach(arn, policyArn);
      }
    } catch (error) {
      if (error instanceof SeedProblem) throw error;
      throw new SeedProblem(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
    accessKeys.set(arn, accessKeyOf(sandbox, arn, role.accessKeyId, at));
  }
  return accessKeys;
}

function accessKeyOf(sandbox: Sandbox, roleArn: string, given: unknown, at: string): string {
  const { accessKeyId, arn } = sandbox.principals.assume(roleArn, "sandbox");
  if (given === undefined) return accessKeyId;
  if (typeof given !== "string" || !/^[A-Z0-9]{16,128}$/.test(given))
    throw new SeedProblem(`${at}.accessKeyId is not 16 to 128 capital letters and digits.`);
  sandbox.principals.add(given, arn, roleArn);
  return given;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message may quote a secret.
    throw new SeedProblem("the seed is not JSON.");
  }
}

function object(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SeedProblem(`${at} is no object.`);
  return value as Readonly<Record<string, unknown>>;
}

function members(value: unknown, at: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  const found = object(value, at);
  const stranger = Object.keys(found).find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new SeedProblem(`${at} has a member ${JSON.stringify(stranger)}; known are ${known.join(", ")}.`);
  return found;
}

const entries = (value: unknown, at: string, known: readonly string[]): Entry[] =>
  Object.entries(object(value ?? {}, at)).map(([arn, entry]) => {
    const where = `${at}[${JSON.stringify(arn)}]`;
    return { arn, at: where, members: members(entry, where, known) };
  });

/** Whether an ARN is right, and of the sandbox's Region. */
function here(arn: Parsed<{ readonly region: string }>, at: string, { region }: Sandbox): void {
  if (isProblem(arn)) throw new SeedProblem(`${at} ${arn.problem.rule}. ${arn.problem.fix}`);
  if (arn.value.region !== region)
    throw new SeedProblem(`${at} is in ${arn.value.region}, and the sandbox is ${region}.`);
}

function policyText(policy: unknown, at: string): string {
  const { problems } = compilePolicy(at, "resource", policy);
  if (problems.length > 0) throw new SeedProblem(problems.map((problem) => policyProblemText(at, problem)).join("; "));
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}
