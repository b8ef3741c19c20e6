import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { EVENT_PATTERN_CHARACTERS } from "../access/watch/limits";
import type { WatchRule } from "../access/watch/rules";
import { watchRules } from "../access/watch/rules";
import { WATCH_PREFIX } from "../access/watch/statements";
import type { Watched } from "../access/watch/watched";
import { jsonText } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { plannedProviderRegion } from "../terraform/region";
import { argument } from "../terraform/text";
import { atSynthesis } from "../terraform/tokens";
import { eventParts, filterParts } from "./compiled-watch";
import { dashboardBody } from "./dashboard";
import { FetchAlarms } from "./fetch-alarms";
import { SavedQueries } from "./saved-queries";
import type { SecretWatchProps } from "./secret-watch-props";
import { requireWatchKinds, watchProblems } from "./secret-watch-problems";
import { SignalFilters } from "./signal-filters";
import { SignalRules } from "./signal-rules";
import { placed, regionOf } from "./watch-place";
import { WatchedProgram } from "./watched-program";

/**
 * Tells of who read a secret, who was denied, and who changed what decides about it: for all secrets, credential
 * providers, keys and readers that the stack names, in one account and Region. It reads CloudTrail's management events,
 * which a trail of the account must log, and makes no secret readable to anybody.
 *
 * A secret is watched where its events are: in its own account and Region. A replica's are in the replica's Region, and
 * need a watch there.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html
 */
export class SecretWatch extends Construct {
  private readonly program: WatchedProgram;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: SecretWatchProps,
  ) {
    super(scope, id);
    requireWatchKinds(this.node.path, props);
    this.program = new WatchedProgram(this);
    Program.of(this).checkLate(this, () => watchProblems(props, this.rules, regionOf(this, props)));
    this.claimName();
    const { name, targets, provider, region, tags, trailLogGroupName } = props;
    const place = { provider, region };
    const common = { name, ...place, tags };
    if (trailLogGroupName === undefined) {
      const most = props.eventPatternCharacters ?? EVENT_PATTERN_CHARACTERS;
      new SignalRules(this, "Signals", { ...common, targets, most, parts: () => eventParts(this.rules, most) });
    } else {
      const parts = (): ReturnType<typeof filterParts> => filterParts(this.rules);
      new SignalFilters(this, "Signals", { ...common, targets, logGroupName: trailLogGroupName, parts });
    }
    if (props.fetchAlarms ?? true)
      new FetchAlarms(this, "Fetches", { ...common, targets, providers: () => this.watched.providers });
    new SavedQueries(this, "Queries", {
      name,
      ...place,
      rules: () => this.rules,
      logGroupName: props.queryLogGroupName ?? trailLogGroupName,
      athena: props.athena,
    });
    if (props.dashboard ?? true) this.makeDashboard();
  }

  private get watched(): Watched {
    const { props } = this;
    const arns = (roles: readonly { readonly roleArn: string }[] = []): string[] => roles.map(({ roleArn }) => roleArn);
    return this.program.watched(Program.accessIn(TerraformStack.of(this)), {
      region: regionOf(this, props),
      secrets: (props.secrets ?? []).map(({ secretArn, kmsKeyArn, _rotators }) => ({
        secretArn,
        kmsKeyArn,
        rotators: arns(_rotators),
      })),
      prefixes: props.secretPrefixes ?? [],
      readers: arns(props.readers),
      deployers: arns(props.deployers),
      rotators: props.rotationRoleArns ?? [],
      exceptions: props.exceptionArns ?? [],
      gatewayIds: props.gatewayIds ?? [],
    });
  }

  private get rules(): WatchRule[] {
    const { signals = [] } = this.props;
    return watchRules(this.watched, {
      off: signals.filter(({ isOn }) => isOn === false).map(({ signal }) => signal),
      severities: new Map(signals.flatMap(({ signal, severity }) => (severity ? [[signal, severity] as const] : []))),
    });
  }

  private claimName(): void {
    const { name, provider } = this.props;
    const program = Program.of(this);
    const label = `${provider?.alias ?? "default"} ${regionOf(this, this.props) ?? ""}`;
    const owners = program.share(`watch ${name} of ${label}`, (): SecretWatch[] => []);
    owners.push(this);
    const [first] = owners as [SecretWatch];
    if (first === this) return;
    program.refuse(this, {
      subject: "name",
      value: name,
      rule: `is that of ${first.node.path}, too, and an account has one rule of a name in a Region`,
      fix: "Give each watch a name of its own.",
    });
  }

  private makeDashboard(): void {
    const { name, provider, trailLogGroupName } = this.props;
    const region = regionOf(this, this.props) ?? plannedProviderRegion(this, provider);
    new CloudwatchDashboard(this, "Dashboard", {
      dashboardName: argument(`${WATCH_PREFIX}-${name}`),
      dashboardBody: atSynthesis((resolve) =>
        jsonText(
          dashboardBody({
            name,
            region: resolve(region),
            rules: this.rules,
            isByFilters: trailLogGroupName !== undefined,
          }),
          resolve,
        ),
      ),
      ...placed(this, this.props),
    });
  }
}
