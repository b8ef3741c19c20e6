import { Expression } from "../../src/plan/expression";
import { withMade } from "../../src/plan/made-by-module";
import type { Source, SourceResource } from "../../src/plan/source";

const ACCOUNT = "111122223333";
const STANDS = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:made-0a1b-AbCdEf`;
const STANDS_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/made-0a1b`;
const SECRET = 'module.a.module.agent_secrets["google"].aws_secretsmanager_secret.this';
const KEY = 'module.a.module.agent_secrets["google"].aws_kms_key.this[0]';
const POLICY = 'module.a.aws_iam_role_policy.this["oauth2/google/agent"]';
const open = new Expression();

const resource = (address: string, values: object): SourceResource => ({
  address,
  type: /(aws_[a-z_]+)\.\w+(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? "",
  values: values as SourceResource["values"],
  provider: "aws",
});

const planned = {
  secrets: {
    google: { name: "agents/google", region: "us-east-1", secret_arn: STANDS, kms_key_arn: STANDS_KEY },
    "google/eu-west-1": {
      name: null,
      region: "eu-west-1",
      secret_arn: STANDS.replace("us-east-1", "eu-west-1"),
      kms_key_arn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`,
    },
  },
  references: {
    'aws_kms_grant.this["google/agent"]': "google",
    'aws_kms_grant.this["google/eu-west-1/agent"]': "google/eu-west-1",
  },
  policies: { [POLICY.replace("module.a.", "")]: `{"Resource":["${STANDS}","${STANDS_KEY}"]}` },
};

const sourceWith = (resources: readonly SourceResource[], told: object = planned): Source => ({
  resources,
  data: [],
  providers: new Map([["aws", { region: "us-east-1", account: ACCOUNT }]]),
  stated: [{ at: "output.who", value: { planned: told } }],
  unheard: [],
});

const grant = { key_id: open, constraints: [{ encryption_context_subset: { SecretARN: open } }] };
const all: readonly SourceResource[] = [
  resource(SECRET, { name: "agents/google", region: "us-east-1", arn: open, kms_key_id: open }),
  resource(KEY, { arn: open, region: "us-east-1" }),
  resource('module.a.aws_kms_grant.this["google/agent"]', grant),
  resource('module.a.aws_kms_grant.this["google/eu-west-1/agent"]', { ...grant, key_id: "known" }),
  resource(POLICY, { policy: open }),
];

const valuesOf = (source: Source, end: string): Record<string, unknown> =>
  (withMade(source, new Map()).resources.find(({ address }) => address.endsWith(end))?.values ?? {}) as Record<
    string,
    unknown
  >;
const contextOf = (values: Record<string, unknown>): unknown =>
  (values.constraints as readonly { encryption_context_subset: { SecretARN: unknown } }[])[0]?.encryption_context_subset
    .SecretARN;

test("what the plan leaves open is filled in with the secret that is made, and what it knows stays", () => {
  const ours = valuesOf(sourceWith(all), '["google/agent"]');
  expect(contextOf(ours)).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:agents\/google-/);
  expect(ours.key_id).toMatch(/^arn:aws:kms:us-east-1:111122223333:key\//);
  const replica = valuesOf(sourceWith(all), '["google/eu-west-1/agent"]');
  expect(contextOf(replica)).toBe(String(contextOf(ours)).replace("us-east-1", "eu-west-1"));
  expect(replica.key_id).toBe("known");
});

test("a policy is what the module says, which is taken for granted", () => {
  const { policy } = valuesOf(sourceWith(all), POLICY);
  const { Resource: arns } = JSON.parse(String(policy)) as { Resource: string[] };
  expect(arns).toEqual([
    contextOf(valuesOf(sourceWith(all), '["google/agent"]')),
    valuesOf(sourceWith(all), '["google/agent"]').key_id,
  ]);
  expect(withMade(sourceWith(all), new Map()).assumptions).toEqual([
    {
      subject: "module.a",
      text: "gives the secrets that it makes the policies and grants that output.who tells: the plan does not show them",
    },
  ]);
});

test("a policy that the plan knows is that one", () => {
  const known = all.map((one) => (one.address === POLICY ? resource(POLICY, { policy: "{}" }) : one));
  expect(valuesOf(sourceWith(known), POLICY).policy).toBe("{}");
  const closed = known.map((one) => resource(one.address, { name: "agents/google", region: "us-east-1" }));
  expect(withMade(sourceWith(closed), new Map()).assumptions).toBeUndefined();
});

test.each([
  ["in a policy a key of which nothing is known", all.filter(({ address }) => address !== KEY), planned],
  [
    "a secret of another name than the module tells",
    all,
    { ...planned, secrets: { google: { ...planned.secrets.google, name: "agents/slack" } } },
  ],
  [
    "a secret of another Region than the module tells",
    all,
    { ...planned, secrets: { google: { ...planned.secrets.google, region: "eu-west-1" } } },
  ],
  [
    "one of two secrets of that name",
    [...all, ...all.map((one) => resource(one.address.replace("module.a.", "module.b."), one.values))],
    planned,
  ],
])("%s stays open", (_, resources, told) => {
  expect(valuesOf(sourceWith(resources, told), POLICY).policy).toBe(open);
});
