import { PROVIDER_KINDS } from "../../access/vault";
import { ACTIONS_OF } from "../findings/people";
import type { Thing } from "./things";

/** What else changes who has access, or takes it away. */
const MORE = {
  secret: ["UpdateSecretVersionStage", "RotateSecret", "ReplicateSecretToRegions", "DeleteResourcePolicy"].map(
    (name) => `secretsmanager:${name}`,
  ),
  key: ["ReEncryptFrom", "DisableKey", "ScheduleKeyDeletion"].map((name) => `kms:${name}`),
} as const;

/** The actions that are worth asking about. */
export function interestingActions({ kind, provider }: Thing): readonly string[] {
  switch (kind) {
    case "secret":
    case "key":
      return [...ACTIONS_OF[kind], ...MORE[kind]];
    case "provider": {
      const { use, entity } = PROVIDER_KINDS[provider?.kind ?? "oauth2"];
      return [use, ...["Get", "Update", "Delete"].map((verb) => `${verb}${entity}`)].map(
        (name) => `bedrock-agentcore:${name}`,
      );
    }
    case "role":
      return ["sts:AssumeRole"];
  }
}
