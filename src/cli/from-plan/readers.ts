import type { Statement } from "../../access/policy";
import { readerStatements } from "../../access/reader-statements";
import { decryptSecrets, readSecrets } from "../../access/statements";
import type { Model } from "../../proof/model";
import type { FurnishedIdentity, FurnishedProvider, FurnishedSecret } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled } from "./concrete";

/**
 * Roles that should read or deploy, and of which the plan has no policy: somebody else makes them, so they get what they
 * need. Otherwise nothing would work in the sandbox that works in the account.
 */
export function neededIdentities(
  { providers: inModel }: Model,
  there: readonly FurnishedIdentity[],
  providers: readonly FurnishedProvider[],
  secrets: ReadonlyMap<string, FurnishedSecret>,
  tell: (told: Told) => void,
): FurnishedIdentity[] {
  const needs = new Map<string, Statement[]>();
  const need = (arn: string, statements: readonly Statement[]): void =>
    void needs.set(arn, [...(needs.get(arn) ?? []), ...statements]);
  for (const { stated, kind, name } of inModel) {
    const provider = providers.find((one) => one.kind === kind && one.name === name);
    if (!stated || !provider) continue;
    const { place } = provider;
    const secretArns = Object.values(provider.secrets).map(({ secretArn }) => secretArn);
    const encrypted = secretArns.flatMap((secretArn) => {
      const keyArn = secrets.get(secretArn)?.kmsKeyId;
      return keyArn === undefined ? [] : [{ secretArn, keyArn, region: place.region, partition: place.partition }];
    });
    const use = { place, kind: provider.kind, name: provider.name, workloadIdentities: ["*"], secretArns, encrypted };
    for (const arn of stated.readers) need(filled(arn), readerStatements(use));
    for (const arn of stated.deployers)
      need(filled(arn), [readSecrets(secretArns, { describe: true }), ...decryptSecrets(encrypted)]);
  }
  const hasPolicy = (arn: string): boolean =>
    there.some((one) => one.arn === arn && Object.keys(one.inline).length > 0);
  return [...needs]
    .filter(([arn]) => !hasPolicy(arn))
    .map(([arn, statements]) => {
      tell({ subject: arn, text: "nothing tells its policies: it has what its providers need" });
      const Statement = statements.map((one, index) => ({ ...one, Sid: `${one.Sid}${index + 1}` }));
      return { kind: "role", arn, inline: { needed: { Version: "2012-10-17", Statement } } };
    });
}
