import { splitArn } from "../arn";
import type { ContextValues, RequestContext } from "./context";
import { principalValues } from "./principal-keys";
import type { PrincipalNames } from "./principal-names";
import type { Accounts, ContextValue, Request } from "./request";
import { isUnknown, Unknown } from "./unknown";

const NOT_GIVEN = new Unknown("the condition key is not given");
const ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

/**
 * AWS sets these only when a service calls in its own name, never for a role, not even in a forward access session.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
 */
const OF_SERVICE_CALLS: ReadonlySet<string> = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

/** The encryption context of a request, its keys as written: grants tell upper from lower case, conditions do not. */
export type EncryptionContext = ReadonlyMap<string, ContextValues>;

/** The request context with everything filled in that the request itself tells. */
export class FilledContext implements RequestContext {
  /** What the request gives, by lower-case key; made when a condition first asks, for most statements have none. */
  private given?: ReadonlyMap<string, ContextValues>;

  public constructor(
    private readonly request: Request,
    private readonly names: PrincipalNames,
    private readonly resourceAccount: string | undefined,
    private readonly accounts: Accounts,
    private readonly action: string,
  ) {}

  public valuesOf(key: string): ContextValues {
    if (OF_SERVICE_CALLS.has(key) && this.names.principal.type !== "Service") return undefined;
    const own = principalValues(key, this.names, this.accounts, this.action);
    // What the principal is, AWS knows better than the caller; what we do not know of it, the caller may.
    if (own !== null) return isUnknown(own) ? (this.givenValues(key) ?? own) : own;
    return this.givenValues(key) ?? this.derived(key) ?? this.other(key);
  }

  /** The encryption context, with the names of its keys as given. */
  public get encryptionContext(): EncryptionContext {
    const found = new Map<string, ContextValues>();
    for (const [key, value] of Object.entries(this.request.context ?? {})) {
      const values = valuesOf(value);
      if (values !== undefined && key.toLowerCase().startsWith(ENCRYPTION_CONTEXT)) {
        found.set(key.slice(ENCRYPTION_CONTEXT.length), values);
      }
    }
    return found;
  }

  private givenValues(key: string): ContextValues {
    this.given ??= lowerCased(this.request.context);
    return this.given.get(key);
  }

  private derived(key: string): ContextValues {
    switch (key) {
      case "aws:resourceaccount":
        return this.resourceAccount === undefined ? undefined : [this.resourceAccount];
      case "aws:resourceorgid":
        return this.resourceOrganization();
      case "aws:requestedregion":
        return nonEmpty(splitArn(this.request.resource.arn)?.region);
      case "aws:calledviafirst":
        return end(this.givenValues("aws:calledvia"), 0);
      case "aws:calledvialast":
        return end(this.givenValues("aws:calledvia"), -1);
      case "aws:viaawsservice":
        return this.viaService();
      case "kms:encryptioncontextkeys": {
        const keys = [...this.encryptionContext.keys()];
        return keys.length > 0 ? keys : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Always in the request: false in a direct call. `aws:CalledVia` tells only if it is known to be missing. */
  private viaService(): ContextValues {
    const chain = this.givenValues("aws:calledvia");
    if (isUnknown(chain)) return new Unknown(chain.reason, true);
    const told = chain !== undefined || this.request.otherKeys !== "unknown" || this.isGiven("aws:calledvia");
    return told ? [String(chain !== undefined)] : new Unknown(NOT_GIVEN.reason, true);
  }

  private isGiven(key: string): boolean {
    return Object.keys(this.request.context ?? {}).some((name) => name.toLowerCase() === key);
  }

  private resourceOrganization(): ContextValues {
    const id = this.resourceAccount === undefined ? undefined : this.accounts[this.resourceAccount]?.organizationId;
    if (id === undefined) return new Unknown(`the organization of account ${this.resourceAccount} is not known`);
    return id === null ? undefined : [id];
  }

  private other(key: string): ContextValues {
    // Who gives any encryption context gives all of it.
    if (key.startsWith(ENCRYPTION_CONTEXT) && this.encryptionContext.size > 0) return undefined;
    return this.request.otherKeys === "unknown" ? NOT_GIVEN : undefined;
  }
}

function lowerCased(context: Request["context"] = {}): Map<string, ContextValues> {
  const found = new Map<string, ContextValues>();
  for (const key of Object.keys(context)) {
    const values = valuesOf(context[key]);
    if (values !== undefined) found.set(key.toLowerCase(), values);
  }
  return found;
}

/** A key with an empty list is not in the request. */
function valuesOf(value: ContextValue | undefined): ContextValues {
  if (value === undefined || isUnknown(value)) return value;
  if (typeof value === "string") return [value];
  if (typeof value === "object") return value.length > 0 ? value : undefined;
  return [String(value)];
}

const nonEmpty = (text: string | undefined): ContextValues => (text === undefined || text === "" ? undefined : [text]);

function end(values: ContextValues, at: number): ContextValues {
  return Array.isArray(values) ? values.slice(at).slice(0, 1) : values;
}
