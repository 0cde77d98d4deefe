// The drawing over the photograph: findings as boxes, disc, fovea, and what a text points to.
import { asBox, type Finding, type Reading } from "../api/types";
import { onScreen, type Rect, type Size, toPoint, toRect, type View } from "../geometry";
import { t } from "../strings";
import type { Light } from "./light";
import { MARKS } from "./marks";

/** The smallest mark that can be seen and touched, in screen pixels. */
const LEAST_PX = 12;
const PAD_PX = 3;

/** Where a finding stands in the photograph's pixels. */
export function pixelsOf(finding: Finding, size: Size): Rect {
  const box = asBox(finding.box) ?? [0, 0, 0, 0];
  return toRect(box, size);
}

/** Where a finding's mark is drawn on the screen. */
export const rectOf = (finding: Finding, view: View, size: Size): Rect =>
  onScreen(pixelsOf(finding, size), view, PAD_PX, LEAST_PX);

type Props = {
  reading: Reading;
  findings: readonly Finding[];
  view: View;
  frame: Size;
  size: Size;
  opacity: number;
  lit: Light | null;
};

function Mark(props: { rect: Rect; colour: string; dash: string; strong: boolean }) {
  const { rect, colour, dash, strong } = props;
  const shape = { ...rect, rx: 3, fill: "none" };
  return (
    <>
      <rect {...shape} stroke="#000" stroke-opacity="0.6" stroke-width={strong ? 7 : 4} />
      <rect
        {...shape}
        stroke={colour}
        stroke-width={strong ? 3.5 : 2}
        stroke-dasharray={strong ? "" : dash}
      />
    </>
  );
}

function Name({ rect, words, frame }: { rect: Rect; words: string; frame: Size }) {
  const above = rect.y > 26;
  const x = Math.min(Math.max(rect.x, 6), Math.max(6, frame.width - 9 * words.length));
  return (
    <text x={x} y={above ? rect.y - 8 : rect.y + rect.height + 20} class="mark-name">
      {words}
    </text>
  );
}

export function Overlay({ reading, findings, view, frame, size, opacity, lit }: Props) {
  const { disc, fovea } = reading.landmarks;
  const discBox = disc && asBox(disc.box);
  const discRect = discBox && onScreen(toRect(discBox, size), view, 0, 16);
  const foveaAt = fovea && toPoint(fovea.centre, size);
  const at = foveaAt && { x: view.x + foveaAt.x * view.scale, y: view.y + foveaAt.y * view.scale };
  const isLit = (finding: Finding) => lit?.findings.includes(finding.id) ?? false;
  const strong = findings.filter(isLit);
  return (
    <svg class="overlay" width={frame.width} height={frame.height} aria-hidden="true" focusable="false">
      <g opacity={opacity * (lit ? 0.45 : 1)}>
        {discRect && (
          <g class={disc.outlined ? "landmark" : "landmark about"} data-testid="disc">
            <ellipse
              cx={discRect.x + discRect.width / 2}
              cy={discRect.y + discRect.height / 2}
              rx={discRect.width / 2}
              ry={discRect.height / 2}
            />
            <text x={discRect.x + discRect.width / 2} y={discRect.y - 7} text-anchor="middle">
              {disc.outlined ? t("viewer-disc") : t("viewer-disc-about")}
            </text>
          </g>
        )}
        {at && (
          <g class="landmark" data-testid="fovea">
            <path d={`M${at.x - 11} ${at.y}h22M${at.x} ${at.y - 11}v22`} />
            <text x={at.x + 14} y={at.y - 8}>
              {t("viewer-fovea")}
            </text>
          </g>
        )}
        {findings
          .filter((finding) => !isLit(finding))
          .map((finding) => (
            <g key={finding.id} class="mark" data-label={finding.label} opacity={finding.research ? 0.6 : 1}>
              <Mark rect={rectOf(finding, view, size)} {...MARKS[finding.label]} strong={false} />
            </g>
          ))}
      </g>
      {strong.map((finding) => (
        <g key={finding.id} class="mark lit" data-label={finding.label}>
          <Mark rect={rectOf(finding, view, size)} {...MARKS[finding.label]} strong />
        </g>
      ))}
      {lit?.boxes.map((box) => (
        <g key={box.join()} class="mark lit pointed">
          <Mark
            rect={onScreen(toRect(box, size), view, PAD_PX + 3, LEAST_PX)}
            colour="#fff"
            dash="6 4"
            strong={false}
          />
        </g>
      ))}
      {lit && strong[0] && <Name rect={rectOf(strong[0], view, size)} words={lit.words} frame={frame} />}
      {lit && !strong[0] && lit.boxes[0] && (
        <Name
          rect={onScreen(toRect(lit.boxes[0], size), view, PAD_PX + 3, LEAST_PX)}
          words={lit.words}
          frame={frame}
        />
      )}
    </svg>
  );
}
