import type { ModuleDefinition } from "../definition";
import { apiKeyCredentialProvider } from "./api-key-credential-provider";
import { kmsGrant } from "./kms-grant";
import { keyPolicyStatement } from "./key-policy-statement";
import { oauth2CredentialProvider } from "./oauth2-credential-provider";
import { paymentCredentialProvider } from "./payment-credential-provider";
import { readerPolicy } from "./reader-policy";
import { rootModule } from "./root";
import { secretPolicy } from "./secret-policy";

/** All published modules. */
export const modules = (): readonly ModuleDefinition[] => [
  rootModule(),
  oauth2CredentialProvider(),
  apiKeyCredentialProvider(),
  paymentCredentialProvider(),
  readerPolicy(),
  secretPolicy(),
  kmsGrant(),
  keyPolicyStatement(),
];
