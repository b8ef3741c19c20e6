import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-AbCdEf";
const OTHER = "arn:aws:secretsmanager:us-east-1:111122223333:secret:wallet-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ROLE = "arn:aws:iam::111122223333:role/planner";

interface Inputs {
  readonly credential_provider?: object;
  readonly readers?: object;
  readonly secret?: object;
  readonly additional_secrets?: readonly object[];
}

/** Beside each right argument the same with a name that there is not, and what is said of it. */
const CASES: readonly (readonly [what: string, right: Inputs, wrong: Inputs, message: string])[] = [
  [
    "the key of the secret",
    { secret: { secret_arn: SECRET, kms_key_arn: KEY } },
    { secret: { secret_arn: SECRET, kms_key: KEY } },
    "secret.kms_key is not among the attributes of the secret. Did you mean kms_key_arn? There are kms_key_arn, secret_arn.",
  ],
  [
    "the key of another secret",
    { additional_secrets: [{ secret_arn: SECRET }, { secret_arn: OTHER, kms_key_arn: KEY }] },
    { additional_secrets: [{ secret_arn: SECRET }, { secret_arn: OTHER, key_arn: KEY }] },
    "additional_secrets[1].key_arn is not among the attributes of the secret. There are kms_key_arn, secret_arn.",
  ],
  [
    "whether the policy is attached",
    { readers: { planner: { role_arn: ROLE, attach_policy: false } } },
    { readers: { planner: { role_arn: ROLE, attach: false } } },
    'readers["planner"].attach is not among the attributes of the reader. Did you mean attach_policy? There are attach_policy, kind, policy_kind, role_arn, workload_identities, workload_identity_arns.',
  ],
  [
    "the workload identities, and the key, too",
    { readers: { planner: { role_arn: ROLE, workload_identities: ["planner-*"] } } },
    {
      readers: { planner: { role_arn: ROLE, Workload_identities: ["planner-*"] } },
      secret: { secret_arn: "${aws_secretsmanager_secret.made.arn}", key: KEY },
    },
    'readers["planner"].Workload_identities is not among the attributes of the reader. Did you mean workload_identities or workload_identity_arns? There are attach_policy, kind, policy_kind, role_arn, workload_identities, workload_identity_arns.\nsecret.key is not among the attributes of the secret. There are kms_key_arn, secret_arn.',
  ],
  [
    "the kind of the provider",
    { credential_provider: { kind: "apikey", name: "weather" } },
    { credential_provider: { kind: "apikey", name: "weather", kinds: "oauth2" } },
    "credential_provider.kinds is not among the attributes of the credential provider. Did you mean kind? There are kind, name.",
  ],
];

const RIGHT: Inputs = {
  credential_provider: { kind: "payment", name: "checkout" },
  readers: { planner: { role_arn: ROLE } },
  secret: { secret_arn: SECRET },
};

describeWithTerraform("attributes that there are not, in the inputs of reader-policy", () => {
  const given = async (all: readonly Inputs[]): Promise<Workspace> => {
    const workspace = await inModules("");
    const calls = all.map((inputs, index) => [`m${index}`, { source: "./reader-policy", ...RIGHT, ...inputs }]);
    await workspace.write({
      "main.tf.json": {
        provider: { aws: { region: "us-east-1" } },
        resource: { aws_secretsmanager_secret: { made: { name: "made" } } },
        module: Object.fromEntries(calls) as object,
      },
    });
    await workspace.init();
    return workspace;
  };

  test("each is refused with its entry, its name and what there is", async () => {
    const told = await refusalsOf(await given(CASES.map(([, , wrong]) => wrong)));
    const messages = told.map((text) => text.replace(/\n\nThis was checked by the validation rule[\s\S]*$/, ""));
    expect(messages.sort()).toEqual(CASES.flatMap(([, , , message]) => message.split("\n")).sort());
  });

  test("the same with the right names is accepted", async () => {
    expect(await refusalsOf(await given(CASES.map(([, right]) => right)))).toEqual([]);
  });
});
