import type { Field, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { hasKey } from "./looked-up";
import { watchVariables } from "../modules/watch-inputs";

/** What the call of the root module says of itself. */
const KNOWN = new Set([
  "secrets",
  "readers",
  "deployers",
  "kms_key_arns",
  "oauth2_providers",
  "api_key_providers",
  "payment_providers",
]);

/** What else the module `watch` is told. */
const TOLD = watchVariables().filter(({ name }) => !KNOWN.has(name));

const fieldOf = ({ name, type, description, default: value }: Variable): Field => ({
  name,
  type,
  description,
  ...(value !== undefined && { optional: true, ...(value !== null && { default: value }) }),
});

/** The switch: what is left out of it has the defaults of the module `watch`, which also looks at the values. */
export const watchVariable: Variable = {
  name: "watch",
  called: "watch",
  description:
    "Watches the secrets, keys, credential providers and readers of this call that are in the AWS provider's Region: who read, who was denied, who changed what. By default nothing does. See modules/watch.",
  type: { object: TOLD.map(fieldOf) },
  default: null,
  nullable: true,
};

const HERE = "secret.region == local.region";
const namesOf = (kind: string): string =>
  `\${[for provider in values(local.providers) : provider.name if provider.kind == "${kind}" && provider.region == local.region]}`;

/** The switch's own part of the module. */
export const watchFile = (): readonly Body[] => [
  {
    locals: {
      "//": { watched_rotators: "Who rotates the secrets that are made here, beside those that the watch names." },
      watched_rotators:
        '${merge([for name, arns in local.rotator_arns : { for index, arn in arns : "${name}/${index}" => arn }]...)}',
    },
  },
  {
    module: {
      watch: {
        "//": { "": "Tells of who reads." },
        source: "../watch",
        count: "${var.watch == null ? 0 : 1}",
        ...Object.fromEntries(
          TOLD.filter(({ name }) => name !== "rotation_roles").map(({ name, default: value }) => [
            name,
            `\${try(var.watch.${name}, ${JSON.stringify(value ?? (name === "name" ? "" : null))})}`,
          ]),
        ),
        rotation_roles: "${merge(local.watched_rotators, try(var.watch.rotation_roles, {}))}",
        secrets: `\${{ for name, secret in local.secrets : name => { secret_arn = secret.secret_arn, readers = keys(local.secret_readers[name]), rotators = concat([for key in keys(local.watched_rotators) : key if startswith(key, "\${name}/")], keys(try(var.watch.rotation_roles, {}))) } if ${HERE} }}`,
        kms_key_arns: `\${[for name, secret in local.secrets : secret.kms_key_arn if ${HERE} && (local.key_access[name] != "NONE" ? true : ${hasKey("secret")})]}`,
        readers: "${{ for name, reader in local.readers : name => reader.role_arn }}",
        deployers: "${var.deployers}",
        oauth2_providers: namesOf("oauth2"),
        api_key_providers: namesOf("apikey"),
        payment_providers: namesOf("payment"),
      },
    },
  },
];
