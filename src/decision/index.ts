/** What a set of policies decides about a request: the only entrance to this folder. */
export type {
  Allowed,
  Conditional,
  Decision,
  ExplicitlyDenied,
  FailedCondition,
  ImplicitlyDenied,
  MissingPermission,
  NearMiss,
  NeededCondition,
  Undecided,
} from "./decision";
export { decide, verdict } from "./decide";
export type { Verdict } from "./evaluate";
export { knownKeys, onlyGiven } from "./known-keys";
export type { KmsGrant } from "./grant";
export type { Deciding, Place } from "./places";
export { PLACE_NAMES } from "./places";
export type { Policies } from "./policies";
export type { CompiledPolicy } from "./policy";
export { compilePolicy, unreadablePolicy } from "./policy";
export type { PolicyProblem } from "./problems";
export { policyProblemText } from "./problems";
export type {
  Account,
  AccountFacts,
  Accounts,
  Anonymous,
  AssumedRole,
  ContextValue,
  Federated,
  FederatedUser,
  Request,
  RequestPrincipal,
  RequestResource,
  Service,
  User,
} from "./request";
export type { PolicyKind } from "./places";
export { mayBeSame } from "./open-match";
export { isUniqueId, mayHaveId, principalNames } from "./principal-names";
export { closedText, isOpen, openParts, openText, shownText } from "./open-text";
export { lowerCased, remembered } from "./remembered";
export { isUnknown, Unknown } from "./unknown";
export { compileWildcard } from "./wildcard";
