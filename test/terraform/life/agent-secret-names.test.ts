import type { AgentSecretProps } from "cdktf-agentcore-identity";
import { AgentSecret } from "cdktf-agentcore-identity";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { byPartner, fromVariable, madeIn, NAME } from "./agent-secrets";

describeWithTerraform("the name of a secret made for an agent", () => {
  const build = (props: Partial<AgentSecretProps> = {}) =>
    stackOf((stack) => void new AgentSecret(stack, "Secret", { name: NAME, ...props }));
  const applied = async (props: Partial<AgentSecretProps>): Promise<Workspace> => {
    const workspace = Workspace.ofStack(build(props), { world: { values: { [NAME]: { client_secret: "put" } } } });
    await workspace.init();
    await workspace.apply();
    return workspace;
  };

  test("is taken until the recovery window of a deleted one is over", async () => {
    const workspace = await applied({});
    await workspace.destroy();
    await expect(workspace.apply()).rejects.toThrow("a secret with this name is already scheduled for deletion");
  });

  test("is free at once without a window", async () => {
    const workspace = await applied({ recoveryWindowInDays: 0 });
    await workspace.destroy();
    await workspace.apply();
  });

  test("keeps a secret from being replaced by one of another type, which is still there then", async () => {
    const workspace = await applied({});
    workspace.replaceStack(build({ rotation: byPartner() }));
    // A partner's type needs a newer AWS provider.
    await workspace.init("-upgrade");
    await expect(workspace.apply()).rejects.toThrow(`the secret ${NAME} already exists`);
    const { resources } = await workspace.state();
    expect(resources.filter(({ type }) => type === "aws_secretsmanager_secret")).toHaveLength(1);
    expect(workspace.log().filter(({ action, type }) => action === "destroy" && type.endsWith("_secret"))).toEqual([]);
  });

  test("is changed by a second secret, which an OAuth2 provider takes over in two applies", async () => {
    const environment = { TF_VAR_client_secret: "first" };
    const program = (name: string) => stackOf((stack) => void madeIn(stack, { name, value: fromVariable(stack) }));
    const workspace = Workspace.ofStack(program(NAME), { environment });
    await workspace.init();
    await workspace.apply();
    workspace.replaceStack(program(`${NAME}-eu`));
    await expect(workspace.apply()).rejects.toThrow(/inconsistent result after apply.*client_secret_arn/s);
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    const { resources } = await workspace.state();
    const secrets = resources.filter(({ mode, type }) => mode === "managed" && type === "aws_secretsmanager_secret");
    expect(secrets.map(({ values }) => values.name)).toEqual([`${NAME}-eu`]);
    const provider = resources.find(({ type }) => type === "aws_bedrockagentcore_oauth2_credential_provider");
    expect(provider?.values.client_secret_arn).toEqual([{ secret_arn: secrets[0]?.values.arn }]);
  });
});
