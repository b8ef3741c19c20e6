import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import * as cdktf from "cdktf";
import * as cdktn from "cdktn";
import { googleIn, reader, secretIn } from "../support/fixtures";
import { inFolder } from "../support/program";
import { refusalsOf } from "../support/synth";

type Engine = Pick<typeof cdktf, "App" | "TerraformStack" | "TerraformOutput">;
/** Their constructs differ by what nobody sees, as those of two copies do. */
const CDKTN = cdktn as unknown as Engine;

/** Another copy of the same files, as npm installs it when two packages want different versions. */
function secondCopy(): Engine {
  let copy: Engine | undefined;
  jest.isolateModules(() => (copy = jest.requireActual<Engine>("cdktf")));
  return copy as Engine;
}

interface Parts {
  readonly app?: Engine;
  readonly stack?: Engine;
  readonly output?: Engine;
}

/** A program of ours whose parts come from where the test says. */
const refused = ({ app = cdktf, stack = cdktf, output = cdktf }: Parts, isSynthesized = true): string[] =>
  inFolder((outdir) =>
    refusalsOf(() => {
      const root = new app.App({ outdir, stackTraces: false });
      class AgentStack extends stack.TerraformStack {}
      const agents = new AgentStack(root, "agents");
      new AwsProvider(agents, "Aws", { region: "us-east-1" });
      new output.TerraformOutput(agents, "Greeting", { value: "hello" });
      googleIn(agents, secretIn(agents)).grantUse(reader());
      if (isSynthesized) root.synth();
    }),
  );

test("one engine and one copy of it are fine", () => {
  expect(refused({})).toEqual([]);
});

const OF_CDKTN = (subject: string): string =>
  `${subject} is of cdktn ${VERSION.cdktn}, and cdktf-agentcore-identity works with cdktf. ` +
  "Install and import cdktn-agentcore-identity, which has the same constructs, or use cdktf throughout.";
const OF_COPY = (subject: string): string =>
  `${subject} is of another copy of cdktf (${VERSION.cdktf}) than the one that cdktf-agentcore-identity loaded ` +
  `(${VERSION.cdktf}), and their constructs do not know each other. ` +
  'Install one copy: "npm ls cdktf" shows who brings which, "npm dedupe" joins them.';
const VERSION = {
  cdktf: (jest.requireActual("cdktf/package.json") as { version: string }).version,
  cdktn: (jest.requireActual("cdktn/package.json") as { version: string }).version,
};

describe.each([
  ["CDK Terrain", () => CDKTN, OF_CDKTN],
  ["a second copy", secondCopy, OF_COPY],
] as const)("%s", (_name, engine, message) => {
  test("as app and stack: the first construct of ours says what to install", () => {
    expect(refused({ app: engine(), stack: engine() }, false)).toEqual([`[agents/Secret] ${message("the stack")}`]);
  });

  test("as app alone", () => {
    expect(refused({ app: engine() }, false)).toEqual([`[agents/Secret] ${message("the app")}`]);
  });

  test("as one construct somewhere in a program of ours: synthesis says it", () => {
    expect(refused({ output: engine() })).toEqual([`[agents/Greeting] ${message("the construct")}`]);
  });
});
