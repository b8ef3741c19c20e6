import { performance } from "node:perf_hooks";
import { BINDINGS } from "./bindings";

const start = performance.now();
for (const binding of BINDINGS) require(binding);
console.log(
  JSON.stringify({
    milliseconds: performance.now() - start,
    megabytes: process.resourceUsage().maxRSS / 1024,
    resources: 0,
  }),
);
