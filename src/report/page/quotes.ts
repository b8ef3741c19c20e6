import type { Deciding } from "../../decision";
import { isUnknown } from "../../decision";
import type { Model, StatedPolicy } from "../../proof/model";
import { listOf, own } from "../../proof/values";
import type { Edge } from "./edges";

/** A quoted statement: where it stands and its number in the list. */
export interface Quote {
  readonly at?: string;
  readonly number?: number;
}

/** What is needed to find a statement again. */
export type Cited = Pick<Deciding, "place" | "policy" | "statement">;

const LONGEST = 4000;

/** The statements and grants that decide about one provider, each text once: readers of one secret often share them. */
export class Quotes {
  private readonly numbers = new Map<string, number>();

  public constructor(private readonly model: Model) {}

  public of(cited: Cited, { row, secret }: Edge): Quote {
    const secretArn = secret?.reference.secretId;
    const owner = typeof secretArn === "string" ? this.model.secrets.get(secretArn) : undefined;
    const key = typeof owner?.keyArn === "string" ? this.model.keys.get(owner.keyArn) : undefined;
    const role = this.model.roles.get(row.principal);
    switch (cited.place) {
      case "identityPolicy":
        return this.statement(
          role?.policies.find(({ compiled }) => compiled.name === cited.policy),
          cited,
        );
      case "permissionsBoundary":
        return this.statement(role?.boundary, cited);
      case "secretPolicy":
        return this.statement(owner?.policy, cited);
      case "keyPolicy":
        return this.statement(key?.policy, cited);
      case "grant": {
        const grant = key?.grants.find(({ name }) => name === cited.policy);
        if (!grant) return {};
        const { granteePrincipal, operations, constraints } = grant;
        return { at: grant.name, number: this.numberOf({ granteePrincipal, operations, constraints }) };
      }
      default:
        return {};
    }
  }

  /** Every quoted text, in the order of its number, which starts at 1. */
  public get texts(): readonly string[] {
    return [...this.numbers.keys()];
  }

  private statement(policy: StatedPolicy | undefined, { statement }: Cited): Quote {
    if (!policy) return {};
    const value = statement === undefined ? undefined : listOf(own(policy.document, "Statement"))[statement];
    return { at: policy.at, ...(value !== undefined && { number: this.numberOf(value) }) };
  }

  private numberOf(value: unknown): number {
    const text = quoted(value);
    const number = this.numbers.get(text) ?? this.numbers.size + 1;
    this.numbers.set(text, number);
    return number;
  }
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value, (_, one: unknown) => (isUnknown(one) ? `(${one.reason})` : one), 2);
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST)}\n… and ${text.length - LONGEST} characters more: see where it stands.`;
}
