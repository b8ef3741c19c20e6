import { splitArn, viaServiceNames } from "../access/arn";
import type { CompiledPolicy } from "../decision";
import { compilePolicy } from "../decision";

/**
 * The AWS managed key `aws/secretsmanager` of a secret, with the key policy that AWS writes. Nobody can change it, but
 * what denies a role the use of keys denies it this one, too.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function managedKey(secretArn: string): ManagedKey {
  const { partition = "aws", region = "", account = "" } = splitArn(secretArn) ?? {};
  const place = `${partition}:${region}:${account}`;
  const found = KEYS.get(place) ?? keyOf(partition, region, account);
  KEYS.set(place, found);
  return found;
}

interface ManagedKey {
  readonly keyArn: string;
  readonly resourcePolicy: CompiledPolicy;
}

/** One for each account and Region. */
const KEYS = new Map<string, ManagedKey>();

function keyOf(partition: string, region: string, account: string): ManagedKey {
  const document = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:CreateGrant", "kms:DescribeKey"],
      Resource: "*",
      Condition: {
        StringEquals: {
          "kms:CallerAccount": account,
          "kms:ViaService": viaServiceNames("secretsmanager", region, partition),
        },
      },
    },
  };
  return {
    // Its ID is not known, and no policy should hang on it.
    keyArn: `arn:${partition}:kms:${region}:${account}:key/aws-secretsmanager`,
    resourcePolicy: compilePolicy("key policy of aws/secretsmanager", "resource", document),
  };
}
