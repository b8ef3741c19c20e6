import { remembered } from "../../decision";
import { conditionKeysOf } from "../findings/iam-names";

/**
 * Condition keys of an action that are no parameter of it: they tell what the resource is, who calls, or by what way the
 * call comes.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html#awssecretsmanager-policy-keys
 */
const NO_PARAMETERS =
  /^(?:kms:(?:calleraccount|customermasterkey(?:spec|usage)|grantisforawsresource|key(?:origin|spec|usage)|multiregion(?:keytype)?|recipientattestation:.*|resourcealiases|viaservice)|secretsmanager:(?:resource\/.*|resourcetag\/.*|secretprimaryregion)|sts:roleauthorizedbyidp)$/;

/** The condition keys that whoever asks for an action chooses with it. */
export const chosenKeys = remembered((action): readonly string[] => {
  const own = conditionKeysOf(action).filter((key) => !NO_PARAMETERS.test(key));
  return /:(?:un)?tagresource$/i.test(action) ? [...own, "aws:requesttag/", "aws:tagkeys"] : own;
});
