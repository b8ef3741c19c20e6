import { splitArn } from "../../access/arn";
import type { CompiledPolicy, Policies, Request, RequestPrincipal, Verdict } from "../../decision";
import { compilePolicy, verdict } from "../../decision";
import type { Model, StatedPolicy } from "../model";
import { onceFor } from "../once-for";
import { limitsOn } from "../permission-limits";
import { principalAccount } from "../principal-account";
import type { JsonObject } from "../values";
import { isObject, listOf, own } from "../values";
import type { Found } from "./statements";

/**
 * Questions to the engine about one statement. A rule asks whether somebody can do something by it, and never looks at
 * how the statement is written: there are many ways to write one thing.
 */

/**
 * What whoever asks can bring along at will, so that a condition on it keeps nobody out: tags, times, an encryption
 * context, the way through a service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const CHOOSABLE =
  /^(aws:(calledvia.*|viaawsservice|currenttime|epochtime|tokenissuetime|multifactorauth(age|present)|referer|useragent|securetransport|requesttag\/.*|tagkeys|resourcetag\/.*|requestedregion|sourceidentity)|kms:(?!calleraccount|granteeprincipal|grantisforawsresource|grantoperations).*|secretsmanager:(?!resource\/allowrotationlambdaarn).*|sts:.*)$/i;

/** What a service chooses for those whom it serves: an encryption context is its own. */
export const CHOOSABLE_BY_SERVICES =
  /^(aws:(currenttime|epochtime|securetransport|requestedregion|resourcetag\/.*)|kms:viaservice|secretsmanager:(?!resource\/allowrotationlambdaarn).*)$/i;

const keysOf = (statement: unknown): string[] =>
  Object.values((own(statement, "Condition") as JsonObject | undefined) ?? {}).flatMap((keys) =>
    isObject(keys) ? Object.keys(keys) : [],
  );

/** A statement without its conditions on some keys. */
export function without(statement: JsonObject, free: RegExp): JsonObject {
  const condition = own(statement, "Condition");
  if (!isObject(condition) || !keysOf(statement).some((key) => free.test(key))) return statement;
  const kept = Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isObject(keys)) return [[operator, keys] as const];
    const others = Object.entries(keys).filter(([key]) => !free.test(key));
    return others.length > 0 ? [[operator, Object.fromEntries(others)] as const] : [];
  });
  const { Condition: _, ...rest } = statement;
  return kept.length > 0 ? { ...rest, Condition: Object.fromEntries(kept) } : rest;
}

const aloneBy = onceFor<JsonObject, Map<string, CompiledPolicy>>(() => new Map());

/**
 * A policy of one allowing statement, with what its document denies, for the two belong together. Conditions on keys that
 * are free count as met, and a denial that hangs on one can be got around.
 */
export function alone({ statement, policy, kind }: Found, free = CHOOSABLE): CompiledPolicy {
  const known = aloneBy(statement);
  const found = known.get(free.source);
  if (found) return found;
  const version = own(policy.document, "Version");
  const denials = denialsIn(policy.document, free);
  const document = {
    ...(version !== undefined && { Version: version }),
    Statement: [without(statement, free), ...denials],
  };
  const compiled = compilePolicy(policy.compiled.name, kind === "role" ? "identity" : "resource", document);
  known.set(free.source, compiled);
  return compiled;
}

const denialsIn = (document: unknown, free: RegExp): unknown[] =>
  listOf(own(document, "Statement")).filter(
    (one) => own(one, "Effect") === "Deny" && !keysOf(one).some((key) => free.test(key)),
  );

/** What a document denies whatever a request brings. */
const denialsOf = onceFor(({ document, compiled: { name, kind } }: StatedPolicy): CompiledPolicy =>
  compilePolicy(name, kind, { Version: "2012-10-17", Statement: denialsIn(document, CHOOSABLE) }),
);

const EVERYTHING = compilePolicy("everything", "identity", {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
});

/** A request that brings nothing along: it comes from the open Internet, by nobody's mediation. */
export const plainRequest = (
  principal: RequestPrincipal,
  action: string,
  arn: string,
  context: Request["context"] = {},
): Request => ({
  principal,
  action,
  resource: { arn },
  context: { "aws:SourceIp": "203.0.113.77", "aws:CalledVia": [], ...context },
  otherKeys: "absent",
});

export const isYes = (verdict: Verdict | "conditional"): boolean => verdict === "allowed" || verdict === "conditional";

/**
 * Whether somebody can do something by a statement of a resource policy who could not without it. Whoever is of another
 * account may have all permissions there; in the account of the resource such permissions would suffice by themselves.
 */
export function gains(
  model: Model,
  policy: CompiledPolicy,
  request: Request,
  facts: Policies["accounts"] = {},
): boolean {
  const limits = limitsOn(model, request);
  const isOwn = principalAccount(request.principal) === splitArn(request.resource.arn)?.account;
  const decided = verdict(
    {
      ...limits,
      accounts: { ...limits.accounts, ...facts },
      identityPolicies: isOwn ? [] : [EVERYTHING],
      resourcePolicy: policy,
    },
    request,
  );
  return isYes(decided);
}

/**
 * Whether somebody can do something by a statement of its own policies, that the resource's policy does not give it
 * anyhow.
 */
export function canBy(
  model: Model,
  found: Found,
  request: Request,
  side: Pick<Policies, "resourcePolicy" | "grants"> = {},
  free = CHOOSABLE,
): boolean {
  const holder = model.roles.get(found.owner) ?? model.users?.get(found.owner);
  const denials = (holder?.policies ?? []).filter(({ compiled }) => compiled !== found.policy.compiled).map(denialsOf);
  const decided = (identityPolicies: readonly CompiledPolicy[]): boolean =>
    isYes(
      verdict(
        {
          ...limitsOn(model, request),
          identityPolicies,
          ...(holder?.boundary && { permissionsBoundary: holder.boundary.compiled }),
          ...side,
        },
        request,
      ),
    );
  return decided([alone(found, free), ...denials]) && (side.resourcePolicy === undefined || !decided([]));
}
