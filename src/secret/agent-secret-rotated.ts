import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { rotatorStatements, WRITE_WITH_KEY } from "../access/agent-secret-statements";
import { KmsAccess } from "../access/modes";
import { FUNCTION_ARN } from "../access/rules/agent-secret";
import { preconditions } from "../terraform/check";
import { keyArnGuards, roleArnGuards, ruleGuards } from "../terraform/guards";
import { shortHashOf } from "../terraform/labels";
import { placeArguments } from "../terraform/region";
import type { RolePolicy } from "../terraform/role-policy";
import { rolePolicy } from "../terraform/role-policy";
import { argument, argumentsOf } from "../terraform/text";
import { resolveAll } from "../terraform/tokens";
import type { AgentSecretRotation } from "./agent-secret-rotation";
import type { ExternalSecret } from "./external-secret";
import { policyOf } from "./secret-policy";

/** The operations of a grant are named without their service. */
export const GRANTED = WRITE_WITH_KEY.map((action) => action.replace("kms:", ""));

/** Makes a secret's rotation, with what its role needs, all of it before. */
export class Rotated {
  /** The `aws_secretsmanager_secret_rotation`. */
  public readonly resource: SecretsmanagerSecretRotation;
  public readonly policy: RolePolicy;

  public constructor(
    private readonly secret: ExternalSecret,
    private readonly scope: Construct,
    name: string,
    private readonly rotation: AgentSecretRotation,
    after: readonly ITerraformDependable[],
  ) {
    const { rotator } = rotation;
    const { everyDays, schedule, duration, immediately, functionArn, secretType, metadata = {} } = rotation._parts;
    const policy = policyOf(secret);
    policy.addRotator(rotator);
    this.policy = this.identityPolicy(name);
    const before = [policy.resource, this.policy.resource, this.grant(), this.permission()];
    this.resource = new SecretsmanagerSecretRotation(scope, "Rotation", {
      secretId: argument(secret.secretArn),
      ...(functionArn !== undefined && { rotationLambdaArn: argument(functionArn) }),
      rotationRules: {
        automaticallyAfterDays: everyDays,
        ...(schedule !== undefined && { scheduleExpression: argument(schedule) }),
        ...(duration !== undefined && { duration: argument(duration) }),
      },
      rotateImmediately: immediately ?? true,
      dependsOn: [...after, ...before.filter((one) => one !== undefined)],
      ...preconditions([
        ...(functionArn === undefined ? [] : ruleGuards(FUNCTION_ARN, "functionArn", functionArn)),
        ...roleArnGuards([rotator.roleArn]),
      ]),
      ...this.place,
    });
    if (secretType === undefined) return;
    // The bindings of aws 6.25 do not know it.
    this.resource.addOverride("external_secret_rotation_role_arn", argument(rotator.roleArn));
    const pairs = Object.entries(metadata).map(([key, value]) => argumentsOf({ key, value }));
    if (pairs.length > 0) this.resource.addOverride("external_secret_rotation_metadata", pairs);
  }

  private get place() {
    const { region, _provider: provider } = this.secret;
    return placeArguments(this.scope, region, provider);
  }

  private identityPolicy(name: string): RolePolicy {
    const { secretArn, kmsKeyArn: keyArn = "", region, _partition: partition, _provider: provider } = this.secret;
    const { secretType, makesPasswords = false } = this.rotation._parts;
    const policyName = `AgentCoreIdentity-${region}-rotation-${shortHashOf(name)}`;
    return rolePolicy(
      this.scope,
      "Rotator",
      this.rotation.rotator,
      policyName,
      (resolve) =>
        rotatorStatements({
          secretArn: resolve(secretArn),
          ...(secretType !== undefined && { secretType: resolve(secretType) }),
          makesPasswords,
          encrypted: resolveAll({ secretArn, keyArn, region, partition }, resolve),
        }),
      provider,
    );
  }

  /** Its role writes with the key as readers read with it. */
  private grant(): KmsGrant | undefined {
    const { secretArn, kmsKeyArn = "", region, _keyAccess: access } = this.secret;
    if (access !== KmsAccess.GRANT) return undefined;
    const { roleArn } = this.rotation.rotator;
    return new KmsGrant(this.scope, "RotateWithKey", {
      keyId: argument(kmsKeyArn),
      granteePrincipal: argument(roleArn),
      operations: GRANTED,
      constraints: [{ encryptionContextSubset: { SecretARN: argument(secretArn) } }],
      ...preconditions([...keyArnGuards(kmsKeyArn, region), ...roleArnGuards([roleArn])]),
      ...this.place,
    });
  }

  /** Secrets Manager may invoke the function for this secret. */
  private permission(): LambdaPermission | undefined {
    const { functionArn, isInvokable = false } = this.rotation._parts;
    if (functionArn === undefined || isInvokable) return undefined;
    const { secretArn, _account: account } = this.secret;
    return new LambdaPermission(this.scope, "Invoke", {
      action: "lambda:InvokeFunction",
      functionName: argument(functionArn),
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: argument(account),
      sourceArn: argument(secretArn),
      ...this.place,
    });
  }
}
