import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { administerKey, writeWithKey } from "../access/agent-secret-statements";
import type { Kinds } from "../access/argument-kinds";
import { instances, optional, requireKinds } from "../access/argument-kinds";
import { isKnown } from "../access/known";
import { KEY_POLICY_BYTES } from "../access/limits";
import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import type { Problem } from "../access/problem";
import { Role } from "../access/role";
import { givenNumberProblems, givenProblems } from "../access/rule";
import { KEY_ALIAS, KEY_DELETION_WINDOW, SECRET_DESCRIPTION, SECRET_NAME } from "../access/rules/agent-secret";
import { ACCOUNT_ID, REGION } from "../access/rules/names";
import type { Place } from "../access/vault";
import { textProblems } from "../access/written-text";
import type { Assertion } from "../terraform/check";
import { roleArnGuards, ruleGuards } from "../terraform/guards";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { placeArguments } from "../terraform/region";
import { argument, argumentsOf } from "../terraform/text";
import { identityOf, resolveAll } from "../terraform/tokens";
import { madeTagProblems, placeOf, statedPlaceProblems } from "./agent-secret-place";

/** Properties of a key for secrets that are made for agents. */
export interface AgentSecretKeyProps {
  /**
   * The roles that may write values with the key, through Secrets Manager alone: the role that runs Terraform, or whoever
   * puts the value. Who rotates and who reads gets a grant, and is not named here.
   *
   * @default - the roles of the account whose identity policies allow it; who may read the secret and has `kms:Decrypt` by
   * such a policy then decrypts it, too
   */
  readonly writers?: Role[];

  /**
   * A name for people, `alias/…`. Policies never name it.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * What it is for, 1 to 2048 characters.
   *
   * @default - that it encrypts secrets of agents
   */
  readonly description?: string;

  /**
   * The days between its destruction and its deletion, 7 to 30. Until then it can be had back.
   *
   * @default 30
   */
  readonly deletionWindowInDays?: number;

  /**
   * Tags of the key.
   *
   * @default - none beside the AWS provider's default tags
   */
  readonly tags?: { [key: string]: string };

  /**
   * The Region of key and secrets.
   *
   * @default - that of the AWS provider
   */
  readonly region?: string;

  /**
   * The 12-digit account of key and secrets.
   *
   * @default - that of the AWS provider, found when Terraform runs
   */
  readonly account?: string;

  /**
   * The AWS provider of the secrets' account.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

const KINDS: Kinds<AgentSecretKeyProps> = {
  writers: optional(instances(Role, "Deployer.role")),
  alias: optional(KEY_ALIAS),
  description: optional("text"),
  deletionWindowInDays: optional("number"),
  tags: optional("map of texts"),
  region: optional(REGION),
  account: optional(ACCOUNT_ID),
  provider: optional("object"),
};

/**
 * A customer managed key for secrets that are made for agents, with its policy: the account administers it, writers write
 * with it through Secrets Manager, and nothing else. KMS makes new material for it every year. An `AgentSecret` makes one
 * of its own; make it yourself for several secrets to share it.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export class AgentSecretKey extends Construct {
  /** The `aws_kms_key`. */
  public readonly resource: KmsKey;

  /** The ARN of the key. */
  public readonly keyArn: string;

  /** @internal */
  public readonly _place: Place;

  /** @internal */
  public readonly _provider?: TerraformProvider;

  private readonly writers = new Map<string, Role>();
  private readonly secretNames = new Map<string, string>();
  private readonly guards: Assertion[] = [];

  public constructor(scope: Construct, id: string, props: AgentSecretKeyProps = {}) {
    super(scope, id);
    requireKinds(this.node.path, props, KINDS);
    const { provider, alias, description, tags, deletionWindowInDays, writers = [] } = props;
    this._place = placeOf(this, props);
    this._provider = provider;
    const place = placeArguments(this, this._place.region, provider);
    this.resource = new KmsKey(this, "Resource", {
      description: argument(description ?? "Encrypts secrets of AI agents"),
      enableKeyRotation: true,
      deletionWindowInDays: deletionWindowInDays ?? 30,
      policy: policyJson((resolve) => this.statements(resolve)),
      tags: argumentsOf(tags),
      ...place,
    });
    this.keyArn = this.resource.arn;
    if (alias !== undefined)
      new KmsAlias(this, "Alias", { name: argument(alias), targetKeyId: this.resource.keyId, ...place });
    for (const role of writers) this.addWriter(role);
    Program.of(this).refuse(
      this,
      ...statedPlaceProblems(this, props),
      ...textProblems({ alias, description }),
      ...givenProblems(KEY_ALIAS, "alias", alias),
      ...givenProblems(SECRET_DESCRIPTION, "description", description),
      ...givenNumberProblems(KEY_DELETION_WINDOW, "deletionWindowInDays", deletionWindowInDays),
      ...madeTagProblems(tags),
    );
    Program.of(this).checkLate(this, () => this.problems());
  }

  /** Lets a role write values with the key. Naming it twice changes nothing. */
  public addWriter(writer: Role): void {
    const identity = identityOf(this, writer.roleArn);
    if (this.writers.has(identity)) return;
    Program.of(this);
    this.writers.set(identity, writer);
    this.guard(roleArnGuards([writer.roleArn]));
  }

  private guard(guards: readonly Assertion[]): void {
    this.guards.push(...guards);
    if (this.guards.length > 0) this.resource.lifecycle = { precondition: this.guards };
  }

  /**
   * Lets writers use it for a secret of that name.
   *
   * @internal
   */
  public _admit(secretName: string): void {
    this.secretNames.set(identityOf(this, secretName), secretName);
    // A name stands in a pattern of the policy: one with "*" must not get there.
    this.guard(ruleGuards(SECRET_NAME, "name", secretName));
  }

  private statements(resolve: (text: string) => string): Statement[] {
    const place = resolveAll(this._place, resolve);
    const names = [...this.secretNames.values()].map(resolve);
    const writers = [...this.writers.values()].map(({ roleArn }) => resolve(roleArn));
    return [administerKey(place), ...(names.length > 0 ? [writeWithKey(place, writers, names)] : [])];
  }

  private problems(): Problem[] {
    const writers = [...this.writers.values()];
    const texts = [...writers.map(({ roleArn }) => roleArn), ...this.secretNames.values()];
    const size = texts.every(isKnown) ? JSON.stringify(policyDocument(this.statements((text) => text))).length : 0;
    return [
      ...writers.flatMap(({ _problems }) => _problems),
      ...(size > KEY_POLICY_BYTES
        ? [
            {
              subject: "AgentSecretKey",
              rule: `is shared by ${this.secretNames.size} secrets, and its policy has ${size} bytes, over KMS's ${KEY_POLICY_BYTES}`,
              fix: "Make a second key for some of the secrets.",
            },
          ]
        : []),
    ];
  }
}
