import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { isBody } from "../hcl/json";
import { COINBASE } from "../rules/payment";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";

/** Entries of the root module's maps that are right, to be made wrong in one thing. */
export const OAUTH2: Body = {
  vendor: "GoogleOauth2",
  client_id: "client",
  secret: "google",
  json_key: "client_secret",
};
export const API_KEY: Body = { secret: "google", json_key: "api_key" };
export const READER = "route-planner";
export const OTHER_ACCOUNT = "444455556666";
export const elsewhere = (arn: string): string => arn.replace("111122223333", OTHER_ACCOUNT);

const GOOGLE: Body = { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN };

/** The least that uses all but the bridge. */
export const MINIMAL: Body = {
  owner: "agents",
  secrets: { google: GOOGLE },
  readers: { [READER]: { role_arn: ROLE_ARN } },
  oauth2_providers: {
    "google-maps": { ...OAUTH2, client_id: "1234567890.apps.googleusercontent.com", readers: [READER] },
  },
  api_key_providers: { weather: { ...API_KEY, readers: [READER] } },
};

/** A submodule's reference by ARN as one by name. */
const reference = (value: Body[string] | undefined): Body =>
  isBody(value) && value.json_key !== undefined ? { secret: value.secret ?? "google", json_key: value.json_key } : {};

const provider = (entry: Body, { name = "one", secret, ...inputs }: Body): Body => ({
  [String(name)]: {
    ...entry,
    ...inputs,
    ...(secret === null ? { secret: null, json_key: null } : reference(secret)),
  },
});

/** Inputs that break a rule of a submodule, as inputs of the root module. */
export const brokenOAuth2 = (broken: Body): Body => ({ oauth2_providers: provider(OAUTH2, broken) });
export const brokenApiKey = (broken: Body): Body => ({ api_key_providers: provider(API_KEY, broken) });

export function brokenPayment(broken: Body): Body {
  const inputs = { ...COINBASE, ...broken };
  const other = Object.values(inputs).find((value) => isBody(value) && (value.secret_arn ?? SECRET_ARN) !== SECRET_ARN);
  const entry = Object.entries(inputs).map(([name, value]) => [
    name,
    isBody(value) ? reference(value === other ? { ...value, secret: "other" } : value) : value,
  ]);
  return {
    ...(isBody(other) && { secrets: { google: GOOGLE, other: { secret_arn: other.secret_arn as string } } }),
    payment_providers: provider({}, Object.fromEntries(entry) as Body),
  };
}

/** Neither policy nor grant, so that nothing else of the secret is wrong. */
const ALONE: Body = { policy_mode: "NONE", key_access: "NONE" };

/** Inputs that break a rule between one provider, its secret and its readers. */
export function brokenProvider({ secret, readers, tags }: Body): Body {
  const google: Body = { ...(isBody(secret) ? secret : GOOGLE), ...ALONE };
  const names = isBody(readers) ? Object.keys(readers) : [READER];
  return {
    secrets: { google },
    ...(isBody(readers) && { readers }),
    oauth2_providers: { one: { ...OAUTH2, readers: names, ...(tags !== undefined && { tags }) } },
    api_key_providers: {},
  };
}

/** Inputs that break a rule of one reader: under the name that the providers know. */
export const brokenReaders = ({ readers }: Body): Body => ({
  readers: Object.fromEntries(
    Object.values(readers as Body).map((reader, index) => [index === 0 ? READER : `again-${index}`, reader]),
  ),
});

export const withBroken =
  (change: (broken: Body) => Body) =>
  (rule: Validation): Validation => ({ ...rule, broken: change(rule.broken ?? {}) });
