import { holds } from "./claims";

const IN_REGION = "test/identity/in-region.test.ts";
const REPLICA = "test/secret/secret-replica.test.ts";
const KEY = "test/terraform/life/stated-key.test.ts";
const MODULES = "test/terraform/modules";

holds("regions.md", "Constructs", [
  ["`inRegion` gives", IN_REGION, "what it gave once it gives again, and itself of its own Region"],
  ["A reader is granted", IN_REGION, "lets each reader use its own Region's alone, and read the copy there alone"],
  ["The key is named once", IN_REGION, "another key than before"],
  ["A signing key or private endpoint", IN_REGION, "a signing key of the first Region, and the way out is none"],
  ["A `DeployerPolicy` is", "test/identity/deployer-policy.test.ts", "for providers of two Regions"],
]);

holds("regions.md", "The root module", [
  ["What is made in another Region", `${MODULES}/regions.test.ts`, "oauth2/google/ap-southeast-2/checker"],
  ["Of a secret in another Region", `${MODULES}/region-cases.ts`, "a secret of another Region than the AWS provider's"],
]);

holds("regions.md", "What the Regions share", [
  ["There is one policy", REPLICA, "have one policy, at the primary, with the readers and deployers of both"],
  [
    "Whoever reads one copy",
    "test/terraform/constructs/regions.test.ts",
    "is allowed, and not where one property is another",
  ],
]);

holds("regions.md", "The stated key", [
  ["It stops where", KEY, "a customer managed key where none is stated"],
  ["A secret that was given its key by an alias", KEY, "and the way out arrives"],
  ["`lookUpKmsKey: true`", KEY, "by ARN or ID, also of a replica, and the grants are on it"],
  ["`kms-grant` does the same", `${MODULES}/kms-grant.test.ts`, "until it is told not to look"],
  ["`secret-policy` compares", `${MODULES}/secret-policy.test.ts`, "lets no role in that cannot decrypt"],
  [
    "In the root module `look_up_kms_key",
    `${MODULES}/looked-up.test.ts`,
    "says to apply once more where the same apply",
  ],
]);
