import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import { Construct } from "constructs";
import type { Kinds } from "../access/argument-kinds";
import { instance, instances, optional, requireKinds } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import type { Problem } from "../access/problem";
import { Reader } from "../access/reader";
import type { Rule } from "../access/rule";
import { givenProblems, knownProblems } from "../access/rule";
import { PROVIDER_NAME } from "../access/rules/names";
import type { ProviderKind } from "../access/vault";
import { providerArn } from "../access/vault";
import { textProblems } from "../access/written-text";
import { ExternalSecret } from "../secret/external-secret";
import { Program } from "../terraform/program";
import { plannedProviderAccount, providerRegionProblems } from "../terraform/region";
import type { UsedProvider } from "./credential-provider-options";
import { locate } from "./location";
import type { GatewayCredential, HarnessCredential, Outbound } from "./outbound";
import { gatewayApiKey, type GatewayApiKeyOptions } from "./outbound-api-key";
import { gatewayOAuth, harnessOAuth, type OutboundOAuthOptions } from "./outbound-oauth";
import { usedGuards } from "./provider-guards";
import { regionProblems } from "./provider-problems";
import { warnOfSharing } from "./shared-secrets";
import type { UseGrant } from "./use-grant";
import { UseGrants } from "./use-grants";

/** A credential provider, made in this program or elsewhere. */
export interface ICredentialProvider extends IConstruct {
  /** The name by which agents ask for the credential. */
  readonly name: string;

  /** The ARN of the credential provider, for example for a gateway target. */
  readonly credentialProviderArn: string;

  /**
   * Lets a role obtain the credential: an identity policy for the role, and the way to secret and key. Granting twice
   * changes nothing.
   *
   * @param reader the role
   * @returns the grant, with its policy document
   */
  grantUse(reader: Reader): UseGrant;
}

/** What a program must know of a credential provider that is made elsewhere. */
export interface CredentialProviderAttributes {
  /** The name of the credential provider: not its ARN. A token is fine. */
  readonly name: string;

  /**
   * The secrets that it references, of which readers need to know. Where their policies and keys are in other hands, say
   * `SecretPolicyMode.NONE` and `KmsAccess.NONE`: then only the readers' own policies are written.
   */
  readonly secrets: ExternalSecret[];

  /**
   * The AWS provider of the readers' account. One that is given works in the secrets' Region.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** What a program must know of an OAuth2 credential provider that is made elsewhere. */
export interface OAuth2CredentialProviderAttributes extends CredentialProviderAttributes {
  /**
   * The ARN of the KMS key that signs its client assertions; a token is fine.
   *
   * @default - none: its client has a secret, or needs neither
   */
  readonly signingKeyArn?: string;
}

/** An OAuth2 credential provider, made in this program or elsewhere. */
export interface IOAuth2CredentialProvider extends ICredentialProvider {
  /**
   * What a gateway target is given that is called with a token of this credential provider. It grants the gateway's role
   * what it needs.
   *
   * @param options who calls, for whom, and what is asked for
   */
  gatewayOAuth(options: OutboundOAuthOptions): GatewayCredential;

  /**
   * What a tool of a harness is given that is called with a token of this credential provider. It grants the harness' role
   * what it needs.
   *
   * @param options who calls, for whom, and what is asked for
   */
  harnessOAuth(options: OutboundOAuthOptions): HarnessCredential;
}

/** An API key credential provider, made in this program or elsewhere. */
export interface IApiKeyCredentialProvider extends ICredentialProvider {
  /**
   * What a gateway target is given that is called with this API key. It grants the gateway's role what it needs.
   *
   * @param options who calls, and where the target expects the key
   */
  gatewayApiKey(options: GatewayApiKeyOptions): GatewayCredential;
}

const NAME: Rule = { ...PROVIDER_NAME, fix: "Give the name of the credential provider, not its ARN." };

const ATTRIBUTES_KINDS: Kinds<OAuth2CredentialProviderAttributes> = {
  name: NAME,
  secrets: instances(ExternalSecret, "ExternalSecret.fromArn"),
  provider: optional("object"),
  signingKeyArn: optional(KEY_ARN),
};

/** A credential provider that another program made: this one grants it. */
export class ImportedCredentialProvider extends Construct implements ICredentialProvider {
  public readonly name: string;

  public readonly credentialProviderArn: string;

  private readonly grants: UseGrants;

  public constructor(scope: Construct, id: string, kind: ProviderKind, attributes: OAuth2CredentialProviderAttributes) {
    super(scope, id);
    requireKinds(this.node.path, attributes, ATTRIBUTES_KINDS);
    const { name, provider, signingKeyArn } = attributes;
    const secrets = [...new Set(attributes.secrets)];
    const used = { kind, name, secrets, provider, signingKeyArn, ...locate(this, provider, secrets, signingKeyArn) };
    this.name = name;
    this.credentialProviderArn = arnOf(this, used);
    const program = Program.of(this);
    program.refuse(this, ...attributesProblems(used), ...regionProblems(used));
    program.refuse(this, ...providerRegionProblems(this, used.region, provider));
    this.grants = new UseGrants(this, used, usedGuards(used));
    for (const secret of secrets) warnOfSharing(secret, { scope: this, name, readers: () => this.grants.readers });
    program.expect(this, () => ({
      ...this.grants.expected(),
      made: {
        region: used.region,
        secrets: secrets.map(({ secretArn }) => secretArn),
        signingKeys: signingKeyArn === undefined ? [] : [signingKeyArn],
      },
    }));
  }

  public grantUse(reader: Reader): UseGrant {
    requireKinds(this.node.path, { reader }, { reader: instance(Reader, "Reader.role") });
    return this.grants.add(reader);
  }

  protected get outbound(): Outbound {
    return { scope: this, arn: this.credentialProviderArn, grant: (reader) => this.grants.add(reader) };
  }
}

/** The same of an OAuth2 client. What it can do its own program knows. */
export class ImportedOAuth2CredentialProvider extends ImportedCredentialProvider implements IOAuth2CredentialProvider {
  public gatewayOAuth(options: OutboundOAuthOptions): GatewayCredential {
    return gatewayOAuth({ ...this.outbound, canExchange: true }, options);
  }

  public harnessOAuth(options: OutboundOAuthOptions): HarnessCredential {
    return harnessOAuth({ ...this.outbound, canExchange: true }, options);
  }
}

/** The same of an API key. */
export class ImportedApiKeyCredentialProvider extends ImportedCredentialProvider implements IApiKeyCredentialProvider {
  public gatewayApiKey(options: GatewayApiKeyOptions): GatewayCredential {
    return gatewayApiKey(this.outbound, options);
  }
}

/** The ARN of a credential provider, by the rule that AWS makes it by. */
export const arnOf = (scope: Construct, { partition, region, kind, name, provider }: UsedProvider): string =>
  providerArn({ partition, region, account: plannedProviderAccount(scope, provider) }, kind, name);

function attributesProblems({ kind, name, secrets, signingKeyArn }: UsedProvider): Problem[] {
  const problems: Problem[] = [
    ...textProblems({ name, signingKeyArn }),
    ...knownProblems(NAME, "name", name),
    ...givenProblems(KEY_ARN, "signingKeyArn", signingKeyArn),
  ];
  if (secrets.length === 0 && kind !== "oauth2") {
    problems.push({
      subject: "secrets",
      rule: "is empty, and a credential provider of this kind references at least one",
      fix: "Give the secrets that it references, for example ExternalSecret.fromArn.",
    });
  }
  return problems;
}
