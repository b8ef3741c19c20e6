import {
  ClientAuthenticationMethod,
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PolicyKind,
  PrivateEndpoint,
  Reader,
  SecretPolicyMode,
  SigningAlgorithm,
} from "cdktf-agentcore-identity";
import type { CompiledPolicy, KmsGrant } from "../../src/decision";
import { compilePolicy, decide } from "../../src/decision";
import { encoded, resolved, synth } from "../support/synth";
import type { Attempt } from "./deployer-abuses.cases";
import {
  ABUSES,
  ACCOUNT,
  BOUNDARY,
  DEPLOYER,
  KEY,
  MARK,
  MANAGED_READER,
  READER,
  SECRET,
  SHARED_KEY,
  SHARED_SECRET,
  SIGNING_KEY,
  VPC,
} from "./deployer-abuses.cases";

/** The mark of the stack in its workspace, which Terraform fills in. */
const OWN_MARK = "${local.agentcore_identity_mark}";

/** The deployer of a program with all that a DeployerPolicy knows, and what it may do. */
let policy = "";
let secretPolicy = "";
synth((stack) => {
  const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: SECRET, kmsKeyArn: KEY });
  const shared = ExternalSecret.fromArn(stack, "Shared", {
    secretArn: SHARED_SECRET,
    kmsKeyArn: SHARED_KEY,
    policyMode: SecretPolicyMode.ADDITIVE,
    keyAccess: KmsAccess.KEY_POLICY,
  });
  const client = { clientId: "client", discoveryUrl: "https://idp.example/.well-known/openid-configuration" };
  const credentialProviders = [
    new OAuth2CredentialProvider(stack, "Google", {
      name: "google",
      vendor: OAuth2Vendor.google(client),
      clientSecret: secret.jsonKey("client_secret"),
    }),
    new OAuth2CredentialProvider(stack, "Slack", {
      name: "slack",
      vendor: OAuth2Vendor.slack(client),
      clientSecret: shared.jsonKey("client_secret"),
    }),
    new OAuth2CredentialProvider(stack, "Bank", {
      name: "bank",
      vendor: OAuth2Vendor.custom({
        ...client,
        clientAuthenticationMethod: ClientAuthenticationMethod.PRIVATE_KEY_JWT,
        privateKeyJwt: { kmsKeyArn: SIGNING_KEY, signingAlgorithm: SigningAlgorithm.PS256 },
        privateEndpoint: PrivateEndpoint.managedVpc(VPC),
      }),
    }),
  ];
  for (const provider of credentialProviders) {
    provider.grantUse(Reader.role(READER));
    provider.grantUse(Reader.role(MANAGED_READER, { policyKind: PolicyKind.MANAGED }));
  }
  const deployer = new DeployerPolicy(stack, "Deployer", {
    deployer: Deployer.role(DEPLOYER),
    credentialProviders,
    permissionsBoundaryArn: BOUNDARY,
  });
  policy = JSON.stringify(encoded(resolved(stack, deployer.policyDocument))).replaceAll(OWN_MARK, MARK);
  secretPolicy = JSON.stringify(encoded(resolved(stack, secret.policyDocument)));
});

const IAM_DECIDES = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" }],
});

/** The grant that the program makes for the deployer itself: it must not open more than the policy. */
const GRANT: KmsGrant = {
  name: "deployer",
  keyArn: KEY,
  granteePrincipal: DEPLOYER,
  operations: ["Decrypt"],
  constraints: { encryptionContextSubset: { SecretARN: SECRET } },
  issuingAccount: ACCOUNT,
};

function resourcePolicy(resource: string): CompiledPolicy | undefined {
  if (resource.includes(":kms:")) return compilePolicy("key policy", "resource", IAM_DECIDES);
  return resource === SECRET ? compilePolicy("secret policy", "resource", secretPolicy) : undefined;
}

const verdict = ({ action, resource, context }: Attempt): string =>
  decide(
    {
      identityPolicies: [compilePolicy("the deployer's policy", "identity", policy)],
      resourcePolicy: resourcePolicy(resource),
      grants: resource.includes(":kms:") ? [GRANT] : [],
      accounts: { [ACCOUNT]: { organizationId: null } },
    },
    {
      principal: { type: "AssumedRole", roleArn: DEPLOYER, sessionName: "thief", tags: {} },
      action,
      resource: { arn: resource },
      context,
    },
  ).verdict;

test.each(ABUSES)("the deployer's role is no way to $name", ({ daily, instead }) => {
  const context = Object.fromEntries(
    Object.entries({ ...daily.context, ...instead.context }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
  );
  expect({ daily: verdict(daily), instead: verdict({ ...daily, ...instead, context }) }).toEqual({
    daily: "allowed",
    instead: "implicitlyDenied",
  });
});

test("each abuse has a name of its own, and differs", () => {
  expect(new Set(ABUSES.map(({ name }) => name)).size).toBe(ABUSES.length);
  expect(ABUSES.length).toBeGreaterThanOrEqual(15);
  expect(ABUSES.filter(({ instead }) => Object.keys(instead).length !== 1)).toEqual([]);
});
