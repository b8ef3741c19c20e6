import { App, TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Problem } from "../access/problem";
import { problemText } from "../access/problem";
import { InvalidProgramError } from "../access/errors";

/** The package of a class, which jsii writes into each. */
interface Origin {
  readonly fqn: string;
  readonly version: string;
}

const ORIGIN = Symbol.for("jsii.rtti");
/** What speaks to Terraform: we have a package for each. */
const ENGINES = ["cdktf", "cdktn"];
const packageFor = (engine: string): string => `${engine}-agentcore-identity`;

/** CDKTF and CDK Terrain know each other's constructs by the same symbols, and so do two copies of one. */
const KINDS = [
  { is: App.isApp, of: App },
  { is: TerraformStack.isStack, of: TerraformStack },
  { is: TerraformElement.isTerraformElement, of: TerraformElement },
] as const;

const isForeign = (construct: IConstruct): boolean =>
  KINDS.some(({ is, of }) => is(construct) && !(construct instanceof of));

/** The class that a user's own, or a provider's, is made from. */
function engineOf(construct: object): { readonly name: string; readonly version: string } {
  for (let type = construct.constructor; typeof type === "function"; type = Object.getPrototypeOf(type) as never) {
    const { fqn = "", version = "" } = (type as unknown as Record<symbol, Partial<Origin>>)[ORIGIN] ?? {};
    const name = fqn.split(".")[0] as string;
    if (ENGINES.includes(name)) return { name, version };
  }
  return { name: "unknown", version: "unknown" };
}

function problemOf(foreign: IConstruct): Problem {
  const [theirs, ours] = [engineOf(foreign), engineOf(TerraformStack.prototype)];
  const subject = App.isApp(foreign) ? "the app" : TerraformStack.isStack(foreign) ? "the stack" : "the construct";
  if (theirs.name !== ours.name && ENGINES.includes(theirs.name))
    return {
      subject,
      rule: `is of ${theirs.name} ${theirs.version}, and ${packageFor(ours.name)} works with ${ours.name}`,
      fix: `Install and import ${packageFor(theirs.name)}, which has the same constructs, or use ${ours.name} throughout.`,
    };
  return {
    subject,
    rule:
      `is of another copy of ${ours.name} (${theirs.version}) than the one that ${packageFor(ours.name)} loaded ` +
      `(${ours.version}), and their constructs do not know each other`,
    fix: `Install one copy: "npm ls ${ours.name}" shows who brings which, "npm dedupe" joins them.`,
  };
}

/** Says it at once: the program of another engine, or of another copy, would die before any check of ours. */
export function assertOneEngine(construct: IConstruct): void {
  const foreign = [...construct.node.scopes].reverse().find(isForeign);
  if (foreign === undefined) return;
  throw new InvalidProgramError([{ path: construct.node.path, message: problemText(problemOf(foreign)) }]);
}

/** The first of another engine, or of another copy, among the constructs of a program that is ours: the others tell no more. */
export const foreignIn = (root: IConstruct): { readonly path: string; readonly problem: Problem }[] =>
  root.node
    .findAll()
    .filter(isForeign)
    .slice(0, 1)
    .map((foreign) => ({ path: foreign.node.path, problem: problemOf(foreign) }));
