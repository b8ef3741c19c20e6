import { holds } from "./claims";

const UNIT = "test/secret/agent-secret.test.ts";
const LIFE = "test/terraform/life";
const VALUES = `${LIFE}/agent-secret-values.test.ts`;
const CANARY = `${LIFE}/agent-secret-canary.test.ts`;
const OUT_OF_BAND = `${LIFE}/agent-secret-out-of-band.test.ts`;
const ROTATION = `${LIFE}/agent-secret-rotation.test.ts`;
const SANDBOX = "test/sandbox/secret-life.test.ts";

const MODULE = "test/terraform/modules/agent-secrets.test.ts";
const PLANNED = "test/terraform/modules/agent-secrets-planned.test.ts";
const REFUSED = "test/terraform/modules/agent-secret-refusals.test.ts";

holds("lifecycle.md", "In the root module", [
  [
    "A credential provider names such a secret",
    "test/terraform/modules/agent-secret-cases.ts",
    "an agent's secret, its rotator, and a credential provider of it in one call",
  ],
  ["Values stand in a variable", REFUSED, "a value without its version"],
  ["`region` says where one is made", MODULE, "are each made in its Region, with all that uses it"],
  ["An entry without `value_version`", MODULE, "wait for a value that somebody puts, before what needs it"],
  ["Its rotator stands", MODULE, "live with what uses them, and their readers and rotators are proven"],
  ["Names, places and readers", REFUSED, "readers of another account"],
  ["`check` knows before the first apply", PLANNED, "are proven, and the same without one statement is denied"],
]);

holds("lifecycle.md", "Who puts the value", [
  ["However it gets there", CANARY, "is in the account alone, and nowhere in plan, state, template, log and output"],
  ["**From variables**", UNIT, "a value of the program in a variable's default is not shown"],
  ["**From another ephemeral value**", CANARY, "that is not ephemeral stops the plan"],
  ["**Made up by Secrets Manager**", VALUES, "with a value that Secrets Manager makes up"],
  ["**Put out of band**", OUT_OF_BAND, "stops before what needs a value, says how to put it, and goes on from there"],
  [
    "CDK Terrain writes",
    "test/secret/target-versions.test.ts",
    "CDK Terrain writes a value only for a program that says its targets",
  ],
  ["Written values have a version", VALUES, "written anew by its version"],
  ["Where the value's JSON keys are known", UNIT, "a JSON key that its value does not have"],
]);

holds("lifecycle.md", "The key", [
  ["Without `key` and `kmsKeyArn`", UNIT, "is administered by the account, and writes for the writers"],
  ["A key costs about a dollar", UNIT, "is shared by all secrets of one map, if they are given it"],
]);

holds("lifecycle.md", "Rotation", [
  ["**By a function of yours**", UNIT, "by a function gives the role what it needs"],
  ["**By the partner**", UNIT, "by a partner needs no function, and is bound to the type"],
  [
    "The rotator gets an identity policy",
    `${LIFE}/agent-secret-proof.test.ts`,
    "its rotator, which cannot use the provider",
  ],
  ["A rotation comes after the value", ROTATION, "by a function"],
  ["A rotation that is stuck", ROTATION, "one that is stuck is not rotated anew"],
]);

holds("lifecycle.md", "Replicas, deletion, tags", [
  ["**A replica** is made", UNIT, "are made, each with a key in its Region, and are looked at"],
  ["**A deleted secret**", SANDBOX, "keeps its name until its recovery window is over"],
  [
    "**Tags** stand on secret",
    `${LIFE}/secret-tags.test.ts`,
    "are planned, applied, left alone, changed and destroyed",
  ],
]);

const LEAST = "test/terraform/constructs/least-privilege.secrets.test.ts";
holds("lifecycle.md", "What the role that runs Terraform needs", [
  ["A secret is made by its name", LEAST, "is not made without the statement %s"],
  ["With a key that is there already", LEAST, "%s is made, read again, changed and destroyed"],
  ["A key that the program makes", "test/identity/deployer-secrets.test.ts", "a key that the program makes"],
  ["A secret with a recovery window", LEAST, "is not deleted for good"],
  ["A rotation is set", LEAST, "that is rotated"],
  ["It replicates", LEAST, "with a replica is made, and gets no other one"],
]);
