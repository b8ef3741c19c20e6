import { PAYMENT_API_KEY_ID, PAYMENT_ID_LENGTH } from "../../access/limits";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import { ExternalSecret } from "../../secret/external-secret";
import { jsonKeyGuards, secretArnGuards } from "../../terraform/guards";
import type { Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { snakeCase, words } from "../words";
import { ifGiven, lengthWithin, matches, oneOf, orEmpty } from "./expressions";
import { fromGuard } from "./guard";
import { coinbase, paymentIn, privy } from "./payment-samples";
import { REFERENCE_FIELDS } from "./provider";
import { SECRET_ARN } from "./samples";
import { settled } from "../../terraform/settled";

type Key = keyof typeof PAYMENT_VENDORS;
const ROWS = Object.values(PAYMENT_VENDORS);
const VENDORS = ROWS.map(({ vendor }) => vendor);

const reference = (json_key: string): Body => ({ secret_arn: SECRET_ARN, json_key });

/** All inputs of a vendor, right, and none of the other's. */
const INPUTS: Readonly<Record<Key, Body>> = {
  coinbaseCdp: { api_key_id: "checkout", api_key_secret: reference("api_key"), wallet_secret: reference("wallet") },
  stripePrivy: {
    app_id: "app",
    authorization_id: "authorization",
    app_secret: reference("app"),
    authorization_private_key: reference("private_key"),
  },
};
export const COINBASE: Body = { vendor: PAYMENT_VENDORS.coinbaseCdp.vendor, ...INPUTS.coinbaseCdp };
const nothing = (inputs: Body): Body => Object.fromEntries(Object.keys(inputs).map((name) => [name, null]));
const STRIPE: Body = {
  vendor: PAYMENT_VENDORS.stripePrivy.vendor,
  ...nothing(INPUTS.coinbaseCdp),
  ...INPUTS.stripePrivy,
};
/** Inputs for a vendor that break in one thing; the module's tests start from Coinbase. */
const broken = (key: Key, change: Body): Body => (key === "coinbaseCdp" ? change : { ...STRIPE, ...change });

export const paymentVendorVariable: Variable = {
  name: "vendor",
  description: `The payment provider, by the API's name for it: ${VENDORS.join(" or ")}. The API changes no provider's vendor: another one needs another name.`,
  type: "string",
  nullable: false,
  validations: [
    {
      condition: oneOf(VENDORS, "var.vendor"),
      message: `vendor "\${var.vendor}" is none of ${VENDORS.join(", ")}. Name one of them.`,
      broken: { vendor: "PayPal" },
    },
  ],
};

/** What each vendor takes. The API wants all of it. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  apiKeyId: 'the ID of the API key, 1 to 512 letters, digits, "-" and "_". It is no secret.',
  apiKeySecret: "where the API key's secret is.",
  walletSecret: "where the wallet secret is; it may be another JSON key of the same secret.",
  appId: "the ID of the app, 1 to 512 characters. It is no secret.",
  authorizationId: "the ID of the authorization key, 1 to 512 characters. It is no secret.",
  appSecret: "where the app's secret is.",
  authorizationPrivateKey:
    "where the authorization key's private key is; it may be another JSON key of the same secret.",
};

/** The rules of all of them, but for those of the secrets themselves. */
export const paymentRules = (): readonly Validation[] =>
  paymentVariables(({ 1: isJsonKey }) => [isJsonKey]).flatMap(({ validations = [] }) => validations);

/** IDs and secret references of all vendors. */
export function paymentVariables(
  rules: (of: ReturnType<typeof referenceRules>) => readonly Validation[] = (all) => all,
): readonly Variable[] {
  return (Object.keys(PAYMENT_VENDORS) as Key[]).flatMap((key) => {
    const { fields, secrets } = PAYMENT_VENDORS[key];
    const [first] = secrets;
    return [
      ...fields.map((name) => variable(key, name, "string", idRules(key, name))),
      ...secrets.map((name) =>
        variable(key, name, { object: REFERENCE_FIELDS }, [
          ...rules(referenceRules(key, name)),
          ...(name === first ? [] : [sameRegion(key, first, name)]),
        ]),
      ),
    ];
  });
}

function variable(key: Key, name: string, type: Variable["type"], rules: readonly Validation[]): Variable {
  const { vendor } = PAYMENT_VENDORS[key];
  const [snake, other] = [snakeCase(name), key === "coinbaseCdp" ? "stripePrivy" : "coinbaseCdp"] as const;
  return {
    name: snake,
    description: `For ${vendor}: ${DESCRIPTIONS[name]}`,
    type,
    default: null,
    nullable: true,
    validations: [
      {
        condition: `var.${snake} != null || var.vendor != "${vendor}"`,
        message: `${snake} is missing, and ${vendor} needs it. Give ${fields(vendor)}.`,
        broken: broken(key, { [snake]: null }),
      },
      {
        condition: `var.${snake} == null || var.vendor == "${vendor}"`,
        message: `${snake} is no field of \${var.vendor}, only of ${vendor}. Leave it out.`,
        broken: broken(other, { [snake]: INPUTS[key][snake] ?? null }),
      },
      ...rules,
    ],
  };
}

function fields(vendor: string): string {
  const names = ROWS.filter((row) => row.vendor === vendor).flatMap((row) => [...row.fields, ...row.secrets]);
  const snake = names.map(snakeCase);
  return `${snake.slice(0, -1).join(", ")} and ${snake.at(-1)}`;
}

function idRules(key: Key, name: string): readonly Validation[] {
  const snake = snakeCase(name);
  const of = (id: string): string =>
    words(
      (stack) =>
        paymentIn(stack, key === "coinbaseCdp" ? coinbase(stack, { apiKeyId: id }) : privy(stack, { [name]: id })),
      [id.length > PAYMENT_ID_LENGTH ? /i{100,}…/ : id, orEmpty(`var.${snake}`)],
      ...(id.length > PAYMENT_ID_LENGTH ? [[String(id.length), `try(length(var.${snake}), 0)`] as const] : []),
    );
  const long = "i".repeat(PAYMENT_ID_LENGTH + 1);
  const length: Validation = {
    condition: ifGiven(`var.${snake}`, lengthWithin(`var.${snake}`, 1, PAYMENT_ID_LENGTH)),
    message: of(long),
    broken: broken(key, { [snake]: long }),
  };
  if (name !== "apiKeyId") return [length];
  const letters = ifGiven(`var.${snake}`, matches(PAYMENT_API_KEY_ID, `var.${snake}`));
  return [length, { condition: letters, message: of("my key"), broken: { [snake]: "my key" } }];
}

function referenceRules(key: Key, name: string): readonly [isSecret: Validation, isJsonKey: Validation] {
  const snake = snakeCase(name);
  const [secretArn] = secretArnGuards(settled(`\${var.${snake}.secret_arn}`), "", "");
  const [jsonKey] = jsonKeyGuards(settled(`\${var.${snake}.json_key}`));
  if (!secretArn || !jsonKey) throw new Error("the constructs guard no secret reference");
  const wrong = (change: Body): Body => broken(key, { [snake]: { ...reference("value"), ...change } });
  const optional = ({ condition, message, broken: inputs }: Validation): Validation => ({
    condition: ifGiven(`var.${snake}`, condition),
    message: message.replaceAll(/\$\{(var\.\w+\.\w+)\}/g, '${try($1, "")}'),
    broken: inputs,
  });
  return [
    optional(fromGuard(secretArn, wrong({ secret_arn: SECRET_ARN.slice(0, -7) }))),
    optional(fromGuard(jsonKey, wrong({ json_key: "payment.value" }))),
  ];
}

/** Stands with the vendor's last secret; validations of variables must not refer to each other in a circle. */
function sameRegion(key: Key, first: string, last: string): Validation {
  const region = (name: string): string => `try(split(":", var.${snakeCase(name)}.secret_arn)[3], "")`;
  const elsewhere = SECRET_ARN.replace("us-east-1", "eu-west-1");
  return {
    condition: ifGiven(`var.${snakeCase(last)}`, `${region(last)} == ${region(first)}`),
    message: words(
      (stack) => {
        const other = ExternalSecret.fromArn(stack, "Other", { secretArn: elsewhere });
        paymentIn(stack, coinbase(stack, { walletSecret: other.jsonKey("wallet") }));
      },
      ["eu-west-1, us-east-1", `join(", ", sort([${region(first)}, ${region(last)}]))`],
    ),
    broken: broken(key, { [snakeCase(last)]: { ...reference("value"), secret_arn: elsewhere } }),
  };
}
