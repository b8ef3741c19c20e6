/** The lowest major version of Node.js that runs the bundle. */
export const NODE_MAJOR = 20;

/** Why this Node.js cannot run the program. */
export function nodeVersionProblem(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return undefined;
  return `Node.js ${version} is too old: this program needs Node.js ${NODE_MAJOR} or later on the machine that runs Terraform.`;
}
