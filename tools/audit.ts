import { audited } from "./bundle/audit";
import { bundledPackages } from "./bundle/packages";

async function main(): Promise<void> {
  const { exitCode, problems, summary } = await audited((await bundledPackages()).map(({ folder }) => folder));
  for (const problem of problems) console.error(problem);
  if (summary !== undefined) console.log(summary);
  process.exitCode = exitCode;
}

void main();
