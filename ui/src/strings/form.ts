// Numbers and dates as the language in use writes them.

let locale = "en-GB";
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** From now on in this locale. */
export function form(next: string): void {
  locale = next;
  made.clear();
}

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(name: string, make: () => T): T {
  const format = (made.get(name) as T | undefined) ?? make();
  made.set(name, format);
  return format;
}

/** A number in the language's own form, at most `digits` after the point. */
export function decimal(value: number, digits = 1): string {
  const make = () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  return kept(`number ${digits}`, make).format(value);
}

/** A probability 0–1 in per cent; never rounded to a certainty it is not. */
export function percent(p: number): string {
  const make = () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const share = kept("percent", make);
  if (p > 0 && p < 0.01) return `< ${share.format(0.01)}`;
  if (p < 1 && p > 0.99) return `> ${share.format(0.99)}`;
  return share.format(p);
}

const timeOf = (date: Date) =>
  kept("time", () => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" })).format(date);

const dayOf = (date: Date) =>
  kept(
    "day",
    () => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }),
  ).format(date);

const valid = (date: Date) => !Number.isNaN(date.getTime());

/** `3 May 2026`. */
export function dateOf(iso: string): string {
  const date = new Date(iso);
  return valid(date) ? dayOf(date) : iso;
}

/** `14:02` if today, else `3 May 2026`. */
export function when(iso: string, now = new Date()): string {
  const date = new Date(iso);
  if (!valid(date)) return iso;
  return date.toDateString() === now.toDateString() ? timeOf(date) : dayOf(date);
}

/** `3 May 2026, 14:02`. */
export function moment(iso: string): string {
  const date = new Date(iso);
  return valid(date) ? `${dayOf(date)}, ${timeOf(date)}` : iso;
}

/** The day `days` after `iso`. */
export function dueDay(iso: string, days: number): string {
  const date = new Date(iso);
  if (!valid(date)) return "";
  date.setDate(date.getDate() + days);
  return dayOf(date);
}
