import type { GrantListEntry } from "@aws-sdk/client-kms";
import { splitArn } from "../../access/arn";
import { keep } from "../kept";
import { piece } from "../piece";
import type { GrantSnapshot, KeySnapshot } from "../snapshot";
import { defined, everyPage } from "./paging";
import type { Where } from "./paging";

/** As many as the list gives at once. */
const MOST = 100;

/**
 * A key with its policy and grants. Only DescribeKey takes an alias; policy and grants are asked for by what it answers.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export async function readKey({ caller, region }: Where, id: string, before?: KeySnapshot): Promise<KeySnapshot> {
  const description = await keep(before?.description, () =>
    piece("kms:DescribeKey", id, async () => {
      const { KeyMetadata } = await caller.call("kms:DescribeKey", region, { KeyId: id });
      return {
        arn: KeyMetadata?.Arn ?? "",
        state: KeyMetadata?.KeyState ?? "",
        ...defined({
          manager: KeyMetadata?.KeyManager as string | undefined,
          isMultiRegion: KeyMetadata?.MultiRegion,
        }),
      };
    }),
  );
  const arn = "value" in description ? description.value.arn : id;
  const [policy, grants] = await Promise.all([
    keep(before?.policy, () =>
      piece("kms:GetKeyPolicy", arn, async () => {
        const { Policy = "" } = await caller.call("kms:GetKeyPolicy", region, { KeyId: arn, PolicyName: "default" });
        return Policy;
      }),
    ),
    keep(before?.grants, () =>
      piece("kms:ListGrants", arn, () =>
        everyPage(
          { caller, region },
          "kms:ListGrants",
          (Marker) => ({ KeyId: arn, Limit: MOST, Marker }),
          ({ Grants, NextMarker }) => ({ items: Grants?.map(grantOf), next: NextMarker }),
        ),
      ),
    ),
  ]);
  return { id, description, policy, grants };
}

function grantOf(grant: GrantListEntry): GrantSnapshot {
  return {
    id: grant.GrantId ?? "",
    grantee: grant.GranteePrincipal ?? "",
    operations: grant.Operations ?? [],
    ...defined({
      name: grant.Name === "" ? undefined : grant.Name,
      contextEquals: grant.Constraints?.EncryptionContextEquals,
      contextSubset: grant.Constraints?.EncryptionContextSubset,
      issuingAccount: accountIn(grant.IssuingAccount),
    }),
  };
}

/** Twelve digits, or the ARN of the account's root. */
const accountIn = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (splitArn(text)?.account ?? text);
