/** What calls of our modules state of the keys of secrets: so the account has them, unless a test says otherwise. */
export function statedToModules(text: string): Record<string, string> {
  return text.trimStart().startsWith("{") ? inJson(JSON.parse(text) as unknown) : inHcl(text);
}

const HCL = /secret_arn\s*=\s*"([^"$]+)"\s+(?:region\s*=\s*"[^"]+"\s+)?kms_key_arn\s*=\s*"([^"$]+)"/g;

const inHcl = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(HCL)].map(([, arn, key]) => [arn, key] as [string, string]));

interface Stated {
  readonly secret_arn?: unknown;
  readonly kms_key_arn?: unknown;
  readonly replicas?: Readonly<Record<string, string | null>>;
}

const isKnown = (text: unknown): text is string => typeof text === "string" && !text.includes("${");

function inJson(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  const { secret_arn: arn, kms_key_arn: key, replicas = {} } = value as Stated;
  const inner = Object.values(value).map((one: unknown) => inJson(one));
  const own: Record<string, string> = isKnown(arn) && isKnown(key) ? { [arn]: key } : {};
  const copies = isKnown(arn)
    ? Object.entries(replicas).map(([region, copy]) =>
        isKnown(copy) ? { [arn.replace(/(?<=secretsmanager:)[^:]+/, region)]: copy } : {},
      )
    : [];
  return Object.assign({}, ...inner, own, ...copies) as Record<string, string>;
}
