import { existsSync } from "node:fs";
import { Demo } from "../../tools/demo/demo";
import { showAll, table } from "../../tools/demo/report";
import { STEPS } from "../../tools/demo/steps";
import { describeWithTerraform } from "../terraform/harness/describe-with-terraform";

let demo: Demo;
beforeEach(async () => {
  demo = await Demo.start();
});
afterEach(() => demo.end());

describeWithTerraform("the demo", () => {
  test("shows every step, and leaves no file", async () => {
    const lines: string[] = [];
    const shown = await showAll(demo, STEPS, (line) => lines.push(line));
    expect(lines.filter((line) => line.includes("FAILED"))).toEqual([]);
    expect(shown.filter(({ isOk }) => !isOk)).toEqual([]);
    await demo.end();
    expect(existsSync(demo.temporary)).toBe(false);
  });
});

describe("what fails", () => {
  test("is told in its line, and does not keep the next one from being shown", async () => {
    const steps = [
      { title: "breaks", show: () => Promise.reject(new Error("for this reason")) },
      { title: "works", show: () => Promise.resolve("well") },
    ];
    const lines: string[] = [];
    const shown = await showAll(demo, steps, (line) => lines.push(line));
    expect(lines).toEqual(["[1/2] breaks: FAILED", "        for this reason", "[2/2] works: ok", "        well"]);
    expect(table(shown)).toMatch(/breaks {3}FAILED .*\nworks {4}ok .*\n-+\n1 shown, 1 failed$/);
  });

  test("a secret in a file is found", async () => {
    demo.terraform.transcript.push(`password: ${demo.account.canaries[0] ?? ""}`);
    expect(demo.leaks()).toEqual(["what Terraform printed"]);
  });
});
