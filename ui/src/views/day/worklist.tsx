// The day's people: who is here, who should come back, who was referred and has not arrived; and the way to the next.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { fetchWorklist, type ListName, type WorkItem } from "../../api/day";
import type { Fault } from "../../api/types";
import { saidFault, watch } from "../../loaded";
import { go, to } from "../../route";
import { dateOf, t, when } from "../../strings";
import { FaultLine } from "../form";
import { CATEGORY_ICON, Icon } from "../icon";
import { Unreadable } from "../unreadable";
import { Windowed } from "../windowed";
import { PEOPLE } from "./people";
import { PersonLine } from "./person";

const LISTS: readonly ListName[] = ["today", "recalls", "not_arrived", "review", "all"];
/** Typing rests so long before the box is asked. */
const REST_MS = 180;
const ROW_PX = 80;

/** The people of a list that match, page after page. */
function usePeople(list: ListName, search: string) {
  const [items, setItems] = useState<WorkItem[] | null>(null);
  const [unreadable, setUnreadable] = useState<string[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const current = useRef("");
  const busy = useRef(false);
  /** The page that was asked for last: each is fetched once. */
  const asked = useRef<string | null>(null);
  const name = `${list} ${search}`;
  const first = useCallback(() => {
    current.current = name;
    return fetchWorklist(list, search, null, PEOPLE).then(
      (page) => {
        if (current.current !== name) return;
        setFault(null);
        setUnreadable(page.unreadable);
        setItems((old) => {
          const known = new Set(page.items.map(keyOf));
          const rest =
            page.next === null
              ? []
              : (old ?? []).slice(page.items.length).filter((one) => !known.has(keyOf(one)));
          if (rest.length === 0) setNext(page.next);
          return [...page.items, ...rest];
        });
      },
      (error) => current.current === name && setFault(saidFault(error)),
    );
  }, [list, search, name]);
  useEffect(() => {
    setItems(null);
    setUnreadable([]);
    setNext(null);
    busy.current = false;
    asked.current = null;
    void first();
    return watch(first);
  }, [first]);
  const more = useCallback(() => {
    if (!next || busy.current || asked.current === next) return;
    busy.current = true;
    asked.current = next;
    fetchWorklist(list, search, next, PEOPLE).then(
      (page) => {
        busy.current = false;
        if (current.current !== name) return;
        setItems((old) => {
          const known = new Set(old?.map(keyOf));
          return [...(old ?? []), ...page.items.filter((one) => !known.has(keyOf(one)))];
        });
        setUnreadable((old) => [...new Set([...old, ...page.unreadable])]);
        setNext(page.next);
      },
      (error) => {
        busy.current = false;
        asked.current = null;
        setFault(saidFault(error));
      },
    );
  }, [next, list, search, name]);
  return { items, unreadable, fault, more: next ? more : null };
}

const keyOf = (item: WorkItem) => item.encounter?.id ?? item.recall?.id ?? item.patient.id;

/** Where a touch on a row leads: the visit that is under way, else the person. */
const follows = (list: ListName, item: WorkItem) =>
  list === "today" && item.encounter ? to.visit(item.encounter.id) : to.patient(item.patient.id);

function Row({ item, list }: { item: WorkItem; list: ListName }) {
  const { photographs, decision, recall, encounter } = item;
  return (
    <a class="person" href={follows(list, item)} data-testid="person" data-id={item.patient.id}>
      <PersonLine patient={item.patient} />
      <span class="person-eyes" title={t("work-photographs")}>
        {(["od", "os"] as const).map((side) => (
          <span key={side} class={photographs[side] > 0 ? "has" : ""}>
            <b>{t(`eye-code-${side === "od" ? "OD" : "OS"}`)}</b>
            <Icon name={photographs[side] > 0 ? "check" : "minus"} size={18} />
          </span>
        ))}
      </span>
      <span class="person-end">
        {decision && (
          <span class={`tag ${decision}`}>
            <Icon name={CATEGORY_ICON[decision]} size={18} /> {t(`referral-short-${decision}`)}
          </span>
        )}
        {recall && (list === "recalls" || list === "not_arrived" || list === "review") ? (
          <span class="quiet small">{t("work-due", { date: dateOf(recall.due_on) })}</span>
        ) : (
          encounter && <span class="quiet small">{when(encounter.started_at)}</span>
        )}
      </span>
      <Icon name="next" size={20} />
    </a>
  );
}

export function WorklistView() {
  const [list, setList] = useState<ListName>("today");
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // Who is searched for may be on any list.
  const shown = search ? "all" : list;
  const { items, unreadable, fault, more } = usePeople(shown, search);
  /** A scanner types the code and presses Enter. */
  const entered = async () => {
    const code = typed.trim();
    if (!code) return;
    try {
      const found = await fetchWorklist("all", code, null, 2);
      const exact = found.items.find((one) => one.patient.local_identifier === code);
      const only = exact ?? (found.items.length === 1 && found.next === null ? found.items[0] : undefined);
      if (only) go(to.patient(only.patient.id));
      else if (found.items.length === 0) go(to.newPatient(code));
      else setSearch(code);
    } catch {
      setSearch(code);
    }
  };
  const row = useMemo(() => (item: WorkItem) => <Row item={item} list={shown} />, [shown]);
  return (
    <article class="sheet screen-only" data-testid="worklist">
      <div class="sheet-head">
        <h1 class="off-screen">{t("work-title")}</h1>
        <form
          class="search"
          onSubmit={(event) => {
            event.preventDefault();
            void entered();
          }}
        >
          <label class="off-screen" for="search">
            {t("work-search")}
          </label>
          <Icon name="search" />
          <input
            id="search"
            type="search"
            name="search"
            autocomplete="off"
            maxLength={100}
            placeholder={t("work-search")}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
        <a class="primary" href={to.newPatient(items?.length === 0 ? search : "")} data-testid="new-patient">
          <Icon name="add" /> {t("work-new")}
        </a>
      </div>
      <div class="tabs" role="tablist" aria-label={t("work-title")}>
        {LISTS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={shown === name}
            onClick={() => {
              setTyped("");
              setSearch("");
              setList(name);
            }}
            data-list={name}
          >
            {t(`work-list-${name}`)}
          </button>
        ))}
      </div>
      <FaultLine fault={fault} />
      <Unreadable ids={unreadable} />
      {items === null ? (
        <p class="quiet pad-text">{t("work-loading")}</p>
      ) : items.length === 0 ? (
        <div class="card empty">
          <Icon name={search ? "search" : "circleCheck"} size={44} />
          <p>{search ? t("work-none-found", { name: search }) : t(`work-empty-${shown}`)}</p>
        </div>
      ) : (
        <Windowed
          items={items}
          height={ROW_PX}
          keyOf={keyOf}
          row={row}
          more={more}
          label={t(`work-list-${shown}`)}
        />
      )}
      <p class="off-screen" aria-live="polite">
        {items && search ? t("work-found", { n: items.length, name: search }) : ""}
      </p>
    </article>
  );
}
