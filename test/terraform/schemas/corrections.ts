import { visitAttributes, type Attribute, type NestedBlock, type ProviderSchema } from "../provider/schema";

/** Arguments that the provider hides from its output. Bindings do not carry the flag. */
const sensitive = /(^|\.)(client_secret|client_id|client_secret_wo|client_id_wo|api_key|api_key_wo|grant_token)$/;
const sensitiveIn: Record<string, string[]> = {
  aws_secretsmanager_secret_version: ["secret_string", "secret_string_wo", "secret_binary"],
  aws_cloudcontrolapi_resource: ["schema"],
};
/** What the provider itself makes up, though bindings show it as an argument. */
const computedOnly: Record<string, string[]> = {
  aws_secretsmanager_secret_version: ["has_secret_string_wo"],
};

/**
 * Repairs what bindings cannot tell. The facts behind each line: the provider's documentation of the resource,
 * and for min_items of 6.25 that its `rotation_rules` was still required.
 */
export function correct(schema: ProviderSchema, version: string): void {
  for (const [type, { block }] of Object.entries(schema.resource_schemas)) {
    visitAttributes(block, (path, attribute) => {
      const name = path.split(".").at(-1) ?? path;
      if (/_wo$/.test(name) && !computedOnly[type]?.includes(path)) attribute.write_only = true;
      const hidden = sensitiveIn[type]?.includes(path) === true || sensitive.test(path);
      if (hidden && isScalar(attribute)) attribute.sensitive = true;
    });
    for (const path of computedOnly[type] ?? []) onlyComputed(block.attributes?.[path]);
  }
  if (version === "6.25.0") {
    const rotation = schema.resource_schemas.aws_secretsmanager_secret_rotation.block;
    require1(rotation.block_types?.rotation_rules);
    onlyComputed(rotation.attributes?.rotation_enabled);
  }
}

function isScalar(attribute: Attribute): boolean {
  return typeof attribute.type === "string";
}

function onlyComputed(attribute: Attribute | undefined): void {
  if (!attribute) throw new Error("a correction names an attribute that the schema does not have");
  delete attribute.optional;
  delete attribute.required;
  attribute.computed = true;
}

function require1(nested: NestedBlock | undefined): void {
  if (!nested) throw new Error("a correction names a block that the schema does not have");
  nested.min_items = 1;
}
