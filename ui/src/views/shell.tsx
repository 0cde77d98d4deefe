// What stands around every page: the bar, the ways to other pages, what is wrong with the box, and the notice.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Session } from "../api/session";
import { go, type Route, to, useRoute } from "../route";
import { may, SessionContext } from "../session";
import { useStation } from "../station";
import { t } from "../strings";
import { AuditView } from "./admin/audit";
import { ChangesView } from "./admin/changes";
import { ChartsView } from "./admin/charts";
import { NegativesView } from "./admin/negatives";
import { OperatorsView } from "./admin/operators";
import { SystemView } from "./admin/system";
import { Alerts } from "./alerts";
import { NewPatient } from "./day/newpatient";
import { PatientView } from "./day/patient";
import { VisitView } from "./day/visit";
import { WorklistView } from "./day/worklist";
import { FaultText } from "./fault";
import { Locked } from "./gate/locked";
import { Wizard } from "./gate/wizard";
import { Header } from "./header";
import { Icon } from "./icon";
import { MoreView, PracticeSwitch } from "./more";
import { PhotographsView } from "./photographs";

export type Took = (session?: Session) => void;

/** Links to nowhere for this role lead home. */
function allowed(route: Route, session: Session): boolean {
  if (route.at === "operators" || route.at === "audit") return may(session, "administrator");
  return !["negatives", "changes"].includes(route.at) || may(session, "doctor");
}

export function Shell({ session, take }: { session: Session; take: Took }) {
  const locked = session.state === "locked";
  const [state, deeds] = useStation(!locked);
  const asked = useRoute();
  const route: Route = allowed(asked, session) ? asked : { at: "home" };
  const open = session.state === "open";
  const here = useRef(route);
  here.current = route;
  // A file is looked at while it is on its way; once it has landed the page stays with it, unless someone went elsewhere.
  const send = (files: File[]) => {
    const first = deeds.send(files, (key, landed) => {
      if (here.current.at === "photograph" && here.current.key === key) go(to.photograph(landed));
    });
    if (first !== null) go(to.photograph(first));
  };
  const atPhotographs =
    route.at === "photograph" ||
    route.at === "photographs" ||
    route.at === "camera" ||
    (route.at === "home" && open);
  // Another page begins at its top; its name is the first thing a screen reader hears of it.
  const name = route.at;
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current && name !== "photograph") window.scrollTo({ top: 0, behavior: "instant" });
    first.current = false;
  }, [name]);
  useEffect(() => {
    document.title = open ? t("product") : `${t("product")} · ${session.clinic?.name ?? ""}`;
  }, [open, session.clinic?.name]);
  if (locked) return <Locked session={session} take={take} />;
  return (
    <SessionContext.Provider value={session}>
      <Header
        session={session}
        take={take}
        station={state.station}
        link={state.link}
        stale={state.stale !== null}
        send={send}
        route={route}
        atPhotographs={atPhotographs}
      />
      {session.practice && (
        <p class="strip practice screen-only" role="status" data-testid="practice">
          <Icon name="book" size={20} /> <strong>{t("shell-practice")}</strong>{" "}
          {session.may_practise && <PracticeSwitch on />}
        </p>
      )}
      {open && route.at !== "setup" && (
        <p class="strip open screen-only" data-testid="open-station">
          {t("shell-open")} <a href={to.page("setup")}>{t("shell-set-up")}</a>
        </p>
      )}
      {state.link === "lost" && (
        <p class="strip bad screen-only" role="alert">
          <Icon name="unlink" size={20} /> {t("station-lost")}
        </p>
      )}
      {state.stale && state.link !== "lost" && (
        <p class="strip old screen-only" role="status" data-testid="stale">
          <Icon name="clock" size={20} />
          <span>
            {t("station-stale")} <FaultText fault={state.stale} />
          </span>
        </p>
      )}
      {atPhotographs ? (
        <PhotographsView
          state={state}
          deeds={deeds}
          named={route.at === "photograph" ? route.key : null}
          atCamera={route.at === "camera"}
          send={send}
        />
      ) : (
        <Plain alerts={<Alerts station={state.station} />}>
          {route.at === "setup" ? (
            <Wizard session={session} take={take} />
          ) : route.at === "more" ? (
            <MoreView session={session} take={take} />
          ) : route.at === "system" ? (
            <SystemView />
          ) : route.at === "charts" ? (
            <ChartsView />
          ) : route.at === "audit" ? (
            <AuditView />
          ) : route.at === "negatives" ? (
            <NegativesView />
          ) : route.at === "changes" ? (
            <ChangesView />
          ) : route.at === "operators" ? (
            <OperatorsView />
          ) : route.at === "new" ? (
            <NewPatient key={route.code} code={route.code} />
          ) : route.at === "patient" ? (
            <PatientView key={route.id} id={route.id} />
          ) : route.at === "visit" ? (
            <VisitView key={route.id} id={route.id} step={route.step} station={state} act={deeds} />
          ) : (
            <WorklistView />
          )}
        </Plain>
      )}
      <footer class="bottom screen-only">
        <Icon name="warning" size={18} /> {t("not-cleared")}
        {state.station && (
          <span class="quiet">
            {t("product")} {state.station.version}
          </span>
        )}
      </footer>
    </SessionContext.Provider>
  );
}

/** A page without a list of photographs beside it. */
function Plain(props: { alerts: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="body">
      <main id="main" tabIndex={-1}>
        {props.alerts}
        {props.children}
      </main>
    </div>
  );
}
