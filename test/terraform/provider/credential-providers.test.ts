import { configuration } from "../harness/configuration";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { external, oauth2, reference, secretArn } from "./cases/oauth2-configuration";

const oauth2Type = "aws_bedrockagentcore_oauth2_credential_provider";
const apiKeyType = "aws_bedrockagentcore_api_key_credential_provider";
const otherArn = secretArn.replace("google", "other");
const apiKeyExternal = { api_key_secret_source: "EXTERNAL", api_key_secret_config: [reference] };
const provider = { aws: { region: "us-east-1", default_tags: [{ tags: { owner: "team", stage: "test" } }] } };

async function applied(resource: object): Promise<Workspace> {
  const workspace = await Workspace.ofFiles(configuration({ provider, resource }));
  await workspace.init();
  const plan = await workspace.plan();
  // The Region and the tags are known before the apply: preconditions may ask for them.
  for (const { after } of plan.changes)
    expect(after).toMatchObject({ region: "us-east-1", tags_all: { owner: "team" } });
  await workspace.apply(plan);
  return workspace;
}

describeWithTerraform("credential providers", () => {
  test("have the service's ARNs, tags with the defaults, and keep what is made up through an update", async () => {
    const resource = {
      [oauth2Type]: {
        external: { ...oauth2("google", { client_id: "id", ...external }), tags: { stage: "prod" } },
        managed: { ...oauth2("google", { client_id: "id", client_secret: "s" }), name: "managed" },
      },
      [apiKeyType]: { external: { name: "key", ...apiKeyExternal }, managed: { name: "managed", api_key: "k" } },
    };
    const workspace = await applied(resource);
    const state = await workspace.state();
    const made = state.values(`${oauth2Type}.external`);
    const vault = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default";
    expect(made).toMatchObject({
      region: "us-east-1",
      credential_provider_arn: `${vault}/oauth2credentialprovider/google`,
      client_secret_arn: [{ secret_arn: secretArn }],
      callback_url: expect.stringMatching(
        /^https:\/\/bedrock-agentcore\.us-east-1\.amazonaws\.com\/identities\/oauth2\/callback\//,
      ),
      tags_all: { owner: "team", stage: "prod" },
    });
    const managedArn = /^arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default\//;
    const managed = state.values(`${oauth2Type}.managed`).client_secret_arn as { secret_arn: string }[];
    expect(managed).toEqual([{ secret_arn: expect.stringMatching(managedArn) }]);
    expect(managed[0].secret_arn).toMatch(/oauth2\/managed-[a-zA-Z0-9]{6}$/);
    expect(state.values(`${apiKeyType}.external`)).toMatchObject({
      credential_provider_arn: `${vault}/apikeycredentialprovider/key`,
      api_key_secret_arn: [{ secret_arn: secretArn }],
    });
    expect(state.values(`${apiKeyType}.managed`)).toMatchObject({
      api_key_secret_source: "MANAGED",
      api_key_secret_arn: [{ secret_arn: expect.stringMatching(/!default\/apikey\/managed-\w{6}$/) }],
    });

    resource[oauth2Type].external.tags.stage = "dev";
    await workspace.write(configuration({ provider, resource }));
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({ update: [`${oauth2Type}.external`] });
    expect(plan.change(`${oauth2Type}.external`).afterUnknown).not.toHaveProperty("credential_provider_arn");
    const log = await workspace.apply(plan);
    expect(log).toMatchObject([
      { action: "update", type: oauth2Type, id: "google", values: { tags: { stage: "dev" } } },
    ]);
    const { callback_url, credential_provider_arn } = made;
    expect((await workspace.state()).values(`${oauth2Type}.external`)).toMatchObject({
      callback_url,
      credential_provider_arn,
      tags_all: { owner: "team", stage: "dev" },
    });
    expect((await workspace.plan()).isEmpty).toBe(true);
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("the source of an OAuth2 provider cannot be switched in place; that of an API key replaces it", async () => {
    const workspace = await applied({
      [oauth2Type]: { a: oauth2("google", { client_id: "id", client_secret: "s" }) },
      [apiKeyType]: { a: { name: "key", api_key: "k" } },
    });
    await workspace.write(
      configuration({
        provider,
        resource: {
          [oauth2Type]: { a: oauth2("google", { client_id: "id", ...external }) },
          [apiKeyType]: { a: { name: "key", ...apiKeyExternal } },
        },
      }),
    );
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({ update: [`${oauth2Type}.a`], replace: [`${apiKeyType}.a`] });
    expect(plan.change(`${apiKeyType}.a`).replacePaths).toEqual(["api_key_secret_source"]);
    await expect(workspace.apply(plan)).rejects.toThrow(
      /updating aws_bedrockagentcore_oauth2_credential_provider \(google\).*ValidationException: the secret source/,
    );
    expect((await workspace.plan()).summary.update).toEqual([`${oauth2Type}.a`]);
  });

  test("another JSON key is an update; another secret makes the real provider's inconsistent result", async () => {
    const workspace = await applied({
      [oauth2Type]: { a: oauth2("google", { client_id: "id", ...external }) },
      [apiKeyType]: { a: { name: "key", ...apiKeyExternal } },
    });
    const change = async (secret: object): Promise<void> =>
      workspace.write(
        configuration({
          provider,
          resource: {
            [oauth2Type]: {
              a: oauth2("google", {
                client_id: "id",
                ...external,
                client_secret_config: [{ ...reference, ...secret }],
              }),
            },
            [apiKeyType]: {
              a: { name: "key", ...apiKeyExternal, api_key_secret_config: [{ ...reference, ...secret }] },
            },
          },
        }),
      );
    await change({ json_key: "other" });
    expect((await workspace.apply()).map(({ action }) => action)).toEqual(["update", "update"]);
    expect((await workspace.plan()).isEmpty).toBe(true);
    await change({ secret_id: otherArn });
    await expect(workspace.apply()).rejects.toThrow(/inconsistent result after apply.*client_secret_arn/);
    const second = await workspace.plan();
    expect(second.summary).toEqual({});
    // The API key's state learns of the new ARN only in the refresh of that second plan.
    expect(second.drift.map(({ address }) => address)).toEqual([`${apiKeyType}.a`]);
  });

  test("a name is taken once, so create_before_destroy fails", async () => {
    const provider_ = (vendor: string, lifecycle: object): object => ({
      [oauth2Type]: { a: { ...oauth2(vendor, { client_id: "id", ...external }), ...lifecycle } },
    });
    const lifecycle = { lifecycle: { create_before_destroy: true } };
    const workspace = await applied(provider_("google", lifecycle));
    await workspace.write(configuration({ provider, resource: provider_("slack", lifecycle) }));
    await expect(workspace.apply()).rejects.toThrow(/ConflictException: google already exists/);
    await workspace.write(configuration({ provider, resource: provider_("slack", {}) }));
    expect((await workspace.apply()).map(({ action }) => action)).toEqual(["destroy", "create"]);
  });
});

describeWithTerraform("other refusals at apply", () => {
  test("a grant takes one kind of constraint, and Cloud Control replaces what has another Name", async () => {
    const grant = { key_id: "k", grantee_principal: "arn:aws:iam::111122223333:role/r", operations: ["Decrypt"] };
    const both = { encryption_context_subset: { a: "b" }, encryption_context_equals: { a: "b" } };
    const bridge = (name: string, tags: string[]): object => ({
      aws_cloudcontrolapi_resource: {
        a: {
          type_name: "AWS::BedrockAgentCore::ApiKeyCredentialProvider",
          desired_state: JSON.stringify({ Name: name, Tags: tags, ApiKeySecretSource: "EXTERNAL" }),
        },
      },
    });
    const workspace = await Workspace.ofFiles(
      configuration({ resource: { aws_kms_grant: { a: { ...grant, constraints: [both] } }, ...bridge("a", []) } }),
    );
    await workspace.init();
    await expect(workspace.apply()).rejects.toThrow(/creating aws_kms_grant.*one kind of encryption context/);
    const { properties } = (await workspace.state()).values("aws_cloudcontrolapi_resource.a");
    expect(JSON.parse(properties as string)).toMatchObject({ Name: "a", CallbackUrl: expect.any(String) });
    expect(JSON.parse(properties as string)).not.toHaveProperty("ApiKeySecretSource");
    await workspace.write(configuration({ resource: bridge("a", ["t"]) }));
    const plan = await workspace.plan();
    expect(plan.only("aws_cloudcontrolapi_resource")).toMatchObject({
      action: "update",
      afterUnknown: { properties: true },
    });
    await workspace.write(configuration({ resource: bridge("b", []) }));
    expect((await workspace.plan()).only("aws_cloudcontrolapi_resource").replacePaths).toEqual(["desired_state"]);
  });
});
