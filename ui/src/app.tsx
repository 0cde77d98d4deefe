// The page as a whole: the bar, the list of photographs, and the one that is looked at.
import { Component, type ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { FaultError, fetchPhotograph } from "./api/client";
import type { Fault, Photograph } from "./api/types";
import { useStation } from "./station";
import { ahead, mayPass, newer, type Sending } from "./store";
import { percent, t } from "./strings";
import { CameraView } from "./views/camera";
import { DropAnywhere, Welcome } from "./views/capture";
import { lessThanUsual, Notice } from "./views/decision";
import { FaultCard } from "./views/fault";
import { Header } from "./views/header";
import { Icon } from "./views/icon";
import { List } from "./views/list";
import { Notes } from "./views/notes";
import { ReadingView } from "./views/reading";

const address = () => {
  const found = /^#\/(.+)$/.exec(location.hash)?.[1];
  try {
    return found ? decodeURIComponent(found) : null;
  } catch {
    return null;
  }
};

/** The address of the camera's view; no id of a photograph is so short. */
const CAMERA = "camera";

/** The photograph named in the address, so that going back, reloading and sharing work. */
function useAddress(): [string | null, (id: string) => void] {
  const [id, setId] = useState(address);
  useEffect(() => {
    const changed = () => {
      if (location.hash === "" || location.hash.startsWith("#/")) setId(address());
    };
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return [
    id,
    (to) => {
      location.hash = `#/${encodeURIComponent(to)}`;
    },
  ];
}

/** A photograph that is not in the list (an old one, from an address) is asked for by itself. */
function useOne(id: string | null, listed: Photograph | undefined, loaded: boolean) {
  const [one, setOne] = useState<Photograph | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => {
    setFault(null);
    if (id === null || listed || !loaded || id.includes(" ")) return;
    let current = true;
    fetchPhotograph(id).then(
      (found) => current && setOne(found),
      (error) => current && error instanceof FaultError && setFault(error.fault),
    );
    return () => {
      current = false;
    };
  }, [id, listed, loaded]);
  return { photograph: listed ?? (one?.id === id ? one : null), fault };
}

function SendingView(props: { one: Sending; again: () => void; forget: () => void }) {
  const { one } = props;
  const share = Math.round(one.sent * 100);
  return (
    <article class="reading screen-only" aria-label={one.file}>
      {one.fault ? (
        <FaultCard main title={`${t("failure-refused")}: ${one.file}`} fault={one.fault}>
          {one.repeatable && mayPass(one.fault) && (
            <button type="button" class="primary" onClick={props.again}>
              {t("failure-again")}
            </button>
          )}
          <button type="button" class="tool" onClick={props.forget}>
            {t("failure-dismiss")}
          </button>
        </FaultCard>
      ) : (
        <section class="card decision pending" aria-labelledby="sending">
          <div class="sign">
            <Icon name="clock" size={48} />
          </div>
          <div>
            <h1 id="sending">
              {share < 100 ? t("capture-sending", { percent: percent(share / 100) }) : t("capture-checking")}
            </h1>
            <p class="quiet">{one.file}</p>
            <progress
              max={100}
              value={share}
              aria-label={t("capture-sending", { percent: percent(share / 100) })}
            />
          </div>
        </section>
      )}
      {one.preview && !one.fault && (
        <div class="picture">
          <div class="viewer still">
            <img src={one.preview} alt={t("viewer-alt", { file: one.file })} />
          </div>
        </div>
      )}
    </article>
  );
}

/** Keeps a defect of the page from leaving an empty screen. */
class Guard extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <FaultCard
        main
        title={t("failure-page")}
        fault={{ code: "unexpected", message: "", remedy: t("failure-page-remedy") }}
      >
        <button type="button" class="primary" onClick={() => location.reload()}>
          {t("failure-reload")}
        </button>
      </FaultCard>
    );
  }
}

export function App() {
  const [state, deeds] = useStation();
  const [named, go] = useAddress();
  const atCamera = named === CAMERA;
  const sending = state.sending.find((one) => one.key === named) ?? null;
  // The key of a file that is no longer on its way, as after a reload, names nothing.
  const address = (named?.includes(" ") && !sending) || atCamera ? null : named;
  // Without an address the page follows the newest photograph, until a reading is on the screen: that one stays, since
  // somebody may be reading it.
  const follows = named === null;
  const [stays, stay] = useState<string | null>(null);
  const id = atCamera ? null : (address ?? stays ?? state.photographs[0]?.id ?? null);
  const listed = state.photographs.find((photograph) => photograph.id === id);
  const { photograph, fault } = useOne(id, listed, state.loaded);

  const read = photograph?.reading ? photograph.id : null;
  useEffect(() => {
    if (!follows) stay(null);
    else if (read !== null) stay(read);
  }, [follows, read]);

  const here = useRef(address);
  here.current = address;
  // A file is looked at while it is on its way; once it has landed the page stays with it, unless someone went elsewhere.
  const send = (files: File[]) => {
    const first = deeds.send(files, (key, landed) => {
      if (here.current === key) go(landed);
    });
    if (first !== null) go(first);
  };

  // Another photograph begins with its verdict, wherever the last one was left.
  const shownId = atCamera ? CAMERA : (sending?.key ?? photograph?.id);
  useLayoutEffect(() => {
    if (shownId !== undefined) window.scrollTo({ top: 0, behavior: "instant" });
  }, [shownId]);

  const disk = state.station?.disk;
  const news = photograph
    ? photograph.reading
      ? t(`referral-headline-${photograph.reading.category}`)
      : photograph.state === "failed"
        ? t("state-failed")
        : `${t(`quality-verdict-${photograph.quality.verdict}`)}. ${photograph.quality.instruction}`
    : "";
  const empty = state.loaded && state.photographs.length === 0 && state.sending.length === 0;

  return (
    <Guard>
      <Header
        station={state.station}
        link={state.link}
        stale={state.stale !== null}
        send={send}
        atCamera={atCamera}
      />
      {state.link === "lost" && (
        <p class="strip bad screen-only" role="alert">
          <Icon name="unlink" size={20} /> {t("station-lost")}
        </p>
      )}
      {state.stale && state.link !== "lost" && (
        <p class="strip old screen-only" role="status" data-testid="stale">
          <Icon name="clock" size={20} /> {t("station-stale")} {state.stale.message} {state.stale.remedy}
        </p>
      )}
      <div class={`body ${empty && !atCamera ? "" : "with-list"} ${atCamera ? "at-camera" : ""}`}>
        <div class="screen-only aside">
          <List state={state} selected={address ?? id} older={deeds.older} />
        </div>
        <main id="main" tabIndex={-1}>
          <p class="off-screen" aria-live="polite" data-testid="news">
            {news}
          </p>
          <Notes
            notes={state.notes}
            shown={id}
            newer={follows && stays !== null ? newer(state, stays) : 0}
            read={deeds.read}
            newest={() => stay(null)}
          />
          {state.station?.models.fault && (
            <FaultCard title={t("station-failed")} fault={state.station.models.fault} />
          )}
          {(disk?.full || disk?.low) && (
            <section class="card notice" role="status">
              <Icon name="warning" />
              <p>
                <strong>{disk.full ? t("station-disk-full") : t("station-disk-low")}</strong>{" "}
                {disk.full ? t("station-disk-full-hint") : t("station-disk-low-hint")}
              </p>
            </section>
          )}
          {state.station?.watched.map(
            ({ folder, fault }) =>
              fault && <FaultCard key={folder} title={t("station-folder", { name: folder })} fault={fault} />,
          )}
          {!photograph?.reading && !atCamera && (
            <Notice title={t("fallback-station")} lines={lessThanUsual(state.station)} />
          )}
          {atCamera ? (
            <CameraView
              station={state.station}
              link={state.link}
              shutter={state.shutter}
              release={deeds.shutter}
              set={deeds.setCamera}
            />
          ) : sending ? (
            <SendingView
              one={sending}
              again={() => deeds.again(sending.key)}
              forget={() => {
                deeds.forget(sending.key);
                location.hash = "#/";
              }}
            />
          ) : photograph ? (
            <ReadingView
              key={photograph.id}
              photograph={photograph}
              before={ahead(state, photograph)}
              station={state.station}
              beside={state.photographs
                .filter((one) => one.id !== photograph.id)
                .map((one) => ({ photograph: one, words: "", same: false }))}
            />
          ) : fault ? (
            <FaultCard main title={t("failure-missing")} fault={fault} />
          ) : empty ? (
            <Welcome send={send} camera={state.station?.camera ?? null} />
          ) : null}
        </main>
      </div>
      <footer class="bottom screen-only">
        <Icon name="warning" size={18} /> {t("not-cleared")}
        {state.station && (
          <span class="quiet">
            {t("product")} {state.station.version}
          </span>
        )}
      </footer>
      <DropAnywhere send={send} />
    </Guard>
  );
}
