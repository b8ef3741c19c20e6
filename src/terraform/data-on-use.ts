import type { TerraformProvider } from "cdktf";
import { DefaultTokenResolver, ref, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import { Construct } from "constructs";
import { template } from "./text";
import { atSynthesis } from "./tokens";

/** What a data source is asked for, in Terraform's words. */
export type DataArguments = Readonly<Record<string, unknown>>;

/**
 * An attribute of a data source that stands in the stack only if something uses the attribute: to read it in the program
 * makes nothing. An override is rendered after all elements, whichever of them uses it.
 *
 * @param id the ID of the data source below `scope`
 * @param make its arguments, asked for once it is used
 */
export function dataOnUse(
  scope: Construct,
  id: string,
  type: string,
  attribute: string,
  make: () => DataArguments,
): string {
  const stack = TerraformStack.of(scope);
  return atSynthesis((resolve) => {
    const place = (scope.node.tryFindChild(id) as DataPlace | undefined) ?? new DataPlace(scope, id, type, make());
    return template(Token.asString(ref(`${place.address}.${attribute}`, stack)), resolve);
  });
}

/** Keeps the logical ID. */
class DataPlace extends Construct {
  public readonly address: string;

  public constructor(scope: Construct, id: string, type: string, args: DataArguments) {
    super(scope, id);
    const stack = TerraformStack.of(this);
    const name = stack.getLogicalId(this.node);
    this.address = `data.${type}.${name}`;
    stack.addOverride(`data.${type}.${name}`, args);
    // Overrides are resolved last of all: what their tokens use, be it in another stack, must be there before.
    const resolver = new DefaultTokenResolver(new StringConcat());
    Tokenization.resolve(args, { scope: stack, resolver, preparing: true });
  }
}

/** The meta-argument that names an AWS provider, where one is given. */
export const providerArgument = (provider: TerraformProvider | undefined): DataArguments =>
  provider === undefined ? {} : { provider: provider.fqn };
