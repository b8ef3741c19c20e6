import type { Accounts, ContextValue, Policies, Request, RequestPrincipal } from "../../src/decision";
import { compilePolicy } from "../../src/decision";

export type Texts = string | readonly string[];

/** A statement as a generator writes it. */
export interface RandomStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, Texts>>;
  readonly NotPrincipal?: Readonly<Record<string, Texts>>;
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

export interface Document {
  readonly Version: "2012-10-17";
  readonly Statement: readonly RandomStatement[];
}

/** One random request with its policies: plain JSON, so that it can be printed, shrunk and pasted into a test. */
export interface OracleCase {
  readonly principal: RequestPrincipal;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, Exclude<ContextValue, object> | readonly string[]>>;
  readonly accounts: Accounts;
  readonly identity: readonly Document[];
  readonly boundary?: Document;
  readonly session?: Document;
  readonly scps?: readonly Document[];
  readonly rcp?: Document;
  readonly resourcePolicy?: Document;
}

export const policiesOf = (one: OracleCase): Policies => ({
  identityPolicies: one.identity.map((document, index) => compilePolicy(`identity ${index}`, "identity", document)),
  permissionsBoundary: one.boundary && compilePolicy("boundary", "identity", one.boundary),
  sessionPolicies: one.session && [compilePolicy("session", "session", one.session)],
  serviceControlPolicies: one.scps?.map((document, level) => [compilePolicy(`SCP ${level}`, "identity", document)]),
  resourceControlPolicies: one.rcp && [compilePolicy("RCP", "resource", one.rcp)],
  resourcePolicy: one.resourcePolicy && compilePolicy("resource policy", "resource", one.resourcePolicy),
  accounts: one.accounts,
});

export const requestOf = ({ principal, action, resource, context }: OracleCase): Request => ({
  principal,
  action,
  resource: { arn: resource },
  context,
});

/** All statements of a case. */
export const statementsOf = (one: OracleCase): readonly RandomStatement[] =>
  [...one.identity, one.boundary, one.session, ...(one.scps ?? []), one.rcp, one.resourcePolicy].flatMap(
    (document) => document?.Statement ?? [],
  );
