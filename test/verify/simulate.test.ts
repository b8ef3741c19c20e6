import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServiceError } from "../../src/sandbox/service-error";
import { readSecrets } from "../../src/access/statements";
import { inOrganization, saidOf } from "./support/simulated";
import type { Scene } from "./support/simulated";
import { ACCOUNT, AGENT, document, GOOGLE, READ, WEATHER } from "./support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const deny = (action: string, condition?: object): object =>
  document({ Effect: "Deny", Action: action, Resource: "*", ...(condition && { Condition: condition }) });
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const bounded = (action: string): NonNullable<Scene["before"]> => {
  return (account) => {
    account.sandbox.roles.managed.create(BOUNDARY, document({ Effect: "Allow", Action: action, Resource: "*" }));
    account.role(READ, { boundary: BOUNDARY });
  };
};
/** What is neither agreement nor a note. */
const bad = ({ lines }: { readonly lines: readonly string[] }): string[] =>
  lines.filter((line) => /^(?:fails|unknown)/.test(line));
const only = (condition: object): NonNullable<Scene["before"]> => {
  return (account) => account.role([...READ.slice(0, 2), { ...READ[2], Condition: condition }]);
};

describe("IAM's simulator beside the proof", () => {
  test("agrees on every role, action and key of a sound account", async () => {
    const { lines, asked } = await saidOf({});
    expect(lines).toEqual([
      expect.stringMatching(
        /^ok simulate\.same .* answers as this program does to 9 questions, by the role's own policies and their limits: bedrock-agentcore:GetResourceApiKey, secretsmanager:GetSecretValue, bedrock-agentcore:GetResourceOauth2Token, kms:Decrypt/,
      ),
      expect.stringMatching(/^ok simulate\.same .* to 3 questions, .*: secretsmanager:GetSecretValue, kms:Decrypt/),
    ]);
    // What has role, action and context in common is one question.
    const use = asked.filter(({ ActionNames }) => String(ActionNames).endsWith("GetResourceOauth2Token"));
    expect(use.map(({ ResourceArns }) => (ResourceArns as string[]).length)).toEqual([3]);
  });

  test("is given the keys that the proof uses, and none that it fills in itself", async () => {
    const { asked } = await saidOf({});
    const read = asked.find(
      ({ ActionNames, ResourceArns }) => /GetSecretValue/.test(String(ActionNames)) && String(ResourceArns) === GOOGLE,
    );
    const keys = Object.fromEntries(
      (read?.ContextEntries as { ContextKeyName: string; ContextKeyValues: string[]; ContextKeyType: string }[]).map(
        (one) => [one.ContextKeyName, `${one.ContextKeyType} ${one.ContextKeyValues.join()}`],
      ),
    );
    expect(keys).toEqual({
      "aws:SecureTransport": "boolean true",
      "aws:CalledVia": "stringList bedrock-agentcore.amazonaws.com",
      "aws:CalledViaFirst": "string bedrock-agentcore.amazonaws.com",
      "aws:CalledViaLast": "string bedrock-agentcore.amazonaws.com",
      "aws:ViaAWSService": "boolean true",
      "aws:PrincipalArn": `string ${AGENT}`,
      "aws:PrincipalIsAWSService": "boolean false",
      "aws:RequestedRegion": "string us-east-1",
      "aws:ResourceAccount": `string ${ACCOUNT}`,
      "secretsmanager:SecretId": `string ${GOOGLE}`,
      "secretsmanager:VersionStage": "string AWSCURRENT",
    });
  });

  test.each<[string, object]>([
    ["aws:PrincipalArn", { ArnEquals: { "aws:PrincipalArn": AGENT } }],
    ["aws:CalledVia", { "ForAnyValue:StringEquals": { "aws:CalledVia": "bedrock-agentcore.amazonaws.com" } }],
  ])("a statement that asks for %s is decided alike", async (_, condition) => {
    expect(bad(await saidOf({ before: only(condition) }))).toEqual([]);
  });

  test("a policy that is another one now is shown with both sides; an unchanged one is not", async () => {
    const lines = bad(await saidOf(changedAfter(READ.slice(0, 2))));
    expect(lines).toEqual([
      expect.stringMatching(
        /^fails simulate\.differs .*, secretsmanager:GetSecretValue on .*weather-GhIjKl, and on 1 more resource: AWS answers implicitDeny; by its own policies and their limits it is allowed here: Allowed by statement .* WAY Verify again/,
      ),
    ]);
    expect(bad(await saidOf(changedAfter(READ)))).toEqual([]);
  });

  test("where AWS allows and the proof denies, the statement of AWS stands there", async () => {
    const scene: Scene = {
      before: (account) => account.role(READ.slice(0, 2)),
      after: (account) => account.role(READ),
    };
    expect(bad(await saidOf(scene))).toEqual([
      expect.stringMatching(
        /^fails simulate\.differs .*: AWS answers allowed \(by read \(role\) at 1:\d+\); by .* it is denied here: /,
      ),
    ]);
  });

  test("a boundary is compared by itself", async () => {
    expect(bad(await saidOf({ before: bounded("*") }))).toEqual([]);
    const narrowed: Scene = {
      before: bounded("*"),
      after: ({ sandbox }) =>
        void sandbox.roles.managed.createVersion(
          BOUNDARY,
          document({ Effect: "Allow", Action: "kms:*", Resource: "*" }),
        ),
    };
    expect(bad(await saidOf(narrowed))).toContainEqual(
      expect.stringMatching(
        /^fails .*GetSecretValue on .*: AWS answers implicitDeny \(the boundary does not allow it\); by its permissions boundary it is allowed here/,
      ),
    );
  });
});

describe("SCPs that a member account may not read", () => {
  test("that deny are told as AWS's answer, with the way to know; the proof stays as it is", async () => {
    const said = await saidOf({ before: inOrganization(deny("kms:Decrypt")) });
    expect(bad(said)).toEqual([
      expect.stringMatching(
        /^unknown simulate\.denied .*kms:Decrypt on .*: AWS answers explicitDeny \(SCPs deny it\); by the SCPs of its account it is not known here: .* WAY Read the organization's management account, too, or give the SCPs: --policy scp=111122223333@LEVEL=FILE/,
      ),
      expect.stringMatching(/^unknown simulate\.denied .*kms:Decrypt on /),
    ]);
    expect([said.isProofTheSame, said.verdict]).toEqual([true, "unknown"]);
    // What AWS says of the others is a note, and settles nothing.
    expect(said.lines).toContainEqual(expect.stringMatching(/^note simulate\.told .*GetSecretValue .*settles nothing/));
  });
  test("that deny nothing are a note", async () => {
    const said = await saidOf({ before: inOrganization(deny("s3:*")) });
    expect(bad(said)).toEqual([]);
    expect(said.lines).toContainEqual(
      expect.stringMatching(
        /^note simulate\.told .*kms:Decrypt .*: AWS answers \w+.*; by the SCPs of its account it is not known here/,
      ),
    );
  });
  test("that ask for the Region get it", async () => {
    const elsewhere = (region: string): object => deny("*", { StringNotEquals: { "aws:RequestedRegion": region } });
    expect(bad(await saidOf({ before: inOrganization(elsewhere("us-east-1")) }))).toEqual([]);
    expect(bad(await saidOf({ before: inOrganization(elsewhere("eu-west-1")) })).length).toBeGreaterThan(3);
  });
});

describe("SCPs that are known", () => {
  test("and read are decided alike", async () => {
    expect(bad(await saidOf({ before: inOrganization(deny("kms:Decrypt"), [ACCOUNT]) }))).toEqual([]);
  });
  test("by a file that says otherwise than AWS differ", async () => {
    const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-scp-"));
    try {
      const file = (name: string, content: object): string => {
        writeFileSync(join(folder, name), JSON.stringify(content));
        return `scp=${ACCOUNT}@root=${join(folder, name)}`;
      };
      const all = file("all.json", document({ Effect: "Allow", Action: "*", Resource: "*" }));
      const before = inOrganization(deny("kms:Decrypt"));
      expect(bad(await saidOf({ before, policy: [all] }))).toEqual([
        expect.stringMatching(
          /^fails simulate\.differs .*kms:Decrypt .*\(SCPs deny it\); by the SCPs of its account it is allowed here/,
        ),
        expect.stringMatching(/^fails simulate\.differs .*kms:Decrypt /),
      ]);
      expect(bad(await saidOf({ before, policy: [all, file("one.json", deny("kms:Decrypt"))] }))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("what AWS cannot know", () => {
  test("a key that nobody gave is named, and nothing fails by it", async () => {
    const said = await saidOf({ before: only({ StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } }) });
    expect(bad(said)).toEqual([]);
    expect(said.lines).toContainEqual(
      expect.stringMatching(
        /^note simulate\.told .*GetSecretValue .*AWS answers implicitDeny \(without aws:SourceVpce\)/,
      ),
    );
  });
  test("of a resource of another account it says nothing, but for a statement that denies", async () => {
    const elsewhere = WEATHER.replace(ACCOUNT, "444455556666");
    const point = (statements: readonly object[]): Scene => ({
      before: (account) => {
        account.provider("weather", {
          secrets: { apiKey: { source: "EXTERNAL", secretArn: elsewhere, jsonKey: "key" } },
        });
        account.role(statements);
      },
    });
    const sid = { ...readSecrets([GOOGLE, elsewhere]), Sid: "Both" };
    const open = await saidOf(point([...READ.slice(0, 2), sid]));
    expect(bad(open)).toEqual([]);
    expect(open.lines).toContainEqual(
      expect.stringMatching(/^note simulate\.silent .* says nothing to 1 question: secretsmanager:GetSecretValue/),
    );
    const denied = point([
      ...READ.slice(0, 2),
      sid,
      { Effect: "Deny", Action: "secretsmanager:*", Resource: elsewhere },
    ]);
    expect((await saidOf(denied)).lines.filter((line) => line.includes("silent"))).toHaveLength(1);
  });
  test("without iam:SimulatePrincipalPolicy it is unknown, and the permission stands beside", async () => {
    const without = await saidOf({
      before: ({ sandbox }) =>
        void (sandbox.authorize = ({ action }) => (action === "iam:SimulatePrincipalPolicy" ? "no" : undefined)),
    });
    expect(without.lines).toEqual([
      expect.stringMatching(
        `^unknown simulate.asked .*WAY Allow iam:SimulatePrincipalPolicy on ${AGENT} to whoever verifies`,
      ),
      expect.stringMatching(/^unknown simulate\.asked .*role\/terraform/),
    ]);
  });
  test("a question that AWS does not take is a note, and the others are compared", async () => {
    const { lines } = await saidOf({
      before: ({ sandbox }) =>
        void (sandbox.intercept = ({ input }, phase) =>
          phase === "before" && String(input.ActionNames).startsWith("bedrock-agentcore:")
            ? new ServiceError("InvalidInput", "There is no such action.")
            : undefined),
    });
    const about = (action: string): unknown =>
      expect.stringMatching(`^note simulate.asked .*does not answer about ${action}: InvalidInputException`);
    expect(lines).toEqual([
      about("bedrock-agentcore:GetResourceApiKey"),
      about("bedrock-agentcore:GetResourceOauth2Token"),
      expect.stringMatching(/^ok simulate\.same .* to 3 questions, .*: secretsmanager:GetSecretValue, kms:Decrypt/),
      expect.stringMatching(/^ok simulate\.same .* to 3 questions/),
    ]);
  });
  test("a role that is not there is said once, by its own check", async () => {
    const { lines } = await saidOf({ before: ({ sandbox }) => sandbox.roles.delete(AGENT) });
    expect(lines.filter((line) => line.includes(AGENT))).toEqual([]);
  });
});

test("what SCPs deny of several resources is asked for one by one", async () => {
  const providers = "arn:aws:bedrock-agentcore:*:*:token-vault/default/oauth2credentialprovider/*";
  const denied = document({ Effect: "Deny", Action: "bedrock-agentcore:*", Resource: providers });
  const said = await saidOf({ before: inOrganization(denied) });
  expect(bad(said)).toEqual([
    expect.stringMatching(
      /^unknown simulate\.denied .*GetResourceOauth2Token on \S*oauth2credentialprovider\/google: /,
    ),
  ]);
  expect(said.asked.filter(({ ActionNames }) => String(ActionNames).endsWith("GetResourceOauth2Token"))).toHaveLength(
    4,
  );
});

/** The agent's policy is another one when the simulator is asked. */
function changedAfter(statements: readonly object[]): Scene {
  return { after: (account) => account.role(statements) };
}
