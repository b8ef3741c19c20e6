import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import { DEPLOYER } from "../../src/sandbox/sandbox";
import { ServiceError } from "../../src/sandbox/service-error";
import { configOf, errorOf, useSandbox } from "./support/clients";

const sandbox = useSandbox();

describe("the wire", () => {
  const post = (authorization: string, body: string): Promise<Response> =>
    fetch(`${sandbox().endpoint}/identities/GetOauth2CredentialProvider`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body,
    });
  const signed = (service: string, key: string = DEPLOYER.accessKeyId, region = "us-east-1"): string =>
    `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;

  test.each([
    ["an unsigned request", "", 403, "MissingAuthenticationTokenException"],
    [
      "a signature for the endpoint's name instead of the service's",
      signed("bedrock-agentcore-control"),
      403,
      "InvalidSignatureException",
    ],
    [
      "a signature for another Region",
      signed("bedrock-agentcore", DEPLOYER.accessKeyId, "eu-west-1"),
      403,
      "InvalidSignatureException",
    ],
    ["an unknown access key", signed("bedrock-agentcore", "AKIANOBODY"), 403, "UnrecognizedClientException"],
    ["a member that the model does not have", signed("bedrock-agentcore"), 400, "ValidationException"],
  ])("refuses %s", async (_, authorization, status, type) => {
    const answer = await post(authorization, '{"name":"x","nmae":"y"}');
    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([status, type]);
  });

  test("an operation that no service has is not found", async () => {
    expect((await fetch(`${sandbox().endpoint}/identities/Nothing`, { method: "POST" })).status).toBe(404);
  });

  test("a disturbed request is answered with the error of the test", async () => {
    sandbox().intercept = () => new ServiceError("ThrottlingException", "Rate exceeded");
    expect(
      await errorOf(
        new control.BedrockAgentCoreControlClient(configOf(sandbox())).send(
          new control.GetOauth2CredentialProviderCommand({ name: "x" }),
        ),
      ),
    ).toEqual({
      name: "ThrottlingException",
      message: "Rate exceeded",
      status: 429,
    });
  });
});
