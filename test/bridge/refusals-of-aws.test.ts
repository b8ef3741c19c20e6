import { Sandbox } from "../../src/sandbox/sandbox";
import { ServiceError } from "../../src/sandbox/service-error";
import { furnish, ROLE_ARN, SECRET_ARN, SUBJECTS } from "./support/objects";
import { run, TestClock, useSandbox } from "./support/runs";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  sandbox.providers.pendingLooks = 0;
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

const plain = (text: string): string => text.replaceAll("agentcore-identity-bridge: ", "");
const { input } = SUBJECTS.secretPolicy;

test.each([
  ["ValidationException", 400, "Running it again does not help: Correct the value that the message names"],
  ["AccessDeniedException", 403, "Otherwise: Allow bedrock-agentcore:CreateApiKeyCredentialProvider"],
  ["ExpiredTokenException", 403, "Running it again does not help: Renew them"],
  ["ThrottlingException", 429, "Run it again: nothing is half done that another run would not finish."],
  ["SomethingNewException", 418, "Running it again helps only if the message says that it passes."],
])("%s says whether another run helps", async (name, status, says) => {
  sandbox.intercept = ({ operation }) =>
    operation.startsWith("Create") ? new ServiceError(name, "because", status) : undefined;
  const { stderr } = await run("apply", { ...SUBJECTS.apikey.input, timeoutSeconds: 30 });
  expect(plain(stderr)).toContain(says);
});

test.each(["apply", "remove"] as const)("a replica's policy is refused at once: %s", async (verb) => {
  if (verb === "remove") {
    sandbox.secrets.of(SECRET_ARN).policy = undefined;
    await run("apply", input);
  }
  sandbox.secrets.of(SECRET_ARN).isReplica = true;
  const clock = new TestClock();
  const { exitCode, stderr } = await run(verb, input, { clock });
  expect([exitCode, clock.sleeps]).toEqual([5, []]);
  expect(stderr).toContain("(InvalidParameterException): Operation not permitted on a replica secret.");
  expect(stderr).toContain("Running it again does not help: Give the ARN of the primary secret");
  sandbox.secrets.of(SECRET_ARN).isReplica = false;
  expect((await run(verb, input)).exitCode).toBe(0);
});

test("a clock that is off is corrected by what AWS answers, and only then given up", async () => {
  const off = new ServiceError("InvalidSignatureException", "Signature expired: x is now earlier than y", 403);
  let left = 1;
  sandbox.intercept = (_, phase) => (phase === "before" && left-- > 0 ? off : undefined);
  expect((await run("apply", SUBJECTS.apikey.input)).exitCode).toBe(0);
  left = Infinity;
  const { exitCode, stderr } = await run("apply", SUBJECTS.apikey.input);
  expect([exitCode, stderr]).toEqual([4, expect.stringContaining("Set the clock of this machine")]);
});

describe("a principal that AWS does not know", () => {
  const foreign = (principal: string): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Team",
          Effect: "Allow",
          Principal: { AWS: principal },
          Action: "secretsmanager:GetSecretValue",
          Resource: "*",
        },
      ],
    });
  const ID = "AROAEXAMPLEID1234567";
  const isPut = ({ operation }: { operation: string }): boolean => operation === "PutResourcePolicy";
  const refusal = new ServiceError(
    "MalformedPolicyDocumentException",
    "This resource policy contains an unsupported principal.",
  );
  const secret = () => sandbox.secrets.of(SECRET_ARN);

  test("because it was deleted is named at once, with its statement", async () => {
    secret().policy = foreign(ID);
    sandbox.intercept = (call) => (isPut(call) ? refusal : undefined);
    const clock = new TestClock();
    const { exitCode, stderr } = await run("apply", input, { clock });
    expect([exitCode, clock.sleeps]).toEqual([3, []]);
    expect(stderr).toContain(`names principals that were deleted: ${ID} (statement "Team").`);
    expect(stderr).toContain("Take them out of those statements by hand first.");
    expect(secret().policy).toBe(foreign(ID));
  });

  test("because it is new is waited for as long as there is time", async () => {
    const clock = new TestClock();
    sandbox.intercept = (call) => (isPut(call) && clock.now() < 250_000 ? refusal : undefined);
    expect((await run("apply", input, { clock })).exitCode).toBe(0);
    expect(clock.now()).toBeGreaterThan(250_000);

    sandbox.intercept = (call) => (isPut(call) ? refusal : undefined);
    const { exitCode, stderr } = await run("apply", SUBJECTS.secretPolicy.changed);
    expect(exitCode).toBe(5);
    expect(stderr).toContain("The time limit of 300 s passed.");
    expect(stderr).toContain("whether each role exists that the statements name");
  });

  /** The role of our statement is deleted behind our first write; AWS shows its ID from then on. */
  const deleteRole = (): void => {
    secret().policy = secret().policy?.replace(ROLE_ARN, ID);
  };

  test("because it was deleted behind our write is no other run's change", async () => {
    let puts = 0;
    sandbox.intercept = (call, phase) => {
      if (!isPut(call)) return undefined;
      if (phase === "before") return ++puts > 1 ? refusal : undefined;
      deleteRole();
      return undefined;
    };
    const clock = new TestClock();
    const { exitCode, stderr } = await run("apply", input, { clock });
    expect([exitCode, clock.sleeps]).toEqual([3, []]);
    expect(stderr).toContain(`A role was deleted while its statement was written`);
    expect(stderr).toContain(ID);
    expect(stderr).not.toContain("another run set other statements");
  });

  test("and which is made again at once is written again", async () => {
    let puts = 0;
    sandbox.intercept = (call, phase) => {
      if (isPut(call) && phase === "after" && ++puts === 1) deleteRole();
      return undefined;
    };
    expect((await run("apply", input)).exitCode).toBe(0);
    expect([puts, SUBJECTS.secretPolicy.look(sandbox)]).toEqual([2, SUBJECTS.secretPolicy.content]);
  });
});

describe("what an API answers", () => {
  const answering = (message: string): void => {
    sandbox.intercept = ({ operation }) =>
      operation.startsWith("Create") ? new ServiceError("ValidationException", message, 400) : undefined;
  };

  test("is shown, not obeyed", async () => {
    answering("\u001b[2Jgone\u202e\u0085");
    const { stderr } = await run("apply", SUBJECTS.apikey.input);
    expect(stderr).toContain("\\u001b[2Jgone\\u202e");
    // eslint-disable-next-line no-control-regex
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u202a-\u202e]/);
  });

  test.each(["\n", "\r\n", "\r", "\u2028"])("keeps its lines, and none of them passes for ours: %j", async (end) => {
    const faked = 'agentcore-identity-bridge: apply apikey "weather": created';
    answering(`first${end}${faked}${end}last`);
    const { stderr } = await run("apply", SUBJECTS.apikey.input);
    const lines = stderr.split("\n");
    expect(lines.find((line) => line.endsWith("): first"))).toBeDefined();
    expect(lines).toContain(`agentcore-identity-bridge:   | ${faked}`);
    expect(lines).toContain("agentcore-identity-bridge:   | last");
    expect(lines).not.toContain(faked);
  });
});
