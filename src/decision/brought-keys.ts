import type { ConditionKey } from "./condition-key";

/**
 * Condition keys that one request has and another has not, whoever makes it: from where it comes, when, and how the
 * session began. Of whoever asks and of what is asked for they tell nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const BROUGHT: ReadonlySet<string> = new Set([
  "aws:chatbotsourcearn",
  "aws:currenttime",
  "aws:ec2instancesourceprivateipv4",
  "aws:ec2instancesourcevpc",
  "aws:epochtime",
  "aws:federatedprovider",
  "aws:multifactorauthage",
  "aws:multifactorauthpresent",
  "aws:referer",
  "aws:sourceidentity",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:tokenissuetime",
  "aws:useragent",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:vpcsourceip",
  "secretsmanager:versionid",
]);

/** @param chosen parameters of the request: see `Request.chosenKeys` */
export const isBrought = ({ name }: ConditionKey, chosen: readonly string[] = []): boolean =>
  BROUGHT.has(name) || chosen.some((one) => one === name || (/[:/]$/.test(one) && name.startsWith(one)));
