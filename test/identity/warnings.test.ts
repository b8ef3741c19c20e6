import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  ClientAuthenticationMethod,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  OAuthGrantType,
  Reader,
  ReaderKind,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import {
  apiKeyIn,
  googleIn,
  KEY_ARN,
  OTHER_ROLE_ARN,
  OTHER_SECRET_ARN,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../support/fixtures";
import { inFolder, synthesizeInto } from "../support/program";
import { only, resolved, resources, stackIn, synth } from "../support/synth";

/** What `cdktf synth` shows of a program. */
const warnings = (build: (stack: TerraformStack) => void, context?: Record<string, unknown>): string[] =>
  inFolder((outdir) => {
    synthesizeInto(outdir, (app) => build(stackIn(app, "stack")), { context });
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      stacks: Record<string, { annotations: { constructPath: string; level: string; message: string }[] }>;
    };
    return (manifest.stacks.stack?.annotations ?? []).map(
      ({ constructPath, message }) => `${constructPath} ${message}`,
    );
  });

describe("a credential provider without readers", () => {
  const without =
    "has no reader in this program. Call grantUse(reader), or grant it where the readers' program is: see from…Attributes of its class.";

  test("is noticed, once; one with readers is not", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret);
      apiKeyIn(stack, secret).grantUse(Reader.role(ROLE_ARN));
    });
    expect(lines).toEqual([`stack/Google ${without}`]);
  });

  test("may get one after all else is made", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      const google = googleIn(stack, secret);
      for (const one of [apiKeyIn(stack, secret), google]) one.grantUse(Reader.role(ROLE_ARN));
    });
    expect(lines).toEqual([]);
  });

  test("is nothing to say of one that is made elsewhere", () => {
    const lines = warnings((stack) => {
      ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Weather", {
        name: "weather",
        secrets: [secretIn(stack)],
      });
    });
    expect(lines).toEqual([]);
  });
});

describe("a secret that credential providers share", () => {
  const shared = (build: (google: OAuth2CredentialProvider, weather: ApiKeyCredentialProvider) => void): string[] =>
    warnings((stack) => {
      const secret = secretIn(stack);
      build(googleIn(stack, secret), apiKeyIn(stack, secret));
    });

  test("with different readers is noticed, once, with who reads more than it should and the way out", () => {
    const lines = shared((google, weather) => {
      google.grantUse(Reader.role(ROLE_ARN));
      weather.grantUse(Reader.role(OTHER_ROLE_ARN));
    });
    expect(lines).toEqual([
      `stack/Secret secret ${SECRET_ARN} is used by credential providers with different readers, google-maps, weather, and who may read a secret reads all of its JSON keys: ${OTHER_ROLE_ARN} can read what google-maps uses; ${ROLE_ARN} can read what weather uses. Give each credential provider a secret of its own. AGC027 of "agentcore-identity check" says the same of a plan.`,
    ]);
  });

  test("names only the reader that is one of one alone", () => {
    const lines = shared((google, weather) => {
      for (const one of [google, weather]) one.grantUse(Reader.role(ROLE_ARN));
      weather.grantUse(Reader.role(OTHER_ROLE_ARN));
    });
    expect(lines).toEqual([expect.stringContaining(`: ${OTHER_ROLE_ARN} can read what google-maps uses. Give`)]);
  });

  test("with the same readers is as it should be", () => {
    const lines = shared((google, weather) => {
      for (const one of [google, weather])
        for (const role of [ROLE_ARN, OTHER_ROLE_ARN]) one.grantUse(Reader.role(role));
    });
    expect(lines).toEqual([]);
  });

  test("may be named by two constructs", () => {
    const lines = warnings((stack) => {
      googleIn(stack, secretIn(stack, { policyMode: SecretPolicyMode.NONE })).grantUse(Reader.role(ROLE_ARN));
      const again = secretIn(stack, { policyMode: SecretPolicyMode.NONE }, "Again");
      apiKeyIn(stack, again).grantUse(Reader.role(OTHER_ROLE_ARN));
    });
    expect(lines).toEqual([expect.stringContaining("with different readers")]);
  });

  test("by one JSON key holds nothing that is not for both", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret, { name: "a" }, "A").grantUse(Reader.role(ROLE_ARN));
      googleIn(stack, secret, { name: "b" }, "B").grantUse(Reader.role(OTHER_ROLE_ARN));
    });
    expect(lines).toEqual([]);
  });

  test("is warned of where one of the credential providers is made elsewhere, and nobody knows its JSON key", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret).grantUse(Reader.role(ROLE_ARN));
      ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Weather", {
        name: "weather",
        secrets: [secret],
      }).grantUse(Reader.role(OTHER_ROLE_ARN));
    });
    expect(lines).toEqual([expect.stringContaining(`${ROLE_ARN} can read what weather uses`)]);
  });

  test("follows the way out, and nothing is noticed", () => {
    const lines = warnings((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
      const own = secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Own");
      apiKeyIn(stack, own).grantUse(Reader.role(OTHER_ROLE_ARN));
    });
    expect(lines).toEqual([]);
  });
});

describe("a reader whose role only AWS may change", () => {
  const SSO = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";

  test("is noticed, once a grant; another is not", () => {
    const lines = warnings((stack) => {
      const google = googleIn(stack, secretIn(stack));
      for (const arn of [SSO, ROLE_ARN]) google.grantUse(Reader.role(arn));
    });
    expect(lines).toEqual([
      `stack/Google ${SSO} is a role that only AWS may change, so its policy is not attached. Put policyDocument of what grantUse returns where its permissions are kept: for a role of IAM Identity Center into its permission set.`,
    ]);
  });

  test("is let in on the side of secret and key, and gets the document", () => {
    let document = "";
    const synthesized = synth((stack) => {
      const grant = googleIn(stack, secretIn(stack)).grantUse(Reader.role(SSO));
      expect(grant.resource).toBeUndefined();
      document = resolved(stack, grant.policyDocument);
    });
    expect(resources(synthesized, "aws_iam_role_policy")).toEqual({});
    expect(only(synthesized, "aws_kms_grant").grantee_principal).toBe(SSO);
    expect(only(synthesized, "aws_secretsmanager_secret_policy").policy).toContain(SSO);
    expect(document).toContain("bedrock-agentcore:GetResourceOauth2Token");
  });
});

describe("a client secret that need not be", () => {
  const okta = OAuth2Vendor.okta({ clientId: "id", issuer: "https://example.okta.com" });
  const custom = {
    clientId: "id",
    discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
  };
  const clients =
    (...vendors: OAuth2Vendor[]) =>
    (stack: TerraformStack): void => {
      const secret = secretIn(stack);
      vendors.forEach((vendor, index) => {
        const clientSecret = vendor._config.needsSecret ? secret.jsonKey("client_secret") : undefined;
        const props = { name: `client-${index}`, vendor, clientSecret };
        new OAuth2CredentialProvider(stack, `Client${index}`, props).grantUse(Reader.role(ROLE_ARN));
      });
    };
  const end = 'docs/choosing.md compares the ways. The context "agentcore-identity:secretNote": false silences this.';

  test("is noted once for each vendor that takes signed assertions, with the way out", () => {
    expect(
      warnings(clients(okta, okta, OAuth2Vendor.auth0({ clientId: "id", issuer: "https://a.eu.auth0.com" }))),
    ).toEqual([
      `stack/Client0 In place of a client secret OktaOauth2 takes assertions that a KMS key signs, by privateKeyJwt of OAuth2Vendor.custom: then no secret can be read or leak. With its onBehalfOf an agent's token acts for one user, and no other. ${end}`,
      `stack/Client2 In place of a client secret Auth0Oauth2 takes assertions that a KMS key signs, by privateKeyJwt of OAuth2Vendor.custom: then no secret can be read or leak. ${end}`,
    ]);
  });

  test("is noted of a custom vendor, of which nobody knows", () => {
    expect(warnings(clients(OAuth2Vendor.custom(custom)))).toEqual([
      `stack/Client0 In place of a client secret its server may take assertions that a KMS key signs (privateKeyJwt), or tokens of IAM (ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT): then no secret can be read or leak. ${end}`,
    ]);
  });

  test("is not noted of a vendor that needs it", () => {
    expect(warnings(clients(OAuth2Vendor.google({ clientId: "id" }), OAuth2Vendor.slack({ clientId: "id" })))).toEqual(
      [],
    );
  });

  test.each([
    ["a signing key", { privateKeyJwt: { kmsKeyArn: KEY_ARN } }],
    ["IAM's token", { clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT }],
  ])("is no more, for who follows the note to %s", (_, way) => {
    expect(warnings(clients(OAuth2Vendor.custom({ ...custom, ...way })))).toEqual([]);
  });

  test.each([false, "false"])("is not noted where the context says %j", (says) => {
    expect(warnings(clients(okta), { "agentcore-identity:secretNote": says })).toEqual([]);
    expect(warnings(clients(okta), { "agentcore-identity:secretNote": true })).toHaveLength(1);
  });
});

test("a gateway target that waits for a user is noticed, another one is not", () => {
  const warned = (grantType?: OAuthGrantType): string[] =>
    warnings((stack) => {
      const reader = Reader.role(ROLE_ARN, { kind: ReaderKind.GATEWAY });
      const defaultReturnUrl = grantType && "https://agents.example";
      googleIn(stack, secretIn(stack)).gatewayOAuth({ reader, grantType, defaultReturnUrl });
    });
  expect(warned()).toEqual([]);
  expect(warned(OAuthGrantType.AUTHORIZATION_CODE)).toEqual([
    expect.stringMatching(/^stack\/Google AUTHORIZATION_CODE: .*CREATE_PENDING_AUTH/),
  ]);
});
