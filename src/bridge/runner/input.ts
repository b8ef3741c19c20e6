import { FIELD_RULES } from "../../access/field-rules";
import { KEY_ARN } from "../../access/key-arn";
import { LONGEST_BRIDGE_SECONDS } from "../../access/limits";
import { isObject } from "../../access/objects";
import { OAUTH2_VENDORS } from "../../access/oauth2-vendors";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import type { Statement } from "../../access/policy";
import type { Problem } from "../../access/problem";
import { problemText } from "../../access/problem";
import { ROLE_ARN } from "../../access/role-arn";
import { EXTERNAL_ID, OWNER, PROVIDER_NAME, REGION, ROLE_SESSION_NAME } from "../../access/rules/names";
import { OAUTH2_VENDOR } from "../../access/rules/oauth2";
import { PAYMENT_ID, PAYMENT_VENDOR } from "../../access/rules/payment";
import { SECRET_ARN } from "../../access/secret-arn";
import type { ProviderKind } from "../../access/vault";
import { literalSecretProblems } from "./literal-secrets";
import { oauth2ConfigShape, tags } from "./oauth2-shape";
import { statementsShape } from "./policy-shape";
import { referenceMembers } from "./references";
import type { SecretReference } from "./references";
import type { Shape } from "./shape";
import { follows, struct, text } from "./shape";
import { ExitCode, Stop } from "./stop";

export const VERBS = ["apply", "remove", "read"] as const;
export type Verb = (typeof VERBS)[number];

/** What every input may say. */
interface Common {
  readonly region?: string;
  readonly timeoutSeconds?: number;
  readonly assumeRoleArn?: string;
  readonly assumeRoleSessionName?: string;
  readonly assumeRoleExternalId?: string;
}

/** A credential provider. What describes its content is there for `apply` only. */
export interface ProviderInput extends Common {
  readonly kind: ProviderKind;
  readonly name: string;
  /** Whose the provider is: the mark that it bears. */
  readonly owner: string;
  /** Whether one is taken over that bears another owner's mark, or none. */
  readonly adopt?: boolean;
  readonly credentialProviderVendor?: string;
  readonly oauth2ProviderConfigInput?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly providerConfigurationInput?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly apiKeySecretConfig?: SecretReference;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Statements of one owner in the policy of a secret or key. */
export interface PolicyInput extends Common {
  readonly kind: "secretPolicy" | "keyPolicy";
  /** The ARN of the secret or key. */
  readonly target: string;
  readonly owner: string;
  /** The secret that the statements are about. */
  readonly secretArn: string;
  readonly statements: readonly Statement[];
}

export type Input = ProviderInput | PolicyInput;

const COMMON: Readonly<Record<string, Shape>> = {
  kind: text,
  region: follows(REGION),
  timeoutSeconds: (value, at) =>
    typeof value === "number" && value >= 1 && value <= LONGEST_BRIDGE_SECONDS
      ? []
      : [{ subject: at, rule: `is not a number from 1 to ${LONGEST_BRIDGE_SECONDS}`, fix: "Leave it out for 300." }],
  assumeRoleArn: follows(ROLE_ARN),
  assumeRoleSessionName: follows(ROLE_SESSION_NAME),
  assumeRoleExternalId: follows(EXTERNAL_ID),
};

const NAME = { name: follows(PROVIDER_NAME) };
const OWNED = { owner: follows(OWNER) };
const yesOrNo: Shape = (value, at) =>
  typeof value === "boolean" ? [] : [{ subject: at, rule: "is not true or false", fix: "Leave it out for false." }];
const ADOPT = { adopt: yesOrNo };
const SECRET = { secretId: follows(SECRET_ARN) };
const KEY = { keyId: follows(KEY_ARN) };

interface Kind {
  /** Members that say which object is meant. */
  readonly identity: Readonly<Record<string, Shape>>;
  /** Members that say what it holds: required to apply, ignored otherwise. */
  readonly content: (raw: Readonly<Record<string, unknown>>) => Readonly<Record<string, Shape>>;
  readonly optional: Readonly<Record<string, Shape>>;
}

const KINDS: Readonly<Record<Input["kind"], Kind>> = {
  oauth2: {
    identity: { ...NAME, ...OWNED },
    content: ({ credentialProviderVendor: vendor }) => {
      const row = Object.values(OAUTH2_VENDORS).find((one) => one.vendor === vendor);
      return {
        credentialProviderVendor: follows(OAUTH2_VENDOR),
        oauth2ProviderConfigInput: row ? oauth2ConfigShape(row) : () => [],
      };
    },
    optional: { ...ADOPT, tags },
  },
  apikey: {
    identity: { ...NAME, ...OWNED },
    content: () => referenceMembers("apiKeySecret").required,
    optional: { ...ADOPT, tags, ...referenceMembers("apiKeySecret").optional },
  },
  payment: {
    identity: { ...NAME, ...OWNED },
    content: ({ credentialProviderVendor: vendor }) => {
      const row = Object.values(PAYMENT_VENDORS).find((one) => one.vendor === vendor);
      return {
        credentialProviderVendor: follows(PAYMENT_VENDOR),
        providerConfigurationInput: row ? paymentConfig(row) : () => [],
      };
    },
    optional: { ...ADOPT, tags },
  },
  secretPolicy: {
    identity: { ...SECRET, ...OWNED },
    content: () => ({ statements: statementsShape("secretsmanager") }),
    optional: {},
  },
  keyPolicy: {
    identity: { ...KEY, ...SECRET, ...OWNED },
    content: () => ({ statements: statementsShape("kms") }),
    optional: {},
  },
};

/** Reads and checks an input. Nothing of a text that is not accepted is repeated, since it may hold a secret. */
export function parseInput(verb: Verb, json: string): Input {
  const raw = parsed(json);
  const secrets = literalSecretProblems(raw);
  if (secrets.length > 0) throw inputError(secrets);
  const kind = Object.entries(KINDS).find(([name]) => name === raw.kind)?.[1];
  if (!kind)
    throw inputError([
      { subject: "kind", rule: `is not ${Object.keys(KINDS).join(", ")}`, fix: "Say which kind of object is meant." },
    ]);
  const content = kind.content(raw);
  const unread = Object.fromEntries(
    [...Object.keys(content), ...Object.keys(kind.optional)].map((name) => [name, (): Problem[] => []]),
  );
  const shape =
    verb === "apply"
      ? struct({ ...kind.identity, ...content }, { ...COMMON, ...kind.optional })
      : struct(kind.identity, { ...COMMON, ...unread });
  const problems = shape(raw, "");
  if (problems.length > 0) throw inputError(problems);
  if (raw.kind !== "secretPolicy" && raw.kind !== "keyPolicy") return raw as unknown as ProviderInput;
  const { secretId, keyId, ...rest } = raw;
  return { statements: [], ...rest, target: keyId ?? secretId, secretArn: secretId } as unknown as PolicyInput;
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  if (isObject(value)) return withoutNulls(value) as Readonly<Record<string, unknown>>;
  throw inputError([
    { subject: "The input", rule: "is not a JSON object", fix: "See agentcore-identity-bridge --help." },
  ]);
}

/** Terraform's `jsonencode` writes an argument that is not given as null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const given = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(given.map(([name, member]) => [name, withoutNulls(member)]));
}

const inputError = (problems: readonly Problem[]): Stop =>
  new Stop(ExitCode.INPUT, problems.map(problemText).join("\n"));

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PaymentProviderConfigurationInput.html */
function paymentConfig({ config, fields, secrets }: (typeof PAYMENT_VENDORS)[keyof typeof PAYMENT_VENDORS]): Shape {
  const references = secrets.map(referenceMembers);
  return struct({
    [config]: struct(
      Object.assign(
        {},
        ...fields.map((field) => ({ [field]: follows(FIELD_RULES[field] ?? PAYMENT_ID) })),
        ...references.map(({ required }) => required),
      ) as Record<string, Shape>,
      Object.assign({}, ...references.map(({ optional }) => optional)) as Record<string, Shape>,
    ),
  });
}
