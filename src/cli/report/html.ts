import type { Result } from "./result";
export const htmlReport = (result: Result): string => result.input;
