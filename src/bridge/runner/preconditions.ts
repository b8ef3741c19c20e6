// Imported before everything else: on an old Node.js the AWS SDK would fail with a message that says nothing.
import { nodeVersionProblem } from "./node-version";

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`agentcore-identity-bridge: ${problem}\n`);
  process.exit(3);
}

// The SDK's announcement of a later Node.js is of no use to the user of a bundle.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
