import type { Snapshot } from "../live/snapshot";
import { adoptionOf } from "../migrate/adoption";
import { writtenPlaces } from "../migrate/adoption-files";
import { adoptionText } from "../migrate/adoption-text";
import type { Row } from "../proof/proof";
import type { InventoryOptions } from "./commands/inventory-options";
import { writeFiles } from "./write-files";

/** What was written, for people and as data. */
export interface Adopted {
  readonly text: string;
  readonly data: object;
  readonly isNothing: boolean;
}

/** Writes what makes Terraform take over what is there; nothing is written before all of it is known to be right. */
export function adopt(
  snapshot: Snapshot,
  rows: readonly Row[],
  options: NonNullable<InventoryOptions["write"]>,
): Adopted {
  const adoption = adoptionOf(snapshot, rows, options.only);
  const places = writtenPlaces(adoption, options);
  if (places.length > 0)
    writeFiles(
      options.folder,
      places.flatMap(({ files }) => files),
    );
  return {
    isNothing: places.length === 0,
    text: adoptionText(places, adoption.leftOut, options),
    data: {
      files: places.flatMap(({ files }) => files.map(({ path }) => path)),
      providers: places.flatMap(({ providers }) => providers.map(({ found }) => found.provider.arn)),
      leftOut: adoption.leftOut.map(({ arn, why }) => ({ arn, why })),
    },
  };
}
