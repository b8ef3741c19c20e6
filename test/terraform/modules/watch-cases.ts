import { OTHER_SECRET_ARN, KEY_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import {
  ApiKeyCredentialProvider,
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  Reader,
  SecretWatch,
  WatchSeverity,
  WatchSignal,
  WatchTarget,
  WatchTopic,
} from "cdktf-agentcore-identity";
import type { Case } from "./equality";
import { root } from "./equality";

const TERRAFORM = "arn:aws:iam::111122223333:role/terraform";
const ROTATION = "arn:aws:iam::111122223333:role/google-rotation";
const USER = "arn:aws:iam::111122223333:user/break-glass";
const PREFIX = "arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/";
const TARGETS = {
  "target-1": {
    kind: "TOPIC",
    arn: "arn:aws:sns:us-east-1:111122223333:agentcore-identity-oncall",
    severities: ["PAGE"],
  },
  "target-2": {
    kind: "QUEUE",
    arn: "arn:aws:sqs:us-east-1:111122223333:siem",
    severities: ["TICKET"],
    dead_letter_queue_arn: "arn:aws:sqs:us-east-1:111122223333:dead",
  },
  "target-3": {
    kind: "EVENT_BUS",
    arn: "arn:aws:events:us-east-1:444455556666:event-bus/security",
    severities: ["TICKET"],
  },
  "target-4": {
    kind: "FIREHOSE",
    arn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/siem",
    severities: ["TICKET"],
  },
  "target-5": {
    kind: "LOG_GROUP",
    arn: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/events/agentcore-identity/signals",
    severities: ["TICKET"],
  },
} as const;
const [ONE, TWO, THREE, FOUR, FIVE] = Object.values(TARGETS).map(({ arn }) => arn) as [
  string,
  string,
  string,
  string,
  string,
];
const tickets = { severities: [WatchSeverity.TICKET] };

export const WATCH_CASES: readonly Case[] = [
  {
    name: "a watch of a list with everybody who is left out, and all kinds of targets",
    build: (stack) => {
      const secrets = [
        ExternalSecret.fromArn(stack, "Google", { secretArn: SECRET_ARN, kmsKeyArn: KEY_ARN }),
        ExternalSecret.fromArn(stack, "Weather", { secretArn: OTHER_SECRET_ARN }),
      ];
      new SecretWatch(stack, "Watch", {
        name: "agents",
        targets: [
          WatchTarget.topic(ONE, { severities: [WatchSeverity.PAGE] }),
          WatchTarget.queue(TWO, { ...tickets, deadLetterQueueArn: "arn:aws:sqs:us-east-1:111122223333:dead" }),
          WatchTarget.eventBus(THREE, tickets),
          WatchTarget.firehose(FOUR, tickets),
          WatchTarget.logGroup(FIVE, tickets),
        ],
        secrets,
        readers: [Reader.role(ROLE_ARN)],
        deployers: [Deployer.role(TERRAFORM)],
        rotationRoleArns: [ROTATION],
        exceptionArns: [USER],
        gatewayIds: ["tools-gw-1"],
        signals: [
          { signal: WatchSignal.ROTATION_FAILED, isOn: false },
          { signal: WatchSignal.DELETED_READ, severity: WatchSeverity.PAGE },
        ],
        tags: { team: "security" },
      });
    },
    configuration: {
      provider: { aws: { region: "us-east-1" } },
      module: {
        watch: {
          source: "./watch",
          name: "agents",
          targets: TARGETS,
          secrets: { google: { secret_arn: SECRET_ARN }, weather: { secret_arn: OTHER_SECRET_ARN } },
          kms_key_arns: [KEY_ARN],
          readers: { agent: ROLE_ARN },
          deployers: { terraform: TERRAFORM },
          rotation_roles: { google: ROTATION },
          exceptions: { break_glass: USER },
          gateway_ids: ["tools-gw-1"],
          signals: { "rotation-failed": { is_on: false }, "deleted-read": { severity: "PAGE" } },
          tags: { team: "security" },
        },
      },
    },
    // Rules; who is told of seven PAGE and of three TICKET; roles with their policies; the dashboard.
    resources: 10 + 7 + 4 * 3 + 2 * 2 + 1,
  },
  {
    name: "a watch by prefix with providers and a topic of its own, and nobody who is left out",
    build: (stack) => {
      const secret = ExternalSecret.fromArn(stack, "Google", { secretArn: `${PREFIX}google-AbCdEf` });
      new OAuth2CredentialProvider(stack, "Maps", {
        name: "google-maps",
        vendor: OAuth2Vendor.google({ clientId: "client" }),
        clientSecret: secret.jsonKey("client_secret"),
      });
      new ApiKeyCredentialProvider(stack, "Key", { name: "weather", apiKey: secret.jsonKey("api_key") });
      new SecretWatch(stack, "Watch", {
        name: "agents",
        targets: [new WatchTopic(stack, "Topic", { name: "oncall" }).target()],
        secretPrefixes: [PREFIX],
        readers: [Reader.role(ROLE_ARN)],
      });
    },
    configuration: {
      provider: { aws: { region: "us-east-1" } },
      module: {
        identity: {
          source: "./root",
          owner: "stack",
          secrets: { google: { secret_arn: `${PREFIX}google-AbCdEf` } },
          oauth2_providers: {
            "google-maps": {
              vendor: "GoogleOauth2",
              client_id: "client",
              secret: "google",
              json_key: "client_secret",
            },
          },
          api_key_providers: { weather: { secret: "google", json_key: "api_key" } },
        },
        watch: {
          source: "./watch",
          name: "agents",
          topic_name: "oncall",
          secret_prefixes: [PREFIX],
          readers: { agent: ROLE_ARN },
          oauth2_providers: ["google-maps"],
          api_key_providers: ["weather"],
        },
      },
    },
    resources: 2 + 11 + 11 + 3 + 2 + 1,
  },
  {
    name: "the switch of the root module",
    build: (stack) => {
      const google = ExternalSecret.fromArn(stack, "Google", { secretArn: SECRET_ARN, kmsKeyArn: KEY_ARN });
      const weather = ExternalSecret.fromArn(stack, "Weather", { secretArn: OTHER_SECRET_ARN });
      const provider = new OAuth2CredentialProvider(stack, "Maps", {
        name: "google-maps",
        vendor: OAuth2Vendor.google({ clientId: "client" }),
        clientSecret: google.jsonKey("client_secret"),
      });
      const key = new ApiKeyCredentialProvider(stack, "Key", { name: "weather", apiKey: weather.jsonKey("api_key") });
      for (const one of [provider, key]) one.grantUse(Reader.role(ROLE_ARN));
      new DeployerPolicy(stack, "Deployer", {
        deployer: Deployer.role(TERRAFORM),
        credentialProviders: [provider, key],
      });
      new SecretWatch(stack, "Watch", {
        name: "agents",
        targets: [WatchTarget.topic(ONE, tickets)],
        exceptionArns: [USER],
        rotationRoleArns: [ROTATION],
      });
    },
    configuration: root({
      secrets: {
        google: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN },
        weather: { secret_arn: OTHER_SECRET_ARN },
      },
      readers: { agent: { role_arn: ROLE_ARN } },
      deployers: { terraform: TERRAFORM },
      oauth2_providers: {
        "google-maps": {
          vendor: "GoogleOauth2",
          client_id: "client",
          secret: "google",
          json_key: "client_secret",
          readers: ["agent"],
        },
      },
      api_key_providers: { weather: { secret: "weather", json_key: "api_key", readers: ["agent"] } },
      watch: {
        name: "agents",
        targets: { oncall: { ...TARGETS["target-1"], severities: ["TICKET"] } },
        exceptions: { break_glass: USER },
        rotation_roles: { google: ROTATION },
      },
    }),
    // Two providers, policies of reader and secrets, a grant; rules, of which the tickets are told; alarms, the dashboard.
    resources: 2 + 2 + 2 + 2 + 13 + 6 + 2 + 1,
  },
];
