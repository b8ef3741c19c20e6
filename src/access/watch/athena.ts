import type { Case, OtherMatcher, Test } from "./condition";
import { exactTexts, otherMatchers } from "./condition";

/** The table that Athena's own page about CloudTrail makes. @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html */
export const ATHENA_TABLE = "cloudtrail_logs";

/** A query for Athena that finds the records of a signal. */
export const athenaQuery = (cases: readonly Case[], table = ATHENA_TABLE): string =>
  [
    "SELECT eventtime, eventname, json_extract_scalar(requestparameters, '$.secretId') AS secret, useridentity.sessioncontext.sessionissuer.arn AS role, useridentity.arn AS who, useridentity.invokedby AS invokedby, errorcode, errormessage, eventid",
    `FROM ${table}`,
    `WHERE ${cases.map((one) => `(${caseText(one)})`).join("\n  OR ")}`,
    "ORDER BY eventtime DESC",
  ].join("\n");

const caseText = ({ kind, source, tests }: Case): string =>
  [`eventsource = ${quoted(source)}`, `eventtype = ${quoted(kind)}`, ...tests.map(testText)].join(" AND ");

/** These columns hold JSON, the others are structs with names in small letters. */
const JSON_COLUMNS = ["requestParameters", "additionalEventData"];

function column(field: string): string {
  const [first = "", ...rest] = field.split(".");
  return JSON_COLUMNS.includes(first)
    ? `json_extract_scalar(${first.toLowerCase()}, '$.${rest.join(".")}')`
    : field.toLowerCase();
}

function testText(test: Test): string {
  const name = column(test.field);
  const exact = exactTexts(test);
  const others = otherMatchers(test).map((one) => matcherText(name, one));
  const parts = [...(exact.length > 0 ? [`${name} IN (${list(exact)})`] : []), ...others];
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(" OR ")})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]): string => texts.map(quoted).join(", ");

function matcherText(name: string, one: OtherMatcher): string {
  if ("begins" in one) return `starts_with(${name}, ${quoted(one.begins)})`;
  if ("present" in one) return `${name} IS ${one.present ? "NOT NULL" : "NULL"}`;
  return `(${name} IS NOT NULL AND ${name} NOT IN (${list(one.notIn)}))`;
}
