import { partitionOf } from "../access/arn";
import { openText } from "../decision";
import { accountsMade, UNTOLD } from "./provider-configurations";
import type { Source, SourceProvider } from "./source";

/** Where a resource is made. What nothing tells is an open text. */
export interface Place {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

/** Accounts that the user gives: of a provider configuration such as `aws.vault`, or under "" of all that tell none. */
export type GivenAccounts = ReadonlyMap<string, string>;

/** Region, account and partition of each provider configuration of one input. */
export class Places {
  private readonly made: ReadonlyMap<string, string>;

  public constructor(
    private readonly source: Source,
    private readonly given: GivenAccounts,
  ) {
    this.made = accountsMade([...source.resources, ...(source.gone ?? [])]);
  }

  /** @param region that the resource itself names */
  public of(named: string, region: string | undefined): Place {
    const provider = named === UNTOLD ? this.only : named;
    const told = this.source.providers.get(provider) ?? {};
    const where = region ?? told.region ?? openText(this.name(`Region of ${provider}`));
    return { region: where, account: this.account(provider, told), partition: partitionOf(where) };
  }

  /** Where there is one configuration at most, it is that of a resource that names none. */
  private get only(): string {
    const [first = "aws", second] = this.source.providers.keys();
    return second === undefined ? first : UNTOLD;
  }

  private account(provider: string, { account, isElsewhere }: SourceProvider): string {
    const known = this.given.get(provider) ?? account ?? this.made.get(provider);
    if (known !== undefined) return known;
    // Who works with other credentials than the rest works in another account, most likely.
    const isDefault = !isElsewhere || provider === "aws";
    const all = isDefault && provider !== UNTOLD ? this.given.get("") : undefined;
    const way = provider === "aws" || provider === UNTOLD ? "--account ID" : `--account ${provider}=ID`;
    return all ?? openText(this.name(`account of ${provider}, give ${way}`));
  }

  private name(text: string): string {
    return this.source.name === undefined ? text : `${text} in ${this.source.name}`;
  }
}
