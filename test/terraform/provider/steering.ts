import { readFileSync } from "node:fs";
import type { Values } from "./cty";

/** What a test says about the AWS account. Everything may be left out. */
export interface Steering {
  account?: string;
  partition?: string;
  region?: string;
  callerArn?: string;
  /** Accounts by the profile that a provider block names. */
  profiles?: Record<string, string>;
  /** Secrets by full ARN. If given, no others exist but those that an apply creates; if left out, any secret exists. */
  secrets?: Record<string, ExistingSecret>;
  /**
   * The key that the program states of a secret, by full ARN: what the secret has unless `secrets` or an apply says
   * otherwise. `Workspace` fills it in where the program says it in plain text.
   */
  statedKeys?: Record<string, string>;
  /** Trust policies by role name, for `data.aws_iam_role`. If given, no other roles exist. */
  roles?: Record<string, { trustPolicy?: object; path?: string; permissionsBoundary?: string }>;
  /** Key policies by key ARN. Default: one that leaves the decision to IAM. */
  keyPolicies?: Record<string, string>;
  /** Values that somebody puts into secrets which applies have made, by their names. */
  values?: Record<string, string | object>;
  /** Names of secrets whose rotation begins and never ends. */
  stuckRotations?: string[];
  /** Regions in which no replica can be made, since a secret of that name is there. */
  failedReplicas?: string[];
  /** ARNs of functions whose policy lets Secrets Manager invoke them. */
  invokable?: string[];
  /** The account's quota of managed policies for a role, if it was raised. */
  policiesPerRole?: number;
  /** The role of the provider's own credentials: it may do only what its policy says. If left out, everything. */
  deployer?: Deployer;
  /** Changes behind Terraform's back: what a refresh finds. */
  drift?: Drift[];
}

export interface Deployer {
  roleArn: string;
  policies: object[];
}

export interface ExistingSecret {
  policy?: string | object;
  kmsKeyId?: string;
  secretString?: string | object;
  /** A replica has no policy of its own. */
  isReplica?: true;
}

export interface Drift {
  type: string;
  /** Which resources of the type: those whose attributes have these values. */
  where?: Values;
  set?: Values;
  gone?: boolean;
}

const names: Record<string, readonly string[]> = {
  world: [
    "account",
    "partition",
    "region",
    "callerArn",
    "profiles",
    "secrets",
    "statedKeys",
    "roles",
    "keyPolicies",
    "values",
    "stuckRotations",
    "failedReplicas",
    "invokable",
    "policiesPerRole",
    "deployer",
    "drift",
  ],
  secret: ["policy", "kmsKeyId", "secretString", "isReplica"],
  drift: ["type", "where", "set", "gone"],
};

export function readSteering(path: string): Steering {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  requireNames("world", parsed);
  const steering = parsed as Steering;
  for (const secret of Object.values(steering.secrets ?? {})) requireNames("secret", secret);
  for (const change of steering.drift ?? []) requireNames("drift", change);
  return steering;
}

/** A misspelt name would steer nothing, and the test would pass for the wrong reason. */
function requireNames(kind: string, value: unknown): void {
  if (typeof value !== "object" || value === null) throw new Error(`steering file: a ${kind} must be an object`);
  const unknown = Object.keys(value).find((name) => !names[kind].includes(name));
  if (unknown) throw new Error(`steering file: "${unknown}" is no part of a ${kind}; known: ${names[kind].join(", ")}`);
}
