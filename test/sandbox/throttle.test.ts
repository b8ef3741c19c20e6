import type { Call } from "../../src/sandbox/call";
import { Throttle } from "../../src/sandbox/throttle";

const call = (operation: string, account = "111122223333", region = "us-east-1"): Call => ({
  service: "bedrock-agentcore",
  operation,
  input: {},
  region,
  principal: { arn: "", account },
});

test("an account may call each operation as often as its rate, then no more until time has passed", () => {
  let now = 0;
  const throttle = new Throttle({ "bedrock-agentcore": 20 }, () => now);
  const times = (count: number, one: Call): number =>
    Array.from({ length: count }, () => throttle.take(one)).filter((error) => error === undefined).length;
  expect(times(30, call("GetTokenVault"))).toBe(20);
  expect(times(30, call("ListGateways"))).toBe(20);
  expect(times(30, call("GetTokenVault", "444455556666"))).toBe(20);
  expect(times(30, call("GetTokenVault", "111122223333", "eu-west-1"))).toBe(20);
  now = 500;
  expect(times(30, call("GetTokenVault"))).toBe(10);
  expect(throttle.take(call("GetTokenVault"))).toMatchObject({ code: "ThrottlingException", status: 429 });
});

test("an operation may have a rate of its own; what has none is not throttled", () => {
  const throttle = new Throttle({ "bedrock-agentcore:GetTokenVault": 1 }, () => 0);
  expect(throttle.take(call("GetTokenVault"))).toBeUndefined();
  expect(throttle.take(call("GetTokenVault"))).toBeDefined();
  for (let count = 0; count < 100; count++) expect(throttle.take(call("ListGateways"))).toBeUndefined();
});
