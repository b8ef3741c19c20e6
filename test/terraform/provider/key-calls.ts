import type { AwsCall, Calls } from "./aws-calls";
import { isRecord, text, type Value } from "./cty";

const hasTags = (value: Value | undefined): boolean => isRecord(value) && Object.keys(value).length > 0;

/**
 * What making a key calls, with what policies can tell of each request.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const keyCalls: Readonly<Record<string, Calls>> = {
  aws_kms_key: (verb, { values, prior }) => {
    const resource = text(values.arn) ?? "";
    const of = (name: string, context: AwsCall["context"] = {}): AwsCall => ({
      action: `kms:${name}`,
      resource,
      context,
    });
    const lockout = {
      "kms:BypassPolicyLockoutSafetyCheck": String(values.bypass_policy_lockout_safety_check === true),
    };
    const read = ["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"].map((name) => of(name));
    const tag = hasTags(values.tags_all) ? [of("TagResource")] : [];
    const rotation = values.enable_key_rotation === true ? [of("EnableKeyRotation")] : [];
    if (verb === "read") return read;
    if (verb === "destroy") return [of("ScheduleKeyDeletion"), of("DescribeKey")];
    if (verb === "create") {
      const making: AwsCall = {
        action: "kms:CreateKey",
        resource: "*",
        context: {
          ...lockout,
          "kms:KeySpec": text(values.customer_master_key_spec) ?? "SYMMETRIC_DEFAULT",
          "kms:KeyUsage": text(values.key_usage) ?? "ENCRYPT_DECRYPT",
          "kms:MultiRegion": String(values.multi_region === true),
        },
      };
      return [making, ...tag, ...rotation, ...read];
    }
    return [
      ...(values.description !== prior?.description ? [of("UpdateKeyDescription")] : []),
      ...(values.policy !== prior?.policy ? [of("PutKeyPolicy", lockout)] : []),
      ...tag,
      ...(hasTags(prior?.tags_all) ? [of("UntagResource")] : []),
      ...read,
    ];
  },
};
