import { readFileSync } from "node:fs";
import { join } from "node:path";
import { schemas } from "../harness/paths";
import { visitAttributes, type ProviderSchema, type Schema, type SchemaFile } from "../provider/schema";
import { selection } from "./selection";
import { readTypeList } from "./type-list";

function read(name: string): SchemaFile {
  return JSON.parse(readFileSync(join(schemas, name), "utf8")) as SchemaFile;
}

const files = ["aws-6.66.0.json", "aws-6.25.0.json"];
const [newest, pinned] = files.map((file) => read(file).provider_schemas["hashicorp/aws"]);

function paths(schema: Schema | undefined): string[] {
  const found: string[] = [];
  if (schema) visitAttributes(schema.block, (path) => found.push(path));
  return found;
}

/** What the AWS provider has got since 6.25.0. */
const NEWER = ["bedrockagentcore-harness", "secretsmanager-tag"];

test.each(files)("%s tells where it comes from and holds what was selected", (file) => {
  const { provenance, provider_schemas } = read(file);
  expect(file).toBe(`aws-${provenance.version}.json`);
  expect(provenance).toMatchObject({
    command: "npm run schemas",
    package: expect.stringContaining("@cdktn/provider-aws 25.7.0"),
  });
  const schema = provider_schemas["hashicorp/aws"];
  const count = [schema.resource_schemas, schema.data_source_schemas, schema.ephemeral_resource_schemas]
    .map((set) => Object.keys(set).length)
    .reduce((sum, one) => sum + one, 0);
  const absent = ["provider", ...(provenance.version === "6.25.0" ? NEWER : [])];
  expect(count).toBe(selection.filter((folder) => !absent.includes(folder)).length);
});

test("6.25.0 has nothing that 6.66.0 lacks, and none of the arguments for external secrets", () => {
  for (const [type, schema] of Object.entries(pinned.resource_schemas)) {
    expect(paths(newest.resource_schemas[type])).toEqual(expect.arrayContaining(paths(schema)));
  }
  const external = /client_secret_(config|source)|api_key_secret_(config|source)/;
  const having = (schema: ProviderSchema): string[] =>
    Object.entries(schema.resource_schemas)
      .filter(([, one]) => paths(one).some((path) => external.test(path)))
      .map(([type]) => type);
  expect(having(pinned)).toEqual([]);
  expect(having(newest)).toHaveLength(2);
});

test("the list of all types has the attributes of each type that was selected", () => {
  const types = readTypeList(readFileSync(join(schemas, "aws-6.66.0-types.txt"), "utf8"));
  for (const [type, schema] of Object.entries(newest.resource_schemas)) {
    const listed = types.get(type)?.map((one) => one.path);
    expect({ type, listed }).toEqual({ type, listed: expect.arrayContaining(paths(schema)) });
  }
  expect([...types.keys()]).toEqual([...types.keys()].sort());
});

test("aws 6.66 has no resource for a consent portal, as docs/wiring.md says", () => {
  const types = [...readTypeList(readFileSync(join(schemas, "aws-6.66.0-types.txt"), "utf8")).keys()];
  expect(types.filter((type) => type.includes("consent"))).toEqual([]);
  expect(types).toContain("aws_bedrockagentcore_harness");
  expect(Object.keys(pinned.resource_schemas)).not.toContain("aws_bedrockagentcore_harness");
});

test("what is write-only can be set, and what is secret is marked", () => {
  for (const schema of [newest, pinned]) {
    for (const one of Object.values(schema.resource_schemas)) {
      visitAttributes(one.block, (path, { write_only, optional, required, sensitive }) => {
        if (write_only) expect({ path, settable: optional ?? required }).toEqual({ path, settable: true });
        if (/(^|\.)(client_secret|api_key|secret_string)(_wo)?$/.test(path))
          expect({ path, sensitive }).toEqual({ path, sensitive: true });
      });
    }
  }
});
