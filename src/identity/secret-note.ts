import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { OAuth2VendorRow } from "../access/oauth2-vendors";
import { OAUTH2_VENDORS } from "../access/oauth2-vendors";
import { Program } from "../terraform/program";

/** Set to false where nobody wants to hear of it: in cdktf.json, the app, or above some providers. */
const CONTEXT = "agentcore-identity:secretNote";

/**
 * Says, once for each vendor in a program, that its clients can do without a secret. With a secret they do so only as a
 * custom vendor: the API takes other ways from no other.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/client-auth-methods.html
 */
export function noteOfSecret(provider: Construct, vendor: string): void {
  const note = noteFor(vendor);
  if (note === undefined || isFalse(provider.node.tryGetContext(CONTEXT))) return;
  Program.of(provider).share(`note of a secret of ${vendor}`, () =>
    Annotations.of(provider).addInfo(
      `${note} docs/choosing.md compares the ways. The context "${CONTEXT}": false silences this.`,
    ),
  );
}

/** A command line gives texts. */
const isFalse = (value: unknown): boolean => value === false || value === "false";

const ROWS: readonly OAuth2VendorRow[] = Object.values(OAUTH2_VENDORS);

function noteFor(vendor: string): string | undefined {
  if (vendor === OAUTH2_VENDORS.custom.vendor)
    return "In place of a client secret its server may take assertions that a KMS key signs (privateKeyJwt), or tokens of IAM (ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT): then no secret can be read or leak.";
  const { assertionsPage, exchangePage } = ROWS.find((row) => row.vendor === vendor) ?? {};
  if (assertionsPage === undefined) return undefined;
  const exchange =
    exchangePage === undefined ? "" : " With its onBehalfOf an agent's token acts for one user, and no other.";
  return `In place of a client secret ${vendor} takes assertions that a KMS key signs, by privateKeyJwt of OAuth2Vendor.custom: then no secret can be read or leak.${exchange}`;
}
