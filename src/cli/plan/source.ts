import type { JsonObject } from "../../access/model/values";

/** A managed resource as the configuration says it will be. An `Expression` stands for what is not known. */
export interface SourceResource {
  /** Terraform's address, for example `aws_iam_role.Agent`. */
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
  /** The AWS provider that makes it, as a key of `Source.providers`. */
  readonly provider: string;
}

/** What an AWS provider block tells. */
export interface SourceProvider {
  readonly region?: string;
  readonly account?: string;
}

/** A Terraform configuration or plan in the form that both have in common. */
export interface Source {
  readonly resources: readonly SourceResource[];
  /** Data sources that were read while planning. */
  readonly data: readonly SourceResource[];
  readonly providers: ReadonlyMap<string, SourceProvider>;
  /** What the constructs say about who should read, if it is there. */
  readonly expected?: unknown;
}
