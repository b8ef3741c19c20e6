import type { EncryptedSecret } from "./statements";
import type { Place, ProviderKind } from "./vault";

/** One credential provider, as the deployer meets it. */
export interface DeployedProvider {
  readonly kind: ProviderKind;
  readonly name: string;
}

/** The grants on a key for one secret that Terraform makes. */
export interface MadeGrants {
  readonly keyArn: string;
  readonly secretArn: string;
  /** The roles that may decrypt by them. */
  readonly granteeArns: readonly string[];
  /** What they allow. @default decrypting alone */
  readonly operations?: readonly string[];
  /** The deployer, if the grants name it as the one that may retire them. Otherwise it has to revoke them. */
  readonly retiringRoleArn?: string;
}

/** The managed policies of a role that Terraform makes. */
export interface ManagedPoliciesOfRole {
  readonly roleArn: string;
  /** One ARN that stands for all of them, and for no other. */
  readonly policyArns: string;
}

/** An endpoint that AgentCore makes in a VPC. */
export interface ManagedNetwork {
  readonly vpcId: string;
  /** Empty where only the VPC is known. */
  readonly subnetIds: readonly string[];
  /** Empty where only the VPC is known: without any, EC2 takes the VPC's default one. */
  readonly securityGroupIds: readonly string[];
}

/** A VPC Lattice resource configuration that the team manages. */
export interface SelfManagedNetwork {
  readonly resourceConfigurationIdentifier: string;
}

/** How AgentCore reaches an identity provider that is not on the internet. */
export type PrivateNetwork = ManagedNetwork | SelfManagedNetwork;

export const isManaged = (network: PrivateNetwork): network is ManagedNetwork => "vpcId" in network;

/** A secret that Terraform makes. */
export interface MadeSecret {
  readonly place: Place;
  readonly name: string;
  readonly keyArn: string;
  /** Whether Terraform makes the key, too. */
  readonly ownsKey: boolean;
  /** Regions. */
  readonly replicas: readonly string[];
  readonly overwritesReplicas: boolean;
  readonly deletesAtOnce: boolean;
  /** Whether Terraform writes the value. */
  readonly writes: boolean;
  /** Whether Secrets Manager makes the value up. */
  readonly generates: boolean;
  readonly rotation?: {
    readonly functionArn?: string;
    readonly roleArn: string;
    /** Whether Terraform writes the role's policy. */
    readonly attachesPolicy: boolean;
    /** Whether Terraform lets Secrets Manager invoke the function. */
    readonly setsPermission: boolean;
  };
}

/** All that a role needs to run Terraform on credential providers of one token vault. */
export interface Deployment {
  readonly place: Place;
  readonly providers: readonly DeployedProvider[];
  /** Secrets that the providers reference. */
  readonly secretArns: readonly string[];
  /** Those among them that have a customer managed key. */
  readonly encryptedSecrets: readonly EncryptedSecret[];
  /** Secrets that Terraform makes with this role. */
  readonly madeSecrets: readonly MadeSecret[];
  /** Secrets whose policy Terraform writes with this role. */
  readonly policySecretArns: readonly string[];
  /** Secrets of which Terraform reads with this role which key they have. */
  readonly comparedSecretArns: readonly string[];
  /** Grants that Terraform makes with this role. */
  readonly grants: readonly MadeGrants[];
  /** Keys to whose policy the bridge adds statements with this role. */
  readonly policyKeyArns: readonly string[];
  /** Roles whose inline policies Terraform writes with this role. */
  readonly policyRoleArns: readonly string[];
  /** Roles whose managed policies Terraform makes and attaches with this role. */
  readonly managedPolicies: readonly ManagedPoliciesOfRole[];
  /** The permissions boundary without which it writes none of them. */
  readonly permissionsBoundaryArn?: string;
  /** Keys that sign client assertions. */
  readonly signingKeyArns: readonly string[];
  /** Whether it sets the key of the token vault. */
  readonly setsTokenVaultKey: boolean;
  /** The ways into a VPC that the providers use. */
  readonly networks: readonly PrivateNetwork[];
}
