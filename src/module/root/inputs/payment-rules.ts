import { PAYMENT_API_KEY_ID, PAYMENT_ID, PAYMENT_VENDOR } from "../../../access/rules/payment";
import { PAYMENT_ROWS } from "../fields";
import { jsonKey } from "./provider-rules";
import type { InputRule } from "./rule";
import { text } from "./rule";

function fieldRules({ vendor, ids, secrets }: (typeof PAYMENT_ROWS)[number]): readonly InputRule[] {
  const all = [...ids, ...secrets];
  const others = PAYMENT_ROWS.map((row) => row.vendor).filter((name) => name !== vendor);
  return [
    {
      at: "",
      value: `join(", ", [for field in [${all.map((name) => `"${name}"`).join(", ")}] : field if provider[field] == null])`,
      ok: `provider.vendor != "${vendor}" || alltrue([${all.map((name) => `provider.${name} != null`).join(", ")}])`,
      words: `is missing, and ${vendor} needs ${all.slice(0, -1).join(", ")} and ${String(all.at(-1))}. Give all of them.`,
    },
    {
      at: "",
      value: `join(", ", [for field in [${all.map((name) => `"${name}"`).join(", ")}] : field if provider[field] != null])`,
      ok: `!contains([${others.map((name) => `"${name}"`).join(", ")}], provider.vendor) || alltrue([${all.map((name) => `provider.${name} == null`).join(", ")}])`,
      words: `is given, and goes with vendor = "${vendor}" only. Leave it out.`,
    },
    ...ids.map((name) =>
      text(name === "api_key_id" ? PAYMENT_API_KEY_ID : PAYMENT_ID, `.${name}`, `provider.${name}`, {
        isOptional: true,
      }),
    ),
    ...secrets.map((name) =>
      jsonKey(`.${name}.json_key`, `one(provider.${name}[*].json_key)`, `provider.${name}[*].json_key`),
    ),
  ];
}

/** Of one payment provider. */
export const paymentRules = (): readonly InputRule[] => [
  text(PAYMENT_VENDOR, ".vendor", "provider.vendor"),
  ...PAYMENT_ROWS.flatMap(fieldRules),
];
