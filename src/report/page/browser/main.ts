import { startFilters } from "./filter";
import { startGraphs } from "./graphs";
import { openAround } from "./open";
import { startPrint } from "./print";

/** Without this script the page is whole: the parts of a graph are links to their text. */
startGraphs();
startFilters();
startPrint();

const follow = (): void => openAround(document.getElementById(location.hash.slice(1)));
addEventListener("hashchange", follow);
follow();
