/** What the program reads its input from. */
const INPUT = "AGENTCORE_IDENTITY_BRIDGE_INPUT";

/**
 * How Terraform starts the program. Its words are its arguments; its input, which is long and of the user, is in the
 * environment. Interpreter and path are literals of the configuration: a state can be edited, and must not name programs.
 */
export const run = (verb: string, runner: string, input: string, when?: "destroy"): object => ({
  "local-exec": {
    interpreter: ["node", runner],
    command: verb,
    environment: { [INPUT]: input },
    ...(when && { when }),
  },
});
