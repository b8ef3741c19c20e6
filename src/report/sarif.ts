import { RULES } from "../proof/findings/rules/index";
import type { Result } from "./result";

/**
 * The findings for code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ findings, input }: Result): string {
  const results = findings.map(({ rule, state, subject, at, detail, suppressed }) => ({
    ruleId: rule.id,
    ruleIndex: RULES.indexOf(rule),
    kind: state === "unknown" ? "open" : "fail",
    // SARIF wants no level for anything but a failure.
    level: state === "unknown" ? "none" : rule.severity,
    message: { text: `${rule.title} ${detail} ${rule.fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(input.replace(/\\/g, "/")) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: at, kind: "resource" }],
      },
    ],
    partialFingerprints: { "finding/v1": [rule.id, at, subject].join("|") },
    ...(suppressed !== undefined && { suppressions: [{ kind: "external", justification: suppressed }] }),
  }));
  const rules = RULES.map(({ id, title, cause, fix, see, severity }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: cause },
    help: { text: fix },
    helpUri: see,
    defaultConfiguration: { level: severity },
  }));
  return `${JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "agentcore-identity", rules } }, results }],
    },
    undefined,
    2,
  )}\n`;
}
