import { rotatorsOfSecret } from "../access/agent-secret-statements";
import type { Deployer } from "../access/deployer";
import { isKnown } from "../access/known";
import { SECRET_POLICY_BYTES } from "../access/limits";
import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import type { Problem } from "../access/problem";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import type { Rotator } from "../access/rotator";
import { MARKED_LENGTH } from "../access/statement-owner";
import { deployersOfSecret, readersOfSecret, serviceReadsSecret } from "../access/statements";
import type { Assertion } from "../terraform/check";
import { accountGuards, roleArnGuards } from "../terraform/guards";
import { accountOf } from "../terraform/role-policy";
import type { Resolve } from "../terraform/tokens";

/** The roles that a secret policy lets in, by what their ARNs are, and what follows from them. */
export class PolicyRoles {
  public readonly readers = new Map<string, Reader>();
  public readonly deployers = new Map<string, Deployer>();
  public readonly rotators = new Map<string, Rotator>();

  private get all(): Role[] {
    return [...this.readers.values(), ...this.deployers.values(), ...this.rotators.values()];
  }

  public statements(resolve: Resolve, servicePrincipal: boolean): Statement[] {
    const arns = (roles: ReadonlyMap<string, Role>): string[] =>
      [...roles.values()].map(({ roleArn }) => resolve(roleArn));
    // AgentCore reads for readers and deployers alone.
    const served = [...this.readers.values(), ...this.deployers.values()];
    return [
      ...(this.readers.size > 0 ? [readersOfSecret(arns(this.readers))] : []),
      ...(this.deployers.size > 0 ? [deployersOfSecret(arns(this.deployers))] : []),
      ...(this.rotators.size > 0 ? [rotatorsOfSecret(arns(this.rotators))] : []),
      ...(servicePrincipal && served.length > 0
        ? [serviceReadsSecret(served.map((role) => resolve(accountOf(role))))]
        : []),
    ];
  }

  /** In an order that no order of calls changes. */
  public guards(): Assertion[] {
    const all = new Map<string, Role>([...this.rotators, ...this.deployers, ...this.readers]);
    const byIdentity = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    const roles = byIdentity.map(([, role]) => role);
    return [...roleArnGuards(roles.map(({ roleArn }) => roleArn)), ...roles.flatMap(accountGuards)];
  }

  public problems(servicePrincipal: boolean): Problem[] {
    const { all } = this;
    const problems = all.flatMap(({ _problems }) => _problems);
    if (all.length === 0)
      problems.push({
        subject: "readers",
        rule: "is empty, and a secret policy without statements is none",
        fix: "Name at least one reader or deployer.",
      });
    const size = all.every(({ roleArn }) => isKnown(roleArn)) ? this.size(servicePrincipal) : 0;
    if (size > SECRET_POLICY_BYTES)
      problems.push({
        subject: "readers",
        value: String(all.length),
        rule: `make a secret policy of ${size} bytes, over Secrets Manager's ${SECRET_POLICY_BYTES}`,
        fix: "Share one role between readers, or say policyMode: SecretPolicyMode.NONE: within one account identity policies suffice.",
      });
    return problems;
  }

  /** With the marks that its owner's Sids get. */
  private size(servicePrincipal: boolean): number {
    return this.statements((text) => text, servicePrincipal).reduce(
      (sum, statement) => sum + JSON.stringify(statement).length + MARKED_LENGTH,
      JSON.stringify(policyDocument([])).length,
    );
  }
}
