import type { JsonObject } from "../proof/values";

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
  /** What constructs or modules say about who should read. */
  readonly stated: readonly Statement[];
  /** Modules that say it where nobody hears: see `Model.unheard`. */
  readonly unheard: readonly string[];
}

/** Somebody's statement of who should read. */
export interface Statement {
  /** Who says it. */
  readonly at: string;
  readonly value: unknown;
}
