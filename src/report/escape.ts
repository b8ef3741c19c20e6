import { safe } from "./safe";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML and XML, in elements as in attributes. */
export const escape = (text: string): string => safe(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
