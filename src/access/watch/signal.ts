/** What a watch can tell of. */
export enum WatchSignal {
  /** AgentCore asked for a secret with a role's permissions, and was denied: agents are broken. */
  DENIED_READER = "denied-reader",

  /** Somebody read the secret without AgentCore: neither a rotation, nor a deployer, nor a named exception. */
  DIRECT_READ = "direct-read",

  /** AgentCore read the secret for a role that is no intended reader. */
  UNEXPECTED_READER = "unexpected-reader",

  /** The secret's key refused to decrypt it. */
  FAILED_DECRYPT = "failed-decrypt",

  /** A rotation failed or was abandoned. */
  ROTATION_FAILED = "rotation-failed",

  /** Somebody else than the deployers changed the secret, its policy, the credential provider or a gateway's target. */
  CHANGED = "changed",

  /** The secret's key was disabled or is to be deleted. */
  KEY_DISABLED = "key-disabled",

  /** Somebody asked for a secret that is deleted, or has no value. */
  DELETED_READ = "deleted-read",
}

/** Who is to be told. */
export enum WatchSeverity {
  /** Wake somebody. */
  PAGE = "PAGE",

  /** Somebody looks at it on the next working day. */
  TICKET = "TICKET",

  /** For the record. */
  RECORD = "RECORD",
}

/** All signals, in the order in which they are told of. */
export const WATCH_SIGNALS: readonly WatchSignal[] = Object.values(WatchSignal);
