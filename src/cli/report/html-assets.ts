/** The page's style: contrast of at least 4.5 in light and dark, and no meaning by colour alone. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--back:#fff;--line:#6e7781;--soft:#f3f4f6;--allowed:#116329;--denied:#a40e26;--unknown:#7d4e00}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--back:#0d1117;--line:#8b949e;--soft:#161b22;--allowed:#56d364;--denied:#ff8182;--unknown:#e3b341}}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);max-width:75rem;margin:0 auto;padding:1rem}
article{border:1px solid var(--line);border-radius:.4rem;padding:0 1rem 1rem;margin:1rem 0}
code{overflow-wrap:anywhere}
.kind{font-size:.85rem;font-weight:400;border:1px solid var(--line);border-radius:.3rem;padding:0 .3rem}
.graph{display:grid;grid-template-columns:2fr 1fr;gap:2rem}
@media (max-width:45rem){.graph{grid-template-columns:1fr}}
.graph ul{list-style:none;padding:0;margin:0}
.node{background:var(--soft);border-radius:.4rem;padding:.5rem;margin:.5rem 0}
.edge{border-left:.3rem solid;padding-left:.5rem;margin:.3rem 0 .3rem 1rem}
.edge>p,.edge>ul{color:var(--text)}
.edge.allowed{color:var(--allowed)}.edge.denied{color:var(--denied);border-left-style:dashed}.edge.unknown{color:var(--unknown);border-left-style:dotted}
.other>.kind{color:var(--denied);font-weight:700}
summary{cursor:pointer}
summary:focus-visible{outline:.2rem solid var(--text);outline-offset:.1rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.3rem;text-align:left;vertical-align:top}
@media print{article,tr{break-inside:avoid}body{max-width:none}}
`;

/** Paper cannot be clicked: everything opens for print. */
export const SCRIPT = `addEventListener("beforeprint",function(){document.querySelectorAll("details").forEach(function(one){one.open=true})})`;
