import { compileWildcard } from "../../src/decision";
import type { Document, IdentityStatement, PrincipalElement, ResourceStatement, World } from "./world";
import { KEY, ORGANIZATIONS, OWNER, SECRET, SERVICE } from "./world";

/**
 * A world as a formula in the language of SMT solvers: "somebody who is not meant to may read". Written from the pages
 * of AWS, and without our engine: the two are compared.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @see https://smt-lib.org/theories-UnicodeStrings.shtml
 */
export function encode(world: World, doubt: Doubt): string {
  const { roles, intended } = world;
  const meant = or(intended.map((arn) => isArn(arn)));
  return [
    DECLARATIONS,
    ...Object.entries(ORGANIZATIONS).map(
      ([account, id]) =>
        `(assert (=> (= account ${text(account)}) ${id === null ? "(not hasOrganization)" : `(and hasOrganization (= organization ${text(id)}))`}))`,
    ),
    `(assert (not ${meant}))`,
    `(assert ${allows(world.secretPolicy, byIdentity(roles, "secretsmanager:GetSecretValue", SECRET), doubt, false)})`,
    `(assert ${allows(world.keyPolicy, byIdentity(roles, "kms:Decrypt", KEY), doubt, true)})`,
  ].join("\n");
}

/** How a denial with `NotPrincipal` is read where AWS does not say: it denies, or it does not. */
export type Doubt = "denies" | "spares";

/** Who asks: one of six kinds, of any account, of any name. The root user of the secret's own account may always. */
const DECLARATIONS = `
(declare-const kind Int)
(declare-const account String)
(declare-const name String)
(declare-const source String)
(declare-const isAgentCore Bool)
(declare-const hasOrganization Bool)
(declare-const organization String)
(define-fun isRole () Bool (= kind 0))
(define-fun isUser () Bool (= kind 1))
(define-fun isRoot () Bool (= kind 2))
(define-fun isAnonymous () Bool (= kind 3))
(define-fun isService () Bool (= kind 4))
(define-fun isFederated () Bool (= kind 5))
(define-fun hasAccount () Bool (or isRole isUser isRoot isFederated))
(assert (and (<= 0 kind) (<= kind 5)))
(assert (str.in_re account ((_ re.^ 12) (re.range "0" "9"))))
(assert (str.in_re source ((_ re.^ 12) (re.range "0" "9"))))
(assert (str.in_re name ((_ re.loop 1 30) (re.union (re.range "a" "z") (str.to_re "-") (str.to_re "/")))))
(assert (not (str.prefixof "/" name)))
(assert (not (str.suffixof "/" name)))
(assert (str.in_re organization (re.++ (str.to_re "o-") (re.+ (re.range "a" "z")))))
(assert (not (and isRoot (= account "${OWNER}"))))
`;

const text = (value: string): string => `"${value}"`;
/** A principal's ARN in full. */
const isArn = (arn: string): string => (/[*?]/.test(arn) ? "false" : likeArn(arn));
const or = (parts: readonly string[]): string => (parts.length === 0 ? "false" : `(or ${parts.join(" ")} false)`);
const and = (parts: readonly string[]): string => (parts.length === 0 ? "true" : `(and ${parts.join(" ")} true)`);

/** What the policies of the one who asks say: those of another account, which nobody sees, allow everything. */
interface Identity {
  readonly allows: string;
  readonly denies: string;
}

function byIdentity(roles: World["roles"], action: string, resource: string): Identity {
  const fits = ({ Action, Resource }: IdentityStatement): boolean =>
    compileWildcard(Action)(action) && (compileWildcard(Resource)(resource) || resource.startsWith(`${Resource}:`));
  const has = (effect: string): string[] =>
    roles
      .filter(({ statements }) => statements.some((one) => one.Effect === effect && fits(one)))
      .map(({ arn }) => isArn(arn));
  const known = or(roles.map(({ arn }) => isArn(arn)));
  return {
    allows: or([...has("Allow"), `(and hasAccount (not (= account ${text(OWNER)})) (not ${known}))`]),
    denies: or(has("Deny")),
  };
}

function allows({ Statement }: Document, identity: Identity, doubt: Doubt, isKey: boolean): string {
  const allowing = Statement.filter(({ Effect }) => Effect === "Allow");
  const by = (level: Level): string => or(allowing.map((one) => and([named(one.Principal, level), conditions(one)])));
  const denying = Statement.filter(({ Effect }) => Effect === "Deny").map((one) =>
    and([one.NotPrincipal ? notNamed(one.NotPrincipal, doubt) : anyhow(one.Principal), conditions(one)]),
  );
  const [direct, role, whole] = [by("direct"), by("role"), by("account")];
  const within = isKey ? or([and([whole, identity.allows]), direct, role]) : or([identity.allows, direct, role]);
  const across = and([or([direct, role, whole]), `(or isRoot ${identity.allows})`]);
  return and([
    `(not ${identity.denies})`,
    `(not ${or(denying)})`,
    `(ite hasAccount (ite (= account ${text(OWNER)}) ${within} ${across}) ${direct})`,
  ]);
}

type Level = "direct" | "role" | "account";

function named(principal: PrincipalElement | undefined, level: Level): string {
  if (principal === undefined) return "false";
  if (typeof principal === "string") return level === "direct" ? "true" : "false";
  return or([
    ...(principal.AWS ?? []).map((name) => namedAs(name, level)),
    ...(principal.Service ?? []).map((name) =>
      level === "direct" ? `(and isService ${name === SERVICE ? "isAgentCore" : "false"})` : "false",
    ),
  ]);
}

function namedAs(name: string, level: Level): string {
  if (name === "*") return level === "direct" ? "true" : "false";
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  if (account !== undefined) {
    const same = `(= account ${text(account)})`;
    if (level === "direct") return `(and isRoot ${same})`;
    return level === "account" ? `(and hasAccount (not isRoot) ${same})` : "false";
  }
  return level === "role" ? isArn(name) : "false";
}

const anyhow = (principal: PrincipalElement | undefined): string =>
  or([named(principal, "direct"), named(principal, "role"), named(principal, "account")]);

/** A session is spared for certain only if the list has its account, its role and itself; the list never has the last. */
function notNamed(principal: PrincipalElement, doubt: Doubt): string {
  if (doubt === "spares") return `(not ${anyhow(principal)})`;
  return `(not (and isRoot ${named(principal, "direct")}))`;
}

const conditions = ({ Condition = {} }: ResourceStatement): string =>
  and(
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => condition(operator, KEYS[key] as Key, values)),
    ),
  );

/** A condition key: when it is in the request, and what it holds. */
interface Key {
  readonly present: string;
  readonly value: string;
}

const KEYS: Readonly<Record<string, Key>> = {
  "aws:PrincipalArn": { present: "hasAccount", value: "arn" },
  "aws:PrincipalAccount": { present: "(not isService)", value: '(ite isAnonymous "anonymous" account)' },
  "aws:SourceAccount": { present: "isService", value: "source" },
  "aws:PrincipalIsAWSService": { present: "(not isAnonymous)", value: '(ite isService "true" "false")' },
  "aws:PrincipalOrgID": { present: "(and hasAccount hasOrganization)", value: "organization" },
};

function condition(operator: string, key: Key, values: readonly string[]): string {
  if (operator === "Null") return values[0] === "true" ? `(not ${key.present})` : key.present;
  const ifExists = operator.endsWith("IfExists");
  const base = operator.replace("IfExists", "");
  const isNegated = base.includes("Not");
  const one = (value: string): string => {
    if (key.value === "arn") return base.startsWith("String") && !base.endsWith("Like") ? isArn(value) : likeArn(value);
    return base.endsWith("Like") ? like(key.value, value) : `(= ${key.value} ${text(value)})`;
  };
  const holds = or(values.map(one));
  const found = isNegated ? `(not ${holds})` : holds;
  return ifExists || isNegated ? `(=> ${key.present} ${found})` : `(and ${key.present} ${found})`;
}

/** A wildcard as a regular expression. */
function like(value: string, pattern: string): string {
  if (!/[*?]/.test(pattern)) return `(= ${value} ${text(pattern)})`;
  if (/^[*]+$/.test(pattern)) return "true";
  const parts = pattern.match(/[*?]|[^*?]+/g) ?? [];
  const all = parts.map((part) =>
    part === "*" ? "re.all" : part === "?" ? "re.allchar" : `(str.to_re ${text(part)})`,
  );
  return `(str.in_re ${value} ${all.length === 1 ? (all[0] as string) : `(re.++ ${all.join(" ")})`})`;
}

/**
 * A principal's ARN like a pattern, part by part: names have no colons, so that no wildcard goes beyond one. Cut up like
 * this the solver is done in a hundredth of the time.
 */
function likeArn(pattern: string): string {
  if (pattern === "*") return "true";
  const [, , service, , account = "", resource = ""] = pattern.split(":");
  if (service !== "iam") throw new Error(`${pattern} is no pattern of a principal`);
  const rest = (kind: string): string => or(after(resource, kind).map((left) => like("name", left)));
  return and([
    like("account", account),
    or([
      `(and isRole ${rest("role/")})`,
      `(and isUser ${rest("user/")})`,
      `(and isRoot ${String(after(resource, "root").some((left) => /^[*]*$/.test(left)))})`,
    ]),
  ]);
}

/** What is left of a pattern after a text that it begins with; several, if a wildcard may end in several places. */
function after(pattern: string, prefix: string): string[] {
  let left = new Set([pattern]);
  const open = (one: string): string[] => (one.startsWith("*") ? [one, ...open(one.slice(1))] : [one]);
  for (const sign of prefix)
    left = new Set(
      [...left].flatMap(open).flatMap((one) => {
        if (one.startsWith("*")) return [one];
        return one.startsWith("?") || one.startsWith(sign) ? [one.slice(1)] : [];
      }),
    );
  return [...left];
}
