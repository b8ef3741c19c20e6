/** The three partitions, with a Region of each and the names of a service in `kms:ViaService` there. */
export const PARTITIONS = [
  { partition: "aws", region: "us-east-1", suffixes: ["amazonaws.com"] },
  { partition: "aws-us-gov", region: "us-gov-west-1", suffixes: ["amazonaws.com"] },
  { partition: "aws-cn", region: "cn-north-1", suffixes: ["amazonaws.com", "amazonaws.com.cn"] },
] as const;

export type PartitionCase = (typeof PARTITIONS)[number];

/** One name as a text, several as a list, as `access/` writes conditions. */
export function viaNames(service: string, { region, suffixes }: PartitionCase): string | string[] {
  const [first, ...more] = suffixes.map((suffix) => `${service}.${region}.${suffix}`);
  return more.length === 0 ? (first as string) : [first as string, ...more];
}
