import { EVENT_PATTERN_CHARACTERS } from "../../../src/access/watch/limits";
import { watchRules } from "../../../src/access/watch/rules";
import { matchesPattern } from "../../../src/watch/event-pattern";
import type { TrailRecord } from "../../../src/watch/records";
import { eventOf } from "../../../src/watch/records";
import { TABLE } from "../../watch/records";
import { forward, read, session } from "../../watch/records/record";
import { KEY, ROLES, SECRETS, USERS, WATCHED } from "../../watch/records/world";
import { byPrefix, listed, secretArn } from "../../watch/support/many";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";

const TARGETS = { oncall: { kind: "TOPIC", arn: "arn:aws:sns:us-east-1:111122223333:oncall" } };

async function planOf(calls: Readonly<Record<string, object>>): Promise<Workspace> {
  const workspace = await inModules("");
  const module = Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [name, { source: "./watch", name, targets: TARGETS, ...call }]),
  );
  await workspace.write({ "main.tf.json": { provider: { aws: { region: "us-east-1" } }, module } });
  await workspace.init();
  return workspace;
}

/** The event patterns of each call, by the names of their parts. */
async function patternsOf(workspace: Workspace): Promise<Record<string, [part: string, pattern: string][]>> {
  const found: Record<string, [string, string][]> = {};
  for (const { type, address, after } of (await workspace.plan()).changes) {
    if (type !== "aws_cloudwatch_event_rule") continue;
    const [, call = "", part = ""] = /^module\.(\w+)\..*\["(.*)"\]$/.exec(address) ?? [];
    (found[call] ??= []).push([part, String(after?.event_pattern)]);
  }
  return found;
}

const role = (arn: string): string => arn.split(/[:/]/).slice(-1).join();
const named = (...arns: readonly string[]): Record<string, string> =>
  Object.fromEntries(arns.map((arn, index) => [`${role(arn)}${index}`, arn]));

/** What the table's records are judged against, said to the module: each group is a call, since each has its own people. */
const CALLS = {
  google: {
    secrets: { google: { secret_arn: SECRETS.google } },
    kms_key_arns: [KEY],
    readers: named(ROLES.runtime, ROLES.gateway, ROLES.partner),
    deployers: named(ROLES.terraform),
    rotation_roles: named(ROLES.rotation),
    exceptions: { breakGlass: USERS.breakGlass },
    oauth2_providers: ["google"],
    api_key_providers: ["stripe"],
    payment_providers: ["wallet"],
    gateway_ids: ["tools-gw-1"],
  },
  stripe: {
    secrets: { stripe: { secret_arn: SECRETS.stripe } },
    readers: named(ROLES.harness, ROLES.portal, ROLES.payments),
    deployers: named(ROLES.terraform),
  },
  prefix: {
    secret_prefixes: [SECRETS.agent.replace(/slack-.*/, "")],
    readers: named(ROLES.runtime),
    deployers: named(ROLES.terraform),
    rotation_roles: named(ROLES.rotation),
  },
};

describeWithTerraform("the watch of the modules", () => {
  test("fires for each record of the table as the rules of the constructs do", async () => {
    const patterns = Object.values(await patternsOf(await planOf(CALLS)))
      .flat()
      .map(([part, pattern]) => [part, JSON.parse(pattern) as unknown] as const);
    const signals = watchRules(WATCHED).map(({ signal }) => signal);
    const wrong = TABLE.flatMap(([name, record, expected]) => {
      const event = eventOf(record);
      const parts = patterns.filter(([, pattern]) => matchesPattern(pattern, event)).map(([part]) => part);
      const fired = signals.filter((signal) => parts.some((part) => part === signal || part.startsWith(`${signal}-`)));
      return fired.join() === [...expected].join() ? [] : [`${name}: ${parts.join(" ")}`];
    });
    expect(wrong).toEqual([]);
  });

  test("tells the readers and the rotators of each secret apart, in one call", async () => {
    const workspace = await planOf({
      apart: {
        secrets: {
          google: { secret_arn: SECRETS.google, readers: ["runtime, of agents"], rotators: ["rotation"] },
          stripe: { secret_arn: SECRETS.stripe, readers: ["harness"], rotators: [] },
        },
        readers: { "runtime, of agents": ROLES.runtime, harness: ROLES.harness },
        rotation_roles: { rotation: ROLES.rotation },
      },
    });
    const { apart = [] } = await patternsOf(workspace);
    const firesOf = (record: TrailRecord): string[] =>
      apart
        .filter(([, pattern]) => matchesPattern(JSON.parse(pattern), eventOf(record)))
        .map(([part]) => part.replace(/-\d+$/, ""));
    for (const [secret, own, other] of [
      [SECRETS.google, ROLES.runtime, ROLES.harness],
      [SECRETS.stripe, ROLES.harness, ROLES.runtime],
    ] as const) {
      expect(firesOf(read(forward(own), secret))).toEqual([]);
      expect(firesOf(read(forward(other), secret))).toEqual(["unexpected-reader"]);
    }
    expect(firesOf(read(session(ROLES.rotation), SECRETS.google))).toEqual([]);
    expect(firesOf(read(session(ROLES.rotation), SECRETS.stripe))).toEqual(["direct-read"]);
  });

  test("of many secrets takes as many rules as it says, all of which fit; by prefix it takes few", async () => {
    const secrets = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`s${index}`, { secret_arn: secretArn(index) }]),
    );
    const [group] = listed(1).groups;
    const people = {
      readers: named(...(group?.readers ?? [])),
      deployers: named(...(group?.deployers ?? [])),
      rotation_roles: named(...(group?.rotators ?? [])),
      // Rules alone: targets take their time.
      targets: { nobody: { ...TARGETS.oncall, severities: ["RECORD"] } },
    };
    const { list = [], short = [] } = await patternsOf(
      await planOf({
        list: { ...people, secrets },
        short: { ...people, secret_prefixes: byPrefix(1).groups[0]?.prefixes },
      }),
    );
    expect([list.length, short.length]).toEqual([8 * 8, 8]);
    expect(Math.max(...list.map(([, pattern]) => pattern.length))).toBeLessThanOrEqual(EVENT_PATTERN_CHARACTERS);
    for (const part of ["denied-reader", "direct-read", "unexpected-reader", "changed", "deleted-read"]) {
      const texts = list.filter(([name]) => name.startsWith(part)).map(([, pattern]) => pattern);
      expect(new Set(texts.join().match(/"agents\/client-\d+"/g)).size).toBe(30);
    }
  });

  test("a pattern that is too long stops the plan, and the way out arrives", async () => {
    const long = Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [
        name,
        { secret_arn: SECRETS.google.replace("google-oauth", `${name.repeat(120)}`) },
      ]),
    );
    const told = await refusalsOf(await planOf({ long: { secrets: long } }));
    expect(told.join()).toContain("Say a smaller secrets_per_rule");
    expect(await refusalsOf(await planOf({ long: { secrets: long, secrets_per_rule: 2 } }))).toEqual([]);
  });
});
