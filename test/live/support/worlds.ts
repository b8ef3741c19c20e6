import { providerArn } from "../../../src/access/vault";
import { SdkCaller } from "../../../src/live/aws/sdk-caller";
import type { Target } from "../../../src/live/read";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { Aws } from "../../worlds/aws";
import { REPLICA_REGIONS } from "../../worlds/secrets";
import { Truth } from "../../worlds/truth";
import type { World } from "../../worlds/world";

export const REGIONS = ["us-east-1", ...REPLICA_REGIONS] as const;
const VALUE = JSON.stringify({ value: "canary-value-of-a-secret" });

/** The name of the role that reads, which no world has. */
export const reader = (account: string): string => `arn:aws:iam::${account}:role/verifier`;

/** Puts what a world has after the apply into a sandbox. */
export function furnish(sandbox: Sandbox, world: World): void {
  const aws = new Aws(world);
  const truth = new Truth(world);
  for (const [arn, document] of aws.policies) sandbox.roles.managed.create(arn, document);
  for (const { kind, arn, inline, attached, groups, boundary } of aws.identities.values()) {
    const options = {
      attached: [...attached],
      ...(boundary !== undefined && { boundary }),
      groups: [...groups].flatMap((name) => aws.identities.get(`group ${name}`)?.arn ?? []),
    };
    const put = { role: "putRole", user: "putUser", group: "putGroup" } as const;
    sandbox.iam[put[kind]](arn, Object.fromEntries(inline), options);
  }
  for (const [arn, { policy }] of aws.keys) sandbox.keys.add(arn, JSON.stringify(policy));
  for (const { name, keyArn, grantee, operations, subset, equals, account } of aws.grants.values())
    sandbox.keys.of(keyArn).grants.push({
      GrantId: name.padEnd(64, "0"),
      Name: name,
      KeyId: keyArn,
      GranteePrincipal: grantee,
      Operations: operations,
      IssuingAccount: account,
      CreationDate: new Date(0),
      ...((subset ?? equals) && {
        Constraints: {
          ...(subset && { EncryptionContextSubset: subset }),
          ...(equals && { EncryptionContextEquals: equals }),
        },
      }),
    });
  for (const provider of truth.providers) {
    const { kind, name, region, account, secretArn } = provider;
    const secret = aws.secret(secretArn);
    const source = secret ? ("EXTERNAL" as const) : ("MANAGED" as const);
    if (!sandbox.secrets.find(secretArn))
      sandbox.secrets.add(secretArn, VALUE, {
        ...(secret?.keyArn && { kmsKeyId: secret.keyArn }),
        ...(secret?.policy !== undefined && { policy: JSON.stringify(secret.policy) }),
        ...(!secret && { owningService: "bedrock-agentcore-identity" }),
      });
    const reference = { source, secretArn, ...(secret && { jsonKey: "value" }) };
    sandbox.vaults.at({ partition: "aws", region, account }).providers.create(kind, name, "GithubOauth2", {
      config: { $member: "githubOauth2ProviderConfig", clientId: "client" },
      secrets: kind === "apikey" ? { apiKey: reference } : { clientSecret: reference },
      tags: {},
    });
  }
  for (const id of new Set(world.accounts.map(({ organization }) => organization.id)))
    if (id !== null) sandbox.organizations.push(organizationOf(world, id));
}

function organizationOf({ accounts }: World, id: string): Sandbox["organizations"][number] {
  const members = accounts.filter(({ organization }) => organization.id === id).map((account) => account.id);
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  return {
    id,
    managementAccount: "999900001111",
    // Whoever is asked may answer.
    delegated: members,
    parents: Object.fromEntries(members.map((account) => [account, "r-root"])),
    attached: { "r-root": ["p-FullAWSAccess"] },
    policies: [{ id: "p-FullAWSAccess", name: "FullAWSAccess", kind: "SERVICE_CONTROL_POLICY", document: everything }],
  };
}

/** Each account of a world, read by its own role. */
export const targetsOf = (sandbox: Sandbox, { accounts }: World): Target[] =>
  accounts.map(({ id }) => ({ caller: callerOf(sandbox, id), regions: REGIONS }));

export function callerOf(sandbox: Sandbox, account: string): SdkCaller {
  const { accessKeyId } = sandbox.principals.assume(reader(account), "verify");
  const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
  return new SdkCaller({ credentials, endpoint: sandbox.endpoint });
}

/** The truth of a world, by ARNs instead of Terraform addresses. */
export function truthByArn(world: World): Truth {
  const truth = new Truth(world);
  const providers = truth.providers.map((provider) => {
    const { kind, name, region, account } = provider;
    return { ...provider, address: providerArn({ partition: "aws", region, account }, kind, name) };
  });
  const principals = truth.principals.map((principal) => ({ ...principal, address: principal.arn }));
  return Object.assign(Object.create(truth) as Truth, { providers, principals });
}
