/** Each form shows the parts of its class that have a text in them, and those of one state. */
export function startFilters(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.controls")) startFilter(form);
}

function startFilter(form: HTMLFormElement): void {
  const { of = "", words = "" } = form.dataset;
  const find = form.querySelector("input") as HTMLInputElement;
  const show = form.querySelector("select") as HTMLSelectElement;
  const shown = form.querySelector("output") as HTMLOutputElement;
  const parts = [...document.querySelectorAll<HTMLDetailsElement>(`details.${of}`)];
  if (parts.length < 2) return;
  form.hidden = false;

  // Read when it is first asked for: large pages open sooner.
  let texts: readonly string[] | undefined;
  const filter = (): void => {
    texts ??= parts.map(({ textContent }) => (textContent ?? "").toLowerCase());
    const wanted = find.value.trim().toLowerCase();
    let count = 0;
    for (const [index, part] of parts.entries()) {
      const isState = show.value === "" || part.dataset.state === show.value;
      part.hidden = !(isState && (texts[index] as string).includes(wanted));
      if (!part.hidden) count++;
    }
    shown.textContent = `${count.toLocaleString("en-US")} of ${parts.length.toLocaleString("en-US")} ${words}`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
}
