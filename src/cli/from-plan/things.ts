import type { Told } from "./concrete";

/** Keeps a thing by its ARN; one whose ARN is none is left out. */
export function put<T extends { readonly arn: string }>(
  all: Map<string, T>,
  thing: T,
  tell: (told: Told) => void,
  isArn: (arn: string) => boolean,
): void {
  if (isArn(thing.arn)) all.set(thing.arn, thing);
  else tell({ subject: thing.arn, text: "is left out: its ARN is not known" });
}
