import { DescribeSecretCommand, GetResourcePolicyCommand } from "@aws-sdk/client-secrets-manager";
import type { ProviderKind } from "../../../src/access/vault";
import type { Bench } from "../bench";
import { removeProvider } from "../make/providers";
import { newValue } from "../make/secrets";
import { readDirectly } from "../obtain";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged, KIND_NAMES, KINDS } from "../question";

/** Whether the deletion of a provider touches the secret that it refers to. */
export const deletion: Question = {
  number: 8,
  title: "Does deleting a provider leave its external secret as it is?",
  makes: { secrets: 3, providers: 3 },
  ask: async (bench) => {
    const answers: Answer[] = [];
    for (const kind of KINDS) answers.push(await deleted(bench, kind));
    return answers;
  },
};

async function deleted(bench: Bench, kind: ProviderKind): Promise<Answer> {
  const { aws, place } = bench.here;
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Stays",
        Effect: "Deny",
        Principal: { AWS: `arn:${place.partition}:iam::${place.account}:root` },
        Action: "secretsmanager:CancelRotateSecret",
        Resource: "*",
      },
    ],
  };
  const SecretId = await bench.secret(`secret-${kind}`, { [JSON_KEY]: newValue() }, { policy });
  const provider = await bench.readyProvider(kind, `provider-${kind}`, { secretId: SecretId, jsonKey: JSON_KEY });
  const look = async (): Promise<string> => {
    const told = await bench.call(() => aws.secrets.send(new DescribeSecretCommand({ SecretId })));
    const { ResourcePolicy } = await bench.call(() => aws.secrets.send(new GetResourcePolicyCommand({ SecretId })));
    const value = await bench.call(() => readDirectly(aws, SecretId));
    const { DeletedDate, VersionIdsToStages, Tags, KmsKeyId } = told;
    return JSON.stringify([DeletedDate, VersionIdsToStages, Tags, KmsKeyId, ResourcePolicy, value]);
  };
  const before = await look();
  await bench.call(() => removeProvider(aws, kind, provider, bench.clock));
  const isSame = (await look()) === before;
  return judged(
    `${KIND_NAMES[kind]}: value, versions, tags, key, policy and deletion of the secret`,
    isSame ? "as before" : "changed",
    isSame,
    {
      assumed: "as before",
      change: "docs/lifecycle.md and docs/migrate.md: the secret must be guarded before a provider goes",
    },
  );
}
