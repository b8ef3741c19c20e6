import { partitionOf } from "../access/arn";
import { isOpen, openText } from "../decision";
import type { Assumption } from "../proof/model";
import { InputError } from "./input-error";
import { accountsMade, partitionsMade, UNTOLD } from "./provider-configurations";
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
  /** Accounts of which the plan shows only what they are made of. */
  public readonly assumptions: Assumption[] = [];
  private readonly made: ReadonlyMap<string, string>;
  private readonly partitions: ReadonlyMap<string, string>;

  public constructor(
    private readonly source: Source,
    private readonly given: GivenAccounts,
  ) {
    const all = [...source.resources, ...(source.gone ?? [])];
    this.made = accountsMade(all);
    this.partitions = partitionsMade(all);
  }

  /** @param region that the resource itself names */
  public of(named: string, region: string | undefined): Place {
    const provider = named === UNTOLD ? this.only : named;
    const told = this.source.providers.get(provider) ?? {};
    const where = region ?? told.region ?? openText(this.name(`Region of ${provider}`));
    const partition = isOpen(where) ? (this.partitions.get(provider) ?? this.partitions.get("")) : undefined;
    return { region: where, account: this.account(provider, told), partition: partition ?? partitionOf(where) };
  }

  /** Where there is one configuration at most, it is that of a resource that names none. */
  private get only(): string {
    const [first = "aws", second] = this.source.providers.keys();
    return second === undefined ? first : UNTOLD;
  }

  private account(provider: string, told: SourceProvider): string {
    const known = factOf(told) ?? this.made.get(provider) ?? this.given.get(provider);
    if (known !== undefined) return known;
    const { account, accountFrom, isElsewhere } = told;
    if (account !== undefined) {
      const subject = this.name(`provider ${provider}`);
      const text = `works in account ${account}: the plan shows only that it is made of ${accountFrom}; --account ${provider}=${account} says so`;
      if (!this.assumptions.some((one) => one.subject === subject)) this.assumptions.push({ subject, text });
      return account;
    }
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

const factOf = ({ account, accountFrom }: SourceProvider): string | undefined =>
  accountFrom === undefined ? account : undefined;

/**
 * Refuses an account for a provider configuration that no input has, or that tells another one itself.
 *
 * @throws InputError
 */
export function checkAccounts(sources: readonly Source[], given: GivenAccounts): void {
  for (const [provider, account] of given) {
    if (provider === "") continue;
    const having = sources.filter(
      ({ providers, resources }) => providers.has(provider) || resources.some((one) => one.provider === provider),
    );
    const known = [...new Set(sources.flatMap(({ providers }) => [...providers.keys()]))];
    if (having.length === 0)
      throw new InputError(
        `--account ${provider}=${account}: no input has a provider configuration of that name, but ${known.join(", ") || "none"}.`,
      );
    const told = having.map(({ providers }) => factOf(providers.get(provider) ?? {}));
    if (told.every((one) => one !== undefined && one !== account))
      throw new InputError(
        `--account ${provider}=${account}: the provider configuration itself tells that it works in account ${told[0]}. Leave the option out.`,
      );
  }
}
