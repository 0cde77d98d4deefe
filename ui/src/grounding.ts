// The chain's text with `<ref>…</ref><box>[[…]]</box>` grounding becomes plain pieces; no tag ever reaches the screen.
import { asBox, type Box } from "./api/types";

/** A piece of a step: words, or words that point to places in the photograph. */
export type Piece = { text: string; boxes: Box[] };

const GROUNDED = /<ref>([^<]*)<\/ref>(?:\s*<box>([^<]*)<\/box>)?/g;
const TAG = /<\/?(?:ref|box)>/g;
const FOUR =
  /\[\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\]/g;

/** Every `[x1, y1, x2, y2]` in the text, with corners put in order and held within 0–999. */
export function boxesIn(text: string): Box[] {
  const boxes: Box[] = [];
  for (const match of text.matchAll(FOUR)) {
    const box = asBox(match.slice(1, 5).map((n) => Math.min(999, Math.max(0, Number(n)))));
    if (!box) continue;
    const [x1, y1, x2, y2] = box;
    boxes.push([Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]);
  }
  return boxes;
}

/** Words between grounded parts; tags that do not pair up are dropped, and so is a box that belongs to no words. */
function plain(text: string): string {
  return text.replace(/<box>[^<]*<\/box>/g, "").replace(TAG, "");
}

/** The pieces of a step's text in order. Never fails: what does not parse is shown as words without tags. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  const words = (from: number, to: number) => {
    const between = plain(text.slice(from, to));
    if (between) found.push({ text: between, boxes: [] });
  };
  for (const match of text.matchAll(GROUNDED)) {
    words(end, match.index);
    const label = (match[1] ?? "").trim();
    if (label) found.push({ text: label, boxes: boxesIn(match[2] ?? "") });
    end = match.index + match[0].length;
  }
  words(end, text.length);
  return found;
}
