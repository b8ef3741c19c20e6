import type { ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import { isObject, own } from "../../proof/values";
import type { Action } from "../calls";
import type { Kept } from "../kept";
import { keep } from "../kept";
import type { Piece } from "../piece";
import { piece } from "../piece";
import type { ProviderDetail, ProviderSnapshot, ReferenceSnapshot } from "../snapshot";
import { dateText, defined, each, everyPage } from "./paging";
import type { Where } from "./paging";

/** As many as each list gives at once. @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ListOauth2CredentialProviders.html */
const MOST: Readonly<Record<ProviderKind, number>> = { oauth2: 20, apikey: 100, payment: 20 };

type ListAction =
  | "bedrock-agentcore:ListApiKeyCredentialProviders"
  | "bedrock-agentcore:ListOauth2CredentialProviders"
  | "bedrock-agentcore:ListPaymentCredentialProviders";
type GetAction =
  | "bedrock-agentcore:GetApiKeyCredentialProvider"
  | "bedrock-agentcore:GetOauth2CredentialProvider"
  | "bedrock-agentcore:GetPaymentCredentialProvider";

const listAction = (kind: ProviderKind): ListAction => `bedrock-agentcore:List${PROVIDER_KINDS[kind].entity}s`;
const getAction = (kind: ProviderKind): GetAction => `bedrock-agentcore:Get${PROVIDER_KINDS[kind].entity}`;

interface ProviderOptions {
  readonly kept: Kept;
  /** Told of each as soon as it is known. */
  readonly found: (detail: ProviderDetail) => void;
}

/** The credential providers of one kind, each with all that AWS tells of it. */
export async function readProviders(
  where: Where,
  kind: ProviderKind,
  place: string,
  { kept, found }: ProviderOptions,
): Promise<Piece<readonly ProviderSnapshot[]>> {
  const action = listAction(kind);
  const listed = await piece(action, place, () =>
    everyPage(
      where,
      action,
      (nextToken) => ({ maxResults: MOST[kind], nextToken }),
      (page) => ({ items: page.credentialProviders, next: page.nextToken }),
    ),
  );
  if (!("value" in listed)) return listed;
  const before = (arn = ""): ProviderSnapshot | undefined => kept.provider(arn);
  return {
    value: await each(listed.value, (one) => readProvider(where, kind, one, before(one.credentialProviderArn), found)),
  };
}

async function readProvider(
  where: Where,
  kind: ProviderKind,
  listed: { name?: string; credentialProviderArn?: string; credentialProviderVendor?: string },
  before: ProviderSnapshot | undefined,
  found: ProviderOptions["found"],
): Promise<ProviderSnapshot> {
  const { name = "", credentialProviderArn: arn = "", credentialProviderVendor: vendor } = listed;
  let own: Readonly<Record<string, string>> | undefined;
  const read = keep(before?.detail, async () => {
    const answer = await asked(where, getAction(kind), arn, { name });
    if (!("value" in answer)) return answer;
    own = (answer.value as { tags?: Record<string, string> }).tags;
    return { value: detailOf(answer.value) };
  });
  // Only a payment provider's answer has its tags; for the others nobody needs to wait.
  const tagged = kind === "payment" ? undefined : keep(before?.tags, () => tagsOf(where, arn));
  const detail = await read;
  if ("value" in detail) found(detail.value);
  const tags = own ? { value: own } : await (tagged ?? keep(before?.tags, () => tagsOf(where, arn)));
  return { name, arn, ...defined({ vendor }), detail, tags };
}

const tagsOf = ({ caller, region }: Where, arn: string): Promise<ProviderSnapshot["tags"]> =>
  piece("bedrock-agentcore:ListTagsForResource", arn, async () => {
    return (await caller.call("bedrock-agentcore:ListTagsForResource", region, { resourceArn: arn })).tags ?? {};
  });

const asked = (
  { caller, region }: Where,
  action: GetAction,
  resource: string,
  input: { name: string },
): Promise<Piece<object>> => piece<object>(action satisfies Action, resource, () => caller.call(action, region, input));

const CONFIG_MEMBERS = ["oauth2ProviderConfigOutput", "providerConfigurationOutput"] as const;

/** The secrets stand in the answer itself, or in the one member of a payment provider's configuration. */
export function detailOf(answer: object): ProviderDetail {
  const config = CONFIG_MEMBERS.map((name) => own(answer, name)).find(isObject) ?? {};
  const inside = Object.values(config).filter(isObject);
  const time = (name: string): string | undefined => {
    const value = own(answer, name);
    return value instanceof Date ? dateText(value) : undefined;
  };
  return {
    ...defined({
      status: textIn(answer, "status"),
      failureReason: textIn(answer, "failureReason"),
      callbackUrl: textIn(answer, "callbackUrl"),
      createdTime: time("createdTime"),
      lastUpdatedTime: time("lastUpdatedTime"),
    }),
    references: Object.assign({}, ...[answer, ...inside].map(referencesIn)) as ProviderDetail["references"],
    signingKeys: [...signingKeysIn(config)],
    config,
  };
}

const textIn = (object: unknown, name: string): string | undefined => {
  const value = own(object, name);
  return typeof value === "string" ? value : undefined;
};

/** What stands before `Arn`, `Source` and `JsonKey`; of an API key the two last have a longer name. */
function referencesIn(object: object): Record<string, ReferenceSnapshot> {
  const found: Record<string, ReferenceSnapshot> = {};
  for (const [member, value] of Object.entries(object)) {
    const secretId = member.endsWith("Arn") ? textIn(value, "secretArn") : undefined;
    if (secretId === undefined || secretId === "") continue;
    const prefix = member.slice(0, -"Arn".length);
    const name = prefix.replace(/^apiKeySecret$/, "apiKey");
    const jsonKey = textIn(object, `${prefix}JsonKey`);
    const source = textIn(object, `${prefix}Source`);
    found[isPaymentSecret(object, prefix) ? prefix : name] = {
      // A provider from before there was a choice tells no source: it is one that AgentCore keeps.
      source: source === "EXTERNAL" ? "EXTERNAL" : "MANAGED",
      secretId,
      ...defined({ jsonKey }),
    };
  }
  return found;
}

/** A wallet has a secret that is called `apiKeySecret`; an API key provider has an `apiKey`. */
const isPaymentSecret = (object: object, prefix: string): boolean => prefix === "apiKeySecret" && "apiKeyId" in object;

/** `kmsKeyArn` of each `kmsKeySource`, wherever it stands. */
function* signingKeysIn(value: unknown): Generator<string> {
  if (!isObject(value)) return;
  for (const [name, one] of Object.entries(value)) {
    const key = name === "kmsKeySource" ? textIn(one, "kmsKeyArn") : undefined;
    if (key === undefined) yield* signingKeysIn(one);
    else yield key;
  }
}
