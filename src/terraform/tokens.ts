import type { IPostProcessor, IResolvable, IResolveContext } from "cdktf";
import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../access/known";

/** Turns the tokens in a text into Terraform expressions, each in its own `${…}`. */
export type Resolve = (text: string) => string;

/** Like CDKTF's Lazy, which would take a stack trace for each text: much of a large program's time. */
class TextAtSynthesis implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly build: (resolve: Resolve) => string) {}

  public resolve(context: IResolveContext): string {
    return this.build((text) => (isKnown(text) ? text : String(context.resolve(text))));
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/**
 * A text that is made when the program is synthesized. Inside of `${…}` CDKTF renders a token without its braces, until
 * the next `}` of whatever kind; so expressions of ours get their tokens resolved before they are put together.
 */
export const atSynthesis = (build: (resolve: Resolve) => string): string => Token.asString(new TextAtSynthesis(build));

/** A record of texts, each with its tokens turned into expressions. */
export const resolveAll = <T extends object>(record: T, resolve: Resolve): T =>
  Object.fromEntries(Object.entries(record).map(([key, text]) => [key, resolve(String(text))])) as T;

/** Remembers the stacks that the tokens of a text come from: two stacks may have the same `aws_iam_role.Agent.arn`. */
class OriginResolver extends DefaultTokenResolver {
  public readonly origins = new Set<string>();

  public constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const { originStack } = token as { originStack?: TerraformStack };
    if (originStack) this.origins.add(originStack.node.path);
    return super.resolveToken(token, context, postProcessor) as unknown;
  }
}

/**
 * The Terraform expression behind a text, the same for each token of one attribute: CDKTF numbers tokens anew each time
 * an attribute is read, so their own text tells nothing. Known text stays as it is.
 */
export function identityOf(scope: Construct, text: string): string {
  if (isKnown(text)) return text;
  const resolver = new OriginResolver();
  const expression = String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
  resolver.origins.delete(TerraformStack.of(scope).node.path);
  return [...resolver.origins, expression].join(" ");
}

/** A text with its tokens turned into expressions, to be asked at synthesis. */
export const expressionOf = (scope: Construct, text: string): string =>
  isKnown(text)
    ? text
    : String(
        Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false }),
      );

/** The same, told apart from what other stacks of the program call alike. */
export const identityInProgram = (scope: Construct, text: string): string =>
  isKnown(text) ? text : `${TerraformStack.of(scope).node.path} ${identityOf(scope, text)}`;

/** The same with its quotes. */
export const quoted = (resolve: Resolve, text: string): string => `"${inQuotes(resolve, text)}"`;

/** Text for a quoted string within an HCL expression: what is known is escaped, tokens become expressions. */
export const inQuotes = (resolve: Resolve, text: string): string =>
  isKnown(text) ? JSON.stringify(text).slice(1, -1).replace(/%\{/g, "%%{") : resolve(text);
