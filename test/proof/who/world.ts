import { sourceOfStack } from "../../../src/plan/from-stack";
import type { GivenLimit, GivenPolicy } from "../../../src/plan/given";
import { NOT_SAID, withLimits } from "../../../src/plan/given-limits";
import { modelWith } from "../../../src/plan/model-with";
import type { Model } from "../../../src/proof/model";
import { whoBecomes } from "../../../src/proof/who/become";
import { actionNamed, thingNamed } from "../../../src/proof/who/named";
import type { Found } from "../../../src/proof/who/who-can";
import { WhoCan } from "../../../src/proof/who/who-can";

export const OURS = "111122223333";
export const THEIRS = "444455556666";
export const SECRET = `arn:aws:secretsmanager:us-east-1:${OURS}:secret:google-oauth-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${OURS}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const AGENTCORE = "bedrock-agentcore.amazonaws.com";

export type Statement = Readonly<Record<string, unknown>>;

export const role = (name: string, account = OURS): string => `arn:aws:iam::${account}:role/${name}`;
export const allow = (Action: unknown, more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
export const deny = (Action: unknown, more: Statement = {}): Statement => ({ ...allow(Action, more), Effect: "Deny" });
export const document = (...statements: readonly Statement[]): object => ({
  Version: "2012-10-17",
  Statement: statements,
});
const text = (statements: readonly Statement[]): string => JSON.stringify(document(...statements));

export interface SomeRole {
  readonly policy?: readonly Statement[];
  readonly trust?: readonly Statement[];
  readonly boundary?: readonly Statement[];
}

/** What a world holds beside a secret and a credential provider that has it. */
export interface Holds {
  readonly roles?: Readonly<Record<string, SomeRole>>;
  readonly users?: Readonly<Record<string, readonly Statement[]>>;
  /** Groups, each with one member. */
  readonly groups?: Readonly<Record<string, readonly Statement[]>>;
  readonly secret?: readonly Statement[];
  readonly key?: readonly Statement[];
  readonly grants?: readonly Readonly<Record<string, unknown>>[];
  readonly given?: readonly GivenPolicy[];
  readonly limits?: readonly GivenLimit[];
}

const NOBODY = [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }];

/** A stack as CDKTF writes it. */
export function stackOf({ roles = {}, users = {}, groups = {}, secret, grants = [] }: Holds): object {
  const each = <T>(of: Readonly<Record<string, T>>, make: (name: string, one: T) => object | undefined): object =>
    Object.fromEntries(
      Object.entries(of).flatMap(([name, one]) => {
        const made = make(name, one);
        return made ? [[name, made]] : [];
      }),
    );
  return {
    provider: { aws: [{ region: "us-east-1", allowed_account_ids: [OURS] }] },
    resource: {
      aws_iam_role: each(roles, (name, { trust = NOBODY, boundary }) => ({
        name,
        assume_role_policy: text(trust),
        ...(boundary && { permissions_boundary: `\${aws_iam_policy.boundary_${name}.arn}` }),
      })),
      aws_iam_policy: Object.fromEntries(
        Object.entries(roles).flatMap(([name, { boundary }]) =>
          boundary ? [[`boundary_${name}`, { name: `boundary-${name}`, policy: text(boundary) }]] : [],
        ),
      ),
      aws_iam_role_policy: each(roles, (name, { policy }) =>
        policy ? { name: "own", role: `\${aws_iam_role.${name}.name}`, policy: text(policy) } : undefined,
      ),
      aws_iam_user: each(users, (name) => ({ name })),
      aws_iam_user_policy: each(users, (name, policy) => ({
        name: "own",
        user: `\${aws_iam_user.${name}.name}`,
        policy: text(policy),
      })),
      aws_iam_group: each(groups, (name) => ({ name })),
      aws_iam_group_policy: each(groups, (name, policy) => ({
        name: "own",
        group: `\${aws_iam_group.${name}.name}`,
        policy: text(policy),
      })),
      aws_secretsmanager_secret_policy: secret ? { p: { secret_arn: SECRET, policy: text(secret) } } : {},
      aws_kms_grant: Object.fromEntries(grants.map((grant, index) => [`g${index}`, { key_id: KEY, ...grant }])),
      aws_bedrockagentcore_oauth2_credential_provider: {
        google: {
          name: "google-maps",
          credential_provider_vendor: "GoogleOauth2",
          oauth2_provider_config: [
            {
              google_oauth2_provider_config: [
                {
                  client_id: "client",
                  client_secret_source: "EXTERNAL",
                  client_secret_config: [{ secret_id: SECRET, json_key: "client_secret" }],
                },
              ],
            },
          ],
        },
      },
    },
  };
}

export function modelOf(holds: Holds): Model {
  const key: GivenPolicy[] = holds.key
    ? [{ kind: "key", arn: KEY, file: "key.json", document: document(...holds.key) }]
    : [];
  const expected = {
    providers: [],
    secrets: [],
    keys: new Map(holds.key || holds.grants ? [[SECRET, KEY]] : []),
    suppressions: [],
  };
  const source = sourceOfStack(stackOf(holds), "cdk.tf.json");
  const model = modelWith(source, { policies: [...key, ...(holds.given ?? [])], expected });
  return withLimits(model, holds.limits ?? [], NOT_SAID);
}

/** Everybody who is asked, with the answer. */
export function whoCan(action: string, holds: Holds, thing = action.startsWith("kms:") ? KEY : SECRET): Found[] {
  const model = modelOf(holds);
  const [named, found] = [actionNamed(action), thingNamed(model, thing, action)];
  if ("problem" in named) throw new Error(named.problem);
  if ("problem" in found) throw new Error(found.problem);
  return new WhoCan(model).all({ action: named.found, thing: found.found });
}

/** `NAME VERDICT`, with what a conditional one hangs on. */
export const lines = (found: readonly Found[]): string[] =>
  found.map(({ principal, answer }) => {
    const how = answer.alternatives.map(({ way, conditions }) =>
      [...(way === undefined ? [] : [way]), ...conditions.map(({ key, values }) => `${key}=${values.join("|")}`)].join(
        " and ",
      ),
    );
    const name = /:(?:role|user|group)\//.test(principal) ? principal.replace(/^.*\//, "") : principal;
    return `${name} ${answer.verdict}${how.length > 0 ? ` if ${how.join(" or ")}` : ""}`;
  });

/** `NAME HOW VERDICT` of those who could become a role. */
export function becoming(name: string, holds: Holds): string[] {
  const { by, unknown } = whoBecomes(new WhoCan(modelOf(holds)), role(name));
  if (unknown !== undefined) return [`unknown: ${unknown}`];
  return by.map(({ how, verdict, found }) => `${lines([found])[0]?.split(" ")[0]} ${how} ${verdict}`);
}
