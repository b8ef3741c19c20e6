import { isUnknown } from "../decision";
import type { Rotation } from "../proof/model";
import type { Inputs } from "./inputs";
import { textIn, textOf } from "./planned";

/** Who rotates which secret. @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html */
export function rotationsIn(inputs: Inputs): Rotation[] {
  const functions = new Map(
    inputs.of("aws_lambda_function").map((one) => [textOf(one.attribute("arn")), textOf(one.attribute("role"))]),
  );
  return inputs.of("aws_secretsmanager_secret_rotation").map((one) => {
    const functionArn = textOf(one.attribute("rotation_lambda_arn"));
    return {
      at: one.at,
      secretArn: textIn(one.attribute("secret_id"), `${one.at}.secret_id`),
      roleArn:
        textOf(one.attribute("external_secret_rotation_role_arn")) ??
        (isUnknown(functionArn) ? functionArn : functions.get(functionArn)),
    };
  });
}
