import type { IResolvable, ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Problem } from "../access/problem";
import type { Reader } from "../access/reader";
import { READER_NEEDS, type ReaderKind } from "../access/reader-kind";
import { Program } from "../terraform/program";
import type { UseGrant } from "./use-grant";

/** What is called with a credential says who calls. */
export interface OutboundOptions {
  /**
   * The role that calls: the service role of the gateway, with `kind: ReaderKind.GATEWAY`, or the execution role of the
   * harness, with `kind: ReaderKind.HARNESS`. It is granted the credential provider, unless it has it already.
   */
  readonly reader: Reader;
}

/** What a gateway target is given: spread it into its properties. */
export interface GatewayCredential {
  /** The `credential_provider_configuration` of `aws_bedrockagentcore_gateway_target`. */
  readonly credentialProviderConfiguration: IResolvable;

  /**
   * What lets the gateway obtain the credential. The target must be made after it: AWS calls the target when it is
   * created.
   */
  readonly dependsOn: ITerraformDependable[];
}

/** What a tool of a harness is given. */
export interface HarnessCredential {
  /** The `outbound_auth` of a tool of `aws_bedrockagentcore_harness`. */
  readonly outboundAuth: IResolvable;

  /** What lets the harness obtain the credential, for its `dependsOn`. */
  readonly dependsOn: ITerraformDependable[];
}

/** A credential provider as those meet it who call with its credential. */
export interface Outbound {
  readonly scope: Construct;
  readonly arn: string;
  readonly grant: (reader: Reader) => UseGrant;
}

/** Grants the role that calls; gives what must be there before it can. */
export function letCall({ scope, grant }: Outbound, kind: ReaderKind, reader: Reader): ITerraformDependable[] {
  if (reader.kind !== kind) Program.of(scope).refuse(scope, kindProblem(kind, reader));
  return grant(reader).dependencies;
}

const kindProblem = (kind: ReaderKind, { roleArn, kind: given }: Reader): Problem => ({
  subject: "reader",
  value: roleArn,
  rule: `is the role of ${READER_NEEDS[given].called}, but ${READER_NEEDS[kind].called} calls`,
  fix: `Say kind: ReaderKind.${kind} of it: then it may get the token with which it asks for the credential.`,
});
