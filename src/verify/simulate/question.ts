import type { Accounts, Request } from "../../decision";
import { knownKeys } from "../../decision";
import type { SimulationAsked } from "../../live/read/simulate";
import type { RoleRequests } from "../../proof/role-requests";

type ContextEntry = SimulationAsked["context"][number];

/** What the simulator fills in itself, of the role: what we say of it would be of a session. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html#policies_policy-simulator-condition-keys */
const FILLED_IN = /^aws:(?:Principal(?:Account|Type|OrgID|OrgPaths)|userid|username)$/;
const BOOLEANS = /^aws:(?:SecureTransport|ViaAWSService|PrincipalIsAWSService)$/;
const LISTS = /^(?:aws:(?:CalledVia|ResourceOrgPaths)|kms:EncryptionContextKeys)$/;

/** What the simulator is told of a request: all that the proof knows of it, since of SCPs it does not tell which keys they ask for. */
export const contextOf = (request: Request, accounts: Accounts): ContextEntry[] =>
  [...knownKeys(request, accounts)]
    .filter(([name]) => !FILLED_IN.test(name))
    .map(([name, values]) => ({
      ContextKeyName: name,
      ContextKeyValues: [...values],
      ContextKeyType: BOOLEANS.test(name) ? "boolean" : LISTS.test(name) ? "stringList" : "string",
    }));

/** So many resources in one question: a request of IAM is a form, which has its limits. */
const TOGETHER = 50;

/** Questions that have role, action and context in common are asked as one. */
export function askedOf({ roleArn, requests }: RoleRequests, accounts: Accounts): Map<SimulationAsked, Request[]> {
  const groups = new Map<string, { readonly context: ContextEntry[]; readonly requests: Request[] }>();
  for (const request of requests) {
    const context = contextOf(request, accounts);
    const key = JSON.stringify([request.action, context]);
    const found = groups.get(key) ?? { context, requests: [] };
    found.requests.push(request);
    groups.set(key, found);
  }
  const asked = new Map<SimulationAsked, Request[]>();
  for (const { context, requests: all } of groups.values())
    for (let at = 0; at < all.length; at += TOGETHER) {
      const part = all.slice(at, at + TOGETHER);
      const action = part[0]?.action ?? "";
      asked.set({ roleArn, action, resources: part.map(({ resource }) => resource.arn), context }, part);
    }
  return asked;
}
