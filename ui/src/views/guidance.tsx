// What to do for a good photograph, drawn over the live picture: a ring where the eye should be, one where it is, an
// arrow between them, and words. Nothing is told by colour alone.
import { useEffect, useState } from "preact/hooks";
import type { Guidance, Schemas } from "../api/types";
import { t } from "../strings";
import { Icon, type IconName } from "./icon";

/** A screen reader is told a hint that has stood for so long. */
const SAID_AFTER_MS = 900;
/** Share of the picture's short side that the ring takes where the eye should be, when no eye is seen. */
const RING = 0.46;

const ICON: Record<Schemas["Hint"], IconName> = {
  no_eye: "eye",
  blink: "blink",
  centre: "arrow",
  closer: "add",
  farther: "minus",
  focus: "fit",
  glare: "sun",
  brighter: "sun",
  darker: "slash",
  hold: "clock",
  ready: "circleCheck",
};

/** The way to the eye: towards where it stands in the picture. */
function way([right, down]: readonly number[]): { words: string; turn: number } {
  const [x, y] = [right ?? 0, down ?? 0];
  if (Math.abs(x) >= Math.abs(y))
    return x > 0 ? { words: t("camera-move-right"), turn: 0 } : { words: t("camera-move-left"), turn: 180 };
  return y > 0 ? { words: t("camera-move-down"), turn: 90 } : { words: t("camera-move-up"), turn: 270 };
}

export function words(guidance: Guidance): string {
  if (guidance.hint === "centre" && guidance.off)
    return `${t("camera-hint-centre")}: ${way(guidance.off).words.toLowerCase()}`;
  return t(`camera-hint-${guidance.hint}`);
}

/** The rings and the arrow, over the whole picture. */
export function Rings({ guidance }: { guidance: Guidance }) {
  const { width, height, field, hint } = guidance;
  const middle = { x: width / 2, y: height / 2 };
  const r = field?.r ?? RING * Math.min(width, height);
  const aside = hint === "centre" && field;
  const tip = aside ? Math.hypot(field.cx - middle.x, field.cy - middle.y) : 0;
  const turn = aside ? (Math.atan2(field.cy - middle.y, field.cx - middle.x) * 180) / Math.PI : 0;
  const head = Math.min(width, height) * 0.04;
  return (
    <svg
      class={`rings h-${hint}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      <circle class="wanted" cx={middle.x} cy={middle.y} r={r} />
      {field && <circle class="found" cx={field.cx} cy={field.cy} r={field.r} />}
      {field && guidance.held > 0 && (
        <circle
          class="held"
          cx={field.cx}
          cy={field.cy}
          r={field.r * 0.965}
          pathLength={1}
          stroke-dasharray={`${guidance.held} 1`}
          transform={`rotate(-90 ${field.cx} ${field.cy})`}
        />
      )}
      {aside && (
        <path
          class="way"
          transform={`translate(${middle.x} ${middle.y}) rotate(${turn})`}
          d={`M0 0H${tip}M${tip - head} ${-head}L${tip} 0L${tip - head} ${head}`}
        />
      )}
    </svg>
  );
}

/** The hint in words, under the picture's middle; told to a screen reader once it has stood for a moment. */
export function HintLine({ guidance }: { guidance: Guidance | null }) {
  const line = guidance ? words(guidance) : "";
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(line), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <>
      {guidance && (
        <p class={`hint h-${guidance.hint}`} data-testid="hint" data-hint={guidance.hint} aria-hidden="true">
          <span class={guidance.hint === "centre" && guidance.off ? `turn-${way(guidance.off).turn}` : ""}>
            <Icon name={ICON[guidance.hint]} size={30} />
          </span>
          {line}
        </p>
      )}
      <p class="off-screen" aria-live="polite">
        {said}
      </p>
    </>
  );
}
