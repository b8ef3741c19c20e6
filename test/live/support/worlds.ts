import { providerArn } from "../../../src/access/vault";
import { SdkCaller } from "../../../src/live/aws/sdk-caller";
import type { Target } from "../../../src/live/read";
import type { FurnishedProvider, Furnishing } from "../../../src/sandbox/furnish";
import { furnish as putIn } from "../../../src/sandbox/furnish";
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
export const furnish = (sandbox: Sandbox, world: World): void => putIn(sandbox, furnishingOf(world));

/** What a world has after the apply, as data. */
export function furnishingOf(world: World): Furnishing {
  const aws = new Aws(world);
  const providers = new Truth(world).providers.map((provider): FurnishedProvider => {
    const { kind, name, region, account, secretArn } = provider;
    const isExternal = aws.secret(secretArn) !== undefined;
    const reference = isExternal
      ? { source: "EXTERNAL" as const, secretArn, jsonKey: "value" }
      : { source: "MANAGED" as const, secretArn };
    return {
      kind,
      name,
      place: { partition: "aws", region, account },
      vendor: "GithubOauth2",
      config: { $member: "githubOauth2ProviderConfig", clientId: "client" },
      secrets: kind === "apikey" ? { apiKey: reference } : { clientSecret: reference },
      tags: {},
    };
  });
  const referenced = new Set(providers.flatMap(({ secrets }) => Object.values(secrets).map((one) => one.secretArn)));
  return {
    policies: Object.fromEntries(aws.policies),
    identities: [...aws.identities.values()].map(({ kind, arn, inline, attached, groups, boundary }) => ({
      kind,
      arn,
      inline: Object.fromEntries(inline),
      options: {
        attached: [...attached],
        ...(boundary !== undefined && { boundary }),
        groups: [...groups].flatMap((name) => aws.identities.get(`group ${name}`)?.arn ?? []),
      },
    })),
    keys: [...aws.keys].map(([arn, { policy }]) => ({
      arn,
      policy: JSON.stringify(policy),
      grants: [...aws.grants.values()].filter(({ keyArn }) => keyArn === arn).map(grantOf),
    })),
    secrets: [...referenced].map((arn) => {
      const secret = aws.secret(arn);
      return {
        arn,
        value: VALUE,
        ...(secret?.keyArn && { kmsKeyId: secret.keyArn }),
        ...(secret?.policy !== undefined && { policy: JSON.stringify(secret.policy) }),
        ...(!secret && { owningService: "bedrock-agentcore-identity" }),
      };
    }),
    providers,
    organizations: [...new Set(world.accounts.map(({ organization }) => organization.id))].flatMap((id) =>
      id === null ? [] : [organizationOf(world, id)],
    ),
  };
}

const grantOf = ({ name, grantee, operations, subset, equals, account }: GrantHere) => ({
  Name: name,
  GranteePrincipal: grantee,
  Operations: operations,
  IssuingAccount: account,
  ...((subset ?? equals) && {
    Constraints: {
      ...(subset && { EncryptionContextSubset: subset }),
      ...(equals && { EncryptionContextEquals: equals }),
    },
  }),
});

type GrantHere = Aws["grants"] extends ReadonlyMap<unknown, infer Grant> ? Grant : never;

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
