import type { TerraformResourceConfig } from "cdktf";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Assertion } from "../terraform/check";
import { addressOf } from "../terraform/address";
import { roleArnGuards } from "../terraform/guards";
import { jsonText } from "../terraform/json-text";
import { Program } from "../terraform/program";
import type { Resolve } from "../terraform/tokens";
import { atSynthesis } from "../terraform/tokens";
import type { BridgeOptions } from "./bridge-options";
import { bridgeProblems, BridgeResource } from "./bridge-options";
import { runnerPath } from "./runner-asset";

/** The kinds of object that the bridge makes. */
export enum BridgeKind {
  /** An OAuth2 credential provider. */
  OAUTH2 = "oauth2",
  /** An API key credential provider. */
  API_KEY = "apikey",
  /** A payment credential provider. */
  PAYMENT = "payment",
  /** Statements of one owner in the policy of a secret. */
  SECRET_POLICY = "secretPolicy",
  /** Statements of one owner in the policy of a key. */
  KEY_POLICY = "keyPolicy",
}

/** What makes a bridge. */
export interface BridgeInput {
  readonly kind: BridgeKind;
  /** The Region of the object. Another one makes another object. */
  readonly region: string;
  /** The members that say which object is meant, for example `name`. Others make another object. */
  readonly identity: Readonly<Record<string, string>>;
  /** The members that say what the object holds: references only, never a secret. */
  readonly content: (resolve: Resolve) => object;
  /** Preconditions for what is not known at synthesis. */
  readonly guards?: Assertion[];
  readonly options?: BridgeOptions;
}

/** What the program reads its input from. */
const INPUT = "AGENTCORE_IDENTITY_BRIDGE_INPUT";

/**
 * An object that no resource of the AWS provider makes: Terraform runs a program that does. Three resources stand for it.
 * One for its existence is replaced when its name or Region changes, and removes the object when it goes; one for its
 * content is replaced at every change and applies it in place, so that an OAuth2 provider keeps its callback URL and its
 * users' tokens. Terraform may write a resource into its state while its program still runs, so a Terraform that is killed
 * then would take the content for applied: the third follows the content, and applies it once more if need be.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
export class Bridge extends Construct {
  /** Stands for the object's existence. */
  public readonly existence: TerraformResource;

  /** Stands for the object's content. */
  public readonly content: TerraformResource;

  /** Stands for the content's having been applied to its end: what needs the object depends on it. */
  public readonly confirmation: TerraformResource;

  /** @internal */
  public static _of(scope: Construct, id: string, input: BridgeInput): Bridge {
    return new Bridge(scope, id, input);
  }

  private constructor(
    scope: Construct,
    id: string,
    { kind, region, identity, content, guards, options = {} }: BridgeInput,
  ) {
    super(scope, id);
    Program.of(this).refuse(this, ...bridgeProblems(options));
    const { timeoutSeconds, assumeRoleArn, assumeRoleExternalId } = options;
    const type = options.resource ?? BridgeResource.TERRAFORM_DATA;
    const runner = runnerPath(this);
    const object = { kind, region, ...identity };
    const call = { timeoutSeconds, assumeRoleArn, assumeRoleExternalId };

    this.existence = new ObjectResource(this, "Existence", { terraformResourceType: type });
    const kept = { runner, input: atSynthesis((resolve) => jsonText({ ...object, ...call }, resolve)) };
    const which = atSynthesis((resolve) => jsonText(object, resolve));
    if (type === BridgeResource.TERRAFORM_DATA) {
      this.existence.addOverride("input", kept);
      this.existence.addOverride("triggers_replace", which);
    } else {
      // A change of what the destroy needs must not replace the object: it goes on with what it was made with.
      this.existence.addOverride("triggers", { ...kept, object: which });
      this.existence.addOverride("lifecycle.ignore_changes", ['triggers["runner"]', 'triggers["input"]']);
    }
    const self = type === BridgeResource.TERRAFORM_DATA ? "self.input" : "self.triggers";
    this.existence.addOverride("provisioner", [run("remove", `\${${self}.runner}`, `\${${self}.input}`, "destroy")]);

    this.content = new ObjectResource(this, "Content", { terraformResourceType: type }, guards, [
      ...(assumeRoleArn === undefined ? [] : roleArnGuards([assumeRoleArn])),
    ]);
    const input = atSynthesis((resolve) => jsonText({ ...object, ...call, ...content(resolve) }, resolve));
    const triggers = { input, existence: atSynthesis(() => `\${${addressOf(this.existence)}.id}`) };
    this.content.addOverride(type === BridgeResource.TERRAFORM_DATA ? "triggers_replace" : "triggers", triggers);
    this.content.addOverride("provisioner", [run("apply", runner, input)]);

    this.confirmation = new ObjectResource(this, "Confirmation", { terraformResourceType: type });
    const settled = { content: atSynthesis(() => `\${${addressOf(this.content)}.id}`) };
    this.confirmation.addOverride(type === BridgeResource.TERRAFORM_DATA ? "triggers_replace" : "triggers", settled);
    this.confirmation.addOverride("provisioner", [run("apply", runner, input)]);
  }
}

/** Guards may be added until synthesis. */
class ObjectResource extends TerraformResource {
  public constructor(
    scope: Construct,
    id: string,
    config: TerraformResourceConfig,
    private readonly guards: Assertion[] = [],
    private readonly more: Assertion[] = [],
  ) {
    super(scope, id, config);
  }

  public override toTerraform(): object {
    const precondition = [...this.guards, ...this.more];
    if (precondition.length > 0) this.lifecycle = { precondition };
    return super.toTerraform() as object;
  }
}

/** The program's words are its arguments; its input, which is long and of the user, is in the environment. */
function run(verb: string, runner: string, input: string, when?: "destroy"): object {
  return {
    "local-exec": {
      interpreter: ["node", runner],
      command: verb,
      environment: { [INPUT]: input },
      ...(when && { when }),
    },
  };
}
