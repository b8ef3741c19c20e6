import type { Assumption } from "../proof/model";
import { listOf, own } from "../proof/values";
import type { JsonObject } from "../proof/values";

/** Provisioners that run a program; `file` copies one. */
const RUNNING: ReadonlySet<unknown> = new Set(["local-exec", "remote-exec"]);
/** The words of the bridge's own program: see `src/bridge/provisioner.ts`. */
const OURS: ReadonlySet<unknown> = new Set(["apply", "remove"]);

/** Whether a resource has a provisioner that runs a program which is not the bridge's, as a plan shows it. */
export const runsProgram = (configuration: JsonObject | undefined): boolean =>
  listOf(own(configuration, "provisioners")).some(
    (one) => RUNNING.has(own(one, "type")) && !OURS.has(own(own(own(one, "expressions"), "command"), "constant_value")),
  );

/** The same as a synthesized stack writes it: `"provisioner": [{"local-exec": {…}}]`. */
export const hasProgram = (block: JsonObject): boolean =>
  listOf(own(block, "provisioner")).some((one) =>
    [...RUNNING].some((kind) => {
      const program = own(one, String(kind));
      return program !== undefined && !listOf(program).every((exec) => OURS.has(own(exec, "command")));
    }),
  );

/**
 * Actions that do one thing which their page names, and run nothing that somebody has written: they give nobody a
 * permission. A message may start a function, so sending one is not among them.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/actions/cloudfront_create_invalidation
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/actions/dynamodb_create_backup
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/actions/ec2_stop_instance
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/actions/transcribe_start_transcription_job
 */
const HARMLESS: ReadonlySet<unknown> = new Set([
  "aws_cloudfront_create_invalidation",
  "aws_dynamodb_create_backup",
  "aws_ec2_stop_instance",
  "aws_transcribe_start_transcription_job",
]);

/**
 * What the apply runs beside its resources, such as a function.
 *
 * @see https://developer.hashicorp.com/terraform/language/invoke-actions
 */
export const actionsRun = (plan: JsonObject): Assumption[] =>
  ["action_invocations", "deferred_action_invocations"].flatMap((list) =>
    listOf(own(plan, list)).flatMap((one) => {
      const invocation = own(one, "action_invocation") ?? one;
      const [address, type] = [own(invocation, "address"), own(invocation, "type")];
      if (typeof address !== "string" || HARMLESS.has(type)) return [];
      const text =
        "gives nobody here a permission, and takes none: the apply runs it, and the plan does not show what it does";
      return [{ subject: address, text }];
    }),
  );
