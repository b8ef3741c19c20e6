import type { StackJson } from "../../cli/support";

/** A stack with a text replaced in its resources, of some types only if they are named; who should read stays as it was. */
export function changed(json: StackJson, from: string, to: string, types?: readonly string[]): StackJson {
  const swap = (value: unknown): unknown => JSON.parse(JSON.stringify(value).split(from).join(to)) as unknown;
  const resource = Object.fromEntries(
    Object.entries(json.resource).map(([type, blocks]) => [
      type,
      types?.includes(type) === false ? blocks : swap(blocks),
    ]),
  );
  return { ...json, resource } as StackJson;
}
