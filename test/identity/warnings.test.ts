import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { ApiKeyCredentialProvider, Reader } from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, ROLE_ARN, secretIn } from "../support/fixtures";
import { inFolder, synthesizeInto } from "../support/program";
import { stackIn } from "../support/synth";

/** What `cdktf synth` shows of a program. */
const warnings = (build: (stack: TerraformStack) => void): string[] =>
  inFolder((outdir) => {
    synthesizeInto(outdir, (app) => build(stackIn(app, "stack")));
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      stacks: Record<string, { annotations: { constructPath: string; level: string; message: string }[] }>;
    };
    return (manifest.stacks.stack?.annotations ?? []).map(
      ({ constructPath, message }) => `${constructPath} ${message}`,
    );
  });

describe("a credential provider without readers", () => {
  const without =
    "has no reader in this program. Call grantUse(reader), or grant it where the readers' program is: see from…Attributes of its class.";

  test("is noticed, once; one with readers is not", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret);
      apiKeyIn(stack, secret).grantUse(Reader.role(ROLE_ARN));
    });
    expect(lines).toEqual([`stack/Google ${without}`]);
  });

  test("may get one after all else is made", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      const google = googleIn(stack, secret);
      for (const one of [apiKeyIn(stack, secret), google]) one.grantUse(Reader.role(ROLE_ARN));
    });
    expect(lines).toEqual([]);
  });

  test("is nothing to say of one that is made elsewhere", () => {
    const lines = warnings((stack) => {
      ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Weather", {
        name: "weather",
        secrets: [secretIn(stack)],
      });
    });
    expect(lines).toEqual([]);
  });
});
