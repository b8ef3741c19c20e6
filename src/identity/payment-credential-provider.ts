import type { Construct } from "constructs";
import { instance, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import type { SecretReplicaOptions } from "../secret/secret-replica";
import { CredentialProvider } from "./credential-provider";
import type { CredentialProviderOptions } from "./credential-provider-options";
import type { CredentialProviderAttributes, ICredentialProvider } from "./imported-credential-provider";
import { ImportedCredentialProvider } from "./imported-credential-provider";
import { PaymentVendor } from "./payment-vendor";
import { PROVIDER_KINDS } from "./provider-kinds";

/** Properties of a payment credential provider. */
export interface PaymentCredentialProviderProps extends CredentialProviderOptions {
  /** The payment provider and its keys. A provider keeps its vendor: give another one another name. */
  readonly vendor: PaymentVendor;
}

/**
 * Keys with which agents pay, which stay where the team has them. No AWS provider makes it: the bridge does. Its reader is
 * the role of the payment manager.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePaymentCredentialProvider.html
 */
export class PaymentCredentialProvider extends CredentialProvider {
  /** A payment credential provider that another program makes: to grant its use here. It makes no resource by itself. */
  public static fromPaymentCredentialProviderAttributes(
    scope: Construct,
    id: string,
    attributes: CredentialProviderAttributes,
  ): ICredentialProvider {
    return new ImportedCredentialProvider(scope, id, "payment", attributes);
  }

  public constructor(scope: Construct, id: string, props: PaymentCredentialProviderProps) {
    super(
      scope,
      id,
      requireKinds(`${scope.node.path}/${id}`, props, {
        ...PROVIDER_KINDS,
        vendor: instance(PaymentVendor, "PaymentVendor.coinbaseCdp or stripePrivy"),
      }),
    );
    const { vendor } = props;
    this._make(props, {
      kind: "payment",
      engine: Engine.BRIDGE,
      references: vendor._references,
      fields: { ...vendor._config, tags: props.tags },
      problems: vendor._problems,
      content: { credentialProviderVendor: vendor.vendor, providerConfigurationInput: vendor._config },
      copy: (copyId, referenceThere) =>
        new PaymentCredentialProvider(this, copyId, { ...props, vendor: vendor._referencing(referenceThere) }),
    });
  }

  /**
   * The same credential provider in another Region: with its name and options, and the secret's replica there, which is made
   * by whoever has the secret. Its readers are granted by its own `grantUse`, and stand in the one policy of the secret. Of
   * the Region in which it is already, it gives itself; what it gave once, it gives again.
   *
   * @param region the Region
   * @param replica the replica's key, unless `replicaIn` of the secret has told it before
   * @returns the credential provider there
   */
  public inRegion(region: string, replica: SecretReplicaOptions = {}): PaymentCredentialProvider {
    return this._inRegion(region, replica) as PaymentCredentialProvider;
  }
}
