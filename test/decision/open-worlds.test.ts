import fc from "fast-check";
import type { KmsGrant, Policies, Request, RequestPrincipal } from "../../src/decision";
import { compilePolicy, openText, verdict } from "../../src/decision";

/** Two parts that differ in case only, an account, and the path of a role with its last slash. */
const NAMES = ["role.A", "role.a", "account", "path"];
const [UPPER, LOWER, NUMBER, PATH] = NAMES.map((name) => openText(name)) as [string, string, string, string];
const OWN = "111122223333";

const accounts = fc.constantFrom(OWN, NUMBER);
const roles = fc
  .tuple(accounts, fc.constantFrom("a", "A", UPPER, LOWER, `x-${LOWER}`, `p/${UPPER}`, `${PATH}a`, `${PATH}${LOWER}`))
  .map(([account, name]) => `arn:aws:iam::${account}:role/${name}`);
const secrets = fc
  .tuple(accounts, fc.constantFrom("a", "x-a", UPPER, LOWER, `x-${UPPER}`))
  .map(([account, name]) => `arn:aws:secretsmanager:us-east-1:${account}:secret:${name}`);
const keys = fc
  .tuple(accounts, fc.constantFrom("a", UPPER, LOWER))
  .map(([account, id]) => `arn:aws:kms:us-east-1:${account}:key/${id}`);
const services = fc.constantFrom("a.amazonaws.com", `${LOWER}.amazonaws.com`, `${UPPER}.amazonaws.com`);

const wild = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.constantFrom("", "x*", "?", "*a"))
    .map(([text, end]) => text.replace(/[^/:]*$/, (name) => end || name));
const variables = fc.constantFrom(
  "${aws:PrincipalArn}",
  "arn:aws:iam::${aws:PrincipalAccount}:role/a",
  "${aws:username}",
);

const ARN_OPERATORS = [
  "ArnLike",
  "ArnNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
];
const ACCOUNT_OPERATORS = ["StringEquals", "StringNotEquals", "ForAllValues:StringEquals", "StringEqualsIfExists"];
const ACCOUNT_KEYS = ["aws:PrincipalAccount", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:PrincipalOrgID"];
const TAG_OPERATORS = ["StringEquals", "ForAnyValue:StringLike", "ForAllValues:StringNotLike"];
const TAG = "aws:PrincipalTag/team";

const condition = (operator: string, key: string, values: string | string[]): object => ({
  [operator]: { [key]: values },
});
const conditions = fc.oneof(
  fc.constant(undefined),
  fc
    .tuple(
      fc.constantFrom(...ARN_OPERATORS),
      fc.array(fc.oneof(wild(roles), variables), { minLength: 1, maxLength: 2 }),
    )
    .map(([operator, values]) => condition(operator, "aws:PrincipalArn", values)),
  fc
    .tuple(fc.constantFrom(...ACCOUNT_OPERATORS), fc.constantFrom(...ACCOUNT_KEYS), accounts)
    .map(([operator, key, value]) => condition(operator, key, value)),
  fc
    .tuple(fc.constantFrom(...TAG_OPERATORS), fc.constantFrom("a", "", LOWER))
    .map(([operator, value]) => condition(operator, TAG, value)),
  fc.constantFrom("true", "false").map((value) => condition("Null", TAG, value)),
);

const ACTIONS = { secretsmanager: "secretsmanager:GetSecretValue", kms: "kms:Decrypt" };
type Service = keyof typeof ACTIONS;

const statements = (service: Service): fc.Arbitrary<object> => {
  const arns = service === "kms" ? keys : secrets;
  const actions = [
    { Action: ACTIONS[service] },
    { Action: "*" },
    { NotAction: "iam:*" },
    { Action: `${service}:${LOWER}` },
  ];
  const resources = fc.oneof(
    fc.constant({ Resource: "*" }),
    wild(arns).map((Resource) => ({ Resource })),
    wild(arns).map((NotResource) => ({ NotResource })),
  );
  return fc
    .tuple(fc.constantFrom("Allow", "Allow", "Deny"), fc.constantFrom(...actions), resources, conditions)
    .map(([Effect, action, resource, Condition]) => ({
      Effect,
      ...action,
      ...resource,
      ...(Condition && { Condition }),
    }));
};
const named = fc.array(fc.oneof(roles, accounts), { minLength: 1, maxLength: 3 });
const principalElements: fc.Arbitrary<object> = fc.oneof(
  fc.constant({ Principal: "*" }),
  named.map((AWS) => ({ Principal: { AWS } })),
  services.map((one) => ({ Principal: { Service: one } })),
  named.map((AWS) => ({ NotPrincipal: { AWS }, Effect: "Deny" })),
);
const document = (all: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.array(all, { maxLength: 3 }).map((Statement) => ({ Version: "2012-10-17", Statement }));

const principals: fc.Arbitrary<RequestPrincipal> = fc.oneof(
  fc
    .record({ roleArn: roles, sessionName: fc.constantFrom(undefined, "s"), team: fc.constantFrom("a", "", LOWER) })
    .map(({ team, ...role }) => ({ type: "AssumedRole" as const, ...role, tags: { team } })),
  roles.map((arn) => ({ type: "User" as const, userArn: arn.replace(":role/", ":user/"), tags: {} })),
  accounts.map((account) => ({ type: "Account" as const, account })),
  services.map((service) => ({ type: "Service" as const, service })),
);

const grants: fc.Arbitrary<KmsGrant> = fc.record({
  name: fc.constant("grant"),
  keyArn: keys,
  granteePrincipal: fc.oneof(
    roles,
    fc.constantFrom(`arn:aws:sts::${NUMBER}:assumed-role/a/s`, `arn:aws:sts::${OWN}:assumed-role/${LOWER}/s`),
    services,
    accounts.map((account) => `arn:aws:iam::${account}:root`),
  ),
  operations: fc.constantFrom(["Decrypt"], ["Encrypt"]),
  constraints: fc.constantFrom(
    {},
    { encryptionContextEquals: { SecretARN: LOWER } },
    { encryptionContextSubset: { SecretARN: "a" } },
  ),
  issuingAccount: accounts,
});

const worlds = fc.constantFrom<Service>("secretsmanager", "kms").chain((service) =>
  fc.record({
    action: fc.constant(ACTIONS[service]),
    arn: service === "kms" ? keys : secrets,
    principal: principals,
    secret: fc.constantFrom("a", LOWER, UPPER),
    identity: document(statements(service)),
    resource: document(fc.tuple(statements(service), principalElements).map(([one, whom]) => ({ ...one, ...whom }))),
    scp: fc.oneof(fc.constant(undefined), document(statements(service))),
    grants: fc.array(grants, { maxLength: 1 }),
  }),
);
type World = typeof worlds extends fc.Arbitrary<infer Made> ? Made : never;

function ask(world: World): string {
  const policies: Policies = {
    identityPolicies: [compilePolicy("identity policy", "identity", world.identity)],
    resourcePolicy: compilePolicy("resource policy", "resource", world.resource),
    serviceControlPolicies: world.scp && [[compilePolicy("SCP", "identity", world.scp)]],
    grants: world.grants,
    accounts: { [OWN]: { organizationId: "o-a", isManagementAccount: true }, "444455556666": { organizationId: null } },
  };
  const request: Request = {
    principal: world.principal,
    action: world.action,
    resource: { arn: world.arn },
    context: { "kms:EncryptionContext:SecretARN": world.secret },
  };
  return verdict(policies, request).replace(/^(?:im|ex)plicitlyD/, "d");
}

const filled = (world: World, values: readonly string[]): World =>
  JSON.parse(
    NAMES.reduce((text, name, at) => text.replaceAll(openText(name), values[at] ?? ""), JSON.stringify(world)),
  ) as World;

const names = fc.constantFrom("a", "A", "b", "x-a", "", "s");
const fillings = fc.tuple(names, names, fc.constantFrom(OWN, "444455556666"), fc.constantFrom("", "p/", "p/q/"));

test("what is decided of principals, resources, conditions and grants holds for every value of what is open", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(worlds, fc.array(fillings, { minLength: 6, maxLength: 6 }), (world, all) => {
      const open = ask(world);
      seen.set(open, (seen.get(open) ?? 0) + 1);
      if (open === "unknown") return;
      for (const values of all) {
        const known = ask(filled(world, values));
        // A hundred thousand times: an expectation that holds takes as long as the decision.
        if (known !== "unknown" && known !== open) expect(known).toBe(open);
      }
    }),
    { numRuns: 6_000 },
  );
  for (const one of ["allowed", "denied", "unknown"]) expect(seen.get(one)).toBeGreaterThan(100);
});

/** What a request may bring, apart from how the engine tries it out. */
const CONTEXTS = fc.record(
  {
    "aws:SourceVpce": fc.constantFrom("vpce-1", "vpce-2", "vpce-3"),
    "aws:MultiFactorAuthPresent": fc.constantFrom("true", "false"),
    "aws:CurrentTime": fc.constantFrom("2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z"),
  },
  { requiredKeys: ["aws:CurrentTime"] },
);
const brought = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("StringEquals", "StringNotEquals", "StringLike", "StringEqualsIfExists"),
      fc.constantFrom("vpce-1", "vpce-2", "vpce-*"),
    )
    .map(([operator, value]) => condition(operator, "aws:SourceVpce", value)),
  fc.constantFrom("Bool", "BoolIfExists").map((operator) => condition(operator, "aws:MultiFactorAuthPresent", "true")),
  fc.constant(condition("Null", "aws:SourceVpce", "true")),
  fc
    .constantFrom("DateLessThan", "DateGreaterThan")
    .map((operator) => condition(operator, "aws:CurrentTime", "2030-01-01T00:00:00Z")),
  fc.constant(condition("StringEquals", TAG, "a")),
);
const conditioned = fc.array(
  fc
    .tuple(fc.constantFrom("Allow", "Deny"), fc.array(brought, { maxLength: 2 }))
    .map(([Effect, all]) => ({ Effect, Action: "*", Resource: "*", Condition: Object.assign({}, ...all) as object })),
  { minLength: 1, maxLength: 3 },
);

/** All contexts that matter to these conditions. */
const EVERY = ["vpce-1", "vpce-2", "vpce-3", undefined].flatMap((endpoint) =>
  ["true", "false", undefined].flatMap((factor) =>
    ["2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"].map((time) => ({
      ...(endpoint !== undefined && { "aws:SourceVpce": endpoint }),
      ...(factor !== undefined && { "aws:MultiFactorAuthPresent": factor }),
      "aws:CurrentTime": time,
    })),
  ),
);

test("conditional means: some requests are allowed, others are not, and nothing else is open", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(conditioned, CONTEXTS, (Statement, context) => {
      const policies = { identityPolicies: [compilePolicy("p", "identity", { Version: "2012-10-17", Statement })] };
      const request: Request = {
        principal: { type: "AssumedRole", roleArn: `arn:aws:iam::${OWN}:role/a`, sessionName: "s" },
        action: ACTIONS.secretsmanager,
        resource: { arn: `arn:aws:secretsmanager:us-east-1:${OWN}:secret:a-AbCdEf` },
      };
      const open = verdict(policies, { ...request, otherKeys: "unknown" });
      seen.set(open, (seen.get(open) ?? 0) + 1);
      const one = verdict(policies, { ...request, context });
      if (open === "conditional") {
        const found = new Set(EVERY.map((held) => verdict(policies, { ...request, context: held })));
        expect(found.has("allowed") && found.size > 1 && !found.has("unknown")).toBe(true);
      } else if (open !== "unknown" && one !== "unknown") {
        expect(one === "allowed").toBe(open === "allowed");
      }
    }),
    { numRuns: 3_000 },
  );
  expect(seen.get("conditional")).toBeGreaterThan(100);
});
