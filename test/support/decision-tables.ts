import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { OPERATOR_FORMS } from "../decision/operator-forms";
import type { Case, Given, Table } from "./decision-table";

const FOLDER = join(__dirname, "../decision");

/** All decision tables by name: the JSON files, and the one that is made from rows. */
export const TABLES: ReadonlyMap<string, Table> = new Map([
  ...readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file): [string, Table] => [
      file.slice(0, -".json".length),
      JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Table,
    ]),
  ["operator-forms", OPERATOR_FORMS],
]);

export const sourceOf = (table: Table, { source = table.source }: Case): string => source;

/** What a case asks, the defaults of its table filled in: all of it but the answer. */
export function questionOf(table: Table, one: Case): Given {
  const { name: _n, why: _w, expected: _e, by: _b, missing: _m, says: _s, omits: _o, source: _source, ...given } = one;
  return { ...table.defaults, ...given, context: { ...table.defaults.context, ...given.context } };
}
