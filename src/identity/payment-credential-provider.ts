import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { instance, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import { Program } from "../terraform/program";
import type { CredentialProviderOptions } from "./credential-provider";
import { CredentialProvider } from "./credential-provider";
import { locate } from "./location";
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
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: PaymentCredentialProviderProps) {
    super(
      scope,
      id,
      requireKinds(`${scope.node.path}/${id}`, props, {
        ...PROVIDER_KINDS,
        vendor: instance(PaymentVendor, "PaymentVendor.coinbaseCdp or stripePrivy"),
      }),
    );
    const { vendor, provider } = props;
    const references = vendor._references;
    this._begin(props, {
      kind: "payment",
      engine: Engine.BRIDGE,
      references,
      fields: { ...vendor._config, tags: props.tags },
      ...locate(this, provider, references),
    });
    Program.of(this).refuse(this, ...vendor._problems);
    const content = { credentialProviderVendor: vendor.vendor, providerConfigurationInput: vendor._config };
    this.resource = this._bridge(content, props);
    this._makeAfter();
  }
}
