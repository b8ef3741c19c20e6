import type { Model, StatedPolicy } from "../../../src/proof/model";
import { Aws } from "../../worlds/aws";
import type { Truth } from "../../worlds/truth";
import type { World } from "../../worlds/world";

/** What a model has otherwise than the world that it was read from. */
export function unlikeness(world: World, truth: Truth, model: Model): string[] {
  const aws = new Aws(world);
  const found: string[] = [];
  const same = (what: string, right: unknown, read: unknown): void => {
    const [one, other] = [right, read].map(inOrder);
    if (one !== other) found.push(`${what}: ${other} instead of ${one}`);
  };
  same(
    "providers",
    truth.providers.map(({ address, name, kind, region, account }) => [address, name, kind, region, account]).sort(),
    model.providers.map(({ at, name, kind, region, account }) => [at, name, kind, region, account]).sort(),
  );
  for (const { address, secretArn } of truth.providers) {
    const secret = aws.secret(secretArn);
    const read = model.providers.find(({ at }) => at === address);
    same(
      `secret of ${address}`,
      [secretArn],
      read?.references.map(({ secretId }) => secretId),
    );
    same(`key of ${secretArn}`, secret?.keyArn ?? null, model.secrets.get(secretArn)?.keyArn);
    same(`policy of ${secretArn}`, secret?.policy ?? null, documentOf(model.secrets.get(secretArn)?.policy));
    if (secret?.keyArn) {
      same(
        `policy of ${secret.keyArn}`,
        aws.keys.get(secret.keyArn)?.policy,
        documentOf(model.keys.get(secret.keyArn)?.policy),
      );
      same(
        `grants of ${secret.keyArn}`,
        [...aws.grants.values()]
          .filter(({ keyArn }) => keyArn === secret.keyArn)
          .map(({ name, grantee, operations, subset, equals }) => [name, grantee, operations, subset, equals])
          .sort(),
        model.keys
          .get(secret.keyArn)
          ?.grants.map(({ name, granteePrincipal, operations, constraints }) => {
            return [
              name,
              granteePrincipal,
              operations,
              constraints?.encryptionContextSubset,
              constraints?.encryptionContextEquals,
            ];
          })
          .sort(),
      );
    }
  }
  for (const identity of aws.identities.values()) {
    const { arn, kind, boundary } = identity;
    const holders = { role: model.roles, user: model.users, group: model.groups }[kind];
    const holder = holders?.get(arn);
    same(
      `policies of ${arn}`,
      aws.documentsOf(identity).map(inOrder).sort(),
      holder?.policies.map(({ document }) => inOrder(document)).sort(),
    );
    if (holder && "boundary" in holder)
      same(`boundary of ${arn}`, boundary && aws.policies.get(boundary), holder.boundary?.document);
    else same(`boundary of ${arn}`, boundary, undefined);
  }
  return found;
}

const documentOf = (policy: StatedPolicy | undefined): unknown => policy?.document ?? null;

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? "nothing";
