// A second photograph beside the first: the other eye, the same eye at the last visit, or another of the list.
import { useMemo, useState } from "preact/hooks";
import { imageUrl, thumbnailUrl } from "../api/client";
import type { Photograph } from "../api/types";
import { t } from "../strings";
import { Icon } from "./icon";
import { dark, type Lighting } from "./light";
import type { Linked } from "./panzoom";
import { useReading } from "./usereading";
import { type Shown, Viewer } from "./viewer";

export type Beside = {
  photograph: Photograph;
  /** Which it is, in a word or two; empty for another photograph of the list. */
  words: string;
  /** Whether it is the same eye, so that both are zoomed and moved together. */
  same: boolean;
};

/** Photographs offered of the list. */
const MOST = 40;

export function BesideBar(props: {
  choices: readonly Beside[];
  chosen: Beside | null;
  choose: (beside: Beside | null) => void;
}) {
  const { choices, chosen, choose } = props;
  const [open, setOpen] = useState(false);
  const named = choices.filter((one) => one.words !== "");
  const listed = choices.filter((one) => one.words === "").slice(0, MOST);
  if (choices.length === 0) return null;
  const is = (one: Beside) => chosen?.photograph.id === one.photograph.id && chosen.words === one.words;
  return (
    <div class="beside-bar" role="toolbar" aria-label={t("beside-title")}>
      <Icon name="compare" />
      {named.map((one) => (
        <button
          key={`${one.words} ${one.photograph.id}`}
          type="button"
          class="tool"
          aria-pressed={is(one)}
          onClick={() => choose(is(one) ? null : one)}
          data-testid="beside"
        >
          {one.words}
        </button>
      ))}
      {listed.length > 0 && (
        <button
          type="button"
          class="tool"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid="beside-list"
        >
          {t("beside-other")}
        </button>
      )}
      {chosen && (
        <button type="button" class="tool" onClick={() => choose(null)} data-testid="beside-off">
          <Icon name="close" /> {t("beside-off")}
        </button>
      )}
      {open && (
        <ul class="strip-list">
          {listed.map((one) => (
            <li key={one.photograph.id}>
              <button
                type="button"
                class="thumb"
                onClick={() => {
                  choose(one);
                  setOpen(false);
                }}
                aria-label={t("beside-show", { file: one.photograph.file })}
              >
                <img src={thumbnailUrl(one.photograph.id)} alt="" width="96" height="72" loading="lazy" />
                <span>{one.photograph.file}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The second photograph: its marks are shown as the first one's are. */
export function BesideViewer(props: {
  beside: Beside;
  shown: Shown;
  setShown: (shown: Shown) => void;
  linked?: Linked;
}) {
  const { photograph, words } = props.beside;
  const { reading } = useReading(photograph);
  const [lighting, light] = useState<Lighting>(dark);
  const size = useMemo(
    () => ({ width: photograph.width, height: photograph.height }),
    [photograph.width, photograph.height],
  );
  return (
    <Viewer
      src={imageUrl(photograph.id)}
      file={photograph.file}
      filed={photograph.laterality}
      reading={reading}
      size={size}
      shown={props.shown}
      setShown={props.setShown}
      lighting={lighting}
      light={light}
      badge={words || photograph.file}
      second
      {...(props.linked ? { linked: props.linked } : {})}
    />
  );
}
