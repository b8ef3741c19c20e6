import { App } from "cdktf";
import { ApiKeyStack } from "../../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../../examples/custom-idp/stack";
import { GatewayStack } from "../../../examples/gateway/stack";
import { GoogleMapsStack } from "../../../examples/google-maps/stack";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

const EXAMPLES = {
  "api-key": ApiKeyStack,
  "cross-account-vault": CrossAccountVaultStack,
  "custom-idp": CustomIdpStack,
  gateway: GatewayStack,
  "google-maps": GoogleMapsStack,
};

describeWithTerraform("the examples", () => {
  test.each(Object.entries(EXAMPLES))(
    "%s is made, needs no second apply, and leaves nothing behind",
    async (name, Stack) => {
      const workspace = Workspace.ofStack(new Stack(new App({ skipValidation: true }), name));
      await workspace.init();
      await workspace.validate();
      const made = (await workspace.apply()).filter(({ action }) => action === "create").length;
      const second = await workspace.plan();
      expect(second.summary).toEqual({});
      expect(second.outputs).toEqual(
        expect.not.objectContaining({ action: expect.stringMatching(/create|update/) as unknown }),
      );
      expect(second.checks.filter(({ status }) => status !== "pass")).toEqual([]);
      const gone = (await workspace.destroy()).filter(({ action }) => action === "destroy").length;
      expect(gone).toBe(made);
      expect((await workspace.state()).isEmpty).toBe(true);
    },
  );
});
