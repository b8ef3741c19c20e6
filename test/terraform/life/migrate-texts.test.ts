import { google, GOOGLE_SECRET as SECRET, provider, snapshot } from "../../migrate/support/snapshot";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";
import { Workspace } from "../workspace";
import { EDITION, KEY, migratedFrom, stackOfProgram } from "./migrations";

/** All that a custom identity provider may have, as AWS gives it back. */
const CUSTOM = {
  clientId: "ledger",
  oauthDiscovery: {
    discoveryUrl: "https://idp.bank.example/.well-known/openid-configuration",
    authorizationServerMetadata: { issuer: "https://idp.bank.example" },
  },
  clientAuthenticationMethod: "CLIENT_SECRET_POST",
  onBehalfOfTokenExchangeConfig: {
    grantType: "TOKEN_EXCHANGE",
    tokenExchangeGrantTypeConfig: { actorTokenContent: "M2M", actorTokenScopes: ["ledger.read"] },
  },
  privateEndpoint: {
    managedVpcResource: {
      vpcIdentifier: "vpc-0a1b2c3d4e5f60718",
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      endpointIpAddressType: "IPV4",
      tags: { teamName: "a" },
    },
  },
  privateEndpointOverrides: [
    {
      domain: "keys.bank.example",
      privateEndpoint: {
        selfManagedLatticeResource: { resourceConfigurationIdentifier: "rcfg-0a1b2c3d4e5f60718" },
      },
    },
  ],
};
/** A text that every kind of quoting and template would change. */
const HOSTILE = "a\"b\\c${d}%{if e}#{f}`$${g}'// */ <x>";

describeWithTerraform("what stands in a snapshot", () => {
  const hostile = google("google", {
    config: { googleOauth2ProviderConfig: { clientId: HOSTILE } },
    tags: { value: { for: "a/b=c@d", __proto__x: "y" } },
  });
  const custom = provider("oauth2", "idp", { vendor: "CustomOauth2", config: { customOauth2ProviderConfig: CUSTOM } });
  const from = snapshot({ oauth2: { value: [hostile, custom] } });
  const world = { secrets: { [SECRET]: { kmsKeyId: KEY, secretString: { client_secret: "x" } } } };
  const args = [
    "google",
    "idp",
    "--name",
    "google=for",
    ...["google", "idp"].flatMap((name) => ["--secret", `${name}=${SECRET}#client_secret`]),
  ];

  test("stays text, and is the same in both languages", async () => {
    const hcl = await inModules("", { world });
    await hcl.write((await migratedFrom(from, ...args, "--write", "hcl", "--module", "./root")).files);
    const program = (await migratedFrom(from, ...args, "--write", "cdktf", "--edition", EDITION)).files[
      "main.ts"
    ] as string;
    const cdktf = Workspace.ofStack(stackOfProgram(program), { world });
    const made = async (workspace: Workspace): Promise<unknown[]> => {
      await workspace.init();
      const { changes } = await workspace.plan();
      return changes
        .filter(({ address }) => address.includes("aws_bedrockagentcore_oauth2_credential_provider"))
        .map(({ after }) => after as Record<string, unknown>)
        .map((after) => [after.name, after.credential_provider_vendor, after.oauth2_provider_config, after.tags])
        .sort();
    };
    const [first, second] = [await made(hcl), await made(cdktf)];
    expect(second).toEqual(first);
    expect(first).toHaveLength(2);
    expect(JSON.stringify(first)).toContain(JSON.stringify({ client_id: HOSTILE }).slice(1, -1));
    expect(first).toMatchSnapshot();
  });
});
