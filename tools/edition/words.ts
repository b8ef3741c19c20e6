/** What is called otherwise in the edition for CDK Terrain, in code as in prose. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/https:\/\/developer\.hashicorp\.com\/terraform\/cdktf/g, "https://github.com/open-constructs/cdk-terrain"],
  [/\bCDKTF\b/g, "CDK Terrain"],
  [/@cdktf\/provider-aws/g, "@cdktn/provider-aws"],
  [/\bcdktf([-_])cdktf[-_]provider[-_]aws\b/g, "cdktn$1provider$1aws"],
  [/\bcdktf_agentcore_identity\b/g, "cdktn_agentcore_identity"],
  // Not within an address: both editions have one repository. Nor a file of the engine's, which kept its name.
  [/(?<![\w/@.-])cdktf(?=-agentcore-identity(?![\w/]))/g, "cdktn"],
  [/(?<![\w/@.-])cdktf(?![\w/-]|\.(?:out|json|log)\b)/g, "cdktn"],
];

/** A line that names both engines is about both, and stays. */
const NAMES_BOTH = /\bcdktn\b|CDK Terrain/;

/** The same text for the edition: imports, names of packages, and what the engine is called. */
export const forCdktn = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      NAMES_BOTH.test(line) ? line : WORDS.reduce((result, [from, to]) => result.replace(from, to), line),
    )
    .join("\n");
