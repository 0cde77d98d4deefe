// A long list of which only what is on the screen is in the page: 2,000 rows cost as much as twenty.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Rows kept above and below the screen. */
const SPARE = 8;

/** The rows to draw, of `count` rows of `height` pixels, where the list begins `top` pixels below the screen's edge. */
export function span(top: number, screen: number, height: number, count: number): [number, number] {
  const first = Math.max(0, Math.floor(-top / height) - SPARE);
  const last = Math.min(count, Math.ceil((screen - top) / height) + SPARE);
  return [Math.min(first, count), Math.max(last, Math.min(first, count))];
}

export function Windowed<T>(props: {
  items: readonly T[];
  /** Of every row, in pixels. */
  height: number;
  keyOf: (item: T) => string;
  row: (item: T) => ComponentChildren;
  /** Told when the end comes near. */
  more: (() => void) | null;
  label: string;
}) {
  const { items, height, more } = props;
  const list = useRef<HTMLUListElement>(null);
  const [[first, last], setSpan] = useState<[number, number]>([0, 24]);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!list.current) return;
      const next = span(list.current.getBoundingClientRect().top, innerHeight, height, items.length);
      setSpan((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
      if (next[1] >= items.length - SPARE) more?.();
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
    };
  }, [height, items.length, more]);
  const end = Math.min(last, items.length);
  return (
    <ul
      ref={list}
      class="windowed"
      aria-label={props.label}
      style={{ paddingTop: `${first * height}px`, paddingBottom: `${(items.length - end) * height}px` }}
    >
      {items.slice(first, end).map((item, index) => (
        <li
          key={props.keyOf(item)}
          aria-setsize={items.length}
          aria-posinset={first + index + 1}
          style={{ height: `${height}px` }}
        >
          {props.row(item)}
        </li>
      ))}
    </ul>
  );
}
