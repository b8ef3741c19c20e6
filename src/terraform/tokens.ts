import type { IPostProcessor, IResolvable, IResolveContext } from "cdktf";
import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { isKnown, pieces } from "../access/known";
import { settled, SettledTemplate } from "./settled";
import { expressionOf, literalTemplate } from "./template";

/**
 * Gives the same text with one token for each expression, so that texts can be compared, sorted and kept once. It stays
 * text with tokens in it: what goes into an expression is written by text.ts.
 */
export type Resolve = (text: string) => string;

/** Like CDKTF's Lazy, which would take a stack trace for each text: much of a large program's time. */
class TextAtSynthesis implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly build: (resolve: Resolve) => string) {}

  public resolve(context: IResolveContext): string {
    const { suppressBraces } = context;
    // What is made here is complete, so CDKTF's own state of being within an expression must not reach into it.
    context.suppressBraces = false;
    const template = this.build(resolveIn(context));
    context.suppressBraces = suppressBraces;
    return suppressBraces ? expressionOf(template) : template;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/**
 * A text that is made when the program is synthesized: a template, which in JSON is what Terraform evaluates. CDKTF takes
 * it as it is given.
 */
export const atSynthesis = (build: (resolve: Resolve) => string): string => Token.asString(new TextAtSynthesis(build));

const LIST_TOKEN = /^#\{TfToken\[[a-zA-Z0-9:._-]+\]\}$/;

/** Whether a list is a token's, and so one expression. */
export const isListToken = (list: readonly unknown[]): list is readonly [string] =>
  list.length === 1 && typeof list[0] === "string" && LIST_TOKEN.test(list[0]);

const resolveIn =
  (context: IResolveContext): Resolve =>
  (text) => {
    if (LIST_TOKEN.test(text)) return settled(String(context.resolve([text])));
    if (isKnown(text)) return text;
    return pieces(text)
      .map((piece, index) => (index % 2 === 0 ? piece : pieceOf(context, piece)))
      .join("");
  };

/** What a token stands for: text, or an expression as a token again. */
function pieceOf(context: IResolveContext, token: string): string {
  const [source] = Tokenization.reverseString(token).tokens;
  if (source instanceof TextAtSynthesis || source instanceof SettledTemplate) {
    // Ours need nothing of CDKTF's way through a text, which costs far more.
    const template = source.resolve(context);
    return /[$%]\{/.test(template) ? settled(template) : template;
  }
  const template = String(context.resolve(token));
  if (template.startsWith("${")) return settled(template);
  context.suppressBraces = true;
  const bare = String(context.resolve(token));
  context.suppressBraces = false;
  // Fn.rawString: CDKTF escapes some of it for the quotes of an expression, wherever it stands.
  const { str: raw } = source as { readonly str?: unknown };
  if (bare === `"${template}"` && typeof raw === "string") return settled(literalTemplate(raw));
  return template.includes("${") ? settled(template) : template;
}

/** A record of texts, each with one token for each expression. */
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

/** The template behind a token, to be asked at synthesis. */
export const templateOf = (scope: Construct, token: string): string =>
  String(
    Tokenization.resolve(token, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false }),
  );

/** The same, told apart from what other stacks of the program call alike. */
export const identityInProgram = (scope: Construct, text: string): string =>
  isKnown(text) ? text : `${TerraformStack.of(scope).node.path} ${identityOf(scope, text)}`;
