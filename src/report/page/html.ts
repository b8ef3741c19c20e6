import { pageHtml } from "./frame";
import { proofHtml } from "./proof";
import { verdictHtml } from "./verdict";
import type { Result } from "../result";

/** One page without anything from elsewhere: the verdict, a graph for each credential provider, and the findings. */
export const htmlReport = (result: Result): string =>
  pageHtml(`Who can read: ${result.input}`, verdictHtml(result), proofHtml(result));
