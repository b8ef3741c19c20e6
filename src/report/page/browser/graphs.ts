import { closePanel, isOpenFor, showPanel } from "./panel";

type Part = SVGAElement;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Each graph starts when it is first seen: a page may have thousands. */
export function startGraphs(): void {
  for (const provider of document.querySelectorAll<HTMLDetailsElement>("details.provider")) {
    const canvas = provider.querySelector(".canvas");
    if (!canvas) continue;
    if (provider.open) start(canvas);
    else provider.addEventListener("toggle", () => start(canvas), { once: true });
  }
}

/** Edges and nodes become buttons: one tab stop for each graph, arrow keys between its parts. */
function start(canvas: Element): void {
  const parts = [...canvas.querySelectorAll<Part>("a")];
  for (const part of parts) {
    part.setAttribute("role", "button");
    part.setAttribute("aria-expanded", "false");
    part.setAttribute("tabindex", "-1");
  }
  parts[0]?.setAttribute("tabindex", "0");
  canvas.addEventListener("click", (event) => pressed(partOf(event), event));
  canvas.addEventListener("keydown", (event) => keyed(event as KeyboardEvent, canvas));
  canvas.addEventListener("pointerover", () => widen(canvas), { once: true });
}

const partOf = ({ target }: Event): Part | null => (target as Element).closest<Part>("a");

function pressed(part: Part | null, event: Event): void {
  if (!part) return;
  event.preventDefault();
  moveTo(part);
  if (isOpenFor(part)) closePanel();
  else showPanel(part);
}

function keyed(event: KeyboardEvent, canvas: Element): void {
  const part = partOf(event);
  if (!part || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === " " || event.key === "Enter") return pressed(part, event);
  const next = neighbour(event.key, part, canvas);
  if (!next) return;
  event.preventDefault();
  moveTo(next);
}

/** Parts that are hidden are passed over. */
function neighbour(key: string, part: Part, canvas: Element): Part | undefined {
  const parts = [...canvas.querySelectorAll<Part>("a")].filter((one) => one.getClientRects().length > 0);
  if (key === "Home") return parts[0];
  if (key === "End") return parts[parts.length - 1];
  const step = STEPS[key];
  return step === undefined ? undefined : parts[parts.indexOf(part) + step];
}

function moveTo(part: Part): void {
  for (const one of part.closest(".canvas")?.querySelectorAll('a[tabindex="0"]') ?? [])
    one.setAttribute("tabindex", "-1");
  part.setAttribute("tabindex", "0");
  part.focus();
}

/** A thin line is hard to hit: each gets an invisible wide one beneath it. */
function widen(canvas: Element): void {
  for (const line of canvas.querySelectorAll(".edge > path")) {
    const wide = line.cloneNode() as SVGPathElement;
    wide.setAttribute("class", "wide");
    line.before(wide);
  }
}
