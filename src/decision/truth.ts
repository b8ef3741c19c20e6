/**
 * Three-valued logic: what is not known stays unknown, unless the rest decides alone.
 * The order NO < MAYBE < YES makes `and` the minimum and `or` the maximum.
 */
export type Truth = 0 | 1 | 2;

export const NO = 0;
export const MAYBE = 1;
export const YES = 2;

export const and = (a: Truth, b: Truth): Truth => (a < b ? a : b);
export const or = (a: Truth, b: Truth): Truth => (a > b ? a : b);
export const not = (a: Truth): Truth => (YES - a) as Truth;
export const truthOf = (fact: boolean): Truth => (fact ? YES : NO);
export const all = (truths: readonly Truth[]): Truth => truths.reduce<Truth>(and, YES);
