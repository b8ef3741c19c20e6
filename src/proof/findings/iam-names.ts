import { lowerCased, remembered } from "../../decision";
import * as recorded from "./recorded-names";
import { wildcard } from "./wildcard";

/**
 * Checked like an action, and asked for by CloudFormation's handlers, but no operation: so it is in no list.
 *
 * @see https://github.com/hashicorp/terraform-provider-awscc (`AWS_BedrockAgentCore_OAuth2CredentialProvider.json`, handlers)
 */
const UNRECORDED: readonly string[] = ["createtokenvault"];

/**
 * The names of the services that matter here, recorded from AWS's service authorization reference by
 * `npm run iam-names`; actions and keys of other services are taken as they are.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(recorded.ACTIONS).map(([service, names]) => [
    service,
    [...names.split(" "), ...(service === "bedrock-agentcore" ? UNRECORDED : [])],
  ]),
);
const KEYS: ReadonlySet<string> = new Set(recorded.KEYS.split(" "));
const KEY_PREFIXES: readonly string[] = recorded.KEY_BEGINNINGS.split(" ");
const SERVICES: ReadonlySet<string> = new Set([...ACTIONS.keys(), "aws"]);

/** Whether an action, wildcards included, stands for at least one that exists. */
export const actionExists = remembered((action) => {
  if (action === "*") return true;
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const known = ACTIONS.get(service);
  if (!known) return true;
  return known.some(wildcard(name));
});

/** Whether a condition key exists; keys with a name of the user's in them exist by their beginning. */
export function conditionKeyExists(key: string): boolean {
  const name = key.toLowerCase();
  if (!SERVICES.has(name.split(":")[0] as string)) return true;
  return KEYS.has(name) || KEY_PREFIXES.some((prefix) => name.startsWith(prefix));
}

const MULTIVALUED: ReadonlySet<string> = new Set(recorded.MULTIVALUED.split(" "));

/** Whether a condition key holds a list; undefined for keys of services that are not recorded. */
export function isMultivalued(key: string): boolean | undefined {
  const name = key.toLowerCase();
  const prefix = name.split(":")[0] as string;
  if (MULTIVALUED.has(name)) return true;
  return prefix === "aws" || KEYED.has(prefix) ? false : undefined;
}

/** Services of which it is recorded which action has which of their keys. */
const KEYED: ReadonlySet<string> = new Set(["bedrock-agentcore", "kms", "secretsmanager", "sts"]);

/** The recorded actions that a name, wildcards included, stands for; itself if its service is not recorded. */
export const actionsLike = remembered((action): string[] => {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const known = ACTIONS.get(service);
  if (!known) return [action.toLowerCase()];
  return known.filter(wildcard(name)).map((one) => `${service}:${one}`);
});

/**
 * Whether a request for an action can have a condition key that belongs to a service; undefined if that is not recorded,
 * which global keys are not.
 */
export function actionHasKey(action: string, key: string): boolean | undefined {
  const [service = ""] = action.toLowerCase().split(":");
  const [owner = "", ...rest] = lowerCased(key).split(":");
  if (!KEYED.has(owner) || !ACTIONS.has(service) || !conditionKeyExists(key)) return undefined;
  if (owner !== service) return owner === "sts" ? undefined : false;
  const name = rest.join(":");
  return keysOfAction(action).some((one) => one === name || (/[/:]$/.test(one) && name.startsWith(one)));
}

/** The condition keys of its own service that an action has, in lower case; those that end in `:` or `/` go on. */
export const conditionKeysOf = (action: string): string[] =>
  keysOfAction(action).flatMap((key) => (key === "" ? [] : `${action.toLowerCase().split(":")[0]}:${key}`));

/** The actions that are asked of a type of resource, as AWS writes them, without their service. */
export const actionsOn = (type: string): readonly string[] => (recorded.ACTIONS_ON[type] ?? "").split(" ");

const keysOfAction = remembered((action) => (recorded.KEYS_OF_ACTIONS[action.toLowerCase()] ?? "").split(" "));
