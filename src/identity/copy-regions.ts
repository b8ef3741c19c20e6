import type { IConstruct } from "constructs";

const REGIONS = new WeakMap<IConstruct, Map<string, string>>();

/** Says where a copy will be that a credential provider is about to make below itself. */
export function noteCopy(home: IConstruct, id: string, region: string): void {
  REGIONS.set(home, (REGIONS.get(home) ?? new Map<string, string>()).set(id, region));
}

/** The Region of a credential provider that another one makes: not that of the AWS provider that it has from there. */
export const regionOfCopy = ({ node }: IConstruct): string | undefined =>
  node.scope && REGIONS.get(node.scope)?.get(node.id);
