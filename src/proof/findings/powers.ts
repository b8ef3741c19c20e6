import { splitArn } from "../../access/arn";
import { PROVIDER_KINDS, providerArn } from "../../access/vault";
import type { ContextValue, RequestPrincipal } from "../../decision";
import { isUnknown, shownText, verdict } from "../../decision";
import { keyGuards, secretGuards } from "../guards";
import type { Side } from "../asker";
import type { Model, ModelProvider, ModelRole, ModelUser } from "../model";
import { limitsOn } from "../permission-limits";
import type { Row } from "../proof";
import { requestPrincipal } from "../requests";
import { isYes, plainRequest } from "./ask";
import type { Facts } from "./rule";
import type { Found } from "./statements";
import { mayBeAboutAny, principalsOf, statementsOf } from "./statements";

/** What somebody can do to come further than its policies lead. */
export interface Powers {
  readonly holder: string;
  readonly at: string;
  /** A sentence. */
  readonly detail: string;
}

type Holder = ModelRole | ModelUser;

/** One thing to do, and to what. */
interface Power {
  readonly action: string;
  readonly arn: string;
  readonly side?: Side;
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** Whether the deployer needs it. */
  readonly isForDeployers: boolean;
  /** Whether it leads nowhere without a way to read the secret. */
  readonly needsRead?: boolean;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-edit.html */
const ON_ROLES = ["PutRolePolicy", "AttachRolePolicy", "UpdateAssumeRolePolicy"].map((name) => `iam:${name}`);
const ON_USERS = ["PutUserPolicy", "AttachUserPolicy"].map((name) => `iam:${name}`);
const ON_POLICIES = ["CreatePolicyVersion", "SetDefaultPolicyVersion"].map((name) => `iam:${name}`);
const ON_SECRETS = ["secretsmanager:PutResourcePolicy"];
const ON_KEYS = ["kms:CreateGrant", "kms:PutKeyPolicy"];
const ON_PROVIDERS = Object.values(PROVIDER_KINDS).map(({ entity }) => `bedrock-agentcore:Update${entity}`);
const ALL = [...ON_ROLES, ...ON_USERS, ...ON_POLICIES, ...ON_SECRETS, ...ON_KEYS, ...ON_PROVIDERS];

/** Of each role and user of the model that is nobody's deployer for the purpose, one line. */
export function* powersOf(facts: Facts): Generator<Powers> {
  const { model, rows } = facts;
  const suspects = suspectsIn(model);
  if (suspects.size === 0) return;
  const rowsOf = new Map<string, Row[]>();
  for (const row of rows) rowsOf.set(row.principal, [...(rowsOf.get(row.principal) ?? []), row]);
  for (const arn of suspects) {
    const holder = model.roles.get(arn) ?? model.users?.get(arn) ?? { arn, policies: [], isComplete: false };
    const principal = requestPrincipal({ type: "AWS", name: arn });
    if (!principal || model.groups?.has(arn)) continue;
    const at = holder.at ?? holder.policies[0]?.at ?? arn;
    const can = (power: Power): boolean => canUse(model, holder, principal, power);
    if (isAdministrator(arn, can)) {
      const isDeployer = rowsOf.get(arn)?.some(({ standing }) => standing === "deployer") ?? false;
      const account = shownText(splitArn(arn)?.account ?? "");
      const detail = `${shownText(arn)} administers account ${account}: it may change every policy there.`;
      if (!isDeployer) yield { holder: arn, at, detail };
      continue;
    }
    const found = model.providers
      .flatMap((provider) => powersOver(model, provider, rowsOf.get(arn) ?? [], arn))
      .filter(can);
    const hasWay = found.some(({ needsRead }) => !needsRead);
    const useful = found.filter(({ needsRead }) => !needsRead || hasWay || readsAnything(rowsOf.get(arn)));
    if (useful.length > 0) yield { holder: arn, at, detail: `It may ${listed(useful)}.` };
  }
}

/** Those of whom some statement is about such an action at all. */
function suspectsIn(model: Model): Set<string> {
  const found = new Set<string>();
  for (const one of statementsOf(model)) {
    if (!isSuspicious(one)) continue;
    // The policy of a secret or key gives to those whom it names.
    const holders = one.kind === "role" ? [one.owner] : principalsOf(one, "AWS").filter((name) => HOLDER.test(name));
    for (const holder of holders) found.add(holder);
  }
  return found;
}

const HOLDER = /^arn:[^:]+:iam::[^:*?]+:(?:role|user)\/[^*?]+$/;

const isAboutPowers = mayBeAboutAny(ALL);

const isSuspicious = (found: Found): boolean => found.statement.Effect === "Allow" && isAboutPowers(found);

const readsAnything = (rows: readonly Row[] = []): boolean =>
  rows.some(({ secrets }) => secrets.some(({ read }) => read.verdict !== "denied"));

/** Whoever may write any policy of its account may do everything: one line says so. */
function isAdministrator(arn: string, can: (power: Power) => boolean): boolean {
  const { partition, account } = splitArn(arn) ?? {};
  const some = [
    ["iam:PutRolePolicy", `arn:${partition}:iam::${account}:role/zq7`],
    ["secretsmanager:PutResourcePolicy", `arn:${partition}:secretsmanager:us-east-1:${account}:secret:zq7-AbCdEf`],
  ] as const;
  return some.every(([action, resource]) => can({ action, arn: resource, isForDeployers: false }));
}

/** What leads to the secrets of a provider. */
function powersOver(model: Model, provider: ModelProvider, rows: readonly Row[], holder: string): Power[] {
  const own = rows.find((row) => row.provider === provider);
  const isDeployer = own?.standing === "deployer" || provider.stated?.deployers.includes(holder) === true;
  const { stated, references, kind, name, region, account, partition } = provider;
  const { account: home, partition: part } = splitArn(holder) ?? {};
  const roles = [...new Set([holder, ...(stated ? [...stated.readers, ...stated.deployers] : [])])];
  const secrets = references.flatMap(({ secretId }) => (isUnknown(secretId) ? [] : [secretId]));
  const keys = secrets.flatMap((arn) => {
    const keyArn = model.secrets.get(arn)?.keyArn;
    return typeof keyArn === "string" ? [keyArn] : [];
  });
  const of = (actions: readonly string[], arn: string, isForDeployers: boolean, more: Partial<Power> = {}): Power[] =>
    actions.map((action) => ({ action, arn, isForDeployers, ...more }));
  const powers = [
    ...roles.flatMap((arn) =>
      /:user\//.test(arn)
        ? of(ON_USERS, arn, false)
        : ON_ROLES.flatMap((action) => of([action], arn, action === "iam:PutRolePolicy")),
    ),
    ...of(ON_POLICIES, `arn:${part}:iam::${home}:policy/zq7`, false),
    ...secrets.flatMap((arn) => of(ON_SECRETS, arn, true, { side: secretGuards(model, arn).sides[0] })),
    ...keys.flatMap((arn) =>
      of(ON_KEYS, arn, true, {
        side: keyGuards(model, arn).sides[0],
        needsRead: true,
        context: {
          "kms:GrantOperations": ["Decrypt"],
          "kms:GranteePrincipal": holder,
          "kms:GrantConstraintType": "EncryptionContextSubset",
          "kms:GrantIsForAWSResource": "false",
        },
      }),
    ),
    ...(kind === undefined || [name, region, account].some(isUnknown)
      ? []
      : of(
          [`bedrock-agentcore:Update${PROVIDER_KINDS[kind].entity}`],
          providerArn({ partition, region: String(region), account: String(account) }, kind, String(name)),
          true,
        )),
  ];
  return powers.filter(({ isForDeployers }) => !(isDeployer && isForDeployers));
}

function canUse(model: Model, holder: Holder, principal: RequestPrincipal, power: Power): boolean {
  const { action, arn, side = {}, context = {} } = power;
  const request = plainRequest(principal, action, arn, {
    "aws:MultiFactorAuthPresent": "true",
    "aws:SecureTransport": "true",
    ...context,
  });
  return isYes(
    verdict(
      {
        ...limitsOn(model, request),
        identityPolicies: holder.policies.map(({ compiled }) => compiled),
        ...(holder.boundary && { permissionsBoundary: holder.boundary.compiled }),
        ...side,
      },
      request,
    ),
  );
}

/** The actions, each with what it is about: the first few of many. */
function listed(powers: readonly Power[]): string {
  const byArn = new Map<string, Set<string>>();
  for (const { arn, action } of powers) byArn.set(arn, (byArn.get(arn) ?? new Set()).add(action));
  const texts = [...byArn].map(([arn, actions]) => {
    const about = arn.endsWith(":policy/zq7") ? "customer managed policies of its account" : shownText(arn);
    return `${[...actions].join(" and ")} on ${about}`;
  });
  return texts.length > 3 ? `${texts.slice(0, 3).join(", ")} and ${texts.length - 3} more` : texts.join(", ");
}
