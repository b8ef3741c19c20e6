import type { ModuleDefinition } from "../definition";
import { agentSecret } from "./agent-secret";
import { kmsGrant } from "./kms-grant";
import { keyPolicyStatement } from "./key-policy-statement";
import { readerPolicy } from "./reader-policy";
import { rootModule } from "../root";
import { secretPolicy } from "./secret-policy";
import { watch } from "./watch";

/** All published modules. */
export const modules = (): readonly ModuleDefinition[] => [
  rootModule(),
  readerPolicy(),
  agentSecret(),
  secretPolicy(),
  kmsGrant(),
  keyPolicyStatement(),
  watch(),
];
