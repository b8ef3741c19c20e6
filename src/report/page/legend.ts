import type { EdgeState } from "./words";
import { STATES } from "./words";

/** How each kind of edge is drawn. */
export function legendHtml(): string {
  const items = (Object.keys(STATES) as EdgeState[]).map(
    (state) =>
      `<li><svg class="key" width="78" height="20" viewBox="0 0 78 20" aria-hidden="true" focusable="false"><g class="edge ${state}"><use href="#m-${state}" x="2" y="3"/><path d="M22 10H66"/></g></svg> ${STATES[state].word}</li>`,
  );
  return `<ul class="legend" aria-label="Legend">${items.join("")}</ul>`;
}
