import { fromWire, isRecord, only, text, toWire, UNKNOWN, type DynamicValue, type Value, type Values } from "./cty";
import { readDataSource } from "./data-source";
import { ServiceError, failure, toSteps, type Diagnostic } from "./diagnostics";
import { openEphemeral } from "./ephemeral";
import { complete } from "./complete";
import { tell } from "./hook";
import { readOnly } from "./run-checks";
import { Resource, type Session } from "./resource";
import { schemaMessage } from "./schema-message";
import type { Block, ProviderSchema, Schema } from "./schema";
import type { World } from "./world";

interface Typed {
  typeName: string;
}
interface TypedConfig extends Typed {
  config: DynamicValue;
}
type Answer = object;
export type Method = (request: never) => Answer | Promise<Answer>;

/** The methods of the plugin protocol. Each answers errors as diagnostics, so that Terraform prints them. */
export class Provider {
  private readonly session: Session;

  constructor(
    private readonly schema: ProviderSchema,
    version: string,
    world: World,
  ) {
    this.session = { version, world, region: UNKNOWN, defaultTags: null };
  }

  methods(): Record<string, Method> {
    return {
      getSchema: () => schemaMessage(this.schema),
      prepareProviderConfig: (request: { config: DynamicValue }) => ({ preparedConfig: request.config }),
      configure: (request: { config: DynamicValue }) => this.configure(record(request.config)),
      validateResourceTypeConfig: (request: TypedConfig) => ({
        diagnostics: this.resource(request).validate(record(request.config)),
      }),
      validateDataSourceConfig: (request: TypedConfig) => ({
        diagnostics: readOnly(
          schemaFor(this.schema.data_source_schemas, request.typeName).block,
          record(request.config),
        ),
      }),
      validateEphemeralResourceConfig: (request: TypedConfig) => ({
        diagnostics: readOnly(
          schemaFor(this.schema.ephemeral_resource_schemas, request.typeName).block,
          record(request.config),
        ),
      }),
      upgradeResourceState: (request: Typed & { rawState: DynamicValue }) => ({
        upgradedState: toWire(this.upgraded(request.typeName, record(request.rawState))),
      }),
      readResource: (request: Typed & { currentState: DynamicValue; private: Uint8Array }) => ({
        newState: toWire(this.resource(request).read(record(request.currentState))),
        private: request.private,
      }),
      planResourceChange: (request: PlanRequest) => this.plan(request),
      applyResourceChange: (request: ApplyRequest) => this.apply(request),
      importResourceState: (request: Typed & { id: string }) => ({
        importedResources: [{ typeName: request.typeName, state: toWire(this.resource(request).import(request.id)) }],
      }),
      readDataSource: (request: TypedConfig) => {
        const { block } = schemaFor(this.schema.data_source_schemas, request.typeName);
        return { state: toWire(readDataSource(request.typeName, block, record(request.config), this.session)) };
      },
      openEphemeralResource: (request: TypedConfig) => {
        const { block } = schemaFor(this.schema.ephemeral_resource_schemas, request.typeName);
        return { result: toWire(openEphemeral(request.typeName, block, record(request.config), this.session)) };
      },
      closeEphemeralResource: () => ({}),
      stop: () => ({}),
    };
  }

  private configure(config: Values): Answer {
    this.session.region = config.region === UNKNOWN ? UNKNOWN : (text(config.region) ?? this.session.world.region);
    this.session.assumesRole = only(config.assume_role)?.role_arn !== undefined;
    this.session.account = accountOf(config, this.session.world);
    this.session.defaultTags = only(config.default_tags)?.tags ?? null;
    return {};
  }

  private plan(request: PlanRequest): Answer {
    const proposed = fromWire(request.proposedNewState);
    if (!isRecord(proposed)) return { plannedState: request.proposedNewState };
    const prior = nullable(request.priorState);
    const { planned, replaces } = this.resource(request).plan(prior, proposed, record(request.config));
    return {
      plannedState: toWire(planned),
      requiresReplace: replaces.map((name) => ({ steps: toSteps([name]) })),
      legacyTypeSystem: this.resource(request).isLegacy,
    };
  }

  private async apply(request: ApplyRequest): Promise<Answer> {
    const resource = this.resource(request);
    const prior = nullable(request.priorState);
    const planned = nullable(request.plannedState);
    const { typeName: type } = request;
    const action = planned === null ? "destroy" : prior ? "update" : "create";
    const values = withoutUnknown(planned ?? prior ?? {});
    try {
      const refusal = await tell({ phase: "before", action, type, values });
      if (refusal !== undefined) throw new ServiceError(`${action} ${type}`, refusal);
      if (planned === null) {
        if (prior) resource.destroy(prior);
        await tell({ phase: "after", action, type, values });
        return { newState: toWire(null) };
      }
      const config = record(request.config);
      const made = prior ? resource.update(prior, planned, config) : resource.create(planned, config);
      await tell({ phase: "after", action, type, values: made });
      return { newState: toWire(made), legacyTypeSystem: resource.isLegacy };
    } catch (error) {
      return { newState: request.priorState, diagnostics: [toDiagnostic(error)] };
    }
  }

  private upgraded(type: string, state: Values): Values {
    return complete(this.blockOf(type), state, () => null);
  }

  private resource(request: Typed): Resource {
    return new Resource(request.typeName, this.blockOf(request.typeName), this.session);
  }

  private blockOf(type: string): Block {
    return schemaFor(this.schema.resource_schemas, type).block;
  }
}

/** The account of the role that the last `assume_role` names, else that of the profile, else the world's. */
function accountOf(config: Values, world: World): string | undefined {
  const assumed = Array.isArray(config.assume_role) ? config.assume_role.at(-1) : undefined;
  const roleArn = text(only(assumed)?.role_arn);
  if (roleArn !== undefined) return roleArn.split(":")[4];
  return world.steering.profiles?.[text(config.profile) ?? ""];
}

interface PlanRequest extends TypedConfig {
  priorState: DynamicValue;
  proposedNewState: DynamicValue;
}
interface ApplyRequest extends TypedConfig {
  priorState: DynamicValue;
  plannedState: DynamicValue;
}

export function toDiagnostic(error: unknown): Diagnostic {
  if (error instanceof ServiceError) return failure(error.summary, error.message);
  return failure("The stand-in provider failed", error instanceof Error ? error.message : String(error));
}

function schemaFor(schemas: Record<string, Schema>, type: string): Schema {
  if (!(type in schemas)) throw new Error(`no schema for ${type}`);
  return schemas[type];
}

function nullable(value: DynamicValue): Values | null {
  const decoded: Value = fromWire(value);
  return isRecord(decoded) ? decoded : null;
}

/** Who listens sees what is known. */
const withoutUnknown = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== UNKNOWN));

function record(value: DynamicValue): Values {
  return nullable(value) ?? {};
}
