import type { Page } from "playwright-core";

/** Two colours that meet on the page. */
interface Meeting {
  readonly what: string;
  readonly front: string;
  readonly back: string;
  /** The least contrast that WCAG AA allows. */
  readonly least: number;
}

/** `rgb()` and `#rrggbb`, as computed styles have them. */
function channels(color: string): number[] {
  const hex = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
  if (hex !== undefined) return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color)?.slice(1).map(Number);
  if (!parts) throw new Error(`"${color}" is no opaque colour`);
  return parts;
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red, green, blue] = channels(color)
    .map((channel) => channel / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(front: string, back: string): number {
  const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** All text that can be seen, and the lines and rims of the graph, where the contrast is too small. */
export async function tooFaint(page: Page): Promise<string[]> {
  const meetings = await page.evaluate(meetingsIn);
  if (meetings.length < 50) throw new Error(`only ${meetings.length} texts and lines were found`);
  return meetings.flatMap(({ what, front, back, least }) => {
    const found = contrast(front, back);
    return found < least ? [`${what}: ${front} on ${back} is ${found.toFixed(2)}`] : [];
  });
}

/** Runs in the page. */
function meetingsIn(): Meeting[] {
  const backOf = (element: Element | null): string => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/^rgba\(.*, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const variable = (element: Element, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();
  const meetings: Meeting[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!parent || !text.nodeValue?.trim() || parent.getClientRects().length === 0) continue;
    if (/^(script|style)$/i.test(parent.tagName)) continue;
    const what = `text ${text.nodeValue.trim().slice(0, 40)}`;
    const drawn = parent.closest("svg text");
    if (!drawn) {
      meetings.push({ what, front: getComputedStyle(parent).color, back: backOf(parent), least: 4.5 });
      continue;
    }
    const [edge, box] = [drawn.closest(".edge"), drawn.closest("a")?.querySelector(":scope > rect")];
    const back = edge ? variable(edge, "--chip") : box ? getComputedStyle(box).fill : backOf(drawn.closest("div"));
    meetings.push({ what, front: getComputedStyle(drawn).fill, back, least: 4.5 });
  }
  for (const line of document.querySelectorAll(".edge > path:not(.wide), .link, .node > rect")) {
    if (line.getClientRects().length === 0) continue;
    const back = backOf(line.closest("div") ?? document.body);
    meetings.push({
      what: `line ${line.parentElement?.getAttribute("class")}`,
      front: getComputedStyle(line).stroke,
      back,
      least: 3,
    });
  }
  for (const edge of document.querySelectorAll(".canvas .edge"))
    meetings.push({
      what: `mark ${edge.getAttribute("class")}`,
      front: variable(edge, "--ink"),
      back: variable(edge, "--chip"),
      least: 3,
    });
  return meetings;
}
