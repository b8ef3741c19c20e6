import { answerOfAws, isAboutKey } from "../../live/piece";

/** What AWS answered instead of doing something. */
export interface Failure {
  /** AWS's name of the error. */
  readonly error: string;
  readonly isDenied: boolean;
  /** The action that is denied, if AWS names one that is known here. */
  readonly action?: string;
  /** The resource for which it is denied, if AWS names it. */
  readonly resource?: string;
}

export type Attempt<T> = { readonly value: T } | { readonly failure: Failure };

/** Nobody wants to wait for it. */
export const INTERRUPTED = "Interrupted";

/** Of what AWS says only these: the rest may quote anything. */
const ACTION = /\b(?:bedrock-agentcore|kms|lambda|secretsmanager|sts):[A-Za-z0-9]+/;
const RESOURCE = /on resource: (arn:[\w:/.*+=,@!-]*\w)/;
const KMS = /\bkms:[A-Za-z]+/;
/** What a gateway is told instead of the action. @see https://github.com/awslabs/agentcore-samples */
const EXCHANGE = /insufficient permissions for token exchange/;

/** Does something at AWS, and keeps why if that fails. */
export async function attempt<T>(run: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError")
      return { failure: { error: INTERRUPTED, isDenied: false } };
    const { name, isDenied, message } = answerOfAws(error);
    const action = actionIn(message);
    const [, resource] = RESOURCE.exec(message) ?? [];
    return {
      failure: {
        error: name,
        isDenied: isDenied || EXCHANGE.test(message),
        ...(action !== undefined && { action }),
        ...(resource !== undefined && { resource }),
      },
    };
  }
}

function actionIn(message: string): string | undefined {
  if (isAboutKey(message)) return KMS.exec(message)?.[0] ?? "kms:Decrypt";
  return ACTION.exec(message)?.[0] ?? (EXCHANGE.test(message) ? "secretsmanager:GetSecretValue" : undefined);
}

/** A sentence's end: what AWS answered to a call. */
export const answered = ({ error, isDenied, action }: Failure): string => {
  if (isDenied && action !== undefined) return `${action} is denied to the caller`;
  return error === INTERRUPTED ? "it was interrupted" : `AWS answered ${error}`;
};
