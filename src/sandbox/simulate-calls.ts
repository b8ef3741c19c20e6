import { splitArn } from "../access/arn";
import type { AccountFacts, CompiledPolicy } from "../decision";
import { compilePolicy } from "../decision";
import type { Authorize, Call, Handlers } from "./call";
import type { Iam } from "./iam";
import type { Organization } from "./organizations";
import { pageOf } from "./page";
import { ServiceError } from "./service-error";
import type { Scene } from "./simulation";
import { Simulation } from "./simulation";
import { broughtPolicies, Exclusions, policiesOf } from "./simulated-policies";

type Entry = Readonly<Record<string, unknown>>;
const TYPES = ["string", "numeric", "boolean", "ip", "binary", "date"].flatMap((type) => [type, `${type}List`]);
/** From the most restrictive on. */
const STRICTEST = ["explicitDeny", "implicitDeny", "allowed"];

const invalid = (message: string): never => {
  throw new ServiceError("InvalidInput", message);
};
const textsOf = (value: unknown): readonly string[] => (value ?? []) as readonly string[];

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export function simulateHandlers(iam: Iam, organizations: readonly Organization[], authorize: Authorize): Handlers {
  return {
    SimulatePrincipalPolicy: ({ input, principal }: Call) => {
      const source = String(input.PolicySourceArn);
      const denied = authorize({ principal, action: "iam:SimulatePrincipalPolicy", resource: source });
      if (denied !== undefined) throw new ServiceError("AccessDenied", denied, 403);
      const simulation = new Simulation(sceneOf(iam, organizations, input, principal.account));
      const resources = textsOf(input.ResourceArns);
      const wrong = resources.find((one) => one !== "*" && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(one));
      if (wrong !== undefined) invalid(`${wrong} is no ARN.`);
      const results = textsOf(input.ActionNames).map((action) => {
        if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) invalid(`${action} is no action.`);
        return result(simulation, action, resources);
      });
      if (results.length === 0) invalid("ActionNames is empty.");
      const page = pageOf(results, { maxResults: input.MaxItems, nextToken: input.Marker }, { most: 1000, usual: 100 });
      return {
        EvaluationResults: page.items,
        IsTruncated: page.nextToken !== undefined,
        ...(page.nextToken !== undefined && { Marker: page.nextToken }),
      };
    },
  };
}

function sceneOf(iam: Iam, organizations: readonly Organization[], input: Entry, account: string): Scene {
  const source = String(input.PolicySourceArn);
  if (!/^arn:[^:]+:iam::\d{12}:(?:role|user)\/.+$/.test(source))
    invalid(`${source} is no role or user; the sandbox simulates those, and nobody a session or a service.`);
  if (input.CallerArn !== undefined && input.CallerArn !== source) invalid("The sandbox simulates no other caller.");
  if (input.ResourcePolicy !== undefined)
    invalid("Simulation of resource-based policies isn't supported for IAM roles.");
  if (input.ResourceHandlingOption !== undefined) invalid("ResourceHandlingOption is for Amazon EC2.");
  const found = splitArn(source)?.account === account ? policiesOf(iam, source) : undefined;
  if (!found) throw new ServiceError("NoSuchEntity", `${source} cannot be found.`, 404);
  const exclusions = new Exclusions((input.PolicyExclusionList ?? []) as readonly Entry[]);
  const boundaries = broughtPolicies(input.PermissionsBoundaryPolicyInputList, "PermissionsBoundaryPolicyInputList");
  if (boundaries.length > 1) invalid("There can be one permissions boundary.");
  const boundary = boundaries[0] ?? (exclusions.hasKind("permission-boundary") ? undefined : found.boundary);
  const organization = organizations.find(
    ({ parents, managementAccount }) => managementAccount === account || parents[account] !== undefined,
  );
  const isLimited = organization !== undefined && organization.managementAccount !== account;
  const facts: AccountFacts = { organizationId: organization?.id ?? null };
  return {
    principal: source.includes(":user/")
      ? { type: "User", userArn: source, tags: {} }
      : { type: "AssumedRole", roleArn: source, sessionName: "simulated", tags: {} },
    account,
    policies: {
      identity: [
        ...found.identity.filter((one) => !exclusions.has(one)),
        ...broughtPolicies(input.PolicyInputList, "PolicyInputList"),
      ],
      ...(boundary && !exclusions.has(boundary) && { boundary }),
    },
    ...(isLimited && !exclusions.hasKind("scp") && { scps: scpsOf(organization, account) }),
    accounts: { [account]: facts },
    context: contextOf((input.ContextEntries ?? []) as readonly Entry[]),
  };
}

/** From the root to the account: each level must allow. */
function scpsOf({ parents, attached, policies }: Organization, account: string): CompiledPolicy[][] {
  const path: string[] = [];
  for (let at: string | undefined = account; at !== undefined; at = parents[at]) path.unshift(at);
  return path
    .map((target) =>
      policies
        .filter(({ id, kind }) => kind === "SERVICE_CONTROL_POLICY" && (attached[target] ?? []).includes(id))
        .map(({ name, document }) => compilePolicy(name, "identity", document)),
    )
    .filter((level) => level.length > 0);
}

function contextOf(entries: readonly Entry[]): Record<string, readonly string[]> {
  const context: Record<string, readonly string[]> = {};
  for (const { ContextKeyName, ContextKeyValues, ContextKeyType } of entries) {
    const [name, type, values] = [String(ContextKeyName ?? ""), String(ContextKeyType), textsOf(ContextKeyValues)];
    const isBoolean = type === "boolean" && !values.every((one) => /^(true|false)$/.test(one));
    if (name.length < 5 || name.length > 256 || !TYPES.includes(type) || values.length === 0 || isBoolean)
      invalid(`The context entry ${name} is none.`);
    if (values.length > 1 && !type.endsWith("List")) invalid(`The context entry ${name} has one value.`);
    context[name] = values;
  }
  return context;
}

/** One for each action, as strict as its strictest resource. */
function result(simulation: Simulation, action: string, resources: readonly string[]): Entry {
  const all = (resources.length > 0 ? resources : ["*"]).map((resource) => simulation.of(action, resource));
  const EvalDecision = STRICTEST.find((one) => all.some(({ decision }) => decision === one));
  const scps = all.map(({ isAllowedByScps }) => isAllowedByScps).filter((one) => one !== undefined);
  const details = all.map(({ decision: _decision, isAllowedByScps: _allowed, ...detail }) => detail as Entry);
  const union = (name: "MatchedStatements" | "MissingContextValues"): unknown[] => [
    ...new Set(details.flatMap((detail) => detail[name] as unknown[])),
  ];
  return {
    EvalActionName: action,
    EvalResourceName: "*",
    EvalDecision,
    MatchedStatements: union("MatchedStatements"),
    MissingContextValues: union("MissingContextValues"),
    ...(scps.length > 0 && { OrganizationsDecisionDetail: { AllowedByOrganizations: scps.every(Boolean) } }),
    ...(resources.length > 0 && { ResourceSpecificResults: details }),
  };
}
