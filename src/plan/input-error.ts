/** An input that cannot be used: the message goes to the user as it is. It never quotes the input's content. */
export class InputError extends Error {}

/** A wrong use of the command line. */
export class UsageError extends Error {}
