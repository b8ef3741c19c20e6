import type { ErrorRow } from "./error-row";

const DENIED = /^(AccessDenied|Unauthorized(Exception|Operation)$)/;

export const NO_CREDENTIALS: ErrorRow = {
  is: "no credentials",
  when: { name: /ProviderError$/ },
  means: "There are no AWS credentials.",
  tries: 0,
  helps: false,
  way: "Terraform's provider block does not reach this program: set AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached.",
  as: "refused",
};

/** Who the caller is, and what the caller may. */
export const ACCESS_ERRORS: readonly ErrorRow[] = [
  {
    is: "sign-in over",
    when: { name: /ProviderError$/, message: /sso|token is expired|session has expired|reauthenticate/i },
    means: "There are no AWS credentials: the sign-in of the profile is over, or there was none.",
    tries: 0,
    helps: false,
    way: "Sign in with `aws sso login{profile}`, or with `aws login{profile}` where the profile has a login session; then run it again.",
    as: "refused",
  },
  {
    is: "no such profile",
    when: { name: /ProviderError$/, message: /could not be found in|using profile/i },
    means: "There are no AWS credentials: the shared files have no such profile, or it leads to none.",
    tries: 0,
    helps: false,
    way: "Correct AWS_PROFILE, or the profile in ~/.aws/config; `aws configure list-profiles` shows what there is.",
    as: "refused",
  },
  {
    is: "credential_process failed",
    when: { name: /ProviderError$/, message: /credential_process|command failed|spawn/i },
    means: "There are no AWS credentials: the credential_process of the profile failed.",
    tries: 0,
    helps: false,
    way: 'Run its command by hand and correct what it says. It has no terminal here: if it asks for a password or a code, let it ask before: eval "$(aws configure export-credentials --format env{profile})"',
    as: "refused",
  },
  NO_CREDENTIALS,
  {
    // The SDK takes the time from AWS's answer, so that the next try may do.
    is: "clock off",
    when: { message: /signature expired|signature not yet current|too skewed/i },
    means: "AWS does not accept the credentials: the clock of this machine is too far from the right time.",
    tries: 2,
    helps: false,
    way: "Set the clock of this machine, then run it again.",
    as: "credentials",
  },
  {
    is: "credentials over",
    when: { name: /^(ExpiredToken|RequestExpired)/ },
    means: "AWS does not accept the credentials: they have ended.",
    tries: 0,
    helps: false,
    way: "Renew them, then run it again: an SSO session (`aws sso login{profile}`) or temporary credentials. What was done stays done.",
    as: "credentials",
  },
  {
    is: "credentials unknown",
    when: {
      name: /^(InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|InvalidAccessKeyId|MissingAuthenticationToken|AuthFailure|IncompleteSignature)/,
    },
    means: "AWS does not accept the credentials: it does not know the key, or the secret part is another's.",
    tries: 0,
    helps: false,
    way: "Look with `aws sts get-caller-identity{profile}` which they are; AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN belong together. A Region that the account has not enabled answers the same.",
    as: "credentials",
  },
  {
    is: "Region not activated",
    when: { name: /^RegionDisabled/ },
    means: "STS is not active in this Region for the account.",
    tries: 0,
    helps: false,
    way: "Activate the Region in the account, or give another one.",
    as: "credentials",
  },
  {
    is: "role not assumed",
    when: { call: /^sts:AssumeRole$/, name: DENIED },
    means: "AWS denied {action} on {resource}.",
    tries: 0,
    helps: "the permission was given a moment ago",
    way: "Allow {action} on {resource} in the caller's identity policy and in the role's trust policy (with its external ID, if it asks for one).",
    as: "credentials",
  },
  {
    is: "denied by a Deny",
    when: { name: DENIED, message: /explicit deny/i },
    means: "A Deny decided, which no permission outweighs.",
    tries: 0,
    helps: false,
    way: "Have {action} on {on} for {principal} taken out of that Deny: in the policy that the message names, be it of the organization, the boundary, the role or the resource.",
    as: "denied",
  },
  {
    is: "denied",
    when: { name: DENIED },
    means: "",
    tries: 0,
    helps: "the permission was given a moment ago",
    way: "Allow {action} on {on} in that principal's identity policy, and look for a Deny or a missing statement in the policy of the resource.{also}",
    as: "denied",
  },
];
