import { splitArn } from "../access/arn";
import type { RequestPrincipal } from "../decision";
import { isUnknown } from "../decision";
import type { Asker } from "./asker";
import type { Candidate, Standing } from "./candidate";
import { Candidates } from "./candidates";
import type { Cell, CellVerdict } from "./cells";
import { allowed, isAtLeast, unknown, worst } from "./cells";
import type { Model, ModelProvider } from "./model";
import { Person } from "./people";
import { distinct } from "./made-up";
import type { SecretCells } from "./secret-cells";
import { reachOf, SecretDecider } from "./secret-cells";
import { isUseDenied, useCell } from "./use-cell";

export type { Cell, CellVerdict } from "./cells";
export type { Standing } from "./candidate";
export type { SecretCells, SourceCells } from "./secret-cells";

/** On behalf of whom a service comes how far. */
export interface SourceReach {
  readonly account: string;
  /** Whether it is the account of the credential provider. */
  readonly isOurs: boolean;
  /** Read and decryption together, of the secret that is reached most easily. */
  readonly verdict: CellVerdict;
}

/** What one principal can do with one credential provider. */
export interface Row {
  readonly provider: ModelProvider;
  /** Its ARN or name, or words for all for whom it stands. */
  readonly principal: string;
  /** Who asks in its name. */
  readonly asks: RequestPrincipal;
  readonly standing: Standing;
  /** Whether it is made up, and stands for all that no policy speaks of in particular. */
  readonly standsForOthers: boolean;
  readonly use: Cell;
  readonly read: Cell;
  readonly decrypt: Cell;
  /** Whether its own account is taken to allow it everything, for nothing of that is seen. */
  readonly isForeign: boolean;
  /** Each secret reference by itself, of which `read` and `decrypt` are the worst. */
  readonly secrets: readonly SecretCells[];
  /** Of a service: each account on whose behalf it may ask. */
  readonly sources?: readonly SourceReach[];
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
export const prove = (model: Model): Row[] => new Proof(model).rows();

class Proof {
  private readonly candidates: Candidates;
  private readonly decider: SecretDecider;
  private readonly elsewhere: ReadonlySet<string>;
  /** The same person asks for one provider after the other. */
  private readonly people = new Map<string, Person>();

  public constructor(private readonly model: Model) {
    this.candidates = new Candidates(model);
    this.decider = new SecretDecider(model);
    this.elsewhere = new Set(model.providers.flatMap(({ stated }) => stated?.elsewhere ?? []));
  }

  public rows(): Row[] {
    const found: Row[] = [];
    // Counted before the first decision: those who are named have a row in any case.
    const pairs = this.model.providers.map((provider) => ({ provider, candidates: this.candidates.of(provider) }));
    let named = 0;
    for (const { candidates } of pairs) named += candidates.filter(({ how }) => how === "named").length;
    if (named > MOST_ROWS) throw new TooManyRows();
    for (const { provider, candidates } of pairs) {
      for (const candidate of candidates) {
        const person = this.person(candidate);
        if (candidate.how === "named" || this.comesNear(person, provider)) found.push(this.row(person, provider));
        if (found.length > MOST_ROWS) throw new TooManyRows();
      }
      const known = new Set(candidates.map(({ name }) => name));
      for (const candidate of this.standIns(provider))
        if (!known.has(candidate.name)) found.push(this.row(this.person(candidate), provider));
    }
    return found;
  }

  private person(candidate: Candidate): Person {
    const { standing, how, principal, name, representative } = candidate;
    // Who is made up for two secrets may have one name, and be two: neither is whom policies of its secret name.
    const who = representative ? JSON.stringify([principal, representative.facts]) : principal.type;
    const key = `${standing} ${how} ${who} ${name}`;
    const found = this.people.get(key) ?? new Person(this.model, candidate, this.elsewhere);
    this.people.set(key, found);
    return found;
  }

  /** Whether somebody has any way to the provider or one of its secrets. */
  private comesNear(person: Person, provider: ModelProvider): boolean {
    const reads = provider.references.some(
      ({ secretId }) =>
        !isUnknown(secretId) && !this.decider.isReadDenied(person.askerFor(secretId), secretId, provider),
    );
    if (reads || provider.kind === undefined || !this.candidates.mayUse(person.candidate.name, provider)) return reads;
    return !isUseDenied(person.asker, provider);
  }

  /** Those made up who come to one of the secrets. */
  private standIns(provider: ModelProvider): Candidate[] {
    const found = new Map<string, Candidate>();
    for (const { secretId } of provider.references) {
      if (isUnknown(secretId)) continue;
      for (const representative of this.candidates.madeUpFor(secretId)) {
        const standing = this.candidates.standingOf(representative, provider);
        const { name, principal } = representative;
        const candidate: Candidate = { name, standing, principal, how: "made up", representative };
        found.set(name, candidate);
      }
    }
    const reach = (candidate: Candidate): CellVerdict[] =>
      provider.references.flatMap(({ secretId }) => {
        if (isUnknown(secretId)) return [];
        const cells = this.decider.cells(this.person(candidate).askerFor(secretId), secretId, provider);
        // Somebody whom a hidden policy lets in may have permissions on the key of which nobody speaks here.
        const isOwn = candidate.representative?.scope === splitArn(secretId)?.account;
        const isHidden = isOwn && cells.read.verdict === "unknown" && this.candidates.isHidden(secretId);
        return [cells.read.verdict, isHidden ? "unknown" : reachOf(cells)];
      });
    return distinct([...found.values()], reach);
  }

  private row(person: Person, provider: ModelProvider): Row {
    const { name, standing, principal, how } = person.candidate;
    const secrets = provider.references.map((reference): SecretCells => {
      const { secretId } = reference;
      if (isUnknown(secretId)) {
        const cell = unknown(secretId.reason);
        return { reference, read: cell, decrypt: cell };
      }
      return { reference, ...this.decider.cells(person.askerFor(secretId), secretId, provider) };
    });
    const isForeign =
      secrets.length > 0 &&
      provider.references.every(({ secretId }) => !isUnknown(secretId) && person.foreignTo(secretId) !== undefined);
    const [first] = provider.references;
    const user: Asker =
      isForeign && typeof first?.secretId === "string" ? person.askerFor(first.secretId) : person.asker;
    const sources = sourcesIn(secrets);
    return {
      provider,
      principal: name,
      asks: principal,
      standing,
      standsForOthers: how === "made up",
      use: useCell(this.model, user, provider),
      read: ofAll(secrets.map(({ read }) => read)),
      decrypt: ofAll(secrets.map(({ decrypt }) => decrypt)),
      isForeign,
      secrets,
      ...(sources.length > 0 && { sources }),
    };
  }
}

function sourcesIn(secrets: readonly SecretCells[]): SourceReach[] {
  const found = new Map<string, SourceReach>();
  for (const { sources = [] } of secrets) {
    for (const { account, isOurs, ...cells } of sources) {
      const verdict = reachOf(cells);
      const known = found.get(account);
      if (!known || !isAtLeast(known.verdict, verdict)) found.set(account, { account, isOurs, verdict });
    }
  }
  return [...found.values()];
}

const ofAll = (cells: readonly Cell[]): Cell =>
  cells.length === 0 ? allowed("There is no secret to read.") : worst(cells);
