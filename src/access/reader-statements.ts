import type { Statement } from "./policy";
import { sortedUnique } from "./policy";
import type { EncryptedSecret, Using } from "./statements";
import {
  decryptSecrets,
  decryptWith,
  identifyTo,
  readSecrets,
  SIGN_AT_RUN_TIME,
  signAssertion,
  useProviders,
} from "./statements";

/** What a reader needs for one credential provider. */
export interface Use extends Using {
  readonly name: string;
  readonly secretArns: readonly string[];
  /** Those among them that have a customer managed key. */
  readonly encrypted: readonly EncryptedSecret[];
  readonly signingKeyArn?: string;
  /** The audiences of the IAM tokens by which the client proves itself. */
  readonly tokenAudiences?: readonly string[];
}

/** Identity policy: what a reader needs for one credential provider. */
export const readerStatements = (use: Use): Statement[] => [
  useProviders(use, [use.name]),
  ...reads(use.secretArns),
  ...decryptSecrets(use.encrypted),
  ...(use.signingKeyArn === undefined ? [] : [signAssertion(use.signingKeyArn, use.place, SIGN_AT_RUN_TIME)]),
  ...identifies([use]),
];

/**
 * Identity policy: what a reader needs for several credential providers, and no more than it needs for each of them. What
 * differs in a list only is one statement. The order is that of the providers.
 */
export const foldedStatements = (uses: readonly Use[]): Statement[] =>
  numbered([
    ...together(uses, ({ place, kind, workloadIdentities, workloadIdentityArns = [], beside = [] }) =>
      JSON.stringify([kind, place, sortedUnique(workloadIdentities), sortedUnique(workloadIdentityArns), beside]),
    ).map(([first, ...others]) => useProviders(first, sortedUnique([first, ...others].map(({ name }) => name)))),
    ...reads(sortedUnique(uses.flatMap(({ secretArns }) => secretArns))),
    ...together(
      uses.flatMap(({ encrypted }) => encrypted),
      ({ keyArn, region, partition }) => JSON.stringify([keyArn, region, partition]),
    ).map(([first, ...others]) =>
      decryptWith(first, oneOrMore(sortedUnique([first, ...others].map(({ secretArn }) => secretArn)))),
    ),
    ...together(
      uses.flatMap(({ place, signingKeyArn }) => (signingKeyArn === undefined ? [] : [{ place, signingKeyArn }])),
      ({ place, signingKeyArn }) => JSON.stringify([signingKeyArn, place]),
    ).map(([{ place, signingKeyArn }]) => signAssertion(signingKeyArn, place, SIGN_AT_RUN_TIME)),
    ...identifies(uses),
  ]);

/** One token may name several audiences: all of them must be among these. */
function identifies(uses: readonly Use[]): Statement[] {
  const audiences = sortedUnique(uses.flatMap(({ tokenAudiences = [] }) => tokenAudiences));
  return audiences.length > 0 ? [identifyTo(audiences)] : [];
}

const reads = (secretArns: readonly string[]): Statement[] => (secretArns.length > 0 ? [readSecrets(secretArns)] : []);

/** A list of one is written as AWS writes it, without the list: so nothing differs from the policy of one provider. */
const oneOrMore = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] as string) : texts;

type Some<T> = readonly [T, ...T[]];

function together<T>(items: readonly T[], by: (item: T) => string): Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = by(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Sids are unique in a document. One alone needs no number. */
function numbered(statements: readonly Statement[]): Statement[] {
  const seen = new Map<string, number>();
  return statements.map((statement) => {
    const { Sid } = statement;
    const isAlone = statements.filter((one) => one.Sid === Sid).length === 1;
    const number = (seen.get(Sid) ?? 0) + 1;
    seen.set(Sid, number);
    return isAlone ? statement : { ...statement, Sid: `${Sid}${number}` };
  });
}
