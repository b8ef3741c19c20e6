import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { Reader } from "cdktf-agentcore-identity";
import { googleIn, OTHER_SECRET_ARN, reader, secretIn } from "../support/fixtures";
import { filesIn, inFolder, programRefusals, synthesizeInto } from "../support/program";
import { stackIn, synth, testApp } from "../support/synth";

const sound = (app: App): void => {
  const stack = stackIn(app, "sound");
  googleIn(stack, secretIn(stack)).grantUse(reader());
};

/** Two stacks with three problems. */
const broken = (app: App): void => {
  const [one, two] = [stackIn(app, "one"), stackIn(app, "two")];
  googleIn(one, secretIn(one, { secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:partial" }), {
    name: "a b",
  });
  googleIn(two, secretIn(two, { secretArn: OTHER_SECRET_ARN })).grantUse(Reader.role("*"));
};

function failure(run: () => void): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("the program was not refused");
}

test("all that is wrong with a program comes together, with the paths of the constructs", () => {
  expect(programRefusals(broken)).toEqual([
    '[one/Secret] secretArn "arn:aws:secretsmanager:us-east-1:111122223333:secret:partial" is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it. Copy the full ARN from: aws secretsmanager describe-secret --secret-id partial --query ARN',
    '[one/Google] name "a b" is not 1 to 128 letters, digits, "-" and "_". Rename the credential provider.',
    '[two/Google] roleArn "*" holds a wildcard. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime.',
  ]);
});

test("the error counts the problems, says that nothing was written, and shows no stack trace", () => {
  const error = inFolder((outdir) => failure(() => synthesizeInto(outdir, broken)));
  expect(error.name).toBe("InvalidProgramError");
  expect(error.message.split("\n")[0]).toBe("cdktf-agentcore-identity found 3 problems; nothing was written:");
  expect(error.stack).toBe(`InvalidProgramError: ${error.message}`);
  expect(error.stack).not.toMatch(/^\s*at /m);
});

test("one problem is one problem", () => {
  const error = failure(() => synth((stack) => void googleIn(stack, secretIn(stack), { name: "" })));
  expect(error.message).toBe(
    "cdktf-agentcore-identity found 1 problem; nothing was written:\n  [stack/Google] name is empty. Rename the credential provider.",
  );
});

describe("the output folder", () => {
  test("stays empty when synthesis fails, even if other stacks are sound", () => {
    inFolder((outdir) => {
      expect(() => synthesizeInto(outdir, (app) => (sound(app), broken(app)))).toThrow("found 3 problems");
      expect(filesIn(outdir)).toEqual({});
    });
  });

  test("keeps what an earlier synthesis wrote", () => {
    inFolder((outdir) => {
      synthesizeInto(outdir, sound);
      const before = filesIn(outdir);
      expect(Object.keys(before)).toContain("manifest.json");
      expect(() => synthesizeInto(outdir, (app) => (sound(app), broken(app)))).toThrow("nothing was written");
      expect(filesIn(outdir)).toEqual(before);
    });
  });

  test("is written by a sound program", () => {
    const written = inFolder((outdir) => (synthesizeInto(outdir, sound), Object.keys(filesIn(outdir))));
    expect(written.sort()).toEqual([
      "manifest.json",
      "stacks/sound/assets/AgentCoreIdentityBridge/program/agentcore-identity-bridge.cjs",
      "stacks/sound/cdk.tf.json",
    ]);
  });
});

describe("CDKTF's HCL output", () => {
  const message =
    "hclOutput is on, but CDKTF's HCL output drops checks and preconditions. Synthesize JSON, or use the published Terraform modules.";

  test("is refused before any stack is written", () => {
    inFolder((outdir) => {
      const plainStackFirst = (app: App): void => (void new TerraformStack(app, "plain"), sound(app));
      const error = failure(() => synthesizeInto(outdir, plainStackFirst, { hclOutput: true }));
      expect(error.message).toContain(`[sound/AgentCoreIdentity] ${message}`);
      expect(filesIn(outdir)).toEqual({});
    });
  });

  test("is refused of a single stack, too", () => {
    const stack = stackIn(testApp(), "stack");
    secretIn(stack);
    expect(() => stack.toHclTerraform()).toThrow(`[stack/AgentCoreIdentity] ${message}`);
  });

  test("is none of our business without our constructs", () => {
    inFolder((outdir) => {
      synthesizeInto(outdir, (app) => void new TerraformStack(app, "plain"), { hclOutput: true });
      expect(Object.keys(filesIn(outdir))).toContain("manifest.json");
    });
  });
});

describe("the version of Terraform", () => {
  test("is asked for once our constructs are there, and not before", () => {
    expect(synth(() => undefined).terraform.required_version).toBeUndefined();
    expect(synth((stack) => void secretIn(stack)).terraform.required_version).toBe(">= 1.11.0");
  });

  test("is the stack's own if it says one", () => {
    const { terraform } = synth((stack) => {
      stack.addOverride("terraform.required_version", ">= 1.12.0");
      secretIn(stack);
    });
    expect(terraform.required_version).toBe(">= 1.12.0");
  });
});

describe("a problem is reported once", () => {
  test("for a role that is given to several constructs", () => {
    const lines = programRefusals((app) => {
      const stack = stackIn(app, "stack");
      const bad = reader("arn:aws:iam::111122223333:user/alice");
      const secret = secretIn(stack);
      googleIn(stack, secret).grantUse(bad);
      googleIn(stack, secret, { name: "other" }, "Other").grantUse(bad);
    });
    expect(lines).toEqual([
      '[stack/Google] roleArn "arn:aws:iam::111122223333:user/alice" is an IAM user, not a role. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.',
    ]);
  });

  test("but not alike mistakes in two constructs", () => {
    const lines = programRefusals((app) => {
      const stack = stackIn(app, "stack");
      const secret = secretIn(stack);
      for (const [id, name] of Object.entries({ A: "a b", B: "a  b" })) googleIn(stack, secret, { name }, id);
    });
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["[stack/A]", "[stack/B]"]);
  });
});
