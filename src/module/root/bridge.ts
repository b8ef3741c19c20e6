import type { BridgeInput } from "../bridge";
import { bridgeLocals } from "../bridge";
import type { Body, Json } from "../hcl/json";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { paymentInput } from "../modules/payment-parts";

export const bridgeFile = (): readonly Body[] => {
  const { "//": comments, call } = bridgeLocals(paymentInput());
  return [{ locals: { "//": { call: (comments as Body).call as string }, call: call as Body } }];
};

/** The object that a submodule means and the input that it gives to the program, each an expression. */
export const objectIn = ({ object }: BridgeInput, scope: Scope): string => hclOf(inScope(object as Json, scope));
export const inputIn = ({ content }: BridgeInput, object: string, scope: Scope): string =>
  `jsonencode(merge(${object}, local.call, ${hclOf(inScope(content as Json, scope))}))`;
