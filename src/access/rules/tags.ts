import type { Rule } from "../rule";

const SOURCE = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html";
const CHARACTERS = "[a-zA-Z0-9 \\t\\n\\v\\f\\r._:/=+@-]";
const fix = 'Use letters, digits, spaces and any of "._:/=+@-".';

export const TAG_COUNT: Rule = { least: 0, most: 50, words: "are more than 50", fix: "Drop some.", source: SOURCE };

export const TAG_KEY: Rule = {
  pattern: `^${CHARACTERS}{1,128}$`,
  words: "is not 1 to 128 characters that AgentCore takes",
  fix,
  source: SOURCE,
};

export const TAG_VALUE: Rule = {
  pattern: `^${CHARACTERS}{0,256}$`,
  words: "is not 0 to 256 characters that AgentCore takes",
  fix,
  source: SOURCE,
};
