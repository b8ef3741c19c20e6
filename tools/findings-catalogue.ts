import { format } from "prettier";
import { RULES } from "../src/proof/findings/rules/index";

/** The page about all findings, made of the rules themselves. */
export const catalogue = (): Promise<string> =>
  format(
    `# Findings

What \`agentcore-identity check\` may find. An ID is never given to another rule. \`error\` and \`warning\` make the check
fail, \`note\` does not. Made by \`npm run findings\`.

To keep a finding, say why: \`--suppress AGC007="reason"\`, or in the file of \`--expect\`
\`"suppress": [{"id": "AGC007", "reason": "…", "subject": "ARN"}]\`.

| ID | Severity | What is wrong |
|---|---|---|
${RULES.map(({ id, severity, title }) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${title} |`).join("\n")}

${RULES.map(({ id, severity, title, cause, fix, see }) => `## ${id}\n\n${title} (${severity})\n\n- Cause: ${cause}\n- Fix: ${fix}\n- See: <${see}>\n`).join("\n")}`,
    { parser: "markdown", printWidth: 120 },
  );
