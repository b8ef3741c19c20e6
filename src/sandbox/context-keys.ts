import { oneOrMore } from "./policy-text";

type Members = Readonly<Record<string, unknown>>;

/** Condition keys that a policy asks for, as it writes them: in conditions and in variables. */
export function contextKeysIn(document: unknown): string[] {
  const { Statement } = (document ?? {}) as Members;
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as readonly (Members | undefined)[];
  return statements.flatMap((statement) => {
    const conditions = Object.values((statement?.Condition ?? {}) as Readonly<Record<string, Members>>);
    const texts = [
      ...oneOrMore(statement?.Resource),
      ...oneOrMore(statement?.NotResource),
      ...conditions.flatMap((pairs) => Object.values(pairs).flatMap(oneOrMore)),
    ];
    return [...conditions.flatMap((pairs) => Object.keys(pairs)), ...texts.flatMap(variablesIn)];
  });
}

/** `${*}` and the like stand for the letter. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{([^},]+)(?:,[^}]*)?\}/g)]
    .map(([, name = ""]) => name.trim())
    .filter((name) => name.length > 1);
