import type { IResolvable, IResolveContext } from "cdktf";
import { Token } from "cdktf";
import { expressionOf } from "./template";

/** A template that CDKTF has nothing to do with any more. */
export class SettledTemplate implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(public readonly template: string) {}

  public resolve({ suppressBraces }: IResolveContext): string {
    return suppressBraces ? expressionOf(this.template) : this.template;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

const tokens = new Map<string, string>();
const templates = new Map<string, string>();

/** A template as a token: the same for the same one, and sorted by what it says. */
export function settled(template: string): string {
  const known = tokens.get(template);
  if (known !== undefined) return known;
  const token = Token.asString(new SettledTemplate(template), { displayHint: template.replace(/^\$\{/, "") });
  tokens.set(template, token);
  templates.set(token, template);
  return token;
}

/** The template behind such a token; CDKTF's own tokens have none yet. */
export function templateBehind(token: string): string {
  const template = templates.get(token);
  if (template === undefined) throw new Error(`not resolved: ${token}`);
  return template;
}
