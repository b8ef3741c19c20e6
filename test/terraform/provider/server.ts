import {
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type MethodDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { createServer, type AddressInfo } from "node:net";
import protobuf from "protobufjs";
import definition from "./plugin.proto";
import { toDiagnostic, type Method } from "./provider";

export type Methods = Record<string, Method>;

interface Options {
  /** Ends the process when Terraform's connection ends, so that a killed Terraform leaves no provider behind. */
  once: boolean;
}

/**
 * Serves providers the way Terraform's plugin library expects it, on a loopback port of the system's choice. Each
 * connection is a provider of its own: Terraform opens one for each provider block, and one to read the schema.
 */
export function serve(newProvider: () => Methods, { once }: Options): void {
  const server = new Server({ "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 });
  const providers = new Map<string, Methods>();
  addProvider(server, (peer) => {
    const provider = providers.get(peer) ?? newProvider();
    providers.set(peer, provider);
    return provider;
  });
  addHealth(server);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = createServer((connection) => {
    const peer = `${connection.remoteAddress}:${connection.remotePort}`;
    connection.once("close", () => {
      providers.delete(peer);
      if (once) process.exit(0);
    });
    injector.injectConnection(connection);
  });
  listener.listen(0, "127.0.0.1", () => {
    const { port } = listener.address() as AddressInfo;
    process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|\n`);
  });
}

function addProvider(server: Server, providerOf: (peer: string) => Methods): void {
  const { root } = protobuf.parse(definition);
  const service = root.lookupService("tfplugin5.Provider");
  const rpcs: Record<string, Rpc> = {};
  const handlers: UntypedServiceImplementation = {};
  for (const method of service.methodsArray) {
    const name = method.name[0].toLowerCase() + method.name.slice(1);
    const request = root.lookupType(`tfplugin5.${method.requestType}`);
    const response = root.lookupType(`tfplugin5.${method.responseType}`);
    rpcs[name] = {
      ...unary(`/tfplugin5.Provider/${method.name}`),
      requestDeserialize: (bytes) => request.decode(bytes),
      responseSerialize: (answer: object) => Buffer.from(response.encode(response.fromObject(answer)).finish()),
    };
    const handler: handleUnaryCall<object, object> = (call, done) =>
      void answerOf(providerOf(call.getPeer())[name], call.request).then((answer) => done(null, answer));
    handlers[name] = handler;
  }
  server.addService(rpcs, handlers);
}

async function answerOf(method: Method, request: object): Promise<object> {
  try {
    return await method(request as never);
  } catch (error) {
    return { diagnostics: [toDiagnostic(error)] };
  }
}

/** The health check that Terraform makes before its first call. The answer is the one field `status = SERVING`. */
function addHealth(server: Server): void {
  const serving = Buffer.from([0x08, 0x01]);
  const check: handleUnaryCall<object, object> = (_call, done) => done(null, {});
  server.addService(
    { check: { ...unary("/grpc.health.v1.Health/Check"), responseSerialize: () => serving } },
    { check },
  );
}

type Rpc = MethodDefinition<object, object>;

function unary(path: string): Rpc {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: (bytes) => bytes,
    responseSerialize: () => Buffer.alloc(0),
    responseDeserialize: (bytes) => bytes,
  };
}
