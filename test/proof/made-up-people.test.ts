import { prove } from "../../src/proof/proof";
import { KEY_ARN, SECRET_ARN } from "../support/fixtures";
import { modelOf, policy } from "./support";

const OTHER = SECRET_ARN.replace(/[^:]+$/, "other-AbCdEf");
/** The account of a stranger who is made up, until a policy names it. */
const MADE_UP = "770000000007";

/** Who comes to the second of two secrets that anybody may read, but for one account, which a denial names. */
function comesTo(providers: readonly string[], denial: object): string[] {
  const known = { Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalType": "Anonymous" } } };
  const open = policy("resource", known);
  const butOne = policy("resource", known, { Effect: "Deny", ...denial });
  const {
    providers: [provider],
    secrets,
    ...model
  } = modelOf({ secretPolicy: open, keyPolicy: open });
  const [first] = secrets.values();
  if (!provider || !first) throw new Error("the model has a provider and a secret");
  const rows = prove({
    ...model,
    secrets: new Map([...secrets, [OTHER, { ...first, arn: OTHER, keyArn: KEY_ARN, policy: butOne }]]),
    providers: providers.map((arn) => ({ ...provider, name: arn, references: [{ secretId: arn, jsonKey: "key" }] })),
  });
  return rows
    .filter((row) => row.provider.name === OTHER && row.read.verdict === "allowed" && row.standsForOthers)
    .map(({ principal }) => principal);
}

test.each([
  ["a condition", { Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": MADE_UP } } }],
  ["Principal", { Principal: { AWS: MADE_UP } }],
])("who stands for others is nobody whom %s of a denial names, at one secret or the next", (_, denial) => {
  const alone = comesTo([OTHER], denial);
  expect(alone).toContain("anybody of any other account");
  expect(comesTo([SECRET_ARN, OTHER], denial)).toEqual(alone);
});
