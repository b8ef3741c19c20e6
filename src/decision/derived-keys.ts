import { splitArn } from "../access/arn";
import { remembered } from "./remembered";
import type { Accounts } from "./request";
import type { ContextValues } from "./unknown";
import { isUnknown, Unknown } from "./unknown";

/** What of a request other condition keys follow from. */
export interface Derivation {
  readonly resourceArn: string;
  readonly resourceAccount: string | undefined;
  readonly accounts: Accounts;
  /** The names in the encryption context. */
  readonly encryptionContextKeys: readonly string[];
  /** What the request says of `aws:CalledVia`. */
  readonly calledVia: ContextValues;
  /** Whether the request says so, if only that the key is missing. */
  readonly tellsCalledVia: boolean;
}

/** An empty list: the request certainly has no such key; undefined: it does not tell. */
export type DeriveKey = (request: Derivation) => ContextValues;

const ABSENT: readonly string[] = [];

const BY_NAME: readonly (readonly [name: string, derive: DeriveKey])[] = [
  ["aws:ResourceAccount", ({ resourceAccount }) => single(resourceAccount) ?? NOT_TOLD],
  ["aws:ResourceOrgID", resourceOrganization],
  ["aws:ResourceOrgPaths", resourceOrganizationPaths],
  ["aws:RequestedRegion", ({ resourceArn }) => single(regionOf(resourceArn)) ?? NOT_TOLD],
  ["aws:CalledViaFirst", (request) => end(request, 0)],
  ["aws:CalledViaLast", (request) => end(request, -1)],
  ["aws:ViaAWSService", viaService],
  ["kms:EncryptionContextKeys", ({ encryptionContextKeys: keys }) => (keys.length > 0 ? keys : undefined)],
];
/** Condition keys that follow from the rest of the request, in lower case. */
export const DERIVED_KEYS: ReadonlyMap<string, DeriveKey> = new Map(
  BY_NAME.map(([name, derive]) => [name.toLowerCase(), derive]),
);
/** As AWS writes them. */
export const DERIVED_KEY_NAMES: readonly string[] = BY_NAME.map(([name]) => name);

/** What is always in a request, and what this one does not tell. */
const NOT_TOLD = new Unknown("the request does not tell it", true);

const regionOf = remembered((arn) => splitArn(arn)?.region ?? "");

const single = (text: string | undefined): ContextValues => (text === undefined || text === "" ? undefined : [text]);

function end({ calledVia, tellsCalledVia }: Derivation, at: number): ContextValues {
  if (calledVia === undefined) return tellsCalledVia ? ABSENT : undefined;
  return isUnknown(calledVia) ? calledVia : calledVia.slice(at).slice(0, 1);
}

function resourceOrganization({ resourceAccount, accounts }: Derivation): ContextValues {
  const id = resourceAccount === undefined ? undefined : accounts[resourceAccount]?.organizationId;
  if (id === undefined) return new Unknown(`the organization of account ${resourceAccount} is not known`);
  return id === null ? ABSENT : [id];
}

function resourceOrganizationPaths({ resourceAccount, accounts }: Derivation): ContextValues {
  const facts = resourceAccount === undefined ? undefined : accounts[resourceAccount];
  if (facts?.organizationId === null) return ABSENT;
  return facts?.organizationPaths ?? new Unknown(`the organization of account ${resourceAccount} is not known`);
}

/** Always in the request: false in a direct call. */
function viaService({ calledVia, tellsCalledVia }: Derivation): ContextValues {
  if (isUnknown(calledVia)) return new Unknown(calledVia.reason, true);
  return tellsCalledVia ? [String(calledVia !== undefined)] : new Unknown("the condition key is not given", true);
}
