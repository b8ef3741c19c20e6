import type { Place } from "../../access/vault";
import { isObject } from "../../proof/values";
import type { Action, Calls, Input, Output } from "../calls";
import { keep } from "../kept";
import type { Piece } from "../piece";
import { piece } from "../piece";
import type { ConsumerSnapshot, RegionSnapshot } from "../snapshot";
import { defined, each, everyPage } from "./paging";
import type { Where } from "./paging";

/** An ARN of a credential provider, wherever it stands in an answer: in a gateway target, a harness' model or tool. */
const PROVIDER =
  /^arn:[^:]+:bedrock-agentcore:[^:]*:\d{12}:token-vault\/[^/]+\/(?:apikey|oauth2|payment)credentialprovider\/[^/]+$/;

/**
 * What refers to providers by ARN, of all kinds that there are.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Operations.html
 */
export async function readConsumers(
  where: Where,
  place: Place,
  before?: RegionSnapshot["consumers"],
): Promise<RegionSnapshot["consumers"]> {
  const consumers = new Consumers(where, place);
  const [consentPortal, gatewayTarget, harness, paymentConnector, registryRecord] = await Promise.all([
    keep(before?.consentPortal, () => consumers.consentPortals()),
    keep(before?.gatewayTarget, () => consumers.gatewayTargets()),
    keep(before?.harness, () => consumers.harnesses()),
    keep(before?.paymentConnector, () => consumers.paymentConnectors()),
    keep(before?.registryRecord, () => consumers.registryRecords()),
  ]);
  return { consentPortal, gatewayTarget, harness, paymentConnector, registryRecord };
}

type Listed = Piece<readonly ConsumerSnapshot[]>;

class Consumers {
  public constructor(
    private readonly where: Where,
    private readonly place: Place,
  ) {}

  public async consentPortals(): Promise<Listed> {
    const portals = await this.list(
      "bedrock-agentcore:ListConsentPortals",
      this.everywhere,
      {},
      (page) => page.consentPortals,
    );
    return this.all(portals, ({ consentPortalId: id = "", consentPortalArn: arn = "", name, status }) =>
      this.consumer(
        { id, arn, ...defined({ name, status }) },
        "bedrock-agentcore:GetConsentPortal",
        { consentPortalIdentifier: id },
        (found) => found.executionRoleArn,
      ),
    );
  }

  /** The role is that of the gateway. */
  public async gatewayTargets(): Promise<Listed> {
    const gateways = await this.list("bedrock-agentcore:ListGateways", this.everywhere, {}, (page) => page.items);
    return this.inside(gateways, async ({ gatewayId = "" }) => {
      const gatewayIdentifier = gatewayId;
      const arn = this.arn(`gateway/${gatewayId}`);
      const [gateway, targets] = await Promise.all([
        this.get("bedrock-agentcore:GetGateway", arn, { gatewayIdentifier }),
        this.list("bedrock-agentcore:ListGatewayTargets", arn, { gatewayIdentifier }, (page) => page.items),
      ]);
      const roleArn = "value" in gateway ? gateway.value.roleArn : undefined;
      return this.all(targets, ({ targetId = "", status }) =>
        this.consumer(
          { id: targetId, arn, ...defined({ status }) },
          "bedrock-agentcore:GetGatewayTarget",
          { gatewayIdentifier, targetId },
          () => roleArn,
        ),
      );
    });
  }

  public async harnesses(): Promise<Listed> {
    const harnesses = await this.list("bedrock-agentcore:ListHarnesses", this.everywhere, {}, (page) => page.harnesses);
    return this.all(harnesses, ({ harnessId = "", harnessName: name, arn = "", status }) =>
      this.consumer(
        { id: harnessId, arn, ...defined({ name, status }) },
        "bedrock-agentcore:GetHarness",
        { harnessId },
        (found) => found.harness?.executionRoleArn,
      ),
    );
  }

  /** The role is that of the payment manager. */
  public async paymentConnectors(): Promise<Listed> {
    const managers = await this.list(
      "bedrock-agentcore:ListPaymentManagers",
      this.everywhere,
      {},
      (page) => page.paymentManagers,
    );
    return this.inside(managers, async ({ paymentManagerId = "", paymentManagerArn: arn = "", roleArn }) => {
      const connectors = await this.list(
        "bedrock-agentcore:ListPaymentConnectors",
        arn,
        { paymentManagerId },
        (page) => page.paymentConnectors,
      );
      return this.all(connectors, ({ paymentConnectorId = "", name, status }) =>
        this.consumer(
          { id: paymentConnectorId, arn, ...defined({ name, status }) },
          "bedrock-agentcore:GetPaymentConnector",
          { paymentManagerId, paymentConnectorId },
          () => roleArn,
        ),
      );
    });
  }

  public async registryRecords(): Promise<Listed> {
    const registries = await this.list(
      "bedrock-agentcore:ListRegistries",
      this.everywhere,
      {},
      (page) => page.registries,
    );
    return this.inside(registries, async ({ registryId = "", registryArn = "" }) => {
      const records = await this.list(
        "bedrock-agentcore:ListRegistryRecords",
        registryArn,
        { registryId },
        (page) => page.registryRecords,
      );
      return this.all(records, ({ recordId = "", recordArn: arn = "", name, status }) =>
        this.consumer(
          { id: recordId, arn, ...defined({ name, status }) },
          "bedrock-agentcore:GetRegistryRecord",
          { registryId, recordId },
          () => undefined,
        ),
      );
    });
  }

  private get everywhere(): string {
    return `account ${this.place.account}, ${this.place.region}`;
  }

  private arn(resource: string): string {
    const { partition, region, account } = this.place;
    return `arn:${partition}:bedrock-agentcore:${region}:${account}:${resource}`;
  }

  private list<A extends Action, T>(
    action: A & (Output<A> extends { nextToken?: string | undefined } ? A : never),
    resource: string,
    input: Omit<Input<A>, "nextToken">,
    itemsIn: (page: Output<A>) => readonly T[] | undefined,
  ): Promise<Piece<readonly T[]>> {
    return piece(action, resource, () =>
      everyPage<A, T>(
        this.where,
        action,
        (nextToken) => ({ ...input, nextToken }) as Input<A>,
        (page) => ({ items: itemsIn(page), next: (page as { nextToken?: string }).nextToken }),
      ),
    );
  }

  private get<A extends Action>(action: A, resource: string, input: Input<A>): Promise<Piece<Output<A>>> {
    const { caller, region } = this.where;
    return piece(action, resource, () => caller.call(action, region, input));
  }

  private async all<T>(listed: Piece<readonly T[]>, of: (one: T) => Promise<ConsumerSnapshot>): Promise<Listed> {
    return "value" in listed ? { value: await each(listed.value, of) } : listed;
  }

  /** What is in each of several things, together; if one of them was not read, all is not. */
  private async inside<T>(outer: Piece<readonly T[]>, of: (one: T) => Promise<Listed>): Promise<Listed> {
    if (!("value" in outer)) return outer;
    const all = await each(outer.value, of);
    return all.find((one) => "unread" in one) ?? { value: all.flatMap((one) => ("value" in one ? one.value : [])) };
  }

  private async consumer<A extends keyof Calls>(
    own: Omit<ConsumerSnapshot, "detail">,
    action: A,
    input: Input<A>,
    roleIn: (found: Output<A>) => string | undefined,
  ): Promise<ConsumerSnapshot> {
    const found = await this.get(action, own.arn, input);
    if (!("value" in found)) return { ...own, detail: found };
    const providerArns = [...new Set(textsIn(found.value))].filter((text) => PROVIDER.test(text)).sort();
    return { ...own, detail: { value: { providerArns, ...defined({ roleArn: roleIn(found.value) }) } } };
  }
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value as unknown[]) yield* textsIn(one);
  else if (isObject(value)) for (const one of Object.values(value)) yield* textsIn(one);
}
