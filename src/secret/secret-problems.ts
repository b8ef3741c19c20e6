import { partitions, splitArn } from "../access/arn";
import { parseKeyArn } from "../access/key-arn";
import { isKnown } from "../access/known";
import { KmsAccess } from "../access/modes";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";
import { givenProblems, knownProblems, oneOf } from "../access/rule";
import { ACCOUNT_ID, REGION } from "../access/rules/names";
import { parseSecretArn } from "../access/secret-arn";
import { ownerNameProblems } from "../access/statement-owner";
import { textProblems } from "../access/written-text";
import type { ExternalSecretAttributes, PlacedSecret } from "./external-secret-options";

const PARTITION = oneOf(partitions(), "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html");

/** What is wrong with a secret, however it was stated. */
export function secretProblems(secret: PlacedSecret): Problem[] {
  const { secretArn, partition, region, account, kmsKeyArn, owner } = secret;
  return [
    ...textProblems({ secretArn, partition, region, account, kmsKeyArn, owner }),
    ...arnProblems(secretArn),
    ...ownerNameProblems(owner),
    ...lookUpProblems(secret),
    ...keyProblems(secret),
  ];
}

/** What is wrong with where a secret is, as the user says it. */
export function placeProblems({ secretArn, region, account, partition }: ExternalSecretAttributes): Problem[] {
  const known = isKnown(secretArn) ? splitArn(secretArn) : undefined;
  const stated = { region, account };
  const contradictions = (["region", "account"] as const)
    .filter((field) => known && isKnown(stated[field]) && known[field] !== stated[field])
    .map((field) => ({
      subject: field,
      value: stated[field],
      rule: `contradicts the ARN ${secretArn}`,
      fix: "Use ExternalSecret.fromArn: a known ARN says both.",
    }));
  return [
    ...contradictions,
    ...knownProblems(REGION, "region", region),
    ...knownProblems({ ...ACCOUNT_ID, fix: "Give the account of the secret." }, "account", account),
    ...givenProblems(PARTITION, "partition", partition),
  ];
}

/** `ExternalSecret.fromArn` takes Region and account from the ARN. */
export const unknownArnProblems = (secretArn: string): Problem[] =>
  isKnown(secretArn)
    ? []
    : [
        {
          subject: "secretArn",
          rule: "is a token, so its Region and account are not known",
          fix: "Use ExternalSecret.fromAttributes and give region and account.",
        },
      ];

function arnProblems(secretArn: string): Problem[] {
  if (!isKnown(secretArn)) return [];
  const parsed = parseSecretArn(secretArn, "secretArn");
  return isProblem(parsed) ? [parsed.problem] : [];
}

const lookUpProblems = ({ kmsKeyArn, lookUpKmsKey }: PlacedSecret): Problem[] =>
  kmsKeyArn === undefined || lookUpKmsKey !== true
    ? []
    : [
        {
          subject: "lookUpKmsKey",
          value: "true",
          rule: "is said beside kmsKeyArn, and one of them says the key",
          fix: "Leave out kmsKeyArn to take the key from the secret, or lookUpKmsKey to have the two compared.",
        },
      ];

function keyProblems({ kmsKeyArn, region, account, keyAccess = KmsAccess.GRANT }: PlacedSecret): Problem[] {
  if (kmsKeyArn === undefined || !isKnown(kmsKeyArn)) return [];
  const parsed = parseKeyArn(kmsKeyArn, "kmsKeyArn");
  if (isProblem(parsed)) return [parsed.problem];
  const { value: key } = parsed;
  const refuse = (rule: string, fix: string): Problem => ({ subject: "kmsKeyArn", value: kmsKeyArn, rule, fix });
  return [
    ...(isKnown(region) && key.region !== region
      ? [
          refuse(
            `is in ${key.region}, but the secret is in ${region}`,
            "Name the key that encrypts the secret in its own Region.",
          ),
        ]
      : []),
    ...(isKnown(account) && key.account !== account && keyAccess === KmsAccess.GRANT
      ? [
          refuse(
            `is in account ${key.account}, but the secret is in ${account}`,
            "Say keyAccess: KmsAccess.NONE and grant the readers in the key's account.",
          ),
        ]
      : []),
  ];
}
