import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { configOf, errorOf, SECRET_ARN as SecretId, useSandbox } from "./support/clients";

const sandbox = useSandbox();
const client = (): SecretsManagerClient => new SecretsManagerClient(configOf(sandbox()));
const RotationLambdaARN = "arn:aws:lambda:us-east-1:111122223333:function:rotate";
const token = (digit: string): string => `00000000-0000-4000-9000-${digit.repeat(12)}`;

const stages = async (): Promise<string[]> => {
  const { VersionIdsToStages = {} } = await client().send(new DescribeSecretCommand({ SecretId }));
  return Object.values(VersionIdsToStages)
    .map((all) => all.join("+"))
    .sort();
};
const read = async (VersionStage?: string): Promise<string | undefined> =>
  (await client().send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;

/** What a rotation function does, but for asking the vendor. */
async function finish(id: string, value: string): Promise<void> {
  const put = { SecretId, ClientRequestToken: id, SecretString: value, VersionStages: ["AWSPENDING"] };
  await client().send(new PutSecretValueCommand(put));
  const { VersionId } = await client().send(new GetSecretValueCommand({ SecretId }));
  const move = { SecretId, VersionStage: "AWSCURRENT", MoveToVersionId: id, RemoveFromVersionId: VersionId };
  await client().send(new UpdateSecretVersionStageCommand(move));
}

describe("a rotation", () => {
  const begin = (id: string) =>
    client().send(new RotateSecretCommand({ SecretId, ClientRequestToken: id, RotationLambdaARN }));

  test("makes a pending version, which becomes the current one, and the one before the previous one", async () => {
    expect(await stages()).toEqual(["AWSCURRENT"]);
    await begin(token("1"));
    expect(await stages()).toEqual(["AWSCURRENT", "AWSPENDING"]);
    expect(await read()).toBe('{"client_secret":"one"}');
    expect((await errorOf(read("AWSPENDING"))).name).toBe("ResourceNotFoundException");

    await finish(token("1"), "two");
    expect(await stages()).toEqual(["AWSCURRENT+AWSPENDING", "AWSPREVIOUS"]);
    expect([await read(), await read("AWSPREVIOUS")]).toEqual(["two", '{"client_secret":"one"}']);

    await begin(token("2"));
    await finish(token("2"), "three");
    expect([await read(), await read("AWSPREVIOUS")]).toEqual(["three", "two"]);
  });

  test("that is stuck refuses another one, and its version stays pending when rotation is cancelled", async () => {
    await begin(token("1"));
    expect((await errorOf(begin(token("2")))).message).toBe(
      "A previous rotation isn't complete. That rotation will be reattempted.",
    );
    await client().send(new CancelRotateSecretCommand({ SecretId }));
    expect(await stages()).toEqual(["AWSCURRENT", "AWSPENDING"]);
    await finish(token("1"), "two");
    await begin(token("2"));
  });

  test("needs a function, and the current label is never taken away", async () => {
    expect((await errorOf(client().send(new RotateSecretCommand({ SecretId })))).name).toBe("InvalidRequestException");
    const { VersionId: RemoveFromVersionId } = await client().send(new GetSecretValueCommand({ SecretId }));
    const take = new UpdateSecretVersionStageCommand({ SecretId, VersionStage: "AWSCURRENT", RemoveFromVersionId });
    expect((await errorOf(client().send(take))).message).toContain("can't be completely removed");
  });
});

describe("a secret", () => {
  const make = (Name = "agents/new") => client().send(new CreateSecretCommand({ Name, SecretString: "{}" }));
  const drop = (input: object) => client().send(new DeleteSecretCommand({ SecretId: "agents/new", ...input }));

  test("keeps its name until its recovery window is over, and can be restored within it", async () => {
    await make();
    expect((await errorOf(make())).name).toBe("ResourceExistsException");
    await drop({ RecoveryWindowInDays: 7 });
    expect(await errorOf(make())).toMatchObject({
      name: "InvalidRequestException",
      message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
    });
    const { DeletedDate } = await client().send(new DescribeSecretCommand({ SecretId: "agents/new" }));
    expect(DeletedDate?.getTime()).toBeGreaterThan(Date.now());
    await client().send(new RestoreSecretCommand({ SecretId: "agents/new" }));
    await client().send(new GetSecretValueCommand({ SecretId: "agents/new" }));
  });

  test("that is deleted at once leaves its name", async () => {
    await make();
    await drop({ ForceDeleteWithoutRecovery: true });
    await make();
  });

  test.each([
    ["a window of 3 days", { RecoveryWindowInDays: 3 }],
    ["both ways at once", { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true }],
  ])("is not deleted with %s", async (_name, input) => {
    await make();
    expect((await errorOf(drop(input))).name).toBe("InvalidParameterException");
  });

  test("without a value is there, and read by nobody", async () => {
    await client().send(new CreateSecretCommand({ Name: "empty" }));
    expect((await errorOf(client().send(new GetSecretValueCommand({ SecretId: "empty" })))).message).toBe(
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
  });

  test("tells what became of its replicas, and is not deleted before them", async () => {
    sandbox().secrets.takenElsewhere.set("eu-west-1", ["google-oauth"]);
    const AddReplicaRegions = [{ Region: "eu-west-1" }, { Region: "us-west-2" }];
    await client().send(new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions }));
    const { ReplicationStatus } = await client().send(new DescribeSecretCommand({ SecretId }));
    expect(ReplicationStatus).toEqual([
      expect.objectContaining({ Region: "eu-west-1", Status: "Failed" }),
      { Region: "us-west-2", Status: "InSync" },
    ]);
    const remove = new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 });
    expect((await errorOf(client().send(remove))).name).toBe("InvalidRequestException");
    const RemoveReplicaRegions = AddReplicaRegions.map(({ Region }) => Region);
    await client().send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions }));
    await client().send(remove);
  });
});

test("a secret of one of AWS's services is written by it alone", async () => {
  Object.assign(sandbox().secrets.of(SecretId), { owningService: "bedrock-agentcore-identity" });
  const put = client().send(new PutSecretValueCommand({ SecretId, SecretString: "two" }));
  expect((await errorOf(put)).message).toContain("managed by bedrock-agentcore-identity");
  const rotate = client().send(new RotateSecretCommand({ SecretId, RotationLambdaARN }));
  expect((await errorOf(rotate)).message).toContain("managed by bedrock-agentcore-identity");
  expect(await read()).toBe('{"client_secret":"one"}');
});

test("versions are listed with their dates, those without a label only on request", async () => {
  const list = async (IncludeDeprecated?: boolean) =>
    (await client().send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated }))).Versions ?? [];
  const put = (digit: string, SecretString: string) =>
    client().send(new PutSecretValueCommand({ SecretId, ClientRequestToken: token(digit), SecretString }));
  await put("1", "two");
  await put("2", "three");
  expect((await list()).map(({ VersionStages }) => VersionStages)).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
  expect((await list(true)).map(({ VersionStages = [] }) => VersionStages.length)).toEqual([0, 1, 1]);
  expect((await list()).every(({ CreatedDate }) => CreatedDate instanceof Date)).toBe(true);
});
