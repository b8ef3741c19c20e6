import type { TerraformStack } from "cdktf";
import type { ExternalSecret } from "cdktf-agentcore-identity";
import {
  ActorTokenContent,
  ApiKeyCredentialProvider,
  Engine,
  ExternalSecret as Secrets,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  OnBehalfOfGrantType,
  PaymentCredentialProvider,
  PaymentVendor,
  PrivateEndpoint,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { OAUTH2_VENDORS } from "../../../src/access/oauth2-vendors";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import { SIGNING_KEY_ARN } from "../../support/custom";

/** Gives one text after the other, without what an input does not take. */
export type Give = (without?: RegExp) => string;

const many = (give: Give, length = 20): string[] => Array.from({ length }, () => give());

const LATTICE = PrivateEndpoint.selfManagedLattice("rcfg-0123456789abcdef0");

const url = (give: Give): string => `https://idp.example.com/${give()}`;

/** A custom vendor with a text wherever it takes any: two lots, because some exclude each other. */
function customVendors(give: Give): [OAuth2Vendor, OAuth2Vendor] {
  const metadata = OAuth2Vendor.custom({
    clientId: give(),
    authorizationServerMetadata: {
      issuer: url(give),
      authorizationEndpoint: url(give),
      tokenEndpoint: url(give),
      responseTypes: many(give),
    },
    onBehalfOf: {
      grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE,
      actorTokenContent: ActorTokenContent.M2M,
      actorTokenScopes: many(give),
    },
    privateEndpoint: PrivateEndpoint.managedVpc({
      vpcId: "vpc-0a1b2c3d",
      subnetIds: ["subnet-0a1b2c3d"],
      routingDomain: `idp.${give()}`,
    }),
    privateEndpointOverrides: [{ domain: give(), privateEndpoint: LATTICE }],
  });
  const jwt = OAuth2Vendor.custom({
    clientId: give(),
    discoveryUrl: `https://idp.example.com/${give(/[\n\r]/g)}/.well-known/openid-configuration`,
    privateKeyJwt: {
      kmsKeyArn: SIGNING_KEY_ARN,
      additionalHeaderClaims: Object.fromEntries(many(give, 10).map((text, index) => [`h${index}`, text])),
      additionalPayloadClaims: Object.fromEntries(many(give, 10).map((text, index) => [`p${index}`, text])),
    },
  });
  return [metadata, jwt];
}

/** A JSON key takes any text but what is shaped like a path. */
const jsonKey = (secret: ExternalSecret, give: Give): ReturnType<ExternalSecret["jsonKey"]> =>
  secret.jsonKey(`k${give(/[.[\]/$]|(?<=^.{40}).*/gs)}`);

/** A stack with a text in every input that takes any, native and by the bridge. */
export function freeTexts(stack: TerraformStack, give: Give, copies: number): void {
  const secret = Secrets.fromArn(stack, "Secret", {
    secretArn: SECRET_ARN,
    kmsKeyArn: KEY_ARN,
    policyMode: SecretPolicyMode.ADDITIVE,
    keyAccess: KmsAccess.KEY_POLICY,
  });
  for (let copy = 0; copy < copies; copy++) {
    for (const engine of [Engine.NATIVE, Engine.BRIDGE]) {
      const id = `${engine}${copy}`;
      const made = { engine };
      const [metadata, jwt] = customVendors(give);
      new OAuth2CredentialProvider(stack, `${id}Metadata`, {
        name: `${id}-metadata`,
        vendor: metadata,
        clientSecret: jsonKey(secret, give),
        ...made,
      }).grantUse(Reader.role(ROLE_ARN, { attachPolicy: false }));
      new OAuth2CredentialProvider(stack, `${id}Jwt`, { name: `${id}-jwt`, vendor: jwt, ...made });
      new ApiKeyCredentialProvider(stack, `${id}Key`, { name: `${id}-key`, apiKey: jsonKey(secret, give), ...made });
    }
    new PaymentCredentialProvider(stack, `Wallet${copy}`, {
      name: `wallet-${copy}`,
      vendor: PaymentVendor.stripePrivy({
        appId: give(),
        authorizationId: give(),
        appSecret: jsonKey(secret, give),
        authorizationPrivateKey: jsonKey(secret, give),
      }),
    });
  }
  for (const { vendor, fields, config } of Object.values(OAUTH2_VENDORS)) {
    if (config === "custom") continue;
    const texts = Object.fromEntries(fields.map((field) => [field, field === "tenantId" ? give() : url(give)]));
    new OAuth2CredentialProvider(stack, vendor, {
      name: vendor,
      vendor: OAuth2Vendor.of(vendor, { clientId: give(), ...texts }),
      clientSecret: secret.jsonKey("client_secret"),
      ...(fields.length === 0 && { engine: Engine.BRIDGE }),
    });
  }
}
