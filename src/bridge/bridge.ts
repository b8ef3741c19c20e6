import type { TerraformResourceConfig } from "cdktf";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { ProviderKind } from "../access/vault";
import type { Assertion } from "../terraform/check";
import { addressOf } from "../terraform/address";
import { roleArnGuards } from "../terraform/guards";
import { jsonText } from "../terraform/json-text";
import type { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import type { Resolve } from "../terraform/tokens";
import { atSynthesis } from "../terraform/tokens";
import type { BridgeOptions } from "./bridge-options";
import { bridgeProblems, BridgeResource } from "./bridge-options";
import { run } from "./provisioner";
import { removalIn } from "./removal";
import { runnerPath } from "./runner-asset";

/** The kinds of object that the bridge makes: credential providers, and statements of one owner in a policy. */
export type BridgeKind = ProviderKind | "secretPolicy" | "keyPolicy";

/** What makes a bridge. */
export interface BridgeInput {
  readonly kind: BridgeKind;
  /** The Region of the object. Another one makes another object. */
  readonly region: string;
  /** The members that say which object is meant, for example `name`. Others make another object. */
  readonly identity: Readonly<Record<string, string>>;
  /** Whose the object is. */
  readonly owner: Owner;
  /** The members that say what the object holds: references only, never a secret. */
  readonly content: (resolve: Resolve) => object;
  /** Preconditions for what is not known at synthesis. */
  readonly guards?: Assertion[];
  readonly options?: BridgeOptions;
}

/**
 * An object that no resource of the AWS provider makes: Terraform runs a program that does. Its existence is an entry of a
 * block that all objects of the stack share: it is replaced when name or Region changes, and the object is removed when it
 * goes. A resource of its own stands for the content, is replaced at every change and applies it in place, so that an
 * OAuth2 provider keeps its callback URL and its users' tokens. Terraform may write a resource into its state while its
 * program still runs, so a Terraform that is killed then would take the content for applied: another resource follows the
 * content, and applies it once more if need be.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
export class Bridge extends Construct {
  /** Stands for the object's content. */
  public readonly content: TerraformResource;

  /** Stands for the content's having been applied to its end: what needs the object depends on it. */
  public readonly confirmation: TerraformResource;

  public constructor(
    scope: Construct,
    id: string,
    { kind, region, identity, owner, content, guards = [], options = {} }: BridgeInput,
  ) {
    super(scope, id);
    Program.of(this).refuse(this, ...bridgeProblems(options));
    const { timeoutSeconds, assumeRoleArn, assumeRoleExternalId } = options;
    const type = options.resource ?? BridgeResource.TERRAFORM_DATA;
    const triggers = type === BridgeResource.TERRAFORM_DATA ? "triggers_replace" : "triggers";
    const runner = runnerPath(this);
    const object = { kind, region, ...identity };
    const call = { owner: owner.text, timeoutSeconds, assumeRoleArn, assumeRoleExternalId };
    const json = (members: object): string => atSynthesis((resolve) => jsonText(members, resolve));

    // Statements are an owner's; a provider of one name is one object, whosever it is.
    const isPolicy = kind === "secretPolicy" || kind === "keyPolicy";
    const removed = isPolicy ? { ...object, owner: owner.text } : object;
    const removal = removalIn(this).add(isPolicy ? "statements" : "providers", {
      parts: Object.values(removed),
      object: json(removed),
      input: json({ ...object, ...call }),
    });

    const assumed = assumeRoleArn === undefined ? [] : roleArnGuards([assumeRoleArn]);
    this.content = new ObjectResource(this, "Content", { terraformResourceType: type }, () => [...guards, ...assumed]);
    const input = atSynthesis((resolve) => jsonText({ ...object, ...call, ...content(resolve) }, resolve));
    this.content.addOverride(triggers, { input, removal });
    this.content.addOverride("provisioner", [run("apply", runner, input)]);

    this.confirmation = new ObjectResource(this, "Confirmation", { terraformResourceType: type });
    this.confirmation.addOverride(triggers, { content: atSynthesis(() => `\${${addressOf(this.content)}.id}`) });
    this.confirmation.addOverride("provisioner", [run("apply", runner, input)]);
  }
}

/** Guards may be added until synthesis. */
class ObjectResource extends TerraformResource {
  public constructor(
    scope: Construct,
    id: string,
    config: TerraformResourceConfig,
    private readonly guards: () => Assertion[] = () => [],
  ) {
    super(scope, id, config);
  }

  public override toTerraform(): object {
    const precondition = this.guards();
    if (precondition.length > 0) this.lifecycle = { precondition };
    return super.toTerraform() as object;
  }
}
