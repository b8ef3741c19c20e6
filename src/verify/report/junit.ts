import { escape } from "../../report/escape";
import { checksIn } from "../answer";
import type { Verified } from "../verify";

/** Each check as a test case, for pipelines that show those. */
export function junitReport(verified: Verified): string {
  const cases = verified.groups.flatMap(({ subject, at, checks }) =>
    checks.map(({ id, state, what, text, fix = "" }) => {
      const place = at === undefined ? "" : ` (${at})`;
      const head = `    <testcase classname="${escape(id)}" name="${escape(`${what}: ${subject}${place}`)}"`;
      if (state === "ok") return `${head}/>`;
      const inside =
        state === "fails"
          ? `<failure message="${escape(text)}">${escape(fix)}</failure>`
          : `<skipped message="${escape(`${state}: ${text} ${fix}`.trim())}"/>`;
      return `${head}>\n      ${inside}\n    </testcase>`;
    }),
  );
  const all = cases.length > 0 ? cases : ['    <testcase classname="agentcore-identity" name="nothing to verify"/>'];
  const number = (...states: string[]): number =>
    checksIn(verified).filter(({ state }) => states.includes(state)).length;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="agentcore-identity verify" tests="${all.length}" failures="${number("fails")}" skipped="${number("unknown", "note")}">
${all.join("\n")}
  </testsuite>
</testsuites>
`;
}
