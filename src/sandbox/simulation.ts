import type { Decision, Policies, Request, RequestPrincipal } from "../decision";
import { compilePolicy, decide, onlyGiven } from "../decision";
import { contextKeysIn } from "./context-keys";
import { ServiceError } from "./service-error";
import type { Simulated, SourcePolicy } from "./simulated-policies";

/** What the simulator fills in itself. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html#policies_policy-simulator-condition-keys */
const FILLED_IN: ReadonlySet<string> = new Set([
  "aws:PrincipalAccount",
  "aws:PrincipalId",
  "aws:PrincipalType",
  "aws:Type",
  "aws:userid",
  "aws:username",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgMasterAccountId",
  "aws:PrincipalOrgPaths",
]);

/** Who is simulated, with all that limits it. */
export interface Scene {
  readonly principal: RequestPrincipal;
  readonly account: string;
  readonly policies: Simulated;
  /** Left out: the account is in no organization, or manages it. */
  readonly scps?: Policies["serviceControlPolicies"];
  readonly accounts: NonNullable<Policies["accounts"]>;
  /** Context entries by name. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

type Entry = Readonly<Record<string, unknown>>;
const everything = compilePolicy("everything", "identity", {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
});

/** What is decided of one action on one resource, by identity policies, boundary and SCPs alone. */
export class Simulation {
  public constructor(private readonly scene: Scene) {}

  public of(
    action: string,
    resource: string,
  ): Entry & { readonly decision: string; readonly isAllowedByScps?: boolean } {
    const { policies, scps, account } = this.scene;
    const identityPolicies = policies.identity.map(({ compiled }) => compiled);
    const boundary = policies.boundary && { permissionsBoundary: policies.boundary.compiled };
    const limits = scps && { serviceControlPolicies: scps };
    const own = this.decide({ identityPolicies, ...boundary, ...limits }, action, resource);
    const owner = resource.split(":")[4] ?? "";
    // Across accounts the other side must allow, too, and its policy is not in the simulation.
    const isElsewhere = owner !== "" && owner !== account;
    const decision = own.verdict === "allowed" && isElsewhere ? "implicitDeny" : (DECISIONS[own.verdict] as string);
    const permits = (more: Policies): boolean =>
      this.decide({ identityPolicies: [everything], ...more }, action, resource).verdict === "allowed";
    const isAllowedByScps = limits && permits(limits);
    const isDeniedByScps = isAllowedByScps === false;
    return {
      decision,
      ...(isAllowedByScps !== undefined && { isAllowedByScps }),
      EvalResourceName: resource,
      EvalResourceDecision: decision,
      // SCPs are evaluated, and their statements and keys not told.
      MatchedStatements: isDeniedByScps || (decision === "implicitDeny" && !isElsewhere) ? [] : this.matched(own),
      MissingContextValues: this.missing(),
      ...(boundary && { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: permits(boundary) } }),
    };
  }

  private decide(policies: Policies, action: string, resource: string): Decision {
    const { principal, account, accounts, context } = this.scene;
    const request: Request = { principal, action, resource: { arn: resource }, context };
    // A key policy or a foreign secret policy that leaves all to the account: the identity policies decide then.
    const resourcePolicy = compilePolicy("the account", "resource", {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal: { AWS: account }, Action: "*", Resource: "*" },
    });
    const found = decide({ ...policies, resourcePolicy, accounts }, request, onlyGiven(request, FILLED_IN));
    if (found.verdict === "unknown" || found.verdict === "conditional")
      throw new ServiceError("PolicyEvaluation", `The sandbox cannot evaluate ${action} on ${resource}.`, 500);
    return found;
  }

  private matched(decision: Decision): Entry[] {
    const { identity, boundary } = this.scene.policies;
    const by = decision.verdict === "allowed" || decision.verdict === "explicitlyDenied" ? decision.by : [];
    return by.flatMap(({ place, policy, statement = 0 }) => {
      const all = place === "identityPolicy" ? identity : place === "permissionsBoundary" && boundary ? [boundary] : [];
      const source = all.find(({ compiled }) => compiled.name === policy);
      return source
        ? [{ SourcePolicyId: source.id, SourcePolicyType: source.type, ...positions(source, statement) }]
        : [];
    });
  }

  /** Of all policies but SCPs, whatever statement asks for it. */
  private missing(): string[] {
    const { policies, context } = this.scene;
    const filled = new Set([...FILLED_IN, ...Object.keys(context)].map((name) => name.toLowerCase()));
    const asked = [...policies.identity, ...(policies.boundary ? [policies.boundary] : [])].flatMap(({ document }) =>
      contextKeysIn(parsed(document)),
    );
    return [...new Set(asked)].filter((name) => !filled.has(name.toLowerCase()));
  }
}

const DECISIONS: Readonly<Partial<Record<Decision["verdict"], string>>> = {
  allowed: "allowed",
  explicitlyDenied: "explicitDeny",
  implicitlyDenied: "implicitDeny",
};

const parsed = (document: unknown): unknown => (typeof document === "string" ? JSON.parse(document) : document);

/** Where a statement stands in the text of its policy, which is one line. */
function positions({ document }: SourcePolicy, index: number): Entry {
  const { Statement } = parsed(document) as { readonly Statement: unknown };
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  const text = JSON.stringify(parsed(document));
  const inside = JSON.stringify(statements[index]);
  const start = text.indexOf(inside);
  return {
    StartPosition: { Line: 1, Column: start + 1 },
    EndPosition: { Line: 1, Column: start + inside.length },
  };
}
