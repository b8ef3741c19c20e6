import type { KmsGrant } from "../decision";
import { keyPolicies, secretPolicies } from "./guards";
import { conditionTexts, deniedPrincipals, exceptedPrincipals, namedPrincipals } from "./mentioned";
import type { Model, StatedPolicy } from "./model";
import { onceFor } from "./once-for";
import type { PrincipalTexts } from "./representatives";

const found = onceFor<Model, Map<string, PrincipalTexts>>(() => new Map());

/** What all documents that decide about a secret say about principals: those of the secret, of its key, and grants. */
export function textsAbout(model: Model, secretArn: string): PrincipalTexts {
  const known = found(model);
  const texts = known.get(secretArn) ?? collect(model, secretArn);
  known.set(secretArn, texts);
  return texts;
}

function collect(model: Model, secretArn: string): PrincipalTexts {
  const keyArn = model.secrets.get(secretArn)?.keyArn;
  const key = typeof keyArn === "string" ? keyArn : undefined;
  const policies = [...secretPolicies(model, secretArn), ...(key === undefined ? [] : keyPolicies(model, key))];
  return textsIn(policies, key === undefined ? [] : (model.keys.get(key)?.grants ?? []));
}

/** What some documents and grants say about principals. */
export function textsIn(
  policies: readonly Pick<StatedPolicy, "document">[],
  grants: readonly KmsGrant[],
): PrincipalTexts {
  const documents = policies.map(({ document }) => document);
  const names = documents.flatMap((document) => [...namedPrincipals(document), ...exceptedPrincipals(document)]);
  const grantees = grants.flatMap(({ granteePrincipal }) =>
    typeof granteePrincipal === "string" ? [granteePrincipal] : [],
  );
  const conditions = new Map<string, string[]>();
  for (const document of documents)
    for (const [name, values] of conditionTexts(document))
      conditions.set(name, [...(conditions.get(name) ?? []), ...values]);
  const services = names.flatMap(({ type, name }) => (type === "Service" ? [name] : []));
  return {
    names: [...new Set([...names.map(({ name }) => name), ...grantees])],
    services: [...new Set([...services, ...grantees.filter((name) => name.includes(".amazonaws.com"))])],
    denied: [...new Set(documents.flatMap(deniedPrincipals).map(({ name }) => name))],
    conditions,
  };
}
