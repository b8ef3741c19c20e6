import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Reader } from "../access/reader";
import type { Assertion } from "../terraform/check";
import { workloadIdentityGuards } from "../terraform/guards";
import type { Statements } from "../terraform/json-text";
import { rolePolicy } from "../terraform/role-policy";
import { warnOfKeptRole } from "./provider-warnings";

/** What a credential provider knows of a grant. */
export interface UseGrantInput {
  readonly reader: Reader;
  readonly policyName: string;
  readonly provider?: TerraformProvider;
  readonly statements: Statements;
  /** What must hold of what the policy names, where no other resource asks for it. */
  readonly guards: readonly Assertion[];
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

  /** The `aws_iam_role_policy`, unless the reader says `attachPolicy: false` or only AWS may change its role. */
  public readonly resource?: IamRolePolicy;

  private constructor(scope: Construct, id: string, input: UseGrantInput) {
    const { reader, policyName, statements, provider, guards } = input;
    this.reader = reader;
    const { document, resource } = rolePolicy(scope, id, reader, policyName, statements, provider, [
      ...workloadIdentityGuards(reader.workloadIdentities),
      ...guards,
    ]);
    if (reader._isKeptByAws) warnOfKeptRole(scope, reader.roleArn);
    this.policyDocument = document;
    this.resource = resource;
  }
}
