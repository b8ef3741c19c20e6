/** Whether an answer of AWS says that Secrets Manager is denied the key, or that the key does not work. */
export const isAboutKey = (message: string): boolean => /\bkms:|Access to KMS is not allowed/.test(message);
