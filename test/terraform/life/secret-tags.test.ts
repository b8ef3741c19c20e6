import { SecretTags } from "cdktf-agentcore-identity";
import { secretIn } from "../../support/fixtures";
import { live } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";

describeWithTerraform("tags on a secret that others manage", () => {
  test("are planned, applied, left alone, changed and destroyed", async () => {
    await live({
      name: "tags",
      build: (stack, changed) =>
        void new SecretTags(stack, "Tags", {
          secret: secretIn(stack),
          tags: { "read by": changed ? "fraud check" : "route planner", team: "travel" },
        }),
      change: { update: ["aws_secretsmanager_tag"] },
    });
  });
});
