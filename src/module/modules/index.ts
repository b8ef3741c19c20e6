import type { ModuleDefinition } from "../definition";
import { apiKeyCredentialProvider } from "./api-key-credential-provider";
import { kmsGrant } from "./kms-grant";
import { oauth2CredentialProvider } from "./oauth2-credential-provider";
import { readerPolicy } from "./reader-policy";
import { rootModule } from "./root";
import { secretPolicy } from "./secret-policy";

/** All published modules; payment credential providers will come with the bridge. */
export const modules = (): readonly ModuleDefinition[] => [
  rootModule(),
  oauth2CredentialProvider(),
  apiKeyCredentialProvider(),
  readerPolicy(),
  secretPolicy(),
  kmsGrant(),
];
