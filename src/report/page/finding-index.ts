import type { Finding } from "../../proof/findings/findings";
import type { Model, ModelProvider } from "../../proof/model";
import type { Graph } from "./graph";

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

  /** In the order of the rules. */
  public of({ provider, nodes, principals }: Graph): Finding[] {
    const subjects = new Set([...nodes.map(({ name }) => name), ...principals.map(({ row }) => row.principal)]);
    const found = [...subjects].flatMap((subject) => this.bySubject.get(subject) ?? []);
    return [...this.at(provider), ...found].sort((a, b) =>
      a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0,
    );
  }

  private at({ at }: ModelProvider): readonly Finding[] {
    return this.byPlace.get(at) ?? [];
  }
}

function add(index: Map<string, Finding[]>, key: string, finding: Finding): void {
  const list = index.get(key);
  if (list) list.push(finding);
  else index.set(key, [finding]);
}
