import type { Output } from "../definition";
import { intendedReaders, statedProvider } from "./intended-readers";

const READERS = "[for name in provider.readers : var.readers[name].role_arn]";
const UNATTACHED = "[for name in provider.readers : var.readers[name].role_arn if !var.readers[name].attach_policy]";
const DEPLOYERS = "values(var.deployers)";

/** Who should read, for each credential provider. The policies of deployers are attached by somebody else. */
export const statementOfRoot = (): Output =>
  intendedReaders({
    providers: `{ for key, provider in local.providers : key => ${statedProvider(
      { readers: READERS, deployers: DEPLOYERS, elsewhere: `concat(${UNATTACHED}, ${DEPLOYERS})` },
      "[for name in provider.secrets : { secret_arn = var.secrets[name].secret_arn, kms_key_arn = var.secrets[name].kms_key_arn }]",
      "provider.signing_key_arn[*]",
    )} }`,
  });
