import type { ITerraformDependable, TerraformProvider, TerraformResource, TerraformResourceLifecycle } from "cdktf";
import { Annotations, dependable, TerraformElement, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { instance, requireKinds } from "../access/argument-kinds";
import { splitArn } from "../access/arn";
import type { PrivateNetwork } from "../access/deployment";
import { Engine } from "../access/engine";
import { isKnown } from "../access/known";
import { PROVIDER_NAME_CONSOLE_LENGTH } from "../access/limits";
import { KmsAccess } from "../access/modes";
import type { Statement } from "../access/policy";
import { sortedUnique } from "../access/policy";
import { Reader } from "../access/reader";
import type { Role } from "../access/role";
import { decryptSecrets, readSecrets, SIGN_AT_RUN_TIME, signAssertion, useProvider } from "../access/statements";
import type { Place, ProviderKind } from "../access/vault";
import { providerArn } from "../access/vault";
import { Bridge, BridgeKind } from "../bridge/bridge";
import type { BridgeOptions } from "../bridge/bridge-options";
import { Removal } from "../bridge/removal";
import type { ExternalSecret } from "../secret/external-secret";
import type { SecretReference } from "../secret/secret-reference";
import { addressOf } from "../terraform/address";
import { AwsProviderVersion } from "../terraform/aws-provider-version";
import type { Assertion } from "../terraform/check";
import { addCheck, assertion } from "../terraform/check";
import { fieldGuards, jsonKeyGuards, keyArnGuards, sameRegionGuard, secretArnGuards } from "../terraform/guards";
import { labelOf } from "../terraform/labels";
import { letGo } from "../terraform/let-go";
import { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { knownProviderRegion, plannedProviderAccount, plannedProviderRegion } from "../terraform/region";
import { accountOf } from "../terraform/role-expressions";
import { expression } from "../terraform/text";
import type { Resolve } from "../terraform/tokens";
import { atSynthesis, identityOf, resolveAll } from "../terraform/tokens";
import { jsonKeyGuard } from "./json-key-guard";
import { claimName, providerProblems, readerProblems } from "./provider-problems";
import { encrypted, letRead } from "./secret-access";
import { UseGrant } from "./use-grant";

/** The ID of the native resource of a credential provider, below it. */
export const NATIVE_ID = "Resource";

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

  /**
   * Whose the credential provider is, where the bridge makes it: with the name of Terraform's workspace the value of its
   * tag `agentcore-identity:owner`. The bridge changes and removes only what bears it. 1 to 128 letters, digits, spaces
   * and any of `._:/=+@-`.
   *
   * @default - the stack's name
   */
  readonly owner?: string;

  /**
   * Whether the bridge takes over a credential provider of this name that bears another owner's mark, or none. It is
   * marked and corrected in place, and keeps its callback URL. Only with `Engine.BRIDGE`.
   *
   * @default false
   */
  readonly adopt?: boolean;

  /**
   * How the bridge's program runs, where the bridge makes the credential provider.
   *
   * @default - with the credentials that it finds, within 300 seconds
   */
  readonly bridge?: BridgeOptions;
}

/** What a kind of credential provider brings along. */
export interface CredentialProviderKind {
  readonly kind: ProviderKind;
  readonly engine: Engine;
  /** The secrets that it references. */
  readonly references: readonly SecretReference[];
  /** The KMS key that signs client assertions. */
  readonly signingKeyArn?: string;
  /** The ways by which AgentCore reaches an identity provider that is not on the internet. */
  readonly networks?: readonly PrivateNetwork[];
  /** What it sends to the API beside names of secrets and keys. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The Region, where neither secret nor key tells it. */
  readonly region: string;
  readonly partition: string;
}

/** What all credential providers have in common. */
export abstract class CredentialProvider extends Construct {
  /** The name by which agents ask for the credential. */
  public readonly name: string;

  /** The AWS provider of the readers' account. */
  public readonly provider?: TerraformProvider;

  /** The Terraform resource of the credential provider; with `Engine.BRIDGE` the one of its content. */
  public abstract readonly resource: TerraformResource;

  /** @internal */
  public _kind!: CredentialProviderKind;

  /**
   * What stands for the bridge's having made the provider.
   *
   * @internal
   */
  protected _confirmation?: TerraformResource;

  private readonly grants = new Map<string, UseGrant>();
  private jsonKeyGuards: Assertion[] = [];
  private readonly deployers = new Map<string, Role>();
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
    if (kind.engine === Engine.NATIVE) AwsProviderVersion._require(this);
    const program = Program.of(this);
    program.refuse(this, ...providerProblems(options, kind, knownProviderRegion(this, this.provider)));
    claimName(this);
    program.expect(this, () => ({
      kind: kind.kind,
      name: this.name,
      readers: [...this.grants.values()].map(({ reader }) => reader.roleArn),
      deployers: [...this.deployers.keys()],
      elsewhere: [...[...this.grants.values()].map(({ reader }) => reader), ...this.deployers.values()]
        .filter(({ attachPolicy }) => !attachPolicy)
        .map(({ roleArn }) => roleArn),
      keys: Object.fromEntries(this._secrets.map(({ secretArn, kmsKeyArn }) => [secretArn, kmsKeyArn ?? null])),
    }));
    program.checkLate(this, () =>
      readerProblems(
        this,
        [...this.grants.values()].map(({ reader }) => reader),
      ),
    );
    this.warnOfName();
    for (const { secret } of kind.references) for (const one of secret.populatedBy) this.madeAfter.add(one);
    if (options.verifyJsonKey) this.jsonKeyGuards = kind.references.map((one, index) => jsonKeyGuard(this, one, index));
  }

  /** The ARN of the credential provider, for example for a gateway target. */
  public get credentialProviderArn(): string {
    const { engine, kind, partition, region } = this._kind;
    if (engine === Engine.NATIVE) return this.resource.getStringAttribute("credential_provider_arn");
    const account = plannedProviderAccount(this, this.provider);
    return providerArn({ partition, region, account }, kind, this.name);
  }

  /**
   * Lets a role obtain the credential: an identity policy for the role, and the way to secret and key. Granting twice
   * changes nothing.
   *
   * @returns the grant, with its policy document
   */
  public grantUse(reader: Reader): UseGrant {
    requireKinds(this.node.path, { reader }, { reader: instance(Reader, "Reader.role") });
    const program = Program.of(this);
    program.refuse(this, ...reader._problems);
    const label = labelOf(this, reader);
    const existing = this.grants.get(label) ?? this.grantOf(reader.roleArn);
    if (existing) {
      if (this.optionsOf(existing.reader) !== this.optionsOf(reader)) {
        program.refuse(this, {
          subject: "reader",
          value: label,
          rule: "is granted twice with different options",
          fix: "Grant it once, with all its options.",
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
    for (const secret of this._secrets) letRead(secret, reader);
    return grant;
  }

  /**
   * The secrets that it references, each once.
   *
   * @internal
   */
  public get _secrets(): ExternalSecret[] {
    return [...new Set(this._kind.references.map(({ secret }) => secret))];
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
   * Names a role that makes the provider, and so reads its secrets.
   *
   * @internal
   */
  public _nameDeployer(deployer: Role): void {
    this.deployers.set(deployer.roleArn, deployer);
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
    const addresses = [...this.madeAfter]
      .sort((a, b) => (path(a) < path(b) ? -1 : 1))
      .map((dependency) => dependable(dependency));
    // The bridge's provider of this name goes first, if the engine was another: there can be one of a name only.
    if (this._kind.engine === Engine.NATIVE) addresses.push(Removal._in(this).addressOf("providers"));
    if (addresses.length > 0) this.resource.dependsOn = addresses;
  }

  /**
   * Puts a native resource after the secret's value, and shows in every plan that AgentCore reads another secret than
   * the wanted one.
   *
   * @internal
   */
  protected _finish(secretArnAttribute: string): void {
    this._makeAfter();
    for (const secret of this._secrets) this.checkSecret(secret, secretArnAttribute);
  }

  /**
   * Makes the provider by the bridge.
   *
   * @internal
   */
  protected _bridge(
    content: object,
    { bridge, tags, owner, adopt }: CredentialProviderOptions,
    nativeType?: string,
  ): TerraformResource {
    // Was it native before, Terraform lets go of it: whoever adopts it keeps its callback URL.
    if (nativeType !== undefined) letGo(this, NATIVE_ID, nativeType);
    const kind = { oauth2: BridgeKind.OAUTH2, apikey: BridgeKind.API_KEY, payment: BridgeKind.PAYMENT }[
      this._kind.kind
    ];
    const guards = this.guards();
    const bridged = Bridge._of(this, "Bridge", {
      kind,
      region: this._kind.region,
      identity: { name: this.name },
      owner: Owner.of(this, owner),
      content: () => ({ ...content, adopt, tags }),
      options: bridge,
      ...(guards.length > 0 && { guards }),
    });
    this._confirmation = bridged.confirmation;
    return bridged.content;
  }

  /**
   * Preconditions for what is not known at synthesis.
   *
   * @internal
   */
  protected _lifecycle(postcondition: readonly Assertion[]): TerraformResourceLifecycle | undefined {
    const { region } = this._kind;
    const guards = this.guards();
    if (!isKnown(region) || knownProviderRegion(this, this.provider) === undefined)
      guards.push(sameRegionGuard(region, plannedProviderRegion(this, this.provider)));
    if (guards.length + postcondition.length === 0) return undefined;
    return {
      ...(guards.length > 0 && { precondition: guards }),
      ...(postcondition.length > 0 && { postcondition: [...postcondition] }),
    };
  }

  private guards(): Assertion[] {
    const { references, region, fields } = this._kind;
    const ofReferences = references.flatMap(({ secret, jsonKey }) => [
      ...secretArnGuards(secret.secretArn, region, secret.account),
      ...jsonKeyGuards(jsonKey),
    ]);
    return [
      ...ofReferences,
      ...fieldGuards({ name: this.name, ...fields }),
      ...this._secrets.flatMap((secret) => this.keyGuards(secret)),
      ...this.signingKeyGuards(),
      ...this.jsonKeyGuards,
    ];
  }

  /** A key of which no grant and no statement of ours asks that it is one: policies name it. */
  private keyGuards({ keyAccess, kmsKeyArn, region }: ExternalSecret): Assertion[] {
    const isAsked = kmsKeyArn === undefined || isKnown(kmsKeyArn) || keyAccess !== KmsAccess.NONE;
    return isAsked ? [] : keyArnGuards(kmsKeyArn, region);
  }

  private signingKeyGuards(): Assertion[] {
    const { signingKeyArn, region } = this._kind;
    return signingKeyArn === undefined || isKnown(signingKeyArn) ? [] : keyArnGuards(signingKeyArn, region);
  }

  private checkSecret({ secretArn }: ExternalSecret, attribute: string): void {
    const address = atSynthesis(() => addressOf(this.resource));
    addCheck(
      this,
      assertion(
        expression((quote) => `try(${addressOf(this.resource)}.${attribute}[0].secret_arn, "") == ${quote(secretArn)}`),
        `Credential provider ${this.name} reads another secret than ${secretArn}: somebody has changed it outside Terraform. Change it back, or apply with -replace=${address}.`,
      ),
    );
  }

  /** The grant to a role: with account and name its token has another label than without. */
  private grantOf(roleArn: string): UseGrant | undefined {
    if (isKnown(roleArn)) return undefined;
    const identity = identityOf(this, roleArn);
    return [...this.grants.values()].find(({ reader }) => identityOf(this, reader.roleArn) === identity);
  }

  /** What a reader's options mean: neither their order nor the number of a token counts. */
  private optionsOf({ attachPolicy, workloadIdentities, account = "", roleName = "" }: Reader): string {
    const role = [account, roleName].map((text) => identityOf(this, text));
    return [...role, attachPolicy, ...sortedUnique(workloadIdentities.map((name) => identityOf(this, name)))].join();
  }

  private statementsFor(reader: Reader, resolve: Resolve): Statement[] {
    const { kind, signingKeyArn } = this._kind;
    const place = resolveAll(this._placeOf(reader), resolve);
    const secrets = this._secrets;
    return [
      useProvider(place, kind, resolve(this.name), reader.workloadIdentities.map(resolve)),
      ...(secrets.length > 0 ? [readSecrets(secrets.map(({ secretArn }) => resolve(secretArn)))] : []),
      ...decryptSecrets(secrets.flatMap(encrypted).map((secret) => resolveAll(secret, resolve))),
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
