/** Shows the credential providers that have a text in them, and those of one state. */
export function startFilter(): void {
  const controls = document.getElementById("controls") as HTMLFormElement;
  const find = document.getElementById("find") as HTMLInputElement;
  const show = document.getElementById("show") as HTMLSelectElement;
  const shown = document.getElementById("shown") as HTMLOutputElement;
  const providers = [...document.querySelectorAll<HTMLDetailsElement>("details.provider")];
  if (providers.length < 2) return;
  controls.hidden = false;

  // Read when it is first asked for: large pages open sooner.
  let texts: readonly string[] | undefined;
  const filter = (): void => {
    texts ??= providers.map(({ textContent }) => (textContent ?? "").toLowerCase());
    const wanted = find.value.trim().toLowerCase();
    let count = 0;
    for (const [index, provider] of providers.entries()) {
      const isState = show.value === "" || provider.dataset.state === show.value;
      provider.hidden = !(isState && (texts[index] as string).includes(wanted));
      if (!provider.hidden) count++;
    }
    shown.textContent = `${count.toLocaleString("en-US")} of ${providers.length.toLocaleString("en-US")} credential providers`;
  };
  controls.addEventListener("input", filter);
  controls.addEventListener("submit", (event) => event.preventDefault());
}
