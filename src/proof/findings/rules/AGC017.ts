import { splitArn } from "../../../access/arn";
import { SERVICE_PRINCIPAL } from "../../../access/statements";
import { isUnknown } from "../../../decision";
import { namedPrincipals } from "../../mentioned";
import type { Model, ModelSecret } from "../../model";
import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** No credential provider uses a secret to which access was given. */
export const AGC017: Rule = {
  id: "AGC017",
  severity: "note",
  title: "No credential provider uses a secret that lets readers in.",
  openTitle: "Whether a credential provider uses a secret that lets readers in is not known.",
  cause:
    "The policy of the secret lets AgentCore or a reader in, or its readers are stated, but nothing references it.",
  fix: "Remove the permissions, or reference the secret.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-3",
  *check({ model }) {
    const ids = model.providers.flatMap(({ references }) => references.map(({ secretId }) => secretId));
    const used = new Set(ids.flatMap((id) => (isUnknown(id) ? [] : [nameOf(id)])));
    const unknown = ids.find(isUnknown);
    const accounts = new Set(model.providers.map(({ account }) => account));
    const stated = statedIn(model);
    for (const secret of model.secrets.values()) {
      const { arn, at } = secret;
      if (used.has(nameOf(arn))) continue;
      // A secret of AgentCore's own comes and goes with its provider; one of another account may serve others.
      else if (/:secret:bedrock-agentcore-identity!/.test(arn) || !isHere(arn, accounts)) continue;
      else if (!isMeant(secret, model, stated)) continue;
      else if (unknown) yield undecided(arn, at, unknown.reason);
      else yield violated(arn, at, `No credential provider references ${arn}.`);
    }
  },
};

/** Without Region: a replica is the same secret. */
const nameOf = (arn: string): string => {
  const { account, resource } = splitArn(arn) ?? {};
  return `${account} ${resource ?? arn}`;
};

const isHere = (arn: string, accounts: ReadonlySet<unknown>): boolean =>
  [...accounts].some(isUnknown) || accounts.has(splitArn(arn)?.account);

const statedIn = ({ providers }: Model): ReadonlySet<string> =>
  new Set([
    SERVICE_PRINCIPAL,
    ...providers.flatMap(({ stated }) => (stated ? [...stated.readers, ...stated.deployers] : [])),
  ]);

/** Whether somebody meant the secret for a credential provider: other secrets of a plan have other uses. */
const isMeant = ({ arn, policy }: ModelSecret, { expected }: Model, stated: ReadonlySet<string>): boolean =>
  namedPrincipals(policy?.document).some(({ name }) => stated.has(name)) ||
  expected?.keys.has(arn) === true ||
  (expected?.secrets.some((one) => one.arn === arn) ?? false);
