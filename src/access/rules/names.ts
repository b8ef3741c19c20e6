import type { Rule } from "../rule";
import { between } from "../rule";
import { TAG_VALUE_LENGTH } from "./tags";

export const PROVIDER_NAME_LENGTH = 128;

export const PROVIDER_NAME: Rule = {
  pattern: "^[A-Za-z0-9_-]+$",
  most: PROVIDER_NAME_LENGTH,
  words: `is not 1 to ${PROVIDER_NAME_LENGTH} letters, digits, "-" and "_"`,
  fix: "Rename the credential provider.",
  source:
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html",
};

export const WORKLOAD_IDENTITY_NAME: Rule = {
  pattern: "^[A-Za-z0-9_.-]{3,255}$",
  words: 'is not 3 to 255 letters, digits, "_", "." and "-"',
  fix: "Give the name of the workload identity; an ARN has an option of its own.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateWorkloadIdentity.html",
};

/** One name, or the beginning of some. */
export const WORKLOAD_IDENTITIES: Rule = {
  pattern: `${WORKLOAD_IDENTITY_NAME.pattern}|^[A-Za-z0-9_.-]{0,255}[*]$`,
  words: `${WORKLOAD_IDENTITY_NAME.words}, or the beginning of such a name and "*"`,
  fix: WORKLOAD_IDENTITY_NAME.fix,
  source: WORKLOAD_IDENTITY_NAME.source,
};

export const OWNER_NAME_LENGTH = 128;
const OWNER_PATTERN = "^[A-Za-z0-9 ._:/=+@-]+$";

/** The name that a user gives an owner; with the workspace, which needs room, too, it stands in a tag's value. */
export const OWNER_NAME: Rule = {
  pattern: OWNER_PATTERN,
  most: OWNER_NAME_LENGTH,
  words: `is not 1 to ${OWNER_NAME_LENGTH} letters, digits, spaces and any of "._:/=+@-"`,
  fix: "Give a name that no other configuration has: it marks at AWS what is this one's.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html",
};

/** An owner with its workspace: the value of a tag. */
export const OWNER: Rule = {
  pattern: OWNER_PATTERN,
  most: TAG_VALUE_LENGTH,
  words: `is not 1 to ${TAG_VALUE_LENGTH} letters, digits, spaces and any of "._:/=+@-"`,
  fix: "Shorten the owner or the workspace's name.",
  source: OWNER_NAME.source,
};

export const ACCOUNT_ID: Rule = {
  pattern: "^[0-9]{12}$",
  words: "is not an account ID of 12 digits",
  fix: "Give the account of the role, or leave it out.",
  source: "https://docs.aws.amazon.com/accounts/latest/reference/API_GetAccountInformation.html",
};

/** The same within an ARN. */
export const ROLE_NAME_PATTERN = "[A-Za-z0-9_+=,.@-]+";
export const ROLE_NAME_LENGTH = 64;

export const ROLE_NAME: Rule = {
  pattern: `^${ROLE_NAME_PATTERN}$`,
  most: ROLE_NAME_LENGTH,
  words: 'is not 1 to 64 letters, digits and any of "_+=,.@-"',
  fix: "Give the role's name without its path.",
  source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html",
};

export const REGION: Rule = {
  pattern: "^[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}$",
  words: "is not the code of a Region",
  fix: "Give a code like us-east-1.",
  source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
};

/** Empty for a statement that names none. */
export const STATEMENT_SID: Rule = {
  pattern: "^[A-Za-z0-9]{0,64}$",
  words: "is not at most 64 letters and digits",
  fix: "Give each statement a Sid of its own, of letters and digits.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
};

export const ROLE_SESSION_NAME: Rule = {
  pattern: "^[A-Za-z0-9_+=,.@-]{2,64}$",
  words: 'is not 2 to 64 letters, digits and any of "_+=,.@-"',
  fix: "Give a name for the session, or leave it out.",
  source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
};

export const EXTERNAL_ID: Rule = {
  pattern: "^[A-Za-z0-9_+=,.@:/-]+$",
  least: 2,
  most: 1224,
  words: 'is not 2 to 1224 letters, digits and any of "_+=,.@:/-"',
  fix: "Give the external ID that the role's trust policy asks for, or leave it out.",
  source: ROLE_SESSION_NAME.source,
};

export const SCOPE: Rule = between(
  1,
  128,
  "Give one scope, as the identity provider names it.",
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TokenExchangeGrantTypeConfigType.html",
);
