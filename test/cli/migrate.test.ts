import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "../../src/cli/commands/migrate";
import { MIGRATE_HELP } from "../../src/cli/commands/migrate-options";
import type { Snapshot } from "../../src/live/snapshot";
import {
  ACCOUNT,
  ADMIN,
  AGENT,
  denied,
  google,
  GOOGLE_SECRET,
  provider,
  secretArn,
  snapshot,
  WEATHER_SECRET,
} from "../migrate/support/snapshot";
import { CommandLine } from "./command-line";

const line = new CommandLine((args) => migrate.run(args));
const GOOGLE = `google=${GOOGLE_SECRET}#client_secret`;
const WEATHER = `weather=${WEATHER_SECRET}#api_key`;

const ran = (from: Snapshot, ...args: string[]) => line.run(...args, "--from", line.file("snapshot.json", from));
const out = (): string => join(line.folder, "out");
const files = (): Record<string, string> =>
  Object.fromEntries(readdirSync(out()).map((name) => [name, readFileSync(join(out(), name), "utf8")]));
/** The folder of a run is another one each time. */
const withoutFolder = (text: string): string => text.replaceAll(line.folder, "/srv");

describe("a plan", () => {
  test("by a second name has each step with its check and its way back", async () => {
    const {
      exitCode,
      out: text,
      error,
    } = await ran(snapshot(), "google", "--secret", GOOGLE, "--write", "hcl", "--out", out());
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
    expect(withoutFolder(text)).toMatchSnapshot();
    expect(files()).toMatchSnapshot();
  });

  test("under the same name announces the window, and grants before it", async () => {
    const { exitCode, out: text } = await ran(
      snapshot(),
      "weather",
      "--secret",
      WEATHER,
      "--way",
      "same-name",
      "--write",
      "cdktf",
      "--out",
      out(),
    );
    expect(exitCode).toBe(0);
    expect(withoutFolder(text)).toMatchSnapshot();
    expect(files()).toMatchSnapshot();
  });

  test("as data has the same", async () => {
    const { out: text } = await ran(snapshot(), "google", "weather", "--secret", GOOGLE, "--secret", WEATHER, "--json");
    const plan = JSON.parse(text) as {
      version: number;
      providers: Record<string, unknown>[];
      steps: Record<string, unknown>[];
    };
    expect(plan.version).toBe(1);
    expect(plan.providers.map((one) => [one.provider, one.newName, one.hasUsers])).toEqual([
      ["oauth2/google", "google-v2", true],
      ["apikey/weather", "weather-v2", false],
    ]);
    expect(Object.keys(plan.providers[0] ?? {}).sort()).toMatchSnapshot();
    for (const step of plan.steps) {
      expect(Object.keys(step).sort()).toEqual(["back", "checks", "commands", "isWindow", "number", "text", "title"]);
      expect(step.checks).not.toEqual([]);
      expect(step.back).not.toEqual([]);
    }
  });

  test("names who reads now, and takes along those that AgentCore works for", async () => {
    const { out: text } = await ran(snapshot(), "google", "--secret", GOOGLE);
    expect(text).toMatch(new RegExp(`read by +${AGENT}: allowed`));
    expect(text).toContain(`${ADMIN}: AgentCore does not work in its name`);
    expect(text).not.toContain("role/stranger");
    const named = await ran(snapshot(), "google", "--secret", GOOGLE, "--reader", ADMIN);
    expect(named.out).toMatch(new RegExp(`read by +${ADMIN}: allowed`));
    expect(named.out).toContain(`${AGENT}: --reader does not name it`);
  });

  test("names the consumers that are known, and what could not be listed", async () => {
    const { out: text } = await ran(snapshot(), "google", "--secret", GOOGLE);
    expect(text).toContain("gateway target tickets");
    expect(text).toContain("harnesses: it was not read: bedrock-agentcore:ListHarnesses");
    const other = await ran(snapshot(), "weather", "--secret", WEATHER);
    expect(other.out).not.toContain("gateway target tickets");
  });

  test("asks no users of whom only machines use it", async () => {
    const users = await ran(snapshot(), "google", "--secret", GOOGLE);
    expect(users.out).toContain("consent again");
    const machines = await ran(snapshot(), "google", "--secret", GOOGLE, "--m2m", "google");
    expect(machines.out).not.toContain("Let the users consent again");
  });

  test("takes both secrets of a wallet", async () => {
    const args = ["wallet", "--secret", `wallet.apiKeySecret=${WEATHER_SECRET}#api_key`];
    const one = await ran(snapshot(), ...args);
    expect(one.error).toContain("give --secret wallet.walletSecret=ARN#JSONKEY");
    const both = await ran(
      snapshot(),
      ...args,
      "--secret",
      `wallet.walletSecret=${WEATHER_SECRET}#wallet`,
      "--write",
      "cdktf",
      "--out",
      out(),
    );
    expect(both.exitCode).toBe(0);
    expect(files()["main.ts"]).toContain("PaymentVendor.coinbaseCdp({");
  });
});

describe("Terraform", () => {
  test("takes over what a migration that was left half done has made", async () => {
    const made = google("google-v2", { external: { secretId: GOOGLE_SECRET, jsonKey: "client_secret" } });
    const from = snapshot({ oauth2: { value: [google(), made] } });
    const { out: text } = await ran(from, "google", "--secret", GOOGLE, "--write", "hcl", "--out", out());
    expect(text).toContain("is there already, with this secret");
    expect(files()["migrate.tf"]).toMatchInlineSnapshot(`
     "import {
       to = module.agentcore_identity.aws_bedrockagentcore_oauth2_credential_provider.this["google-v2"]
       id = "google-v2"
     }
     "
    `);
  });

  test("forgets the old one where it has it, and deletes nothing", async () => {
    const address = "module.old.aws_bedrockagentcore_oauth2_credential_provider.google";
    await ran(
      snapshot(),
      "google",
      "--secret",
      GOOGLE,
      "--terraform",
      `google=${address}`,
      "--write",
      "hcl",
      "--out",
      out(),
    );
    expect(files()["migrate.tf"]).toMatchInlineSnapshot(`
     "removed {
       from = module.old.aws_bedrockagentcore_oauth2_credential_provider.google

       lifecycle {
         destroy = false
       }
     }
     "
    `);
  });

  test("asks for what nobody told, and only for that", async () => {
    const from = snapshot({ oauth2: { value: [google("google", { config: {} })] }, roles: [] });
    const { out: text } = await ran(
      from,
      "google",
      "--secret",
      `google=${secretArn("aliased")}#client_secret`,
      "--write",
      "hcl",
      "--out",
      out(),
    );
    expect(text).toContain("Terraform asks for it and makes no plan before it has it");
    expect(files()["variables.tf"]).toMatchSnapshot();
    expect(files()["main.tf"]).toContain("client_id       = var.google_v2_client_id");
  });

  test("is not written over something else", async () => {
    const { error } = await ran(snapshot(), "google", "--secret", GOOGLE, "--write", "hcl", "--out", line.folder);
    expect(error).toContain("is not empty: give a new folder by --out");
    expect(existsSync(join(line.folder, "main.tf"))).toBe(false);
  });
});

describe("is refused, with a way out:", () => {
  const external = google("google", { external: { secretId: GOOGLE_SECRET, jsonKey: "client_secret" } });
  const unread = { ...google(), detail: denied("bedrock-agentcore:GetOauth2CredentialProvider", google().arn) };
  const OTHER = secretArn("google-oauth", "eu-west-1");
  const [here] = snapshot().accounts;
  const [near] = here?.regions ?? [];
  const farArn = secretArn("google-oauth", "eu-west-1");
  const far = {
    ...near,
    region: "eu-west-1",
    providers: { ...near?.providers, oauth2: { value: [google("far")] }, apikey: { value: [] } },
    listed: { value: [{ arn: farArn, name: "google-oauth", tags: {} }] },
  };
  const both = { ...snapshot(), accounts: [{ ...here, regions: [near, far] }] } as Snapshot;
  test.each<[string, Snapshot, string[], string]>([
    [
      "two of several Regions",
      both,
      ["weather", "far", "--secret", WEATHER, "--secret", `far=${farArn}#k`],
      "migrate them apart",
    ],
    [
      "a provider that there is not",
      snapshot(),
      ["gogle", "--secret", `gogle=${GOOGLE_SECRET}#k`],
      "Did you mean google?",
    ],
    [
      "one that is EXTERNAL already",
      snapshot({ oauth2: { value: [external] } }),
      ["google", "--secret", GOOGLE],
      "is EXTERNAL already",
    ],
    [
      "one of which nothing was read",
      snapshot({ oauth2: { value: [unread] } }),
      ["google", "--secret", GOOGLE],
      "Give the permission bedrock-agentcore:GetOauth2CredentialProvider",
    ],
    [
      "a kind that was not read",
      snapshot({ oauth2: denied("bedrock-agentcore:ListOauth2CredentialProviders", "x") }),
      ["google", "--secret", GOOGLE],
      "ListOauth2CredentialProviders",
    ],
    [
      "a secret of another Region",
      snapshot(),
      ["google", "--secret", `google=${OTHER}#k`],
      "Give the ARN of a replica there",
    ],
    [
      "a secret that there is not",
      snapshot(),
      ["google", "--secret", `google=${GOOGLE_SECRET.replace("oauth", "ouath")}#k`],
      `Did you mean ${GOOGLE_SECRET}?`,
    ],
    [
      "a secret by a part of its ARN",
      snapshot(),
      ["google", "--secret", `google=${GOOGLE_SECRET.slice(0, -7)}#k`],
      "partial ARN",
    ],
    [
      "AgentCore's own secret",
      snapshot(),
      ["google", "--secret", `google=${secretArn("bedrock-agentcore-identity!default/oauth2/google")}#k`],
      "is AgentCore's own secret",
    ],
    [
      "a secret that waits for its deletion",
      snapshot(),
      ["google", "--secret", `google=${secretArn("going")}#k`],
      "restore-secret",
    ],
    ["a path as JSON key", snapshot(), ["google", "--secret", `google=${GOOGLE_SECRET}#a.b`], "AgentCore follows none"],
    ["no secret", snapshot(), ["google"], "give --secret google=ARN#JSONKEY"],
    [
      "a secret for another provider",
      snapshot(),
      ["google", "--secret", WEATHER],
      'names "weather", which is not to be migrated',
    ],
    [
      "users in a window, unasked",
      snapshot(),
      ["google", "--secret", GOOGLE, "--way", "same-name"],
      "--consent-again google",
    ],
    [
      "a name that is there",
      snapshot({ oauth2: { value: [google(), google("google-v2")] } }),
      ["google", "--secret", GOOGLE],
      "give another name by --name",
    ],
    ["a name that AWS does not take", snapshot(), ["google", "--secret", GOOGLE, "--name", "a b"], "letters, digits"],
    [
      "a reader that is none",
      snapshot(),
      ["google", "--secret", GOOGLE, "--reader", `arn:aws:iam::${ACCOUNT}:root`],
      "is a whole account",
    ],
    [
      "the bridge in modules",
      snapshot(),
      ["google", "--secret", GOOGLE, "--engine", "bridge", "--write", "hcl", "--out", "NEW"],
      "say --write cdktf",
    ],
  ])("%s", async (_, from, args, message) => {
    const { exitCode, out: text, error } = await ran(from, ...args.map((one) => (one === "NEW" ? out() : one)));
    expect({ exitCode, text }).toEqual({ exitCode: 1, text: "" });
    expect(error).toContain(message);
    expect(error.split("\n")).toHaveLength(2);
  });

  test.each<[string[], string]>([
    [[], "migrate wants a PROVIDER"],
    [["google", "google"], "google is given twice"],
    [["google", "--secret", `google=${GOOGLE_SECRET}`], "names no JSON key"],
    [["google", "--way", "fast"], "--way wants second-name or same-name"],
    [["google", "--write", "hcl"], "--write wants --out DIR"],
    [["google", "--out", "x"], "say --write hcl or --write cdktf"],
    [["google", "--m2m", "weather"], "--m2m names weather"],
    [["google", "--from", "x", "--region", "us-east-1"], "leave out --account"],
    [["google", "--terraform", 'google=a_b.c["x"]'], "terraform state rm 'a_b.c[\"x\"]'"],
    [["google", "--terraform", "google=x"], "wants the address of a resource"],
    [["google", "--name", "other=x"], "--name wants PROVIDER=NEW"],
    [["google", "--secrt", "x"], "did you mean --secret?"],
  ])("%j", async (args, message) => {
    const { exitCode, error } = await line.run(...args);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });

  test("a file that is no snapshot", async () => {
    const file = join(line.folder, "x.json");
    writeFileSync(file, "{}");
    const { exitCode, error } = await line.run("google", "--secret", GOOGLE, "--from", file);
    expect({ exitCode, error }).toMatchObject({
      exitCode: 1,
      error: expect.stringContaining("is no snapshot") as string,
    });
  });
});

test("help names every option", async () => {
  const { out: text } = await line.run("--help");
  expect(text).toBe(MIGRATE_HELP);
  expect(provider("apikey", "x").name).toBe("x");
});
