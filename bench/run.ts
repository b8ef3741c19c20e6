import { BENCHMARKS } from "./benchmarks";
import { table } from "./row";

const [name, ...flags] = process.argv.slice(2);
const bench = name === undefined ? undefined : BENCHMARKS[name];
if (!bench || flags.some((flag) => flag !== "--json")) {
  const list = Object.entries(BENCHMARKS).map(([key, { what }]) => `  ${key.padEnd(10)}${what}`);
  console.error(
    `usage: npm run bench -- NAME [--json]\n\n${list.join("\n")}\n\nA missed target is printed as missed; it is no failure.`,
  );
  process.exitCode = 2;
} else {
  void bench
    .run((progress) => process.stderr.isTTY && console.error(progress))
    .then((rows) => {
      console.log(flags.includes("--json") ? JSON.stringify(rows, undefined, 2) : table(rows));
    });
}
