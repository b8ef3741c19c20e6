import { splitArn } from "../../access/arn";
import { PROVIDER_KINDS, tokenVaultArn, workloadIdentityDirectoryArn } from "../../access/vault";
import { READ_SECRET, SIGN_AT_RUN_TIME } from "../../access/statements";
import type { CompiledPolicy, ContextValue, KmsGrant, Request, RequestPrincipal } from "../../decision";
import { shownText, Unknown } from "../../decision";
import { actionsOn } from "../findings/iam-names";
import type { Model } from "../model";
import { decryptRequest, readRequest, signRequests } from "../requests";
import { sourcesOf } from "../sources";
import { textsIn } from "../texts";
import { isObject } from "../values";
import { chosenKeys } from "./chosen-keys";
import type { Question } from "./things";
import { policiesOf } from "./things";
import { serviceText, throughIn } from "./through";

/** One way in which something may be asked for: all its requests must be allowed. */
export interface Way {
  /** Read after "if"; left out where whoever asks does so itself. */
  readonly words?: string;
  readonly requests: readonly Request[];
}

type Context = Readonly<Record<string, ContextValue>>;

/** As `src/decision` knows them: their requests have an encryption context. */
const ENCRYPTS = /^kms:(?:decrypt|encrypt|generatedatakey.*|reencrypt(?:from|to))$/i;

/** The call that somebody makes itself: by nobody's mediation, with parameters of its own choice. */
export function ownWay(question: Question, principal: RequestPrincipal): Way {
  return { requests: requestsOf(question, principal, DIRECT) };
}

const DIRECT: Context = {
  "aws:SecureTransport": true,
  "aws:CalledVia": [],
  "kms:ViaService": [],
  "kms:GrantIsForAWSResource": "false",
};

const through = (service: string): Context => ({ "aws:SecureTransport": true, "aws:CalledVia": [service] });

function requestsOf({ action, thing, passedTo }: Question, principal: RequestPrincipal, context: Context): Request[] {
  const more: Context = passedTo === undefined ? {} : { "iam:PassedToService": passedTo };
  return [thing.arn, ...besideOf({ action, thing })].map((arn) => ({
    principal,
    action,
    resource: { arn },
    context: { ...context, ...more },
    otherKeys: "unknown",
    chosenKeys: [...chosenKeys(action), ...claimsOf(principal)],
  }));
}

/** What an identity provider says of those for whom it vouches. */
function claimsOf(principal: RequestPrincipal): string[] {
  if (principal.type !== "Federated") return [];
  const { provider } = principal;
  return provider.includes(":saml-provider/")
    ? ["saml:"]
    : [`${(/:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? provider).toLowerCase()}:`];
}

/**
 * What AWS asks for beside a credential provider.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
 */
function besideOf({ action, thing: { kind, arn } }: Question): string[] {
  if (kind !== "provider") return [];
  const { partition = "aws", region = "", account = "" } = splitArn(arn) ?? {};
  const place = { partition, region, account };
  const isAsked = (type: string): boolean =>
    actionsOn(type).some((one) => one.toLowerCase() === action.toLowerCase().split(":")[1]);
  return [
    ...(isAsked("token-vault") ? [tokenVaultArn(place)] : []),
    ...(isAsked("workload-identity-directory") ? [workloadIdentityDirectoryArn(place)] : []),
  ];
}

/** Ways through the services that this package knows: what they ask for, and how, is documented. */
export function knownWays(model: Model, question: Question, principal: RequestPrincipal): Way[] {
  const { action, thing } = question;
  const is = (one: string): boolean => action.toLowerCase() === one.toLowerCase();
  if (thing.kind === "secret")
    return is(READ_SECRET)
      ? [{ words: "it asks through AgentCore", requests: [readRequest(thing.arn, principal)] }]
      : [];
  if (thing.kind !== "key") return [];
  if (SIGN_AT_RUN_TIME.some(is)) {
    const { region = "" } = splitArn(thing.arn) ?? {};
    const requests = signRequests(thing.arn, { region }, principal).filter((one) => is(one.action));
    return [{ words: "it asks through AgentCore", requests }];
  }
  return ENCRYPTS.test(action) ? encryptingWays(model, question, principal) : [];
}

/** One for each secret that the key encrypts, and one for each encryption context that a grant asks for. */
function encryptingWays(model: Model, { action, thing: { arn } }: Question, principal: RequestPrincipal): Way[] {
  const secrets = [...model.secrets.values()].filter(({ keyArn }) => keyArn === arn);
  const ofSecrets = secrets.flatMap((secret) => {
    const read = { ...decryptRequest(arn, secret.arn, principal), action };
    const itself = { ...read, context: { ...read.context, "aws:CalledVia": ["secretsmanager.amazonaws.com"] } };
    const name = shownText(secret.arn);
    return [
      { words: `it is for ${name}, through Secrets Manager`, requests: [itself] },
      ...(action === "kms:Decrypt" ? [{ words: `it is for ${name}, through AgentCore`, requests: [read] }] : []),
    ];
  });
  const ofGrants = (model.keys.get(arn)?.grants ?? []).flatMap((grant) => {
    const pairs = pairsOf(grant);
    if (!pairs) return [];
    const context = Object.fromEntries(
      Object.entries(pairs).map(([name, value]) => [`kms:EncryptionContext:${name}`, value as ContextValue]),
    );
    const request: Request = {
      principal,
      action,
      resource: { arn },
      context: { ...DIRECT, ...context },
      otherKeys: "unknown",
    };
    return [{ words: `it has the encryption context of grant ${shownText(grant.name)}`, requests: [request] }];
  });
  return [...ofSecrets, ...ofGrants];
}

/** The pairs that suffice for a grant. */
function pairsOf({ constraints }: KmsGrant): object | undefined {
  const all = [constraints?.encryptionContextSubset, constraints?.encryptionContextEquals].filter(isObject);
  return all.length === 0 ? undefined : Object.assign({}, ...all);
}

/** Ways of which a condition speaks, whatever service it is. */
export function spokenWays(question: Question, principal: RequestPrincipal, policies: Iterable<CompiledPolicy>): Way[] {
  const { called, via, grantsForServices } = throughIn(policies);
  const isKms = question.thing.kind === "key";
  const tells = new Unknown("whether the service is named there is not known");
  return [
    ...[...called].map((service) => ({
      words: `it asks through ${serviceText(service)}`,
      requests: requestsOf(question, principal, {
        ...through(service),
        ...(isKms && { "kms:ViaService": new Unknown("which service asks for it is not known") }),
      }),
    })),
    ...(isKms ? [...via] : []).map((service) => ({
      words: `it asks through ${serviceText(service)}`,
      requests: requestsOf(question, principal, {
        "aws:SecureTransport": true,
        "kms:ViaService": service,
        "aws:CalledVia": tells,
      }),
    })),
    ...(isKms && grantsForServices
      ? [
          {
            words: "an AWS service makes the grant for it",
            requests: requestsOf(question, principal, {
              "aws:SecureTransport": true,
              "kms:GrantIsForAWSResource": "true",
            }),
          },
        ]
      : []),
  ];
}

/** A service asks in its own name, on behalf of one account or another; our own account comes first. */
export function sourceWays(model: Model, question: Question, principal: RequestPrincipal): Way[] {
  const { thing } = question;
  const { account = "", region = "", partition = "aws" } = splitArn(thing.arn) ?? {};
  const grants = thing.kind === "key" ? (model.keys.get(thing.arn)?.grants ?? []) : [];
  const texts = textsIn(policiesOf(model, question), grants);
  return sourcesOf(texts, { account, partition, region, accounts: model.limits?.accounts ?? {} }).map(
    ({ name, context }) => ({
      words: `it asks on behalf of ${/^\d{12}$/.test(name) ? `account ${name}` : name}`,
      requests: requestsOf(question, principal, { "aws:SecureTransport": true, "aws:CalledVia": [], ...context }),
    }),
  );
}

/** The action by which a credential is obtained from a provider: `check` decides about it, signing included. */
export const isUse = ({ action, thing: { provider } }: Question): boolean =>
  provider?.kind !== undefined &&
  action.toLowerCase() === `bedrock-agentcore:${PROVIDER_KINDS[provider.kind].use}`.toLowerCase();
