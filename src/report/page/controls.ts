/** What a form finds and shows some of. */
interface Controlled {
  /** The class of each, and the prefix of the form's IDs. */
  readonly of: string;
  /** What several of them are called. */
  readonly words: string;
  /** What may be looked for. */
  readonly hint: string;
  /** What is said of each state that `data-state` may be. */
  readonly states: Readonly<Record<string, string>>;
}

/** Hidden until the script is there that serves it; the box works by style alone. */
export function controlsHtml({ of, words, hint, states }: Controlled): string {
  const options = Object.entries({ "": "all", ...states }).map(
    ([state, text]) => `<option value="${state}">${text}</option>`,
  );
  return `<form class="controls" data-of="${of}" data-words="${words}" role="search" aria-label="${words}" hidden>
<label>Find <input type="search" id="${of}-find" autocomplete="off" spellcheck="false" placeholder="${hint}"></label>
<label>Show <select id="${of}-show">${options.join("")}</select></label>
<output for="${of}-find ${of}-show"></output>
</form>`;
}

export const PROVIDER_CONTROLS = controlsHtml({
  of: "provider",
  words: "credential providers",
  hint: "provider, principal, secret, statement",
  states: { violated: "with violations", unknown: "not all known", proven: "proven" },
});

export const KEPT_BOX = `<label class="box"><input type="checkbox" id="kept" checked> draw what is denied and not needed</label>`;

/** Where the script shows the text of an edge or node. */
export const PANEL = `<section id="why" role="dialog" aria-labelledby="why-title" tabindex="-1" hidden><div class="top"><h2 id="why-title"></h2><button type="button" id="why-close">Close</button></div><div id="why-text"></div></section>`;
