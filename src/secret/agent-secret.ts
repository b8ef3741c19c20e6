import { DataAwsSecretsmanagerSecretVersions } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-versions";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { MadeSecret } from "../access/deployment";
import { requireKinds } from "../access/argument-kinds";
import { isKnown } from "../access/known";
import { SECRET_NAME } from "../access/rules/agent-secret";
import { addressOf } from "../terraform/address";
import { AwsProviderVersion } from "../terraform/aws-provider-version";
import type { Assertion } from "../terraform/check";
import { addCheck, assertion, preconditions } from "../terraform/check";
import { ruleGuards } from "../terraform/guards";
import { Program } from "../terraform/program";
import { placeArguments } from "../terraform/region";
import { argument, argumentsOf, expression, template } from "../terraform/text";
import { atSynthesis } from "../terraform/tokens";
import { AgentSecretKey } from "./agent-secret-key";
import type { AgentSecretProps } from "./agent-secret-options";
import { AGENT_SECRET_KINDS } from "./agent-secret-options";
import { placeOf, statedPlaceProblems } from "./agent-secret-place";
import { agentSecretProblems } from "./agent-secret-problems";
import { Rotated } from "./agent-secret-rotated";
import { AgentSecretValue, keyProblems } from "./agent-secret-value";
import { ExternalSecret } from "./external-secret";
import type { SecretReference } from "./secret-reference";
import type { SecretReplicaOptions } from "./secret-replica";
import { replicaId } from "./secret-replica";

/** A text of something that is made below the construct, which is not there yet when it is asked for. */
const later = (make: () => string): string => atSynthesis((resolve) => template(make(), resolve));

/**
 * A new secret, made for one agent, with a customer managed key, replicas, tags and rotation. It is an `ExternalSecret`:
 * JSON keys, grants, policy modes and key access work on it as on a secret that was there before. Terraform never keeps
 * its value.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/create_secret.html
 */
export class AgentSecret extends ExternalSecret {
  /** The `aws_secretsmanager_secret`. */
  public readonly resource: SecretsmanagerSecret;

  /** The key that the program makes for it; not there if `kmsKeyArn` names one. */
  public readonly key?: AgentSecretKey;

  /** The `aws_secretsmanager_secret_rotation`. */
  public readonly rotation?: SecretsmanagerSecretRotation;

  /** What its rotator needs, as JSON text: for a role that is managed elsewhere. */
  public readonly rotatorPolicyDocument?: string;

  private readonly props: AgentSecretProps;
  private readonly value: AgentSecretValue;
  private readonly version?: SecretsmanagerSecretVersion;
  private awaiting?: DataAwsSecretsmanagerSecretVersions;

  public constructor(scope: Construct, id: string, props: AgentSecretProps) {
    requireKinds(`${scope.node.path}/${id}`, props, AGENT_SECRET_KINDS);
    const place = placeOf(scope, props);
    const made: { arn: () => string; keyArn: () => string } = { arn: () => "", keyArn: () => "" };
    super(scope, id, {
      ...props,
      ...place,
      secretArn: later(() => made.arn()),
      kmsKeyArn: props.kmsKeyArn ?? later(() => made.keyArn()),
    });
    this.props = props;
    this.value = props.value ?? AgentSecretValue.outOfBand();
    Program.of(this).refuse(this, ...statedPlaceProblems(this, props), ...agentSecretProblems(props, place));
    const key = props.key ?? (props.kmsKeyArn === undefined ? this.keyIn("Key", place.region) : undefined);
    key?._admit(props.name);
    this.key = key;
    made.keyArn = () => key?.keyArn ?? "";
    this.resource = this.makeSecret();
    made.arn = () => this.resource.arn;
    this.version = this.makeVersion();
    if (!props.rotation) return;
    const { resource, policy } = new Rotated(this, this, props.name, props.rotation, this._populatedBy);
    this.rotation = resource;
    this.rotatorPolicyDocument = policy.document;
  }

  /**
   * References one value of the secret.
   *
   * @param jsonKey one top-level key of the secret's JSON object, 1 to 128 characters; not a path. One that the secret's
   * value is known not to have is refused
   */
  public override jsonKey(jsonKey: string): SecretReference {
    const reference = super.jsonKey(jsonKey);
    Program.of(this).refuse(this, ...keyProblems(this.value, jsonKey));
    return reference;
  }

  /**
   * Makes a replica of the secret in another Region, for the credential providers there, with a key of its own unless the
   * options name one.
   *
   * @param region the Region of the replica
   * @param options its key
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
   */
  public override replicaIn(region: string, options: SecretReplicaOptions = {}): ExternalSecret {
    const isNew = isKnown(region) && this.node.tryFindChild(replicaId(region)) === undefined;
    if (!isNew) return super.replicaIn(region, options);
    const own = options.kmsKeyArn === undefined ? this.keyIn(`Key-${region}`, region) : undefined;
    own?._admit(this.props.name);
    const kmsKeyArn = options.kmsKeyArn ?? own?.keyArn;
    const replica = super.replicaIn(region, { ...options, kmsKeyArn });
    const others = this.resource.replicaInput;
    this.resource.putReplica([
      ...(Array.isArray(others) ? others : []),
      { region, ...(kmsKeyArn !== undefined && { kmsKeyId: argument(kmsKeyArn) }) },
    ]);
    addCheck(this, replicasAreMade(this.resource));
    return replica;
  }

  /** @internal */
  public override get _populatedBy(): readonly ITerraformDependable[] {
    return [...super._populatedBy, this.version ?? (this.awaiting ??= this.awaitValue())];
  }

  /** @internal */
  public override get _made(): MadeSecret | undefined {
    const { name, recoveryWindowInDays, overwritesReplicas = false, rotation } = this.props;
    const { rotator, functionArn, isInvokable = false } = rotation?._parts ?? {};
    const replicas = this.resource.replicaInput;
    return {
      place: { partition: this._partition, region: this.region, account: this._account },
      name,
      keyArn: this.kmsKeyArn ?? "",
      ownsKey: this.key !== undefined,
      replicas: Array.isArray(replicas) ? replicas.map(({ region }) => region) : [],
      overwritesReplicas,
      deletesAtOnce: recoveryWindowInDays === 0,
      writes: this.version !== undefined,
      generates: this.value._isGenerated,
      ...(rotator && {
        rotation: {
          ...(functionArn !== undefined && { functionArn }),
          roleArn: rotator.roleArn,
          attachesPolicy: rotator.attachPolicy,
          setsPermission: !isInvokable,
        },
      }),
    };
  }

  private keyIn(id: string, region: string): AgentSecretKey {
    const { account, provider, tags, writers, name } = this.props;
    return new AgentSecretKey(this, id, {
      ...(writers && { writers }),
      description: `Encrypts the secret ${name}`,
      ...(tags && { tags }),
      region,
      ...(account !== undefined && { account }),
      ...(provider && { provider }),
    });
  }

  private makeSecret(): SecretsmanagerSecret {
    const { name, description, recoveryWindowInDays, overwritesReplicas, tags, rotation } = this.props;
    const resource = new SecretsmanagerSecret(this, "Resource", {
      name: argument(name),
      ...(description !== undefined && { description: argument(description) }),
      kmsKeyId: argument(this.kmsKeyArn ?? ""),
      recoveryWindowInDays: recoveryWindowInDays ?? 30,
      forceOverwriteReplicaSecret: overwritesReplicas,
      tags: argumentsOf(tags),
      // Where a name is taken, AWS says so before the secret is gone.
      lifecycle: { createBeforeDestroy: true, ...preconditions(ruleGuards(SECRET_NAME, "name", name)).lifecycle },
      ...this.place,
    });
    const { secretType } = rotation?._parts ?? {};
    if (secretType === undefined) return resource;
    AwsProviderVersion._require(this);
    resource.addOverride("type", argument(secretType));
    return resource;
  }

  private makeVersion(): SecretsmanagerSecretVersion | undefined {
    const { _version: version, _guards: guards } = this.value;
    if (version === undefined) return undefined;
    const { region } = this.place;
    return new SecretsmanagerSecretVersion(this, "Value", {
      secretId: argument(this.secretArn),
      secretStringWo: this.value._written(this, region, this._provider),
      secretStringWoVersion: version,
      ...preconditions(guards),
      ...this.place,
    });
  }

  /** What is put out of band is there, or nothing that needs it is made. */
  private awaitValue(): DataAwsSecretsmanagerSecretVersions {
    const data = new DataAwsSecretsmanagerSecretVersions(this, "Versions", {
      secretId: argument(this.secretArn),
      dependsOn: [...super._populatedBy],
      ...this.place,
    });
    data.lifecycle = { postcondition: [hasValue(this.secretArn)] };
    return data;
  }

  private get place() {
    return placeArguments(this, this.region, this._provider);
  }
}

const hasValue = (secretArn: string): Assertion =>
  assertion(
    '${anytrue([for one in self.versions : contains(one.version_stages, "AWSCURRENT")])}',
    `Secret ${secretArn} has no value yet, and what is made next needs one. Put a JSON object into it, and apply again: aws secretsmanager put-secret-value --secret-id ${secretArn} --secret-string file://value.json`,
  );

const replicasAreMade = (resource: SecretsmanagerSecret): Assertion => {
  const all = (): string => `${addressOf(resource)}.replica`;
  return {
    condition: expression(() => `alltrue([for one in ${all()} : one.status != "Failed"])`),
    errorMessage: expression(
      () =>
        `join(" ", concat(["These replicas of the secret were not made:"], [for one in ${all()} : "\${one.region} (\${one.status_message})" if one.status == "Failed"], ["Mostly a secret of that name is there already: delete it, or say overwritesReplicas."]))`,
    ),
  };
};
