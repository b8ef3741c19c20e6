import type { Call } from "./call";
import type { Provider, SecretPlace } from "./credential-providers";
import type { SecretAccess } from "./secret-access";
import { ServiceError } from "./service-error";

const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);

/** The credentials of a provider, by the names of its secrets, read with the permissions of the caller. */
export function credentialsOf(
  call: Call,
  { name, secrets }: Provider,
  access: SecretAccess,
  wanted: readonly string[],
): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  const read = (secretArn: string): string => {
    const known = values.get(secretArn) ?? access.forward(call, "GetSecretValue", secretArn)?.value;
    if (known === undefined) throw new ServiceError("ResourceNotFoundException", `There is no secret ${secretArn}.`);
    values.set(secretArn, known);
    return known;
  };
  const credential = (place: SecretPlace | undefined): string => {
    if (!place) throw invalid(`The sandbox gives no token to ${name}: it has no secret.`);
    if (place.source === "MANAGED") {
      if (!access.knows(place.secretArn))
        throw invalid(`The sandbox keeps no MANAGED secrets, so it has none of ${name}.`);
      // A test has put it there; how AgentCore writes it down nobody knows, so all of it is the credential.
      return read(place.secretArn);
    }
    return atJsonKey(read(place.secretArn), place);
  };
  return Object.fromEntries(wanted.map((secret) => [secret, credential(secrets[secret])]));
}

/** One top-level key, not a path. What AgentCore answers to a wrong one is not documented. */
function atJsonKey(text: string, { secretArn, jsonKey = "" }: SecretPlace): string {
  const found = (parsed(text) as Readonly<Record<string, unknown>> | undefined) ?? {};
  if (parsed(text) === undefined) throw invalid(`The secret ${secretArn} is not a JSON object.`);
  const value = Object.hasOwn(found, jsonKey) ? found[jsonKey] : undefined;
  if (value === undefined) throw invalid(`The secret ${secretArn} has no JSON key ${JSON.stringify(jsonKey)}.`);
  if (typeof value !== "string" || value === "")
    throw invalid(`The JSON key ${JSON.stringify(jsonKey)} of the secret ${secretArn} holds no text.`);
  return value;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // The parser's message may quote the secret.
    return undefined;
  }
}
