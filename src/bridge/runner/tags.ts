import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
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

/** Makes the tags exactly these, and says whether that took a change. */
export async function correctTags(session: Session, resourceArn: string, wanted: Tags): Promise<boolean> {
  const { control } = session.clients;
  const current = await tagsOf(session, resourceArn);
  const tagKeys = Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
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
