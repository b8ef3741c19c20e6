import type { Values } from "../cty";
import { cases, long, type CheckCase, type Pair } from "./check-case";
import { discovery, external, oauth2, reference, vendorOfBlock } from "./oauth2-configuration";
import { customPairs } from "./oauth2-custom";

const type = "aws_bedrockagentcore_oauth2_credential_provider";
/** The rules that hold in every vendor block, on a configuration that fits the block. */
function credentialPairs(block: string): Pair[] {
  const base: Values = block === "custom" ? discovery : {};
  const pair = (rule: string, allowed: Values, denied: Values, says: string): Pair => [
    `${block}: ${rule}`,
    oauth2(block, { ...base, ...allowed }),
    oauth2(block, { ...base, ...denied }),
    says,
  ];
  const client: Values = { client_id: "id" };
  const writeOnly: Values = { client_id_wo: "id", client_secret_wo: "s", client_credentials_wo_version: 1 };
  const without = (name: string): Values => ({ ...writeOnly, [name]: null });
  return [
    pair(
      "client_id length",
      { ...external, client_id: long(256) },
      { ...external, client_id: long(257) },
      "between 1 and 256, got: 257",
    ),
    pair(
      "client_id_wo length",
      { ...writeOnly, client_id_wo: long(256) },
      { ...writeOnly, client_id_wo: long(257) },
      "got: 257",
    ),
    pair(
      "client_secret length",
      { ...client, client_secret: long(2048) },
      { ...client, client_secret: long(2049) },
      "between 1 and 2048, got: 2049",
    ),
    pair(
      "client_secret_wo length",
      { ...writeOnly, client_secret_wo: long(2048) },
      { ...writeOnly, client_secret_wo: long(2049) },
      "got: 2049",
    ),
    pair("client_id or client_id_wo", writeOnly, { ...writeOnly, ...client }, 'client_id_wo" cannot be specified when'),
    pair(
      "client_secret or client_secret_wo",
      writeOnly,
      { ...writeOnly, client_secret: "s" },
      'client_secret_wo" cannot be specified when',
    ),
    pair(
      "client_id_wo needs a version",
      writeOnly,
      without("client_credentials_wo_version"),
      'client_credentials_wo_version" must be specified',
    ),
    pair(
      "client_secret needs client_id",
      { ...client, client_secret: "s" },
      { client_secret: "s" },
      'client_id" must be specified',
    ),
    pair("client_secret_wo needs client_id_wo", writeOnly, without("client_id_wo"), 'client_id_wo" must be specified'),
    pair(
      "the version needs client_id_wo",
      client,
      { ...client, client_credentials_wo_version: 1 },
      'client_id_wo" must be specified',
    ),
    pair(
      "the source is an enum",
      { ...client, ...external },
      { ...client, ...external, client_secret_source: "OTHER" },
      "must be one of: [MANAGED EXTERNAL], got: OTHER",
    ),
    pair(
      "EXTERNAL needs the reference",
      { ...client, ...external },
      { ...client, client_secret_source: "EXTERNAL" },
      'client_secret_config" must be specified when',
    ),
    pair(
      "EXTERNAL excludes client_secret",
      { ...client, ...external },
      { ...client, ...external, client_secret: "s" },
      'client_secret" cannot be specified when',
    ),
    pair(
      "EXTERNAL excludes client_secret_wo",
      { ...external, ...without("client_secret_wo") },
      { ...external, ...writeOnly },
      'client_secret_wo" cannot be specified when',
    ),
    pair(
      "one reference",
      { ...client, ...external },
      { ...client, ...external, client_secret_config: [reference, reference] },
      "at most 1 elements, got: 2",
    ),
    pair(
      "secret_id length",
      { ...client, ...external, client_secret_config: [{ ...reference, secret_id: long(2048) }] },
      { ...client, ...external, client_secret_config: [{ ...reference, secret_id: long(2049) }] },
      "got: 2049",
    ),
    pair(
      "json_key length",
      { ...client, ...external, client_secret_config: [{ ...reference, json_key: long(128) }] },
      { ...client, ...external, client_secret_config: [{ ...reference, json_key: long(129) }] },
      "between 1 and 128, got: 129",
    ),
    [
      `${block}: one block`,
      oauth2(block, { ...base, ...client, ...external }),
      oauth2(block, { ...base, ...client, ...external }, { ...base, ...client, ...external }),
      "at most 1 elements, got: 2",
    ],
  ];
}

const google = { client_id: "id", ...external };
const ownVendors = Object.keys(vendorOfBlock).filter((block) => block !== "included");

const vendorPairs: Pair[] = [
  [
    "name characters",
    oauth2("google", google),
    { ...oauth2("google", google), name: "with space" },
    "must match regular expression",
  ],
  [
    "name length",
    { ...oauth2("google", google), name: long(128) },
    { ...oauth2("google", google), name: long(129) },
    "must match regular expression",
  ],
  [
    "vendor",
    oauth2("included", google),
    { ...oauth2("included", google), credential_provider_vendor: "Okta" },
    "must be one of: [CustomOauth2",
  ],
  [
    "one config block",
    oauth2("google", google),
    { ...oauth2("google", google), oauth2_provider_config: [] },
    "must have a configuration value",
  ],
  [
    "one vendor block, not none",
    oauth2("google", google),
    oauth2("google"),
    "No attribute specified when one (and only one) of",
  ],
  [
    "one vendor block, not two",
    oauth2("google", google),
    {
      ...oauth2("google"),
      oauth2_provider_config: [{ google_oauth2_provider_config: [google], slack_oauth2_provider_config: [google] }],
    },
    "2 attributes specified when one (and only one) of",
  ],
  ...ownVendors.map((block): Pair => [
    `the block of ${vendorOfBlock[block]}`,
    oauth2(block, { ...google, ...(block === "custom" && discovery) }),
    { ...oauth2("included", google), credential_provider_vendor: vendorOfBlock[block] },
    `${block}_oauth2_provider_config" must be specified when "credential_provider_vendor" is "${vendorOfBlock[block]}"`,
  ]),
];

const microsoft = (tenant: Values): Values => oauth2("microsoft", { ...google, ...tenant });
const microsoftPairs: Pair[] = [
  ["tenant_id length", microsoft({ tenant_id: long(256) }), microsoft({ tenant_id: long(257) }), "got: 257"],
  [
    "tenant_id_wo needs a version",
    microsoft({ tenant_id_wo: "t", tenant_id_wo_version: 1 }),
    microsoft({ tenant_id_wo: "t" }),
    'tenant_id_wo_version" must be specified',
  ],
  [
    "tenant_id or tenant_id_wo",
    microsoft({ tenant_id_wo: "t", tenant_id_wo_version: 1 }),
    microsoft({ tenant_id_wo: "t", tenant_id_wo_version: 1, tenant_id: "t" }),
    'tenant_id_wo" cannot be specified when',
  ],
];

export const oauth2Cases: CheckCase[] = cases(type, {}, [
  ...vendorPairs,
  ...Object.keys(vendorOfBlock).flatMap(credentialPairs),
  ...microsoftPairs,
  ...customPairs,
]);

/** What held in the blocks of 6.25 and holds no longer. */
export const olderOauth2Cases: CheckCase[] = ["custom", "github", "google", "microsoft", "salesforce", "slack"].flatMap(
  (block) => {
    const older = (given: Values): Values => oauth2(block, { ...(block === "custom" && discovery), ...given });
    const pairs: Pair[] = [
      [
        `${block}: client_id needs client_secret`,
        older({ client_id: "id", client_secret: "s" }),
        older({ client_id: "id" }),
        'client_secret" must be specified',
      ],
      [
        `${block}: client_id_wo needs client_secret_wo`,
        older({ client_id_wo: "id", client_secret_wo: "s", client_credentials_wo_version: 1 }),
        older({ client_id_wo: "id", client_credentials_wo_version: 1 }),
        'client_secret_wo" must be specified',
      ],
    ];
    return cases(type, {}, pairs).map((one) => ({ ...one, versions: ["6.25.0"] }));
  },
);
