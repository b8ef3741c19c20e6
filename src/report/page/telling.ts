import type { ProviderView } from "../provider-view";
import type { Graph } from "./graph";
import type { PageIds } from "./ids";
import type { Quotes } from "./quotes";

/** What the part of one credential provider is made of. */
export interface Telling {
  readonly graph: Graph;
  readonly ids: PageIds;
  readonly quotes: Quotes;
  readonly view: ProviderView;
}
