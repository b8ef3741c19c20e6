import type { Assumption } from "../proof/model";
import type { JsonObject } from "../proof/values";

/** A resource as the configuration says it will be. An `Expression` stands for what is not known. */
export interface SourceResource {
  /** Terraform's address, for example `aws_iam_role.Agent`. */
  readonly address: string;
  readonly type: string;
  /** After the apply; of what the apply removes, before it. */
  readonly values: JsonObject;
  /** The provider that makes it, as a key of `Source.providers`. */
  readonly provider: string;
  /** Left out for what the apply makes, and for a synthesized stack, which knows no state. */
  readonly before?: JsonObject;
  /** What the apply does, in Terraform's words: `create`, `update`, `delete`, `no-op`, `forget`, `read`. */
  readonly actions?: readonly string[];
  /** Why, in Terraform's words: `delete_because_no_resource_config`. */
  readonly reason?: string;
  /** The arguments that the configuration gives. Left out: it is not known which. */
  readonly configured?: ReadonlySet<string>;
  /** Whether it has a provisioner that is not the bridge's. @default false */
  readonly runsProgram?: boolean;
}

/** What an AWS provider block tells. */
export interface SourceProvider {
  readonly region?: string;
  readonly account?: string;
  /** Set if the account stands in what the configuration refers to, and what it makes of that is not shown: where. */
  readonly accountFrom?: string;
  /** Whether it says something about its account that nobody can read here, such as the role that it assumes. */
  readonly isElsewhere?: boolean;
}

/** A Terraform configuration or plan in the form that both have in common. */
export interface Source {
  /** Before its addresses where several inputs are one world: its name. */
  readonly name?: string;
  /** What is there after the apply. */
  readonly resources: readonly SourceResource[];
  /** What the apply removes from AWS, or only from the state. @default none */
  readonly gone?: readonly SourceResource[];
  /** Data sources that were read while planning. */
  readonly data: readonly SourceResource[];
  readonly providers: ReadonlyMap<string, SourceProvider>;
  /** What constructs or modules say about who should read. */
  readonly stated: readonly Statement[];
  /** Addresses of resources with dynamic blocks, which a plan does not show. Left out: nobody tells. */
  readonly dynamic?: ReadonlySet<string>;
  /** What the source itself takes for granted. @default nothing */
  readonly assumptions?: readonly Assumption[];
  /** Modules that say it where nobody hears: see `Model.unheard`. */
  readonly unheard: readonly string[];
}

/** Somebody's statement of who should read. */
export interface Statement {
  /** Who says it. */
  readonly at: string;
  readonly value: unknown;
}
