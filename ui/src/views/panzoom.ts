// Zoom and pan of a picture by pointer, pinch, wheel and keyboard: the acts, apart from what is shown.
import type { KeyboardEventHandler, PointerEventHandler } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  CLOSEST,
  hold,
  type Place,
  type Point,
  placeOf,
  type Size,
  type View,
  viewAt,
  wholeView,
  zoomAt,
} from "../geometry";

/** Which way the picture goes for each arrow key. */
const PAN = new Map<string, Point>([
  ["ArrowLeft", { x: 1, y: 0 }],
  ["ArrowRight", { x: -1, y: 0 }],
  ["ArrowUp", { x: 0, y: 1 }],
  ["ArrowDown", { x: 0, y: -1 }],
]);
/** Movement below this is a tap. */
const TAP_PX = 8;

/** The place that several pictures show together; null is the whole. */
export type Linked = { place: Place | null; set: (place: Place | null) => void };

type Acts = {
  tap: (at: Point, pointer: string) => void;
  hover: (at: Point) => void;
  /** Where given, one finger draws instead of moving the picture; `null` ends it. */
  draw?: ((from: Point, to: Point, done: boolean) => void) | undefined;
  /** Further keys, in lower case. */
  keys: Map<string, () => void>;
};

const gap = (a: Point, b: Point) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
const middle = (a: Point, b: Point) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

function useFrame(): [(node: HTMLElement | null) => void, Size, { current: HTMLElement | null }] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const node = useRef<HTMLElement | null>(null);
  const watch = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    watch.current?.disconnect();
    node.current = element;
    if (!element) return;
    watch.current = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.current.observe(element);
    setSize({ width: element.clientWidth, height: element.clientHeight });
  }, []);
  return [ref, size, node];
}

/** For the picture `src` of `size` pixels. `ref` and `handlers` go to the element that holds it. */
export function usePanZoom(src: string, size: Size, acts: Acts, linked?: Linked) {
  const [ref, frame, node] = useFrame();
  const [own, setOwn] = useState<View | null>(null);
  const shared = linked?.place && frame.width > 0 ? viewAt(linked.place, size, frame) : null;
  const chosen = linked ? shared : own;
  const now = chosen ?? wholeView(size, frame);
  const zoom = now.scale / (wholeView(size, frame).scale || 1);
  const latest = useRef({ view: now, frame, size, linked, acts });
  latest.current = { view: now, frame, size, linked, acts };

  const setView = useCallback((view: View | null) => {
    const { linked, frame, size } = latest.current;
    if (linked) linked.set(view && placeOf(view, size, frame));
    else setOwn(view);
  }, []);
  const change = useCallback(
    (next: (view: View, frame: Size, size: Size) => View) => {
      const { view, frame, size } = latest.current;
      const to = hold(next(view, frame, size), size, frame);
      latest.current.view = to;
      setView(to.scale <= wholeView(size, frame).scale * 1.001 ? null : to);
    },
    [setView],
  );
  const zoomBy = useCallback(
    (factor: number, at?: Point) =>
      change((view, frame, size) =>
        zoomAt(view, at ?? { x: frame.width / 2, y: frame.height / 2 }, factor, size, frame),
      ),
    [change],
  );

  // Another frame (a turned tablet) or another photograph: start from the whole.
  // biome-ignore lint/correctness/useExhaustiveDependencies: reset is wanted exactly when these change
  useLayoutEffect(() => setOwn(null), [frame.width, frame.height, src]);

  // The wheel zooms about the pointer; where there is nothing left to zoom out of, it scrolls the page.
  useEffect(() => {
    const element = node.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      const { view, frame, size } = latest.current;
      const ratio = view.scale / wholeView(size, frame).scale;
      if ((event.deltaY > 0 && ratio <= 1.001) || (event.deltaY < 0 && ratio >= CLOSEST * 0.999)) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const edge = element.getBoundingClientRect();
      zoomBy(Math.exp((-event.deltaY * lines) / 320), {
        x: event.clientX - edge.left,
        y: event.clientY - edge.top,
      });
    };
    // One finger may scroll the page past an unzoomed picture, unless it draws; two always belong to the picture.
    const touch = (event: TouchEvent) => {
      if ((event.touches.length > 1 || latest.current.acts.draw) && event.cancelable) event.preventDefault();
    };
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("touchmove", touch, { passive: false });
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("touchmove", touch);
    };
  }, [node, zoomBy]);

  const pointers = useRef(new Map<number, Point>());
  const moved = useRef(0);
  const from = useRef<Point | null>(null);
  const placeIn = (event: { clientX: number; clientY: number }): Point => {
    const edge = node.current?.getBoundingClientRect();
    return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
  };
  const down: PointerEventHandler<HTMLElement> = (event) => {
    if (event.button !== 0) return;
    if (pointers.current.size === 0) {
      moved.current = 0;
      from.current = placeIn(event);
    } else from.current = null;
    pointers.current.set(event.pointerId, placeIn(event));
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move: PointerEventHandler<HTMLElement> = (event) => {
    const to = placeIn(event);
    const was = pointers.current.get(event.pointerId);
    if (!was) {
      if (event.pointerType === "mouse") acts.hover(to);
      return;
    }
    moved.current += Math.hypot(to.x - was.x, to.y - was.y);
    const [one, other] = [...pointers.current.entries()].map(([id, at]) =>
      id === event.pointerId ? { before: at, after: to } : { before: at, after: at },
    );
    if (one && other) {
      const before = middle(one.before, other.before);
      const after = middle(one.after, other.after);
      const factor = gap(one.after, other.after) / gap(one.before, other.before);
      change((view, frame, size) => {
        const zoomed = zoomAt(view, before, factor, size, frame);
        return { ...zoomed, x: zoomed.x + after.x - before.x, y: zoomed.y + after.y - before.y };
      });
    } else if (moved.current > TAP_PX) {
      if (acts.draw && from.current) acts.draw(from.current, to, false);
      else if (!acts.draw)
        change((view) => ({ ...view, x: view.x + to.x - was.x, y: view.y + to.y - was.y }));
    }
    pointers.current.set(event.pointerId, to);
  };
  const up: PointerEventHandler<HTMLElement> = (event) => {
    const known = pointers.current.delete(event.pointerId);
    if (!known || event.type !== "pointerup" || pointers.current.size > 0) return;
    if (moved.current <= TAP_PX) acts.tap(placeIn(event), event.pointerType);
    else if (acts.draw && from.current) acts.draw(from.current, placeIn(event), true);
  };
  const keys: KeyboardEventHandler<HTMLElement> = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.min(frame.width, frame.height) / 8;
    const pan = PAN.get(event.key);
    const own = new Map([
      ["+", () => zoomBy(1.4)],
      ["=", () => zoomBy(1.4)],
      ["-", () => zoomBy(1 / 1.4)],
      ["0", () => setView(null)],
    ]);
    const key = event.key.toLowerCase();
    // Without zoom the arrows belong to the page.
    const act =
      pan && zoom > 1.001
        ? () => change((view) => ({ ...view, x: view.x + pan.x * step, y: view.y + pan.y * step }))
        : (own.get(key) ?? acts.keys.get(key));
    if (!act) return;
    event.preventDefault();
    act();
  };

  return {
    node,
    frame,
    view: now,
    zoom,
    latest,
    change,
    zoomBy,
    whole: () => setView(null),
    handlers: {
      ref,
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: up,
      onKeyDown: keys,
      onDblClick: (event: MouseEvent) => (zoom > 1.001 ? setView(null) : zoomBy(3, placeIn(event))),
    },
  };
}
