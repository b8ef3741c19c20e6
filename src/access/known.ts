/**
 * Whether a string is known when the program runs. A CDKTF token (`${TfToken[…]}`) and a raw Terraform
 * expression (`${aws_iam_role.agent.arn}`) both hold `${`; no ARN, name or URL that this package takes does.
 */
export const isKnown = (text: string): boolean => !text.includes("${");
