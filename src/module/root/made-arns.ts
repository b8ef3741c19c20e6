/**
 * What stands for the ARN of a secret that the module makes, and of its key, until they are made. Policies are put
 * together with it: so the plan knows how long they get, and `check` what they say.
 */
const MARK = "made-";
const [SECRET_LENGTH, KEY_LENGTH] = [64, 36];
/** No secret has such a name, and it is as long as the secret's own, or longer. */
export const MADE_SECRET = `"secret:${MARK}\${sha256(secret.name)}\${join("", [for one in range(max(0, length(secret.name) - ${MARK.length + SECRET_LENGTH})) : "0"])}-AbCdEf"`;
export const MADE_KEY = `"key/${MARK}\${substr(sha256(secret.name), 0, ${KEY_LENGTH - MARK.length})}"`;
const PATTERN = `arn:[a-z-]+:(?:secretsmanager|kms):[a-z0-9-]+:[0-9]+:(?:secret:|key/)${MARK}[0-9a-f]+(?:-AbCdEf)?`;

export const madeArns =
  "${merge({ for name, made in local.agentcore_identity_made : local.planned_secrets[name].secret_arn => made.secret_arn }, { for name, made in module.agent_secrets : local.planned_secrets[name].kms_key_arn => made.kms_key_arn if local.agent_secrets[name].kms_key_arn == null })}";

/** Documents with what was made in the place of what stood for it. */
export const filled = (documents: string): string =>
  `length(local.made_arns) == 0 ? ${documents} : tomap({ for key, document in ${documents} : key => format(replace(replace(document, "%", "%%"), "/${PATTERN}/", "%s"), [for one in regexall("${PATTERN}", document) : local.made_arns[one]]...) })`;
