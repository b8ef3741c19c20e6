import type { ElementReader, JsonObject } from "./element-reader";
import { isObject, own } from "./element-reader";
import type { NamedPrincipal, PrincipalElement } from "./principal-element";
import { namedPrincipal, PRINCIPAL_TYPES } from "./principal-element";
import type { PolicyKind } from "./places";
import { isUnknown, Unknown } from "./unknown";

const KINDS: ReadonlySet<string> = new Set(PRINCIPAL_TYPES);
const UNREADABLE_NAME = new Unknown("it cannot be read");

/** Reads `Principal` or `NotPrincipal`. */
export function compilePrincipal(
  object: JsonObject,
  kind: PolicyKind,
  read: ElementReader,
): PrincipalElement | undefined {
  const principal = own(object, "Principal");
  const notPrincipal = own(object, "NotPrincipal");
  const given = principal !== undefined || notPrincipal !== undefined;
  if (kind !== "resource")
    return given ? read.wrong("Principal", "does not belong into an identity policy") : undefined;
  if (!given) return read.wrong("Principal", "is missing");
  if (principal !== undefined && notPrincipal !== undefined)
    return read.wrong("Principal", "stands beside NotPrincipal");
  const negated = principal === undefined;
  if (negated && own(object, "Effect") !== "Deny") return read.wrong("NotPrincipal", 'is only supported with "Deny"');
  const named = namedPrincipals(negated ? notPrincipal : principal, negated ? "NotPrincipal" : "Principal", read);
  return named && { negated, named };
}

function namedPrincipals(value: unknown, element: string, read: ElementReader): NamedPrincipal[] | undefined {
  if (value === "*" || isUnknown(value)) return [namedPrincipal("AWS", value)];
  if (!isObject(value)) return read.wrong(element, 'is neither "*" nor an object');
  const before = read.problems.length;
  read.unknownElements(value, KINDS);
  const named = PRINCIPAL_TYPES.flatMap((type) => {
    const names = own(value, type);
    if (names === undefined) return [];
    return (read.values(names, `${element}.${type}`) ?? []).map((name) => namedPrincipal(type, name));
  });
  // A part that cannot be read may name anybody.
  return read.problems.length > before ? [...named, namedPrincipal("AWS", UNREADABLE_NAME)] : named;
}
