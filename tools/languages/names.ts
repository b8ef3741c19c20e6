/** What of an assembly of jsii has a name. */
export interface Assembly {
  readonly types: Readonly<Record<string, Type>>;
}
interface Type {
  readonly name: string;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly Named[];
  readonly initializer?: Omit<Callable, "name">;
}
interface Named {
  readonly name: string;
}
interface Callable extends Named {
  readonly parameters?: readonly Named[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * What each language keeps for itself, as far as a name in camel case can meet it, and in Java what its builders have.
 *
 * @see https://docs.python.org/3/reference/lexical_analysis.html#keywords
 * @see https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.9
 * @see https://learn.microsoft.com/dotnet/csharp/language-reference/keywords/
 * @see https://go.dev/ref/spec#Keywords
 */
const RESERVED: Readonly<Record<string, ReadonlySet<string>>> = {
  Python:
    words(`and as assert async await break class continue def del elif else except finally for from global if import
    in is lambda nonlocal not or pass raise return self try while with yield`),
  Java: words(`abstract assert boolean break build byte case catch char class const continue default do double else enum
    extends false final finally float for goto if implements import instanceof int interface long native new null package
    private protected public return short static strictfp super switch synchronized this throw throws transient true try
    void volatile while`),
  "C#": words(`abstract as base bool break byte case catch char checked class const continue decimal default delegate do
    double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal
    is lock long namespace new null object operator out override params private protected public readonly ref return sbyte
    sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort
    using virtual void volatile while`),
  Go: words(`break case chan const continue default defer else fallthrough for func go goto if import interface map package
    range return select struct switch type var`),
};

/** jsii writes such names otherwise, each language in its own way: nobody should have to type that. */
export const clashes = ({ types }: Assembly): string[] =>
  Object.values(types).flatMap((type) =>
    namesOf(type).flatMap(([where, name]) =>
      Object.entries(RESERVED)
        .filter(([, reserved]) => reserved.has(name))
        .map(([language]) => `${where}: "${name}" is a word of ${language}: call it otherwise.`),
    ),
  );

function namesOf({ name: type, methods = [], properties = [], initializer }: Type): [string, string][] {
  const callables = initializer ? [{ ...initializer, name: "constructor" }, ...methods] : methods;
  return [
    ...[...methods, ...properties].map(({ name }): [string, string] => [type, name]),
    ...callables.flatMap(({ name, parameters = [] }) =>
      parameters.map((one): [string, string] => [`${type}.${name}`, one.name]),
    ),
  ];
}
