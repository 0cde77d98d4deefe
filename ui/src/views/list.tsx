// The recent photographs: picture, name, and in a word what is to be done with each.
import type { KeyboardEventHandler } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { thumbnailUrl } from "../api/client";
import type { Photograph } from "../api/types";
import type { Sending, State } from "../store";
import { percent, t, when } from "../strings";
import { FaultText } from "./fault";
import { CATEGORY_ICON, Icon, type IconName } from "./icon";
import { Unreadable } from "./unreadable";

/** The state of a photograph as sign, word and tone. */
export function standing(photograph: Photograph): { icon: IconName; word: string; tone: string } {
  if (photograph.state === "done" && photograph.reading) {
    const { category } = photograph.reading;
    return { icon: CATEGORY_ICON[category], word: t(`referral-short-${category}`), tone: category };
  }
  if (photograph.state === "failed") return { icon: "warning", word: t("state-failed"), tone: "failed" };
  if (photograph.state === "reading") return { icon: "clock", word: t("state-running"), tone: "busy" };
  return { icon: "clock", word: t("state-queued"), tone: "waiting" };
}

/** `stop` where Tab stops at this row; `here` is told when it has the focus. */
type Walked = { current: boolean; stop: boolean; here: () => void };

function Row({ photograph, current, stop, here }: { photograph: Photograph } & Walked) {
  const { icon, word, tone } = standing(photograph);
  const verdict = photograph.quality.verdict;
  return (
    <li>
      <a
        href={`#/${photograph.id}`}
        class="row"
        aria-current={current ? "true" : undefined}
        tabIndex={stop ? 0 : -1}
        onFocus={here}
        data-id={photograph.id}
      >
        <img src={thumbnailUrl(photograph.id)} alt="" loading="lazy" width="72" height="72" />
        <span class="row-text">
          <span class={`tag ${tone}`}>
            <Icon name={icon} size={18} />
            {word}
          </span>
          <span class="row-name">{photograph.file}</span>
          <span class="row-more">
            {photograph.laterality !== "unknown" && <b>{t(`eye-code-${photograph.laterality}`)}</b>}
            {verdict !== "good" && <b class={`q-${verdict}`}>{t(`quality-short-${verdict}`)}</b>}
            <time dateTime={photograph.saved_at}>{when(photograph.saved_at)}</time>
          </span>
        </span>
      </a>
    </li>
  );
}

function SendingRow({ one, current, stop, here }: { one: Sending } & Walked) {
  const share = Math.round(one.sent * 100);
  return (
    <li>
      <a
        href={`#/${encodeURIComponent(one.key)}`}
        class="row"
        aria-current={current ? "true" : undefined}
        tabIndex={stop ? 0 : -1}
        onFocus={here}
      >
        {one.preview && !one.fault ? (
          <img src={one.preview} alt="" width="72" height="72" />
        ) : (
          <span class="no-picture">
            <Icon name={one.fault ? "warning" : "clock"} />
          </span>
        )}
        <span class="row-text">
          <span class={`tag ${one.fault ? "failed" : "busy"}`}>
            <Icon name={one.fault ? "warning" : "clock"} size={18} />
            {one.fault
              ? t("state-rejected")
              : share < 100
                ? t("capture-sending", { percent: percent(share / 100) })
                : t("capture-checking")}
          </span>
          <span class="row-name">{one.file}</span>
          {!one.fault && <progress max={100} value={share} aria-label={one.file} />}
        </span>
      </a>
    </li>
  );
}

export function List(props: { state: State; selected: string | null; older: () => void }) {
  const { state, selected } = props;
  // Arrow keys walk the list; Tab enters it at the row last walked to or the chosen one, and leaves it.
  const [at, setAt] = useState<string | null>(null);
  const keys = [...state.sending.map((one) => one.key), ...state.photographs.map((one) => one.id)];
  const stop = [at, selected].find((key) => key !== null && keys.includes(key)) ?? keys[0];
  const walked = (key: string): Walked => ({
    current: key === selected,
    stop: key === stop,
    here: () => setAt(key),
  });
  const walk: KeyboardEventHandler<HTMLElement> = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a.row, .older button")];
    const to = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  // The chosen row is kept in sight without moving the page: the list scrolls down beside it, or across above it.
  const list = useRef<HTMLElement>(null);
  const newest = state.sending[0]?.key ?? state.photographs[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is above the row moves it too
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[aria-current]");
    const across = row?.closest("ul");
    const down = row?.closest<HTMLElement>(".aside");
    if (!row || !across || !down) return;
    const at = row.getBoundingClientRect();
    const wide = across.getBoundingClientRect();
    const tall = down.getBoundingClientRect();
    if (at.left < wide.left || at.right > wide.right) across.scrollLeft += at.left - wide.left - 4;
    if (at.top < tall.top || at.bottom > tall.bottom) down.scrollTop += at.top - tall.top - 44;
  }, [selected, newest]);
  if (
    state.loaded &&
    state.photographs.length === 0 &&
    state.sending.length === 0 &&
    state.unreadable.length === 0
  )
    return null;
  return (
    <nav class="list" ref={list} aria-labelledby="list-title" onKeyDown={walk}>
      <h2 id="list-title">
        {t("list-title")} <span class="quiet">{state.total > 0 ? state.total : ""}</span>
      </h2>
      <Unreadable ids={state.unreadable} />
      <ul>
        {state.sending.map((one) => (
          <SendingRow key={one.key} one={one} {...walked(one.key)} />
        ))}
        {state.photographs.map((photograph) => (
          <Row key={photograph.id} photograph={photograph} {...walked(photograph.id)} />
        ))}
        {state.next && (
          <li class="older">
            <button type="button" onClick={props.older}>
              {t("list-older")}
            </button>
            {state.olderFault && (
              <p class="small" role="alert">
                {t("list-older-failed")} <FaultText fault={state.olderFault} />
              </p>
            )}
          </li>
        )}
      </ul>
    </nav>
  );
}
