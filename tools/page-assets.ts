import { resolve } from "node:path";
import { build } from "esbuild";

export const PAGE_ASSETS = "src/report/page/assets.ts";

/** The style and the script of the page that `check --html` writes, as constants: the page holds them as text. */
export async function pageAssets(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: resolve(__dirname, "../src/report/page/browser"),
    entryPoints: ["main.ts", "style.css"],
    outdir: ".",
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  const text = (end: string): string =>
    JSON.stringify(outputFiles.find(({ path }) => path.endsWith(end))?.text.trim() ?? "");
  return `// Made from browser/ by "npm run bundle". Do not edit.
export const STYLE = ${text(".css")};
export const SCRIPT = ${text(".js")};
`;
}
