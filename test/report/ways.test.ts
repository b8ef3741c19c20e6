import { openText } from "../../src/decision";
import { openReason, waysIn, withoutDeadEnds } from "../../src/report/ways";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("a way out is one that works", () => {
  test.each<[string, string, readonly string[]]>([
    ["a policy of a key", `no input holds it: give --policy key=${KEY}=FILE`, [`--policy key=${KEY}=FILE`]],
    ["but not of an alias", `give --policy key=${KEY.replace("key/", "alias/")}=FILE`, []],
    ["nor of what is not known", "give --policy policy=(known after the apply)=FILE", []],
    ["nor of an open ARN", `give --policy key=${KEY.replace(/[^/]*$/, openText("aws_kms_key.k.key_id"))}=FILE`, []],
    [
      "nor of an open account: that is what would tell",
      `give --policy key=${KEY.replace("111122223333", openText("account of aws.vault, give --account aws.vault=ID"))}=FILE`,
      ["--account aws.vault=ID"],
    ],
    ["an account", "several roles; give --account ID", ["--account ID"]],
    ["an organization", "Condition StringEquals aws:PrincipalOrgID cannot be decided", ["--organization ID=ACCOUNT"]],
    [
      "the account that manages it",
      "whether the account manages its organization, so that neither SCPs nor RCPs limit it, is not known",
      ["--management-account ID"],
    ],
    [
      "a document that is broken",
      "inline policy read of agent is not JSON",
      ["a policy document that AWS takes: see AGC018"],
    ],
    [
      "a place that another resource empties",
      "x: a deletes the same in this apply, and which comes last is not known: a moved block keeps it, or plan again after the apply",
      ["a moved block in the code"],
    ],
    ["a tag", "Condition StringEquals aws:PrincipalTag/team cannot be decided", []],
    ["nothing", "it is known after the apply", []],
  ])("%s", (_name, text, ways) => {
    expect(waysIn(text)).toEqual(ways);
  });

  test("a reason without a way says that only an apply tells, and gives no advice that leads nowhere", () => {
    expect(openReason("its policy is not known; give --policy policy=(known after the apply)=FILE")).toBe(
      "its policy is not known. Only an apply tells.",
    );
    const way = `no input holds it: give --policy key=${KEY}=FILE`;
    expect([openReason(way), withoutDeadEnds(way)]).toEqual([way, way]);
  });

  test.each<[string, string]>([
    [
      "Condition StringEquals aws:PrincipalOrgID cannot be decided",
      "Condition StringEquals aws:PrincipalOrgID cannot be decided; give --organization ID=ACCOUNT",
    ],
    [
      "Condition StringEquals aws:PrincipalTag/team cannot be decided",
      "Condition StringEquals aws:PrincipalTag/team cannot be decided. It hangs on what no input tells.",
    ],
    [
      'which key alias/team stands for the plan does not say: read it by data "aws_kms_alias"',
      'which key alias/team stands for the plan does not say: read it by data "aws_kms_alias"',
    ],
  ])("%s", (text, reason) => {
    expect(openReason(text)).toBe(reason);
  });

  test("a text that would take for ever takes no time", () => {
    const text = `--policy key=${"(a)".repeat(5000)}`;
    expect([waysIn(text), withoutDeadEnds(text)]).toEqual([[], text]);
  });
});
