import { App } from "cdktf";
import { KEY_ARN, manyIn, manyNames } from "../support/fixtures";
import { filesIn, inFolder } from "../support/program";
import { stackIn } from "../support/synth";
import { check, defaultKeyPolicy, table, violations } from "./support";

const NAMES = manyNames(40);

/** The program as CDKTF writes it, after a change. */
function checked(from = "", to = ""): ReturnType<typeof check> {
  const text = inFolder((outdir) => {
    const app = new App({ outdir, stackTraces: false });
    manyIn(stackIn(app, "stack"), NAMES);
    app.synth();
    return filesIn(outdir)["stacks/stack/cdk.tf.json"] as string;
  });
  if (from !== "") expect(text).toContain(from);
  return check(JSON.parse(text.replace(from, to)), [defaultKeyPolicy(KEY_ARN)]);
}

describe("a role with 40 credential providers in managed policies", () => {
  test("may use each of them, and nobody else may", () => {
    const result = checked();
    expect(table(result)).toEqual(NAMES.map(() => "runtime reader allowed allowed allowed"));
    expect(violations(result)).toEqual([]);
  });

  test("may not use what another policy is for, of which one provider is renamed", () => {
    const lines = violations(checked(`oauth2credentialprovider/${NAMES[7]}\\"`, 'oauth2credentialprovider/other\\"'));
    expect(lines).toEqual([expect.stringMatching(/^AGC001 .*GetResourceOauth2Token/)]);
  });

  test("is not who gets them, where one is attached to another role", () => {
    const lines = violations(checked('"role": "runtime"', '"role": "somebody"'));
    expect(lines.filter((line) => line.startsWith("AGC001")).length).toBeGreaterThan(5);
    const stranger =
      "AGC002 It can read. Allowed by statement AgentCoreIdentityReadSecret of managed policy AgentCoreIdentity-stack-runtime-0";
    expect(lines.filter((line) => line.startsWith(stranger)).length).toBeGreaterThan(5);
  });
});
