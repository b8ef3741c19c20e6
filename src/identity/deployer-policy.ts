import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Deployer } from "../access/deployer";
import { deployment } from "../access/deployer-statements";
import { KmsAccess, SecretPolicyMode } from "../access/modes";
import type { Statement } from "../access/policy";
import { sortedUnique } from "../access/policy";
import type { Problem } from "../access/problem";
import type { ExternalSecret } from "../secret/external-secret";
import { Program } from "../terraform/program";
import { rolePolicy } from "../terraform/role-policy";
import type { Resolve } from "../terraform/tokens";
import { resolveAll } from "../terraform/tokens";
import type { CredentialProvider } from "./credential-provider";
import { encrypted, letDeploy } from "./secret-access";

/** Properties of a deployer policy. */
export interface DeployerPolicyProps {
  /** The role that runs Terraform. */
  readonly deployer: Deployer;

  /** The credential providers that it makes, updates and deletes. All are in one Region. */
  readonly credentialProviders: CredentialProvider[];
}

/**
 * All that the role that runs Terraform needs for credential providers, and no more: it manages them, reads their secrets
 * (AgentCore asks for that when a provider is created or updated) and writes the policies and grants of their readers.
 * Secret policies and keys let it in, too, and each provider is made after that.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
 */
export class DeployerPolicy extends Construct {
  /** The identity policy as JSON text. */
  public readonly policyDocument: string;

  /** The `aws_iam_role_policy`, if the deployer says `attachPolicy: true`. */
  public readonly resource?: TerraformResource;

  private readonly deployer: Deployer;
  private readonly credentialProviders: readonly CredentialProvider[];

  public constructor(scope: Construct, id: string, props: DeployerPolicyProps) {
    super(scope, id);
    this.deployer = props.deployer;
    this.credentialProviders = props.credentialProviders;
    const program = Program.of(this);
    program.refuse(this, ...this.deployer._problems, ...this.problems());
    // A role may have several: one for each Region.
    const name = `AgentCoreIdentity-deployer-${this.node.path.replace(/[^\w+=,.@-]/g, "-")}`;
    const { document, resource } = rolePolicy(
      this,
      "RolePolicy",
      this.deployer,
      name,
      (resolve) => this.statements(resolve),
      this.credentialProviders[0]?.provider,
    );
    this.policyDocument = document;
    this.resource = resource;
    for (const provider of this.credentialProviders) this.letIn(provider);
  }

  private letIn(provider: CredentialProvider): void {
    provider._nameDeployer(this.deployer);
    const made = provider._secrets.flatMap((secret) => letDeploy(secret, this.deployer));
    provider._makeAfter(...[this.resource, ...made].filter((resource) => resource !== undefined));
  }

  private problems(): Problem[] {
    if (this.credentialProviders.length === 0)
      return [{ subject: "credentialProviders", rule: "is empty", fix: "Name at least one credential provider." }];
    const regions = sortedUnique(this.credentialProviders.map(({ _kind }) => _kind.region));
    if (regions.length === 1) return [];
    return [
      {
        subject: "credentialProviders",
        value: regions.join(", "),
        rule: "are in different Regions, and a token vault is in one",
        fix: "Make one DeployerPolicy for each Region.",
      },
    ];
  }

  private statements(resolve: Resolve): Statement[] {
    const [first] = this.credentialProviders;
    if (!first) return [];
    const secrets = uniqueSecrets(
      this.credentialProviders.flatMap(({ _secrets }) => _secrets),
      resolve,
    );
    // Policies and grants in another account are written through another AWS provider, with a role of that account.
    const own = uniqueSecrets(
      this.credentialProviders.flatMap((provider) =>
        provider._secrets.filter((secret) => secret.provider?.alias === provider.provider?.alias),
      ),
      resolve,
    );
    return deployment({
      place: resolveAll(first._placeOf(this.deployer), resolve),
      providers: this.credentialProviders.map(({ name, _kind: { kind } }) => ({ kind, name: resolve(name) })),
      secretArns: secrets.map(({ secretArn }) => resolve(secretArn)),
      encryptedSecrets: secrets.flatMap(encrypted).map((secret) => resolveAll(secret, resolve)),
      policySecretArns: own
        .filter(({ policyMode }) => policyMode !== SecretPolicyMode.NONE)
        .map(({ secretArn }) => resolve(secretArn)),
      grantKeyArns: keysOf(own, KmsAccess.GRANT).map(resolve),
      policyKeyArns: keysOf(own, KmsAccess.KEY_POLICY).map(resolve),
      policyRoleArns: this.credentialProviders.flatMap((provider) => provider._attachedRoleArns.map(resolve)),
      signingKeyArns: this.credentialProviders.flatMap(({ _kind: { signingKeyArn } }) =>
        signingKeyArn === undefined ? [] : [resolve(signingKeyArn)],
      ),
      hasPrivateEndpoint: this.credentialProviders.some(({ _kind: { isPrivate } }) => isPrivate),
    });
  }
}

const keysOf = (secrets: readonly ExternalSecret[], access: KmsAccess): string[] =>
  secrets.flatMap(({ kmsKeyArn, keyAccess }) => (kmsKeyArn !== undefined && keyAccess === access ? [kmsKeyArn] : []));

/** Each secret once, by its ARN, in an order that no order of calls changes. */
function uniqueSecrets(secrets: readonly ExternalSecret[], resolve: Resolve): ExternalSecret[] {
  const byArn = new Map(secrets.map((secret) => [resolve(secret.secretArn), secret]));
  return [...byArn].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, secret]) => secret);
}
