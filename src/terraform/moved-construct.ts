import type { IAspect } from "cdktf";
import { Aspects, TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { Construct } from "constructs";
import { isKnown } from "../access/known";
import { Program } from "./program";

/**
 * Keeps what Terraform made for a construct when the construct gets another ID or another place in the stack. Terraform
 * knows resources by an address that follows from the construct's path: under a new one it would destroy them and make them
 * anew, a credential provider with another callback URL. What the bridge writes needs no such word: it is known by what it
 * is called at AWS.
 *
 * @example
 * const google = new OAuth2CredentialProvider(this, "GoogleMaps", props);
 * MovedConstruct.wasAt(google, "Google");
 *
 * @see https://developer.hashicorp.com/terraform/language/block/moved
 */
export class MovedConstruct {
  /**
   * Says where a construct was. Leave it in the program until every state has been applied once with it.
   *
   * @param construct one of this package, or one of your own that holds some
   * @param formerPath the IDs that led to it, from below the stack, with slashes between them: `Google`, `Agents/Google`
   * @throws if it has been there all along, or if something else stands there now
   */
  public static wasAt(construct: Construct, formerPath: string): void {
    const former = isKnown(formerPath) ? formerPath.split("/") : [];
    const now = idsOf(construct, TerraformStack.of(construct));
    if (former.length === 0 || former.includes("") || former.join("/") === now.join("/"))
      Program.of(construct).refuse(construct, {
        subject: "formerPath",
        value: formerPath,
        rule: "is no other path within the stack",
        fix: `Give the IDs that led to the construct before, without the stack's: it is at ${now.join("/")} now.`,
      });
    Aspects.of(construct).add(new Mover(construct, former));
  }

  private constructor() {}
}

/** IDs from below one construct to another. */
const idsOf = (construct: IConstruct, above: IConstruct): string[] => {
  const { scopes } = construct.node;
  return scopes.slice(scopes.indexOf(above) + 1).map(({ node }) => node.id);
};

/** Tells Terraform of each resource where it was. */
class Mover implements IAspect {
  public constructor(
    private readonly construct: Construct,
    private readonly former: readonly string[],
  ) {}

  public visit(resource: IConstruct): void {
    if (!TerraformResource.isTerraformResource(resource)) return;
    const stack = TerraformStack.of(resource);
    // A logical ID that somebody set stays what it is.
    if (resource.friendlyUniqueId !== stack.getLogicalId(resource.node)) return;
    let place: Construct = stack;
    for (const id of [...this.former, ...idsOf(resource, this.construct)])
      place = (place.node.tryFindChild(id) as Construct | undefined) ?? new Construct(place, id);
    if (TerraformElement.isTerraformElement(place))
      Program.of(this.construct).refuse(this.construct, {
        subject: "formerPath",
        value: this.former.join("/"),
        rule: `leads to what is there now: ${place.node.path}`,
        fix: "Give that one another ID, for Terraform knows one resource at an address.",
      });
    resource.moveFromId(`${resource.terraformResourceType}.${stack.getLogicalId(place.node)}`);
  }
}
