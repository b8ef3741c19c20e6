import { JSON_KEY } from "../../access/json-key";
import { SECRET_ARN } from "../../access/secret-arn";
import type { Shape } from "./shape";
import { exactly, follows, struct } from "./shape";

/** A reference to one JSON key of one secret, as the API takes it. */
export interface SecretReference {
  readonly secretId: string;
  readonly jsonKey: string;
}

const jsonKey = follows({ ...JSON_KEY, shown: undefined });

const reference = struct({ secretId: follows(SECRET_ARN), jsonKey });

/** The members by which a secret is referenced: `NAMEConfig`, and `NAMESource`, which may be left out. */
export const referenceMembers = (
  name: string,
): { readonly required: Record<string, Shape>; readonly optional: Record<string, Shape> } => ({
  required: { [`${name}Config`]: reference },
  optional: { [`${name}Source`]: exactly("EXTERNAL") },
});
