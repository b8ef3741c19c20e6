import { GetKeyPolicyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import {
  DeleteResourcePolicyCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
} from "@aws-sdk/client-secrets-manager";
import { lockoutProblem } from "../../access/key-policy";
import { KEY_POLICY_BYTES, POLICY_LIMIT_PAGES, SECRET_POLICY_BYTES } from "../../access/limits";
import type { Problem } from "../../access/problem";
import type { Session } from "./session";

/** The policy of one kind of resource: where it is kept, and what holds for all of it. */
export interface PolicyApi {
  readonly what: string;
  readonly bytes: number;
  readonly page: string;
  get(session: Session, target: string): Promise<string | undefined>;
  put(session: Session, target: string, text: string): Promise<void>;
  /** Missing where a resource always has a policy. */
  delete?(session: Session, target: string): Promise<void>;
  /** Why this policy must not be written. */
  problem(text: string, target: string): Problem | undefined;
}

/**
 * A policy that lets everybody in is refused, whoever has written the statement: `BlockPublicPolicy` is what
 * `DeployerPolicy` allows, and what the AWS provider sends for an exclusive policy.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html
 */
export const SECRET_POLICY: PolicyApi = {
  what: "secret policy",
  bytes: SECRET_POLICY_BYTES,
  page: POLICY_LIMIT_PAGES.secret,
  async get(session, SecretId) {
    const { ResourcePolicy } = await session.call("secretsmanager:GetResourcePolicy", SecretId, (options) =>
      session.clients.secrets.send(new GetResourcePolicyCommand({ SecretId }), options),
    );
    // No policy is no member; an empty text would be none, too.
    return ResourcePolicy === "" ? undefined : ResourcePolicy;
  },
  async put(session, SecretId, ResourcePolicy) {
    await session.call("secretsmanager:PutResourcePolicy", SecretId, (options) =>
      session.clients.secrets.send(
        new PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy: true }),
        options,
      ),
    );
  },
  async delete(session, SecretId) {
    await session.call("secretsmanager:DeleteResourcePolicy", SecretId, (options) =>
      session.clients.secrets.send(new DeleteResourcePolicyCommand({ SecretId }), options),
    );
  },
  problem: () => undefined,
};

/** The only name that a key policy can have. */
const PolicyName = "default";

/**
 * KMS's own check that the writer can still administer the key stays on: it is never bypassed.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 */
export const KEY_POLICY: PolicyApi = {
  what: "key policy",
  bytes: KEY_POLICY_BYTES,
  page: POLICY_LIMIT_PAGES.key,
  async get(session, KeyId) {
    const { Policy } = await session.call("kms:GetKeyPolicy", KeyId, (options) =>
      session.clients.kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName }), options),
    );
    return Policy;
  },
  async put(session, KeyId, Policy) {
    await session.call("kms:PutKeyPolicy", KeyId, (options) =>
      session.clients.kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName, Policy }), options),
    );
  },
  problem: lockoutProblem,
};
