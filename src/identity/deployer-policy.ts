import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { instance, instances, optional, requireKinds } from "../access/argument-kinds";
import { Deployer } from "../access/deployer";
import { deployment } from "../access/deployer-statements";
import { secretArnsNamed } from "../access/agent-secret-statements";
import type { MadeGrants, MadeSecret, PrivateNetwork } from "../access/deployment";
import { isManaged } from "../access/deployment";
import { KmsAccess, SecretPolicyMode } from "../access/modes";
import type { Statement } from "../access/policy";
import { sortedUnique } from "../access/policy";
import { boundaryProblems, POLICY_ARN } from "../access/policy-arn";
import type { Problem } from "../access/problem";
import { GRANTED } from "../secret/agent-secret-rotated";
import { isCompared } from "../secret/current-secret";
import type { ExternalSecret } from "../secret/external-secret";
import { Program } from "../terraform/program";
import { rolePolicy } from "../terraform/role-policy";
import type { Resolve } from "../terraform/tokens";
import { resolveAll } from "../terraform/tokens";
import { CredentialProvider } from "./credential-provider";
import { vaultOf } from "./location";
import { TokenVaultKey } from "./token-vault-key";
import { encrypted, grantsOf, isOwn, letDeploy, retiringRole } from "./secret-access";

/** Properties of a deployer policy. */
export interface DeployerPolicyProps {
  /** The role that runs Terraform. */
  readonly deployer: Deployer;

  /** The credential providers that it makes, updates and deletes. All are in one Region. */
  readonly credentialProviders: CredentialProvider[];

  /**
   * The key of the token vault, if this role sets it, too.
   *
   * @default - the role does not touch the token vault's key
   */
  readonly tokenVaultKey?: TokenVaultKey;

  /**
   * The ARN of the managed policy that all readers' roles have as their permissions boundary. The deployer then writes
   * inline policies only on roles that have it, and attaches managed ones to no other. Without one it could write any
   * permission into them.
   *
   * @default - none: the policies of the readers' roles are not limited
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundaryArn?: string;
}

/**
 * All that the role that runs Terraform needs for credential providers, and no more: it manages them, reads their secrets
 * (AgentCore asks for that when a provider is created or updated) and writes the policies and grants of their readers. A
 * secret that is an `AgentSecret` it makes, too, with rotation and replicas; with a key that the program makes, the policy
 * is known only once that key is there.
 * Secret policies and keys let it in, too, and each provider is made after that.
 *
 * Each statement has the tightest conditions that AWS knows: grants only for a secret's readers and only for that secret,
 * no secret policy for everybody, no key policy past KMS's own check. A single deployer is named in the grants as the one
 * that retires them, so that it cannot revoke those of others; where several deployers share a secret, each may revoke.
 * What no condition can tell remains as power: what a secret, key or inline policy says. The README lists it under "What
 * the deployer could do".
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
 */
export class DeployerPolicy extends Construct {
  /** The identity policy as JSON text. */
  public readonly policyDocument: string;

  /** The `aws_iam_role_policy`, if the deployer says `attachPolicy: true`. */
  public readonly resource?: IamRolePolicy;

  private readonly deployer: Deployer;
  private readonly credentialProviders: readonly CredentialProvider[];
  private readonly permissionsBoundaryArn?: string;
  private readonly setsTokenVaultKey: boolean;

  public constructor(scope: Construct, id: string, props: DeployerPolicyProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      deployer: instance(Deployer, "Deployer.role"),
      credentialProviders: instances(CredentialProvider, "new OAuth2CredentialProvider or another kind"),
      tokenVaultKey: optional(instance(TokenVaultKey, "new TokenVaultKey")),
      permissionsBoundaryArn: optional(POLICY_ARN),
    });
    this.deployer = props.deployer;
    this.credentialProviders = props.credentialProviders;
    this.permissionsBoundaryArn = props.permissionsBoundaryArn;
    this.setsTokenVaultKey = props.tokenVaultKey !== undefined;
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
      this.credentialProviders[0]?._provider,
    );
    this.policyDocument = document;
    this.resource = resource;
    for (const provider of this.credentialProviders) this.letIn(provider);
  }

  private letIn(provider: CredentialProvider): void {
    provider._nameDeployer(this.deployer);
    const asking = { scope: provider, provider: provider._provider };
    const made = provider._secrets.flatMap((secret) => letDeploy(secret, this.deployer, asking));
    provider._makeAfter(...[this.resource, ...made].filter((resource) => resource !== undefined));
  }

  private problems(): Problem[] {
    return [...this.providersProblems(), ...boundaryProblems(this.permissionsBoundaryArn)];
  }

  private providersProblems(): Problem[] {
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
    const secrets = this.credentialProviders.flatMap(({ _secrets }) => _secrets);
    const own = this.credentialProviders.flatMap((provider) =>
      provider._secrets.filter((secret) => isOwn(secret, provider._provider)),
    );
    const made = [...new Set(own.map((secret) => secret._primary ?? secret))].flatMap(({ _made }) => _made ?? []);
    const attached = this.credentialProviders.flatMap(({ _grants }) => _grants.attached);
    return deployment({
      place: resolveAll(vaultOf(this.deployer, first._kind), resolve),
      providers: this.credentialProviders.map(({ name, _kind: { kind } }) => ({ kind, name: resolve(name) })),
      secretArns: secrets.map(({ _arnToDeploy }) => resolve(_arnToDeploy)),
      encryptedSecrets: secrets.flatMap((secret) =>
        encrypted(secret).map((one) => resolveAll({ ...one, secretArn: secret._arnToDeploy }, resolve)),
      ),
      madeSecrets: made.map((one) => resolvedSecret(one, resolve)),
      policySecretArns: own
        .filter(({ _policyMode }) => _policyMode !== SecretPolicyMode.NONE)
        .map((secret) => resolve((secret._primary ?? secret)._arnToDeploy)),
      comparedSecretArns: own.filter(isCompared).map(({ _arnToDeploy }) => resolve(_arnToDeploy)),
      grants: [
        ...withAccess(own, KmsAccess.GRANT).map((secret) => madeGrants(secret, resolve)),
        ...made.flatMap((one) => rotatorGrants(one, resolve)),
      ],
      policyKeyArns: withAccess(own, KmsAccess.KEY_POLICY).map(({ keyArn }) => resolve(keyArn)),
      policyRoleArns: [
        ...attached.filter(({ managedArns }) => managedArns === undefined),
        ...made.flatMap(({ rotation }) => (rotation?.attachesPolicy === true ? [rotation] : [])),
      ].map(({ roleArn }) => resolve(roleArn)),
      managedPolicies: attached.flatMap(({ roleArn, managedArns }) =>
        managedArns === undefined ? [] : [{ roleArn: resolve(roleArn), policyArns: resolve(managedArns) }],
      ),
      permissionsBoundaryArn: this.permissionsBoundaryArn && resolve(this.permissionsBoundaryArn),
      signingKeyArns: this.credentialProviders.flatMap(({ _kind: { signingKeyArn } }) =>
        signingKeyArn === undefined ? [] : [resolve(signingKeyArn)],
      ),
      setsTokenVaultKey: this.setsTokenVaultKey,
      networks: this.credentialProviders.flatMap(({ _kind }) =>
        (_kind.networks ?? []).map((network) => resolvedNetwork(network, resolve)),
      ),
    });
  }
}

/** The secrets whose key lets roles in by this way. */
const withAccess = (
  secrets: readonly ExternalSecret[],
  access: KmsAccess,
): { readonly secret: ExternalSecret; readonly keyArn: string }[] =>
  secrets.flatMap((secret) =>
    secret.kmsKeyArn !== undefined && secret._keyAccess === access ? [{ secret, keyArn: secret.kmsKeyArn }] : [],
  );

function madeGrants(
  { secret, keyArn }: { readonly secret: ExternalSecret; readonly keyArn: string },
  resolve: Resolve,
): MadeGrants {
  const retiring = retiringRole(secret);
  return {
    keyArn: resolve(keyArn),
    secretArn: resolve(secret._arnToDeploy),
    granteeArns: grantsOf(secret).map(({ _grantee }) => resolve(_grantee.roleArn)),
    ...(retiring && { retiringRoleArn: resolve(retiring.roleArn) }),
  };
}

const rotatorGrants = (made: MadeSecret, resolve: Resolve): MadeGrants[] =>
  made.rotation
    ? [
        {
          keyArn: resolve(made.keyArn),
          secretArn: resolve(secretArnsNamed(made.place, made.name)),
          granteeArns: [resolve(made.rotation.roleArn)],
          operations: GRANTED,
        },
      ]
    : [];

const resolvedSecret = (made: MadeSecret, resolve: Resolve): MadeSecret => ({
  ...made,
  place: resolveAll(made.place, resolve),
  name: resolve(made.name),
  keyArn: resolve(made.keyArn),
  replicas: made.replicas.map(resolve),
  ...(made.rotation && {
    rotation: {
      ...made.rotation,
      roleArn: resolve(made.rotation.roleArn),
      ...(made.rotation.functionArn !== undefined && { functionArn: resolve(made.rotation.functionArn) }),
    },
  }),
});

const resolvedNetwork = (network: PrivateNetwork, resolve: Resolve): PrivateNetwork =>
  isManaged(network)
    ? {
        vpcId: resolve(network.vpcId),
        subnetIds: network.subnetIds.map(resolve),
        securityGroupIds: network.securityGroupIds.map(resolve),
      }
    : { resourceConfigurationIdentifier: resolve(network.resourceConfigurationIdentifier) };
