import { NormalizedSchema } from "@smithy/core/schema";
import type { Model } from "./operations";
import { routeRest } from "./operations";
import type { Operation } from "./operations";
import { escaped, queryInput, xml } from "./query";
import { ServiceError } from "./service-error";

/** A request before its service has seen it. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly target: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a service's requests are told from others, and how it answers. */
export interface Protocol {
  /** The operation and its input, if the request is one of this service. */
  read(request: WireRequest): { readonly operation: Operation; readonly input: Record<string, unknown> } | undefined;
  success(operation: Operation, output: Readonly<Record<string, unknown>>): WireAnswer;
  failure(error: ServiceError): WireAnswer;
}

/** Seconds since the epoch, as these protocols have timestamps. */
const json = (value: unknown): string => JSON.stringify(epochSeconds(value));

function epochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(epochSeconds);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, epochSeconds(member)]));
}

/** How the SDK's schemas say that a timestamp is written as text. */
const DATE_TIME = 5;

/** Where the model says so, timestamps are texts. */
function withDateTexts(schema: NormalizedSchema, value: unknown): unknown {
  if (value instanceof Date) return schema.getSchema() === DATE_TIME ? value.toISOString() : value;
  if (Array.isArray(value))
    return schema.isListSchema() ? value.map((item) => withDateTexts(schema.getValueSchema(), item)) : value;
  if (typeof value !== "object" || value === null || !schema.isStructSchema()) return value;
  const members = new Map(schema.structIterator());
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const member = members.get(name);
      return [name, member ? withDateTexts(member, item) : item];
    }),
  );
}

function parsedBody(body: string): Record<string, unknown> {
  if (body === "") return {};
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    throw new ServiceError("SerializationException", "The body is no JSON.", 400);
  }
}

const statusOf = (model: Model, { code, status }: ServiceError): number => status ?? model.errorStatus.get(code) ?? 400;

/** The member that is the whole body, if there is one. */
const payloadOf = (schema: Operation["input"]): string | undefined =>
  [...NormalizedSchema.of(schema).structIterator()].find(([, member]) => member.getMergedTraits().httpPayload)?.[0];

function bodyOf(schema: Operation["output"], output: Readonly<Record<string, unknown>>): string {
  const payload = payloadOf(schema);
  return payload === undefined ? json(withDateTexts(NormalizedSchema.of(schema), output)) : String(output[payload]);
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export const restJson = (model: Model): Protocol => ({
  read({ method, url, target, body }) {
    const route = target === undefined ? routeRest(model, method, url) : undefined;
    if (!route) return undefined;
    const payload = payloadOf(route.operation.input);
    const members = payload === undefined ? parsedBody(body) : { [payload]: body };
    return { operation: route.operation, input: { ...members, ...route.labels } };
  },
  success: ({ http, output: schema }, output) => ({
    status: http?.status ?? 200,
    headers: { "content-type": "application/json" },
    body: http?.status === 204 ? "" : bodyOf(schema, output),
  }),
  failure: (error) => ({
    status: statusOf(model, error),
    headers: { "content-type": "application/json", "x-amzn-errortype": error.code },
    body: json({ message: error.message }),
  }),
});

/** @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const awsJson = (model: Model, prefix: string): Protocol => ({
  read({ target, body }) {
    const name = target?.startsWith(`${prefix}.`) ? target.slice(prefix.length + 1) : undefined;
    const operation = model.operations.find((one) => one.name === name);
    return operation && { operation, input: parsedBody(body) };
  },
  success: (_, output) => ({
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: json(output),
  }),
  failure: (error) => ({
    status: statusOf(model, error),
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: json({ __type: error.code, message: error.message }),
  }),
});

/** @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const awsQuery = (model: Model): Protocol => ({
  read({ contentType, body }) {
    if (!contentType?.startsWith("application/x-www-form-urlencoded")) return undefined;
    const parameters = new URLSearchParams(body);
    const operation = model.operations.find(({ name }) => name === parameters.get("Action"));
    return operation && { operation, input: queryInput(NormalizedSchema.of(operation.input), parameters) };
  },
  success: ({ name, output: schema }, output) => ({
    status: 200,
    headers: { "content-type": "text/xml" },
    body: `<${name}Response><${name}Result>${xml(NormalizedSchema.of(schema), output)}</${name}Result></${name}Response>`,
  }),
  failure: (error) => ({
    status: statusOf(model, error),
    headers: { "content-type": "text/xml" },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${error.code}</Code><Message>${escaped(error.message)}</Message></Error></ErrorResponse>`,
  }),
});
