import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Part } from "../access/watch/parts";
import { deliver, trustRules, WATCH_PREFIX } from "../access/watch/statements";
import { MESSAGE_PATHS, messageOf, SIGNAL_TEXTS } from "../access/watch/texts";
import { jsonText, policyJson } from "../terraform/json-text";
import { argument, argumentsOf } from "../terraform/text";
import { atSynthesis, resolveAll } from "../terraform/tokens";
import { forEach, ofSameKey, own } from "./for-each";
import type { WatchPlace } from "./watch-place";
import { placed, placeOf } from "./watch-place";
import type { WatchTarget } from "./watch-target";

export interface SignalRulesProps extends WatchPlace {
  readonly name: string;
  readonly targets: readonly WatchTarget[];
  readonly parts: () => ReadonlyMap<string, Part>;
  /** How long a pattern may be. */
  readonly most: number;
  readonly tags?: { readonly [key: string]: string };
}

/**
 * Rules of EventBridge, one for each part of a signal, with all targets. A read is an event that only this state lets
 * through.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html#eb-service-event-cloudtrail-management
 */
export class SignalRules extends Construct {
  public readonly rules: CloudwatchEventRule;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: SignalRulesProps,
  ) {
    super(scope, id);
    const { name, parts, most, tags } = props;
    this.rules = new CloudwatchEventRule(this, "Rules", {
      name: `${WATCH_PREFIX}-${name}-\${each.key}`,
      description: own("description"),
      eventPattern: own("pattern"),
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      ...(tags && { tags: argumentsOf({ ...tags }) }),
      ...placed(this, props),
      lifecycle: {
        precondition: [
          {
            condition: `\${length(each.value.pattern) <= ${most}}`,
            errorMessage: `The event pattern of \${each.key} has \${length(each.value.pattern)} characters, more than ${most}: an ARN in it is longer than expected. Give less secrets to one watch, or raise eventPatternCharacters with the account's quota.`,
          },
        ],
      },
    });
    forEach(this.rules, () =>
      Object.fromEntries(
        [...parts()].map(([key, { rule, pattern }]) => [
          key,
          {
            description: `${rule.severity}: ${SIGNAL_TEXTS[rule.signal].title}`,
            pattern: atSynthesis((resolve) => jsonText(pattern, resolve)),
          },
        ]),
      ),
    );
    props.targets.forEach((target, index) => this.tell(target, index + 1));
  }

  private tell(target: WatchTarget, number: number): void {
    const { _kind: kind, _options: options } = target;
    const isForPeople = kind === "topic";
    const role = kind === "bus" || kind === "stream" ? this.role(kind, target, number) : undefined;
    const made = new CloudwatchEventTarget(this, `Target${number}`, {
      rule: ofSameKey(this.rules, "name"),
      targetId: `target-${number}`,
      arn: argument(target.arn),
      ...(role && { roleArn: role.arn }),
      ...(isForPeople && { inputTransformer: { inputPaths: MESSAGE_PATHS, inputTemplate: own("message") } }),
      ...(options.deadLetterQueueArn !== undefined && {
        deadLetterConfig: { arn: argument(options.deadLetterQueueArn) },
      }),
      ...placed(this, this.props),
    });
    forEach(made, () =>
      Object.fromEntries(
        [...this.props.parts()]
          .filter(([, { rule }]) => target._takes(rule.severity))
          .map(([key, { rule }]) => [
            key,
            isForPeople
              ? {
                  message: messageOf(rule.signal, rule.severity)
                    .map((line) => JSON.stringify(line))
                    .join("\n"),
                }
              : {},
          ]),
      ),
    );
  }

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html */
  private role(kind: "bus" | "stream", target: WatchTarget, number: number): IamRole {
    const place = placeOf(this, this.props);
    const { provider } = this.props;
    const role = new IamRole(this, `Role${number}`, {
      namePrefix: argument(`${WATCH_PREFIX}-${this.props.name}`.slice(0, 38)),
      assumeRolePolicy: atSynthesis((resolve) => jsonText(trustRules(resolveAll(place, resolve)), resolve)),
      provider,
    });
    new IamRolePolicy(this, `RolePolicy${number}`, {
      name: "deliver",
      role: role.id,
      policy: policyJson((resolve) => [deliver(kind, resolve(target.arn))]),
      provider,
    });
    return role;
  }
}
