import { PAYMENT_VENDORS } from "../access/payment-vendors";
import type { OAuth2VendorRow } from "../access/oauth2-vendors";
import { configMember, OAUTH2_VENDORS } from "../access/oauth2-vendors";
import { isObject, own } from "../proof/values";
import type { Found } from "./found";
import { idOf } from "./found";
import { MigrationProblem } from "./problem";
import { Open } from "./value";
import type { Values } from "./value";

/** What a provider is given beside its secrets, as the constructs name it. */
export interface Content {
  readonly vendor?: string;
  readonly fields: Values;
  /** Of a custom identity provider the fields beside the client ID. */
  readonly custom?: Values;
  readonly tags: Values | Open;
}

/**
 * What the snapshot tells of a provider; an import of Terraform tells neither client ID nor configuration. What AWS does
 * not give back is open, and stays so until somebody says it.
 *
 * @throws MigrationProblem
 */
export function contentOf(found: Found): Content {
  const { provider } = found;
  const tags = tagsOf(found);
  switch (found.kind) {
    case "apikey":
      return { fields: {}, tags };
    case "payment":
      return { vendor: vendorOf(found), fields: paymentFields(found), tags };
    case "oauth2": {
      const row: OAuth2VendorRow | undefined = Object.values(OAUTH2_VENDORS).find(
        ({ vendor }) => vendor === provider.vendor,
      );
      if (!row) throw unknownVendor(found);
      const config = own(found.detail.config, configMember(row));
      const clientId = textOr(
        own(config, "clientId"),
        new Open("client_id", "string", `the client ID of ${idOf(found)}`),
      );
      return row.config === "custom"
        ? { vendor: row.vendor, fields: { clientId }, custom: customFields(idOf(found), config), tags }
        : { vendor: row.vendor, fields: { clientId, ...vendorFields(idOf(found), row, config) }, tags };
    }
  }
}

function tagsOf(found: Found): Values | Open {
  const { tags } = found.provider;
  if (!("value" in tags)) return new Open("tags", "map(string)", `tags of ${idOf(found)}, which could not be read`);
  // Those of AWS itself nobody may set, and the mark of an owner is not ours to take along.
  const own = Object.entries(tags.value).filter(([key]) => !/^(?:aws:|agentcore-identity:)/i.test(key));
  return Object.fromEntries(own);
}

function vendorOf(found: Found): string {
  const { vendor } = found.provider;
  if (vendor === undefined) throw unknownVendor(found);
  return vendor;
}

const unknownVendor = (found: Found): MigrationProblem =>
  new MigrationProblem(
    `${idOf(found)} has a vendor that this version does not know: use a newer agentcore-identity, or migrate it by hand.`,
  );

const textOr = (value: unknown, open: Open): Open | string =>
  typeof value === "string" && value !== "" ? value : open;

/** Of the tenant AWS gives back no more than where its authorization server is. */
function vendorFields(id: string, { fields }: OAuth2VendorRow, config: unknown): Values {
  const metadata = own(own(config, "oauthDiscovery"), "authorizationServerMetadata");
  const found: Record<string, Open | string> = {};
  for (const field of fields) {
    if (field === "tenantId")
      found[field] = textOr(
        own(config, field),
        new Open("tenant_id", "string", `the Entra tenant of ${id}, by ID or domain, which AWS does not give back`),
      );
    else
      found[field] = textOr(
        own(metadata, field),
        new Open(
          field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          "string",
          `the ${field} of the tenant of ${id}`,
        ),
      );
  }
  return found;
}

function paymentFields(found: Found): Values {
  const row = Object.values(PAYMENT_VENDORS).find(({ vendor }) => vendor === found.provider.vendor);
  if (!row) throw unknownVendor(found);
  const config = own(found.detail.config, row.config);
  return Object.fromEntries(
    row.fields.map((field) => {
      const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [field, textOr(own(config, field), new Open(name, "string", `the ${field} of ${idOf(found)}`))];
    }),
  );
}

function customFields(id: string, config: unknown): Values {
  const discovery = own(config, "oauthDiscovery");
  const discoveryUrl = own(discovery, "discoveryUrl");
  const metadata = own(discovery, "authorizationServerMetadata");
  const exchange = own(config, "onBehalfOfTokenExchangeConfig");
  const overrides = own(config, "privateEndpointOverrides");
  const jwt = own(config, "privateKeyJwtConfig");
  return without({
    discoveryUrl:
      typeof discoveryUrl === "string" || isObject(metadata)
        ? discoveryUrl
        : new Open("discovery_url", "string", `the address of the discovery document of ${id}`),
    // The service fills in what it has found by the address of the discovery document.
    authorizationServerMetadata:
      typeof discoveryUrl === "string" || !isObject(metadata)
        ? undefined
        : picked(metadata, [
            "issuer",
            "authorizationEndpoint",
            "tokenEndpoint",
            "responseTypes",
            "tokenEndpointAuthMethods",
          ]),
    clientAuthenticationMethod: own(config, "clientAuthenticationMethod"),
    onBehalfOf: isObject(exchange)
      ? {
          ...picked(exchange, ["grantType"]),
          ...picked(own(exchange, "tokenExchangeGrantTypeConfig"), ["actorTokenContent", "actorTokenScopes"]),
        }
      : undefined,
    privateKeyJwt: isObject(jwt)
      ? {
          ...without({ kmsKeyArn: own(own(own(jwt, "privateKeySource"), "kmsKeySource"), "kmsKeyArn") }),
          ...picked(jwt, ["signingAlgorithm", "additionalHeaderClaims", "additionalPayloadClaims"]),
        }
      : undefined,
    privateEndpoint: endpoint(own(config, "privateEndpoint")),
    privateEndpointOverrides: Array.isArray(overrides)
      ? overrides.map((one: unknown) =>
          without({ domain: own(one, "domain"), privateEndpoint: endpoint(own(one, "privateEndpoint")) }),
        )
      : undefined,
  });
}

function endpoint(value: unknown): Values | undefined {
  const vpc = own(value, "managedVpcResource");
  const lattice = own(value, "selfManagedLatticeResource");
  if (isObject(lattice)) return { selfManagedLattice: picked(lattice, ["resourceConfigurationIdentifier"]) };
  if (!isObject(vpc)) return undefined;
  return {
    managedVpc: {
      ...without({ vpcId: own(vpc, "vpcIdentifier"), ipAddressType: own(vpc, "endpointIpAddressType") }),
      ...picked(vpc, ["subnetIds", "securityGroupIds", "routingDomain", "tags"]),
    },
  };
}

const picked = (object: unknown, names: readonly string[]): Values =>
  without(Object.fromEntries(names.map((name) => [name, own(object, name)])));

/** What is not there is not written. AWS's answer has texts, lists and maps of texts in these places, and no more. */
const without = (values: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
