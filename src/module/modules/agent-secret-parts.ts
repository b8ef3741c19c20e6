import { administerKey, rotatorStatements, writeWithKey } from "../../access/agent-secret-statements";
import { ApiKeyCredentialProvider } from "../../identity/api-key-credential-provider";
import { Rotator } from "../../access/rotator";
import { AgentSecret } from "../../secret/agent-secret";
import { AgentSecretRotation } from "../../secret/agent-secret-rotation";
import { AgentSecretValue } from "../../secret/agent-secret-value";
import { settled } from "../../terraform/settled";
import type { Body } from "../hcl/json";
import { policyExpression, spread, viaService, viaServiceText, withText } from "../policy";
import { asModule } from "../rules/resource";
import { only, synthesize, without } from "../synthesis";

const REGION = "${local.region}";
const PLACE = { partition: "${local.partition}", region: REGION, account: "${local.account}" };
/** What stands for both until they are made. */
export const [PLANNED_SECRET, PLANNED_KEY] = ["made-secret", "made-key"] as const;
const VIA = viaServiceText("secretsmanager", REGION);
const viaLocal = <S extends Parameters<typeof withText>[0]>(statement: S): S =>
  withText(statement, VIA, "local.via_secrets_manager") as S;

/** What the constructs make of tokens for the module's inputs. */
function made(): Body {
  return asModule(
    synthesize((stack) => {
      const functionArn = settled("${var.rotation_function_arn}");
      const rotator = Rotator.role(settled("${var.rotator_arn}"), { roleName: settled("${local.rotator_name}") });
      new AgentSecret(stack, "Secret", {
        name: settled("${var.name}"),
        account: settled(PLACE.account),
        kmsKeyArn: settled("${local.kms_key_arn}"),
        value: AgentSecretValue.fromEphemeral({ any: settled("${var.value}") }, { version: 1 }),
        rotation: AgentSecretRotation.byFunction({ functionArn, rotator, everyDays: 1 }),
      });
    }),
  );
}

/** A resource as the constructs make it; its inputs are validated. */
const resource = (type: string): Body => without(only(made(), "resource", type), "lifecycle", "depends_on");

const rotated = "var.rotator_arn != null";
/** The key itself, where a plan shows it: of locals it shows nothing. */
const KEY = "${var.kms_key_arn == null ? aws_kms_key.this[0].arn : var.kms_key_arn}";
/** Null is the AWS provider's own. */
const there: Body = { region: "${var.region}" };
const times = (condition: string): Body => ({ count: `\${${condition} ? 1 : 0}` });

export const agentSecretLocals: Body = {
  "//": {
    via_secrets_manager:
      "The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.",
    writers: "Without writers the account's identity policies say who writes.",
    planned_rotator_policy: "With texts in the place of ARN and key, which are known once they are made.",
  },
  region: "${var.region == null ? data.aws_region.this.region : var.region}",
  account: "${data.aws_caller_identity.this.account_id}",
  partition: "${data.aws_partition.this.partition}",
  kms_key_arn: KEY,
  writers:
    '${length(var.writers) > 0 ? sort(distinct(values(var.writers))) : ["arn:${local.partition}:iam::${local.account}:root"]}',
  via_secrets_manager: `\${${viaService("secretsmanager", REGION, "local.partition")}}`,
  key_policy: `\${${policyExpression([
    { statement: administerKey(PLACE) },
    {
      statement: viaLocal(
        spread(
          writeWithKey({ ...PLACE, partition: "${partition}" }, ["${local.writers}"], ["${var.name}"]),
          "local.writers",
        ),
      ),
    },
  ]).replaceAll("${partition}", "${local.partition}")}}`,
  rotator_name: '${var.rotator_arn == null ? null : element(split("/", var.rotator_arn), -1)}',
  planned_rotator_policy: `\${${rotatorPolicy()}}`,
  rotator_policy: `\${replace(replace(local.planned_rotator_policy, "${PLANNED_SECRET}", aws_secretsmanager_secret.this.arn), "${PLANNED_KEY}", local.kms_key_arn)}`,
};

function rotatorPolicy(): string {
  const [rotate, password, withKey] = rotatorStatements({
    secretArn: PLANNED_SECRET,
    secretType: "${var.rotation_partner_type}",
    makesPasswords: true,
    encrypted: { secretArn: PLANNED_SECRET, keyArn: PLANNED_KEY, region: REGION, partition: "${partition}" },
  }) as [never, never, never];
  const { Condition: _type, ...byFunction } = rotate as { readonly Condition?: object } & Parameters<typeof spread>[0];
  return policyExpression([
    { statement: rotate, when: "var.rotation_partner_type != null" },
    { statement: byFunction, when: "var.rotation_partner_type == null" },
    { statement: password, when: "var.rotation_partner_type != null || var.rotation_makes_passwords" },
    { statement: viaLocal(withKey) },
  ]);
}

export const agentSecretData: Body = {
  data: { aws_region: { this: {} }, aws_caller_identity: { this: {} }, aws_partition: { this: {} } },
};

/** The key of its own, unless one is named. */
export const keyResource = (): Body => ({
  resource: {
    aws_kms_key: {
      this: {
        ...times("var.kms_key_arn == null"),
        description: "Encrypts the secret ${var.name}",
        enable_key_rotation: true,
        deletion_window_in_days: 30,
        policy: "${local.key_policy}",
        ...there,
        tags: "${var.tags}",
      },
    },
  },
});

export const secretResource = (): Body => ({
  resource: {
    aws_secretsmanager_secret: {
      this: {
        "//": { lifecycle: "Where a name is taken, AWS says so before the secret is gone." },
        ...resource("aws_secretsmanager_secret"),
        kms_key_id: KEY,
        ...there,
        description: "${var.description}",
        recovery_window_in_days: "${var.recovery_window_in_days}",
        type: "${var.rotation_partner_type}",
        tags: "${var.tags}",
        dynamic: {
          replica: {
            for_each: "${var.replicas}",
            content: { region: "${replica.key}", kms_key_id: "${replica.value}" },
          },
        },
        lifecycle: { create_before_destroy: true },
      },
    },
  },
});

export const valueResource = (): Body => ({
  resource: {
    aws_secretsmanager_secret_version: {
      this: {
        "//": { secret_string_wo: "Write-only: it is in no plan and no state." },
        ...times("var.value_version != null"),
        ...resource("aws_secretsmanager_secret_version"),
        ...there,
        secret_string_wo: "${jsonencode(var.value)}",
        secret_string_wo_version: "${var.value_version}",
      },
    },
  },
});

const VERSIONS = "aws_secretsmanager_secret_versions";

/** As the constructs wait for a value that is put out of band. */
export const awaitedValue = (): Body => ({
  data: {
    [VERSIONS]: {
      this: { ...times("var.awaits_value && var.value_version == null"), ...awaited(), ...there },
    },
  },
});

function awaited(): Body {
  const synthesized = asModule(
    synthesize((stack) => {
      const secret = new AgentSecret(stack, "Secret", {
        name: settled("${var.name}"),
        kmsKeyArn: settled("${var.kms_key_arn}"),
      });
      new ApiKeyCredentialProvider(stack, "Provider", { name: "any", apiKey: secret.jsonKey("any") });
    }),
  );
  return without(only(synthesized, "data", VERSIONS), "depends_on");
}

export const rotationResources = (): readonly Body[] => [
  {
    resource: {
      aws_iam_role_policy: {
        this: {
          ...times(`${rotated} && var.attach_rotator_policy`),
          ...resource("aws_iam_role_policy"),
          name_prefix: "AgentCoreIdentity-${local.region}-rotation-${substr(sha256(var.name), 0, 8)}-",
          policy: "${local.rotator_policy}",
        },
      },
      aws_kms_grant: { this: { ...times(rotated), ...resource("aws_kms_grant"), key_id: KEY, ...there } },
      aws_lambda_permission: {
        this: { ...times("var.rotation_function_arn != null"), ...resource("aws_lambda_permission"), ...there },
      },
    },
  },
  {
    resource: {
      aws_secretsmanager_secret_rotation: {
        this: {
          ...times(rotated),
          ...resource("aws_secretsmanager_secret_rotation"),
          ...there,
          external_secret_rotation_role_arn: "${var.rotation_partner_type == null ? null : var.rotator_arn}",
          rotate_immediately: "${var.rotate_immediately}",
          rotation_rules: {
            automatically_after_days: "${var.rotation_days}",
            schedule_expression: "${var.rotation_schedule}",
            duration: "${var.rotation_duration}",
          },
          dynamic: {
            external_secret_rotation_metadata: {
              for_each: "${var.rotation_metadata}",
              content: {
                key: "${external_secret_rotation_metadata.key}",
                value: "${external_secret_rotation_metadata.value}",
              },
            },
          },
          depends_on: [
            "aws_secretsmanager_secret_version.this",
            `data.${VERSIONS}.this`,
            "aws_iam_role_policy.this",
            "aws_kms_grant.this",
            "aws_lambda_permission.this",
          ],
        },
      },
    },
  },
];
