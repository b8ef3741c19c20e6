import type { Rule } from "../rule";
import { atMost } from "../rule";

const SOURCE = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html";
const CHARACTERS = "[a-zA-Z0-9 \\t\\n\\v\\f\\r._:/=+@-]";
export const TAG_KEY_LENGTH = 128;
export const TAG_VALUE_LENGTH = 256;
const fix = 'Use letters, digits, spaces and any of "._:/=+@-".';

export const TAG_COUNT: Rule = atMost(50, "are more than", "Drop some.", SOURCE);

export const TAG_KEY: Rule = {
  pattern: `^${CHARACTERS}+$`,
  most: TAG_KEY_LENGTH,
  words: `is not 1 to ${TAG_KEY_LENGTH} characters that AgentCore takes`,
  fix,
  source: SOURCE,
};

export const TAG_VALUE: Rule = {
  pattern: `^${CHARACTERS}*$`,
  most: TAG_VALUE_LENGTH,
  words: `is not 0 to ${TAG_VALUE_LENGTH} characters that AgentCore takes`,
  fix,
  source: SOURCE,
};
