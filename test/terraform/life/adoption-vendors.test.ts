import { OAUTH2_VENDORS, configMember } from "../../../src/access/oauth2-vendors";
import type { OAuth2VendorRow } from "../../../src/access/oauth2-vendors";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { allowing, READS } from "../../live/support/account";
import { reader } from "../../live/support/worlds";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";
import { Workspace } from "../workspace";
import { adopted } from "./adoptions";
import { Delivery } from "./delivery";
import { ACCOUNT, AGENT, EDITION, GOOGLE_SECRET, KEY, inAccount, stackOfProgram } from "./migrations";

let sandbox: Sandbox;
let delivery: Delivery;

/** A client at every vendor, called as people call them. */
beforeEach(async () => {
  sandbox = await Sandbox.start({ enforce: true });
  delivery = await Delivery.start(sandbox, AGENT, KEY);
  sandbox.secrets.add(GOOGLE_SECRET, JSON.stringify({ client_secret: "x" }));
  sandbox.iam.putRole(reader(ACCOUNT), { reads: allowing(READS) });
  for (const [index, [name, row]] of Object.entries<OAuth2VendorRow>(OAUTH2_VENDORS).entries())
    sandbox.providers.create("oauth2", `${index}_${name}`, row.vendor, {
      config: {
        $member: configMember(row),
        clientId: `client ${index}: \${"%{a}"}`,
        ...(row.config === "custom" && {
          oauthDiscovery: { discoveryUrl: "https://idp.example/.well-known/openid-configuration" },
        }),
        ...(row.needsField && {
          issuer: "https://t.example",
          authorizationEndpoint: "https://t.example/a",
          tokenEndpoint: "https://t.example/t",
        }),
      },
      secrets: { clientSecret: { source: "EXTERNAL", secretArn: GOOGLE_SECRET, jsonKey: "client_secret" } },
      tags: { "a/b": "c=@d" },
    });
});
afterEach(async () => {
  await delivery.close();
  await sandbox.close();
});

describeWithTerraform("a client at every vendor", () => {
  test("is imported and changed in place, the same in both languages", async () => {
    const hcl = await adopted(sandbox, "--write", "hcl", "--module", "./root");
    const cdktf = await adopted(sandbox, "--write", "cdktf", "--edition", EDITION);
    const [microsoft] = /\w+_tenant_id/.exec(hcl.text) ?? [];
    const options = { ...inAccount(sandbox, delivery, "x"), variables: { [microsoft as string]: "tenant-1" } };
    const planned = async (workspace: Workspace): Promise<unknown[]> => {
      delivery.seed(workspace);
      await workspace.init();
      const plan = await workspace.plan();
      const all = sandbox.providers.list().length;
      expect(plan.text).toMatch(new RegExp(`Plan: ${all} to import, \\d to add, ${all} to change, 0 to destroy`));
      return plan.changes
        .filter(({ address }) => address.includes("credential_provider"))
        .map(({ after }) => after as Record<string, unknown>)
        .map((after) => [after.name, after.credential_provider_vendor, after.oauth2_provider_config, after.tags])
        .sort();
    };
    const workspace = await inModules("", options);
    await workspace.write(hcl.files);
    const first = await planned(workspace);
    expect(first).toHaveLength(Object.keys(OAUTH2_VENDORS).length);
    expect(JSON.stringify(first)).toContain(JSON.stringify('client 3: ${"%{a}"}').slice(1, -1));
    expect(await planned(Workspace.ofStack(stackOfProgram(cdktf.files["main.ts"] as string), options))).toEqual(first);
  });
});
