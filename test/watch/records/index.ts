import { KEYS, POINTERS, ROTATIONS, SECRET_CHANGES } from "./changes";
import { AGENTCORE_READS, DENIED_READS, DIRECT_READS } from "./reads";
import type { Row } from "./record";

/** All records of the table. Their shapes are those of AWS's pages and of field records: see record.ts. */
export const TABLE: readonly Row[] = [
  ...AGENTCORE_READS,
  ...DENIED_READS,
  ...DIRECT_READS,
  ...SECRET_CHANGES,
  ...ROTATIONS,
  ...KEYS,
  ...POINTERS,
];
