import { randomBytes } from "node:crypto";

/** Everything that was ever made by this has it, and nothing else. */
export const TAG = "agentcore-identity-acceptance";
/** The path of its roles. */
export const ROLE_PATH = `/${TAG}/`;
const USUAL = "agentcore-acceptance";
export const PREFIX = /^[a-z][a-z0-9-]{2,30}$/;

export const newPrefix = (): string => `${USUAL}-${randomBytes(4).toString("hex")}`;

/** What the name of something begins with that is of one run, or of any. */
export const startOf = (prefix: string | undefined): string => `${prefix ?? USUAL}-`;
