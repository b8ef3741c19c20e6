import { App, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { Problem } from "../access/problem";
import { problemText } from "../access/problem";
import type { ReaderKind } from "../access/reader-kind";
import type { ProviderKind } from "../access/vault";
import { InvalidProgramError } from "../access/errors";
import { assertOneEngine, foreignIn } from "./one-engine";
import { identityOf } from "./tokens";

/** A check that runs at synthesis, when every construct of the program is there. */
export type LateCheck = () => readonly Problem[];

interface Refused {
  readonly path: string;
  readonly problem: Problem;
}

/** Who should read, for one credential provider. */
export interface ExpectedAccess {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly readers: readonly string[];
  readonly deployers: readonly string[];
  /** Who rotates each secret, by the secret's ARN: they may read it, as who deploys may. */
  readonly rotators: Readonly<Record<string, readonly string[]>>;
  /** Those among them whose policies are attached by somebody else. */
  readonly elsewhere: readonly string[];
  /** Whose roles the readers are, but for those of runtimes. */
  readonly kinds: Readonly<Record<string, ReaderKind>>;
  /** The audiences of the IAM tokens by which the client proves itself, if it does. */
  readonly tokenAudiences: readonly string[];
  /** The key of each secret by the secret's ARN, `null` for `aws/secretsmanager`. */
  readonly keys: Readonly<Record<string, string | null>>;
  /** What it references, where it is made by another program and so is not in the plan. */
  readonly made?: {
    readonly region: string;
    readonly secrets: readonly string[];
    readonly signingKeys: readonly string[];
  };
}

const programs = new WeakMap<IConstruct, Program>();
const inEachStack: ((stack: TerraformStack) => void)[] = [];

/**
 * What the constructs of one program share: the problems that were found, and the checks that need all of them.
 * They are reported together, before CDKTF writes its first file.
 */
export class Program {
  public static of(construct: Construct): Program {
    assertOneEngine(construct);
    Sentinel.in(construct);
    const root = construct.node.root;
    let program = programs.get(root);
    if (!program) programs.set(root, (program = new Program(root)));
    // Whoever asks for the program is about to change it.
    program.isChecked = false;
    return program;
  }

  /** Makes something in every stack that holds constructs of ours, when the first of them is made. */
  public static inEachStack(make: (stack: TerraformStack) => void): void {
    inEachStack.push(make);
  }

  /** Throws what was found so far. CDKTF renders each stack twice; what has not changed is not checked again. */
  public static assertSound(construct: Construct): void {
    programs.get(construct.node.root)?.assertSound();
  }

  private readonly refusals: Refused[] = [];
  private readonly lateChecks: { readonly path: string; readonly check: LateCheck }[] = [];
  private readonly expectations: { readonly stack: TerraformStack; readonly expected: () => ExpectedAccess }[] = [];
  private isChecked = false;
  private readonly shared = new Map<string, unknown>();

  private constructor(private readonly root: IConstruct) {}

  /** Refuses inputs of a construct; the program goes on, so that all its problems are found. */
  public refuse(construct: Construct, ...problems: readonly Problem[]): void {
    for (const problem of problems) this.refusals.push({ path: construct.node.path, problem });
  }

  public checkLate(construct: Construct, check: LateCheck): void {
    this.lateChecks.push({ path: construct.node.path, check });
  }

  /** States who should read, for `agentcore-identity check`. */
  public expect(construct: Construct, expected: () => ExpectedAccess): void {
    this.expectations.push({ stack: TerraformStack.of(construct), expected });
  }

  /** Who should read, for each credential provider of one stack, as far as it is said by now. */
  public static accessIn(stack: TerraformStack): ExpectedAccess[] {
    const all = programs.get(stack.node.root)?.expectations.filter((one) => one.stack === stack) ?? [];
    return all.map((one) => one.expected());
  }

  /** Who should read, for the constructs of one stack. */
  public static expectedIn(stack: TerraformStack): object {
    const order = (texts: readonly string[]): string[] => byIdentity(stack, texts, (text) => text, true);
    const expected = Program.accessIn(stack);
    const named = grouped(expected, ({ name }) => identityOf(stack, name));
    // Providers of different kinds may have one name; then the kind stands before it.
    const keyed = expected.map((one) => {
      const isShared = (named.get(identityOf(stack, one.name))?.length ?? 0) > 1;
      return { ...one, key: isShared || one.made ? `${one.kind}/${one.name}` : one.name };
    });
    const stated = byIdentity(stack, keyed, ({ key }) => key);
    // One that is made elsewhere may be granted in several places.
    const byKey = grouped(stated, ({ key }) => key);
    const rolesOf = (key: string, rolesIn: (one: ExpectedAccess) => readonly string[]): string[] =>
      order((byKey.get(key) ?? []).flatMap(rolesIn));
    const kindsOf = (key: string): [string, ReaderKind][] =>
      byIdentity(
        stack,
        (byKey.get(key) ?? []).flatMap((one) => Object.entries(one.kinds)),
        ([roleArn]) => roleArn,
        true,
      );
    const keys = stated.flatMap((one) => Object.entries(one.keys));
    return {
      providers: Object.fromEntries(
        stated.map(({ key, made }) => [
          key,
          {
            readers: rolesOf(key, ({ readers }) => readers),
            deployers: rolesOf(key, (one) => [...one.deployers, ...rotatorsIn(one)]),
            ...onlyRotating(
              rolesOf(key, rotatorsIn),
              rolesOf(key, ({ deployers }) => deployers),
            ),
            elsewhere: rolesOf(key, ({ elsewhere }) => elsewhere),
            ...(kindsOf(key).length > 0 && { kinds: Object.fromEntries(kindsOf(key)) }),
            ...(rolesOf(key, (one) => one.tokenAudiences).length > 0 && {
              token_audiences: rolesOf(key, (one) => one.tokenAudiences),
            }),
            ...(made && { region: made.region, secrets: order(made.secrets), signing_keys: order(made.signingKeys) }),
          },
        ]),
      ),
      keys: Object.fromEntries(byIdentity(stack, keys, ([secretArn]) => secretArn)),
    };
  }

  /** Something that the constructs of the program share, made at the first request. */
  public share<T>(key: string, make: () => T): T {
    if (!this.shared.has(key)) this.shared.set(key, make());
    return this.shared.get(key) as T;
  }

  private assertSound(): void {
    if (this.isChecked) return;
    const late = this.lateChecks.flatMap(({ path, check }) => check().map((problem) => ({ path, problem })));
    const refusals = withoutRepeats([...foreignIn(this.root), ...this.refusals, ...late]).map(({ path, problem }) => ({
      path,
      message: problemText(problem),
    }));
    if (refusals.length > 0) throw new InvalidProgramError(refusals);
    this.isChecked = true;
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/**
 * In an order that no order of calls changes: that of what tokens stand for.
 *
 * @param once whether what stands for the same is kept once
 */
function byIdentity<T>(stack: TerraformStack, items: readonly T[], textOf: (item: T) => string, once = false): T[] {
  const keyed = items
    .map((item) => ({ item, key: identityOf(stack, textOf(item)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.filter(({ key }, index) => !once || key !== keyed[index - 1]?.key).map(({ item }) => item);
}

/** A wrong role is reported once, however many constructs it is given to; so is a value that a construct hands to its children. */
function withoutRepeats(refused: readonly Refused[]): Refused[] {
  const seen = new Set<Problem>();
  const byText = new Map<string, string[]>();
  return refused.filter(({ path, problem }) => {
    const paths = byText.get(problemText(problem)) ?? [];
    byText.set(problemText(problem), [...paths, path]);
    const repeated = seen.has(problem) || paths.some((other) => path === other || path.startsWith(`${other}/`));
    seen.add(problem);
    return !repeated;
  });
}

const SENTINEL_ID = "AgentCoreIdentity";

/** Ephemeral resources and `check` blocks in one; Terraform and OpenTofu alike. A stack's own override wins. */
const TERRAFORM_VERSION = ">= 1.11.0";

/**
 * Stands once in every stack that holds our constructs. CDKTF renders all elements of all stacks before it writes any
 * file, so an error thrown here leaves the output folder as it was.
 */
class Sentinel extends TerraformElement {
  public static in(construct: Construct): Sentinel {
    const stack = TerraformStack.of(construct);
    const existing = stack.node.tryFindChild(SENTINEL_ID) as Sentinel | undefined;
    if (existing) return existing;
    const made = new Sentinel(stack, SENTINEL_ID);
    inEachStack.forEach((make) => make(stack));
    return made;
  }

  public override toTerraform(): object {
    const { root } = this.node;
    if (App.isApp(root) && root.hclOutput) this.refuseHcl();
    Program.assertSound(this);
    return { terraform: { required_version: TERRAFORM_VERSION } };
  }

  /** It goes into the synthesized file, where Terraform does not look and `agentcore-identity check` does. */
  public override toMetadata(): object {
    return { "agentcore-identity": Program.expectedIn(this.cdktfStack) };
  }

  public override toHclTerraform(): object {
    return this.refuseHcl();
  }

  private refuseHcl(): never {
    const message = problemText({
      subject: "hclOutput",
      rule: "is on, but CDKTF's HCL output drops checks and preconditions",
      fix: "Synthesize JSON, or use the published Terraform modules.",
    });
    throw new InvalidProgramError([{ path: this.node.path, message }]);
  }
}

const rotatorsIn = ({ rotators }: ExpectedAccess): string[] => Object.values(rotators).flat();

/** Those among the deployers who only rotate, if there are any. */
function onlyRotating(rotators: readonly string[], deployers: readonly string[]): { readonly rotators?: string[] } {
  const only = rotators.filter((role) => !deployers.includes(role));
  return only.length > 0 ? { rotators: only } : {};
}
