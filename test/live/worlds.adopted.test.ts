import { valueOf } from "../../src/live/piece";
import { adoptionOf } from "../../src/migrate/adoption";
import { writtenPlaces } from "../../src/migrate/adoption-files";
import { adoptionText } from "../../src/migrate/adoption-text";
import { Random } from "../oracle/random";
import { worldOf } from "../worlds/generate";
import { lookAt, readable } from "./support/judged";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const WORLDS = 60;
const SEED = 41;

test(`of ${WORLDS} worlds each EXTERNAL provider is adopted or left out with a reason, and no other one is`, async () => {
  let [written, leftOut] = [0, 0];
  for (let index = 0; index < WORLDS; index++) {
    // Of every second one not all may be read.
    const authorize = index % 2 === 0 ? undefined : readable(new Random(index));
    const { snapshot, result } = await lookAt(worldOf(SEED, index), authorize);
    const adoption = adoptionOf(snapshot, result.rows, []);
    const all = snapshot.accounts.flatMap(({ regions }) =>
      regions.flatMap(({ providers }) => Object.values(providers).flatMap((listed) => valueOf(listed) ?? [])),
    );
    const adopted = adoption.places.flatMap(({ providers }) => providers.map(({ found }) => found));
    const arns = [...adopted.map(({ provider }) => provider.arn), ...adoption.leftOut.map(({ arn }) => arn)];
    expect({ index, arns: arns.sort() }).toEqual({ index, arns: all.map(({ arn }) => arn).sort() });
    const sources = adopted.flatMap(({ detail }) => Object.values(detail.references).map(({ source }) => source));
    expect(sources.filter((source) => source === "MANAGED")).toEqual([]);
    expect(adoption.leftOut.filter(({ why }) => !/[.:] .|\.$/.test(why))).toEqual([]);
    for (const as of ["hcl", "cdktf"] as const) {
      const options = { as, module: "./root", edition: "cdktf", engine: "native", folder: "out" } as const;
      const places = writtenPlaces(adoption, options);
      const files = places.flatMap((place) => place.files.map(({ path }) => path));
      expect(new Set(files).size).toBe(files.length);
      expect(adoptionText(places, adoption.leftOut, options)).not.toMatch(/undefined|\[object/);
    }
    written += adopted.length;
    leftOut += adoption.leftOut.length;
  }
  expect(written).toBeGreaterThan(30);
  expect(leftOut).toBeGreaterThan(15);
}, 600_000);
