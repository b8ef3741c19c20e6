import { athenaWhere } from "./engines/athena";
import { insightsFilter } from "./engines/insights";
import { metricFilter } from "./engines/metric-filter";
import { sigmaDetection } from "./engines/sigma";

/**
 * The engines that judge our texts, against the examples of AWS's documents, with one beside each that differs in one
 * thing.
 */
describe("metric filters", () => {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
  const trail = {
    eventType: "UpdateTrail",
    sourceIPAddress: "111.111.111.111",
    arrayKey: ["value", "another value"],
    objectList: [
      { name: "a", id: 1 },
      { name: "b", id: 2 },
    ],
    SomeObject: null,
    bandwidth: 120,
    errorCode: 400,
    isOn: true,
  };
  const users = {
    user: { id: 1, email: "John.Stiles@example.com" },
    users: [
      { id: 2, email: "John.Doe@example.com" },
      { id: 3, email: "Jane.Doe@example.com" },
    ],
    actions: ["GET", "PUT", "DELETE"],
    coordinates: [
      [0, 1, 2],
      [4, 5, 6],
    ],
  };
  test.each([
    ['{ $.eventType = "UpdateTrail" }', trail, '{ $.eventType = "Update" }'],
    ['{ $.eventType = "Update*" }', trail, '{ $.eventType = "*Update" }'],
    ["{ $.sourceIPAddress != 123.123.* }", trail, "{ $.sourceIPAddress != 111.111.* }"],
    ['{ $.arrayKey[0] = "value" }', trail, '{ $.arrayKey[1] = "value" }'],
    ["{ $.objectList[1].id = 2 }", trail, "{ $.objectList[0].id = 2 }"],
    ["{ $.SomeObject IS NULL }", trail, "{ $.eventType IS NULL }"],
    ["{ $.SomeOtherObject NOT EXISTS }", trail, "{ $.SomeObject NOT EXISTS }"],
    ["{ $.isOn IS TRUE }", trail, "{ $.isOn IS FALSE }"],
    ["{ $.bandwidth > 75 }", trail, "{ $.bandwidth < 75 }"],
    ["{ $.errorCode >= 400 }", trail, "{ $.errorCode <= 399 }"],
    ["{ $.errorCode = 4* }", trail, "{ $.errorCode = 5* }"],
    [
      '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
      users,
      '{ ($.user.id = 2) && ($.users[0].email = "John.Doe@example.com") }',
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "DELETE" }',
      users,
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
    ],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
      users,
      '{ $.user.email = "x" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    ],
  ])("%s", (matching, record, other) => {
    expect(metricFilter(matching)(record)).toBe(true);
    expect(metricFilter(other)(record)).toBe(false);
  });
  test.each(["$.a = 1", "{ a = 1 }", "{ $.a = 1 && }", "{ ($.a = 1 }", "{ $.a ~ 1 }"])("refuses %s", (pattern) => {
    expect(() => metricFilter(pattern)({ a: 1 })).toThrow();
  });
});

describe("Logs Insights", () => {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
  const record = { logGroup: "example_group", f1: "an Exception here", duration: 2001, eventName: "RunInstances" };
  test.each([
    ["filter duration > 2000", "filter duration > 2001"],
    ['filter logGroup in ["example_group", "x"]', 'filter logGroup in ["x"]'],
    ['filter logGroup not in ["x"]', 'filter logGroup not in ["example_group"]'],
    ["fields f1\n| filter f1 like /Exception/\n| limit 3", "fields f1\n| filter f1 not like /Exception/"],
    ['filter f1 like "Exception"', 'filter f1 like "exception"'],
    ["filter f1 like /(?i)Exception/".replace("(?i)", ""), "filter f1 like /^Exception/"],
    ["filter ispresent(f1)", "filter ispresent(f2)"],
    ["filter not ispresent(f2)", "filter not ispresent(f1)"],
    [
      'filter eventName = "RunInstances" and (f1 = "x" or duration > 1)',
      'filter eventName = "RunInstances" and f1 = "x"',
    ],
  ])("%s", (matching, other) => {
    expect(insightsFilter(matching)(record)).toBe(true);
    expect(insightsFilter(other)(record)).toBe(false);
  });
  test("of a field that is not there neither the one nor the other is said", () => {
    expect(insightsFilter('filter f2 = "x"')(record)).toBeUndefined();
    expect(insightsFilter('filter f2 not in ["x"]')(record)).toBeUndefined();
  });
});

describe("Athena", () => {
  const record = {
    eventName: "GetSecretValue",
    userIdentity: { invokedBy: "x.amazonaws.com", sessionContext: { sessionIssuer: { arn: "it's" } } },
    requestParameters: { secretId: "s", encryptionContext: { SecretARN: "a" } },
  };
  test.each([
    ["eventname = 'GetSecretValue'", "eventname = 'getsecretvalue'"],
    ["eventname <> 'x'", "eventname <> 'GetSecretValue'"],
    ["eventname IN ('x', 'GetSecretValue')", "eventname NOT IN ('x', 'GetSecretValue')"],
    ["useridentity.invokedby IS NOT NULL", "useridentity.invokedby IS NULL"],
    ["errorcode IS NULL", "errorcode IS NOT NULL"],
    [
      "useridentity.sessioncontext.sessionissuer.arn = 'it''s'",
      "useridentity.sessioncontext.sessionissuer.arn = 'its'",
    ],
    [
      "json_extract_scalar(requestparameters, '$.secretId') = 's'",
      "json_extract_scalar(requestparameters, '$.secretId') = 't'",
    ],
    [
      "json_extract_scalar(requestparameters, '$.encryptionContext.SecretARN') = 'a'",
      "json_extract_scalar(requestparameters, '$.encryptionContext.SecretARN') <> 'a'",
    ],
    ["starts_with(eventname, 'Get')", "starts_with(eventname, 'get')"],
    ["NOT (errorcode IS NOT NULL) AND eventname = 'GetSecretValue'", "NOT (errorcode IS NULL)"],
  ])("%s", (matching, other) => {
    expect(athenaWhere(`SELECT 1\nFROM t\nWHERE ${matching}\nORDER BY 1`)(record)).toBe(true);
    expect(athenaWhere(`SELECT 1\nFROM t\nWHERE ${other}`)(record)).toBe(false);
  });
  test("NULL is neither in nor not in", () => {
    expect(athenaWhere("WHERE errorcode NOT IN ('x')")(record)).toBeUndefined();
    expect(athenaWhere("WHERE errorcode NOT IN ('x') OR eventname = 'GetSecretValue'")(record)).toBe(true);
    expect(athenaWhere("WHERE JSON_EXTRACT_SCALAR(additionaleventdata, '$.a') = 'x'")(record)).toBeUndefined();
  });
});

describe("Sigma", () => {
  // https://sigmahq.io/docs/basics/conditions.html, modifiers.html
  const rule = (detection: string): string => `title: 'x'\ndetection:\n${detection}`;
  const record = { eventSource: "kms.amazonaws.com", eventName: "DisableKey", user: { name: "Alice" } };
  test.each([
    ["  s:\n    eventName: 'disablekey'\n  condition: s", "  s:\n    eventName: 'disable'\n  condition: s"],
    ["  s:\n    eventName: 'disable*'\n  condition: s", "  s:\n    eventName: '*disable'\n  condition: s"],
    [
      "  s:\n    eventName:\n      - 'x'\n      - 'DisableKey'\n  condition: s",
      "  s:\n    eventName:\n      - 'x'\n  condition: s",
    ],
    ["  s:\n    user.name|startswith: 'al'\n  condition: s", "  s:\n    user.name|startswith: 'li'\n  condition: s"],
    ["  s:\n    errorCode|exists: false\n  condition: s", "  s:\n    errorCode|exists: true\n  condition: s"],
    [
      "  s:\n    eventName: 'DisableKey'\n  f:\n    user.name: 'Bob'\n  condition: s and not f",
      "  s:\n    eventName: 'DisableKey'\n  f:\n    user.name: 'Alice'\n  condition: s and not f",
    ],
    [
      "  s:\n    a: 'x'\n  f:\n    user.name: 'Alice'\n  condition: (s or f)",
      "  s:\n    a: 'x'\n  f:\n    user.name: 'Alice'\n  condition: (s and f)",
    ],
  ])("%s", (matching, other) => {
    expect(sigmaDetection(rule(matching))(record)).toBe(true);
    expect(sigmaDetection(rule(other))(record)).toBe(false);
  });
  test("a selection that is not there is an error", () => {
    expect(() => sigmaDetection(rule("  s:\n    a: 'x'\n  condition: t"))).toThrow(/no selection/);
  });
});
