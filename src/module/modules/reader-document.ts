import type { Statement } from "../../access/policy";
import { decryptSecret, readSecrets, SIGN_AT_RUN_TIME, signAssertion, useProvider } from "../../access/statements";
import type { Place, ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import type { Body } from "../hcl/json";
import { hclOf, policyExpression, spread, viaServiceText, withText } from "../policy";
import { replaced } from "../synthesis";

export const KINDS = Object.keys(PROVIDER_KINDS) as ProviderKind[];

export const PLACE: Place = {
  partition: "${reader.partition}",
  region: "${local.region}",
  account: "${reader.account}",
};
const SECRETS = viaServiceText("secretsmanager", PLACE.region);
const SIGNING = viaServiceText("bedrock-agentcore-identity", PLACE.region);

/** Action and ARN depend on the kind of provider. */
export const kinds: Body = Object.fromEntries(
  KINDS.map((kind) => [
    kind,
    { action: `bedrock-agentcore:${PROVIDER_KINDS[kind].use}`, collection: PROVIDER_KINDS[kind].collection },
  ]),
);

function useOfProvider(): Statement {
  const [kind] = KINDS as [ProviderKind];
  const { collection } = PROVIDER_KINDS[kind];
  const statement = useProvider(PLACE, kind, "${var.credential_provider.name}", ["${identity}"]);
  const { Action, Resource } = statement;
  const [identity, ...others] = [...(Resource as readonly string[])].reverse();
  const list = `concat(${hclOf(others.reverse())}, [for identity in reader.workload_identities : ${hclOf(identity as string)}])`;
  return replaced({ ...statement, Resource: `\${${list}}` } as unknown as Body, {
    [Action as string]: "${local.kind.action}",
    [`/${collection}/`]: "/${local.kind.collection}/",
  }) as unknown as Statement;
}

const encrypted = { secretArn: "${secret.secret_arn}", keyArn: "${secret.kms_key_arn}" };

/** As the constructs number them: one alone has none. */
const decryptSid = `${decryptSecret({ ...encrypted, ...PLACE }).Sid}\${length(local.encrypted) > 1 ? index + 1 : ""}`;

/** The policy of one reader. */
export const readerDocument = policyExpression([
  { statement: useOfProvider() },
  { statement: spread(readSecrets(["${local.secret_arns}"]), "local.secret_arns"), when: "length(local.secrets) > 0" },
  {
    statement: withText(decryptSecret({ ...encrypted, ...PLACE }, decryptSid), SECRETS, "local.via_secrets_manager"),
    each: "index, secret in local.encrypted",
  },
  {
    statement: withText(
      signAssertion("${var.signing_key_arn}", PLACE, SIGN_AT_RUN_TIME),
      SIGNING,
      "local.via_agentcore_identity",
    ),
    when: "var.signing_key_arn != null",
  },
]);
