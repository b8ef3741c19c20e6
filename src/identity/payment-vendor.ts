import type { Kinds } from "../access/argument-kinds";
import { instance, requireKinds } from "../access/argument-kinds";
import { FIELD_RULES } from "../access/field-rules";
import { PAYMENT_VENDORS } from "../access/payment-vendors";
import type { Problem } from "../access/problem";
import { knownProblems } from "../access/rule";
import { PAYMENT_API_KEY_ID, PAYMENT_ID } from "../access/rules/payment";
import { SecretReference } from "../secret/secret-reference";
import { textProblems } from "../access/written-text";
import { externalSecret } from "./terraform-blocks";

/** What Coinbase's Developer Platform needs. */
export interface CoinbaseCdpProps {
  /** The ID of the API key, 1 to 512 letters, digits, `-` and `_`. It is no secret. */
  readonly apiKeyId: string;

  /** Where the API key's secret is. */
  readonly apiKeySecret: SecretReference;

  /** Where the wallet secret is; it may be another JSON key of the same secret. */
  readonly walletSecret: SecretReference;
}

/** What Stripe's Privy needs. */
export interface StripePrivyProps {
  /** The ID of the app, 1 to 512 characters. It is no secret. */
  readonly appId: string;

  /** The ID of the authorization key, 1 to 512 characters. It is no secret. */
  readonly authorizationId: string;

  /** Where the app's secret is. */
  readonly appSecret: SecretReference;

  /** Where the authorization key's private key is; it may be another JSON key of the same secret. */
  readonly authorizationPrivateKey: SecretReference;
}

const SECRET = instance(SecretReference, "secret.jsonKey");
const COINBASE_KINDS: Kinds<CoinbaseCdpProps> = {
  apiKeyId: PAYMENT_API_KEY_ID,
  apiKeySecret: SECRET,
  walletSecret: SECRET,
};
const STRIPE_KINDS: Kinds<StripePrivyProps> = {
  appId: PAYMENT_ID,
  authorizationId: PAYMENT_ID,
  appSecret: SECRET,
  authorizationPrivateKey: SECRET,
};

/**
 * A payment provider and the keys that agents pay with.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePaymentCredentialProvider.html
 */
export class PaymentVendor {
  /** Coinbase's Developer Platform. */
  public static coinbaseCdp(props: CoinbaseCdpProps): PaymentVendor {
    requireKinds("PaymentVendor.coinbaseCdp", props, COINBASE_KINDS);
    const { apiKeyId, apiKeySecret, walletSecret } = props;
    return new PaymentVendor(PAYMENT_VENDORS.coinbaseCdp, { apiKeyId }, { apiKeySecret, walletSecret });
  }

  /** Stripe's Privy. */
  public static stripePrivy(props: StripePrivyProps): PaymentVendor {
    requireKinds("PaymentVendor.stripePrivy", props, STRIPE_KINDS);
    const { appId, authorizationId, appSecret, authorizationPrivateKey } = props;
    return new PaymentVendor(
      PAYMENT_VENDORS.stripePrivy,
      { appId, authorizationId },
      { appSecret, authorizationPrivateKey },
    );
  }

  /** The API's name of the vendor, for example `CoinbaseCDP`. */
  public readonly vendor: string;

  /** @internal */
  public readonly _references: readonly SecretReference[];

  /** @internal */
  public readonly _config: object;

  /** @internal */
  public readonly _problems: readonly Problem[];

  private constructor(
    private readonly kind: (typeof PAYMENT_VENDORS)[keyof typeof PAYMENT_VENDORS],
    private readonly ids: Readonly<Record<string, string>>,
    private readonly secrets: Readonly<Record<string, SecretReference>>,
  ) {
    const { vendor, config } = kind;
    this.vendor = vendor;
    this._references = Object.values(secrets);
    const references = Object.entries(secrets).map(([name, reference]) => externalSecret(name, reference));
    this._config = { [config]: Object.assign({}, ids, ...references) as object };
    const wrong = Object.entries(ids).flatMap(([name, id]) => knownProblems(FIELD_RULES[name] ?? PAYMENT_ID, name, id));
    this._problems = [...textProblems(ids), ...wrong];
  }

  /**
   * The same with other secrets.
   *
   * @internal
   */
  public _referencing(change: (reference: SecretReference) => SecretReference): PaymentVendor {
    const changed = Object.entries(this.secrets).map(([name, secret]) => [name, change(secret)] as const);
    return new PaymentVendor(this.kind, this.ids, Object.fromEntries(changed));
  }
}
