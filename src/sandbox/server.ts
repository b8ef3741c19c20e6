import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Happening } from "./audit";
import type { Call, Handlers, ServiceName } from "./call";
import type { Disturbance, Intercept, LoggedCall } from "./interception";
import type { Operation } from "./operations";
import type { Protocol, WireAnswer, WireRequest } from "./protocol";
import { redacted } from "./redacted";
import { schemaProblems } from "./schema-check";
import { ServiceError } from "./service-error";
import { signatureOf } from "./signature";
import type { Principals } from "./sts";
import type { Throttle } from "./throttle";

/** One service: what it is signed for, how it speaks, what it does. */
export interface Service {
  readonly name: ServiceName;
  readonly protocol: Protocol;
  readonly handlers: Handlers;
  /** The error for a request that does not fit the schema. */
  readonly invalid: string;
}

export interface ServerOptions {
  readonly services: readonly Service[];
  readonly principals: Principals;
  readonly regions: readonly string[];
  readonly throttle: Throttle;
  readonly intercept: () => Intercept | undefined;
  readonly log: (call: LoggedCall) => void;
  readonly record: (happening: Happening) => void;
}

/** A loopback server that answers for several services, each found by the form of the request. */
export class Server {
  private readonly server = createServer((request, response) => void this.serve(request, response));

  public constructor(private readonly options: ServerOptions) {}

  public get operations(): readonly string[] {
    return this.options.services.flatMap(({ handlers }) => Object.keys(handlers));
  }

  /** @param port 0 for any that is free */
  public async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that was killed in the middle is no event of its own.
    request.on("error", () => undefined);
    const wire = await received(request);
    if (!wire) return;
    for (const service of this.options.services) {
      try {
        const read = service.protocol.read(wire);
        if (!read) continue;
        return await this.answer(service, read.operation, read.input, request.headers.authorization, response);
      } catch (error) {
        return send(response, service.protocol.failure(asServiceError(error)));
      }
    }
    send(response, { status: 404, headers: {}, body: `no operation ${wire.method} ${wire.url.pathname}` });
  }

  private async answer(
    service: Service,
    operation: Operation,
    input: Record<string, unknown>,
    authorization: string | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const { principals, regions } = this.options;
    const signature = signatureOf(authorization);
    const { region } = signature;
    if (signature.service !== service.name || !regions.includes(region))
      throw new ServiceError(
        "InvalidSignatureException",
        `Credential should be scoped to correct service: '${service.name}' in '${regions.join("' or '")}', not '${signature.service}' in '${signature.region}'.`,
        403,
      );
    const call: Call = {
      service: service.name,
      operation: operation.name,
      input,
      principal: principals.of(signature.accessKeyId),
      region,
    };
    try {
      const tooMany = this.options.throttle.take(call);
      if (tooMany) throw tooMany;
      if (await this.disturbed(call, "before", response)) return;
      const output = perform(service, operation, call);
      this.options.log({ ...call, answer: "ok" });
      this.options.record(happening(call, operation));
      if (await this.disturbed(call, "after", response)) return;
      send(response, service.protocol.success(operation, output));
    } catch (error) {
      const known = asServiceError(error);
      this.options.log({ ...call, answer: known.code });
      this.options.record({ ...happening(call, operation), error: known });
      send(response, service.protocol.failure(known));
    }
  }

  private async disturbed(call: Call, phase: "before" | "after", response: ServerResponse): Promise<boolean> {
    const disturbance: Disturbance | undefined = await this.options.intercept()?.(call, phase);
    if (disturbance === undefined) return false;
    if (disturbance instanceof ServiceError) throw disturbance;
    if (disturbance === "close") response.socket?.destroy();
    return true;
  }
}

const happening = (call: Call, { input }: Operation): Happening => ({
  ...call,
  input: redacted(input, call.input) as Call["input"],
});

function perform(service: Service, operation: Operation, call: Call): Readonly<Record<string, unknown>> {
  const problems = schemaProblems(operation.input, call.input, operation.name);
  if (problems.length > 0) throw new ServiceError(service.invalid, problems.join("; "));
  const handler = service.handlers[operation.name];
  if (!handler)
    throw new ServiceError("UnknownOperationException", `The sandbox does not have ${operation.name}.`, 501);
  const output = handler(call);
  const faults = schemaProblems(operation.output, output, `${operation.name}Response`);
  if (faults.length > 0)
    throw new ServiceError("SandboxFault", `The sandbox's own answer breaks the schema: ${faults.join("; ")}`, 501);
  return output;
}

async function received(request: IncomingMessage): Promise<WireRequest | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", "http://127.0.0.1"),
    target: header("x-amz-target"),
    contentType: header("content-type"),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, "x-amzn-requestid": "00000000-0000-4000-8000-000000000000" });
  response.end(body);
}

const asServiceError = (error: unknown): ServiceError =>
  error instanceof ServiceError
    ? error
    : new ServiceError("SandboxFault", error instanceof Error ? String(error.stack) : String(error), 501);
