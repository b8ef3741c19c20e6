import type { ConsumerKind } from "../../live/snapshot";
import type { Consumer } from "../consumers";
import { CONSUMER_WORDS } from "../../live/consumer-words";
import { idOf } from "../found";
import type { Migration } from "../migration";
import { showAgents, showProvider, word } from "./commands";
import type { Step } from "./step";
import { distinct } from "./step";

/** How each kind of consumer is pointed at another provider. */
const HOW: Readonly<Record<ConsumerKind, string>> = {
  gatewayTarget:
    "UpdateGatewayTarget replaces the whole target: read it first, change providerArn alone, and send back all the rest. Then wait for READY; one with users' consent waits in UPDATE_PENDING_AUTH until somebody opens its authorizationData.",
  harness: "UpdateHarness: change the ARN in the model, skill or tool that names it, and send back the rest.",
  consentPortal:
    "Its idpConfig names the provider by which users log in. Register the portal's callback at the new client before.",
  paymentConnector: "Update the connector with the new credential provider's ARN, and send back the rest.",
  registryRecord: "Update the record with the new credential provider's ARN, and send back the rest.",
};

/** How each kind is listed. */
const LISTS: Readonly<Record<ConsumerKind, string>> = {
  gatewayTarget: "aws bedrock-agentcore-control list-gateways",
  harness: "aws bedrock-agentcore-control list-harnesses",
  consentPortal: "aws bedrock-agentcore-control list-consent-portals",
  paymentConnector: "aws bedrock-agentcore-control list-payment-managers",
  registryRecord: "aws bedrock-agentcore-control list-registries",
};

/** What reads one consumer back, by the IDs that it and its parent have. */
const READS: Readonly<Record<ConsumerKind, (id: string, parent: string) => string>> = {
  gatewayTarget: (id, parent) => `get-gateway-target --gateway-identifier ${parent} --target-id ${id}`,
  harness: (id) => `get-harness --harness-id ${id}`,
  consentPortal: (id) => `get-consent-portal --consent-portal-identifier ${id}`,
  paymentConnector: (id, parent) => `get-payment-connector --payment-manager-id ${parent} --payment-connector-id ${id}`,
  registryRecord: (id, parent) => `get-registry-record --registry-id ${parent} --record-id ${id}`,
};

function show({ kind, id, arn }: Consumer, region: string): string {
  const parent = /:(?:gateway|payment-manager|registry)\/([^/]+)/.exec(arn)?.[1] ?? "PARENT";
  return `aws bedrock-agentcore-control ${READS[kind](word(id), word(parent))} --region ${region}`;
}

export const consumerText = ({ kind, id, arn, name, roleArn }: Consumer): string =>
  `${CONSUMER_WORDS[kind][0]} ${name ?? id} (${arn})${roleArn === undefined ? "" : `, in the name of ${roleArn}`}`;

/** What names the old provider by its ARN gets the new one. */
export function consumerStep(migrations: readonly Migration[]): Step {
  const region = migrations[0]?.found.region.region ?? "";
  const found = migrations.flatMap(({ consumers }) => consumers.found);
  const open = distinct(migrations.flatMap(({ consumers }) => consumers.open.map(({ kind }) => kind)));
  const kinds = distinct(found.map(({ kind }) => kind));
  return {
    title: "Switch what names the old ARN, one at a time",
    text: [
      ...migrations.flatMap((one) =>
        one.consumers.found.map((each) => `${consumerText(each)}: from ${idOf(one.found)} to ${one.name}.`),
      ),
      ...kinds.map((kind) => HOW[kind]),
      ...(found.length > 0 ? ["Where Terraform makes it, change the ARN there."] : []),
      ...open.map((kind) => `${CONSUMER_WORDS[kind][1]} could not all be read: look yourself.`),
      ...(found.length + open.length === 0 ? ["Nothing of AgentCore names it."] : []),
    ],
    commands: open.map((kind) => `${LISTS[kind]} --region ${region}`),
    checks: found.map((one) => show(one, region)),
    back: ["The old provider is still there: point it back in the same way."],
  };
}

/** Code that names the old provider gets the new name. */
export function codeStep(migrations: readonly Migration[]): Step {
  return {
    title: "Switch the agents' code to the new name",
    text: migrations.map(
      ({ found, name }) =>
        `${found.provider.name} becomes ${name} wherever code or configuration asks for it, such as provider_name of @requires_access_token and @requires_api_key.`,
    ),
    commands: [],
    checks: distinct(migrations.map(({ found }) => showAgents(found))),
    back: ["The old name still works: deploy the version before."],
  };
}

/** Where users log in, the vendor must know the address to which it sends them back. */
export function callbackText(migrations: readonly Migration[]): string[] {
  return migrations
    .filter(({ hasUsers }) => hasUsers)
    .map(({ found, name }) => {
      const { vendor } = found.provider;
      const only =
        vendor === "GithubOauth2"
          ? " An OAuth app of GitHub takes one callback URL: register a second app, or a GitHub App."
          : "";
      return `${name} has a callback URL of its own: register it at ${vendor ?? "the vendor"} beside that of ${found.provider.name}.${only}`;
    });
}

export const readyChecks = (migrations: readonly Migration[]): string[] =>
  migrations.map(({ found, name }) => showProvider(found, name));
