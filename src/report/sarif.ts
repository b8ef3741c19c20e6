import type { Finding } from "../proof/findings/findings";
import { RULES } from "../proof/findings/rules/index";
import { jsonText } from "./json";
import type { Result } from "./result";
import { detailOf, titleOf } from "./weight";

/**
 * The findings for code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ findings, input }: Result): string {
  const results = findings.map((finding) => {
    const { rule, state, subject, at, suppressed } = finding;
    return {
      ruleId: rule.id,
      ruleIndex: RULES.indexOf(rule),
      kind: state === "unknown" ? "open" : "fail",
      // SARIF wants no level for anything but a failure.
      level: state === "unknown" ? "none" : rule.severity,
      message: { text: messageOf(finding) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(input.replace(/\\/g, "/")) },
            region: { startLine: 1 },
          },
          logicalLocations: [{ fullyQualifiedName: at, kind: "resource" }],
        },
      ],
      partialFingerprints: { "finding/v1": [rule.id, at, subject].join("|") },
      ...(suppressed !== undefined && { suppressions: [{ kind: "external", justification: suppressed }] }),
    };
  });
  const rules = RULES.map(({ id, title, cause, fix, see, severity }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: cause },
    help: { text: fix },
    helpUri: see,
    defaultConfiguration: { level: severity },
  }));
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "agentcore-identity", rules } }, results }],
  });
}

/** What to do stands there only where it is known that something is wrong. */
const messageOf = (finding: Finding): string =>
  [titleOf(finding), detailOf(finding), ...(finding.state === "unknown" ? [] : [finding.rule.fix])].join(" ");
