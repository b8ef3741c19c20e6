import { splitArn } from "../access/arn";
import type { RequestPrincipal } from "../decision";
import { isUnknown, unreadablePolicy } from "../decision";
import { Asker } from "./asker";
import type { Candidate } from "./candidates";
import { candidatesOf } from "./candidates";
import type { Cell } from "./cells";
import { allowed, denied, unknown, worst } from "./cells";
import { managedKey } from "./managed-key";
import type { Model, ModelProvider, Reference } from "./model";
import { decryptRequest, readRequest, signRequests, useRequests } from "./requests";
import type { MaybeKnown } from "./values";

export type { Cell, CellVerdict } from "./cells";

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
  /** Whether its own account is taken to allow it everything, for nothing of that is seen. */
  readonly isForeign: boolean;
  /** Each secret reference by itself, of which `read` and `decrypt` are the worst. */
  readonly secrets: readonly SecretCells[];
}

/** Twenty times what a plan of a thousand providers with five principals each asks for. */
const MOST_ROWS = 100_000;

/** The rows would take all time and memory, and nobody could read them. */
export class TooManyRows extends Error {
  public constructor() {
    super(`more than ${MOST_ROWS} pairs of a credential provider and a principal that may have access to it`);
  }
}

/**
 * Decides for each provider and each principal that may have access.
 *
 * @throws TooManyRows
 */
export function prove(model: Model): Row[] {
  const elsewhere = new Set(model.providers.flatMap(({ stated }) => stated?.elsewhere ?? []));
  return pairsIn(model).flatMap(({ provider, candidates }) =>
    candidates.map(({ name, standing, principal }) => {
      const foreign = standing === "other" ? foreignAccount(model, provider, principal) : undefined;
      const asker =
        foreign === undefined ? Asker.of(model, principal, elsewhere) : Asker.ofAccount(model, foreign, principal);
      const [reads, decrypts] = [readCells(model, asker, provider), decryptCells(model, asker, provider)];
      return {
        provider,
        principal: name,
        standing,
        use: useCell(model, asker, provider),
        read: ofAll(reads),
        decrypt: ofAll(decrypts),
        isForeign: foreign !== undefined,
        secrets: provider.references.map((reference, index) => ({
          reference,
          read: reads[index] as Cell,
          decrypt: decrypts[index] as Cell,
        })),
      };
    }),
  );
}

/** Counted before the first decision. */
function pairsIn(model: Model): { readonly provider: ModelProvider; readonly candidates: readonly Candidate[] }[] {
  const candidatesFor = candidatesOf(model);
  let rows = 0;
  return model.providers.map((provider) => {
    const candidates = candidatesFor(provider);
    rows += candidates.length;
    if (rows > MOST_ROWS) throw new TooManyRows();
    return { provider, candidates };
  });
}

/** The account of a role of which nothing is known, if it is not that of the secrets. */
function foreignAccount(
  { roles }: Model,
  { references }: ModelProvider,
  principal: RequestPrincipal,
): string | undefined {
  if (principal.type !== "AssumedRole" || (roles.get(principal.roleArn)?.policies.length ?? 0) > 0) return undefined;
  const own = splitArn(principal.roleArn)?.account;
  const isForeign =
    references.length > 0 &&
    references.every(({ secretId }) => !isUnknown(secretId) && splitArn(secretId)?.account !== own);
  return isForeign ? own : undefined;
}

/** Whoever uses a provider that signs its assertions signs, too, with its own permissions. */
function useCell(model: Model, asker: Asker, provider: ModelProvider): Cell {
  const { principal } = asker;
  if (principal.type === "Service" || principal.type === "Federated")
    return denied(
      `${principal.type === "Service" ? "A service" : "An identity provider"} does not ask for credentials in its own name.`,
    );
  if (provider.kind === undefined) return allowed("No credential provider is made here that could be used.");
  const requests = useRequests(provider, provider.kind, principal);
  if (isUnknown(requests)) return unknown(requests.reason);
  const { account } = provider;
  const own = splitArn(principal.type === "AssumedRole" ? principal.roleArn : "")?.account;
  if (typeof account === "string" && own !== undefined && own !== account)
    return denied(`A role of account ${own} uses the token vault of its own account, not that of ${account}.`);
  const signs = provider.signingKeys.map((keyArn) => signCell(model, asker, provider, keyArn));
  return worst([...requests.map((request) => asker.decide(request)), ...signs]);
}

function signCell(model: Model, asker: Asker, provider: ModelProvider, keyArn: MaybeKnown): Cell {
  if (isUnknown(keyArn)) return unknown(keyArn.reason);
  const requests = signRequests(keyArn, provider, asker.principal);
  return worst(requests.map((request) => asker.decide(request, keySide(model, keyArn))));
}

function readCells(model: Model, asker: Asker, provider: ModelProvider): Cell[] {
  return eachSecret(provider, (arn) => {
    const region = splitArn(arn)?.region;
    if (region === undefined) return unknown(`the secret is named by ${arn}, which is no full ARN`);
    if (!isUnknown(provider.region) && region !== provider.region)
      return denied(
        `AgentCore Identity reads no secret of another Region: ${arn} is in ${region}, the provider in ${provider.region}.`,
      );
    const account = isUnknown(provider.account) ? "" : provider.account;
    const resourcePolicy = model.secrets.get(arn)?.policy?.compiled;
    return asker.decide(readRequest(arn, asker.principal, account), resourcePolicy && { resourcePolicy });
  });
}

function decryptCells(model: Model, asker: Asker, provider: ModelProvider): Cell[] {
  return eachSecret(provider, (arn) => {
    const keyArn = model.secrets.get(arn)?.keyArn;
    if (isUnknown(keyArn)) return unknown(keyArn.reason);
    if (keyArn === undefined || keyArn === null) return managedKeyCell(asker, arn);
    return asker.decide(decryptRequest(keyArn, arn, asker.principal), keySide(model, keyArn));
  });
}

/** A key has a key policy always: one that is not there is not known. */
const keySide = ({ keys }: Model, keyArn: string) => ({
  resourcePolicy:
    keys.get(keyArn)?.policy?.compiled ??
    unreadablePolicy("key policy", "resource", `it is not in the plan: give --policy key=${keyArn}=FILE`),
  grants: keys.get(keyArn)?.grants ?? [],
});

function managedKeyCell(asker: Asker, secretArn: string): Cell {
  const { principal } = asker;
  const owner = splitArn(secretArn)?.account;
  const account = principal.type === "AssumedRole" ? splitArn(principal.roleArn)?.account : owner;
  if (account !== owner)
    return denied(`${secretArn} is encrypted with the AWS managed key, which account ${account} cannot use.`);
  const { keyArn, resourcePolicy } = managedKey(secretArn);
  // A policy of which nothing is known puts the read in doubt, which suffices. RCPs do not reach AWS managed keys.
  const side = { resourcePolicy, resourceControlPolicies: [] };
  const cell = asker.byKnownPolicies.decide(decryptRequest(keyArn, secretArn, principal), side);
  return cell.verdict === "allowed"
    ? allowed("The AWS managed key aws/secretsmanager serves all roles of its account.")
    : cell;
}

const eachSecret = ({ references }: ModelProvider, decideOne: (arn: string) => Cell): Cell[] =>
  references.map(({ secretId }) => (isUnknown(secretId) ? unknown(secretId.reason) : decideOne(secretId)));

const ofAll = (cells: readonly Cell[]): Cell =>
  cells.length === 0 ? allowed("There is no secret to read.") : worst(cells);
