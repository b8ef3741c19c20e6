import { isUnknown, verdict } from "../../decision";
import { onceFor } from "../once-for";
import { limitsOn } from "../permission-limits";
import type { Row } from "../proof";
import { readRequest, requestPrincipal } from "../requests";
import { isYes } from "./ask";
import type { Facts } from "./rule";

/** Whether a reader could ask Secrets Manager for the secret itself. */
export interface DirectRead {
  readonly row: Row;
  readonly secretArn: string;
  readonly isAllowed: boolean;
}

/** The same decision as for AgentCore's read, but without a service in between. Two rules ask for it. */
export const directReads = onceFor((facts: Facts): readonly DirectRead[] => [...allDirectReads(facts)]);

function* allDirectReads({ model, rows }: Facts): Generator<DirectRead> {
  for (const row of rows) {
    if (row.standing !== "reader") continue;
    const principal = requestPrincipal({ type: "AWS", name: row.principal });
    if (principal?.type !== "AssumedRole") continue;
    const role = model.roles.get(row.principal);
    for (const { secretId } of row.provider.references) {
      if (isUnknown(secretId)) continue;
      const resourcePolicy = model.secrets.get(secretId)?.policy?.compiled;
      const request = readRequest(secretId, principal, {}, true);
      const decision = verdict(
        {
          ...limitsOn(model, request),
          identityPolicies: role?.policies.map(({ compiled }) => compiled) ?? [],
          ...(role?.boundary && { permissionsBoundary: role.boundary.compiled }),
          ...(resourcePolicy && { resourcePolicy }),
        },
        request,
      );
      yield { row, secretArn: secretId, isAllowed: isYes(decision) };
    }
  }
}
