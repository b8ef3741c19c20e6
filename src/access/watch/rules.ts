import type { Case } from "./condition";
import { failedDecrypt, keyDisabled, pointerChanged } from "./other-rules";
import {
  deletedRead,
  deniedReader,
  directRead,
  rotationFailed,
  secretChanged,
  undecrypted,
  unexpectedReader,
} from "./secret-rules";
import { WATCH_SIGNALS, WatchSeverity, WatchSignal } from "./signal";
import type { Watched } from "./watched";

/** One signal for all that is watched: it fires if one of the cases holds. */
export interface WatchRule {
  readonly signal: WatchSignal;
  readonly severity: WatchSeverity;
  readonly cases: readonly Case[];
}

/** Signals that are off, and severities other than the usual ones. */
export interface WatchChoices {
  readonly off?: readonly WatchSignal[];
  readonly severities?: ReadonlyMap<WatchSignal, WatchSeverity>;
}

interface Definition {
  readonly severity: WatchSeverity;
  readonly cases: (watched: Watched) => readonly Case[];
}

const { PAGE, TICKET } = WatchSeverity;

const DEFINITIONS: Readonly<Record<WatchSignal, Definition>> = {
  [WatchSignal.DENIED_READER]: { severity: PAGE, cases: ({ groups }) => deniedReader(groups) },
  [WatchSignal.DIRECT_READ]: { severity: PAGE, cases: ({ groups }) => directRead(groups) },
  [WatchSignal.UNEXPECTED_READER]: { severity: PAGE, cases: ({ groups }) => unexpectedReader(groups) },
  [WatchSignal.FAILED_DECRYPT]: {
    severity: PAGE,
    cases: (watched) => [...failedDecrypt(watched), ...undecrypted(watched.groups)],
  },
  [WatchSignal.ROTATION_FAILED]: { severity: PAGE, cases: ({ groups }) => rotationFailed(groups) },
  [WatchSignal.CHANGED]: {
    severity: TICKET,
    cases: (watched) => [...secretChanged(watched.groups), ...pointerChanged(watched)],
  },
  [WatchSignal.KEY_DISABLED]: { severity: PAGE, cases: keyDisabled },
  [WatchSignal.DELETED_READ]: { severity: TICKET, cases: ({ groups }) => deletedRead(groups) },
};

/** How loud a signal is unless somebody says otherwise. */
export const usualSeverity = (signal: WatchSignal): WatchSeverity => DEFINITIONS[signal].severity;

/** The rules for all that is watched. A signal of which there is nothing to watch has none. */
export const watchRules = (watched: Watched, { off = [], severities }: WatchChoices = {}): WatchRule[] =>
  WATCH_SIGNALS.filter((signal) => !off.includes(signal))
    .map((signal) => ({
      signal,
      severity: severities?.get(signal) ?? usualSeverity(signal),
      cases: DEFINITIONS[signal].cases(watched),
    }))
    .filter(({ cases }) => cases.length > 0);
