const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

let opener: SVGAElement | undefined;

const textOf = (part: SVGAElement): HTMLElement => byId((part.getAttribute("href") as string).slice(1));

export const isOpenFor = (part: SVGAElement): boolean => opener === part;

/** The sentence of an edge, the words on a node. */
const nameOf = (part: SVGAElement): string =>
  part.getAttribute("aria-label") ??
  [...part.querySelectorAll("text")].map(({ textContent }) => textContent).join(" · ");

/** Shows what the text says of one of its parts, with the statements that it cites. */
export function showPanel(part: SVGAElement): void {
  const panel = byId("why");
  opener?.setAttribute("aria-expanded", "false");
  opener = part;
  part.setAttribute("aria-expanded", "true");
  byId("why-title").textContent = nameOf(part);
  byId("why-text").replaceChildren(...copyOf(textOf(part)));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  // The page's style keeps free the place of the panel.
  part.querySelector("rect, use")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function closePanel(): void {
  byId("why").hidden = true;
  const part = opener;
  opener = undefined;
  part?.setAttribute("aria-expanded", "false");
  part?.focus();
}

/** A copy has no anchors of its own, and holds each statement where it is cited first. */
function copyOf(text: HTMLElement): Node[] {
  const copy = text.cloneNode(true) as HTMLElement;
  const quoted = new Set<string>();
  for (const link of copy.querySelectorAll('a[href*="-s"]')) {
    const id = (link.getAttribute("href") as string).slice(1);
    const statement = byId(id).querySelector("pre");
    if (statement && !quoted.has(id)) link.parentElement?.append(statement.cloneNode(true));
    quoted.add(id);
    link.remove();
  }
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  return [...copy.childNodes];
}

byId("why-close").addEventListener("click", closePanel);
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && opener) closePanel();
});
