// The photograph with its findings drawn over it; zoom and pan by pointer, pinch, wheel and keyboard.
import type { KeyboardEventHandler, PointerEventHandler } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Finding, Label, Reading } from "../api/types";
import { eyeOf } from "../assessed";
import {
  CLOSEST,
  closeUp,
  hold,
  type Point,
  type Rect,
  type Size,
  under,
  type View,
  wholeView,
  zoomAt,
} from "../geometry";
import { decimal, t } from "../strings";
import { Icon } from "./icon";
import { type Lighting, ofFinding, shining } from "./light";
import { Overlay, pixelsOf, rectOf } from "./overlay";

/** A finger needs more room than a mouse. */
const REACH = { mouse: 8, pen: 12, touch: 24 };
/** Which way the picture goes for each arrow key. */
const PAN = new Map<string, Point>([
  ["ArrowLeft", { x: 1, y: 0 }],
  ["ArrowRight", { x: -1, y: 0 }],
  ["ArrowUp", { x: 0, y: 1 }],
  ["ArrowDown", { x: 0, y: -1 }],
]);
/** Movement below this is a tap. */
const TAP_PX = 8;

export type Shown = { marks: boolean; opacity: number; hidden: ReadonlySet<Label> };

type Props = {
  src: string;
  file: string;
  /** The eye the photograph is filed under. */
  filed: Reading["eye"]["laterality"];
  /** Null until read: the picture is shown without marks. */
  reading: Reading | null;
  size: Size;
  shown: Shown;
  setShown: (shown: Shown) => void;
  lighting: Lighting;
  light: (lighting: Lighting) => void;
};

const useWindowOf = (): [(node: HTMLElement | null) => void, Size, { current: HTMLElement | null }] => {
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
};

export function Viewer(props: Props) {
  const { reading, size, shown, setShown, lighting, light } = props;
  const [ref, frame, node] = useWindowOf();
  const [view, setView] = useState<View | null>(null);
  const [broken, setBroken] = useState(false);
  const now = view ?? wholeView(size, frame);
  const zoom = now.scale / (wholeView(size, frame).scale || 1);
  const latest = useRef({ view: now, frame, size });
  latest.current = { view: now, frame, size };

  const change = useCallback((next: (view: View, frame: Size, size: Size) => View) => {
    const { view, frame, size } = latest.current;
    const to = hold(next(view, frame, size), size, frame);
    latest.current.view = to;
    setView(to.scale <= wholeView(size, frame).scale * 1.001 ? null : to);
  }, []);
  const zoomBy = useCallback(
    (factor: number, at?: Point) =>
      change((view, frame, size) =>
        zoomAt(view, at ?? { x: frame.width / 2, y: frame.height / 2 }, factor, size, frame),
      ),
    [change],
  );

  // Another frame (a turned tablet) or another photograph: start from the whole.
  // biome-ignore lint/correctness/useExhaustiveDependencies: reset is wanted exactly when these change
  useLayoutEffect(() => setView(null), [frame.width, frame.height, props.src]);

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
    // One finger may scroll the page past an unzoomed picture; two fingers always belong to the picture.
    const pinch = (event: TouchEvent) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    };
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("touchmove", pinch, { passive: false });
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("touchmove", pinch);
    };
  }, [node, zoomBy]);

  const visible = useMemo(
    () => (reading?.findings ?? []).filter((finding) => !shown.hidden.has(finding.label)),
    [reading, shown.hidden],
  );
  const findingAt = (at: Point, pointer: string): Finding | null => {
    if (!shown.marks) return null;
    const { view, size } = latest.current;
    const rects: Rect[] = visible.map((finding) => rectOf(finding, view, size));
    return visible[under(at, rects, REACH[pointer as keyof typeof REACH] ?? REACH.touch)] ?? null;
  };

  const pointers = useRef(new Map<number, Point>());
  const moved = useRef(0);
  const place = (event: PointerEvent): Point => {
    const edge = node.current?.getBoundingClientRect();
    return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
  };
  const down: PointerEventHandler<HTMLElement> = (event) => {
    if (event.button !== 0) return;
    if (pointers.current.size === 0) moved.current = 0;
    pointers.current.set(event.pointerId, place(event));
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move: PointerEventHandler<HTMLElement> = (event) => {
    const to = place(event);
    const from = pointers.current.get(event.pointerId);
    if (!from) {
      if (event.pointerType !== "mouse") return;
      const finding = findingAt(to, "mouse");
      if ((finding?.id ?? null) !== (lighting.passing?.from ?? null))
        light({ ...lighting, passing: finding && ofFinding(finding, t(`label-${finding.label}`)) });
      return;
    }
    moved.current += Math.hypot(to.x - from.x, to.y - from.y);
    const [one, other] = [...pointers.current.entries()].map(([id, at]) =>
      id === event.pointerId ? { before: at, after: to } : { before: at, after: at },
    );
    if (one && other) {
      const gap = (a: Point, b: Point) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
      const middle = (a: Point, b: Point) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      const was = middle(one.before, other.before);
      const is = middle(one.after, other.after);
      const factor = gap(one.after, other.after) / gap(one.before, other.before);
      change((view, frame, size) => {
        const zoomed = zoomAt(view, was, factor, size, frame);
        return { ...zoomed, x: zoomed.x + is.x - was.x, y: zoomed.y + is.y - was.y };
      });
    } else if (moved.current > TAP_PX) {
      change((view) => ({ ...view, x: view.x + to.x - from.x, y: view.y + to.y - from.y }));
    }
    pointers.current.set(event.pointerId, to);
  };
  const up: PointerEventHandler<HTMLElement> = (event) => {
    const known = pointers.current.delete(event.pointerId);
    if (!known || event.type !== "pointerup" || pointers.current.size > 0 || moved.current > TAP_PX) return;
    const finding = findingAt(place(event), event.pointerType);
    const held =
      finding && finding.id !== lighting.held?.from ? ofFinding(finding, t(`label-${finding.label}`)) : null;
    light({ passing: null, held });
  };
  const leave = () => {
    if (lighting.passing) light({ ...lighting, passing: null });
  };

  const keys: KeyboardEventHandler<HTMLElement> = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.min(frame.width, frame.height) / 8;
    const pan = PAN.get(event.key);
    const acts = new Map([
      ["+", () => zoomBy(1.4)],
      ["=", () => zoomBy(1.4)],
      ["-", () => zoomBy(1 / 1.4)],
      ["0", () => setView(null)],
      ["h", () => setShown({ ...shown, marks: !shown.marks })],
      ["escape", () => light({ passing: null, held: null })],
    ]);
    // Without zoom the arrows belong to the page.
    const act =
      pan && zoom > 1.001
        ? () => change((view) => ({ ...view, x: view.x + pan.x * step, y: view.y + pan.y * step }))
        : acts.get(event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    act();
  };

  // What is chosen in the list is brought close; when it is let go, the whole photograph comes back.
  const held = lighting.held;
  const brought = useRef(false);
  useEffect(() => {
    if (!held) {
      if (brought.current) setView(null);
      brought.current = false;
      return;
    }
    node.current?.scrollIntoView({ block: "nearest" });
    const finding = held.close && reading?.findings.find((one) => one.id === held.findings[0]);
    if (!finding) return;
    brought.current = true;
    change((_, frame, size) => closeUp(pixelsOf(finding, size), size, frame));
  }, [held, node, reading, change]);

  const lit = shining(lighting);
  const { eye: side, byPerson } = eyeOf(props.filed, reading);
  const eye = t(`eye-${side}`);
  return (
    <div class="viewer-card">
      <section
        class={`viewer ${zoom > 1.001 ? "zoomed" : ""}`}
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: zoom and pan need the keyboard
        tabIndex={0}
        aria-label={`${t("viewer-title")}. ${t("viewer-describe", { n: visible.length, eye })}`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerLeave={leave}
        onKeyDown={keys}
        onDblClick={(event) =>
          zoom > 1.001 ? setView(null) : zoomBy(3, place(event as unknown as PointerEvent))
        }
        data-testid="viewer"
        data-zoom={zoom.toFixed(2)}
      >
        {broken ? (
          <div class="viewer-broken" role="alert">
            <Icon name="warning" size={40} />
            <p>
              <strong>{t("viewer-unavailable")}</strong>
            </p>
            <p>{t("viewer-unavailable-hint")}</p>
          </div>
        ) : (
          <img
            src={props.src}
            alt={t("viewer-alt", { file: props.file })}
            draggable={false}
            onError={() => setBroken(true)}
            style={{
              width: `${size.width * now.scale}px`,
              height: `${size.height * now.scale}px`,
              transform: `translate(${now.x}px, ${now.y}px)`,
            }}
          />
        )}
        {reading && shown.marks && frame.width > 0 && !broken && (
          <Overlay
            reading={reading}
            findings={visible}
            view={now}
            frame={frame}
            size={size}
            opacity={shown.opacity}
            lit={lit}
          />
        )}
        {reading && (
          <span class="eye-badge" title={eye}>
            <b>{t(`eye-code-${side}`)}</b> {eye}
            {byPerson && ` (${t("eye-by-person")})`}
          </span>
        )}
      </section>
      <div class="viewer-bar" role="toolbar" aria-label={t("viewer-title")}>
        <button
          type="button"
          class="tool"
          onClick={() => zoomBy(1 / 1.5)}
          disabled={zoom <= 1.001}
          aria-label={t("viewer-zoom-out")}
        >
          <Icon name="minus" />
        </button>
        <output class="zoom" aria-live="off">
          {t("viewer-zoomed", { factor: decimal(zoom) })}
        </output>
        <button
          type="button"
          class="tool"
          onClick={() => zoomBy(1.5)}
          disabled={zoom >= CLOSEST * 0.999}
          aria-label={t("viewer-zoom-in")}
        >
          <Icon name="add" />
        </button>
        <button type="button" class="tool" onClick={() => setView(null)} aria-label={t("viewer-fit-hint")}>
          <Icon name="fit" />
          {t("viewer-fit")}
        </button>
        {reading && (
          <>
            <button
              type="button"
              class="tool switch"
              role="switch"
              aria-checked={shown.marks}
              title={t("viewer-marks-hint")}
              onClick={() => setShown({ ...shown, marks: !shown.marks })}
              data-testid="marks"
            >
              <span class="knob" aria-hidden="true" />
              {t("viewer-marks")}
            </button>
            <label class="opacity">
              <span>{t("viewer-opacity")}</span>
              <input
                type="range"
                min="0.2"
                max="1"
                step="0.1"
                value={shown.opacity}
                disabled={!shown.marks}
                onInput={(event) => setShown({ ...shown, opacity: Number(event.currentTarget.value) })}
              />
            </label>
          </>
        )}
      </div>
    </div>
  );
}
