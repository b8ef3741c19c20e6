import type { Construct } from "constructs";
import { splitArn } from "../access/arn";
import { isKnown } from "../access/known";
import type { Watched, WatchedSecret, WatchedSecrets } from "../access/watch/watched";
import { watchedSecret } from "../access/watch/watched";
import type { ExpectedAccess } from "../terraform/program";
import { expression } from "../terraform/text";
import { identityOf } from "../terraform/tokens";

/** What a watch is told beside what the program's credential providers say. */
export interface AlsoWatched {
  /** The Region of the watch, if it is known: what is elsewhere is left to another one. */
  readonly region?: string;
  /** Secrets beside those of credential providers, with their keys. */
  readonly secrets: readonly {
    readonly secretArn: string;
    readonly kmsKeyArn?: string;
    readonly rotators: readonly string[];
  }[];
  readonly prefixes: readonly string[];
  readonly readers: readonly string[];
  readonly deployers: readonly string[];
  readonly rotators: readonly string[];
  readonly exceptions: readonly string[];
  readonly gatewayIds: readonly string[];
}

/** All that a watch looks at: one text for each thing, whatever number its token has. */
export class WatchedProgram {
  private readonly texts = new Map<string, string>();

  public constructor(private readonly scope: Construct) {}

  public watched(access: readonly ExpectedAccess[], also: AlsoWatched): Watched {
    const here = access.filter(({ keys }) => Object.keys(keys).some((arn) => isHere(arn, also.region)));
    const bySecret = new Map<string, Set<string>>();
    const ofPrefixes = new Set(also.readers.map((role) => this.one(role)));
    for (const { keys, readers } of here)
      for (const given of Object.keys(keys).filter((arn) => isHere(arn, also.region))) {
        const arn = this.one(given);
        // What a prefix stands for needs no place of its own.
        const roles = isCovered(arn, also.prefixes) ? ofPrefixes : (bySecret.get(arn) ?? new Set<string>());
        if (roles !== ofPrefixes) bySecret.set(arn, roles);
        for (const role of readers) roles.add(this.one(role));
      }
    for (const { secretArn } of also.secrets) {
      const arn = this.one(secretArn);
      if (!isCovered(arn, also.prefixes) && !bySecret.has(arn)) bySecret.set(arn, ofPrefixes);
    }
    const deployers = this.all([...also.deployers, ...here.flatMap((one) => one.deployers)]);
    const rotators = this.rotators(here, also);
    const group = (arns: readonly string[], prefixes: readonly string[], readers: Iterable<string>): WatchedSecrets =>
      this.group(arns.map(secretOf), prefixes, [...readers], deployers, rotators(arns, prefixes), also);
    return {
      groups: [
        ...this.all([...bySecret.keys()]).map((arn) => group([arn], [], bySecret.get(arn) ?? [])),
        ...(also.prefixes.length > 0 ? [group([], also.prefixes, ofPrefixes)] : []),
      ],
      providers: here.map(({ kind, name }) => ({ kind, name: this.one(name) })),
      gatewayIds: this.all(also.gatewayIds),
      keyArns: this.all([
        ...here.flatMap(({ keys }) => Object.values(keys).filter((key): key is string => key !== null)),
        ...also.secrets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []),
      ]),
    };
  }

  /** Who rotates some secrets, those of prefixes among them. */
  private rotators(
    access: readonly ExpectedAccess[],
    { secrets, rotators }: AlsoWatched,
  ): (arns: readonly string[], prefixes: readonly string[]) => string[] {
    const all = [
      ...access.flatMap((one) => Object.entries(one.rotators)),
      ...secrets.map((one) => [one.secretArn, one.rotators] as const),
    ].map(([arn, roles]) => ({ arn: this.one(arn), roles }));
    return (arns, prefixes) => [
      ...rotators,
      ...all.filter(({ arn }) => arns.includes(arn) || isCovered(arn, prefixes)).flatMap(({ roles }) => roles),
    ];
  }

  private group(
    secrets: readonly WatchedSecret[],
    prefixes: readonly string[],
    readers: readonly string[],
    deployers: readonly string[],
    rotators: readonly string[],
    also: AlsoWatched,
  ): WatchedSecrets {
    return {
      secrets,
      prefixes,
      readers: this.sorted(readers),
      deployers: this.sorted(deployers),
      accounts: [...new Set([...readers, ...deployers].map((arn) => this.one(accountIn(arn))))],
      rotators: this.all(rotators),
      exceptions: this.all(also.exceptions),
    };
  }

  private one(text: string): string {
    const identity = identityOf(this.scope, text);
    const known = this.texts.get(identity) ?? text;
    this.texts.set(identity, known);
    return known;
  }

  private all(texts: readonly string[]): string[] {
    return this.sorted(texts.map((text) => this.one(text)));
  }

  /** In an order that no order of calls changes. */
  private sorted(texts: readonly string[]): string[] {
    const keyed = [...new Set(texts)].map((text) => ({ text, key: identityOf(this.scope, text) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ text }) => text);
  }
}

const isHere = (arn: string, region: string | undefined): boolean =>
  region === undefined || !isKnown(region) || !isKnown(arn) || splitArn(arn)?.region === region;

const isCovered = (arn: string, prefixes: readonly string[]): boolean =>
  isKnown(arn) && prefixes.some((prefix) => arn.startsWith(prefix));

/** What requests call a secret whose ARN only Terraform knows. */
const secretOf = (arn: string): WatchedSecret =>
  isKnown(arn)
    ? watchedSecret(arn)
    : {
        arn,
        ids: [
          arn,
          expression((quote) => `try(regex(":secret:(.+)-[^-]{6}$", ${quote(arn)})[0], ${quote(arn)})`),
          expression((quote) => `try(regex("^(.+)-[^-]{6}$", ${quote(arn)})[0], ${quote(arn)})`),
        ],
      };

const accountIn = (arn: string): string =>
  isKnown(arn) ? (splitArn(arn)?.account ?? "") : expression((quote) => `try(split(":", ${quote(arn)})[4], "")`);
