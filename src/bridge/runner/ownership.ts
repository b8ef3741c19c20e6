import { OWNER_TAG } from "../../access/statement-owner";
import { PROVIDER_KINDS } from "../../access/vault";
import type { ProviderInput } from "./input";
import { refuse } from "./stop";
import type { Tags } from "./tags";

/** Whose a credential provider is that is there already. */
export type Whose = "ours" | "another's" | "nobody's";

export function whose({ owner }: ProviderInput, tags: Tags): Whose {
  const mark = tags[OWNER_TAG];
  if (mark === undefined) return "nobody's";
  return mark === owner ? "ours" : "another's";
}

const named = ({ kind, name }: ProviderInput): string => `${PROVIDER_KINDS[kind].entity} ${JSON.stringify(name)}`;
const marked = (tags: Tags): string =>
  tags[OWNER_TAG] === undefined
    ? "bears no mark of an owner"
    : `is marked as that of ${JSON.stringify(tags[OWNER_TAG])}`;

/** A name is no proof: what does not bear the owner's mark may be what another team lives on. */
export function refuseToTakeOver(input: ProviderInput, tags: Tags): void {
  if (input.adopt === true || whose(input, tags) === "ours") return;
  throw refuse(
    `${named(input)} is there already and ${marked(tags)} (tag ${OWNER_TAG}), not as that of ${JSON.stringify(input.owner)}: it was not changed. Take another name; or say adopt: true (adopt = true in a module), if it is to be this configuration's from now on.`,
  );
}

/** Somebody may have made it again by hand, or lost the mark: neither is ours to decide. */
export function refuseToRemove(input: ProviderInput, arn: string): void {
  throw refuse(
    `${named(input)} bears no mark of an owner any more (tag ${OWNER_TAG}), so it was not removed. If it is this configuration's, mark it and run again: aws bedrock-agentcore-control tag-resource --resource-arn ${arn} --tags '{"${OWNER_TAG}":${JSON.stringify(input.owner)}}'. If not, take it out of the state with terraform state rm, or delete it yourself.`,
  );
}
