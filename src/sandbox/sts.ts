import type { Authorize, Call, Handlers, Principal } from "./call";
import { ServiceError } from "./service-error";

/** Access keys and whose they are. */
export class Principals {
  private readonly byAccessKeyId = new Map<string, Principal>();

  /** @param roleArn the role of a session, if it has a path: the session's own ARN does not tell it */
  public add(accessKeyId: string, arn: string, roleArn: string | undefined = roleOf(arn)): void {
    const account = arn.split(":")[4] as string;
    this.byAccessKeyId.set(accessKeyId, { arn, account, accessKeyId, ...(roleArn !== undefined && { roleArn }) });
  }

  public of(accessKeyId: string): Principal {
    const principal = this.byAccessKeyId.get(accessKeyId);
    if (!principal)
      throw new ServiceError(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        403,
      );
    return principal;
  }

  /** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  public assume(roleArn: string, session: string): { accessKeyId: string; arn: string } {
    const accessKeyId = `ASIASANDBOX${String(this.byAccessKeyId.size).padStart(5, "0")}`;
    const arn = `${roleArn.replace(":iam::", ":sts::").replace(/:role\/(?:.*\/)?/, ":assumed-role/")}/${session}`;
    this.add(accessKeyId, arn, roleArn);
    return { accessKeyId, arn };
  }
}

function roleOf(arn: string): string | undefined {
  const session = /^(arn:[^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn);
  return session ? `${session[1]}:iam::${session[2]}:role/${session[3]}` : undefined;
}

const ONE_HOUR = 3_600_000;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export const stsHandlers = (
  principals: Principals,
  externalIds: ReadonlyMap<string, string>,
  authorize: Authorize,
): Handlers => ({
  GetCallerIdentity: ({ principal }: Call) => ({
    Arn: principal.arn,
    Account: principal.account,
    UserId: `AROASANDBOX:${principal.arn.split("/").pop()}`,
  }),
  AssumeRole: ({ input, principal }: Call) => {
    const { RoleArn, RoleSessionName, ExternalId } = input as {
      RoleArn: string;
      RoleSessionName: string;
      ExternalId?: string;
    };
    const expected = externalIds.get(RoleArn);
    const denied = authorize({
      principal,
      action: "sts:AssumeRole",
      resource: RoleArn,
      context: {
        "sts:RoleSessionName": RoleSessionName,
        ...(ExternalId !== undefined && { "sts:ExternalId": ExternalId }),
      },
    });
    if (denied !== undefined || (expected !== undefined && expected !== ExternalId))
      throw new ServiceError(
        "AccessDenied",
        `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        403,
      );
    const { accessKeyId, arn } = principals.assume(RoleArn, RoleSessionName);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: "sandbox-secret-access-key",
        SessionToken: "sandbox-session-token",
        Expiration: new Date(Date.now() + ONE_HOUR),
      },
      AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROASANDBOX:${RoleSessionName}` },
    };
  },
});
