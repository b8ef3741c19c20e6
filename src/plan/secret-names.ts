import { isOpen, isUnknown, openText, Unknown } from "../decision";
import type { ModelProvider } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { SUFFIX_LENGTH } from "./derived";
import type { Inputs } from "./inputs";
import type { Place } from "./places";
import { textOf } from "./planned";

/** Random characters that AWS puts behind the name of a secret. */
const SUFFIX = new RegExp(`-[A-Za-z0-9]{${SUFFIX_LENGTH}}$`);

/**
 * Secrets are named by ARN, by an ARN without the suffix, or by name; here they get their ARN.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
export class SecretNames {
  private readonly arns: ReadonlySet<string>;
  private readonly bare = new BareNames();

  public constructor(inputs: Inputs) {
    const type = "aws_secretsmanager_secret";
    const arns = [...inputs.standing(type), ...inputs.data(type)].map((one) => textOf(one.attribute("arn")));
    this.arns = new Set(arns.filter((arn): arn is string => typeof arn === "string"));
    for (const arn of this.arns) this.bare.add(arn);
  }

  /** The secret that a provider references: of its own account and Region, where it gives a name alone. */
  public of(secretId: MaybeKnown, { account, region, partition }: ModelProvider): MaybeKnown {
    if (isUnknown(secretId) || isOpen(secretId) || SUFFIX.test(secretId) || this.arns.has(secretId)) return secretId;
    const only = this.bare.only(secretId, { partition, region: String(region), account: String(account) });
    return only ?? new Unknown(`the secret is named by ${secretId}, which is no full ARN: name it by its ARN`);
  }
}

/** Secrets by what their ARN says without its suffix. */
export class BareNames {
  private readonly found = new Map<string, string[]>();

  /** @param arn not added before */
  public add(arn: string): void {
    const begins = nameless(arn);
    const same = this.found.get(begins);
    if (same) same.push(arn);
    else this.found.set(begins, [arn]);
  }

  /** The one secret of that name, or of that ARN without its suffix; none where there are several. */
  public only(name: string, place: Place): string | undefined {
    const [only, second] = this.found.get(beginningOf(name, place)) ?? [];
    return second === undefined ? only : undefined;
  }
}

const [OPEN, SHUT] = openText("x").split("x");
const ANY_SUFFIX = new RegExp(`-(?:[^-]{${SUFFIX_LENGTH}}|${OPEN}[^${OPEN}${SHUT}]*${SHUT})$`);

/** What the ARN of a secret begins with that is named without its suffix, or by name alone. */
const beginningOf = (name: string, { partition, region, account }: Place): string =>
  name.startsWith("arn:") ? name : `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`;

/** An ARN without its suffix, which may be open. */
const nameless = (arn: string): string => arn.replace(ANY_SUFFIX, "");
