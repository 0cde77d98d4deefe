// What a person should know without being asked: files that were known, files left out, photographs that came since.
import type { Note } from "../store";
import { moment, t } from "../strings";
import { Icon } from "./icon";

function Line({ note, shown }: { note: Note; shown: string | null }) {
  if (note.kind === "left_out") return <li>{t("notes-left-out", { n: note.files, most: note.most })}</li>;
  const { file, photograph } = note;
  return (
    <li>
      {t("notes-same", { file, known: photograph.file, saved: moment(photograph.saved_at) })}{" "}
      {photograph.id === shown ? t("notes-shown") : <a href={`#/${photograph.id}`}>{t("notes-show")}</a>}
    </li>
  );
}

/** Said politely, and gone once read. `shown` is the photograph on the screen; `newer` came after it. */
export function Notes(props: {
  notes: readonly Note[];
  shown: string | null;
  newer: number;
  read: () => void;
  newest: () => void;
}) {
  return (
    <div class="notes" role="status" data-testid="notes">
      {props.newer > 0 && (
        <button type="button" class="tool" onClick={props.newest} data-testid="newer">
          <Icon name="add" /> {t("notes-newer", { n: props.newer })}
        </button>
      )}
      {props.notes.length > 0 && (
        <section class="card notice" aria-label={t("notes-title")}>
          <Icon name="copy" />
          <ul>
            {props.notes.map((note, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a note is a line of text and holds nothing
              <Line key={index} note={note} shown={props.shown} />
            ))}
          </ul>
          <button type="button" class="tool" onClick={props.read} aria-label={t("notes-dismiss")}>
            <Icon name="close" />
          </button>
        </section>
      )}
    </div>
  );
}
