import type { Files } from "../workspace";

/** A configuration with the provider pinned, from its JSON body. */
export function configuration(body: object, version = "6.66.0"): Files {
  const providers = { aws: { source: "hashicorp/aws", version } };
  return { "main.tf.json": { terraform: { required_providers: providers }, ...body } };
}
