import type {
  PaymentCredentialProviderVendorType,
  PaymentProviderConfigurationInput,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  CreatePaymentCredentialProviderCommand,
  DeletePaymentCredentialProviderCommand,
  GetPaymentCredentialProviderCommand,
  UpdatePaymentCredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { PaymentVendorRow } from "../../access/payment-vendors";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import type { ProviderInput } from "./input";
import type { ProviderApi, StoredReference } from "./provider-api";
import { onProvider } from "./provider-call";
import type { SecretReference } from "./references";
import { markedTags } from "./tags";

const rowOf = (vendor: string | undefined): PaymentVendorRow | undefined =>
  Object.values(PAYMENT_VENDORS).find((row) => row.vendor === vendor);

const configOf = (input: ProviderInput, row: PaymentVendorRow): Readonly<Record<string, unknown>> =>
  input.providerConfigurationInput?.[row.config] ?? {};

function content(input: ProviderInput) {
  const row = rowOf(input.credentialProviderVendor) as PaymentVendorRow;
  const sources = Object.fromEntries(row.secrets.map((secret) => [`${secret}Source`, "EXTERNAL"]));
  return {
    name: input.name,
    credentialProviderVendor: row.vendor as PaymentCredentialProviderVendorType,
    // The input was checked against the same members, see input.ts.
    providerConfigurationInput: {
      [row.config]: { ...configOf(input, row), ...sources },
    } as unknown as PaymentProviderConfigurationInput,
  };
}

function storedReferences(
  vendor: string | undefined,
  config: Readonly<Record<string, unknown>>,
): Record<string, StoredReference> {
  const secrets = rowOf(vendor)?.secrets ?? [];
  const reference = (secret: string): StoredReference => ({
    secretArn: (config[`${secret}Arn`] as { secretArn?: string } | undefined)?.secretArn,
    jsonKey: config[`${secret}JsonKey`] as string | undefined,
    source: config[`${secret}Source`] as string | undefined,
  });
  return Object.fromEntries(secrets.map((secret) => [secret, reference(secret)]));
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePaymentCredentialProvider.html */
export const PAYMENT: ProviderApi = {
  async get(session, name) {
    const stored = await onProvider(session, "Get", ["payment", name], (control, options) =>
      control.send(new GetPaymentCredentialProviderCommand({ name }), options),
    );
    const vendor = stored.credentialProviderVendor;
    const output = stored.providerConfigurationOutput as Record<string, Record<string, unknown>> | undefined;
    const config = output?.[rowOf(vendor)?.config ?? ""] ?? {};
    return {
      credentialProviderArn: stored.credentialProviderArn as string,
      credentialProviderVendor: vendor,
      secretReferences: storedReferences(vendor, config),
      config,
    };
  },
  async create(session, input) {
    const command = new CreatePaymentCredentialProviderCommand({ ...content(input), tags: markedTags(input) });
    await onProvider(session, "Create", ["payment", input.name], (control, options) => control.send(command, options));
  },
  async update(session, input) {
    const command = new UpdatePaymentCredentialProviderCommand(content(input));
    await onProvider(session, "Update", ["payment", input.name], (control, options) => control.send(command, options));
  },
  async delete(session, name) {
    const command = new DeletePaymentCredentialProviderCommand({ name });
    await onProvider(session, "Delete", ["payment", name], (control, options) => control.send(command, options));
  },
  references(input) {
    const row = rowOf(input.credentialProviderVendor);
    if (!row) return {};
    const config = configOf(input, row);
    const reference = (secret: string): StoredReference => {
      const given = config[`${secret}Config`] as SecretReference | undefined;
      return { secretArn: given?.secretId, jsonKey: given?.jsonKey, source: "EXTERNAL" };
    };
    return Object.fromEntries(row.secrets.map((secret) => [secret, reference(secret)]));
  },
  matches(input, { config }) {
    const row = rowOf(input.credentialProviderVendor) as PaymentVendorRow;
    return row.fields.every((field) => configOf(input, row)[field] === config?.[field]);
  },
};
