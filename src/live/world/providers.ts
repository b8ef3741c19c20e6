import type { ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import { Unknown } from "../../decision";
import type { Assumption, ModelProvider, Reference } from "../../proof/model";
import { tokenAudiencesIn } from "../../proof/token-audiences";
import type { MaybeKnown } from "../../proof/values";
import { unreadText, valueOf } from "../piece";
import type { AccountSnapshot, ProviderSnapshot, RegionSnapshot } from "../snapshot";
import type { Indexed } from "./indexed";

const WORDS: Readonly<Record<ProviderKind, string>> = {
  oauth2: "OAuth2",
  apikey: "API key",
  payment: "payment",
};

/** The credential providers of a snapshot, without anybody who should read. */
export function providersOf(index: Indexed): { providers: ModelProvider[]; assumptions: Assumption[] } {
  const providers: ModelProvider[] = [];
  const assumptions: Assumption[] = [];
  for (const account of index.snapshot.accounts)
    for (const region of account.regions)
      for (const kind of Object.keys(PROVIDER_KINDS) as ProviderKind[]) {
        const listed = region.providers[kind];
        if ("value" in listed)
          providers.push(...listed.value.map((one) => providerOf(index, account, region, kind, one)));
        else
          assumptions.push({
            subject: `account ${account.id}, ${region.region}`,
            text: `has no ${WORDS[kind]} credential providers: ${unreadText(listed.unread)}`,
          });
      }
  return { providers: providers.sort((a, b) => (a.at < b.at ? -1 : 1)), assumptions };
}

function providerOf(
  index: Indexed,
  account: AccountSnapshot,
  { region }: RegionSnapshot,
  kind: ProviderKind,
  { arn, name, detail }: ProviderSnapshot,
): ModelProvider {
  const common = { at: arn, kind, name, region, account: account.id, partition: account.partition };
  if (!("value" in detail)) {
    const open = new Unknown(`of the credential provider ${arn} nothing is known: ${unreadText(detail.unread)}`);
    return {
      ...common,
      references: [{ secretId: open, jsonKey: open }],
      signingKeys: kind === "oauth2" ? [open] : [],
    };
  }
  const references = Object.values(detail.value.references).map(({ source, secretId, jsonKey }): Reference => {
    const isManaged = source === "MANAGED";
    return {
      secretId: secretArn(index, account.id, region, secretId),
      jsonKey: jsonKey ?? new Unknown(isManaged ? "AgentCore chooses it" : "AWS does not tell it"),
      ...(isManaged && { isManaged }),
    };
  });
  return {
    ...common,
    references,
    signingKeys: detail.value.signingKeys.map((id) => keyArn(index, id)),
    tokenAudiences: tokenAudiencesIn(detail.value.config, "clientAuthenticationMethod"),
  };
}

/** Random characters that AWS puts behind the name of a secret. */
const FULL_ARN = /^arn:.*-[A-Za-z0-9]{6}$/;

/** The ARN of a secret that is named by it, by a part of it or by name: AWS has told which it is. */
export function secretArn(index: Indexed, account: string, region: string, id: string): MaybeKnown {
  const described = valueOf(index.secret(account, region, id)?.seen.description)?.arn;
  if (described !== undefined) return described;
  return FULL_ARN.test(id)
    ? id
    : new Unknown(`the secret is named by ${id}, which is no full ARN, and it was not found: name it by its ARN`);
}

/** The ARN of a key that is named by it, or by an alias. */
export function keyArn(index: Indexed, id: string): MaybeKnown {
  const found = index.key(id);
  const arn = valueOf(found?.seen.description)?.arn;
  if (arn !== undefined) return arn;
  if (!id.includes(":alias/")) return id;
  const unread =
    found && "unread" in found.seen.description ? unreadText(found.seen.description.unread) : "nobody asked";
  return new Unknown(`which key ${id} stands for is not known: ${unread}`);
}
