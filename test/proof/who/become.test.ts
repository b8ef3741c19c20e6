import type { Holds, Statement } from "./world";
import { AGENTCORE, allow, becoming, deny, OURS, role, THEIRS } from "./world";

const ASSUME = "sts:AssumeRole";
const trust = (Principal: unknown, more: Statement = {}): readonly Statement[] => [
  { Effect: "Allow", Principal, Action: ASSUME, ...more },
];
const ACCOUNT = { AWS: `arn:aws:iam::${OURS}:root` };

/** Who could become the agent's role, where it is trusted so and another role has this policy. */
const worlds = (agent: readonly Statement[], ...policy: readonly Statement[]): Holds => ({
  roles: { agent: { trust: agent }, ci: { policy }, idle: {} },
});

describe("by sts:AssumeRole", () => {
  test("the account is trusted, and its own policy must say so, too", () => {
    expect(becoming("agent", worlds(trust(ACCOUNT), allow(ASSUME)))).toEqual(["ci sts:AssumeRole allowed"]);
    expect(becoming("agent", worlds(trust(ACCOUNT), allow("sts:TagSession")))).toEqual([]);
    expect(becoming("agent", worlds(trust(ACCOUNT), allow(ASSUME, { Resource: role("other") })))).toEqual([]);
    expect(becoming("agent", worlds(trust(ACCOUNT), allow(ASSUME), deny(ASSUME)))).toEqual([]);
  });

  test("the trust policy must let it in, whatever its own policy says", () => {
    expect(becoming("agent", worlds(trust({ Service: AGENTCORE }), allow(ASSUME)))).toEqual([]);
  });

  test("one that is named by itself needs no policy of its own", () => {
    expect(becoming("agent", worlds(trust({ AWS: role("ci") })))).toEqual(["ci sts:AssumeRole allowed"]);
    expect(becoming("agent", worlds(trust({ AWS: role("idle") })))).toEqual(["idle sts:AssumeRole allowed"]);
  });

  test("an external ID is a condition, a denied one nobody's", () => {
    const external = { Condition: { StringEquals: { "sts:ExternalId": "zq" } } };
    expect(becoming("agent", worlds(trust({ AWS: role("ci") }, external)))).toEqual(["ci sts:AssumeRole conditional"]);
  });

  test("another account as a whole is somebody made up", () => {
    const [one, ...others] = becoming("agent", worlds(trust({ AWS: `arn:aws:iam::${THEIRS}:root` })));
    expect(one).toMatch(/^any.*sts:AssumeRole conditional$/);
    expect(others).toEqual([]);
  });

  test("of a role that no input shows nobody knows", () => {
    expect(becoming("elsewhere", {})).toEqual(["unknown: no input holds its trust policy"]);
  });
});

describe("by iam:PassRole", () => {
  const service = trust({ Service: AGENTCORE });
  const to = (one: string): Statement => ({ Condition: { StringEquals: { "iam:PassedToService": one } } });
  const passed = `ci iam:PassRole to ${AGENTCORE} allowed`;

  test("to the service that the role trusts", () => {
    expect(becoming("agent", worlds(service, allow("iam:PassRole")))).toEqual([passed]);
    expect(becoming("agent", worlds(service, allow("iam:PassRole", to(AGENTCORE))))).toEqual([passed]);
    expect(becoming("agent", worlds(service, allow("iam:PassRole", to("lambda.amazonaws.com"))))).toEqual([]);
    expect(becoming("agent", worlds(service, allow("iam:GetRole")))).toEqual([]);
  });

  test("a role that no service may assume is passed in vain", () => {
    expect(becoming("agent", worlds(trust({ AWS: role("idle") }), allow("iam:PassRole")))).toEqual([
      "idle sts:AssumeRole allowed",
    ]);
  });
});

describe("by an identity provider", () => {
  const GITHUB = `arn:aws:iam::${OURS}:oidc-provider/token.actions.githubusercontent.com`;
  const vouched = (Condition: Statement): string[] =>
    becoming("agent", {
      roles: {
        agent: {
          trust: [
            { Effect: "Allow", Principal: { Federated: GITHUB }, Action: "sts:AssumeRoleWithWebIdentity", Condition },
          ],
        },
      },
    });

  test("its claims are the condition", () => {
    const sub = { "token.actions.githubusercontent.com:sub": "repo:team/app:*" };
    const [one, ...others] = vouched({ StringLike: sub });
    expect(one).toBe(`${GITHUB} sts:AssumeRoleWithWebIdentity conditional`);
    expect(others).toEqual([]);
    expect(vouched({ StringEquals: { "aws:PrincipalAccount": THEIRS } })).toEqual([]);
  });
});
