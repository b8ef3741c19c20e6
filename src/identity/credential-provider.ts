import type { ITerraformDependable, TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { instance, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { Reader } from "../access/reader";
import type { Role } from "../access/role";
import { Bridge } from "../bridge/bridge";
import { removalIn } from "../bridge/removal";
import { compareKey } from "../secret/current-secret";
import type { ExternalSecret } from "../secret/external-secret";
import type { SecretReplicaOptions } from "../secret/secret-replica";
import { AwsProviderVersion } from "../terraform/aws-provider-version";
import type { Assertion } from "../terraform/check";
import { fieldGuards } from "../terraform/guards";
import { letGo } from "../terraform/let-go";
import { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { providerRegionProblems, regionArgument } from "../terraform/region";
import { argument, argumentsOf } from "../terraform/text";
import type { CredentialProviderKind, CredentialProviderOptions, UsedProvider } from "./credential-provider-options";
import type { ICredentialProvider } from "./imported-credential-provider";
import { arnOf } from "./imported-credential-provider";
import { jsonKeyGuard } from "./json-key-guard";
import { locate } from "./location";
import { MadeAfter } from "./made-after";
import type { NativeProvider } from "./native-provider";
import { lifecycleOf, NATIVE_ID } from "./native-provider";
import type { Outbound } from "./outbound";
import { checkSecret, providerGuards } from "./provider-guards";
import { claimName, providerProblems } from "./provider-problems";
import { regionOfCopy } from "./copy-regions";
import type { MakeCopy } from "./regional-copies";
import { RegionalCopies } from "./regional-copies";
import { tagProblems } from "./tag-problems";
import { warnOfName, warnWithoutReaders } from "./provider-warnings";
import { warnOfSharing } from "./shared-secrets";
import type { UseGrant } from "./use-grant";
import { UseGrants } from "./use-grants";

/** What a kind of credential provider says of itself. */
export interface ProviderMaking extends Omit<CredentialProviderKind, "region" | "partition"> {
  /** What is wrong with its own properties. */
  readonly problems: readonly Problem[];
  /** As the API has it, for the bridge. */
  readonly content: object;
  /** As the AWS provider has it, unless only the bridge makes it. */
  readonly native?: NativeProvider;
  /** The same below it in another Region, with the replicas there of its secrets. */
  readonly copy: MakeCopy<CredentialProvider>;
}

/**
 * What all credential providers have in common that are made here: by the AWS provider or by the bridge. What is wrong
 * with their properties is told at synthesis, all of a program together, before a file is written.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-providers.html
 */
export abstract class CredentialProvider extends Construct implements ICredentialProvider {
  /** The name by which agents ask for the credential. */
  public readonly name: string;

  /** @internal */
  public readonly _provider?: TerraformProvider;

  /** @internal */
  public _kind!: CredentialProviderKind;

  /** @internal */
  public _used!: UsedProvider;

  /** @internal */
  public _grants!: UseGrants;

  private copies!: RegionalCopies<CredentialProvider>;
  private made!: TerraformResource;
  private order!: MadeAfter;
  private ownTags?: { [key: string]: string };
  private readonly guards: Assertion[] = [];
  private readonly deployers = new Map<string, Role>();

  /**
   * What stands for the bridge's having made the provider.
   *
   * @internal
   */
  protected _confirmation?: TerraformResource;

  protected constructor(scope: Construct, id: string, options: CredentialProviderOptions) {
    super(scope, id);
    this.name = options.name;
    this._provider = options.provider;
    this.ownTags = options.tags;
  }

  /**
   * Refuses what is wrong, makes the resource, and says what it stands behind. Constructors end with it.
   *
   * @internal
   */
  protected _make(options: CredentialProviderOptions, making: ProviderMaking): void {
    const secrets = [...new Set(making.references.map(({ secret }) => secret))];
    const kind = { ...making, ...locate(this, this._provider, secrets, making.signingKeyArn) };
    const used = { ...kind, name: this.name, secrets, provider: this._provider };
    this._kind = kind;
    this._used = used;
    this.copies = new RegionalCopies(this, used, making.copy);
    const { native } = making;
    if (kind.engine === Engine.NATIVE) AwsProviderVersion._require(this);
    const program = Program.of(this);
    program.refuse(this, ...providerProblems(options, kind));
    // One AWS provider serves them all.
    if (regionOfCopy(this) === undefined)
      program.refuse(this, ...providerRegionProblems(this, kind.region, this._provider));
    claimName(this, used);
    program.refuse(this, ...making.problems);
    program.checkLate(this, () => (this.ownTags === options.tags ? [] : tagProblems(this.ownTags)));
    this._grants = new UseGrants(this, used);
    program.expect(this, () => this._grants.expected([...this.deployers.values()]));
    warnOfName(this, this.name);
    const { name } = this;
    const readers = (): readonly Reader[] => this._grants.readers;
    for (const { secret, jsonKey } of making.references) warnOfSharing(secret, { scope: this, name, jsonKey, readers });
    warnWithoutReaders(this, () => this._grants.readers.length > 0);

    const jsonKeys = options.verifyJsonKey ? kind.references.map((one, index) => jsonKeyGuard(this, one, index)) : [];
    this.guards.push(...providerGuards(used, kind, jsonKeys));
    const isNative = native !== undefined && kind.engine === Engine.NATIVE;
    this.made = isNative ? this.native(native) : this.bridged(making.content, options, native?.type);
    // The bridge's provider of this name goes first, if the engine was another: there can be one of a name only.
    this.order = new MadeAfter(this.made, isNative ? [removalIn(this).addressOf("providers")] : []);
    this.order.add(...secrets.flatMap(({ _populatedBy }) => _populatedBy));
    if (isNative) for (const secret of secrets) checkSecret(this, this.name, this.made, native, secret);
  }

  /**
   * The Terraform resource that makes the credential provider, for `importFrom`, `moveTo`, `lifecycle` or `dependsOn` of
   * others: with `Engine.NATIVE` the `aws_bedrockagentcore_…_credential_provider`, with `Engine.BRIDGE` the one that
   * stands for its content.
   */
  public get resource(): TerraformResource {
    return this.made;
  }

  /** The ARN of the credential provider, for example for a gateway target. */
  public get credentialProviderArn(): string {
    if (this._kind.engine === Engine.NATIVE) return this.made.getStringAttribute("credential_provider_arn");
    return arnOf(this, this._used);
  }

  /**
   * The tags of the credential provider, as the program gave them: with `tags` what an aspect that tags looks for.
   *
   * @see https://developer.hashicorp.com/terraform/cdktf/concepts/aspects
   */
  public get tagsInput(): { [key: string]: string } | undefined {
    return this.ownTags;
  }

  /** The tags of the credential provider. Set, they take the place of those before. */
  public get tags(): { [key: string]: string } | undefined {
    return this.ownTags;
  }

  public set tags(tags: { [key: string]: string } | undefined) {
    // Whatever was checked before is checked again.
    Program.of(this);
    this.ownTags = tags;
    this.guards.push(...fieldGuards({ tags }));
    if (this._kind.engine === Engine.BRIDGE) return;
    this.made.addOverride("tags", argumentsOf(tags));
    if (this.guards.length > 0) this.made.lifecycle = { ...this.made.lifecycle, precondition: this.guards };
  }

  /**
   * Lets a role obtain the credential: an identity policy for the role, and the way to secret and key. Granting twice
   * changes nothing. A credential provider without any reader is warned of at synthesis.
   *
   * @param reader the role
   * @returns the grant, with its policy document
   */
  public grantUse(reader: Reader): UseGrant {
    requireKinds(this.node.path, { reader }, { reader: instance(Reader, "Reader.role") });
    const grant = this._grants.add(reader);
    for (const secret of this._secrets) compareKey(secret, reader);
    return grant;
  }

  /**
   * The same in another Region.
   *
   * @internal
   */
  protected _inRegion(region: string, replica: SecretReplicaOptions): CredentialProvider {
    return this.copies.in(region, replica);
  }

  /**
   * As those meet it who call with its credential.
   *
   * @internal
   */
  protected get _outbound(): Outbound {
    return { scope: this, arn: this.credentialProviderArn, grant: (reader) => this._grants.add(reader) };
  }

  /**
   * Without secret and key it stands where its AWS provider works.
   *
   * @internal
   */
  protected get _regionArgument(): { readonly region?: string } {
    const { region, secrets } = this._used;
    return secrets.length > 0 || isKnown(region) ? regionArgument(this, region, this._provider) : {};
  }

  /** @internal */
  public get _secrets(): readonly ExternalSecret[] {
    return this._used.secrets;
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
   * Makes the provider after something else.
   *
   * @internal
   */
  public _makeAfter(...dependencies: readonly ITerraformDependable[]): void {
    this.order.add(...dependencies);
  }

  private native({ make, postconditions }: NativeProvider): TerraformResource {
    const made = make(this, NATIVE_ID, {
      name: argument(this.name),
      ...this._regionArgument,
      provider: this._provider,
      lifecycle: lifecycleOf(this.guards, postconditions),
    });
    if (this.ownTags) made.addOverride("tags", argumentsOf(this.ownTags));
    return made;
  }

  private bridged(
    content: object,
    { bridge, owner, adopt }: CredentialProviderOptions,
    nativeType: string | undefined,
  ): TerraformResource {
    // Was it native before, Terraform lets go of it: whoever adopts it keeps its callback URL.
    if (nativeType !== undefined) letGo(this, NATIVE_ID, nativeType);
    const bridged = new Bridge(this, "Bridge", {
      kind: this._kind.kind,
      region: this._kind.region,
      identity: { name: this.name },
      owner: Owner.of(this, owner),
      content: () => ({ ...content, adopt, tags: this.ownTags }),
      options: bridge,
      guards: this.guards,
    });
    this._confirmation = bridged.confirmation;
    return bridged.content;
  }
}
