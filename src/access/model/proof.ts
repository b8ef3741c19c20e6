import { splitArn } from "../arn";
import type { Deciding, Decision, MissingPermission, Policies, Request, RequestPrincipal } from "../decision";
import { decide, isUnknown, PLACE_NAMES } from "../decision";
import { candidatesOf } from "./candidates";
import { managedKey } from "./managed-key";
import type { Model, ModelProvider, Reference } from "./model";
import { limitsOn } from "./permission-limits";
import { decryptRequest, readRequest, requestPrincipal, useRequests } from "./requests";

export type CellVerdict = "allowed" | "denied" | "unknown";

/** What is decided about one step of one principal. */
export interface Cell {
  readonly verdict: CellVerdict;
  /** The statements that decided, each with the place where it stands. */
  readonly by: readonly Deciding[];
  /** Why, in one sentence or more. */
  readonly why: string;
  /** The fewest permissions with which a denied step would be allowed; left out where a statement denies. */
  readonly missing?: readonly MissingPermission[];
}

/** What is decided about one secret reference of a provider. */
export interface SecretCells {
  readonly reference: Reference;
  readonly read: Cell;
  readonly decrypt: Cell;
}

/** What a principal is to a provider. `unstated`: nobody says who should read. */
export type Standing = "reader" | "deployer" | "service" | "other" | "unstated";

/** What one principal can do with one credential provider. */
export interface Row {
  readonly provider: ModelProvider;
  readonly principal: string;
  readonly standing: Standing;
  readonly use: Cell;
  readonly read: Cell;
  readonly decrypt: Cell;
  /** Each secret reference by itself, of which `read` and `decrypt` are the worst. */
  readonly secrets: readonly SecretCells[];
}

/** Decides for each provider and each principal that may have access. */
export function prove(model: Model): Row[] {
  const candidates = candidatesOf(model);
  const elsewhere = new Set(model.expected?.providers.flatMap((one) => one.elsewhere));
  return model.providers.flatMap((provider) =>
    candidates(provider).flatMap(({ name, standing }) => {
      const principal = requestPrincipal(name);
      if (!principal) return [];
      const policies = policiesOf(model, name, elsewhere);
      const reads = readCells(model, policies, provider, principal);
      const decrypts = decryptCells(model, policies, provider, principal);
      return [
        {
          provider,
          principal: name,
          standing,
          use: useCell(model, policies, provider, principal),
          read: ofAll(reads),
          decrypt: ofAll(decrypts),
          secrets: provider.references.map((reference, index) => ({
            reference,
            read: reads[index] as Cell,
            decrypt: decrypts[index] as Cell,
          })),
        },
      ];
    }),
  );
}

function policiesOf({ roles }: Model, name: string, elsewhere: ReadonlySet<string>): Policies {
  const role = roles.get(name);
  const isKnown = /:role\//.test(name) && !(elsewhere.has(name) && (role?.policies.length ?? 0) === 0);
  return {
    ...(isKnown && { identityPolicies: role?.policies.map(({ compiled }) => compiled) ?? [] }),
    ...(role?.boundary && { permissionsBoundary: role.boundary.compiled }),
  };
}

function useCell(model: Model, policies: Policies, provider: ModelProvider, principal: RequestPrincipal): Cell {
  if (principal.type === "Service") return denied("A service does not ask for credentials in its own name.");
  const requests = useRequests(provider, principal);
  if (isUnknown(requests)) return unknown(requests.reason);
  const { account } = provider;
  const own = splitArn(principal.type === "AssumedRole" ? principal.roleArn : "")?.account;
  if (typeof account === "string" && own !== undefined && own !== account)
    return denied(`A role of account ${own} uses the token vault of its own account, not that of ${account}.`);
  return worst(requests.map((request) => decided(model, policies, request)));
}

function readCells(model: Model, policies: Policies, provider: ModelProvider, principal: RequestPrincipal): Cell[] {
  return eachSecret(provider, (arn) => {
    const secret = model.secrets.get(arn);
    const region = splitArn(arn)?.region;
    if (region === undefined) return unknown(`the secret is named by ${arn}, which is no full ARN`);
    if (!isUnknown(provider.region) && region !== provider.region)
      return denied(
        `AgentCore Identity reads no secret of another Region: ${arn} is in ${region}, the provider in ${provider.region}.`,
      );
    const account = isUnknown(provider.account) ? "" : provider.account;
    const resourcePolicy = secret?.policy?.compiled;
    return decided(
      model,
      { ...policies, ...(resourcePolicy && { resourcePolicy }) },
      readRequest(arn, principal, account),
    );
  });
}

function decryptCells(model: Model, policies: Policies, provider: ModelProvider, principal: RequestPrincipal): Cell[] {
  return eachSecret(provider, (arn) => {
    const keyArn = model.secrets.get(arn)?.keyArn;
    if (isUnknown(keyArn)) return unknown(keyArn.reason);
    if (keyArn === undefined || keyArn === null) return managedKeyCell(model, policies, arn, principal);
    const key = model.keys.get(keyArn);
    const resourcePolicy = key?.policy?.compiled;
    return decided(
      model,
      { ...policies, ...(resourcePolicy && { resourcePolicy }), grants: key?.grants ?? [] },
      decryptRequest(keyArn, arn, principal),
    );
  });
}

function managedKeyCell(model: Model, policies: Policies, secretArn: string, principal: RequestPrincipal): Cell {
  const owner = splitArn(secretArn)?.account;
  const account = principal.type === "AssumedRole" ? splitArn(principal.roleArn)?.account : owner;
  if (account !== owner)
    return denied(`${secretArn} is encrypted with the AWS managed key, which account ${account} cannot use.`);
  const { keyArn, resourcePolicy } = managedKey(secretArn);
  // A policy of which nothing is known puts the read in doubt, which suffices. RCPs do not reach AWS managed keys.
  const identityPolicies = (policies.identityPolicies ?? []).filter(({ unreadable }) => unreadable === undefined);
  const cell = decided(
    model,
    { ...policies, identityPolicies, resourcePolicy, resourceControlPolicies: [] },
    decryptRequest(keyArn, secretArn, principal),
  );
  return cell.verdict === "allowed"
    ? { ...cell, by: [], why: "The AWS managed key aws/secretsmanager serves all roles of its account." }
    : cell;
}

const eachSecret = ({ references }: ModelProvider, decideOne: (arn: string) => Cell): Cell[] =>
  references.map(({ secretId }) => (isUnknown(secretId) ? unknown(secretId.reason) : decideOne(secretId)));

const ofAll = (cells: readonly Cell[]): Cell =>
  cells.length === 0 ? { verdict: "allowed", by: [], why: "There is no secret to read." } : worst(cells);

const decided = (model: Model, policies: Policies, request: Request): Cell =>
  cellOf(decide({ ...limitsOn(model, request), ...policies }, request));

/** One sentence for what was decided. */
export function cellOf(decision: Decision): Cell {
  switch (decision.verdict) {
    case "allowed":
      return { verdict: "allowed", by: decision.by, why: `Allowed by ${decision.by.map(decidingText).join(" and ")}.` };
    case "explicitlyDenied":
      return { verdict: "denied", by: decision.by, why: `Denied by ${decision.by.map(decidingText).join(" and ")}.` };
    case "implicitlyDenied":
      return { ...denied(decision.missing.map(({ text }) => text).join(" ")), missing: decision.missing };
    case "unknown":
      return unknown(decision.because.join("; "));
  }
}

const decidingText = ({ place, policy, statement, sid }: Deciding): string =>
  statement === undefined
    ? `${PLACE_NAMES[place]} (${policy})`
    : `statement ${sid ?? statement} of ${policy === PLACE_NAMES[place].slice(4) ? PLACE_NAMES[place] : policy}`;

const denied = (why: string): Cell => ({ verdict: "denied", by: [], why });
const unknown = (why: string): Cell => ({ verdict: "unknown", by: [], why });

const RANK: Readonly<Record<CellVerdict, number>> = { allowed: 0, unknown: 1, denied: 2 };

/** All parts of a step must be allowed: the first of the worst ones decides. */
const worst = (cells: readonly Cell[]): Cell =>
  cells.reduce((decisive, cell) => (RANK[cell.verdict] > RANK[decisive.verdict] ? cell : decisive));
