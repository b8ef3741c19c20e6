import { Sandbox } from "../../src/sandbox/sandbox";
import { ServiceError } from "../../src/sandbox/service-error";
import { classify } from "../../src/bridge/runner/aws-error";
import { furnish, SECRET_ARN, SUBJECTS } from "./support/objects";
import { run, TestClock, useSandbox } from "./support/runs";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  sandbox.providers.pendingLooks = 0;
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

const error = (name: string, message = "because", status = 400): object => ({
  name,
  message,
  $metadata: { httpStatusCode: status },
});

/** Each final error beside one that is worth another try, and differs in one thing. */
test.each([
  [error("InvalidRequestException", "Call must be made in primary secret's region."), "final"],
  [error("InvalidRequestException", "it was marked for deletion."), "absent"],
  [error("ValidationException", "name is too long"), "final"],
  [error("ValidationException", "google already exists"), "busy"],
  [error("ServiceQuotaExceededException"), "final"],
  [error("ServiceQuotaExceededException", "because", 429), "passing"],
  [error("MalformedPolicyDocumentException", "a syntax error"), "final"],
  [error("MalformedPolicyDocumentException", "invalid principal"), "new principal"],
  [error("AccessDeniedException", "no", 403), "denied"],
  [error("ThrottlingException", "no", 403), "passing"],
  [error("ExpiredTokenException", "no", 403), "unauthenticated"],
  [error("ConflictException", "no", 403), "busy"],
  [error("SomethingElse", "no", 400), "final"],
  [error("SomethingElse", "no", 500), "passing"],
])("%j is %s", (one, kind) => expect(classify(one)).toBe(kind));

test.each([
  ["ValidationException", 400, "Running it again does not help: Correct what AWS says."],
  [
    "AccessDeniedException",
    403,
    "Running it again does not help: Allow bedrock-agentcore:CreateApiKeyCredentialProvider",
  ],
  ["ExpiredTokenException", 403, "Running it again does not help: Renew them"],
  ["ThrottlingException", 429, "Run it again: nothing is half done that another run would not finish."],
  ["InternalServerException", 500, "Run it again: nothing is half done"],
])("%s says whether another run helps", async (name, status, says) => {
  sandbox.intercept = ({ operation }) =>
    operation.startsWith("Create") ? new ServiceError(name, "because", status) : undefined;
  const { stderr } = await run("apply", { ...SUBJECTS.apikey.input, timeoutSeconds: 30 });
  expect(stderr.replaceAll("agentcore-identity-bridge: ", "")).toContain(says);
});

test("a policy for a replica is refused at once, with the way to the primary", async () => {
  sandbox.secrets.of(SECRET_ARN).isReplica = true;
  const clock = new TestClock();
  const { exitCode, stderr } = await run("apply", SUBJECTS.secretPolicy.input, { clock });
  expect([exitCode, clock.sleeps]).toEqual([5, []]);
  expect(stderr).toContain("must be made in primary secret's region");
  expect(stderr).toContain(
    "Running it again does not help: A replica has no policy of its own. Give the ARN of the primary secret",
  );
  sandbox.secrets.of(SECRET_ARN).isReplica = false;
  expect((await run("apply", SUBJECTS.secretPolicy.input)).exitCode).toBe(0);
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
  const refusing = (): void => {
    sandbox.intercept = ({ operation }) =>
      operation === "PutResourcePolicy"
        ? new ServiceError(
            "MalformedPolicyDocumentException",
            "This resource policy contains an unsupported principal.",
          )
        : undefined;
  };

  test("because it was deleted is named at once, with its statement", async () => {
    sandbox.secrets.of(SECRET_ARN).policy = foreign("AROAEXAMPLEID1234567");
    refusing();
    const clock = new TestClock();
    const { exitCode, stderr } = await run("apply", SUBJECTS.secretPolicy.input, { clock });
    expect([exitCode, clock.sleeps]).toEqual([3, []]);
    expect(stderr).toContain('names principals that were deleted: AROAEXAMPLEID1234567 (statement "Team").');
    expect(stderr).toContain("Take them out of those statements by hand first.");
    expect(sandbox.secrets.of(SECRET_ARN).policy).toBe(foreign("AROAEXAMPLEID1234567"));
  });

  test("because it is new is waited for", async () => {
    sandbox.secrets.of(SECRET_ARN).policy = foreign("arn:aws:iam::111122223333:role/new");
    refusing();
    const clock = new TestClock();
    await run("apply", SUBJECTS.secretPolicy.input, { clock });
    expect(clock.sleeps.length).toBeGreaterThan(3);
  });
});

test("control characters of an answer are shown, not obeyed", async () => {
  sandbox.intercept = ({ operation }) =>
    operation.startsWith("Create")
      ? new ServiceError("ValidationException", "\u001b[2Jgone\u202e\u0085", 400)
      : undefined;
  const { stderr } = await run("apply", SUBJECTS.apikey.input);
  expect(stderr).toContain("\\u001b[2Jgone\\u202e\\u0085");
  // eslint-disable-next-line no-control-regex
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u202a-\u202e]/);
});
