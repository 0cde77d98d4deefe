// The photographs of the box: the list, and the one that is looked at, from a station without patients or beside them.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { FaultError, fetchPhotograph } from "../api/client";
import type { Fault, Photograph } from "../api/types";
import { instructionOf } from "../instruction";
import { go, to } from "../route";
import type { Deeds } from "../station";
import { ahead, mayPass, newer, type Sending, type State } from "../store";
import { percent, t } from "../strings";
import { Alerts } from "./alerts";
import { CameraView } from "./camera";
import { DropAnywhere, Welcome } from "./capture";
import { lessThanUsual, Notice } from "./decision";
import { FaultCard } from "./fault";
import { Icon } from "./icon";
import { List } from "./list";
import { Notes } from "./notes";
import { ReadingView } from "./reading";

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

/** What the page shows of photographs; `named` is the photograph or file of the address, null for the newest. */
export function PhotographsView(props: {
  state: State;
  deeds: Deeds;
  named: string | null;
  atCamera: boolean;
  send: (files: File[]) => void;
}) {
  const { state, deeds, named, atCamera, send } = props;
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

  // Another photograph begins with its verdict, wherever the last one was left.
  const shownId = atCamera ? "camera" : (sending?.key ?? photograph?.id);
  useLayoutEffect(() => {
    if (shownId !== undefined) window.scrollTo({ top: 0, behavior: "instant" });
  }, [shownId]);

  const news = photograph
    ? photograph.reading
      ? t(`referral-headline-${photograph.reading.category}`)
      : photograph.state === "failed"
        ? t("state-failed")
        : `${t(`quality-verdict-${photograph.quality.verdict}`)}. ${instructionOf(photograph.quality)}`
    : "";
  const empty = state.loaded && state.photographs.length === 0 && state.sending.length === 0;

  return (
    <>
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
          <Alerts station={state.station} />
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
                go(to.page("photographs"));
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
      <DropAnywhere send={send} />
    </>
  );
}
