import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { table, violations } from "../../cli/support";
import { changed } from "../changed";
import type { RawPlan } from "../harness/plan";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { ACCOUNT, IRELAND, made, NAME, role, ROTATED, VALUE, workspaceOf } from "./agent-secret-calls";

const resultFor = (plan: RawPlan) =>
  resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: ACCOUNT }));
const answers = (plan: RawPlan): string[] => table(resultFor(plan)).sort();
const planOf = async (configuration: object): Promise<RawPlan> =>
  (await (await workspaceOf(configuration)).plan()).json;
/** A plan in which the policies that the module's output tells are others. */
const told = (plan: RawPlan, from: string | RegExp, to: string): RawPlan =>
  JSON.parse(
    JSON.stringify(plan, (name, value: unknown) => {
      if (name !== "policies" || JSON.stringify(value) === "{}") return value;
      const text = JSON.stringify(value).replaceAll(from, to);
      expect(text).not.toBe(JSON.stringify(value));
      return JSON.parse(text) as unknown;
    }),
  ) as RawPlan;

const READ = "secretsmanager:GetSecretValue";
const google = (more: object): object => ({
  vendor: "GoogleOauth2",
  client_id: "client-id",
  json_key: "client_secret",
  ...more,
});

describeWithTerraform("secrets that the root module makes, before the first apply", () => {
  test("are proven, and the same without one statement is denied", async () => {
    const plan = await planOf(made({ value_version: 1, writers: { terraform: role("terraform") }, ...ROTATED }, VALUE));
    expect(answers(plan)).toEqual(["rotate deployer denied allowed allowed", "runtime reader allowed allowed allowed"]);
    expect(resultFor(plan).assumptions).toContainEqual({
      subject: "module.identity",
      text: "gives the secrets that it makes the policies and grants that output.who tells: the plan does not show them",
    });
    const reader = (one: RawPlan): string | undefined => answers(one).find((line) => line.startsWith("runtime "));
    const unread = told(plan, READ, "secretsmanager:DescribeSecret");
    expect(reader(unread)).toBe("runtime reader allowed allowed allowed");
    const unnamed = changed(unread, "aws_secretsmanager_secret_policy", "role/agents/runtime", "role/x");
    expect(reader(unnamed)).toBe("runtime reader allowed denied allowed");
    const unused = told(plan, "oauth2credentialprovider/google-maps", "oauth2credentialprovider/x");
    expect(reader(unused)).toBe("runtime reader denied allowed allowed");
    const ungranted = changed(plan, "aws_kms_grant", "role/agents/runtime", "role/x");
    expect(reader(ungranted)).toBe("runtime reader allowed allowed denied");
  });

  test("are each told from the others: who reads one is a stranger to the next", async () => {
    const writers = { terraform: role("terraform") };
    const plan = await planOf(
      made(
        {},
        {
          agent_secrets: {
            one: { name: "agents/one", writers },
            two: { name: "agents/two", region: "eu-west-1", writers },
          },
          readers: { a: { role_arn: role("a") }, b: { role_arn: role("b"), policy_kind: "MANAGED" } },
          oauth2_providers: {
            first: google({ secret: "one", readers: ["a"] }),
            second: google({ secret: "two", readers: ["b"] }),
          },
        },
      ),
    );
    const { rows, findings } = resultFor(plan);
    expect(
      rows.map(({ provider, principal, use, read, decrypt }) =>
        [provider.name, principal.split("/").pop(), use.verdict, read.verdict, decrypt.verdict].join(" "),
      ),
    ).toEqual(["first a allowed allowed allowed", "second b allowed allowed allowed"]);
    expect(violations({ findings } as ReturnType<typeof resultFor>)).toEqual([]);
    // A grant for the other secret's reader is none for this one.
    const swapped = changed(
      changed(changed(plan, "aws_kms_grant", "role/a", "role/x"), "aws_kms_grant", "role/b", "role/a"),
      "aws_kms_grant",
      "role/x",
      "role/b",
    );
    expect(answers(swapped)).toEqual(["a reader allowed allowed denied", "b reader allowed allowed denied"]);
  });

  test("have replicas, whose readers are known; what the bridge adds is not", async () => {
    const secret = { value_version: 1, replicas: { "eu-west-1": IRELAND } };
    const plan = await planOf(made(secret, VALUE, { regions: ["eu-west-1"] }));
    expect(answers(plan)).toEqual([
      "runtime reader allowed allowed allowed",
      // The policy of the replica's key is in no input.
      "runtime reader allowed allowed unknown",
    ]);
    const bridged = await planOf(made({ ...secret, policy_mode: "ADDITIVE" }, VALUE));
    expect(answers(bridged)).toEqual(["runtime reader allowed allowed allowed"]);
  });

  test("are told from those of another call of the module, by name and Region", async () => {
    const one = made({ value_version: 1 }, VALUE) as { module: { identity: object }; output: object };
    const readers = { runtime: { role_arn: role("other") } };
    const other = (name: string): object =>
      (made({ value_version: 1, name }, { ...VALUE, readers }) as typeof one).module.identity;
    const output = { ...one.output, again: { value: "${module.again.intended_readers}" } };
    const both = (again: object) => planOf({ ...one, module: { ...one.module, again }, output });
    const verdicts = async (plan: Promise<RawPlan>): Promise<string[]> =>
      resultFor(await plan)
        .rows.filter(({ provider }) => provider.at.startsWith("module.identity."))
        .map(({ principal, read }) => `${principal.split("/").pop()} ${read.verdict}`);
    expect(await verdicts(both(other("agents/other")))).toEqual(["other denied", "runtime allowed"]);
    expect(new Set(await verdicts(both(other(NAME))))).toEqual(new Set(["runtime unknown", "other unknown"]));
  });
});
