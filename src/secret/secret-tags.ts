import type { TerraformProvider } from "cdktf";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { instance, requireKinds } from "../access/argument-kinds";
import type { Problem } from "../access/problem";
import { AwsProviderVersion } from "../terraform/aws-provider-version";
import { preconditions } from "../terraform/check";
import { secretArnGuards } from "../terraform/guards";
import { shortHash } from "../terraform/labels";
import { Program } from "../terraform/program";
import { regionArgument } from "../terraform/region";
import { argument } from "../terraform/text";
import { madeTagProblems } from "./agent-secret-place";
import { AgentSecret } from "./agent-secret";
import type { ExternalSecret } from "./external-secret";

/** Properties of tags on a secret that others manage. */
export interface SecretTagsProps {
  /** The secret: one that this program does not make. */
  readonly secret: ExternalSecret;

  /** The tags. Others of the secret stay as they are. */
  readonly tags: { [key: string]: string };
}

/**
 * Marks a secret that others manage, one `aws_secretsmanager_tag` for each tag: for example by the agent that reads it. A
 * program that manages the secret's tags as a whole takes them away again, unless it ignores them.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_tag
 */
export class SecretTags extends Construct {
  public constructor(scope: Construct, id: string, props: SecretTagsProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      secret: instance({ name: "ExternalSecret", prototype: Construct.prototype }, "ExternalSecret.fromArn"),
      tags: "map of texts",
    });
    const { secret, tags } = props;
    Program.of(this).refuse(this, ...madeTagProblems(tags), ...secretProblems(secret, tags));
    // aws 6.25, whose bindings CDKTF has, does not know the resource.
    AwsProviderVersion._require(this);
    const { secretArn, region, _account: account, _provider: provider } = secret;
    for (const [key, value] of Object.entries(tags)) {
      const tag = new SecretTag(this, `Tag-${shortHash(key)}`, provider);
      const { region: place } = regionArgument(this, region, provider);
      const values = { secret_id: secretArn, key, value, ...(place !== undefined && { region: place }) };
      for (const [name, text] of Object.entries(values)) tag.addOverride(name, argument(text));
      const { lifecycle } = preconditions(secretArnGuards(secretArn, region, account));
      if (lifecycle) tag.lifecycle = lifecycle;
    }
  }
}

class SecretTag extends TerraformResource {
  public constructor(scope: Construct, id: string, provider: TerraformProvider | undefined) {
    super(scope, id, { terraformResourceType: "aws_secretsmanager_tag", provider });
  }
}

function secretProblems(secret: ExternalSecret, tags: Readonly<Record<string, string>>): Problem[] {
  const refuse = (subject: string, rule: string, fix: string): Problem => ({ subject, rule, fix });
  return [
    ...(secret instanceof AgentSecret
      ? [
          refuse(
            "secret",
            "is made by this program, and the tags of its resource would take these away",
            "Give the AgentSecret its tags.",
          ),
        ]
      : []),
    ...(secret._primary
      ? [
          refuse(
            "secret",
            "is a replica, which is changed at its primary alone",
            `Give the primary, ${secret._primary.node.path}.`,
          ),
        ]
      : []),
    ...(Object.keys(tags).length === 0
      ? [refuse("tags", "is empty", "Name at least one tag, or leave them out.")]
      : []),
  ];
}
