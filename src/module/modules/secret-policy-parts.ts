import { rotatorsOfSecret } from "../../access/agent-secret-statements";
import { SECRET_POLICY_BYTES } from "../../access/limits";
import { SecretPolicyMode } from "../../access/modes";
import type { Statement } from "../../access/policy";
import { SID_PREFIX } from "../../access/policy";
import { Reader } from "../../access/reader";
import { deployersOfSecret, readersOfSecret, serviceReadsSecret } from "../../access/statements";
import type { ExternalSecretOptions } from "../../secret/external-secret-options";
import { ExternalSecret } from "../../secret/external-secret";
import { SecretPolicy } from "../../secret/secret-policy";
import type { BridgeInput, BridgePlace } from "../bridge";
import { bridgeInput } from "../bridge";
import type { Body } from "../hcl/json";
import { policyExpression, spread } from "../policy";
import { BRIDGE_SAMPLE } from "../rules/bridge";
import { asModule } from "../rules/resource";
import { only, ownerLocals, synthesize } from "../synthesis";
import { settled } from "../../terraform/settled";

const TYPE = "aws_secretsmanager_secret_policy";
const DATA = "aws_secretsmanager_secret";

/** A policy of which all is ours says so in each Sid; to others' policies the program adds ours with its own mark. */
const marked = (statement: Statement): Statement => ({
  ...statement,
  Sid: `${SID_PREFIX}\${local.sid_mark}${statement.Sid.slice(SID_PREFIX.length)}\${local.sid_shown}`,
});

/** The policy's statements come with what they are for; a policy without roles is none. */
export const secretDocument = policyExpression([
  {
    statement: marked(spread(readersOfSecret(["${local.readers}"]), "local.readers")),
    when: "length(local.readers) > 0",
  },
  {
    statement: marked(spread(deployersOfSecret(["${local.deployers}"]), "local.deployers")),
    when: "length(local.deployers) > 0",
  },
  {
    statement: marked(spread(rotatorsOfSecret(["${local.rotators}"]), "local.rotators")),
    when: "length(local.rotators) > 0",
  },
  {
    statement: marked(spread(serviceReadsSecret(["${local.accounts}"]), "local.accounts")),
    // AgentCore reads for readers and deployers alone.
    when: "var.service_principal && length(local.accounts) > 0",
  },
]);

const made = (options: ExternalSecretOptions = {}): Body =>
  synthesize((stack) => {
    const secret = ExternalSecret.fromAttributes(stack, "Secret", {
      secretArn: settled("${var.secret_arn}"),
      region: settled("${local.region}"),
      account: settled("${local.account}"),
      owner: settled("${var.owner}"),
      ...options,
    });
    new SecretPolicy(stack, "Policy", { secret, readers: [Reader.role(settled("${each.value}"))] });
  });

/** Our statements in a policy that others write, too, as the constructs make them. */
export const additive = (): Body => made({ policyMode: SecretPolicyMode.ADDITIVE, bridge: BRIDGE_SAMPLE });

/** What the bridge is told: it adds the statements of the policy that the module offers in every mode. */
export const additiveInput = (): BridgeInput => ({
  ...bridgeInput(additive()),
  content: { statements: "${jsondecode(local.policy).Statement}" },
});

/** The owner, as the constructs have it. */
export const secretOwnerLocals = (): Body => ownerLocals(made());

/** The roles that the policy is about, and the policy. */
export const secretLocals: Body = {
  readers: "${sort(distinct(values(var.readers)))}",
  deployers: "${sort(distinct(values(var.deployers)))}",
  rotators: "${sort(distinct(values(var.rotators)))}",
  accounts: '${sort(distinct([for role_arn in concat(local.readers, local.deployers) : split(":", role_arn)[4]]))}',
  policy: `\${${secretDocument}}`,
};

const synthesized = (): Body => asModule(made());

/** The data source by which a foreign statement is found, as the constructs have it. */
export const currentPolicy = (): Body => only(synthesized(), "data", DATA);

/** The guard of the constructs, and the list of foreign statements in it. */
function foreignGuard(): { readonly guard: Body; readonly list: string } {
  const { lifecycle } = only(synthesized(), "resource", TYPE) as { lifecycle: Body };
  const guards = (lifecycle.precondition as readonly Body[]).filter(({ condition }) =>
    String(condition).includes(`data.${DATA}.this.policy`),
  );
  const [guard] = guards;
  const list = /\$\{join\(", ", (\[for .*?\])\)\}(?=\. )/.exec(String(guard?.error_message))?.[1];
  if (!guard || guards.length > 1 || list === undefined) throw new Error("the constructs guard the policy otherwise");
  return { guard, list };
}

/** The statements of others in the policy as it is now; `policy` is an expression for that. */
export const foreignStatements = (policy: string): string =>
  foreignGuard().list.replaceAll(`data.${DATA}.this.policy`, policy);

/** That a policy with foreign statements is not overwritten. */
export function foreignRule(): Body {
  foreignGuard();
  return {
    "//": {
      condition: "The resource replaces the whole policy: it must not, while the policy holds foreign statements.",
    },
    condition: "${length(local.foreign_statements) == 0}",
    error_message: `The policy of \${var.secret_arn} holds statements that are not marked as those of \${local.owner}: \${join(", ", local.foreign_statements)}. ${SecretPolicyMode.EXCLUSIVE} would delete them. Say policy_mode = "${SecretPolicyMode.ADDITIVE}" to add ours beside them, or ${SecretPolicyMode.NONE} and add the statements of the output policy_document yourself. If they are what this configuration wrote under another owner or workspace, delete that policy first: aws secretsmanager delete-resource-policy --secret-id \${var.secret_arn}`,
  };
}

/** That Secrets Manager takes the policy: said before it is written. */
export function sizeRule(): Body {
  const { lifecycle } = only(synthesized(), "resource", TYPE) as { lifecycle: Body };
  const [guard, ...others] = lifecycle.postcondition as readonly Body[];
  if (!guard || others.length > 0 || !String(guard.condition).includes(String(SECRET_POLICY_BYTES)))
    throw new Error("the constructs guard the policy's size otherwise");
  return {
    condition: String(guard.condition).replace("self.policy", "local.policy"),
    error_message: `The policy of \${var.secret_arn} has more than the ${SECRET_POLICY_BYTES} bytes that Secrets Manager takes. Name fewer roles, or shorter ones.`,
  };
}

/** The resource without its guards. */
export function policyResource(): Body {
  const { lifecycle: _lifecycle, ...body } = only(synthesized(), "resource", TYPE);
  return { ...body, policy: "${local.policy}" };
}

export const CURRENT_COMMENT = "The policy as it is now, to find out whether it holds statements of others.";

/** Deleting a policy deletes all that is in it. */
export const AFTER_POLICY: BridgePlace["after"] = {
  resource: `${TYPE}.this`,
  why: "When EXCLUSIVE becomes ADDITIVE, the whole policy goes first: our statements would go with it.",
};

export const CALLED = "our statements in a policy that others write, too";
