import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { randomBytes } from "node:crypto";
import { Aws } from "../aws";
import type { Account } from "../aws";
import { ROLE_PATH, TAG } from "../names";
import { isGone } from "../outcome";

export const POLICY_NAME = "acceptance";

/** A role that only this run may assume: nobody else knows the external ID. */
export async function createRole(
  { aws, place }: Account,
  name: string,
  prefix: string,
): Promise<{ readonly arn: string; readonly externalId: string }> {
  const externalId = randomBytes(16).toString("hex");
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${place.partition}:iam::${place.account}:root` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  };
  const { Role } = await aws.iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: ROLE_PATH,
      AssumeRolePolicyDocument: JSON.stringify(trust),
      Description: "Made by npm run acceptance, and removed by it.",
      Tags: [{ Key: TAG, Value: prefix }],
    }),
  );
  return { arn: Role?.Arn ?? "", externalId };
}

export const allow = ({ aws }: Account, RoleName: string, statements: readonly object[]): Promise<unknown> =>
  aws.iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: POLICY_NAME,
      PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    }),
  );

export async function removeRole(iam: IAMClient, RoleName: string, policies = [POLICY_NAME]): Promise<void> {
  for (const PolicyName of policies)
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })).catch((error: unknown) => {
      if (!(error instanceof Error && isGone(error))) throw error;
    });
  await iam.send(new DeleteRoleCommand({ RoleName }));
}

/** AWS as the role. */
export async function assumed(
  { aws }: Account,
  role: { readonly arn: string; readonly externalId: string },
): Promise<Aws> {
  const { Credentials } = await aws.sts.send(
    new AssumeRoleCommand({
      RoleArn: role.arn,
      RoleSessionName: TAG,
      ExternalId: role.externalId,
    }),
  );
  const { region, endpoint } = aws.identity;
  return new Aws({
    region,
    ...(endpoint !== undefined && { endpoint }),
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      ...(Credentials?.SessionToken !== undefined && { sessionToken: Credentials.SessionToken }),
    },
  });
}
