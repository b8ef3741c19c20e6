import type { Parsed } from "../../access/problem";
import { isProblem } from "../../access/problem";
import type { Told } from "./concrete";

/** Keeps a thing by its ARN; one whose ARN is none is left out. */
export function put<T extends { readonly arn: string }>(
  all: Map<string, T>,
  thing: T,
  tell: (told: Told) => void,
  parse: (arn: string) => Parsed<unknown>,
): void {
  if (isProblem(parse(thing.arn))) tell({ subject: thing.arn, text: "is left out: its ARN is not known" });
  else all.set(thing.arn, thing);
}
