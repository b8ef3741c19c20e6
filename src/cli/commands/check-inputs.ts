import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { sourceOfPlan } from "../../plan/from-plan";
import { dynamicsIn, metadataIn, sourceOfStack } from "../../plan/from-stack";
import { InputError } from "../../plan/input-error";
import { mayMatter } from "../../plan/catalogue";
import type { PlanOptions } from "../../plan/json-file";
import { readJsonFile, readPlanFile } from "../../plan/json-file";
import type { Source } from "../../plan/source";
import type { Progress } from "../progress";
import type { InputOptions } from "./input-options";

/** Something to read, with the name that it has in reports where there are several. */
interface Input {
  readonly name: string;
  readonly read: () => Source;
}

/** Everything that a command line names: together one world. */
export function sourcesFor(options: InputOptions, progress: Progress): Source[] {
  const inputs = options.plans.flatMap((plan) => inputsOf(plan, options, progress));
  const [only, second] = inputs;
  if (only && !second) return [only.read()];
  const names = new Set(inputs.map(({ name }) => name));
  if (names.size < inputs.length) throw new InputError("Two inputs have one name: give each by another path.");
  return inputs.map(({ name, read }) => ({ ...read(), name }));
}

function inputsOf(plan: string, options: InputOptions, progress: Progress): Input[] {
  const reading = (path: string): PlanOptions => ({
    progress: progress.reading(path === "-" ? "the standard input" : path),
    ...(options.maxBytes !== undefined && { maxBytes: options.maxBytes }),
  });
  const read = (path: string): unknown => readJsonFile(path, reading(path));
  // Of a plan only what may matter is held.
  const readPlan = (path: string): unknown => readPlanFile(path, { ...reading(path), keep: mayMatter });
  if (plan === "-" || !existsSync(plan) || !statSync(plan).isDirectory())
    return [
      {
        name: plan === "-" ? "standard input" : plan,
        read: () => planSource(options, () => readPlan(plan), plan, read),
      },
    ];
  return stackFolders(plan).map((folder) => {
    const file = join(folder, "cdk.tf.json");
    return { name: folder === plan ? folder : basename(folder), read: () => sourceOfStack(read(file), file) };
  });
}

/** The folder of one stack, or of an app with all its stacks. */
function stackFolders(folder: string): string[] {
  if (isStack(folder)) return [folder];
  const stacks = join(folder, "stacks");
  const found = existsSync(stacks)
    ? readdirSync(stacks)
        .sort()
        .map((name) => join(stacks, name))
        .filter(isStack)
    : [];
  if (found.length === 0)
    throw new InputError(`${folder} holds no cdk.tf.json, nor stacks: give the folder of a stack, or cdktf.out.`);
  return found;
}

const isStack = (folder: string): boolean => existsSync(join(folder, "cdk.tf.json"));

/** A plan, with what the constructs of its stack say, if that is there. */
function planSource(
  { stack, plans }: InputOptions,
  readPlan: () => unknown,
  plan: string,
  read: (path: string) => unknown,
): Source {
  const source = sourceOfPlan(readPlan(), plan);
  const beside = plan === "-" ? undefined : join(dirname(plan), "cdk.tf.json");
  // Of several plans --stack would say the same of each.
  if (stack !== undefined && plans.length > 1)
    throw new InputError("--stack is for one plan: put each plan into the folder of its stack, or give the folders.");
  const file = stack === undefined ? beside : stackFile(stack);
  if (file === undefined || !existsSync(file)) return source;
  const synthesized = read(file);
  const stated = [...metadataIn(synthesized, "the synthesized stack"), ...source.stated];
  return { ...source, stated, dynamic: dynamicsIn(synthesized), ...(stated.length > 0 && { unheard: [] }) };
}

function stackFile(folder: string): string {
  if (!isStack(folder)) throw new InputError(`${folder} holds no cdk.tf.json: give the folder of one stack.`);
  return join(folder, "cdk.tf.json");
}
