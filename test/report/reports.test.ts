import { createHash } from "node:crypto";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { RULES } from "../../src/proof/findings/rules/index";
import { htmlReport } from "../../src/report/page/html";
import { junitReport } from "../../src/report/junit";
import { sarifReport } from "../../src/report/sarif";
import { textReport } from "../../src/report/text";
import type { StackJson } from "../cli/support";
import { check, stackJson } from "../cli/support";

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='a()'>&\u202e\u001b[31m`;

function hostileStack(): StackJson {
  const stack = structuredClone(stackJson(GoogleMapsStack));
  const [provider] = Object.values(stack.resource.aws_bedrockagentcore_oauth2_credential_provider ?? {});
  (provider as Record<string, unknown>).name = HOSTILE;
  return stack;
}

describe("the page", () => {
  const html = htmlReport(check(hostileStack()));

  test("shows hostile names as text", () => {
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img/);
    expect(html).not.toContain("\u202e");
  });

  test("takes nothing from elsewhere, and its policy allows its own style and script only", () => {
    expect(html).not.toMatch(/<(link|img|iframe|object|embed)\b|@import|url\((?!#)/i);
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi))
      expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/\s(src|on[a-z]+)=/i);
    const { protocol, host } = new URL(RULES[0]?.see ?? "");
    for (const [, address = ""] of html.matchAll(/<[^>]*\shref="([^"]*)"/g))
      expect(address.startsWith("#") || address.startsWith(`${protocol}//${host}/`)).toBe(true);
    const hashes = [...html.matchAll(/<(?:style|script)>([\s\S]*?)<\/(?:style|script)>/g)].map(
      ([, text]) =>
        `'sha256-${createHash("sha256")
          .update(text as string)
          .digest("base64")}'`,
    );
    expect(html).toContain("default-src 'none'");
    for (const hash of hashes) expect(html).toContain(hash);
  });

  test("closes every element that it opens", () => {
    const open: string[] = [];
    const VOID = new Set(["meta", "br", "input", "!doctype"]);
    const body = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "");
    for (const [, end, name = "", empty] of body.matchAll(/<(\/?)([a-z!][a-z0-9]*)\b[^>]*?(\/?)>/gi)) {
      if (VOID.has(name) || empty === "/") continue;
      if (end === "/") expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  test("links to what is there, and names nothing twice", () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/(?:href="|url\()#([^")]+)/g)) expect(ids).toContain(id);
  });

  test("has a heading for every part, a name for every list, and every edge within reach of the keyboard", () => {
    expect(html).toMatch(/<html lang="en">/);
    expect(html.match(/<details/g)?.length).toBe(html.match(/<summary>/g)?.length);
    for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
    expect(html).toContain("prefers-color-scheme:dark");
    expect(html).toContain("@media print");
  });
});

test("a terminal gets no control characters but ours", () => {
  // eslint-disable-next-line no-control-regex
  expect(textReport(check(hostileStack()), false)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test("SARIF names each rule, its state and its place", () => {
  const { runs, version } = JSON.parse(sarifReport(check(hostileStack()))) as {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; ruleIndex: number; kind: string; level: string }[];
    }[];
  };
  expect(version).toBe("2.1.0");
  const [run] = runs;
  for (const { ruleId, ruleIndex, kind, level } of run?.results ?? []) {
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(kind === "fail").toBe(level !== "none");
  }
});

test("JUnit counts what it lists", () => {
  const xml = junitReport(check(hostileStack()));
  expect(Number(/tests="(\d+)"/.exec(xml)?.[1])).toBe(xml.match(/<testcase/g)?.length);
  expect(Number(/failures="(\d+)"/.exec(xml)?.[1])).toBe(xml.match(/<failure/g)?.length ?? 0);
  expect(xml).not.toContain("<img");
});
