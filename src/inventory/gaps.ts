import type { Piece, Unread } from "../live/piece";
import { unreadText } from "../live/piece";
import type { Gap } from "./inventory";

export const gapOf = (subject: string, what: string, unread: Unread): Gap => ({
  subject,
  what,
  why: unreadText(unread),
  ...(unread.isDenied && { missing: unread.action }),
});

/** What is not known, where a piece was not read. */
export const gapsOf = (subject: string, what: string, piece: Piece<unknown>): Gap[] =>
  "unread" in piece ? [gapOf(subject, what, piece.unread)] : [];
