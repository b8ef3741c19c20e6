import { Reader } from "../../access/reader";
import { KEY_ARN as KEY } from "../../access/key-arn";
import { KmsDecryptGrant } from "../../key/kms-decrypt-grant";
import { ExternalSecret } from "../../secret/external-secret";
import type { ModuleDefinition, Variable } from "../definition";
import { show, use } from "../documents/examples";
import type { Body } from "../hcl/json";
import { textRule } from "../rules/from-rule";
import { asModule } from "../rules/resource";
import { rolesVariable, secretArnVariable } from "../rules/roles";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { currentKeys, KEY_COMMENTS, keyRule, stateRight, wrongKeys } from "../rules/stated-key";
import { only, synthesize, without } from "../synthesis";
import { settled } from "../../terraform/settled";

const TYPE = "aws_kms_grant";
const DATA = "aws_secretsmanager_secret";
const REGION = '${split(":", var.secret_arn)[3]}';
const OTHER_REGION = KEY_ARN.replace("us-east-1", "us-west-2");
const OTHER_ACCOUNT = KEY_ARN.replace("111122223333", "444455556666");

const part = (arn: string, field: 3 | 4): string => `try(split(":", ${arn})[${field}], "")`;
const isSame = (field: 3 | 4): string => `${part("var.kms_key_arn", field)} == ${part("var.secret_arn", field)}`;

/** Rules between a key and its secret. */
export function kmsKeyVariable({ isGranted }: { readonly isGranted: boolean }): Variable {
  return {
    name: "kms_key_arn",
    description: "The ARN of the customer managed key that encrypts the secret; not an alias.",
    type: "string",
    nullable: false,
    validations: [
      textRule(KEY, "kms_key_arn", "var.kms_key_arn", {
        kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/secrets",
      }),
      {
        condition: isSame(3),
        message:
          "kms_key_arn is in another Region than the secret. Name the key that encrypts the secret, in the secret's own Region.",
        broken: { kms_key_arn: OTHER_REGION },
      },
      ...(isGranted
        ? [
            {
              condition: isSame(4),
              message:
                "kms_key_arn is in another account than the secret, and a grant is made in one of them. Use modules/key-policy-statement, or let the key's account grant the readers.",
              broken: { kms_key_arn: OTHER_ACCOUNT },
            },
          ]
        : []),
    ],
  };
}

/** The grant as the constructs make it; its ARNs are validated. */
export function grantResource(): Body {
  const synthesized = asModule(
    synthesize((stack) => {
      const { secretArn, kmsKeyArn } = ExternalSecret.fromAttributes(stack, "Secret", {
        secretArn: settled("${var.secret_arn}"),
        kmsKeyArn: settled("${var.kms_key_arn}"),
        region: settled("${local.region}"),
        account: settled("${local.account}"),
      });
      new KmsDecryptGrant(stack, "Grant", {
        secretArn,
        kmsKeyArn: kmsKeyArn as string,
        region: settled(REGION),
        grantee: Reader.role(settled("${each.value}")),
      });
    }),
  );
  return {
    ...without(only(synthesized, "resource", TYPE), "lifecycle"),
    "//": {
      constraints: "A subset: Secrets Manager adds the version of the secret, so an exact context would never match.",
    },
  };
}

export function kmsGrant(): ModuleDefinition {
  return {
    folder: "kms-grant",
    summary: "KMS grants that let roles decrypt one secret with its customer managed key, and nothing else.",
    notes: [
      "A grant touches no key policy. Adding or removing a grantee touches only its own grant.",
      "Use the AWS provider of the key's account: the grants are made in the key's Region.",
    ],
    variables: [
      secretArnVariable("The full ARN of the secret that may be decrypted."),
      kmsKeyVariable({ isGranted: true }),
      rolesVariable("grantees", "Roles that may decrypt: IAM role ARNs by a name of your choice.", {
        isRequired: true,
      }),
      {
        name: "compare_key",
        description:
          "Whether Terraform reads the secret's metadata while it plans, and stops if the secret has another key. Whoever runs it needs secretsmanager:DescribeSecret and secretsmanager:GetResourcePolicy for that; say false where it may have neither.",
        type: "bool",
        default: true,
        nullable: false,
      },
    ],
    outputs: [
      {
        name: "grant_ids",
        description: "The ID of each grant, by the grantee's name.",
        value: `{ for name, grant in ${TYPE}.this : name => grant.grant_id }`,
      },
    ],
    main: [
      {
        locals: {
          "//": KEY_COMMENTS,
          current_keys: currentKeys(`data.${DATA}.this`),
          wrong_keys: wrongKeys({
            secretArn: "var.secret_arn",
            kmsKeyArn: "var.kms_key_arn",
            advice: stateRight(),
          }),
        },
      },
      {
        data: {
          [DATA]: {
            this: {
              "//": "The secret as it is now, to see which key it has.",
              count: "${var.compare_key ? 1 : 0}",
              arn: "${var.secret_arn}",
              region: REGION,
            },
          },
        },
      },
      {
        resource: {
          [TYPE]: {
            this: { for_each: "${var.grantees}", ...grantResource(), lifecycle: { precondition: [keyRule()] } },
          },
        },
      },
    ],
    minimal: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN, grantees: { "route-planner": ROLE_ARN } },
    asserts: {
      "A grant must allow Decrypt alone": `join(",", ${TYPE}.this["route-planner"].operations) == "Decrypt"`,
      "A grant must be bound to the secret": `one(${TYPE}.this["route-planner"].constraints).encryption_context_subset.SecretARN == var.secret_arn`,
    },
    examples: [
      {
        name: "cross-account",
        about: "a secret and its key in a vault account, decrypted by a role of another account.",
        region: "us-east-1",
        main: [
          {
            provider: {
              aws: {
                alias: "vault",
                region: "us-east-1",
                assume_role: { role_arn: "arn:aws:iam::444455556666:role/secret-sharing" },
              },
            },
          },
          use("vault_key", {
            providers: { aws: "aws.vault" },
            secret_arn: "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3",
            kms_key_arn: "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee",
            grantees: { "support-agent": "arn:aws:iam::111122223333:role/support-agent" },
          }),
          show("grant_ids", "The grants, by the grantee's name.", "module.vault_key.grant_ids"),
        ],
      },
    ],
  };
}
