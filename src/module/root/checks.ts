import { PROVIDER_NAME_CONSOLE_LENGTH } from "../../access/limits";
import type { Body } from "../hcl/json";
import { API_KEY_SECRET, API_KEY_TYPE, apiKeyProvider } from "./api-key";
import { googleProvider, OAUTH2_TYPE, SECRET_ARN } from "./oauth2";
import { noneIn } from "../rules/expressions";
import { replacing, secretWarning } from "./resource";

/** What stands for all entries: each that is not so has a line of its own. */
const ofAll = (
  local: string,
  loop: string,
  condition: string,
  message: string,
  when = "",
): readonly [string, string] => [local, `\${[for ${loop} : "${message}" if ${when}!(${condition})]}`];

function moved(
  type: string,
  local: string,
  warned: ReturnType<typeof secretWarning>,
  arn: string,
  hasSecret = "",
): readonly [string, string] {
  const of = (text: string): string =>
    text
      .replaceAll(`${type}.this`, "provider")
      .replaceAll(SECRET_ARN, arn)
      .replaceAll(API_KEY_SECRET, arn)
      .replaceAll("each.key", "name");
  // With the command last: in it the provider has the name that `of` gives another.
  const [words, command] = warned.message.split(/(?=terraform apply)/) as [string, string];
  const message = (of(words) + replacing(command, type, "name")).replaceAll('"', '\\"');
  return ofAll(local, `name, provider in ${type}.this`, of(warned.condition), message, hasSecret);
}

export const checksFile = (): readonly Body[] => {
  const warnings = [
    moved(
      OAUTH2_TYPE,
      "oauth2_elsewhere",
      secretWarning(googleProvider()),
      "local.oauth2_secret_arns[name]",
      "local.oauth2_providers[name].secret != null && ",
    ),
    moved(
      API_KEY_TYPE,
      "api_key_elsewhere",
      secretWarning(apiKeyProvider()),
      "local.secrets[local.api_key_secrets[name]].secret_arn",
    ),
    ofAll(
      "unusual_names",
      "provider in values(local.providers)",
      `!strcontains(provider.name, "_") && length(provider.name) <= ${PROVIDER_NAME_CONSOLE_LENGTH}`,
      `name \\"\${provider.name}\\" holds \\"_\\" or is longer than ${PROVIDER_NAME_CONSOLE_LENGTH} characters: the API takes it, but the console and some of AWS's own ARN patterns do not.`,
    ),
  ];
  return [
    {
      locals: {
        "//": {
          oauth2_elsewhere: "Providers that read another secret than the module said.",
          unusual_names: "Names that the API takes and others do not.",
        },
        ...Object.fromEntries(warnings),
      },
    },
    {
      check: {
        credential_providers: {
          "//": { "": "Warns in every plan; nothing here stops one." },
          assert: warnings.map(([local]) => {
            const { condition, message } = noneIn(local);
            return { condition: `\${${condition}}`, error_message: message };
          }),
        },
      },
    },
  ];
};
