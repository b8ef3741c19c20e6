import { requireKinds } from "../access/argument-kinds";
import { JSON_KEY } from "../access/json-key";
import type { Problem } from "../access/problem";
import { knownProblems } from "../access/rule";
import { textProblems } from "../access/written-text";
import type { ExternalSecret } from "./external-secret";

/**
 * One value in a secret that the team owns: the secret and a JSON key. AgentCore Identity resolves it each time a
 * credential is needed; the value itself never passes through this package.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html
 */
export class SecretReference {
  /** @internal */
  public static _of(secret: ExternalSecret, jsonKey: string): SecretReference {
    requireKinds(secret.node.path, { jsonKey }, { jsonKey: JSON_KEY });
    return new SecretReference(secret, jsonKey);
  }

  /** @internal */
  public readonly _problems: readonly Problem[];

  private constructor(
    /** The secret. */
    public readonly secret: ExternalSecret,
    /** One top-level key of the secret's JSON object. */
    public readonly jsonKey: string,
  ) {
    this._problems = [...textProblems({ jsonKey }), ...knownProblems(JSON_KEY, "jsonKey", jsonKey)];
  }
}
