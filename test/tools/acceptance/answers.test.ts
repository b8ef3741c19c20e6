import { acceptance } from "../../../tools/acceptance/acceptance";
import { HELP, parsed, WrongUse } from "../../../tools/acceptance/options";
import type { Answer } from "../../../tools/acceptance/question";
import { QUESTIONS } from "../../../tools/acceptance/questions";
import { exitCodeOf, markdown, questionText } from "../../../tools/acceptance/report";
import type { Asked } from "../../../tools/acceptance/run";
import type { Call } from "../../../src/sandbox/call";
import { PREFIX, World } from "./support";

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const reportOf = (questions: readonly Asked[]) => ({
  date: "2026-11-29T00:00:00.000Z",
  region: "us-east-1",
  prefix: PREFIX,
  isSandbox: true,
  isInterrupted: false,
  questions,
});

const answersOf = (all: readonly Asked[]): Answer[] => all.flatMap(({ answers }) => answers);
const question = (number: number) => QUESTIONS.filter((one) => one.number === number);

/** Every value that went into a secret, as it went over the wire. */
const valuesOf = (calls: readonly Call[]): string[] =>
  calls
    .flatMap(({ input: { SecretString, SecretBinary } }) => [SecretString, SecretBinary])
    .filter((value): value is string => typeof value === "string")
    .flatMap((value) => [value, ...(value.match(/[\w-]{32}/g) ?? [])]);

test("the sandbox answers every question as it is built; all that is made is marked, and nothing stays", async () => {
  const said: string[] = [];
  const all = await world.ask();
  expect(all.map(({ number, failed, left }) => ({ number, failed, left }))).toEqual(
    QUESTIONS.map(({ number }) => ({ number, failed: undefined, left: [] })),
  );
  const others = answersOf(all).filter(({ verdict }) => verdict !== "as assumed");
  expect(others.map(({ asked, verdict }) => `${verdict}: ${asked}`)).toEqual(["not asked: CloudFormation takes it"]);
  expect(answersOf(all)).toHaveLength(55);
  expect(world.left).toEqual([]);
  const report = reportOf(all);
  expect(exitCodeOf(report)).toBe(0);
  said.push(markdown(report), JSON.stringify(report), ...all.map(questionText), world.sandbox.audit.lines);
  const values = valuesOf(world.sandbox.calls);
  expect(values.length).toBeGreaterThan(20);
  for (const value of values) expect(said.some((text) => text.includes(value))).toBe(false);
  const made = world.sandbox.calls.filter(({ operation, answer }) => operation.startsWith("Create") && answer === "ok");
  expect(made.length).toBeGreaterThan(60);
  for (const { input, operation } of made) {
    const [name, tags] = [input.name ?? input.Name ?? input.RoleName ?? input.Description, input.tags ?? input.Tags];
    expect({ operation, name }).toEqual({ operation, name: expect.stringContaining(PREFIX) as string });
    expect(JSON.stringify(tags)).toContain("agentcore-identity-acceptance");
  }
});

test("where everybody may do everything, the report says what is otherwise, and what to change", async () => {
  world.sandbox.authorize = () => undefined;
  const all = await world.ask([...question(1), ...question(2), ...question(3), ...question(9)]);
  expect(answersOf(all).filter(({ verdict }) => verdict === "otherwise").length).toBe(6 + 3 + 2 + 1);
  for (const { verdict, change } of answersOf(all)) expect(change === undefined).toBe(verdict === "as assumed");
  expect(exitCodeOf(reportOf(all))).toBe(3);
  expect(markdown(reportOf(all))).toContain("**otherwise**: change src/access/deployer-secret-statements.ts");
});

test("a deletion that touches the secret is otherwise", async () => {
  const { sandbox } = world;
  sandbox.intercept = ({ operation }, phase) => {
    if (phase === "after" && /^Delete.*Provider$/.test(operation))
      for (const secret of sandbox.secrets.in({ account: sandbox.account, region: sandbox.region }))
        delete secret.policy;
    return undefined;
  };
  const answers = answersOf(await world.ask(question(8)));
  expect(answers.map(({ verdict, seen }) => `${verdict}: ${seen}`)).toEqual(Array(3).fill("otherwise: changed"));
});

test("a rotation that is seen late is otherwise, with the seconds that it took", async () => {
  const { sandbox } = world;
  const held = new Map<string, string>();
  let asked = 0;
  // The new value is put back, and comes with the third call after it.
  sandbox.intercept = ({ operation, input }, phase) => {
    const secret = () => sandbox.secrets.of(input.SecretId);
    if (phase === "before" && operation === "PutSecretValue") held.set(secret().arn, secret().value);
    if (phase === "after" && operation === "PutSecretValue") {
      const { arn, value } = secret();
      secret().value = held.get(arn) ?? "";
      held.set(arn, value);
      asked = 0;
    }
    if (phase === "before" && operation === "GetResourceApiKey" && ++asked === 3)
      for (const [arn, value] of held) sandbox.secrets.of(arn).value = value;
    return undefined;
  };
  const [apiKey] = answersOf(await world.ask(question(7)));
  expect(apiKey).toMatchObject({ verdict: "otherwise", seen: "after 10 s" });
  expect(world.left).toEqual([]);
});

test("an event that never comes is not seen yet, and no failure", async () => {
  world.sandbox.audit.delay = 3_600_000;
  const all = await world.ask(question(11));
  expect(answersOf(all).map(({ verdict }) => verdict)).toEqual(Array.from({ length: 4 }, () => "not seen yet"));
  expect(exitCodeOf(reportOf(all))).toBe(0);
});

test("what needs another account, Region or runtime is not asked without it", async () => {
  const { run } = world;
  const alone = { ...run, other: undefined, given: { trailPatience: 900_000 } };
  const asked = await Promise.all(
    [6, 9, 11].map(async (number) => {
      const [one] = question(number);
      const { answers = [] } = (one && (await world.askAs([one], alone))[0]) ?? {};
      return answers.filter(({ verdict }) => verdict === "not asked").map(({ seen }) => seen);
    }),
  );
  expect(asked).toEqual([
    ["there is no --other-region"],
    [expect.stringContaining("there is no --runtime") as string],
    ["there is no --other-profile"],
  ]);
});

describe("the command", () => {
  const collected = (confirm?: (question: string) => Promise<boolean>) => {
    const written = { out: "", notes: "", files: new Map<string, string>() };
    return {
      written,
      around: {
        signal: new AbortController().signal,
        out: (text: string) => void (written.out += text),
        notes: (text: string) => void (written.notes += text),
        say: () => undefined,
        write: (file: string, text: string) => void written.files.set(file, text),
        ...(confirm && { confirm }),
      },
    };
  };

  test("on the sandbox tells the costs, the answers and a report to keep", async () => {
    const { written, around } = collected();
    expect(await acceptance(parsed(["--sandbox", "--only", "6,10", "--report", "r.md"]), around)).toBe(0);
    expect(written.notes).toContain("2 secrets, 2 credential providers");
    expect(written.out).toContain("6. What is said to a secret of another Region?");
    expect(written.files.get("r.md")).toContain("# Questions to the sandbox");
  });

  test("as JSON", async () => {
    const { written, around } = collected();
    await acceptance(parsed(["--sandbox", "--only", "6", "--json"]), around);
    expect(JSON.parse(written.out)).toMatchObject({ counts: { "as assumed": 1 }, questions: [{ number: 6 }] });
  });

  test("tells its questions", async () => {
    const { written, around } = collected();
    expect(await acceptance(parsed(["--list"]), around)).toBe(0);
    expect(written.out.trim().split("\n")).toHaveLength(11);
  });

  describe("on an account", () => {
    const { env } = process;
    beforeEach(() => {
      process.env = { ...env, ...world.sandbox.environment };
      world.sandbox.roles.put("arn:aws:iam::111122223333:role/terraform", {
        all: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      });
    });
    afterEach(() => {
      process.env = env;
    });
    const made = () => world.sandbox.calls.filter(({ operation }) => operation.startsWith("Create"));

    test("makes nothing without --yes where nobody can be asked", async () => {
      const { around } = collected();
      await expect(acceptance(parsed(["--region", "us-east-1", "--only", "6"]), around)).rejects.toThrow("give --yes");
      expect(made()).toEqual([]);
    });

    test("makes nothing when the answer is no", async () => {
      const { around, written } = collected(() => Promise.resolve(false));
      expect(await acceptance(parsed(["--region", "us-east-1", "--only", "6"]), around)).toBe(0);
      expect(written.notes).toContain("Secrets: $");
      expect(made()).toEqual([]);
    });

    test("asks when the answer is yes", async () => {
      const { around, written } = collected(() => Promise.resolve(true));
      expect(await acceptance(parsed(["--region", "us-east-1", "--only", "6"]), around)).toBe(0);
      expect(written.out).toContain("1 as assumed");
    });
  });

  test.each([
    [["--what"], "Unknown option '--what'"],
    [["--only", "12"], "they are 1 to 11"],
    [["--prefix", "Ours!"], "is not 3 to 31 small letters"],
    [["--trail-minutes", "long"], "is no number of minutes"],
  ])("refuses %j", (args, reason) => {
    expect(() => parsed(args)).toThrow(WrongUse);
    expect(() => parsed(args)).toThrow(reason);
  });

  test("without a Region leads to the sandbox", async () => {
    const { around } = collected();
    await expect(acceptance(parsed([]), around)).rejects.toThrow("try --sandbox");
  });

  test("its help names every option", () => {
    for (const option of ["--profile", "--other-profile", "--only", "--clean", "--report", "--json", "--yes", "--list"])
      expect(HELP).toContain(`  ${option}`);
  });
});
