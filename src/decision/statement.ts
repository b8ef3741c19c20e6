import type { ActionElement } from "./action-element";
import { ANY_ACTION_IN_DOUBT, compileAction, matchActions } from "./action-element";
import type { ActionName } from "./action-name";
import type { ArnName } from "./arn-pattern";
import type { Condition } from "./condition";
import { compileConditions } from "./condition-element";
import type { RequestContext } from "./context";
import type { ElementReader } from "./element-reader";
import { isObject, own } from "./element-reader";
import type { PolicyKind } from "./places";
import type { PrincipalElement } from "./principal-element";
import { compilePrincipal } from "./principal-reader";
import type { ResourceElement } from "./resource-element";
import { ANY_RESOURCE_IN_DOUBT, compileResource, matchResources } from "./resource-element";
import type { Truth } from "./truth";
import { NO, YES } from "./truth";
import { isUnknown } from "./unknown";

/** What a statement consists of. */
interface Elements {
  readonly sid?: string;
  /** Undefined if it cannot be read: the statement may then allow or deny. */
  readonly effect?: "Allow" | "Deny";
  readonly isDoubtful: boolean;
  readonly action: ActionElement;
  /** Undefined for every resource. */
  readonly resource?: ResourceElement;
  readonly principal?: PrincipalElement;
  readonly conditions: readonly Condition[];
}

/** A statement ready for many requests. */
export class CompiledStatement {
  // The same action is asked many times in a row, of other principals and resources.
  private lastAction: ActionName | undefined;
  private lastMatch: Truth = NO;
  public readonly mayAllow: boolean;
  public readonly mayDeny: boolean;
  /** Whether the statement holds something unreadable, so that it never applies for certain. */
  public readonly isDoubtful: boolean;
  /** Undefined in identity policies, and if it cannot be read. */
  public readonly principal: PrincipalElement | undefined;
  private readonly resource: ResourceElement | undefined;
  public readonly conditions: readonly Condition[];
  private readonly action: ActionElement;
  public readonly sid: string | undefined;

  public constructor(
    /** Position in the document. */
    public readonly index: number,
    private readonly elements: Elements,
  ) {
    const { sid, effect, isDoubtful, action, resource, principal, conditions } = elements;
    this.mayAllow = effect !== "Deny";
    this.mayDeny = effect !== "Allow";
    this.isDoubtful = isDoubtful;
    this.principal = principal;
    this.resource = resource;
    this.conditions = conditions;
    this.action = action;
    this.sid = sid;
  }

  /** The same, but never for certain. */
  public get inDoubt(): CompiledStatement {
    return new CompiledStatement(this.index, { ...this.elements, isDoubtful: true });
  }

  public matchesAction(action: ActionName): Truth {
    if (action !== this.lastAction) {
      this.lastAction = action;
      this.lastMatch = matchActions(this.action, action);
    }
    return this.lastMatch;
  }

  public matchesResource(resource: ArnName, context: RequestContext): Truth {
    return this.resource === undefined ? YES : matchResources(this.resource, resource, context);
  }
}

const ELEMENTS: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** The document that a statement stands in. */
export interface Surroundings {
  readonly kind: PolicyKind;
  /** Whether its version has policy variables. */
  readonly variables: boolean;
  /** Whether it holds something unreadable. */
  readonly isDoubtful: boolean;
}

/**
 * Compiles one statement. What cannot be read is reported to the reader and stays in doubt.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function compileStatement(
  value: unknown,
  index: number,
  { kind, variables, isDoubtful }: Surroundings,
  read: ElementReader,
): CompiledStatement {
  if (!isObject(value)) {
    read.wrong(undefined, isUnknown(value) ? `is not known: ${value.reason}` : "is not an object");
    return new CompiledStatement(index, {
      isDoubtful: true,
      action: ANY_ACTION_IN_DOUBT,
      resource: ANY_RESOURCE_IN_DOUBT,
      conditions: [],
    });
  }
  read.unknownElements(value, ELEMENTS);
  const sid = own(value, "Sid");
  const elements = {
    sid: typeof sid === "string" ? sid : undefined,
    effect: compileEffect(own(value, "Effect"), read),
    principal: compilePrincipal(value, kind, read),
    action: compileAction(value, read),
    resource: compileResource(value, kind, variables, read),
    conditions: compileConditions(own(value, "Condition"), variables, read),
  };
  return new CompiledStatement(index, { ...elements, isDoubtful: isDoubtful || read.problems.length > 0 });
}

function compileEffect(value: unknown, read: ElementReader): "Allow" | "Deny" | undefined {
  if (value === "Allow" || value === "Deny") return value;
  return read.wrong("Effect", isUnknown(value) ? `is not known: ${value.reason}` : 'is neither "Allow" nor "Deny"');
}
