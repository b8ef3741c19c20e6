import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { OWNER_TAG } from "../../access/statement-owner";
import type { ProviderInput } from "./input";
import type { Session } from "./session";

export type Tags = Readonly<Record<string, string>>;

/** The tags of a credential provider, without those that AWS itself sets. */
export async function tagsOf(session: Session, resourceArn: string): Promise<Tags> {
  const { control } = session.clients;
  const { tags = {} } = await session.call("bedrock-agentcore:ListTagsForResource", resourceArn, (options) =>
    control.send(new ListTagsForResourceCommand({ resourceArn }), options),
  );
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("aws:")));
}

/** The tags of the input with the owner's mark among them. */
export const markedTags = ({ tags, owner }: ProviderInput): Tags => ({ ...tags, [OWNER_TAG]: owner });

/**
 * Makes the tags those of the input, and says whether that took a change. Where the input speaks of none, they are
 * somebody else's business, but for the mark.
 */
export async function correctTags(
  session: Session,
  resourceArn: string,
  input: ProviderInput,
  current: Tags,
): Promise<boolean> {
  const { control } = session.clients;
  const wanted = markedTags(input);
  const tagKeys = input.tags === undefined ? [] : Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
  const tags = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => current[key] !== value));
  if (tagKeys.length > 0) {
    await session.call("bedrock-agentcore:UntagResource", resourceArn, (options) =>
      control.send(new UntagResourceCommand({ resourceArn, tagKeys }), options),
    );
  }
  if (Object.keys(tags).length > 0) {
    await session.call("bedrock-agentcore:TagResource", resourceArn, (options) =>
      control.send(new TagResourceCommand({ resourceArn, tags }), options),
    );
  }
  return tagKeys.length > 0 || Object.keys(tags).length > 0;
}
