import type { ITerraformDependable, TerraformProvider, TerraformResource, TerraformResourceLifecycle } from "cdktf";
import { Annotations, dependable, TerraformElement, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { splitArn } from "../access/arn";
import { isKnown } from "../access/known";
import { PROVIDER_NAME_CONSOLE_LENGTH } from "../access/limits";
import type { Statement } from "../access/policy";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import { decryptSecret, readSecrets, SIGN_AT_RUN_TIME, signAssertion, useProvider } from "../access/statements";
import type { Place, ProviderKind } from "../access/vault";
import type { ExternalSecret } from "../secret/external-secret";
import type { SecretReference } from "../secret/secret-reference";
import { AwsProviderVersion } from "../terraform/aws-provider-version";
import type { Assertion } from "../terraform/check";
import { Check } from "../terraform/check";
import { jsonKeyGuards, sameRegionGuard, secretArnGuards } from "../terraform/guards";
import { labelOf } from "../terraform/labels";
import { Program } from "../terraform/program";
import { knownProviderRegion, plannedProviderRegion } from "../terraform/region";
import { accountOf } from "../terraform/role-expressions";
import type { Resolve } from "../terraform/tokens";
import { atSynthesis } from "../terraform/tokens";
import { JsonKeyCheck } from "./json-key-check";
import { claimName, providerProblems, readerProblems } from "./provider-problems";
import { encrypted, letRead } from "./secret-access";
import { UseGrant } from "./use-grant";

/** Options that every credential provider has. */
export interface CredentialProviderOptions {
  /**
   * The name by which agents ask for the credential: 1 to 128 letters, digits, `-` and `_`, unique in account and Region.
   * Better without `_` and of at most 50 characters, which is what the console and some ARN patterns of AWS take.
   * Another name makes another provider.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html
   */
  readonly name: string;

  /**
   * Whether Terraform reads the secret while it plans and applies, and stops if the JSON key is not there. The value is
   * never stored. The deployer needs to read the secret, through the secret's AWS provider.
   *
   * @default false
   */
  readonly verifyJsonKey?: boolean;

  /**
   * Tags of the credential provider, at most 50.
   *
   * @default - no tags but the AWS provider's default ones
   */
  readonly tags?: { [key: string]: string };

  /**
   * The AWS provider of the readers' account, in the secret's Region.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** What a kind of credential provider brings along. */
export interface CredentialProviderKind {
  readonly kind: ProviderKind;
  /** The secret that it references, if it needs one. */
  readonly reference?: SecretReference;
  /** The KMS key that signs client assertions. */
  readonly signingKeyArn?: string;
  /** Whether AgentCore reaches the identity provider through a VPC. */
  readonly isPrivate?: boolean;
  /** The Region, where neither secret nor key tells it. */
  readonly region: string;
  readonly partition: string;
}

/** What the two native credential providers have in common. */
export abstract class CredentialProvider extends Construct {
  /** The name by which agents ask for the credential. */
  public readonly name: string;

  /** The AWS provider of the readers' account. */
  public readonly provider?: TerraformProvider;

  /** The ARN of the credential provider, for example for a gateway target. */
  public abstract readonly credentialProviderArn: string;

  /** The Terraform resource of the credential provider. */
  public abstract readonly resource: TerraformResource;

  /** @internal */
  public _kind!: CredentialProviderKind;

  private readonly grants = new Map<string, UseGrant>();
  private readonly madeAfter = new Set<ITerraformDependable>();

  protected constructor(scope: Construct, id: string, options: CredentialProviderOptions) {
    super(scope, id);
    this.name = options.name;
    this.provider = options.provider;
  }

  /**
   * Checks what every kind of credential provider has; to be called before the resource is made.
   *
   * @internal
   */
  protected _begin(options: CredentialProviderOptions, kind: CredentialProviderKind): void {
    this._kind = kind;
    AwsProviderVersion._require(this);
    const program = Program.of(this);
    program.refuse(this, ...providerProblems(options, kind, knownProviderRegion(this, this.provider)));
    claimName(this);
    program.checkLate(this, () =>
      readerProblems(
        this,
        [...this.grants.values()].map(({ reader }) => reader),
      ),
    );
    this.warnOfName();
    for (const dependency of kind.reference?.secret.populatedBy ?? []) this.madeAfter.add(dependency);
    if (options.verifyJsonKey && kind.reference)
      this.madeAfter.add(new JsonKeyCheck(this, "JsonKey", kind.reference).resource);
  }

  /**
   * Lets a role obtain the credential: an identity policy for the role, and the way to secret and key. Granting twice
   * changes nothing.
   *
   * @returns the grant, with its policy document
   */
  public grantUse(reader: Reader): UseGrant {
    const program = Program.of(this);
    program.refuse(this, ...reader._problems);
    const label = labelOf(this, reader);
    const existing = this.grants.get(label);
    if (existing) {
      if (!sameOptions(existing.reader, reader)) {
        program.refuse(this, {
          subject: "reader",
          value: label,
          rule: "is granted twice with different options",
          fix: "Grant it once, with all its workloadIdentities.",
        });
      }
      return existing;
    }
    const grant = UseGrant._of(this, `Use-${label}`, {
      reader,
      policyName: `AgentCoreIdentity-${this._kind.region}-${this._kind.kind}-${this.name}`,
      provider: this.provider,
      statements: (resolve) => this.statementsFor(reader, resolve),
    });
    this.grants.set(label, grant);
    if (this._kind.reference) letRead(this._kind.reference.secret, reader);
    return grant;
  }

  /**
   * The roles to which this provider attaches policies.
   *
   * @internal
   */
  public get _attachedRoleArns(): string[] {
    return [...this.grants.values()]
      .filter(({ resource }) => resource !== undefined)
      .map(({ reader }) => reader.roleArn);
  }

  /**
   * The token vault of a role: it can use only that of its own account.
   *
   * @internal
   */
  public _placeOf(role: Role): Place {
    const partition = splitArn(role.roleArn)?.partition ?? this._kind.partition;
    return { partition, region: this._kind.region, account: accountOf(role) };
  }

  /**
   * Makes the provider after something else: in the same stack by `depends_on`, in another by the order of stacks.
   *
   * @internal
   */
  public _makeAfter(...dependencies: readonly ITerraformDependable[]): void {
    const stack = TerraformStack.of(this);
    for (const dependency of [...this.madeAfter, ...dependencies]) {
      this.madeAfter.add(dependency);
      if (!TerraformElement.isTerraformElement(dependency) || dependency.cdktfStack === stack) continue;
      this.madeAfter.delete(dependency);
      stack.addDependency(dependency.cdktfStack);
    }
    const path = (dependency: ITerraformDependable): string =>
      TerraformElement.isTerraformElement(dependency) ? dependency.node.path : dependency.fqn;
    this.resource.dependsOn = [...this.madeAfter]
      .sort((a, b) => (path(a) < path(b) ? -1 : 1))
      .map((dependency) => dependable(dependency));
  }

  /**
   * What every kind does with its resource: puts it after the secret's value, and shows in every plan that AgentCore
   * reads another secret than the wanted one.
   *
   * @internal
   */
  protected _finish(secretArnAttribute: string): void {
    this._makeAfter();
    if (this._kind.reference) this.checkSecret(this._kind.reference.secret, secretArnAttribute);
  }

  /**
   * Preconditions for what is not known at synthesis.
   *
   * @internal
   */
  protected _lifecycle(postcondition: readonly Assertion[]): TerraformResourceLifecycle {
    const { reference, region } = this._kind;
    const guards: Assertion[] = [];
    if (reference)
      guards.push(
        ...secretArnGuards(reference.secret.secretArn, region, reference.secret.account),
        ...jsonKeyGuards(reference.jsonKey),
      );
    if (!isKnown(region) || knownProviderRegion(this, this.provider) === undefined)
      guards.push(sameRegionGuard(region, plannedProviderRegion(this, this.provider)));
    return {
      ...(guards.length > 0 && { precondition: guards }),
      ...(postcondition.length > 0 && { postcondition: [...postcondition] }),
    };
  }

  private checkSecret({ secretArn }: ExternalSecret, attribute: string): void {
    const address = ({ terraformResourceType, friendlyUniqueId }: TerraformResource): string =>
      `${terraformResourceType}.${friendlyUniqueId}`;
    new Check(this, "Secret", [
      {
        condition: atSynthesis(
          (resolve) => `\${try(${address(this.resource)}.${attribute}[0].secret_arn, "") == "${resolve(secretArn)}"}`,
        ),
        errorMessage: atSynthesis(
          (resolve) =>
            `Credential provider ${resolve(this.name)} reads another secret than ${resolve(secretArn)}: somebody has changed it outside Terraform. Change it back, or apply with -replace=${address(this.resource)}.`,
        ),
      },
    ]);
  }

  private statementsFor(reader: Reader, resolve: Resolve): Statement[] {
    const { kind, reference, signingKeyArn } = this._kind;
    const place = mapValues(this._placeOf(reader), resolve);
    const secrets = reference ? encrypted(reference.secret).map((secret) => mapValues(secret, resolve)) : [];
    return [
      useProvider(place, kind, resolve(this.name), reader.workloadIdentities.map(resolve)),
      ...(reference ? [readSecrets([resolve(reference.secret.secretArn)])] : []),
      ...secrets.map((secret) => decryptSecret(secret)),
      ...(signingKeyArn === undefined ? [] : [signAssertion(resolve(signingKeyArn), place, SIGN_AT_RUN_TIME)]),
    ];
  }

  private warnOfName(): void {
    if (!isKnown(this.name)) return;
    if (this.name.includes("_"))
      Annotations.of(this).addWarning(
        `name ${JSON.stringify(this.name)} holds "_", which the API takes but AWS's own ARN patterns do not. Use "-".`,
      );
    if (this.name.length > PROVIDER_NAME_CONSOLE_LENGTH)
      Annotations.of(this).addWarning(
        `name ${JSON.stringify(this.name)} is longer than the ${PROVIDER_NAME_CONSOLE_LENGTH} characters that the console takes.`,
      );
  }
}

const mapValues = <T extends object>(record: T, change: Resolve): T =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(String(value))])) as T;

const sameOptions = (a: Reader, b: Reader): boolean =>
  a.attachPolicy === b.attachPolicy && a.workloadIdentities.join() === b.workloadIdentities.join();
