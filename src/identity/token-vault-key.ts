import { instances, optional, requireKinds } from "../access/argument-kinds";
import { BedrockagentcoreTokenVaultCmk } from "@cdktf/provider-aws/lib/bedrockagentcore-token-vault-cmk";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { splitArn } from "../access/arn";
import { KEY_ARN, parseKeyArn } from "../access/key-arn";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";
import { Role } from "../access/role";
import { describeTokenVaultKey, useTokenVaultKey } from "../access/statements";
import { textProblems } from "../access/written-text";
import { accountGuards, keyArnGuards, roleArnGuards } from "../terraform/guards";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { knownProviderRegion, partitionIn, plannedProviderRegion } from "../terraform/region";
import { accountOf } from "../terraform/role-policy";
import { argument } from "../terraform/text";
import { TerraformStack } from "cdktf";

/** Properties of the token vault's key. */
export interface TokenVaultKeyProps {
  /** The ARN of a symmetric, single-Region customer managed key in the vault's Region; a token is fine. */
  readonly kmsKeyArn: string;

  /**
   * The roles that store or fetch tokens: readers, and deployers. They are named in `keyPolicyDocument`.
   *
   * @default - none
   */
  readonly roles?: Role[];

  /**
   * The AWS provider of the vault's account and Region.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * The customer managed key of the account's token vault. It encrypts the tokens that AgentCore obtains and has nothing to
 * do with the key of a secret. There is one vault in an account and Region, so one program should set its key.
 * Destroying it changes nothing at AWS: the vault keeps its key.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/kms-key-policy-configuration.html
 */
export class TokenVaultKey extends Construct {
  /** The `aws_bedrockagentcore_token_vault_cmk`. */
  public readonly resource: BedrockagentcoreTokenVaultCmk;

  /** What the key's policy must hold for `roles`, as JSON text. */
  public readonly keyPolicyDocument: string;

  public constructor(scope: Construct, id: string, props: TokenVaultKeyProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      kmsKeyArn: KEY_ARN,
      roles: optional(instances(Role, "Reader.role or Deployer.role")),
      provider: optional("object"),
    });
    const { kmsKeyArn, provider, roles = [] } = props;
    const program = Program.of(this);
    program.refuse(
      this,
      ...roles.flatMap(({ _problems }) => _problems),
      ...problems(kmsKeyArn, knownProviderRegion(this, provider)),
    );
    this.claimVault(provider);
    const [isKey] = isKnown(kmsKeyArn) ? [] : keyArnGuards(kmsKeyArn, "");
    const keyGuards = isKey ? [isKey] : [];
    this.resource = new BedrockagentcoreTokenVaultCmk(this, "Resource", {
      kmsConfiguration: [{ keyType: "CustomerManagedKey", kmsKeyArn: argument(kmsKeyArn) }],
      provider,
      ...(!isKnown(kmsKeyArn) && { lifecycle: { precondition: keyGuards } }),
    });
    const region =
      splitArn(kmsKeyArn)?.region ?? knownProviderRegion(this, provider) ?? plannedProviderRegion(this, provider);
    this.keyPolicyDocument = policyJson(
      (resolve) => {
        const byAccount = new Map<string, string[]>();
        for (const role of roles) {
          const account = resolve(accountOf(role));
          byAccount.set(account, [...(byAccount.get(account) ?? []), resolve(role.roleArn)]);
        }
        const place = { partition: resolve(partitionIn(kmsKeyArn, region)), region: resolve(region) };
        const use = [...byAccount]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([account, roleArns], index) =>
            useTokenVaultKey({ ...place, account }, roleArns, byAccount.size > 1 ? index + 1 : ""),
          );
        return use.length > 0 ? [...use, describeTokenVaultKey(place, [...byAccount.values()].flat())] : [];
      },
      () => [...roleArnGuards(roles.map(({ roleArn }) => roleArn)), ...roles.flatMap(accountGuards)],
    );
  }

  private claimVault(provider: TerraformProvider | undefined): void {
    const program = Program.of(this);
    const owners = program.share(
      `token vault of ${TerraformStack.of(this).node.path} ${provider?.alias ?? "default"}`,
      (): TokenVaultKey[] => [],
    );
    owners.push(this);
    const [first] = owners as [TokenVaultKey];
    if (first === this) return;
    program.refuse(this, {
      subject: "TokenVaultKey",
      rule: `is set by ${first.node.path} already, and an account has one token vault in a Region`,
      fix: "Keep one of the two.",
    });
  }
}

function problems(kmsKeyArn: string, providerRegion: string | undefined): Problem[] {
  if (!isKnown(kmsKeyArn)) return textProblems({ kmsKeyArn });
  const key = parseKeyArn(kmsKeyArn, "kmsKeyArn");
  if (isProblem(key)) return [key.problem];
  const refuse = (rule: string, fix: string): Problem => ({ subject: "kmsKeyArn", value: kmsKeyArn, rule, fix });
  const found: Problem[] = [];
  if (key.value.keyId.startsWith("mrk-"))
    found.push(refuse("is a multi-Region key", "Name a single-Region key: the token vault takes no other."));
  if (providerRegion !== undefined && key.value.region !== providerRegion)
    found.push(
      refuse(
        `is in ${key.value.region}, but the AWS provider works in ${providerRegion}`,
        "Name a key in the vault's Region.",
      ),
    );
  return found;
}
