import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace, type ValidateDiagnostic } from "../workspace";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { schemas } from "../harness/paths";
import type { CheckCase } from "./cases/check-case";
import { gatewayCases } from "./cases/gateway";
import { oauth2Cases, olderOauth2Cases } from "./cases/oauth2";
import { otherCases } from "./cases/others";
import type { Check } from "./check";
import { complete } from "./complete";
import { isRecord, mapValues, UNKNOWN, type Value, type Values } from "./cty";
import { resourceFacts } from "./facts";
import { runChecks } from "./run-checks";
import type { Block, SchemaFile } from "./schema";

const newest = "6.66.0";
const all = [...oauth2Cases, ...gatewayCases, ...otherCases, ...olderOauth2Cases];

/** Validates the configurations of many cases in one run; gives what is said of each. */
async function validate(cases: readonly CheckCase[], version: string): Promise<(name: string) => ValidateDiagnostic[]> {
  // A file a case: Terraform reads the whole file again for each fault that it reports in it.
  const files = cases.map((one, index): [string, object] => [
    `case_${index}.tf.json`,
    { resource: { [one.type]: { [`allowed_${index}`]: one.allowed, [`denied_${index}`]: one.denied } } },
  ]);
  const workspace = await Workspace.ofFiles({
    "main.tf.json": { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } },
    ...Object.fromEntries(files),
  });
  await workspace.init();
  const diagnostics = await workspace.diagnostics();
  return (name) => diagnostics.filter(({ address }) => address?.endsWith(`.${name}`));
}

describeWithTerraform("value checks in terraform validate", () => {
  test.each([newest, "6.25.0"])("aws %s allows the one and denies the other", async (version) => {
    const cases = all.filter((one) => (one.versions ?? [newest]).includes(version));
    const said = await validate(cases, version);
    const wrong = cases.flatMap((one, index) => {
      const complaints = said(`allowed_${index}`).map(({ detail }) => `allowed, but: ${detail}`);
      const details = said(`denied_${index}`).map(({ summary, detail }) => `${summary}: ${detail}`);
      const isDenied = details.some((detail) => detail.includes(one.says));
      const found = isDenied ? complaints : [...complaints, `should say "${one.says}", says: ${details.join(" | ")}`];
      return found.map((problem) => `${one.type}, ${one.rule}: ${problem}`);
    });
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
  });

  test("what 6.66 demands of the vendor's block, 6.25 did not", async () => {
    const mismatch = { google_oauth2_provider_config: [{ client_id: "id", client_secret: "s" }] };
    const one = { name: "x", credential_provider_vendor: "SlackOauth2", oauth2_provider_config: [mismatch] };
    const type = "aws_bedrockagentcore_oauth2_credential_provider";
    const cases = [{ type, rule: "", allowed: one, denied: one, says: "" }];
    expect((await validate(cases, "6.25.0"))("denied_0")).toEqual([]);
    expect((await validate(cases, newest))("denied_0")).toHaveLength(1);
  });
});

describe("the tables of checks", () => {
  const file = JSON.parse(readFileSync(join(schemas, `aws-${newest}.json`), "utf8")) as SchemaFile;
  const types = Object.entries(file.provider_schemas["hashicorp/aws"].resource_schemas);
  const checksOf = (type: string): readonly Check[] => resourceFacts[type]?.checks ?? [];
  const nulls = (block: Block, values: Values): Values => complete(block, values, () => null);

  test.each(types)("%s: some case fails each check, and no allowed case does", (type, { block }) => {
    const ofType = all.filter((one) => one.type === type);
    // A write-only argument is null in a plan, but not in the configuration that is checked.
    const config = (values: Values): Values => ({ ...nulls(block, values), ...values });
    for (const [name, check] of leaves(checksOf(type))) {
      const version = name.includes("before") ? "6.25.0" : newest;
      const applies = (one: CheckCase): boolean => (one.versions ?? [newest]).includes(version);
      const failures = ofType.filter(
        (one) => applies(one) && runChecks([check], config(one.denied), block, version).length,
      );
      expect({ check: name, cases: failures.length }).not.toEqual({ check: name, cases: 0 });
      const wrong = ofType.filter(
        (one) => applies(one) && runChecks([check], config(one.allowed), block, version).length,
      );
      expect(wrong).toEqual([]);
    }
  });

  test.each(types)("%s: what is unknown passes", (type, { block }) => {
    const names = [...namesOf(block)];
    const unknown: Values = Object.fromEntries(names.map((name): [string, Value] => [name, UNKNOWN]));
    expect(runChecks(checksOf(type), unknown, block, newest)).toEqual([]);
    for (const one of all.filter((candidate) => candidate.type === type)) {
      const values = mapValues(one.denied, unknownWithin);
      const complaints = runChecks(checksOf(type), { ...unknown, ...values }, block, newest);
      // Which blocks stand there, and how often, is known even when nothing in them is.
      expect(
        complaints.filter(
          ({ detail }) => !/must be specified|cannot be specified|and only one|at most|required/.test(detail),
        ),
      ).toEqual([]);
    }
  });

  test.each(types)("%s: each check names what the schema has", (type, { block }) => {
    expect(checksOf(type).flatMap((check) => unknownNames(check, block))).toEqual([]);
    const replaceOn = resourceFacts[type]?.replaceOn ?? [];
    expect(replaceOn.filter((name) => !namesOf(block).has(name))).toEqual([]);
  });
});

/** The same blocks with nothing known in them. */
function unknownWithin(value: Value): Value {
  if (!Array.isArray(value)) return UNKNOWN;
  return value.map((element) => (isRecord(element) ? mapValues(element, unknownWithin) : UNKNOWN));
}

/** Each single check with what it stands in, and a name for the report. */
function leaves(checks: readonly Check[]): [string, Check][] {
  return checks.flatMap((check): [string, Check][] => {
    if (!("checks" in check)) return [[JSON.stringify(check), check]];
    const label =
      check.kind === "within" ? check.block : check.kind === "when" ? check.is.join() : JSON.stringify(check);
    return leaves(check.checks).map(([name, leaf]) => [`${label}: ${name}`, { ...check, checks: [leaf] }]);
  });
}

function namesOf(block: Block): Set<string> {
  return new Set([...Object.keys(block.attributes ?? {}), ...Object.keys(block.block_types ?? {})]);
}

function unknownNames(check: Check, block: Block): string[] {
  const known = namesOf(block);
  if (check.kind === "within") {
    const inner = block.block_types?.[check.block]?.block;
    return inner ? check.checks.flatMap((one) => unknownNames(one, inner)) : [check.block];
  }
  const named = [
    ...("at" in check ? [check.at] : []),
    ...("with" in check ? check.with : []),
    ...("of" in check ? check.of : []),
  ];
  const nested = "checks" in check ? check.checks.flatMap((one) => unknownNames(one, block)) : [];
  return [...named.filter((name) => !known.has(name)), ...nested];
}
