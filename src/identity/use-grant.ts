import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { PolicyKind } from "../access/modes";
import type { Reader } from "../access/reader";
import type { Assertion } from "../terraform/check";
import type { Statements } from "../terraform/json-text";
import { policyJson } from "../terraform/json-text";
import { rolePolicy } from "../terraform/role-policy";
import type { PolicyPart } from "./reader-policies";
import { ReaderPolicies } from "./reader-policies";
import { warnOfKeptRole } from "./provider-warnings";

/** What a credential provider knows of a grant. */
export interface UseGrantInput {
  readonly reader: Reader;
  readonly policyName: string;
  readonly provider?: TerraformProvider;
  /** What the provider is called, everywhere the same. */
  readonly key: string;
  readonly use: PolicyPart["use"];
  readonly statements: Statements;
  /** What must hold of what the policy names, where no other resource asks for it. */
  readonly guards: readonly Assertion[];
  /** What lets the reader in on the side of secret and key. */
  readonly others: readonly ITerraformDependable[];
}

/**
 * What one reader may do with one credential provider: an identity policy, attached to the role or offered as a document.
 * Credential providers make it; see `grantUse`.
 */
export class UseGrant {
  /** @internal */
  public static _of(scope: Construct, id: string, input: UseGrantInput): UseGrant {
    return new UseGrant(scope, id, input);
  }

  /** The role that obtains credentials. */
  public readonly reader: Reader;

  /** The identity policy as JSON text, for a role that is managed elsewhere. */
  public readonly policyDocument: string;

  /**
   * The `aws_iam_role_policy`, unless the reader says `attachPolicy: false` or `PolicyKind.MANAGED`, or only AWS may change
   * its role.
   */
  public readonly resource?: IamRolePolicy;

  /**
   * What attaches the policy, inline or managed, for `dependsOn` of what needs the permissions; not there if the reader says
   * `attachPolicy: false`.
   */
  public readonly attachment?: ITerraformDependable;

  /**
   * All that must be there before the reader can obtain the credential: its policy, the secret's, and its key access. For
   * `dependsOn` of what reads while it is created, such as a gateway target. It is in the stack of the credential provider.
   */
  public readonly dependencies: ITerraformDependable[];

  /** @internal */
  public readonly _managedArns?: string;

  private constructor(scope: Construct, id: string, input: UseGrantInput) {
    const { reader, policyName, statements, provider, guards } = input;
    this.reader = reader;
    if (reader.attachPolicy && reader.policyKind === PolicyKind.MANAGED) {
      const policies = ReaderPolicies.of(scope, reader, provider);
      this.policyDocument = policyJson(statements);
      this.attachment = policies.add(input);
      this._managedArns = policies.arns;
      this.dependencies = [this.attachment, ...input.others];
      return;
    }
    const { document, resource } = rolePolicy(scope, id, reader, policyName, statements, provider, guards);
    if (reader._isKeptByAws) warnOfKeptRole(scope, reader.roleArn);
    this.policyDocument = document;
    this.resource = resource;
    this.attachment = resource;
    this.dependencies = [...(resource ? [resource] : []), ...input.others];
  }
}
