/** ARNs that are right, for examples and for inputs that are made wrong in one thing. */
export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/agents/route-planner";
