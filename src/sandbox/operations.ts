import { NormalizedSchema } from "@smithy/core/schema";
import type { RawSchema } from "./schema-check";

/** An operation of a service, as the SDK's model has it. */
export interface Operation {
  readonly name: string;
  readonly input: RawSchema;
  readonly output: RawSchema;
  /** REST services only. */
  readonly http?: {
    readonly method: string;
    readonly path: RegExp;
    readonly labels: readonly string[];
    readonly status: number;
  };
}

/** A service's model: its operations, and the status of each of its errors. */
export interface Model {
  readonly operations: readonly Operation[];
  readonly errorStatus: ReadonlyMap<string, number>;
}

// The first slot of an exported schema says what it is.
const OPERATION = 9;
const ERROR = -3;

/** Reads the model out of what an SDK client package exports. */
export function modelOf(sdk: Readonly<Record<string, unknown>>): Model {
  const schemas = Object.entries(sdk).flatMap(([name, value]) =>
    name.endsWith("$") && Array.isArray(value) ? [value as readonly unknown[]] : [],
  );
  const operations = schemas
    .filter(([kind]) => kind === OPERATION)
    .map((schema): Operation => {
      const [, , name, traits, input, output] = schema as OperationSchema;
      return { name, input, output, ...(traits !== 0 && traits.http && { http: httpOf(traits.http) }) };
    });
  const errors = schemas
    .filter(([kind]) => kind === ERROR)
    .map((schema): [string, number] => {
      const [, , name, traits] = schema as readonly [
        number,
        string,
        string,
        { error?: string; httpError?: number } | 0,
      ];
      const byKind = traits !== 0 && traits.error === "server" ? 500 : 400;
      return [name, (traits !== 0 && traits.httpError) || byKind];
    });
  return { operations, errorStatus: new Map(errors) };
}

type HttpTrait = readonly [method: string, path: string, status: number];
type OperationSchema = readonly [number, string, string, { http?: HttpTrait } | 0, RawSchema, RawSchema];

function httpOf([method, path, status]: HttpTrait): Operation["http"] {
  const withoutQuery = path.split("?")[0] as string;
  const labels = [...withoutQuery.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name as string);
  return { method, path: new RegExp(`^${withoutQuery.replace(/\{\w+\+?\}/g, "([^/]+)")}$`), labels, status };
}

/** Finds the operation of a REST request and takes its labels and query out of the address. */
export function routeRest(
  model: Model,
  method: string,
  url: URL,
): { operation: Operation; labels: Record<string, unknown> } | undefined {
  const operation = model.operations.find(({ http }) => http?.method === method && http.path.test(url.pathname));
  const values = operation?.http?.path.exec(url.pathname);
  if (!operation?.http || !values) return undefined;
  const labels: Record<string, unknown> = Object.fromEntries(
    operation.http.labels.map((name, index) => [name, decodeURIComponent(values[index + 1] as string)]),
  );
  for (const [name, member] of NormalizedSchema.of(operation.input).structIterator()) {
    const { httpQuery } = member.getMergedTraits();
    if (httpQuery !== undefined && url.searchParams.has(httpQuery))
      labels[name] = member.isListSchema() ? url.searchParams.getAll(httpQuery) : url.searchParams.get(httpQuery);
  }
  return { operation, labels };
}
