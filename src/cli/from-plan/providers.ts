import type { OAuth2VendorRow } from "../../access/oauth2-vendors";
import { configMember, OAUTH2_VENDORS } from "../../access/oauth2-vendors";
import type { PaymentVendorRow } from "../../access/payment-vendors";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import type { Place, ProviderKind } from "../../access/vault";
import { isUnknown } from "../../decision";
import type { Wanted, WantedProvider } from "../../plan/wanted";
import type { Model, ModelProvider, Reference } from "../../proof/model";
import type { MaybeKnown } from "../../proof/values";
import type { FurnishedProvider } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled } from "./concrete";

interface Furnished {
  readonly providers: FurnishedProvider[];
  /** The JSON keys of each secret, by ARN. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

const REGION = "us-east-1";
/** The secret of a kind that has one, where nothing tells its name. */
const MEMBER: Readonly<Record<ProviderKind, string>> = {
  oauth2: "clientSecret",
  apikey: "apiKey",
  payment: "apiKeySecret",
};

/** The credential providers of a plan. Those that it only names are somebody else's. */
export function furnishedProviders(
  { providers }: Model,
  wanted: Wanted,
  account: string,
  tell: (told: Told) => void,
): Furnished {
  const values = new Map<string, Set<string>>();
  const found = new Map<string, FurnishedProvider>();
  for (const provider of providers) {
    const { at, kind } = provider;
    if (kind === undefined || provider.isElsewhere === true) {
      tell({ subject: at, text: "names a credential provider that nothing here makes: it is left out" });
      continue;
    }
    const known = (what: string, value: MaybeKnown, instead: string): string => {
      if (!isUnknown(value)) return filled(value);
      tell({ subject: at, text: `its ${what} is not known: it is ${instead}` });
      return instead;
    };
    const place: Place = {
      partition: provider.partition,
      region: known("Region", provider.region, REGION),
      account: known("account", provider.account, account),
    };
    const name = known("name", provider.name, at.replace(/[^\w-]+/g, "-").slice(0, 50));
    const secrets = Object.fromEntries(
      provider.references.map((reference) => {
        const made = placeOf(reference, provider, { kind, name, place, known });
        const keys = values.get(made.secretArn) ?? new Set();
        if (made.jsonKey !== undefined) values.set(made.secretArn, keys.add(made.jsonKey));
        return [reference.member ?? MEMBER[kind], made];
      }),
    );
    const extra = wanted.providers.get(at) ?? {};
    found.set(`${kind} ${name} ${place.account} ${place.region}`, {
      kind,
      name,
      place,
      secrets,
      ...vendorOf(kind, extra, tell, at),
      tags: tagsOf(extra, tell, at),
      ...(typeof extra.callbackUrl === "string" && { callbackUrl: extra.callbackUrl }),
    });
  }
  return { providers: [...found.values()], values };
}

interface Naming {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly place: Place;
  readonly known: (what: string, value: MaybeKnown, instead: string) => string;
}

function placeOf(
  { secretId, jsonKey, isManaged }: Reference,
  { at }: ModelProvider,
  { kind, name, place: { partition, region, account }, known }: Naming,
): FurnishedProvider["secrets"][string] {
  const secret = (of: string): string => `arn:${partition}:secretsmanager:${region}:${account}:secret:${of}-AbCdEf`;
  if (isManaged === true) {
    const managed = secret(`bedrock-agentcore-identity!default/${kind}/${name}`);
    return { source: "MANAGED", secretArn: isUnknown(secretId) ? managed : filled(secretId) };
  }
  return {
    source: "EXTERNAL",
    secretArn: known("secret", secretId, secret(`made-up/${at.replace(/[^\w-]+/g, "-")}`)),
    jsonKey: known("JSON key", jsonKey, "value"),
  };
}

/** Vendor and configuration as the API has them: of the configuration what the plan's model has, the client ID. */
function vendorOf(
  kind: ProviderKind,
  { vendor, clientId }: WantedProvider,
  tell: (told: Told) => void,
  at: string,
): Pick<FurnishedProvider, "config" | "vendor"> {
  if (kind === "apikey") return { vendor: "", config: {} };
  const rows: readonly (OAuth2VendorRow | PaymentVendorRow)[] =
    kind === "oauth2" ? Object.values(OAUTH2_VENDORS) : Object.values(PAYMENT_VENDORS);
  const row = rows.find((one) => one.vendor === vendor);
  if (!row) tell({ subject: at, text: "its vendor is not known: one is made up" });
  if (kind === "payment") {
    const { vendor: of, config, fields } = (row ?? PAYMENT_VENDORS.coinbaseCdp) as PaymentVendorRow;
    return {
      vendor: of,
      config: { $member: config, ...Object.fromEntries(fields.map((field) => [field, "made-up"])) },
    };
  }
  const oauth2 = (row ?? OAUTH2_VENDORS.custom) as OAuth2VendorRow;
  return {
    vendor: oauth2.vendor,
    config: { $member: configMember(oauth2), clientId: typeof clientId === "string" ? filled(clientId) : "made-up" },
  };
}

function tagsOf({ tags }: WantedProvider, tell: (told: Told) => void, at: string): Record<string, string> {
  if (isUnknown(tags)) tell({ subject: at, text: "its tags are known after the apply: it has none" });
  if (tags === undefined || isUnknown(tags)) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, value]) => (isUnknown(value) ? [] : [[name, filled(value)]])),
  );
}
