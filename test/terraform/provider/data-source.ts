import { randomUUID } from "node:crypto";
import { complete } from "./complete";
import { text, UNKNOWN, type Values } from "./cty";
import { ServiceError } from "./diagnostics";
import { invent } from "./invent";
import { policyDocument } from "./policy-document";
import { globalArn, regionalArn, type Making } from "./resource-facts";
import type { Session } from "./resource";
import type { Block } from "./schema";
import { describeSecret } from "./aws-calls";
import { requirePermissions } from "./permissions";
import { versionsOf } from "./facts/secret-lifecycle";
import { lookUpSecret, policyOf } from "./secret-lookup";
import { nameOfSecret } from "./world";

type Reader = (making: Making) => Values;

const readers: Record<string, Reader> = {
  aws_caller_identity: ({ account, partition, world }) => ({
    account_id: account,
    id: account,
    arn: world.steering.callerArn ?? `arn:${partition}:sts::${account}:assumed-role/deployer/terraform`,
    user_id: "AROASTANDIN:terraform",
  }),
  aws_region: ({ region }) => ({
    id: region,
    name: region,
    region,
    description: "stand-in",
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  aws_partition: ({ partition }) => ({
    id: partition,
    partition,
    dns_suffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    reverse_dns_prefix: partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws",
  }),
  aws_iam_policy_document: ({ values }) => ({ id: "document", ...policyDocument(values) }),
  aws_iam_role: role,
  aws_kms_key: (making) => {
    const id = (text(making.values.key_id) ?? "").split("key/").at(-1) ?? "";
    return { id, arn: regionalArn(making, "kms", `key/${id}`), key_manager: "CUSTOMER", enabled: true };
  },
  aws_kms_alias: (making) => {
    const name = text(making.values.name) ?? "";
    const kept = making.world.find("aws_kms_alias", `${making.region}/${name}`);
    const arn = regionalArn(making, "kms", name);
    const target = text(kept?.target_key_arn) ?? regionalArn(making, "kms", `key/${making.random}`);
    return { id: arn, arn, target_key_arn: target, target_key_id: target.split("key/")[1] ?? "" };
  },
  aws_secretsmanager_secret: secret,
  aws_secretsmanager_secret_versions: (making) => {
    const { arn } = lookUpSecret(making, text(making.values.secret_id) ?? "", "Secrets Manager Secret Versions");
    const versions = Object.entries(versionsOf(making.world, arn)).map(([version_id, version_stages]) => ({
      version_id,
      version_stages,
      created_time: "",
      last_accessed_date: "",
    }));
    return { id: arn, arn, name: nameOfSecret(arn), versions };
  },
  aws_cloudcontrolapi_resource: (making) => {
    const id = text(making.values.identifier) ?? "";
    const kept = making.world.find("aws_cloudcontrolapi_resource", `${making.region}/${id}`);
    return { id, properties: text(kept?.properties) ?? JSON.stringify({ CredentialProviderArn: id }) };
  },
};

/** Reads a data source: what the world knows, the rest made up. */
export function readDataSource(type: string, block: Block, config: Values, session: Session): Values {
  const making: Making = {
    type,
    values: config,
    world: session.world,
    region: text(config.region) ?? (session.region === UNKNOWN ? session.world.region : session.region),
    account: session.account ?? session.world.account,
    partition: session.world.partition,
    random: randomUUID(),
  };
  const known = readers[type]?.(making) ?? {};
  if (type === "aws_secretsmanager_secret")
    requirePermissions(session, making, describeSecret(text(known.arn) ?? ""), `reading ${type}`);
  const values: Values = { ...config };
  for (const [name, value] of Object.entries(known)) {
    if (block.attributes?.[name]?.computed) values[name] = value;
  }
  // What a table says is not there, nobody invents.
  return complete(block, values, (name, attributeType, isTop) =>
    isTop && known[name] === null ? null : invent(making, name, attributeType),
  );
}

function role(making: Making): Values {
  const name = text(making.values.name) ?? "";
  const kept = making.world.find("aws_iam_role", name);
  const steered = making.world.steering.roles;
  if (!kept && steered && !(name in steered)) {
    throw new ServiceError(`reading IAM Role (${name})`, `NoSuchEntity: The role with name ${name} cannot be found.`);
  }
  return {
    id: name,
    arn: text(kept?.arn) ?? globalArn(making, "iam", `role/${name}`),
    assume_role_policy: text(kept?.assume_role_policy) ?? JSON.stringify(steered?.[name]?.trustPolicy ?? {}),
    path: text(kept?.path) ?? "/",
  };
}

function secret(making: Making): Values {
  const wanted = text(making.values.arn) ?? text(making.values.name) ?? "";
  const { arn, steered, made } = lookUpSecret(making, wanted, "Secrets Manager Secret");
  return {
    id: arn,
    arn,
    name: nameOfSecret(arn),
    // AWS tells nothing of its own key. Of a secret that nobody describes the key is what the program says.
    kms_key_id:
      text(made?.kms_key_id) ?? steered?.kmsKeyId ?? (made ? null : (making.world.steering.statedKeys?.[arn] ?? null)),
    policy: policyOf(making, arn, steered?.policy ?? text(made?.policy) ?? ""),
    tags: made?.tags ?? {},
  };
}
