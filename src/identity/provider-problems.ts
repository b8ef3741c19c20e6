import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../access/known";
import { parseKeyArn } from "../access/key-arn";
import { Engine } from "../access/engine";
import { follows, knownProblems } from "../access/rule";
import { PROVIDER_NAME } from "../access/rules/names";
import { ownerNameProblems } from "../access/statement-owner";
import { KmsAccess, SecretPolicyMode } from "../access/modes";
import { sortedUnique } from "../access/policy";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";
import type { Reader } from "../access/reader";
import { READER_NEEDS } from "../access/reader-kind";
import { workloadIdentityPrefix } from "../access/vault";
import { WORKLOAD_IDENTITY_ARN } from "../access/workload-identity-arn";
import { splitArn } from "../access/arn";
import { textProblems } from "../access/written-text";
import type { ExternalSecret } from "../secret/external-secret";
import { Program } from "../terraform/program";
import { identityOf } from "../terraform/tokens";
import type { CredentialProviderKind, CredentialProviderOptions, UsedProvider } from "./credential-provider-options";
import { vaultOf } from "./location";
import { tagProblems } from "./tag-problems";

/** What is wrong with a credential provider by itself. */
export function providerProblems(
  { name, tags = {}, owner, adopt }: CredentialProviderOptions,
  kind: CredentialProviderKind,
): Problem[] {
  return [
    ...textProblems({ name, tags }),
    ...kind.references.flatMap(({ _problems }) => _problems),
    ...tagProblems(tags),
    ...ownerNameProblems(owner),
    ...adoptProblems(adopt, kind.engine),
    ...regionProblems({ ...kind, secrets: kind.references.map(({ secret }) => secret) }),
    ...knownProblems(PROVIDER_NAME, "name", name),
  ];
}

/** Terraform has its own word for taking over what its provider makes. */
function adoptProblems(adopt: boolean | undefined, engine: Engine): Problem[] {
  if (adopt !== true || engine === Engine.BRIDGE) return [];
  return [
    {
      subject: "adopt",
      value: "true",
      rule: "is for Engine.BRIDGE, and the AWS provider makes this one",
      fix: "Leave it out, and import the existing provider: importFrom of the resource, or an import block.",
    },
  ];
}

function differentRegions(secrets: readonly ExternalSecret[], here: string): Problem[] {
  const regions = sortedUnique(secrets.map(({ region }) => region));
  if (regions.length < 2 || !regions.every(isKnown)) return [];
  return [
    {
      subject: "secrets",
      value: regions.join(", "),
      rule: "are in different Regions, and AgentCore Identity reads nothing of another Region",
      fix: `Reference all in one Region: of a secret that is replicated there, its replica, as secret.replicaIn("${here}") gives it.`,
    },
  ];
}

/** What is wrong between the places of a credential provider, its secrets and its signing key. */
export function regionProblems({
  region,
  signingKeyArn,
  secrets,
}: Pick<UsedProvider, "region" | "signingKeyArn" | "secrets">): Problem[] {
  const problems = differentRegions(secrets, region);
  const key =
    signingKeyArn !== undefined && isKnown(signingKeyArn) ? parseKeyArn(signingKeyArn, "kmsKeyArn") : undefined;
  if (key && !isProblem(key) && isKnown(region) && key.value.region !== region) {
    problems.push({
      subject: "privateKeyJwt.kmsKeyArn",
      value: signingKeyArn,
      rule: `is in ${key.value.region}, but the credential provider is in ${region}`,
      fix: "Name a key in the credential provider's Region.",
    });
  }
  return problems;
}

/** What is wrong between a credential provider, its secret and its readers, as far as their accounts are known. */
export function readerProblems(used: UsedProvider, readers: readonly Reader[]): Problem[] {
  const { partition, secrets } = used;
  const problems: Problem[] = [];
  const accounts = [
    ...new Set(
      readers
        .map(({ account }) => account)
        .filter((account): account is string => account !== undefined && isKnown(account)),
    ),
  ].sort();
  if (accounts.length > 1) {
    problems.push({
      subject: "readers",
      value: accounts.join(", "),
      rule: "are in different accounts, and a role can use only the credential providers of its own",
      fix: "Make one credential provider in each account.",
    });
  }
  const foreign = readers.find(
    ({ roleArn }) =>
      isKnown(roleArn) && isKnown(partition) && (splitArn(roleArn)?.partition ?? partition) !== partition,
  );
  if (foreign)
    problems.push({
      subject: "roleArn",
      value: foreign.roleArn,
      rule: `is not in the partition of the secret, ${partition}`,
      fix: "Reference a secret of the role's own partition.",
    });
  problems.push(...readers.flatMap((reader) => useProblems(used, reader)));
  const [account] = accounts;
  if (account !== undefined) problems.push(...secrets.flatMap((secret) => crossAccountProblems(secret, account)));
  return problems;
}

/** What is wrong between a reader and the vault that it uses. */
function useProblems(used: UsedProvider, reader: Reader): Problem[] {
  const { called, uses } = READER_NEEDS[reader.kind];
  const vault = vaultOf(reader, used);
  const problems: Problem[] = uses.includes(used.kind)
    ? []
    : [
        {
          subject: "reader",
          value: reader.roleArn,
          rule: `is the role of ${called}, which does not use credential providers of this kind (${used.kind})`,
          fix: `Say whose role it is by kind, or grant it one of these: ${uses.join(", ")}.`,
        },
      ];
  if (!Object.values(vault).every(isKnown)) return problems;
  const foreign = reader.workloadIdentityArns.filter(
    (arn) => follows(WORKLOAD_IDENTITY_ARN, arn) && !arn.startsWith(workloadIdentityPrefix(vault)),
  );
  return [
    ...problems,
    ...foreign.map((value) => ({
      subject: "workloadIdentityArns",
      value,
      rule: `is not in the account and Region of the credential provider, ${vault.account} and ${vault.region}`,
      fix: "Give the workload identity of a runtime or gateway that is there: agents use credential providers of their own account and Region.",
    })),
  ];
}

function crossAccountProblems(secret: ExternalSecret, account: string): Problem[] {
  if (!isKnown(secret._account) || secret._account === account) return [];
  const between = `is in account ${secret._account}, but its readers are in ${account}`;
  const refuse = (rule: string, fix: string): Problem => ({
    subject: "secret",
    value: secret._shownArn,
    rule: `${between}, ${rule}`,
    fix,
  });
  const problems: Problem[] = [];
  if (secret.kmsKeyArn === undefined)
    problems.push(
      refuse(
        "and the AWS managed key aws/secretsmanager works in its own account only",
        "Encrypt the secret with a customer managed key and give its kmsKeyArn.",
      ),
    );
  const makesResources =
    secret._policyMode === SecretPolicyMode.EXCLUSIVE ||
    (secret.kmsKeyArn !== undefined && secret._keyAccess === KmsAccess.GRANT);
  if (makesResources && !secret._provider) {
    problems.push(
      refuse(
        "so its policy and its key's grants need an AWS provider of their own",
        "Give the ExternalSecret the provider of its account, or say policyMode: SecretPolicyMode.NONE and keyAccess: KmsAccess.NONE.",
      ),
    );
  }
  return problems;
}

/** Names are unique in an account and Region, for each kind of provider. */
export function claimName(construct: Construct, { kind, name, region, provider }: UsedProvider): void {
  if (!isKnown(name)) return;
  const program = Program.of(construct);
  const target = provider?.alias ?? "default";
  const owners = program.share(
    `${kind} ${name} ${identityOf(construct, region)} ${target} ${TerraformStack.of(construct).node.path}`,
    (): Construct[] => [],
  );
  owners.push(construct);
  const [first] = owners as [Construct];
  if (first === construct) return;
  program.refuse(construct, {
    subject: "name",
    value: name,
    rule: `is already the name of ${first.node.path}, and names are unique in an account and Region`,
    fix: "Rename one of the two.",
  });
}
