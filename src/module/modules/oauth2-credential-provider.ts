import { OAuth2Vendor } from "../../identity/oauth2-vendor";
import { OAuth2CredentialProvider } from "../../identity/oauth2-credential-provider";
import type { OAuth2VendorRow } from "../../access/oauth2-vendors";
import type { ModuleDefinition, Validation, Variable } from "../definition";
import type { Body, Json } from "../hcl/json";
import { show, use } from "../documents/examples";
import { discoveryRules, methodRules, onBehalfOfRules } from "../rules/custom";
import { endpointRules } from "../rules/custom-endpoint";
import { jwtRules } from "../rules/custom-jwt";
import { CUSTOM_TYPE } from "../rules/custom-type";
import { nameVariable, secretVariable, tagsVariable, verifyJsonKeyVariable } from "../rules/provider";
import {
  asModule,
  inputSecret,
  JSON_KEYS,
  jsonKeySource,
  moduleResource,
  providerCheck,
  sameRegion,
  secretWarning,
} from "../rules/resource";
import { SECRET_ARN } from "../rules/samples";
import {
  clientIdVariable,
  customRules,
  fieldVariables,
  secretRules,
  VENDORS,
  vendorTable,
  vendorVariable,
} from "../rules/vendor";
import { only, synthesize } from "../synthesis";
import { snakeCase } from "../words";
import { customVendorBlock } from "./custom-vendor";
import { settled } from "../../terraform/settled";

const TYPE = "aws_bedrockagentcore_oauth2_credential_provider";

/** What holds of a custom vendor, if it is one. */
export function customVendorRules(): readonly Validation[] {
  return [...discoveryRules, ...methodRules, ...jwtRules(), ...onBehalfOfRules, ...endpointRules()];
}

const customVariable: Variable = {
  name: "custom",
  description: "An identity provider that is no built-in vendor, for CustomOauth2. By default there is none.",
  type: CUSTOM_TYPE,
  default: null,
  nullable: true,
  validations: [...customRules, ...customVendorRules()],
};

/** A provider of one vendor as the constructs make it, with the module's inputs. */
const provider = (vendor: OAuth2VendorRow): Body =>
  asModule(
    synthesize((stack) => {
      const fields = Object.fromEntries(vendor.fields.map((field) => [field, settled(`\${var.${snakeCase(field)}}`)]));
      new OAuth2CredentialProvider(stack, "Provider", {
        name: settled("${var.name}"),
        vendor: OAuth2Vendor.of(vendor.vendor, { clientId: settled("${var.client_id}"), ...fields }),
        clientSecret: inputSecret(stack).jsonKey(settled("${var.secret.json_key}")),
        verifyJsonKey: true,
      });
    }),
  );

/** One dynamic block for each of the AWS provider's nine: Terraform has no other way to choose a block by a variable. */
function vendorBlocks(): Record<string, Json> {
  const configs = [...new Set(VENDORS.map(({ config }) => config))].sort();
  return Object.fromEntries(
    configs.map((config) => {
      const name = `${config}_oauth2_provider_config`;
      if (config === "custom") return [name, { for_each: "${var.custom[*]}", content: customVendorBlock() }];
      // The vendor with the most fields stands for all of its block.
      const [vendor] = VENDORS.filter((row) => row.config === config).sort((a, b) => b.fields.length - a.fields.length);
      const [made] = only(provider(vendor as OAuth2VendorRow), "resource", TYPE)
        .oauth2_provider_config as readonly Body[];
      const [content] = (made as Body)[name] as readonly Json[];
      return [name, { for_each: `\${local.vendor.config == "${config}" ? [1] : []}`, content: content as Json }];
    }),
  );
}

const google = (): Body => provider(VENDORS.find(({ config }) => config === "google") as OAuth2VendorRow);

/** The resource in the module's names. */
export const oauth2Resource = (region?: Body): Body =>
  moduleResource(google(), TYPE, region, (body) => ({
    ...body,
    "//": {
      oauth2_provider_config:
        "One block for the vendor. Secret source and reference always go together, since the AWS provider lets one pass without the other; client_id is the plain one, since client_id_wo is not sent along with an external secret.",
    },
    credential_provider_vendor: "${var.vendor}",
    oauth2_provider_config: [{ dynamic: vendorBlocks() }],
    tags: "${var.tags}",
  }));

/** What warns of it. */
export const oauth2Warning = (): Body => secretWarning(google(), "var.secret == null");

/** What follows from the inputs. */
export function oauth2Locals(): Body {
  return {
    "//": {
      vendors: "The block of the AWS provider for each vendor, and the fields it takes beside client_id.",
      client_authentication_method:
        "A key to sign with implies the method; otherwise the service has a default of its own.",
    },
    vendors: vendorTable(),
    vendor: '${try(local.vendors[var.vendor], { config = "none", fields = [] })}',
    client_authentication_method:
      '${try(coalesce(var.custom.client_authentication_method, var.custom.private_key_jwt == null ? null : "PRIVATE_KEY_JWT"), null)}',
    needs_secret:
      '${!contains(["AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"], coalesce(local.client_authentication_method, "CLIENT_SECRET_BASIC"))}',
    json_keys: `\${${JSON_KEYS}}`,
    region:
      '${try(split(":", coalesce(try(var.secret.secret_arn, null), try(var.custom.private_key_jwt.kms_key_arn, null)))[3], "")}',
  };
}

export function oauth2CredentialProvider(): ModuleDefinition {
  const synthesized = google();
  return {
    folder: "oauth2-credential-provider",
    summary:
      "An OAuth2 credential provider of Amazon Bedrock AgentCore Identity, for any of its 25 vendors, whose client secret stays in a Secrets Manager secret that the team owns.",
    notes: [
      "Register the output `callback_url` at the identity provider as redirect URI. It changes when the provider is replaced.",
      "Readers get the permission to use it with [reader-policy](../reader-policy).",
    ],
    variables: [
      nameVariable,
      vendorVariable,
      clientIdVariable,
      ...fieldVariables,
      customVariable,
      withRules(secretVariable({ example: "client_secret", isOptional: true })),
      verifyJsonKeyVariable,
      tagsVariable,
    ],
    outputs: [
      {
        name: "callback_url",
        description: "The URL to register at the identity provider as redirect URI.",
        value: `${TYPE}.this.callback_url`,
      },
      {
        name: "credential_provider_arn",
        description: "The ARN of the credential provider, for example for a gateway target.",
        value: `${TYPE}.this.credential_provider_arn`,
      },
      { name: "name", description: "The name by which agents ask for the credential.", value: `${TYPE}.this.name` },
      {
        name: "secret_arn",
        description: "The ARN of the secret that AgentCore reads, null if the client proves itself without one.",
        value: `try(${TYPE}.this.client_secret_arn[0].secret_arn, null)`,
      },
      {
        name: "signing_key_arn",
        description: "The ARN of the KMS key that signs client assertions, null if there is none.",
        value: "try(var.custom.private_key_jwt.kms_key_arn, null)",
      },
    ],
    main: [
      { locals: oauth2Locals() },
      { resource: { [TYPE]: { this: oauth2Resource(sameRegion('local.region == ""')) } } },
      jsonKeySource(synthesized),
      providerCheck(synthesized, "var.secret == null"),
    ],
    minimal: {
      name: "google-maps",
      vendor: "GoogleOauth2",
      client_id: "1234567890.apps.googleusercontent.com",
      secret: { secret_arn: SECRET_ARN, json_key: "client_secret" },
    },
    asserts: {
      "The vendor's own block must be chosen, and no other": `length(${TYPE}.this.oauth2_provider_config[0].google_oauth2_provider_config) == 1 && length(${TYPE}.this.oauth2_provider_config[0].github_oauth2_provider_config) == 0`,
      "AgentCore must be told to read the team's own secret": `nonsensitive(${TYPE}.this.oauth2_provider_config[0].google_oauth2_provider_config[0].client_secret_source) == "EXTERNAL"`,
      "The reference must be the secret's full ARN": `nonsensitive(${TYPE}.this.oauth2_provider_config[0].google_oauth2_provider_config[0].client_secret_config[0].secret_id) == var.secret.secret_arn`,
    },
    examples: [
      {
        name: "basic",
        about: "a Google client whose secret the team already has.",
        main: [
          use("google_maps", {
            name: "google-maps",
            vendor: "GoogleOauth2",
            client_id: "1234567890-maps.apps.googleusercontent.com",
            secret: { secret_arn: SECRET_ARN, json_key: "client_secret" },
            tags: { team: "payments" },
          }),
          show("callback_url", "To register at Google as redirect URI.", "module.google_maps.callback_url"),
        ],
      },
      {
        name: "custom-idp",
        about:
          "a bank's own identity provider inside its VPC, with assertions signed in KMS: there is no client secret at all.",
        region: "eu-central-1",
        main: [
          use("bank", {
            name: "bank-idp",
            vendor: "CustomOauth2",
            client_id: "ledger-agent",
            custom: {
              discovery_url: "https://idp.bank.example/.well-known/openid-configuration",
              private_key_jwt: {
                kms_key_arn: "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe",
                signing_algorithm: "PS256",
                additional_header_claims: { kid: "2026-06" },
              },
              on_behalf_of: {
                grant_type: "TOKEN_EXCHANGE",
                actor_token_content: "M2M",
                actor_token_scopes: ["ledger.read"],
              },
              private_endpoint: {
                managed_vpc: {
                  vpc_id: "vpc-0a1b2c3d4e5f60718",
                  subnet_ids: ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
                },
              },
            },
          }),
          show("callback_url", "To register at the identity provider as redirect URI.", "module.bank.callback_url"),
        ],
      },
    ],
  };
}

const withRules = (variable: Variable): Variable => ({
  ...variable,
  validations: [...secretRules, ...(variable.validations ?? [])],
});
