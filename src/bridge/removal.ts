import { TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { addressOf } from "../terraform/address";
import { Program } from "../terraform/program";
import { pieces } from "../access/known";
import { literalTemplate, quotedTemplate } from "../terraform/template";
import { atSynthesis, templateOf } from "../terraform/tokens";
import { run } from "./provisioner";
import { runnerPath } from "./runner-asset";

/** Which of a stack's two blocks has the duty to remove: one that is refused does not hold up the other. */
export type RemovalGroup = "providers" | "statements";

/** One object of the bridge, as the block that removes it knows it. */
export interface Removable {
  /** What the object is at AWS: never where the program has it, so that renaming a construct removes nothing. */
  readonly parts: readonly string[];
  /** Which object is meant, as JSON text: another one replaces the entry. */
  readonly object: string;
  /** All that the program is told to remove it, as JSON text. */
  readonly input: string;
}

const ID = "AgentCoreIdentityRemoval";

/**
 * What removes the objects of the bridge that leave the program. Terraform runs no destroy provisioner of a block that has
 * left the configuration; so the duty stands in blocks that stay, with one entry for each object, and in every stack that
 * holds a construct of ours, whether it has bridged objects or not. Their addresses are part of what we promise.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax#destroy-time-provisioners
 */
export class Removal extends Construct {
  private readonly blocks: Readonly<Record<RemovalGroup, RemovalBlock>>;

  public constructor(stack: TerraformStack) {
    super(stack, ID);
    this.blocks = { providers: new RemovalBlock(this, "providers"), statements: new RemovalBlock(this, "statements") };
  }

  /** Enters an object, and gives the expression of its entry's ID. */
  public add(group: RemovalGroup, removable: Removable): string {
    return this.blocks[group].add(removable);
  }

  /** The address of a block: what depends on it is made after what leaves is gone. */
  public addressOf(group: RemovalGroup): string {
    return addressOf(this.blocks[group]);
  }
}

/** What removes the objects of a construct's stack. */
export function removalIn(scope: Construct): Removal {
  const stack = TerraformStack.of(scope);
  return (stack.node.tryFindChild(ID) as Removal | undefined) ?? new Removal(stack);
}

Program.inEachStack((stack) => void removalIn(stack));

class RemovalBlock extends TerraformResource {
  private readonly entries: Removable[] = [];
  /** Looked for at synthesis, when all variables are there. */
  private sensitive?: ReadonlySet<string>;

  public constructor(scope: Construct, group: RemovalGroup) {
    super(scope, group, { terraformResourceType: "terraform_data" });
    this.overrideLogicalId(`agentcore_identity_removal_${group}`);
    this.addOverride("input", "${each.value.input}");
    this.addOverride("triggers_replace", "${each.value.object}");
    this.addOverride("provisioner", [run("remove", runnerPath(this), "${self.input}", "destroy")]);
  }

  public add(entry: Removable): string {
    this.entries.push(entry);
    return atSynthesis(() => `\${${addressOf(this)}[${quotedTemplate(this.keyOf(entry))}].id}`);
  }

  public override toTerraform(): object {
    const entries = this.entries.map(
      (entry) => [this.keyOf(entry), { object: entry.object, input: entry.input }] as const,
    );
    this.addOverride("for_each", Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
    return super.toTerraform() as object;
  }

  private keyOf({ parts }: Removable): string {
    this.sensitive ??= sensitiveVariables(this.cdktfStack);
    const { sensitive } = this;
    const key = parts.flatMap((part) =>
      [...pieces(part)]
        .map((piece, index) => (index % 2 === 0 ? literalTemplate(piece) : keyPart(templateOf(this, piece), sensitive)))
        .join(""),
    );
    return key.join("/");
  }
}

/**
 * Terraform must know a key when it plans. It knows its variables and its workspace, so those stand in a key by their
 * value, unless that is sensitive; whatever else may only be known after the apply stands there by the text of its
 * expression.
 */
function keyPart(template: string, sensitive: ReadonlySet<string>): string {
  const expression = /^\$\{([^{}]*)\}$/.exec(template)?.[1];
  const isKnown = expression !== undefined && KNOWN_TO_PLANS.test(expression) && !sensitive.has(expression);
  return isKnown ? template : literalTemplate(expression ?? template).replace(/["\\]/g, "'");
}

const KNOWN_TO_PLANS = /^(var\.[A-Za-z0-9_-]+|local\.agentcore_identity_[a-z0-9_]+)$/;

const sensitiveVariables = (stack: TerraformStack): ReadonlySet<string> =>
  new Set(
    stack.node
      .findAll()
      .filter((one) => one instanceof TerraformVariable && one.sensitive === true)
      .map((variable) => `var.${(variable as TerraformVariable).friendlyUniqueId}`),
  );
