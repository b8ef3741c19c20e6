import type { Kinds } from "../access/argument-kinds";
import { optional, requireKinds } from "../access/argument-kinds";
import type { OAuth2VendorField, OAuth2VendorRow } from "../access/oauth2-vendors";
import { configMember, OAUTH2_VENDORS } from "../access/oauth2-vendors";
import type { Problem } from "../access/problem";
import { givenProblems, knownProblems } from "../access/rule";
import { CLIENT_ID, HTTPS_URL, TENANT_ID } from "../access/rules/oauth2";
import type { CustomOAuth2Props } from "./custom-oauth2";
import { customOAuth2 } from "./custom-oauth2";
import { CUSTOM_KINDS } from "./custom-kinds";
import type { VendorConfig } from "./vendor-config";

/** What every vendor needs. */
export interface OAuth2ClientProps {
  /** The client ID that the vendor issued, 1 to 256 characters. It is no secret: Terraform keeps it in its state. */
  readonly clientId: string;
}

/** What Microsoft Entra ID takes. */
export interface MicrosoftOAuth2Props extends OAuth2ClientProps {
  /**
   * The Entra tenant, 1 to 256 characters.
   *
   * @default - the service resolves the tenant
   */
  readonly tenantId?: string;
}

/** What an identity provider takes that each customer has at an address of its own; at least one is required. */
export interface TenantOAuth2Props extends OAuth2ClientProps {
  /**
   * The issuer of the tenant's tokens, an https URL.
   *
   * @default - not sent
   */
  readonly issuer?: string;

  /**
   * The tenant's authorization endpoint, an https URL.
   *
   * @default - not sent
   */
  readonly authorizationEndpoint?: string;

  /**
   * The tenant's token endpoint, an https URL.
   *
   * @default - not sent
   */
  readonly tokenEndpoint?: string;
}

/** The fields of any vendor but `CustomOauth2`, for programs that read vendors from data. */
export interface OAuth2VendorFields extends TenantOAuth2Props {
  /**
   * Microsoft's tenant, 1 to 256 characters.
   *
   * @default - not sent
   */
  readonly tenantId?: string;
}

/**
 * An OAuth2 identity provider and the client that is registered there.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-idps.html
 */
export class OAuth2Vendor {
  /** Atlassian. */
  public static atlassian(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.atlassian, props);
  }
  /** Auth0 by Okta, which needs the tenant's address. */
  public static auth0(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.auth0, props);
  }
  /** Amazon Cognito, which needs the user pool's address. */
  public static cognito(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.cognito, props);
  }
  /** CyberArk, which needs the tenant's address. */
  public static cyberArk(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.cyberArk, props);
  }
  /** Dropbox. */
  public static dropbox(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.dropbox, props);
  }
  /** Facebook. */
  public static facebook(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.facebook, props);
  }
  /** FusionAuth, which needs the tenant's address. */
  public static fusionAuth(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.fusionAuth, props);
  }
  /** GitHub. */
  public static github(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.github, props);
  }
  /** Google. */
  public static google(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.google, props);
  }
  /** HubSpot. */
  public static hubspot(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.hubspot, props);
  }
  /** LinkedIn. */
  public static linkedin(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.linkedin, props);
  }
  /** Microsoft Entra ID. */
  public static microsoft(props: MicrosoftOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.microsoft, props);
  }
  /** Notion. */
  public static notion(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.notion, props);
  }
  /** Okta, which needs the tenant's address. */
  public static okta(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.okta, props);
  }
  /** OneLogin, which needs the tenant's address. */
  public static oneLogin(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.oneLogin, props);
  }
  /** PingOne by Ping Identity, which needs the tenant's address. */
  public static pingOne(props: TenantOAuth2Props): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.pingOne, props);
  }
  /** Reddit. */
  public static reddit(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.reddit, props);
  }
  /** Salesforce. */
  public static salesforce(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.salesforce, props);
  }
  /** Slack. */
  public static slack(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.slack, props);
  }
  /** Spotify. */
  public static spotify(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.spotify, props);
  }
  /** Twitch. */
  public static twitch(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.twitch, props);
  }
  /** X. */
  public static x(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.x, props);
  }
  /** Yandex. */
  public static yandex(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.yandex, props);
  }
  /** Zoom. */
  public static zoom(props: OAuth2ClientProps): OAuth2Vendor {
    return OAuth2Vendor.from(OAUTH2_VENDORS.zoom, props);
  }

  /** Any other identity provider that speaks OAuth 2.0. */
  public static custom(props: CustomOAuth2Props): OAuth2Vendor {
    return new OAuth2Vendor(
      OAUTH2_VENDORS.custom,
      customOAuth2(requireKinds(`OAuth2Vendor ${OAUTH2_VENDORS.custom.vendor}`, props, CUSTOM_KINDS)),
    );
  }

  /**
   * A vendor by the API's name for it, for programs that read vendors from data.
   *
   * @param vendor for example `GoogleOauth2`; for `CustomOauth2` use `custom`
   * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html
   */
  public static of(vendor: string, fields: OAuth2VendorFields): OAuth2Vendor {
    const rows: readonly OAuth2VendorRow[] = Object.values(OAUTH2_VENDORS);
    const row = rows.find((other) => other.vendor === vendor && other.config !== "custom");
    if (row) return OAuth2Vendor.from(row, fields);
    const rule =
      vendor === OAUTH2_VENDORS.custom.vendor ? "has fields of its own" : "is no vendor of AgentCore Identity";
    const fix = `Use OAuth2Vendor.custom, or one of ${rows
      .map((other) => other.vendor)
      .filter((name) => name !== OAUTH2_VENDORS.custom.vendor)
      .join(", ")}.`;
    return new OAuth2Vendor(OAUTH2_VENDORS.custom, {
      api: {},
      problems: [{ subject: "vendor", value: vendor, rule, fix }],
      needsSecret: true,
    });
  }

  private static from(row: OAuth2VendorRow, fields: Partial<OAuth2VendorFields>): OAuth2Vendor {
    requireKinds(`OAuth2Vendor ${row.vendor}`, fields, FIELD_KINDS);
    return new OAuth2Vendor(row, {
      api: {
        clientId: fields.clientId,
        tenantId: fields.tenantId,
        issuer: fields.issuer,
        authorizationEndpoint: fields.authorizationEndpoint,
        tokenEndpoint: fields.tokenEndpoint,
      },
      problems: fieldProblems(row, fields),
      needsSecret: true,
    });
  }

  /** The API's name of the vendor, for example `GoogleOauth2`. */
  public readonly vendor: string;

  /**
   * The API's member for the vendor, for example `googleOauth2ProviderConfig`.
   *
   * @internal
   */
  public readonly _member: string;

  /** @internal */
  public readonly _config: VendorConfig;

  private constructor(row: OAuth2VendorRow, config: VendorConfig) {
    this.vendor = row.vendor;
    this._member = configMember(row);
    this._config = config;
  }
}

const FIELD_KINDS: Kinds<OAuth2VendorFields> = {
  clientId: CLIENT_ID,
  tenantId: optional(TENANT_ID),
  issuer: optional(HTTPS_URL),
  authorizationEndpoint: optional(HTTPS_URL),
  tokenEndpoint: optional(HTTPS_URL),
};

const OPTIONAL_FIELDS: readonly OAuth2VendorField[] = ["tenantId", "issuer", "authorizationEndpoint", "tokenEndpoint"];

function fieldProblems(row: OAuth2VendorRow, fields: Partial<OAuth2VendorFields>): Problem[] {
  const given = OPTIONAL_FIELDS.filter((field) => fields[field] !== undefined);
  const problems: Problem[] = knownProblems(CLIENT_ID, "clientId", fields.clientId);
  for (const field of given.filter((name) => !row.fields.includes(name))) {
    problems.push({
      subject: field,
      value: fields[field],
      rule: `is no field of ${row.vendor}`,
      fix: row.fields.length > 0 ? `It takes ${row.fields.join(", ")}.` : "It takes clientId alone.",
    });
  }
  if (row.needsField && !given.some((field) => row.fields.includes(field))) {
    problems.push({
      subject: row.fields.join(", "),
      rule: `are all missing, and ${row.vendor} cannot know the tenant's address`,
      fix: "Give at least one of them.",
    });
  }
  problems.push(...givenProblems(TENANT_ID, "tenantId", fields.tenantId));
  for (const field of ["issuer", "authorizationEndpoint", "tokenEndpoint"] as const)
    problems.push(...givenProblems(HTTPS_URL, field, fields[field]));
  return problems;
}
