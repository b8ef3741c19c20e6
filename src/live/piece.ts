/** Why something was not read: which call, about what, and what AWS answered. */
export interface Unread {
  /** The IAM action of the call, such as `kms:GetKeyPolicy`. */
  readonly action: string;
  /** What the call was about: an ARN, or an account and Region. */
  readonly resource: string;
  /** AWS's name of the error, or of what kept the call from being made. */
  readonly error: string;
  /** Whether a permission is missing: that of `action`, for `resource`. */
  readonly isDenied: boolean;
  /** Which kind of policy denies it, if AWS says so. */
  readonly by?: string;
}

/** What was read, or why it was not. Nothing in a snapshot is taken for granted. */
export type Piece<T> = { readonly value: T } | { readonly unread: Unread };

export const isRead = <T>(piece: Piece<T>): piece is { readonly value: T } => "value" in piece;

/** The value of a piece that was read. */
export const valueOf = <T>(piece: Piece<T> | undefined): T | undefined =>
  piece !== undefined && "value" in piece ? piece.value : undefined;

/** AWS knows of no such thing: that is a fact, not a gap. */
export const isMissing = (piece: Piece<unknown>): boolean =>
  "unread" in piece && /^(?:ResourceNotFound|NotFound|NoSuchEntity)/.test(piece.unread.error);

/** A sentence for a person. */
export function unreadText({ action, resource, error, isDenied, by }: Unread): string {
  if (!isDenied) return `it was not read: ${action} on ${resource} answered ${error}`;
  const why = by === undefined ? "" : `, by ${by}`;
  return `it was not read: ${action} on ${resource} is denied to the caller${why}`;
}

/** Reads one thing, and keeps why if that fails. An error that is none of AWS's is a fault of this program. */
export async function piece<T>(action: string, resource: string, read: () => Promise<T>): Promise<Piece<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { unread: unreadOf(action, resource, error) };
  }
}

const DENIED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedException|UnauthorizedOperation|NotAuthorized)/;
const BY = /explicit deny in (?:a|an) ([a-z -]+ policy|permissions boundary)/;

const unreadOf = (action: string, resource: string, error: unknown): Unread => {
  const { name, isDenied, by } = answerOfAws(error);
  return { action, resource, error: name, isDenied, ...(by !== undefined && { by }) };
};

/**
 * Only the name of the error, and the kind of policy that denies: what else AWS says may quote anything. What is no answer
 * of AWS is thrown again.
 */
export function answerOfAws(error: unknown): {
  readonly name: string;
  readonly isDenied: boolean;
  readonly by: string | undefined;
  /** Not to be shown. */
  readonly message: string;
} {
  if (!(error instanceof Error) || !isOfAws(error)) throw error;
  const { name, message } = error;
  const [, by] = BY.exec(message) ?? [];
  return { name, isDenied: DENIED.test(name), by, message };
}

/** Whether an answer of AWS says that Secrets Manager is denied the key, or that the key does not work. */
export const isAboutKey = (message: string): boolean => /\bkms:|Access to KMS is not allowed/.test(message);

/** What the SDK throws for an answer, a connection that fails, and credentials that are not there. */
const isOfAws = (error: Error): boolean =>
  "$metadata" in error ||
  "$fault" in error ||
  "code" in error ||
  /^(?:CredentialsProvider|Token|Timeout)/.test(error.name);
