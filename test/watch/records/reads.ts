import type { Row } from "./record";
import { DELETED, DENIED, forward, GONE, read, root, secretCall, session, stranger, user } from "./record";
import { AGENTCORE, PARTNER, ROLES, SECRETS, USERS } from "./world";

const { google, stripe, agent, other } = SECRETS;
const NAME = "google-oauth";
const PARTIAL = google.slice(0, -"-AbCdEf".length);

/** AgentCore in a role's name. */
export const AGENTCORE_READS: readonly Row[] = [
  ["runtime reads", read(forward(ROLES.runtime), google), []],
  ["gateway reads", read(forward(ROLES.gateway), google), []],
  ["harness reads", read(forward(ROLES.harness), stripe), []],
  ["portal reads", read(forward(ROLES.portal), stripe), []],
  ["payment manager reads", read(forward(ROLES.payments), stripe), []],
  ["reader of another account reads", read(forward(ROLES.partner), google), []],
  ["deployer makes a provider", read(forward(ROLES.terraform), google), []],
  ["deployer makes a provider of a watched prefix", read(forward(ROLES.terraform), agent), []],
  ["runtime reads a secret of the prefix", read(forward(ROLES.runtime), agent), []],
  ["runtime reads by name", read(forward(ROLES.runtime), NAME), []],
  ["runtime reads by partial ARN", read(forward(ROLES.runtime), PARTIAL), []],
  [
    "runtime reads a version",
    read(forward(ROLES.runtime), google, { requestParameters: { secretId: google, versionStage: "AWSCURRENT" } }),
    [],
  ],
  ["runtime describes", secretCall("DescribeSecret", forward(ROLES.runtime), google), []],
  ["runtime is denied to describe", secretCall("DescribeSecret", forward(ROLES.runtime), google, DENIED), []],
  ["harness reads a secret of others", read(forward(ROLES.harness), google), ["unexpected-reader"]],
  ["runtime reads a secret of others", read(forward(ROLES.runtime), stripe), ["unexpected-reader"]],
  ["gateway reads a secret of the prefix", read(forward(ROLES.gateway), agent), ["unexpected-reader"]],
  ["stranger reads", read(forward(ROLES.stranger), google), ["unexpected-reader"]],
  ["stranger reads by name", read(forward(ROLES.stranger), NAME), ["unexpected-reader"]],
  ["stranger reads by partial ARN", read(forward(ROLES.stranger), PARTIAL), ["unexpected-reader"]],
  [
    "stranger reads a secret of the prefix by name",
    read(forward(ROLES.stranger), "agents/slack"),
    ["unexpected-reader"],
  ],
  ["role of a reader's name with another path reads", read(forward(ROLES.twin), google), ["unexpected-reader"]],
  ["rotation reads through AgentCore", read(forward(ROLES.rotation), google), ["unexpected-reader"]],
  ["role of another account reads", read(forward(ROLES.partnerStranger), google), ["unexpected-reader"]],
  ["user reads through AgentCore", read(user(USERS.alice, { invokedBy: AGENTCORE }), google), ["unexpected-reader"]],
  [
    "named exception reads through AgentCore",
    read(user(USERS.breakGlass, { invokedBy: AGENTCORE }), google),
    ["unexpected-reader"],
  ],
  ["root reads through AgentCore", read({ ...root(), invokedBy: AGENTCORE }, google), ["unexpected-reader"]],
  [
    "another account's reader, of whom only the account is told",
    read(stranger(PARTNER, { invokedBy: AGENTCORE }), google),
    [],
  ],
  [
    "third account, of which only the account is told",
    read(stranger("777788889999", { invokedBy: AGENTCORE }), google),
    ["unexpected-reader"],
  ],
  [
    "another account's reader at a secret that is not its",
    read(stranger(PARTNER, { invokedBy: AGENTCORE }), stripe),
    ["unexpected-reader"],
  ],
  ["stranger reads a secret that nobody watches", read(forward(ROLES.stranger), other), []],
  ["stranger reads a name that begins alike", read(forward(ROLES.stranger), "google-oauth-2"), []],
  ["stranger reads a name that ends alike", read(forward(ROLES.stranger), "my-google-oauth"), []],
  ["stranger reads beside the prefix", read(forward(ROLES.stranger), "agents-slack"), []],
  [
    "stranger reads the replica in another Region",
    read(forward(ROLES.stranger), google.replace("us-east-1", "eu-west-1"), { awsRegion: "eu-west-1" }),
    [],
  ],
  [
    "stranger reads the same name in another account",
    read(forward(ROLES.stranger), google.replace("111122223333", PARTNER)),
    [],
  ],
];

/** AgentCore in a role's name, and refused. */
export const DENIED_READS: readonly Row[] = [
  ["runtime is denied", read(forward(ROLES.runtime), google, DENIED), ["denied-reader"]],
  ["gateway is denied", read(forward(ROLES.gateway), google, DENIED), ["denied-reader"]],
  ["harness is denied", read(forward(ROLES.harness), stripe, DENIED), ["denied-reader"]],
  ["portal is denied", read(forward(ROLES.portal), stripe, DENIED), ["denied-reader"]],
  ["payment manager is denied", read(forward(ROLES.payments), stripe, DENIED), ["denied-reader"]],
  ["reader of another account is denied", read(forward(ROLES.partner), google, DENIED), ["denied-reader"]],
  [
    "only the account of the denied is told",
    read(stranger(PARTNER, { invokedBy: AGENTCORE }), google, DENIED),
    ["denied-reader"],
  ],
  ["deployer is denied", read(forward(ROLES.terraform), google, DENIED), ["denied-reader"]],
  ["stranger is denied", read(forward(ROLES.stranger), google, DENIED), ["denied-reader"]],
  ["reader of a secret of the prefix is denied", read(forward(ROLES.runtime), agent, DENIED), ["denied-reader"]],
  ["reader is denied by name", read(forward(ROLES.runtime), NAME, DENIED), ["denied-reader"]],
  [
    "denied with the SDK's name of the error",
    read(forward(ROLES.runtime), google, { ...DENIED, errorCode: "AccessDeniedException" }),
    ["denied-reader"],
  ],
  [
    "denied by the secret policy",
    read(forward(ROLES.gateway), google, {
      errorCode: "AccessDenied",
      errorMessage: "… with an explicit deny in a resource-based policy",
    }),
    ["denied-reader"],
  ],
  [
    "denied by an SCP",
    read(forward(ROLES.gateway), google, {
      errorCode: "AccessDenied",
      errorMessage: "… with an explicit deny in a service control policy",
    }),
    ["denied-reader"],
  ],
  ...["permissions boundary", "session policy", "resource control policy", "VPC endpoint policy"].map((place): Row => [
    `denied by a ${place}`,
    read(forward(ROLES.runtime), google, {
      errorCode: "AccessDenied",
      errorMessage: `… because no ${place} allows the secretsmanager:GetSecretValue action`,
    }),
    ["denied-reader"],
  ]),
  [
    "denied because the key refuses",
    read(forward(ROLES.gateway), google, { errorCode: "AccessDenied", errorMessage: "Access to KMS is not allowed" }),
    ["denied-reader"],
  ],
  ["throttled", read(forward(ROLES.runtime), google, { errorCode: "ThrottlingException" }), []],
  ["service is at fault", read(forward(ROLES.runtime), google, { errorCode: "InternalServiceError" }), []],
  ["denied at a secret that nobody watches", read(forward(ROLES.runtime), other, DENIED), []],
  ["denied without AgentCore", read(session(ROLES.runtime), google, DENIED), []],
  ["deleted secret is read by its reader", read(forward(ROLES.runtime), google, DELETED), ["deleted-read"]],
  ["deleted secret is read directly", read(session(ROLES.stranger), google, DELETED), ["deleted-read"]],
  ["deleted secret is read by the rotation", read(session(ROLES.rotation), google, DELETED), ["deleted-read"]],
  ["gone secret is read by its reader", read(forward(ROLES.gateway), google, GONE), ["deleted-read"]],
  ["gone secret of the prefix is read", read(forward(ROLES.runtime), "agents/slack", GONE), ["deleted-read"]],
  ["gone secret that nobody watches", read(forward(ROLES.gateway), other, GONE), []],
  ["deleted secret is described", secretCall("DescribeSecret", forward(ROLES.runtime), google, GONE), []],
];

/** Without AgentCore. */
export const DIRECT_READS: readonly Row[] = [
  ["stranger reads directly", read(session(ROLES.stranger), google), ["direct-read"]],
  ["reader's own code reads directly", read(session(ROLES.runtime), google), ["direct-read"]],
  ["gateway's role reads directly", read(session(ROLES.gateway), google), ["direct-read"]],
  ["stranger reads directly by name", read(session(ROLES.stranger), NAME), ["direct-read"]],
  ["stranger reads directly by partial ARN", read(session(ROLES.stranger), PARTIAL), ["direct-read"]],
  ["stranger reads a secret of the prefix directly", read(session(ROLES.stranger), agent), ["direct-read"]],
  [
    "stranger reads a secret of the prefix directly by name",
    read(session(ROLES.stranger), "agents/slack"),
    ["direct-read"],
  ],
  ["user reads directly", read(user(USERS.alice), google), ["direct-read"]],
  ["root reads directly", read(root(), google), ["direct-read"]],
  ["another account reads directly", read(session(ROLES.partnerStranger), google), ["direct-read"]],
  [
    "another account, of which only the account is told, reads directly",
    read(stranger(PARTNER), google),
    ["direct-read"],
  ],
  ["reader of another account reads directly", read(session(ROLES.partner), google), ["direct-read"]],
  [
    "role of the rotation's name with another path reads",
    read(session(ROLES.rotation.replace("role/", "role/x/")), google),
    ["direct-read"],
  ],
  [
    "CloudFormation reads for somebody",
    read(session(ROLES.stranger, { invokedBy: "cloudformation.amazonaws.com" }), google),
    ["direct-read"],
  ],
  [
    "CloudFormation reads for the deployer",
    read(session(ROLES.terraform, { invokedBy: "cloudformation.amazonaws.com" }), google),
    [],
  ],
  ["rotation reads", read(session(ROLES.rotation), google), []],
  [
    "rotation reads the pending version",
    read(session(ROLES.rotation), google, { requestParameters: { secretId: google, versionStage: "AWSPENDING" } }),
    [],
  ],
  [
    "Secrets Manager rotates with the role",
    read(session(ROLES.rotation, { invokedBy: "secretsmanager.amazonaws.com" }), google),
    [],
  ],
  ["rotation of another secret reads", read(session(ROLES.rotation), stripe), ["direct-read"]],
  ["deployer reads", read(session(ROLES.terraform), google), []],
  ["deployer reads a secret of the prefix", read(session(ROLES.terraform), agent), []],
  ["named exception reads", read(user(USERS.breakGlass), google), []],
  ["named exception of another secret reads", read(user(USERS.breakGlass), stripe), ["direct-read"]],
  [
    "one value of a batch",
    read(session(ROLES.stranger), google, { userAgent: "aws-cli/2 BatchGetSecretValue" }),
    ["direct-read"],
  ],
  [
    "one value of a batch of the rotation",
    read(session(ROLES.rotation), google, { userAgent: "aws-cli/2 BatchGetSecretValue" }),
    [],
  ],
  [
    "one value of a batch that is denied",
    read(session(ROLES.stranger), google, { ...DENIED, userAgent: "aws-cli/2 BatchGetSecretValue" }),
    [],
  ],
  ["the batch itself names no secret", call0("BatchGetSecretValue"), []],
  ["stranger lists", call0("ListSecrets"), []],
  ["stranger reads a policy", secretCall("GetResourcePolicy", session(ROLES.stranger), google), []],
  ["stranger reads another secret directly", read(session(ROLES.stranger), other), []],
  ["stranger is denied to read directly", read(session(ROLES.stranger), google, DENIED), []],
];

function call0(eventName: string): Row[1] {
  return {
    ...read(session(ROLES.stranger), google),
    eventName,
    requestParameters: { filters: [{ key: "name", values: ["google"] }] },
  };
}
