import { isUnknown } from "../decision";
import type { Finding } from "../proof/findings/findings";
import type { Model, ModelProvider } from "../proof/model";
import type { Row } from "../proof/proof";
import { shown } from "../proof/values";

/** Findings by the credential provider that they are about. */
export class FindingIndex {
  private readonly byPlace = new Map<string, Finding[]>();
  private readonly bySubject = new Map<string, Finding[]>();

  public constructor(findings: readonly Finding[], { providers }: Model) {
    const addresses = new Set(providers.map(({ at }) => at));
    for (const finding of findings) {
      // What stands at one provider is not about another with the same principal.
      const isPlaced = addresses.has(finding.at);
      add(isPlaced ? this.byPlace : this.bySubject, isPlaced ? finding.at : finding.subject, finding);
    }
  }

  /** In the order of the rules: what is about the provider, its secrets and their keys, and its principals. */
  public of(provider: ModelProvider, rows: readonly Row[], model: Model): Finding[] {
    const subjects = new Set([...subjectsOf(provider, model), ...rows.map(({ principal }) => principal)]);
    const found = [...subjects].flatMap((subject) => this.bySubject.get(subject) ?? []);
    return [...(this.byPlace.get(provider.at) ?? []), ...found].sort((a, b) =>
      a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0,
    );
  }
}

function subjectsOf({ name, references, signingKeys }: ModelProvider, { secrets }: Model): string[] {
  const ofSecrets = references.flatMap(({ secretId }) => {
    const key = isUnknown(secretId) ? undefined : secrets.get(secretId)?.keyArn;
    return [shown(secretId), ...(typeof key === "string" ? [key] : [])];
  });
  return [shown(name), ...ofSecrets, ...signingKeys.map(shown)];
}

function add(index: Map<string, Finding[]>, key: string, finding: Finding): void {
  const list = index.get(key);
  if (list) list.push(finding);
  else index.set(key, [finding]);
}
