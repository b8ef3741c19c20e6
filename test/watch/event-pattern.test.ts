import { matchesPattern } from "../../src/watch/event-pattern";

/** The event and the patterns of AWS's own documents: eb-create-pattern-operators.html, and github.com/aws/event-ruler. */
const EVENT = {
  version: "0",
  id: "ddddd4-aaaa-7777-4444-345dd43cc333",
  "detail-type": "EC2 Instance State-change Notification",
  source: "aws.ec2",
  account: "012345679012",
  time: "2017-10-02T16:24:49Z",
  region: "us-east-1",
  resources: ["arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000"],
  detail: {
    "c-count": 5,
    "d-count": 3,
    "x-limit": 301.8,
    "source-ip": "10.0.0.33",
    "source-ipv6": "2001:db8::7",
    "instance-id": "i-000000aaaaaa00000",
    state: "running",
    empty: "",
    nothing: null,
    path: "dir/sub/image.png",
    nested: { leaf: 1 },
    list: [{ a: 1 }, { a: 2 }],
  },
};

/** A matcher of a field of `detail` that matches, and one that does not and differs in one thing. */
const PAIRS: readonly (readonly [string, string, unknown, unknown])[] = [
  ["equals", "state", "running", "stopped"],
  ["equals a number", "c-count", 5, 6],
  ["a number is no text", "c-count", 5, "5"],
  ["empty", "empty", "", "x"],
  ["null", "nothing", null, ""],
  ["prefix", "state", { prefix: "run" }, { prefix: "unn" }],
  ["prefix, ignoring case", "state", { prefix: { "equals-ignore-case": "RUN" } }, { prefix: "RUN" }],
  ["suffix", "state", { suffix: "ing" }, { suffix: "in" }],
  ["suffix, ignoring case", "state", { suffix: { "equals-ignore-case": "ING" } }, { suffix: "ING" }],
  ["equals-ignore-case", "state", { "equals-ignore-case": "RUNNING" }, { "equals-ignore-case": "RUN" }],
  ["wildcard", "path", { wildcard: "dir/*.png" }, { wildcard: "dir/*.jpg" }],
  ["wildcard with an escaped star", "path", { wildcard: "*" }, { wildcard: "dir/\\*" }],
  ["anything-but", "state", { "anything-but": "initializing" }, { "anything-but": "running" }],
  [
    "anything-but a list",
    "state",
    { "anything-but": ["stopped", "overloaded"] },
    { "anything-but": ["stopped", "running"] },
  ],
  ["anything-but numbers", "x-limit", { "anything-but": [100, 200, 300] }, { "anything-but": [100, 301.8] }],
  ["anything-but a prefix", "state", { "anything-but": { prefix: "init" } }, { "anything-but": { prefix: "run" } }],
  [
    "anything-but prefixes",
    "state",
    { "anything-but": { prefix: ["init", "error"] } },
    { "anything-but": { prefix: ["init", "run"] } },
  ],
  [
    "anything-but a suffix",
    "instance-id",
    { "anything-but": { suffix: "1234" } },
    { "anything-but": { suffix: "0000" } },
  ],
  [
    "anything-but, ignoring case",
    "state",
    { "anything-but": { "equals-ignore-case": ["Stopped"] } },
    { "anything-but": { "equals-ignore-case": ["Running"] } },
  ],
  [
    "anything-but a wildcard",
    "path",
    { "anything-but": { wildcard: "*/bin/*" } },
    { "anything-but": { wildcard: "*/sub/*" } },
  ],
  ["anything-but wants a field", "state", { "anything-but": "x" }, undefined],
  ["numeric range", "c-count", { numeric: [">", 0, "<=", 5] }, { numeric: [">", 0, "<", 5] }],
  ["numeric below", "d-count", { numeric: ["<", 10] }, { numeric: ["<", 3] }],
  ["numeric equal", "x-limit", { numeric: ["=", 3.018e2] }, { numeric: ["=", 3.01e2] }],
  ["network", "source-ip", { cidr: "10.0.0.0/24" }, { cidr: "10.0.1.0/24" }],
  ["network of IPv6", "source-ipv6", { cidr: "2001:db8::/32" }, { cidr: "2001:db9::/32" }],
  ["there", "state", { exists: true }, { exists: false }],
  ["not there", "absent", { exists: false }, { exists: true }],
  ["exists asks for leaves", "nested", { exists: false }, { exists: true }],
];

describe("each operator matches the one and not the other", () => {
  test.each(PAIRS)("%s", (_, field, matching, other) => {
    expect(matchesPattern({ detail: { [field]: [matching] } }, EVENT)).toBe(true);
    if (other !== undefined) expect(matchesPattern({ detail: { [field]: [other] } }, EVENT)).toBe(false);
  });
});

describe("how fields go together", () => {
  test("fields are and, values are or", () => {
    const pattern = { source: ["aws.s3", "aws.ec2"], detail: { state: ["running"] } };
    expect(matchesPattern(pattern, EVENT)).toBe(true);
    expect(matchesPattern({ ...pattern, region: ["eu-west-1"] }, EVENT)).toBe(false);
  });
  test("of a list in the event one element is enough", () => {
    expect(matchesPattern({ resources: ["x", EVENT.resources[0]] }, EVENT)).toBe(true);
    expect(matchesPattern({ resources: ["x"] }, EVENT)).toBe(false);
    expect(matchesPattern({ detail: { list: { a: [2] } } }, EVENT)).toBe(true);
    expect(matchesPattern({ detail: { list: { a: [3] } } }, EVENT)).toBe(false);
  });
  test("anything-but does not match a field that is not there", () => {
    expect(matchesPattern({ detail: { absent: [{ "anything-but": ["x"] }] } }, EVENT)).toBe(false);
    expect(matchesPattern({ detail: { absent: [{ exists: false }, { "anything-but": ["x"] }] } }, EVENT)).toBe(true);
  });
  test("what lies in an absent object does not exist", () => {
    expect(matchesPattern({ detail: { absent: { deeper: [{ exists: false }] } } }, EVENT)).toBe(true);
    expect(matchesPattern({ detail: { absent: { deeper: [{ exists: true }] } } }, EVENT)).toBe(false);
  });

  const metric = { source: "aws.cloudwatch", metricName: "Other", namespace: "AWS/EC2", metricType: "x" };
  const either = {
    source: ["aws.cloudwatch"],
    $or: [{ metricName: ["CPUUtilization", "ReadLatency"] }, { namespace: ["AWS/EC2", "AWS/ES"] }],
  };
  test("$or wants one of its alternatives, beside all else", () => {
    expect(matchesPattern(either, metric)).toBe(true);
    expect(matchesPattern(either, { ...metric, namespace: "AWS/S3" })).toBe(false);
    expect(matchesPattern(either, { ...metric, source: "aws.s3" })).toBe(false);
  });
  test("$or stands beside other fields of the same object", () => {
    const pattern = { detail: { who: { by: ["a"] }, $or: [{ who: { role: ["r"] } }, { who: { user: ["u"] } }] } };
    expect(matchesPattern(pattern, { detail: { who: { by: "a", user: "u" } } })).toBe(true);
    expect(matchesPattern(pattern, { detail: { who: { by: "b", user: "u" } } })).toBe(false);
    expect(matchesPattern(pattern, { detail: { who: { by: "a", user: "r" } } })).toBe(false);
  });
  test("$or with one alternative is a field of that name", () => {
    expect(matchesPattern({ $or: [{ source: ["aws.ec2"] }] }, EVENT)).toBe(false);
  });
});
