// The findings by kind: how many, shown or hidden, and each one by itself. Also what was not looked for.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Finding, Label, Reading } from "../api/types";
import { assessed } from "../assessed";
import { decimal, percent, t } from "../strings";
import { Icon } from "./icon";
import { type Lighting, ofFinding, shining } from "./light";
import { MARKS } from "./marks";
import type { Shown } from "./viewer";

/** Rows shown of one kind before the rest is asked for. */
const FIRST_ROWS = 12;

type Props = {
  reading: Reading;
  shown: Shown;
  setShown: (shown: Shown) => void;
  lighting: Lighting;
  light: (lighting: Lighting) => void;
};

export function Swatch({ label }: { label: Label }) {
  const { code, colour, dash } = MARKS[label];
  return (
    <svg class="swatch" width="38" height="26" viewBox="0 0 38 26" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="38" height="26" rx="5" fill="#4a1d12" />
      <rect
        x="3"
        y="3"
        width="32"
        height="20"
        rx="3"
        fill="none"
        stroke={colour}
        stroke-width="2"
        stroke-dasharray={dash}
      />
      <text x="19" y="17.5" text-anchor="middle" fill={colour}>
        {code}
      </text>
    </svg>
  );
}

export const joined = (labels: Label[]) =>
  labels.map((label) => t(`labels-${label}`).toLowerCase()).join(", ");

function place(finding: Finding): string {
  const parts = [t(`sector-${finding.sector}`)];
  if (typeof finding.fovea_distance_dd === "number")
    parts.push(t("findings-fovea", { value: decimal(finding.fovea_distance_dd) }));
  return parts.join(", ");
}

/** The step that speaks of it: brought into sight and given the focus. */
function Sentence({ finding, reading }: { finding: Finding; reading: Reading }) {
  const step = reading.chain.find((one) => one.findings.includes(finding.id));
  if (!step) return null;
  return (
    <button
      type="button"
      class="ref sentence"
      onClick={() => {
        const said = document.getElementById(`step-${step.step}`);
        said?.scrollIntoView({ block: "center" });
        said?.focus({ preventScroll: true });
      }}
      data-testid="sentence"
    >
      {t("findings-sentence", { step: t(`chain-step-${step.step}`) })}
    </button>
  );
}

function Row(props: { finding: Finding } & Pick<Props, "lighting" | "light" | "reading">) {
  const { finding, lighting, light } = props;
  const row = useRef<HTMLButtonElement>(null);
  const held = lighting.held?.from === finding.id;
  const lit = shining(lighting)?.findings.includes(finding.id) ?? false;
  const me = ofFinding(finding, t(`label-${finding.label}`));
  const pass = (on: boolean) => light({ ...lighting, passing: on ? me : null });
  // Chosen in the picture: show the row too, without moving the page.
  useEffect(() => {
    const list = row.current?.closest("ul");
    if (!held || !row.current || !list) return;
    const top = row.current.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top > list.scrollTop + list.clientHeight - 44) list.scrollTop = top - 44;
  }, [held]);
  return (
    <li>
      <button
        ref={row}
        type="button"
        class={lit ? "finding lit" : "finding"}
        aria-pressed={held}
        onClick={() => light({ passing: null, held: held ? null : { ...me, close: true } })}
        onMouseEnter={() => pass(true)}
        onMouseLeave={() => pass(false)}
        onFocus={() => pass(true)}
        onBlur={() => pass(false)}
        data-finding={finding.id}
      >
        <b>{finding.id}</b>
        <span>
          {place(finding)}
          {finding.source === "language" && <i> · {t("findings-language")}</i>}
          {finding.research && <i> · {t("findings-research")}</i>}
        </span>
        <span class="number">{t("findings-score", { percent: percent(finding.score) })}</span>
      </button>
      {held && <Sentence finding={finding} reading={props.reading} />}
    </li>
  );
}

function Kind(props: Props & { label: Label; findings: Finding[] }) {
  const { label, findings, shown, setShown, lighting } = props;
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const on = shown.marks && !shown.hidden.has(label);
  const held = lighting.held?.from ?? null;
  const heldAt = held === null ? -1 : findings.findIndex((finding) => finding.id === held);
  const list = `list-${label}`;
  useEffect(() => {
    if (heldAt >= 0) setOpen(true);
    if (heldAt >= FIRST_ROWS) setAll(true);
  }, [heldAt]);
  const toggle = () => {
    const hidden = new Set(shown.hidden);
    if (on) hidden.add(label);
    else hidden.delete(label);
    setShown({ ...shown, marks: true, hidden });
  };
  return (
    <li class="kind">
      <div class="kind-head">
        <button
          type="button"
          class="kind-toggle switch"
          role="switch"
          aria-checked={on}
          aria-label={t("findings-toggle", { label: t(`labels-${label}`) })}
          onClick={toggle}
          data-toggle={label}
        >
          <span class="knob" aria-hidden="true" />
          <Swatch label={label} />
          <span class="kind-name">
            {findings.length === 1 ? t(`label-${label}`) : t(`labels-${label}`)}
            <small>
              {t(`gloss-${label}`)}
              {findings.every((one) => one.research) && <b> · {t("findings-research")}</b>}
            </small>
          </span>
          <span class="kind-count">{findings.length}</span>
        </button>
        <button
          type="button"
          class={open ? "tool turn open" : "tool turn"}
          aria-expanded={open}
          aria-controls={list}
          aria-label={t("findings-list", { label: t(`labels-${label}`) })}
          onClick={() => setOpen(!open)}
          data-open={label}
        >
          <Icon name="down" />
        </button>
      </div>
      {open && (
        <ul id={list} class="finding-list">
          {(all ? findings : findings.slice(0, FIRST_ROWS)).map((finding) => (
            <Row
              key={finding.id}
              finding={finding}
              reading={props.reading}
              lighting={props.lighting}
              light={props.light}
            />
          ))}
          {!all && findings.length > FIRST_ROWS && (
            <li>
              <button type="button" class="more" onClick={() => setAll(true)}>
                {t("findings-rest", { n: findings.length - FIRST_ROWS })}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

export function Findings(props: Props) {
  const { reading } = props;
  const { kinds, clear, skipped, ruledOut } = assessed(reading);
  const nothing = kinds.length + clear.length === 0;
  return (
    <section class="card" aria-labelledby="findings">
      <h2 id="findings">
        {kinds.length > 0 || nothing || !ruledOut ? t("findings-title") : t("findings-none")}
        {kinds.length > 0 && <span class="quiet"> {reading.findings.length}</span>}
      </h2>
      {kinds.length > 0 && (
        <ul class="kinds">
          {kinds.map(({ label, findings }) => (
            <Kind key={label} {...props} label={label} findings={findings} />
          ))}
        </ul>
      )}
      {clear.length > 0 && (
        <p class="line">
          <Icon name={ruledOut ? "check" : "half"} size={18} />{" "}
          {ruledOut
            ? t("findings-none-of", { labels: joined(clear) })
            : t("findings-not-ruled-out", { labels: joined(clear) })}
        </p>
      )}
      {nothing && (
        <p class="line">
          <Icon name="slash" size={18} /> {t("findings-nothing-looked")}
        </p>
      )}
      {skipped.length > 0 && !nothing && (
        <p class="line quiet">
          <Icon name="slash" size={18} /> {t("findings-not-looked", { labels: joined(skipped) })}
        </p>
      )}
    </section>
  );
}
