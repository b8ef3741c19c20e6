import { configuration } from "../harness/configuration";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { external, oauth2 } from "./cases/oauth2-configuration";
import { replacementCases } from "./cases/replacement";
import { resourceFacts } from "./facts";

type Resources = Record<string, Record<string, object>>;

/** Arguments that exclude each other: to give the one is to drop the other. */
const excludes: Record<string, string> = { name_prefix: "name" };

/** Before and after: one resource for each argument that replaces, and one that is changed in place. */
function changes(): { before: Resources; after: Resources; expected: Record<string, string> } {
  const [before, after, expected]: [Resources, Resources, Record<string, string>] = [{}, {}, {}];
  for (const [type, { from, replacing, inPlace }] of Object.entries(replacementCases)) {
    const steps = [...Object.entries(replacing).map(([name, value]) => ({ name, change: { [name]: value } }))];
    if (inPlace) steps.push({ name: "in_place", change: inPlace });
    steps.forEach(({ name, change }, number) => {
      const config = from(number);
      (before[type] ??= {})[name] = config;
      (after[type] ??= {})[name] = { ...config, ...(name in excludes && { [excludes[name]]: null }), ...change };
      expected[`${type}.${name}`] = name === "in_place" ? "update" : "replace";
    });
  }
  // A vendor brings its own block along.
  const type = "aws_bedrockagentcore_oauth2_credential_provider";
  after[type].credential_provider_vendor = {
    ...after[type].credential_provider_vendor,
    ...oauth2("slack", { client_id: "id", ...external }),
    name: "p1",
  };
  return { before, after, expected };
}

describeWithTerraform("replacement", () => {
  test("each argument that replaces does, and one beside it does not", async () => {
    const { before, after, expected } = changes();
    const workspace = await Workspace.ofFiles(configuration({ resource: before }));
    await workspace.init();
    await workspace.apply();
    const same = await workspace.plan();
    expect(same.summary).toEqual({});
    await workspace.write(configuration({ resource: after }));
    const plan = await workspace.plan();
    expect(Object.fromEntries(plan.changes.map(({ address, action }) => [address, action]))).toEqual(expected);
    const log = await workspace.apply(plan);
    const replaced = Object.values(expected).filter((action) => action === "replace").length;
    expect(log.filter(({ action }) => action === "destroy")).toHaveLength(replaced);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("another Region replaces, by the argument or by the provider", async () => {
    const topic = { aws_sns_topic: { a: { name: "a" }, b: { name: "b", region: "eu-west-1" } } };
    const workspace = await Workspace.ofFiles(
      configuration({ provider: { aws: { region: "eu-west-1" } }, resource: topic }),
    );
    await workspace.init();
    await workspace.apply();
    await workspace.write(configuration({ provider: { aws: { region: "us-east-1" } }, resource: topic }));
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({ replace: ["aws_sns_topic.a"] });
    expect(plan.change("aws_sns_topic.a").replacePaths).toEqual(["region"]);
  });
});

test("every argument of the tables has a case", () => {
  const inTables = Object.entries(resourceFacts)
    .filter(([type]) => type.startsWith("aws_"))
    .map(([type, { replaceOn = [] }]) => [type, [...replaceOn].sort()] as const)
    .filter(([, names]) => names.length);
  const inCases = Object.entries(replacementCases).map(([type, { replacing }]) => [
    type,
    Object.keys(replacing).sort(),
  ]);
  expect(Object.fromEntries(inCases)).toEqual(Object.fromEntries(inTables));
});
