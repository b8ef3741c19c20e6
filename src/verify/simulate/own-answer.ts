import { splitArn } from "../../access/arn";
import type { Decision, Policies, Request } from "../../decision";
import { compilePolicy, decide } from "../../decision";
import { Asker } from "../../proof/asker";
import type { Cell } from "../../proof/cells";
import { cellOf } from "../../proof/cells";
import type { Model } from "../../proof/model";

/** What this program decides by exactly those policies that the simulator sees, together and by kind. */
export interface OwnAnswer {
  readonly decision: Cell;
  /** Whether a statement denies: then nothing on the other side can allow it. */
  readonly isExplicit: boolean;
  readonly isElsewhere: boolean;
  /** Left out: there is no boundary. */
  readonly boundary?: Cell;
  /** Left out: no SCPs are about the account. */
  readonly scps?: Cell;
}

const document = (statement: object): object => ({ Version: "2012-10-17", Statement: statement });
const EVERYTHING = compilePolicy("everything", "identity", document({ Effect: "Allow", Action: "*", Resource: "*" }));
const NOBODY: ReadonlySet<string> = new Set();

/** No resource policies, grants, RCPs or session policies: of these the simulator knows nothing. */
export function ownAnswer(model: Model, request: Request): OwnAnswer {
  const { identityPolicies, permissionsBoundary, serviceControlPolicies, accounts } = Asker.of(
    model,
    request.principal,
    NOBODY,
  ).all(request, {});
  const account = request.principal.type === "AssumedRole" ? splitArn(request.principal.roleArn)?.account : undefined;
  // The other side leaves all to the account, so that its own policies decide.
  const resourcePolicy = compilePolicy(
    "the account",
    "resource",
    document({ Effect: "Allow", Principal: { AWS: account ?? "*" }, Action: "*", Resource: "*" }),
  );
  const by = (policies: Policies): Decision =>
    decide({ ...policies, resourcePolicy, ...(accounts && { accounts }) }, request);
  const boundary = permissionsBoundary && { permissionsBoundary };
  const scps = serviceControlPolicies && serviceControlPolicies.length > 0 ? { serviceControlPolicies } : undefined;
  const decision = by({ ...(identityPolicies && { identityPolicies }), ...boundary, ...scps });
  const only = (limit: Policies): Cell => cellOf(by({ identityPolicies: [EVERYTHING], ...limit }));
  return {
    decision: cellOf(decision),
    isExplicit: decision.verdict === "explicitlyDenied",
    isElsewhere: splitArn(request.resource.arn)?.account !== account,
    ...(boundary && { boundary: only(boundary) }),
    ...(scps && { scps: only(scps) }),
  };
}
