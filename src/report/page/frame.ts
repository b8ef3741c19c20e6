import { createHash } from "node:crypto";
import { escape } from "../escape";

const allowed = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The head of a page that takes nothing from elsewhere: its own style, and its own script, if it has one. */
export function pageHead(title: string, style: string, script?: string): string {
  const scripts = script === undefined ? "" : ` script-src ${allowed(script)};`;
  const policy = `default-src 'none'; style-src ${allowed(style)};${scripts} base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${style}</style>
</head>`;
}
