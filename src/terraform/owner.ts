import { Fn, TerraformLocal, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { SID_PREFIX } from "../access/policy";
import { MARK_LENGTH, SHOWN_OWNER_LENGTH } from "../access/statement-owner";
import { shortHash } from "./labels";
import { Program } from "./program";
import { settled } from "./settled";
import { argument, expression } from "./text";
import { identityOf } from "./tokens";

/** What the names of our locals start with. */
const LOCAL = "agentcore_identity";

/**
 * Whose statements and objects these are: a name, by default that of the stack, and Terraform's workspace. Only Terraform
 * knows its workspace, so the mark is an expression, kept in locals that a person can read.
 *
 * @see https://developer.hashicorp.com/terraform/language/state/workspaces
 */
export class Owner {
  /** The owner of that name, or of the stack's. */
  public static of(scope: Construct, name?: string): Owner {
    const stack = TerraformStack.of(scope);
    const owner = name ?? stack.node.path;
    const identity = identityOf(stack, owner);
    return Program.of(scope).share(`owner ${identity} in ${stack.node.path}`, () => {
      const suffix = name === undefined || name === stack.node.path ? "" : `_${shortHash(identity)}`;
      return new Owner(stack, owner, suffix);
    });
  }

  /** The owner as it stands in tags and in the bridge's input. */
  public readonly text: string;
  /** Twelve digits that stand for the owner. */
  public readonly mark: string;
  private readonly shown: string;

  private constructor(stack: TerraformStack, name: string, suffix: string) {
    const local = (part: string, value: string): string => {
      const made = new TerraformLocal(stack, `AgentCoreIdentity-${part}${suffix}`, value);
      made.overrideLogicalId(`${LOCAL}_${part}${suffix}`);
      return made.asString;
    };
    this.text = local("owner", argument(`${name}/${settled("${terraform.workspace}")}`));
    // As `ownerMark` has it.
    this.mark = local("mark", Token.asString(Fn.substr(Fn.sha256(this.text), 0, MARK_LENGTH)));
    const letters = Fn.replace(Fn.title(this.text), "/[^A-Za-z0-9]/", "");
    this.shown = local("for", Fn.join("", ["For", Fn.substr(letters, 0, SHOWN_OWNER_LENGTH)]));
  }

  /** What the Sids start with in a policy of which all is this owner's. */
  public get sidPrefix(): string {
    return `${SID_PREFIX}${this.mark}`;
  }

  /** What the Sids of this owner's statements about one secret start with, in a policy that others write, too. */
  public sidPrefixFor(secretArn: string): string {
    const { text } = this;
    const scoped = expression((quote) => `substr(sha256(${quote(`${text}|${secretArn}`)}), 0, ${MARK_LENGTH})`);
    return `${SID_PREFIX}${scoped}`;
  }

  /** The Sid of a statement in a policy of which all is this owner's: see `ownedStatements` for the others. */
  public sid(plain: string): string {
    return `${this.sidPrefix}${plain.slice(SID_PREFIX.length)}${this.shown}`;
  }
}
