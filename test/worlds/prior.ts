import { readFileSync } from "node:fs";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Resource, type Session } from "../terraform/provider/resource";
import type { ProviderSchema, SchemaFile } from "../terraform/provider/schema";
import { World as StandIn } from "../terraform/provider/world";
import type { Values } from "../terraform/provider/cty";
import { schemas } from "../terraform/harness/paths";
import { Concrete } from "./concrete";
import type { Thing, World } from "./world";
import { isBefore } from "./world";

const VERSION = "6.66.0";
let schema: ProviderSchema | undefined;

function providerSchema(): ProviderSchema {
  const read = (): ProviderSchema => {
    const file = JSON.parse(readFileSync(join(schemas, `aws-${VERSION}.json`), "utf8")) as SchemaFile;
    const [first] = Object.values(file.provider_schemas);
    if (!first) throw new Error("the recorded schema is empty");
    return first;
  };
  return (schema ??= read());
}

/**
 * Puts what is there before the apply into the account of the stand-in, by the code with which the stand-in itself
 * creates and refreshes, and gives the state that Terraform would have written.
 */
export function priorState(world: World, folder: string): object {
  rmSync(join(folder, "objects"), { recursive: true, force: true });
  rmSync(join(folder, "removed-policies"), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const steeringFile = join(folder, "world.json");
  const [own] = world.accounts;
  writeFileSync(
    steeringFile,
    JSON.stringify({
      account: own?.id,
      region: world.region,
      profiles: Object.fromEntries(world.accounts.map(({ id }) => [`p${id}`, id])),
    }),
  );
  const account = new StandIn(steeringFile);
  const concrete = new Concrete(world);
  const made = world.things
    .filter((thing) => isBefore(thing) || thing.life === "outside")
    .map((thing) => ({ thing, values: create(account, concrete, thing, world.region) }));
  const resources = made
    .filter(({ thing }) => thing.life !== "outside")
    .map(({ thing, values }) => stateOf(world, thing, resourceOf(account, thing, world.region).read(values) ?? values));
  return { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "world", outputs: {}, resources };
}

function resourceOf(account: StandIn, thing: Thing, region: string): Resource {
  const session: Session = { version: VERSION, world: account, region, defaultTags: null, account: thing.account.id };
  const found = providerSchema().resource_schemas[thing.type];
  if (!found) throw new Error(`no schema of ${thing.type}`);
  return new Resource(thing.type, found.block, session);
}

function create(account: StandIn, concrete: Concrete, thing: Thing, region: string): Values {
  const from = thing.life === "changes" ? (thing.before ?? thing.arguments) : thing.arguments;
  const config = concrete.values(from) as Values;
  const resource = resourceOf(account, thing, region);
  const { planned } = resource.plan(null, config, config);
  return resource.create({ ...planned, ...thing.given }, config);
}

function stateOf(world: World, thing: Thing, attributes: Values): object {
  const { alias } = thing.account;
  const provider = `provider["registry.terraform.io/hashicorp/aws"]${alias === undefined ? "" : `.${alias}`}`;
  return {
    ...(world.module && { module: world.module === "each" ? 'module.w["one"]' : "module.w" }),
    mode: "managed",
    type: thing.type,
    name: thing.label,
    provider,
    instances: [
      {
        ...(thing.shape === "each" && { index_key: "one" }),
        ...(thing.shape === "count" && { index_key: 0 }),
        schema_version: 0,
        attributes,
      },
    ],
  };
}
