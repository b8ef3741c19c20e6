import type { OAuth2VendorRow } from "../../access/oauth2-vendors";
import { OAUTH2_VENDORS } from "../../access/oauth2-vendors";
import { OAuth2CredentialProvider } from "../../identity/oauth2-credential-provider";
import { OAuth2Vendor } from "../../identity/oauth2-vendor";
import { settled } from "../../terraform/settled";
import type { Body, Json } from "../hcl/json";
import { asModule } from "../rules/resource";
import { only, synthesize } from "../synthesis";
import { snakeCase } from "../texts";
import { customVendorBlock } from "./custom-vendor";
import { brokenAfterwards, providerResource, reference, secretOf } from "./resource";
import { texts } from "./scopes";

export const OAUTH2_TYPE = "aws_bedrockagentcore_oauth2_credential_provider";
const PROVIDER = "local.oauth2_providers[each.key]";
/** From the inputs themselves: a plan shows where those come from while they are not known, and of locals nothing. */
export const SECRET_ARN = secretOf("oauth2", "var.oauth2_providers[each.key].secret");
const VENDORS: readonly OAuth2VendorRow[] = Object.values(OAUTH2_VENDORS);

/** A provider of one vendor as the constructs make it, with the module's expressions. */
const provider = (vendor: OAuth2VendorRow): Body =>
  asModule(
    synthesize((stack) => {
      const fields = Object.fromEntries(
        vendor.fields.map((field) => [field, settled(`\${${PROVIDER}.${snakeCase(field)}}`)]),
      );
      new OAuth2CredentialProvider(stack, "Provider", {
        name: settled(`\${${PROVIDER}.name}`),
        vendor: OAuth2Vendor.of(vendor.vendor, { clientId: settled(`\${${PROVIDER}.client_id}`), ...fields }),
        clientSecret: reference(stack, "Secret", SECRET_ARN, `${PROVIDER}.json_key`),
      });
    }),
  );

export const googleProvider = (): Body => provider(OAUTH2_VENDORS.google);

/** One dynamic block for each of the AWS provider's nine: Terraform has no other way to choose a block by a variable. */
function vendorBlocks(): Record<string, Json> {
  const configs = [...new Set(VENDORS.map(({ config }) => config))].sort();
  return Object.fromEntries(
    configs.map((config) => {
      const name = `${config}_oauth2_provider_config`;
      if (config === "custom")
        return [name, { for_each: "${lookup(local.custom, each.key, null)[*]}", content: customVendorBlock() }];
      // The vendor with the most fields stands for all of its block.
      const [vendor] = VENDORS.filter((row) => row.config === config).sort((a, b) => b.fields.length - a.fields.length);
      const [made] = only(provider(vendor as OAuth2VendorRow), "resource", OAUTH2_TYPE)
        .oauth2_provider_config as readonly Body[];
      const [content] = (made as Body)[name] as readonly Json[];
      return [name, { for_each: `\${each.value == "${config}" ? [1] : []}`, content: content as Json }];
    }),
  );
}

export const oauth2File = (): readonly Body[] => [
  {
    locals: {
      "//": {
        vendor_blocks: "The block for each provider.",
        oauth2_secret_arns: "The secret of each, if it has one.",
        managed_secrets: "Providers that AgentCore has made a secret for.",
      },
      vendor_blocks: texts("{ for name, vendor in local.oauth2_vendors : name => vendor.block }"),
      oauth2_secret_arns:
        "${{ for name, provider in local.oauth2_providers : name => one([for secret in provider.secret[*] : local.secrets[secret].secret_arn]) }}",
      managed_secrets: brokenAfterwards(googleProvider(), OAUTH2_TYPE, "local.oauth2_providers[name].secret != null"),
    },
  },
  {
    resource: {
      [OAUTH2_TYPE]: {
        this: providerResource(googleProvider(), OAUTH2_TYPE, "oauth2", "${local.vendor_blocks}", {
          "//": {
            oauth2_provider_config:
              "One block for the vendor. Secret source and reference always go together, since the AWS provider lets one pass without the other; client_id is the plain one, since client_id_wo is not sent along with an external secret.",
          },
          credential_provider_vendor: `\${${PROVIDER}.vendor}`,
          oauth2_provider_config: [{ dynamic: vendorBlocks() }],
        }),
      },
    },
  },
];
