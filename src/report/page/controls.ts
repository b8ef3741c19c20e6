/** Hidden until the script is there that serves it; the box works by style alone. */
export const CONTROLS = `<form id="controls" role="search" hidden>
<label>Find <input type="search" id="find" autocomplete="off" spellcheck="false" placeholder="provider, principal, secret, statement"></label>
<label>Show <select id="show"><option value="">all</option><option value="violated">with violations</option><option value="unknown">not all known</option><option value="proven">proven</option></select></label>
<output id="shown" for="find show"></output>
</form>`;

export const KEPT_BOX = `<label class="box"><input type="checkbox" id="kept" checked> draw what is denied and not needed</label>`;

/** Where the script shows the text of an edge or node. */
export const PANEL = `<section id="why" role="dialog" aria-labelledby="why-title" tabindex="-1" hidden><div class="top"><h2 id="why-title"></h2><button type="button" id="why-close">Close</button></div><div id="why-text"></div></section>`;
