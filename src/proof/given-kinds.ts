/** What a given policy belongs to: `policy` is a managed policy, `role` one of the role's own. */
export type PolicyOf = "secret" | "key" | "role" | "policy";
/** Policies that only limit. */
export type LimitOf = "session" | "boundary" | "scp" | "rcp";
export type Kind = PolicyOf | LimitOf;

/** How a kind of policy says what it belongs to. */
interface Subject {
  readonly shape: RegExp;
  /** What it must be, read after "must be". */
  readonly must: string;
  readonly example: string;
}

const ACCOUNT = "111122223333";
const ROLE: Subject = {
  shape: /^arn:[^:]+:iam::\d{12}:role\/.+$/,
  must: "the ARN of a role",
  example: `arn:aws:iam::${ACCOUNT}:role/agents/runtime`,
};
const ACCOUNTS = "a 12-digit account, or * for all";

export const SUBJECTS: Readonly<Record<Kind, Subject>> = {
  secret: {
    shape: /^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:.+$/,
    must: "the ARN of a secret",
    example: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:google-oauth-AbCdEf`,
  },
  key: {
    shape: /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/,
    must: "the ARN of a KMS key",
    example: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  },
  role: ROLE,
  policy: {
    shape: /^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/,
    must: "the ARN of a managed policy",
    example: `arn:aws:iam::${ACCOUNT}:policy/read-secrets`,
  },
  session: ROLE,
  boundary: ROLE,
  scp: {
    shape: /^(?:\d{12}|\*)(?:@[^\s=@]+)?$/,
    must: `${ACCOUNTS}, with @LEVEL if it is attached to an organizational unit`,
    example: `${ACCOUNT}@workloads`,
  },
  rcp: { shape: /^(?:\d{12}|\*)$/, must: `${ACCOUNTS}; RCPs of all levels count together`, example: ACCOUNT },
};

export const isKind = (text: string): text is Kind => Object.hasOwn(SUBJECTS, text);
export const isLimit = (kind: Kind): kind is LimitOf => !["secret", "key", "role", "policy"].includes(kind);
