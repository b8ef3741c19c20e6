import { SERVICE_PRINCIPAL } from "../statements";

/** The rule of Elastic that every read by AgentCore in a runtime role's name fires once per history window. */
const RULE = "AWS Bedrock AgentCore Execution Role Used Outside Its Runtime";

const entry = (field: string, value: string): object => ({ field, operator: "included", type: "match", value });

/**
 * An exception for that rule, to be imported into Kibana: one line of JSON.
 *
 * @see https://www.elastic.co/docs/solutions/security/detect-and-alert/add-manage-exceptions
 */
export const elasticException = (): string =>
  `${JSON.stringify({
    type: "simple",
    item_id: "agentcore-identity-reads",
    list_id: "agentcore-identity",
    namespace_type: "single",
    name: "Reads by AgentCore Identity",
    description: `AgentCore reads a referenced secret in the role's name: no use outside of the runtime. For the rule "${RULE}".`,
    entries: [
      entry("event.provider", "secretsmanager.amazonaws.com"),
      entry("event.action", "GetSecretValue"),
      entry("aws.cloudtrail.user_identity.invoked_by", SERVICE_PRINCIPAL),
    ],
    os_types: [],
    tags: [],
  })}\n`;
