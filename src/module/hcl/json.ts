/** Terraform's JSON syntax: https://developer.hashicorp.com/terraform/language/syntax/json */
export type Json = string | number | boolean | null | readonly Json[] | Body;

/**
 * The body of a block. Strings are templates: `${…}` holds an expression. Terraform ignores the member `//`; here it
 * holds comments: a text for the block itself, or texts by argument.
 */
export interface Body {
  readonly [argument: string]: Json;
}

export const isBody = (json: Json | undefined): json is Body =>
  typeof json === "object" && json !== null && !Array.isArray(json);

export const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

export const COMMENT = "//";

/** The comment of a block (`""`) or of one of its arguments. */
export function commentOf(body: Body, argument: string): string | undefined {
  const comments = body[COMMENT];
  const comment = isBody(comments) ? comments[argument] : argument === "" ? comments : undefined;
  return typeof comment === "string" ? comment : undefined;
}
