import { KmsAccess } from "../../access/modes";
import type { Body } from "../hcl/json";
import { grantResource } from "../modules/kms-grant";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { without } from "../synthesis";
import { givenSecret } from "./resource";
import { texts } from "./scopes";

const TYPE = "aws_kms_grant";
const SECRET = "local.grants[each.key].secret";

const RESOURCE: Scope = {
  "var.secret_arn": givenSecret(SECRET, "secret_arn"),
  "var.kms_key_arn": givenSecret(SECRET, "kms_key_arn"),
};

/** On the side of the key. */
export const kmsGrantsFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        grants: "Each role that reads a secret, deployers included.",
        retiring_role:
          "A single deployer may retire the grants; kms:RevokeGrant would let it revoke those of others, too. A grant has room for one.",
      },
      grants: `\${merge([for name, readers in local.secret_readers : merge({ for reader, role_arn in readers : "\${name}/\${reader}" => { secret = name, role_arn = role_arn } }, { for deployer, role_arn in var.deployers : "\${name}/deployer/\${deployer}" => { secret = name, role_arn = role_arn } }) if local.key_access[name] == "${KmsAccess.GRANT}"]...)}`,
      retiring_role: "${length(var.deployers) == 1 ? one(values(var.deployers)) : null}",
      grantees: texts("{ for key, grant in local.grants : key => grant.role_arn }"),
    },
  },
  {
    resource: {
      [TYPE]: {
        this: {
          for_each: "${local.grantees}",
          ...inScope(without(grantResource(), "region"), RESOURCE),
          region: `\${local.secrets[${SECRET}].region}`,
          retiring_principal: "${local.retiring_role}",
          retire_on_delete: "${length(var.deployers) == 1 ? true : null}",
        },
      },
    },
  },
];
