import { rowsOf, ACCOUNT, FOREIGN, policy } from "./support";
import type { Statement } from "./support";

const SERVICE = "bedrock-agentcore.amazonaws.com";
const allow = (Condition?: object): Statement => ({ Principal: { Service: SERVICE }, ...(Condition && { Condition }) });

/** On whose behalf AgentCore reads and decrypts. */
function sources(statement: Statement): string[] {
  const open = policy("resource", statement);
  const row = rowsOf({ secretPolicy: open, keyPolicy: open }).find(({ principal }) => principal === SERVICE);
  return (row?.sources ?? []).filter(({ verdict }) => verdict === "allowed").map(({ account }) => account);
}

const accountIs = (...accounts: string[]): object => ({ StringEquals: { "aws:SourceAccount": accounts } });

test("a service asks on behalf of each account that conditions speak of, and of one of which they do not", () => {
  expect(sources(allow())).toEqual([ACCOUNT, "any other account"]);
  expect(sources(allow(accountIs(ACCOUNT)))).toEqual([ACCOUNT]);
  expect(sources(allow(accountIs(ACCOUNT, FOREIGN)))).toEqual([ACCOUNT, `account ${FOREIGN}`]);
  expect(sources(allow(accountIs(FOREIGN)))).toEqual([`account ${FOREIGN}`]);
});

test("the row is what comes furthest, and says on whose behalf", () => {
  const open = policy("resource", allow(accountIs(FOREIGN)));
  const [row] = rowsOf({ secretPolicy: open, keyPolicy: open }).filter(({ standing }) => standing === "service");
  expect(row?.read).toMatchObject({ verdict: "allowed" });
  expect(row?.read.why).toBe(`On behalf of account ${FOREIGN}: Allowed by statement 0 of resource policy.`);
});

test("its source may be a resource or an organization", () => {
  const arn = (account: string): object => ({
    ArnLike: { "aws:SourceArn": `arn:aws:bedrock-agentcore:*:${account}:*` },
  });
  expect(sources(allow(arn(ACCOUNT)))).toEqual([ACCOUNT]);
  expect(sources(allow(arn(FOREIGN)))).toEqual([`account ${FOREIGN}`]);
  expect(sources(allow({ StringEquals: { "aws:SourceOrgID": "o-theirs" } }))).toEqual([
    "any account of organization o-theirs",
  ]);
});

test("read and decryption are those of one source", () => {
  const secretPolicy = policy("resource", allow(accountIs(FOREIGN)));
  const keyPolicy = policy("resource", allow(accountIs(ACCOUNT)));
  const [row] = rowsOf({ secretPolicy, keyPolicy }).filter(({ standing }) => standing === "service");
  expect(row?.sources?.every(({ verdict }) => verdict === "denied")).toBe(true);
});
