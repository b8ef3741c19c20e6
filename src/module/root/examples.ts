import type { Example } from "../definition";
import { show, use } from "../documents/examples";
import { showIntendedReaders } from "../modules/intended-readers";

export const googleMaps: Example = {
  name: "google-maps",
  about: "two agents share one Google client, one of them also uses an API key; one customer managed key.",
  main: [
    use("agentcore_identity", {
      owner: "agents",
      secrets: {
        google: {
          secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf",
          kms_key_arn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
        weather: { secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-GhIjKl" },
      },
      readers: {
        "route-planner": { role_arn: "arn:aws:iam::111122223333:role/agents/route-planner" },
        "fraud-check": { role_arn: "arn:aws:iam::111122223333:role/agents/fraud-check" },
      },
      deployers: { terraform: "arn:aws:iam::111122223333:role/terraform" },
      oauth2_providers: {
        "google-maps": {
          vendor: "GoogleOauth2",
          client_id: "1234567890-maps.apps.googleusercontent.com",
          secret: "google",
          json_key: "client_secret",
          readers: ["route-planner", "fraud-check"],
        },
      },
      api_key_providers: {
        weather: { secret: "weather", json_key: "api_key", readers: ["route-planner"] },
      },
      tags: { team: "payments" },
      watch: { name: "agents", topic_name: "oncall" },
    }),
    show(
      "callback_url",
      "To register at Google as redirect URI.",
      'module.agentcore_identity.oauth2_providers["google-maps"].callback_url',
    ),
    showIntendedReaders("agentcore_identity"),
  ],
};

const SIGNING_KEY = "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe";

export const customIdp: Example = {
  name: "custom-idp",
  about:
    "a bank's own identity provider inside its VPC, with assertions signed in KMS: there is no client secret at all.",
  region: "eu-central-1",
  main: [
    use("agentcore_identity", {
      owner: "ledger",
      readers: { "ledger-agent": { role_arn: "arn:aws:iam::111122223333:role/ledger-agent" } },
      oauth2_providers: {
        "bank-idp": {
          vendor: "CustomOauth2",
          client_id: "ledger-agent",
          custom: {
            discovery_url: "https://idp.bank.example/.well-known/openid-configuration",
            private_key_jwt: {
              kms_key_arn: SIGNING_KEY,
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
          readers: ["ledger-agent"],
        },
      },
    }),
    show(
      "callback_url",
      "To register at the identity provider as redirect URI.",
      'module.agentcore_identity.oauth2_providers["bank-idp"].callback_url',
    ),
    showIntendedReaders("agentcore_identity"),
  ],
};

const SLACK_SECRET = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3";
const SLACK_KEY = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";
const SUPPORT_AGENT = "arn:aws:iam::111122223333:role/support-agent";

export const crossAccount: Example = {
  name: "cross-account",
  about:
    "the secret and its key are in a vault account; each side gets its own permissions through its own AWS provider.",
  main: [
    {
      provider: {
        aws: {
          alias: "vault",
          region: "us-east-1",
          assume_role: { role_arn: "arn:aws:iam::444455556666:role/secret-sharing" },
        },
      },
    },
    use("agentcore_identity", {
      owner: "agents",
      secrets: {
        slack: { secret_arn: SLACK_SECRET, kms_key_arn: SLACK_KEY, policy_mode: "NONE", key_access: "NONE" },
      },
      readers: { "support-agent": { role_arn: SUPPORT_AGENT } },
      oauth2_providers: {
        slack: {
          vendor: "SlackOauth2",
          client_id: "1234567890.0987654321",
          secret: "slack",
          json_key: "client_secret",
          readers: ["support-agent"],
        },
      },
    }),
    use(
      "vault_secret_policy",
      {
        providers: { aws: "aws.vault" },
        owner: "vault",
        secret_arn: SLACK_SECRET,
        readers: { "support-agent": SUPPORT_AGENT },
      },
      "../../../secret-policy",
    ),
    use(
      "vault_kms_grant",
      {
        providers: { aws: "aws.vault" },
        secret_arn: SLACK_SECRET,
        kms_key_arn: SLACK_KEY,
        grantees: { "support-agent": SUPPORT_AGENT },
      },
      "../../../kms-grant",
    ),
    show(
      "callback_url",
      "To register at Slack as redirect URI.",
      "module.agentcore_identity.oauth2_providers.slack.callback_url",
    ),
    showIntendedReaders("agentcore_identity"),
  ],
};

export const payments: Example = {
  name: "payments",
  about: "an agent that pays; the wallet's secret and key are shared with other teams, whose statements stay.",
  main: [
    use("agentcore_identity", {
      owner: "agents",
      secrets: {
        wallet: {
          secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/wallet-AbCdEf",
          kms_key_arn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
          policy_mode: "ADDITIVE",
          key_access: "KEY_POLICY",
        },
      },
      readers: { "payment-manager": { role_arn: "arn:aws:iam::111122223333:role/payment-manager" } },
      deployers: { terraform: "arn:aws:iam::111122223333:role/terraform" },
      payment_providers: {
        wallet: {
          vendor: "CoinbaseCDP",
          api_key_id: "checkout",
          api_key_secret: { secret: "wallet", json_key: "api_key" },
          wallet_secret: { secret: "wallet", json_key: "wallet" },
          readers: ["payment-manager"],
        },
      },
    }),
    show("wallet_arn", "For the payment manager.", "module.agentcore_identity.payment_providers.wallet.arn"),
    showIntendedReaders("agentcore_identity"),
  ],
};
