import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import { hostileText, random } from "../../support/texts";
import { put, valuesOf } from "../harness/arrived";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Plan } from "../harness/plan";
import { inModules } from "./modules";

/** Gives one text after the other, without what an input does not take. */
type Give = (without?: RegExp) => string;

const many = (give: Give, length = 12): string[] => Array.from({ length }, () => give());
const key = (give: Give): string => `k${give(/[.[\]/$]/g)}`;

const endpoint = (give: Give): object => ({
  managed_vpc: {
    vpc_id: "vpc-0a1b2c3d4e5f60718",
    subnet_ids: ["subnet-0a1b2c3d4e5f60718"],
    security_group_ids: ["sg-0a1b2c3d4e5f60718"],
    routing_domain: `idp.${give()}`,
    tags: Object.fromEntries(many(give).map((text, index) => [`tag${index}`, text])),
  },
});

/** A provider of a vendor that is not built in, by the root module. */
const custom = (provider: object): object => ({
  source: "./root",
  owner: "agents",
  secrets: { own: { secret_arn: SECRET_ARN, policy_mode: "NONE" } },
  oauth2_providers: { idp: provider },
});

/** One call of a module after the other, with a text in every input that takes any. */
const calls = (give: Give): Record<string, object> => ({
  metadata: custom({
    vendor: "CustomOauth2",
    client_id: give(),
    secret: "own",
    json_key: key(give),
    custom: {
      authorization_server_metadata: {
        issuer: `https://${give(/\s/g)}`,
        authorization_endpoint: `https://${give(/\s/g)}`,
        token_endpoint: `https://idp/${give()}`,
        response_types: many(give),
      },
      on_behalf_of: {
        grant_type: "TOKEN_EXCHANGE",
        actor_token_content: "M2M",
        actor_token_scopes: many(give),
      },
      private_endpoint: endpoint(give),
      private_endpoint_overrides: [{ domain: give(), private_endpoint: endpoint(give) }],
    },
  }),
  jwt: custom({
    vendor: "CustomOauth2",
    client_id: give(),
    custom: {
      discovery_url: `https://idp/${give(/\s/g)}/.well-known/openid-configuration`,
      private_key_jwt: {
        kms_key_arn: KEY_ARN,
        additional_header_claims: Object.fromEntries(many(give, 10).map((text, index) => [`h${index}`, text])),
        additional_payload_claims: Object.fromEntries(many(give, 10).map((text, index) => [`p${index}`, text])),
      },
    },
  }),
  root: {
    source: "./root",
    owner: "agents",
    secrets: { own: { secret_arn: SECRET_ARN, policy_mode: "NONE" } },
    readers: {},
    oauth2_providers: {
      "root-entra": {
        vendor: "MicrosoftOauth2",
        client_id: give(),
        tenant_id: give(),
        secret: "own",
        json_key: key(give),
      },
    },
    api_key_providers: { "root-key": { secret: "own", json_key: key(give) } },
    payment_providers: {
      "root-wallet": {
        vendor: "StripePrivy",
        app_id: give(),
        authorization_id: give(),
        app_secret: { secret: "own", json_key: key(give) },
        authorization_private_key: { secret: "own", json_key: key(give) },
      },
    },
    assume_role_arn: ROLE_ARN,
    assume_role_external_id: give(),
  },
  policy: {
    source: "./secret-policy",
    secret_arn: SECRET_ARN,
    readers: { [give()]: ROLE_ARN },
    policy_mode: "ADDITIVE",
    owner: "agents",
    assume_role_external_id: give(),
  },
  key: {
    source: "./key-policy-statement",
    secret_arn: SECRET_ARN,
    kms_key_arn: KEY_ARN,
    roles: { agent: ROLE_ARN },
    owner: "agents",
  },
});

async function planWith(give: Give, texts: string[]): Promise<Plan> {
  const workspace = await inModules("", { variables: { texts } });
  const all = calls(give);
  const rounds = Object.entries(all).flatMap(([name, call]) => [
    [name, call] as const,
    ...(name === "metadata" ? [["again", calls(give).metadata as object] as const] : []),
  ]);
  await workspace.write({
    "main.tf.json": {
      provider: { aws: { region: "us-east-1" } },
      variable: { texts: { type: "list(string)" } },
      module: Object.fromEntries(rounds),
    },
  });
  await workspace.init();
  return workspace.plan();
}

describeWithTerraform("Text", () => {
  test("arrives byte for byte from every variable of a module that takes any text", async () => {
    const next = random(20260502);
    const texts: string[] = [];
    // Terraform takes the texts from a file of variables; a call of a module names them.
    const collect: Give = (without = /(?!)/g) => {
      texts.push(hostileText(next).replace(without, "") || "x");
      return `\${var.texts[${texts.length - 1}]}`;
    };
    calls(collect);
    calls(collect);
    const all = [...texts];
    let index = 0;
    const evil = await planWith(() => `\${var.texts[${index++}]}`, all);
    let count = 0;
    const marked = await planWith(() => `<${count++}>`, all);
    const [actual, expected] = [put(valuesOf(evil), []), put(valuesOf(marked), all)];
    expect(Object.keys(expected as object).length).toBeGreaterThan(10);
    expect(actual).toEqual(expected);
  });
});
