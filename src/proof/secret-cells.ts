import { splitArn } from "../access/arn";
import type { Request } from "../decision";
import { isOpen, isUnknown, shownText } from "../decision";
import type { Asker, Side } from "./asker";
import type { Cell, CellVerdict } from "./cells";
import { allowed, denied, isAtLeast, unknown, worstVerdict } from "./cells";
import { keyGuards, secretGuards, underAll } from "./guards";
import { managedKey } from "./managed-key";
import type { Model, ModelProvider, Reference } from "./model";
import { principalAccount } from "./principal-account";
import { decryptRequest, readRequest } from "./requests";
import type { Source } from "./sources";
import { sourcesOf } from "./sources";
import { textsAbout } from "./texts";

/** What a service can do on behalf of one account. */
export interface SourceCells {
  /** The account, or words for those of which nobody speaks: `any other account`. */
  readonly account: string;
  /** Whether it is the account of the credential provider. */
  readonly isOurs: boolean;
  readonly read: Cell;
  readonly decrypt: Cell;
}

/** What is decided about one secret reference of a provider. */
export interface SecretCells {
  readonly reference: Reference;
  readonly read: Cell;
  readonly decrypt: Cell;
  /** Of a service: for each account on whose behalf it may ask. The cells above are those that come furthest. */
  readonly sources?: readonly SourceCells[];
}

/** How far read and decryption lead together. */
export const reachOf = ({ read, decrypt }: Pick<SecretCells, "read" | "decrypt">): CellVerdict =>
  worstVerdict(read.verdict, decrypt.verdict);

/** Decides about the secrets of one model. */
export class SecretDecider {
  public constructor(private readonly model: Model) {}

  /** Whether somebody has a way to a secret at all, decryption left aside. */
  public isReadDenied(asker: Asker, secretArn: string, provider: ModelProvider): boolean {
    const request = readRequest(secretArn, asker.principal);
    if (asker.principal.type === "Service") return this.cells(asker, secretArn, provider).read.verdict === "denied";
    return secretGuards(this.model, secretArn).sides.every((side) => asker.isDenied(request, side));
  }

  public cells(asker: Asker, secretArn: string, provider: ModelProvider): Omit<SecretCells, "reference"> {
    const outside = outsideOf(secretArn, provider);
    if (asker.principal.type !== "Service")
      return { read: outside ?? this.read(asker, secretArn), decrypt: this.decrypt(asker, secretArn) };
    const sources = this.sources(secretArn, provider).map(({ name, isOurs, context }) => ({
      account: name,
      isOurs,
      read: outside ?? this.read(asker, secretArn, context),
      decrypt: this.decrypt(asker, secretArn, context),
    }));
    const best = furthest(sources);
    return { read: forSource(best, best.read), decrypt: forSource(best, best.decrypt), sources: byAccount(sources) };
  }

  private sources(secretArn: string, { account, region, partition }: ModelProvider): Source[] {
    const place = splitArn(secretArn);
    return sourcesOf(textsAbout(this.model, secretArn), {
      account,
      partition,
      region: isUnknown(region) ? (place?.region ?? "") : region,
      accounts: this.model.limits?.accounts ?? {},
    });
  }

  private read(asker: Asker, secretArn: string, source?: Source["context"]): Cell {
    const request = readRequest(secretArn, asker.principal, source);
    return underAll(secretGuards(this.model, secretArn), (side) => asker.decide(request, side));
  }

  private decrypt(asker: Asker, secretArn: string, source?: Source["context"]): Cell {
    const keyArn = this.model.secrets.get(secretArn)?.keyArn;
    if (isUnknown(keyArn)) return unknown(keyArn.reason);
    if (keyArn === undefined || keyArn === null) return managedKeyCell(asker, secretArn, source);
    const request = decryptRequest(keyArn, secretArn, asker.principal, source);
    return underAll(keyGuards(this.model, keyArn), (side) => asker.decide(request, side));
  }
}

/** Why AgentCore reads a secret for nobody. */
function outsideOf(secretArn: string, provider: ModelProvider): Cell | undefined {
  const region = splitArn(secretArn)?.region;
  if (region === undefined) return unknown(`the secret is named by ${shownText(secretArn)}, which is no full ARN`);
  if (isUnknown(provider.region) || region === provider.region) return undefined;
  if (isOpen(region) || isOpen(provider.region))
    return unknown(
      `whether the secret is in the Region of the provider is not known: ${shownText(region)} and ${shownText(provider.region)}`,
    );
  return denied(
    `AgentCore Identity reads no secret of another Region: ${shownText(secretArn)} is in ${region}, the provider in ${provider.region}.`,
  );
}

/** AgentCore's secret for a MANAGED provider and secrets without a key of the team's have this one. */
function managedKeyCell(asker: Asker, secretArn: string, source?: Source["context"]): Cell {
  const { principal } = asker;
  const owner = splitArn(secretArn)?.account;
  const account = principalAccount(principal) ?? owner;
  const isElsewhere = account !== undefined && owner !== undefined && account !== owner;
  if (isElsewhere && !isOpen(account) && !isOpen(owner))
    return denied(
      `${shownText(secretArn)} is encrypted with the AWS managed key, which account ${account} cannot use.`,
    );
  const { keyArn, resourcePolicy } = managedKey(secretArn);
  // A policy of which nothing is known puts the read in doubt, which suffices. RCPs do not reach AWS managed keys.
  const side: Side = { resourcePolicy, resourceControlPolicies: [] };
  const request: Request = decryptRequest(keyArn, secretArn, principal, source);
  const cell = asker.byKnownPolicies.decide(request, side);
  if (cell.verdict !== "allowed") return cell;
  return isElsewhere
    ? unknown(
        `${shownText(secretArn)} is encrypted with the AWS managed key of its account, and whether that is ${shownText(account)} is not known`,
      )
    : allowed("The AWS managed key aws/secretsmanager serves all roles of its account.");
}

/** The source for which a service comes furthest; of several the first, which is ours. */
const furthest = (sources: readonly SourceCells[]): SourceCells =>
  sources.reduce((best, one) => {
    const [a, b] = [reachOf(best), reachOf(one)];
    return isAtLeast(a, b) && (a !== b || isAtLeast(best.read.verdict, one.read.verdict)) ? best : one;
  });

const forSource = ({ account, isOurs }: SourceCells, cell: Cell): Cell =>
  isOurs || cell.verdict === "denied" ? cell : { ...cell, why: `On behalf of ${account}: ${cell.why}` };

/** One for each account: the resource that comes furthest stands for all of them. */
function byAccount(sources: readonly SourceCells[]): SourceCells[] {
  const found = new Map<string, SourceCells[]>();
  for (const one of sources) found.set(one.account, [...(found.get(one.account) ?? []), one]);
  return [...found.values()].map(furthest);
}
