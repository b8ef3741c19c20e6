import type { ActionName } from "./action-name";
import type { Brought } from "./brought";
import type { ConditionKey } from "./condition-key";
import { ENCRYPTION_CONTEXT } from "./condition-key";
import type { RequestContext } from "./context";
import type { ContextValues } from "./unknown";
import type { Derivation } from "./derived-keys";
import type { PrincipalNames } from "./principal-names";
import { lowerCased } from "./remembered";
import type { Accounts, ContextValue, Request } from "./request";
import { isUnknown, Unknown } from "./unknown";

/** Of a key that the request may bring, or not. */
export const NOT_GIVEN = new Unknown("the condition key is not given");

/** The encryption context of a request, its keys as written: grants tell upper from lower case, conditions do not. */
export type EncryptionContext = ReadonlyMap<string, ContextValues>;

/** The request context with everything filled in that the request itself tells. */
export class FilledContext implements RequestContext, Derivation {
  /** The keys that are given; listed when a condition first asks, for most statements have none. */
  private given?: readonly string[];
  private pairs?: EncryptionContext;

  public constructor(
    private readonly request: Request,
    private readonly names: PrincipalNames,
    public readonly resourceAccount: string | undefined,
    public readonly accounts: Accounts,
    private readonly action: ActionName,
    private readonly brought?: Brought,
  ) {}

  public valuesOf(key: ConditionKey): ContextValues {
    const brought = this.brought?.get(key.name);
    if (brought) return brought.length > 0 ? brought : undefined;
    if (key.isOfServiceCalls && this.names.principal.type !== "Service") return undefined;
    if (key.ofPrincipal) {
      const own = key.ofPrincipal(this.names, this.accounts, this.action);
      // What the principal is, AWS knows better than the caller; what we do not know of it, the caller may.
      return isUnknown(own) ? (this.givenValues(key.written, key.name) ?? own) : own;
    }
    const told = this.givenValues(key.written, key.name) ?? key.derived?.(this);
    if (told === undefined) return this.other(key);
    return isUnknown(told) || told.length > 0 ? told : undefined;
  }

  public get resourceArn(): string {
    return this.request.resource.arn;
  }

  public get calledVia(): ContextValues {
    return this.givenValues("aws:CalledVia", "aws:calledvia");
  }

  public get tellsCalledVia(): boolean {
    return this.calledVia !== undefined || this.request.otherKeys !== "unknown" || this.tells("aws:calledvia");
  }

  /** The encryption context, with the names of its keys as given. Each grant of a key asks for it. */
  public get encryptionContext(): EncryptionContext {
    return (this.pairs ??= this.readEncryptionContext());
  }

  private readEncryptionContext(): EncryptionContext {
    const found = new Map<string, ContextValues>();
    for (const [key, value] of Object.entries(this.request.context ?? {})) {
      const values = valuesOf(value);
      if (values !== undefined && key.toLowerCase().startsWith(ENCRYPTION_CONTEXT)) {
        found.set(key.slice(ENCRYPTION_CONTEXT.length), values);
      }
    }
    return found;
  }

  public get encryptionContextKeys(): readonly string[] {
    return [...this.encryptionContext.keys()];
  }

  /** A request has few keys: to look through them costs less than to index them. */
  private givenValues(written: string, name: string): ContextValues {
    const { context } = this.request;
    if (context === undefined) return undefined;
    this.given ??= Object.keys(context);
    // Of a key that is given twice, in different case, the last one counts.
    for (let at = this.given.length - 1; at >= 0; at--) {
      const key = this.given[at] as string;
      if (key !== written && (key.length !== name.length || lowerCased(key) !== name)) continue;
      const values = valuesOf(context[key]);
      if (values !== undefined) return values;
    }
    return undefined;
  }

  /** Whether the request says so, if only that the key is missing. */
  private tells(name: string): boolean {
    const { context = {} } = this.request;
    return Object.keys(context).some((key) => lowerCased(key) === name && context[key] !== undefined);
  }

  private other({ name, isEncryptionContext, service }: ConditionKey): ContextValues {
    // What another service tells of its own requests stands in none of this one.
    if (service !== undefined && service !== this.action.service) return undefined;
    // Who gives any encryption context gives all of it.
    if (isEncryptionContext && this.encryptionContext.size > 0) return undefined;
    return this.request.otherKeys === "unknown" && !this.tells(name) ? NOT_GIVEN : undefined;
  }
}

/** A key with an empty list is not in the request. */
function valuesOf(value: ContextValue | undefined): ContextValues {
  if (typeof value === "string") return [value];
  if (value === undefined || isUnknown(value)) return value;
  if (typeof value === "object") return value.length > 0 ? value : undefined;
  return [String(value)];
}
