// The language in use. One today; a second file of the same type makes it a choice.
import { en, type Strings } from "./en";

export const t: Strings = en;

const number = new Map<number, Intl.NumberFormat>();

/** A number in the language's own form, at most `digits` after the point. */
export function decimal(value: number, digits = 1): string {
  const format = number.get(digits) ?? new Intl.NumberFormat(t.lang, { maximumFractionDigits: digits });
  number.set(digits, format);
  return format.format(value);
}

const share = new Intl.NumberFormat(t.lang, { style: "percent", maximumFractionDigits: 0 });

/** A probability 0–1 in per cent; never rounded to a certainty it is not. */
export function percent(p: number): string {
  if (p > 0 && p < 0.01) return `< ${share.format(0.01)}`;
  if (p < 1 && p > 0.99) return `> ${share.format(0.99)}`;
  return share.format(p);
}

const time = new Intl.DateTimeFormat(t.lang === "en" ? "en-GB" : t.lang, {
  hour: "2-digit",
  minute: "2-digit",
});
const day = new Intl.DateTimeFormat(t.lang === "en" ? "en-GB" : t.lang, {
  day: "numeric",
  month: "short",
  year: "numeric",
});

const valid = (date: Date) => !Number.isNaN(date.getTime());

/** `14:02` if today, else `3 May 2026`. */
export function when(iso: string, now = new Date()): string {
  const date = new Date(iso);
  if (!valid(date)) return iso;
  return date.toDateString() === now.toDateString() ? time.format(date) : day.format(date);
}

/** `3 May 2026, 14:02`. */
export function moment(iso: string): string {
  const date = new Date(iso);
  return valid(date) ? `${day.format(date)}, ${time.format(date)}` : iso;
}

/** The day `days` after `iso`. */
export function dueDay(iso: string, days: number): string {
  const date = new Date(iso);
  if (!valid(date)) return "";
  date.setDate(date.getDate() + days);
  return day.format(date);
}
