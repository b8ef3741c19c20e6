/**
 * The session by which the calls of this program are known in CloudTrail, where it assumes a role. Whoever may assume a role
 * may name a session so: it tells people who it was, and lets nothing pass.
 */
export const SESSION = "agentcore-identity-verify";
