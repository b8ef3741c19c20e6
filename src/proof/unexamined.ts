import { secretPolicies } from "./guards";
import { namedPrincipals } from "./mentioned";
import type { Assumption, Model } from "./model";
import { requestPrincipal } from "./requests";

/** Everybody and whole accounts: a finding of their own says so. */
const FOUND_ANYHOW = /\*|^\d{12}$|:root$/;

/** Those whom a secret policy lets in, but for whom no request can be made up. */
export function unexamined(model: Model): Assumption[] {
  return [...model.secrets.keys()].flatMap((arn) =>
    secretPolicies(model, arn)
      .flatMap(({ document }) => namedPrincipals(document))
      .filter((named) => !FOUND_ANYHOW.test(named.name) && !requestPrincipal(named))
      .map(({ type, name }) => ({
        subject: name,
        text: `is named as ${type} by the policy of ${arn}, and is not examined: only roles, their sessions, users, services and identity providers are`,
      })),
  );
}
