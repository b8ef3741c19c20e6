import { isUnknown } from "../../decision";
import type { ModelKey } from "../../proof/model";
import type { FurnishedKey } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled } from "./concrete";
import { documentOf, textOf } from "./documents";

/** What a key has of which nothing tells: the account's IAM policies decide. */
export const iamDecides = (keyArn: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${keyArn.split(":")[1] ?? "aws"}:iam::${keyArn.split(":")[4] ?? ""}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

/** A key with its policy, aliases and grants. */
export function keyOf({ arn, policy, grants, aliases = [] }: ModelKey, tell: (told: Told) => void): FurnishedKey {
  const document = documentOf(policy, tell);
  if (document === undefined)
    tell({ subject: filled(arn), text: "nothing tells its policy: the account's IAM policies decide" });
  return {
    arn: filled(arn),
    policy: document === undefined ? iamDecides(filled(arn)) : textOf(document),
    aliases: aliases.map(filled),
    grants: grants.flatMap(({ name, granteePrincipal, operations, constraints, issuingAccount }) => {
      const { encryptionContextSubset: subset, encryptionContextEquals: equals } = constraints ?? {};
      const pairs = Object.values({ ...subset, ...equals });
      if ([granteePrincipal, subset, equals, ...operations, ...pairs].some(isUnknown)) {
        tell({ subject: name, text: "the grant is left out: a part of it is known after the apply" });
        return [];
      }
      return [
        {
          Name: name,
          GranteePrincipal: filled(String(granteePrincipal)),
          Operations: operations.map(String),
          IssuingAccount: issuingAccount ?? arn.split(":")[4] ?? "",
          ...((subset ?? equals) && {
            Constraints: {
              ...(subset && { EncryptionContextSubset: filledPairs(subset) }),
              ...(equals && { EncryptionContextEquals: filledPairs(equals) }),
            },
          }),
        },
      ];
    }),
  };
}

const filledPairs = (pairs: object): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, filled(String(value))]));
