import type { MigrationEngine } from "./asked";
import type { Adopted, AdoptedPlace, Adoption } from "./adoption";
import { filesOf } from "./write/files";
import type { FileOptions, WrittenFile, WrittenProgram } from "./write/written";
import { programOf } from "./write/program";

/** The program of one place. */
export interface WrittenPlace {
  readonly account: string;
  readonly region: string;
  /** Its folder below the given one; empty for that itself. */
  readonly folder: string;
  readonly providers: readonly Adopted[];
  readonly program: WrittenProgram;
  readonly files: readonly WrittenFile[];
}

/**
 * A program for each Region of each account.
 *
 * @throws MigrationProblem
 */
export function writtenPlaces(
  { places }: Adoption,
  options: FileOptions & { readonly as: "cdktf" | "hcl"; readonly engine: MigrationEngine },
): readonly WrittenPlace[] {
  return places.map((place) => {
    const { account, region, providers } = place;
    const program = programOf(providers, { engine: options.engine, purpose: "adoption" });
    const folder = places.length > 1 ? folderOf(place) : "";
    const files = filesOf(options.as, program, options).map(({ path, text }) => ({
      path: folder === "" ? path : `${folder}/${path}`,
      text,
    }));
    return { account: account.id, region: region.region, folder, providers, program, files };
  });
}

/** Both follow their rules, which have no character that means something in a path. */
const folderOf = ({ account, region }: AdoptedPlace): string => `${account.id}-${region.region}`;
