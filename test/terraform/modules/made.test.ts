import { openText, shownText } from "../../../src/decision";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import type { Result } from "../../../src/report/result";
import { exitCodeOf, resultOf } from "../../../src/report/result";
import { table, violations } from "../../cli/support";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "./modules";

/** Secret, role, their policies and the provider in one configuration: most ARNs are known after the apply only. */
const CONFIGURATION = `
provider "aws" {
  region = "us-east-1"
}

resource "aws_secretsmanager_secret" "made" {
  name = "made"
}

resource "aws_iam_role" "agent" {
  name               = "agent"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

module "secret_policy" {
  source     = "./secret-policy"
  owner      = "agents"
  secret_arn = aws_secretsmanager_secret.made.arn
  readers    = { agent = aws_iam_role.agent.arn }
}

module "reader_policy" {
  source              = "./reader-policy"
  credential_provider = { kind = "apikey", name = "weather" }
  secret              = { secret_arn = aws_secretsmanager_secret.made.arn }
  readers             = { agent = { role_arn = aws_iam_role.agent.arn } }
}

resource "aws_bedrockagentcore_api_key_credential_provider" "weather" {
  name                  = "weather"
  api_key_secret_source = "EXTERNAL"

  api_key_secret_config {
    secret_id = aws_secretsmanager_secret.made.arn
    json_key  = "api_key"
  }
}

output "who" {
  value = [module.secret_policy.intended_readers, { theirs = module.reader_policy.intended_readers }]
}
`;

const MADE = `arn:aws:secretsmanager:us-east-1:111122223333:secret:made-${openText("suffix of aws_secretsmanager_secret.made", 6)}`;

const checked = (plan: object, account?: string): Result =>
  resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], ...(account && { account }) }));

describeWithTerraform("a configuration that makes secret, role and provider at once", () => {
  let before: object;
  let after: object;
  beforeAll(async () => {
    const workspace = await inModules("");
    await workspace.write({ "main.tf": CONFIGURATION });
    await workspace.init();
    const plan = await workspace.plan();
    before = plan.json;
    await workspace.apply(plan);
    after = (await workspace.plan()).json;
  });

  test("before the apply: who and what is found through the modules, what policies say stays unknown", () => {
    const result = checked(before, "111122223333");
    expect(result.model.providers.map(({ name, references }) => [name, references[0]?.secretId])).toEqual([
      ["weather", MADE],
    ]);
    expect(table(result)).toEqual([
      "agent reader unknown unknown unknown",
      "anybody of account 111122223333 other denied unknown allowed",
    ]);
    expect(violations(result)).toEqual([]);
    expect([exitCodeOf(result, false), exitCodeOf(result, true)]).toEqual([0, 3]);
    expect(result.assumptions.map(({ subject, text }) => `${subject} ${text}`)).toEqual(
      expect.arrayContaining([
        `module.secret_policy.aws_secretsmanager_secret_policy.this[0].secret_arn is ${MADE}: the plan shows only that it is made of that`,
        'module.reader_policy.aws_iam_role_policy.this["agent"].role is agent: the plan shows only that it is made of that',
        "output.who[1].theirs.readers is arn:aws:iam::111122223333:role/agent: the plan shows only that it is made of that",
      ]) as string[],
    );
  });

  test("without the account nobody is denied, and the way out is said", () => {
    const result = checked(before);
    expect(violations(result)).toEqual([]);
    expect(result.rows.map(({ principal }) => shownText(principal)).join(" ")).toContain("give --account");
  });

  test("after the apply: proven", () => {
    const result = checked(after);
    expect(table(result)).toEqual(["agent reader allowed allowed allowed"]);
    expect(violations(result)).toEqual([]);
  });
});

/** The same by the root module: a provider of each native kind, of one secret or of two. */
const BY_ROOT = `
provider "aws" {
  region = "us-east-1"
}

resource "aws_secretsmanager_secret" "made" {
  name = "made"
}

resource "aws_secretsmanager_secret" "other" {
  name = "other"
}

resource "aws_iam_role" "agent" {
  name               = "agent"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

module "identity" {
  source  = "./root"
  owner   = "agents"
  readers = { agent = { role_arn = aws_iam_role.agent.arn } }

  secrets = {
    ours   = { secret_arn = aws_secretsmanager_secret.made.arn }
    theirs = { secret_arn = aws_secretsmanager_secret.MADE_OR_OTHER.arn, policy_mode = "NONE" }
  }

  api_key_providers = {
    weather = { secret = "ours", json_key = "api_key", readers = ["agent"] }
  }

  oauth2_providers = {
    maps = { vendor = "GoogleOauth2", client_id = "maps", secret = "theirs", json_key = "client_secret", readers = ["agent"] }
  }
}

output "who" {
  value = module.identity.intended_readers
}
`;

describeWithTerraform("the root module with secrets and a role of the same apply", () => {
  const plans = async (other: "made" | "other"): Promise<[before: object, after: object]> => {
    const workspace = await inModules("");
    await workspace.write({ "main.tf": BY_ROOT.replace("MADE_OR_OTHER", other) });
    await workspace.init();
    const before = await workspace.plan();
    await workspace.apply(before);
    return [before.json, (await workspace.plan()).json];
  };
  const secretIds = ({ model }: Result): unknown[] => model.providers.map(({ references }) => references[0]?.secretId);

  test("one secret is found for providers of all kinds before the apply, and everything is proven after it", async () => {
    const [before, after] = await plans("made");
    const result = checked(before, "111122223333");
    expect(secretIds(result)).toEqual([MADE, MADE]);
    expect(violations(result)).toEqual([]);
    expect([exitCodeOf(result, false), exitCodeOf(result, true)]).toEqual([0, 3]);
    expect(table(checked(after))).toEqual([
      "agent reader allowed allowed allowed",
      "agent reader allowed allowed allowed",
    ]);
  });

  test("of two secrets a plan does not show which: unknown before the apply, proven after it", async () => {
    const [before, after] = await plans("other");
    const result = checked(before, "111122223333");
    const which = expect.objectContaining({
      reason: expect.stringMatching(
        /^it is one of .*:secret:made-.*:secret:other-.*, which a plan does not show$/,
      ) as string,
    }) as unknown;
    expect(secretIds(result)).toEqual([which, which]);
    expect(new Set(result.rows.map(({ read }) => read.verdict))).toEqual(new Set(["unknown"]));
    expect(violations(result)).toEqual([]);
    expect(exitCodeOf(result, true)).toBe(3);
    expect(table(checked(after))).toEqual([
      "agent reader allowed allowed allowed",
      "agent reader allowed allowed allowed",
    ]);
  });
});
