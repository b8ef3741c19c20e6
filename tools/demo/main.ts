import { Demo } from "./demo";
import { showAll, table } from "./report";
import { STEPS } from "./steps";
import { terraformProblem } from "./terraform";

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Exit codes: 0 all was shown, 1 something failed, 2 Terraform is missing. */
async function main(): Promise<number> {
  const problem = terraformProblem();
  if (problem !== undefined) {
    process.stderr.write(`The demo needs Terraform. ${problem}\n`);
    return 2;
  }
  print("Real Terraform against a sandbox of AgentCore, Secrets Manager, KMS and STS on loopback: no AWS account.\n");
  // The SDK's note on Node versions is for those who choose one.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const demo = await Demo.start();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void demo.end().finally(() => process.exit(1)));
  try {
    const shown = await showAll(demo, STEPS, print);
    print(`\n${table(shown)}`);
    return shown.every(({ isOk }) => isOk) ? 0 : 1;
  } finally {
    await demo.end();
  }
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
