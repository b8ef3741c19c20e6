import { splitArn } from "../../access/arn";
import { safe } from "../safe";

/** What of an ARN tells it from its neighbours; any other text as it is. */
export function shortName(text: string): string {
  const resource = splitArn(text)?.resource;
  return resource === undefined ? text : resource.replace(/^(role|user|secret)[/:]/, "");
}

/** Region and account of an ARN, as far as it has them. */
export function placeOf(text: string): string {
  const { region, account } = splitArn(text) ?? {};
  return [region, account].filter((part) => part !== undefined && part !== "").join(" · ");
}

const PLAIN = /^[ -~]*$/;

/** Scripts and pictures that take the width of two letters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[^\0-\uffff]/u;

/** Text that fits into so many letters: its middle goes first, because names differ at their ends. */
export function fitted(text: string, letters: number): string {
  if (text.length <= letters && PLAIN.test(text)) return text;
  const all = Array.from(safe(text));
  const width = (signs: readonly string[]): number => signs.reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
  if (width(all) <= letters) return all.join("");
  const [head, tail]: [string[], string[]] = [[], []];
  for (let taken = 0; taken < all.length; taken++) {
    const isHead = taken % 2 === 0;
    const next = (isHead ? all[head.length] : all[all.length - 1 - tail.length]) as string;
    if (width(head) + width(tail) + width([next]) + 1 > letters) break;
    if (isHead) head.push(next);
    else tail.unshift(next);
  }
  return `${head.join("")}…${tail.join("")}`;
}
