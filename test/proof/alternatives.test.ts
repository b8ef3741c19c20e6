import { openText } from "../../src/decision";
import { cellOf, worst, allowed, unknown } from "../../src/proof/cells";
import { ROLE_ARN } from "../support/fixtures";
import { policy, READ, role, rowsOf } from "./support";

const lets = { Principal: { AWS: ROLE_ARN }, Action: READ };
const denies = { ...lets, Effect: "Deny" };

/** What the reader can, if the secret has one of several policies. */
const read = (first: object, ...more: object[]): string => {
  const otherPolicies = more.map((one) => ({ ...policy("resource", { ...one }), at: "another" }));
  const [row] = rowsOf({ secretPolicy: policy("resource", { ...first }), secret: { otherPolicies } });
  return `${row?.read.verdict}: ${row?.read.why}`;
};

test("what holds under each of several policies is certain, what differs is not", () => {
  expect(read(lets)).toMatch(/^allowed/);
  expect(read(lets, lets)).toMatch(/^allowed/);
  expect(read(lets, denies)).toBe("unknown: which of resource and another is written last is not known");
  expect(read(denies, denies)).toMatch(/^denied/);
});

describe("conditional cells", () => {
  const need = (key: string, value: string) =>
    ({
      effect: "Allow",
      operator: "StringEquals",
      key,
      values: [value],
      policy: "secret policy",
      statement: 0,
    }) as const;
  const vpce = cellOf({ verdict: "conditional", if: [need("aws:SourceVpce", "vpce-1")], by: [] });
  const mfa = cellOf({ verdict: "conditional", if: [need("aws:MultiFactorAuthPresent", "true")], by: [] });

  test("say what a request must bring", () => {
    expect(vpce.why).toBe("Allowed, if aws:SourceVpce is vpce-1 (statement 0 of secret policy).");
  });

  test("stand between allowed and unknown, and add up", () => {
    expect(worst([allowed("yes"), vpce]).verdict).toBe("conditional");
    expect(worst([vpce, unknown("who knows")]).verdict).toBe("unknown");
    expect(worst([vpce, mfa]).conditions?.map(({ key }) => key)).toEqual([
      "aws:SourceVpce",
      "aws:MultiFactorAuthPresent",
    ]);
  });
});

test("the secret of a MANAGED provider is read like another, and decrypted with the AWS managed key", () => {
  const secretId = `arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/apikey/maps-${openText("suffix")}`;
  const provider = { references: [{ secretId, jsonKey: "api_key_value", isManaged: true }] };
  const verdicts = (resource: string): string[] =>
    rowsOf({ provider, roles: [role(ROLE_ARN, { Resource: resource })] }).map(
      (row) => `${row.read.verdict} ${row.decrypt.verdict}`,
    );
  expect(verdicts("arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/*")).toEqual(
    ["allowed allowed"],
  );
  expect(verdicts("arn:aws:secretsmanager:us-east-1:111122223333:secret:google-*")).toEqual(["denied allowed"]);
});
