import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../access/known";
import { KmsAccess } from "../access/modes";
import type { ExternalSecret } from "../secret/external-secret";
import { addressOf, replaceCommand } from "../terraform/address";
import type { Assertion } from "../terraform/check";
import { addCheck, assertion } from "../terraform/check";
import { fieldGuards, jsonKeyGuards, keyArnGuards, secretArnGuards } from "../terraform/guards";
import { expression } from "../terraform/text";
import type { CredentialProviderKind, UsedProvider } from "./credential-provider-options";
import type { NativeProvider } from "./native-provider";

/** Preconditions for what is not known at synthesis, of a provider that is made here. */
export const providerGuards = (
  used: UsedProvider,
  { references, fields }: CredentialProviderKind,
  jsonKeys: readonly Assertion[],
): Assertion[] => [
  ...references.flatMap(({ secret, jsonKey }) => [...secretGuards(secret, used.region), ...jsonKeyGuards(jsonKey)]),
  ...fieldGuards({ name: used.name, ...fields }),
  ...keysGuards(used),
  ...jsonKeys,
];

/** The same for one that is made elsewhere: its readers' policies name what it is. */
export const usedGuards = (used: UsedProvider): Assertion[] => [
  ...used.secrets.flatMap((secret) => secretGuards(secret, used.region)),
  ...fieldGuards({ name: used.name }),
  ...keysGuards(used),
];

const secretGuards = ({ secretArn, _account }: ExternalSecret, region: string): Assertion[] =>
  secretArnGuards(secretArn, region, _account);

const keysGuards = ({ secrets, signingKeyArn, region }: UsedProvider): Assertion[] => [
  ...secrets.flatMap(keyGuards),
  ...(signingKeyArn === undefined || isKnown(signingKeyArn) ? [] : keyArnGuards(signingKeyArn, region)),
];

/** A key of which no grant and no statement of ours asks that it is one: policies name it. */
function keyGuards({ _keyAccess, kmsKeyArn, region }: ExternalSecret): Assertion[] {
  const isAsked = kmsKeyArn === undefined || isKnown(kmsKeyArn) || _keyAccess !== KmsAccess.NONE;
  return isAsked ? [] : keyArnGuards(kmsKeyArn, region);
}

/** Shows in every plan that AgentCore reads another secret than the wanted one. */
export function checkSecret(
  scope: Construct,
  name: string,
  resource: TerraformResource,
  { secretArn: attribute, onReplacement = "" }: NativeProvider,
  { secretArn }: ExternalSecret,
): void {
  const replace = replaceCommand(scope, () => resource);
  addCheck(
    scope,
    assertion(
      expression((quote) => `try(${addressOf(resource)}.${attribute}[0].secret_arn, "") == ${quote(secretArn)}`),
      `Credential provider ${name} reads another secret than ${secretArn}: somebody has changed it outside Terraform. Change it back, or replace the provider${onReplacement}: ${replace}`,
    ),
  );
}
