// The photograph with its findings drawn over it, and the bar with what can be done to it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Box, Finding, Label, Reading } from "../api/types";
import { eyeOf } from "../assessed";
import { boxBetween, CLOSEST, closeUp, type Point, type Rect, type Size, under } from "../geometry";
import { LENSES, type LensName } from "../lens";
import { decimal, t } from "../strings";
import { Icon } from "./icon";
import { Lensed } from "./lensed";
import { type Lighting, ofFinding, shining } from "./light";
import { Overlay, pixelsOf, rectOf } from "./overlay";
import { type Linked, usePanZoom } from "./panzoom";

/** A finger needs more room than a mouse. */
const REACH = { mouse: 8, pen: 12, touch: 24 };

export type Shown = { marks: boolean; opacity: number; hidden: ReadonlySet<Label>; lens: LensName };

export const shownFirst: Shown = { marks: true, opacity: 1, hidden: new Set(), lens: "colour" };

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
  /** Zoomed and moved together with another picture. */
  linked?: Linked;
  /** Where given, one finger draws a box, which is told here. */
  draw?: ((box: Box) => void) | undefined;
  /** A word of one's own for the badge, such as the day of the visit. */
  badge?: string;
  /** The second of two: what holds for both is set at the first. */
  second?: boolean;
};

export function Viewer(props: Props) {
  const { reading, size, shown, setShown, lighting, light } = props;
  const [broken, setBroken] = useState(false);
  const [drawing, setDrawing] = useState<[Point, Point] | null>(null);
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
  const { node, frame, view, zoom, latest, change, zoomBy, whole, handlers } = usePanZoom(
    props.src,
    size,
    {
      tap: (at, pointer) => {
        const finding = findingAt(at, pointer);
        const held =
          finding && finding.id !== lighting.held?.from
            ? ofFinding(finding, t(`label-${finding.label}`))
            : null;
        light({ passing: null, held });
      },
      hover: (at) => {
        const finding = findingAt(at, "mouse");
        if ((finding?.id ?? null) !== (lighting.passing?.from ?? null))
          light({ ...lighting, passing: finding && ofFinding(finding, t(`label-${finding.label}`)) });
      },
      draw:
        props.draw &&
        ((from, to, done) => {
          setDrawing(done ? null : [from, to]);
          const box = done && boxBetween(from, to, latest.current.view, size);
          if (box) props.draw?.(box);
        }),
      keys: new Map([
        ["h", () => setShown({ ...shown, marks: !shown.marks })],
        ["r", () => setShown({ ...shown, lens: shown.lens === "red_free" ? "colour" : "red_free" })],
        ["c", () => setShown({ ...shown, lens: shown.lens === "contrast" ? "colour" : "contrast" })],
        ["escape", () => light({ passing: null, held: null })],
      ]),
    },
    props.linked,
  );

  // What is chosen in the list is brought close; when it is let go, the whole photograph comes back.
  const held = lighting.held;
  const brought = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice moves the picture
  useEffect(() => {
    if (!held) {
      if (brought.current) whole();
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
  const laid = {
    width: `${size.width * view.scale}px`,
    height: `${size.height * view.scale}px`,
    transform: `translate(${view.x}px, ${view.y}px)`,
  };
  return (
    <div class="viewer-card">
      <section
        class={`viewer ${zoom > 1.001 ? "zoomed" : ""} ${props.draw ? "drawing" : ""}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: zoom and pan need the keyboard
        tabIndex={0}
        aria-label={`${t("viewer-title")}. ${t("viewer-describe", { n: visible.length, eye })}`}
        {...handlers}
        onPointerLeave={() => lighting.passing && light({ ...lighting, passing: null })}
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
            style={laid}
          />
        )}
        {!broken && shown.lens !== "colour" && (
          <Lensed
            src={props.src}
            lens={shown.lens}
            style={laid}
            failed={() => setShown({ ...shown, lens: "colour" })}
          />
        )}
        {reading && shown.marks && frame.width > 0 && !broken && (
          <Overlay
            reading={reading}
            findings={visible}
            view={view}
            frame={frame}
            size={size}
            opacity={shown.opacity}
            lit={lit}
          />
        )}
        {drawing && <Drawn from={drawing[0]} to={drawing[1]} />}
        {(reading || props.badge) && (
          <span class="eye-badge" title={eye}>
            <b>{t(`eye-code-${side}`)}</b> {eye}
            {byPerson && ` (${t("eye-by-person")})`}
            {props.badge && ` · ${props.badge}`}
          </span>
        )}
      </section>
      <Bar
        zoom={zoom}
        zoomBy={zoomBy}
        whole={whole}
        shown={shown}
        setShown={setShown}
        marked={reading !== null}
        second={props.second ?? false}
      />
    </div>
  );
}

/** The box under the finger. */
function Drawn({ from, to }: { from: Point; to: Point }) {
  return (
    <svg class="overlay" aria-hidden="true">
      <rect
        class="drawn"
        x={Math.min(from.x, to.x)}
        y={Math.min(from.y, to.y)}
        width={Math.abs(from.x - to.x)}
        height={Math.abs(from.y - to.y)}
      />
    </svg>
  );
}

function Bar(props: {
  zoom: number;
  zoomBy: (factor: number) => void;
  whole: () => void;
  shown: Shown;
  setShown: (shown: Shown) => void;
  marked: boolean;
  second: boolean;
}) {
  const { zoom, zoomBy, shown, setShown } = props;
  return (
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
      <button
        type="button"
        class="tool"
        onClick={props.whole}
        aria-label={`${t("viewer-fit")}: ${t("viewer-fit-hint")}`}
      >
        <Icon name="fit" />
        {t("viewer-fit")}
      </button>
      {!props.second && <Lenses shown={shown} setShown={setShown} />}
      {props.marked && !props.second && <Marks shown={shown} setShown={setShown} />}
    </div>
  );
}

type Setting = { shown: Shown; setShown: (shown: Shown) => void };

function Lenses({ shown, setShown }: Setting) {
  return (
    <fieldset class="lenses">
      <legend class="off-screen">{t("viewer-lens")}</legend>
      {LENSES.map((lens) => (
        <button
          key={lens}
          type="button"
          class="tool"
          aria-pressed={shown.lens === lens}
          onClick={() => setShown({ ...shown, lens })}
          data-lens-choice={lens}
        >
          {t(`viewer-lens-${lens}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Marks({ shown, setShown }: Setting) {
  return (
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
  );
}
