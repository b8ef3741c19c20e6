import type { BridgeInput } from "../bridge";
import { bridgeLocals } from "../bridge";
import type { Body, Json } from "../hcl/json";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { paymentInput } from "./payment-input";

export const bridgeFile = (): readonly Body[] => {
  const { "//": comments, call } = bridgeLocals(paymentInput());
  return [{ locals: { "//": { call: (comments as Body).call as string }, call: call as Body } }];
};

/** The object that the bridge means and the input that its program gets, each an expression. */
export const objectIn = ({ object }: BridgeInput, scope?: Scope): string =>
  hclOf(scope ? inScope(object as Json, scope) : (object as Json));
export const inputIn = ({ content }: BridgeInput, object: string, scope?: Scope): string =>
  `jsonencode(merge(${object}, local.call, ${hclOf(scope ? inScope(content as Json, scope) : (content as Json))}))`;
