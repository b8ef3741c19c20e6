import type { Simulation } from "@cloud-copilot/iam-simulate";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { RequestPrincipal, Verdict } from "../../src/decision";
import type { Document, OracleCase, Texts } from "./case";
import { statementsOf } from "./case";

const VERDICTS = {
  Allowed: "allowed",
  ImplicitlyDenied: "implicitlyDenied",
  ExplicitlyDenied: "explicitlyDenied",
} as const;

/**
 * Asks the oracle. It silently drops condition keys that it does not know for an action, so a case in which it dropped
 * one that a policy uses is no answer but an error.
 */
export async function simulate(one: OracleCase): Promise<Verdict> {
  const result = await runSimulation(simulationOf(one), {});
  if (result.resultType !== "single") throw new Error(`The oracle gave no single answer: ${JSON.stringify(result)}`);
  const dropped = result.result.ignoredContextKeys ?? [];
  if (dropped.length > 0) throw new Error(`The oracle dropped ${dropped.join(", ")}`);
  return VERDICTS[result.overallResult];
}

/** A root user has full access in its account; the oracle asks for a policy even then. */
const FULL_ACCESS = [
  {
    name: "root user",
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  },
];

export function simulationOf(one: OracleCase): Simulation {
  const policies = (documents: readonly (Document | undefined)[]): { name: string; policy: Document }[] =>
    documents.flatMap((document, index) =>
      document ? [{ name: `policy ${index}`, policy: rewritten(document) }] : [],
    );
  return {
    request: {
      principal: principalText(one.principal),
      action: one.action,
      resource: { resource: one.resource, accountId: one.resource.split(":")[4] ?? "" },
      contextVariables: contextOf(one),
    },
    identityPolicies: one.principal.type === "Account" ? FULL_ACCESS : policies(one.identity),
    serviceControlPolicies: (one.scps ?? []).map((document, level) => ({
      orgIdentifier: `ou-${level}`,
      policies: policies([document]),
    })),
    resourceControlPolicies: one.rcp ? [{ orgIdentifier: "r-1", policies: policies([one.rcp]) }] : [],
    resourcePolicy: one.resourcePolicy && rewritten(one.resourcePolicy),
    sessionPolicy: one.session && rewritten(one.session),
    permissionBoundaryPolicies: one.boundary && policies([one.boundary]),
  };
}

const account = (arn: string): string => arn.split(":")[4] ?? "";
const lastName = (arn: string): string => arn.split("/").at(-1) ?? "";

function principalText(principal: RequestPrincipal): string {
  switch (principal.type) {
    case "AssumedRole":
      return `arn:aws:sts::${account(principal.roleArn)}:assumed-role/${lastName(principal.roleArn)}/${principal.sessionName}`;
    case "User":
      return principal.userArn;
    case "FederatedUser":
      return `arn:aws:sts::${account(principal.userArn)}:federated-user/${principal.federatedUserName}`;
    case "Account":
      return `arn:aws:iam::${principal.account}:root`;
    case "Service":
      return principal.service;
    default:
      throw new Error(`The oracle is not asked about ${principal.type}`);
  }
}

/** The context that AWS would make: what is given, and what the principal tells. Written apart from ours on purpose. */
function contextOf(one: OracleCase): Record<string, string | string[]> {
  const all = new Map(Object.entries({ ...derivedKeys(one), ...givenKeys(one), ...principalKeys(one) }));
  const used = JSON.stringify(statementsOf(one)).toLowerCase();
  const kept = [...all].filter(([key]) => used.includes(key.toLowerCase()));
  return Object.fromEntries(
    kept.map(([key, value]) => [rewrittenKey(key), typeof value === "string" ? value : [...value]]),
  );
}

const derivedKeys = (one: OracleCase): Record<string, Texts> => ({
  "aws:RequestedRegion": one.resource.split(":")[3] ?? "",
  "aws:ViaAWSService": String("aws:CalledVia" in one.context),
});

function givenKeys({ principal, context }: OracleCase): Record<string, Texts> {
  const given = Object.entries(context) as [string, Texts][];
  return Object.fromEntries(
    given.filter(([key]) => principal.type === "Service" || !key.startsWith("aws:Source") || /Ip|Vpce/.test(key)),
  );
}

function principalKeys({ principal, action, accounts }: OracleCase): Record<string, Texts> {
  if (principal.type === "Service" || principal.type === "Federated" || principal.type === "Anonymous") return {};
  const arn = principal.type === "AssumedRole" ? principal.roleArn : principalText(principal);
  const owner = account(arn);
  const organization = accounts[owner]?.organizationId;
  const tags = "tags" in principal ? Object.entries(principal.tags ?? {}) : [];
  return {
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": owner,
    "aws:PrincipalType": principal.type,
    ...(organization ? { "aws:PrincipalOrgID": organization } : {}),
    ...Object.fromEntries(tags.map(([name, text]) => [`aws:PrincipalTag/${name}`, text])),
    ...(action.toLowerCase().startsWith("kms:") ? { "kms:CallerAccount": owner } : {}),
    ...identifiers(principal, owner),
  };
}

function identifiers(principal: RequestPrincipal, owner: string): Record<string, string> {
  switch (principal.type) {
    case "AssumedRole":
      return { "aws:userid": `${principal.roleId}:${principal.sessionName}` };
    case "User":
      return { "aws:userid": principal.userId ?? "", "aws:username": lastName(principal.userArn) };
    case "FederatedUser":
      return { "aws:userid": `${owner}:${principal.federatedUserName}` };
    default:
      return { "aws:userid": owner };
  }
}

const ENCRYPTION_CONTEXT = /kms:EncryptionContext:/i;
/** The oracle drops `kms:EncryptionContext:X`; under this name it compares the values as it should. */
const rewrittenKey = (key: string): string => key.replace(ENCRYPTION_CONTEXT, "aws:RequestTag/kms-ec-");

const rewritten = (document: Document): Document =>
  JSON.parse(JSON.stringify(document).replace(/"kms:EncryptionContext:/gi, '"aws:RequestTag/kms-ec-')) as Document;
