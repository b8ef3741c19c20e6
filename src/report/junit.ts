import { fails } from "../proof/findings/findings";
import { escape } from "./escape";
import type { Result } from "./result";
import { detailOf, titleOf } from "./weight";

/** The findings as test cases, for pipelines that show those. A run without findings is one passed case. */
export function junitReport({ findings }: Result): string {
  const cases = findings.map((finding) => {
    const { rule, state, subject, at, suppressed } = finding;
    const detail = detailOf(finding);
    const head = `    <testcase classname="${rule.id}" name="${escape(`${titleOf(finding)} ${subject} (${at})`)}"`;
    if (fails(finding))
      return `${head}>\n      <failure message="${escape(detail)}">${escape(`${rule.cause} ${rule.fix}`)}</failure>\n    </testcase>`;
    const why = suppressed ?? (state === "unknown" ? `unknown: ${detail}` : detail);
    return `${head}>\n      <skipped message="${escape(why)}"/>\n    </testcase>`;
  });
  const all = cases.length > 0 ? cases : ['    <testcase classname="agentcore-identity" name="no findings"/>'];
  const failures = findings.filter(fails).length;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="agentcore-identity check" tests="${all.length}" failures="${failures}" skipped="${cases.length - failures}">
${all.join("\n")}
  </testsuite>
</testsuites>
`;
}
