import type { TerraformStack } from "cdktf";
import { Reader, SecretWatch, WatchTopic, WatchTrail } from "cdktf-agentcore-identity";
import { googleIn, ROLE_ARN, secretIn } from "../../support/fixtures";
import { live } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";

/** A trail that is made here, and alarms on what it writes. */
function byFilters(stack: TerraformStack, change: boolean): void {
  const trail = new WatchTrail(stack, "Trail", { name: "agents", bucketName: "trail-files" });
  const topic = new WatchTopic(stack, "Topic", { name: "oncall" });
  new SecretWatch(stack, "Watch", {
    name: "agents",
    targets: [topic.target()],
    trailLogGroupName: trail.logGroupName,
    ...(change && { exceptionArns: ["arn:aws:iam::111122223333:user/break-glass"] }),
  });
  googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
}

describeWithTerraform("a watch lives", () => {
  test("as metric filters on a trail that is made here: an exception changes what names exceptions", async () => {
    await live({
      name: "filters",
      build: byFilters,
      change: {
        // Of direct reads and changes, of which the latter take one more.
        create: ["aws_cloudwatch_log_metric_filter"],
        update: [
          ...Array<string>(2).fill("aws_cloudwatch_log_metric_filter"),
          ...Array<string>(2).fill("aws_cloudwatch_query_definition"),
        ],
      },
    });
  });
});
