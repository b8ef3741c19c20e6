import type { BridgeInput } from "../bridge";
import { bridgeLocals } from "../bridge";
import type { Variable } from "../definition";
import type { Body, Json } from "../hcl/json";
import { hclOf } from "../policy";
import { bridgeVariables } from "../rules/bridge";
import type { Scope } from "../scope";
import { inScope, ruleInScope } from "../scope";
import { keyStatementInput } from "../modules/key-policy-statement";

/** The variables of the submodules, which the root module has in one object. */
const CALL: Scope = Object.fromEntries(bridgeVariables().map(({ name }) => [`var.${name}`, `var.bridge.${name}`]));

/** How the bridge's program runs: the same for all that it makes. */
export const bridgeVariable = (): Variable => ({
  name: "bridge",
  description:
    "How the bridge's program runs, which makes payment credential providers and adds statements to policies. By default with the credentials that it finds.",
  type: {
    object: bridgeVariables().map(({ name, type, description }) => ({ name, type, description, optional: true })),
  },
  default: {},
  nullable: false,
  validations: bridgeVariables().flatMap(({ validations = [] }) =>
    validations.map((rule) => ({ ...ruleInScope(rule, CALL), broken: { bridge: rule.broken ?? {} } })),
  ),
});

export const bridgeFile = (): readonly Body[] => {
  const { "//": comments, call } = bridgeLocals(keyStatementInput());
  return [{ locals: { "//": { call: (comments as Body).call as string }, call: inScope(call as Body, CALL) } }];
};

/** The object that a submodule means and the input that it gives to the program, each an expression. */
export const objectIn = ({ object }: BridgeInput, scope: Scope): string => hclOf(inScope(object as Json, scope));
export const inputIn = ({ content }: BridgeInput, object: string, scope: Scope): string =>
  `jsonencode(merge(${object}, local.call, ${hclOf(inScope(content as Json, scope))}))`;
