/** Opens everything that hides an element, and shows it. */
export function openAround(element: HTMLElement | null): void {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  element?.scrollIntoView();
}
