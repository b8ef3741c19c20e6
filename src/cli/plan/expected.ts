import type { Expected, ExpectedProvider, Suppression } from "../../access/model/expected";
import { isObject, listOf, own, textsOf } from "../../access/model/values";
import { isUnknown } from "../../access/decision";
import { Expression } from "./expression";
import { InputError } from "./input-error";
import type { Resolver } from "./resolver";

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/.+$/;

/**
 * Reads who should read: `{"providers": {NAME: {"readers": [ARN], "deployers": [ARN]}}, "keys": {SECRET_ARN: KEY_ARN},
 * "suppress": [{"id": …, "reason": …}]}`. The constructs leave the same in the synthesized stack, with expressions in it.
 */
export function expectedOf(value: unknown, name: string, resolver?: Resolver): Expected {
  const wrong = (what: string): never => {
    throw new InputError(`${name}: ${what}. See docs/check.md.`);
  };
  const text = (one: unknown): unknown =>
    resolver && typeof one === "string" && one.includes("${") ? resolver.resolve(new Expression(one)) : one;
  const providers = own(value, "providers");
  if (!isObject(providers)) return wrong("has no object providers");
  const keys = own(value, "keys") ?? {};
  const suppress = own(value, "suppress") ?? [];
  if (!isObject(keys) || !Array.isArray(suppress)) return wrong("keys is no object, or suppress no list");
  return {
    providers: Object.entries(providers).map(([provider, roles]): ExpectedProvider => {
      if (!isObject(roles)) return wrong(`provider ${JSON.stringify(provider)} is no object`);
      const arns = (list: string): unknown[] => listOf(own(roles, list)).map(text);
      const [readers, deployers] = [arns("readers"), arns("deployers")];
      const all = [...readers, ...deployers];
      if (all.some((one) => !isUnknown(one) && !(typeof one === "string" && ROLE.test(one))))
        return wrong(`provider ${JSON.stringify(provider)} names something that is no role ARN`);
      const unknown = all.filter(isUnknown).map(({ reason }) => reason);
      return {
        name: provider,
        readers: textsOf(readers),
        deployers: textsOf(deployers),
        unknown,
        elsewhere: textsOf(arns("elsewhere")),
      };
    }),
    keys: new Map(
      Object.entries(keys).flatMap(([arn, key]): [string, string | null][] => {
        const [secretArn, keyArn] = [text(arn), key === null ? null : text(key)];
        return typeof secretArn === "string" && (keyArn === null || typeof keyArn === "string")
          ? [[secretArn, keyArn]]
          : [];
      }),
    ),
    suppressions: suppress.map((one): Suppression => {
      const [id, reason, subject] = ["id", "reason", "subject"].map((key) => own(one, key));
      if (typeof id !== "string" || typeof reason !== "string" || reason.trim() === "")
        return wrong("a suppression wants an id and a reason");
      return { id, reason, ...(typeof subject === "string" && { subject }) };
    }),
  };
}

/** What the constructs say, and on top of it what the user says. */
export function joined(first: Expected | undefined, second: Expected | undefined): Expected | undefined {
  if (!first || !second) return first ?? second;
  const named = new Set(second.providers.map(({ name }) => name));
  return {
    providers: [...first.providers.filter(({ name }) => !named.has(name)), ...second.providers],
    keys: new Map([...first.keys, ...second.keys]),
    suppressions: [...first.suppressions, ...second.suppressions],
  };
}
