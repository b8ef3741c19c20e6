import { isKnown } from "../access/known";
import { PAYMENT_API_KEY_ID, PAYMENT_ID_LENGTH } from "../access/limits";
import { PAYMENT_VENDORS } from "../access/payment-vendors";
import type { Problem } from "../access/problem";
import type { SecretReference } from "../secret/secret-reference";
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

/**
 * A payment provider and the keys that agents pay with.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePaymentCredentialProvider.html
 */
export class PaymentVendor {
  /** Coinbase's Developer Platform. */
  public static coinbaseCdp({ apiKeyId, apiKeySecret, walletSecret }: CoinbaseCdpProps): PaymentVendor {
    return new PaymentVendor(PAYMENT_VENDORS.coinbaseCdp, { apiKeyId }, { apiKeySecret, walletSecret });
  }

  /** Stripe's Privy. */
  public static stripePrivy(props: StripePrivyProps): PaymentVendor {
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
    { vendor, config }: (typeof PAYMENT_VENDORS)[keyof typeof PAYMENT_VENDORS],
    ids: Readonly<Record<string, string>>,
    secrets: Readonly<Record<string, SecretReference>>,
  ) {
    this.vendor = vendor;
    this._references = Object.values(secrets);
    const references = Object.entries(secrets).map(([name, reference]) => externalSecret(name, reference));
    this._config = { [config]: Object.assign({}, ids, ...references) as object };
    this._problems = [...textProblems(ids), ...Object.entries(ids).flatMap(([name, id]) => idProblems(name, id))];
  }
}

function idProblems(subject: string, id: string): Problem[] {
  if (!isKnown(id)) return [];
  const refuse = (rule: string): Problem[] => [{ subject, value: id, rule, fix: "Give the ID that the vendor shows." }];
  if (id.length < 1 || id.length > PAYMENT_ID_LENGTH)
    return refuse(`has ${id.length} characters, not 1 to ${PAYMENT_ID_LENGTH}`);
  return subject === "apiKeyId" && !PAYMENT_API_KEY_ID.test(id)
    ? refuse('holds something other than letters, digits, "-" and "_"')
    : [];
}
