// One photograph: the verdict, the decision, the picture with its findings, and everything behind them.
import { useContext, useMemo, useState } from "preact/hooks";
import { imageUrl } from "../api/client";
import type { Photograph, Station } from "../api/types";
import type { Place } from "../geometry";
import { may, SessionContext } from "../session";
import { t } from "../strings";
import { AskPanel } from "./ask";
import { type Beside, BesideBar, BesideViewer } from "./beside";
import { Chain } from "./chain";
import { Checks } from "./checks";
import { Conditions } from "./conditions";
import { DecisionCard, doubts, Fallbacks, Notice, PendingCard, QualityCard } from "./decision";
import { DoctorPanel, useDoctor } from "./doctor";
import { Measures, Provenance, ReportText } from "./facts";
import { FaultCard } from "./fault";
import { Findings } from "./findings";
import { dark, type Lighting } from "./light";
import { PrintedReport } from "./printed";
import { ReadersCard } from "./readers";
import { useReading } from "./usereading";
import { shownFirst, Viewer } from "./viewer";

type Props = {
  photograph: Photograph;
  before: number;
  station: Station | null;
  /** What may be looked at beside it: the other eye, the last visit, other photographs. */
  beside: readonly Beside[];
  /** In a visit the decision for the person stands above; what is said here is of this photograph alone. */
  within?: boolean;
};

export function ReadingView({ photograph, before, station, beside, within = false }: Props) {
  const { reading, fault, again } = useReading(photograph);
  const [shown, setShown] = useState(shownFirst);
  const [lighting, light] = useState<Lighting>(dark);
  const session = useContext(SessionContext);
  const doctor = useDoctor(photograph, reading);
  const isDoctor = session?.state === "signed_in" && may(session, "doctor");
  const [other, setOther] = useState<Beside | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const size = useMemo(
    () => ({ width: photograph.width, height: photograph.height }),
    [photograph.width, photograph.height],
  );
  const quality = reading?.quality ?? photograph.quality;
  const src = imageUrl(photograph.id);
  const shared = reading && { reading, lighting, light };
  return (
    <>
      <article class="reading screen-only" aria-label={photograph.file}>
        <div class={`answers q-${quality.verdict} ${within ? "within" : ""}`}>
          {/* In a visit the camera's step has said that a photograph is good, and what comes next. */}
          {!(within && quality.verdict === "good") && <QualityCard quality={quality} />}
          {reading && within ? null : reading ? (
            <DecisionCard reading={reading} photograph={photograph} />
          ) : fault ? (
            <FaultCard main title={t("failure-title")} fault={fault}>
              <button type="button" class="primary" onClick={again}>
                {t("failure-again")}
              </button>
            </FaultCard>
          ) : photograph.state === "failed" && photograph.fault ? (
            <FaultCard main title={t("failure-title")} fault={photograph.fault} />
          ) : (
            <PendingCard photograph={photograph} before={before} station={station} />
          )}
        </div>
        {reading && <Notice title={t("doubts")} lines={doubts(reading, photograph.laterality)} />}
        {reading && <Fallbacks models={reading.models} title={t("fallback-title")} />}
        <div class={other ? "beside two" : "beside"}>
          <div class="picture">
            <div class={other ? "pair" : ""}>
              <Viewer
                src={src}
                file={photograph.file}
                filed={photograph.laterality}
                reading={reading}
                size={size}
                shown={shown}
                setShown={setShown}
                lighting={lighting}
                light={light}
                draw={doctor.draw}
                {...(other?.same ? { linked: { place, set: setPlace } } : {})}
              />
              {other && (
                <BesideViewer
                  key={other.photograph.id}
                  beside={other}
                  shown={shown}
                  setShown={setShown}
                  {...(other.same ? { linked: { place, set: setPlace } } : {})}
                />
              )}
            </div>
            <BesideBar choices={beside} chosen={other} choose={setOther} />
          </div>
          {shared && (
            <div class="panel">
              {isDoctor && (
                <>
                  <DoctorPanel photograph={photograph} {...shared} {...doctor} />
                  {doctor.trouble}
                </>
              )}
              <Findings {...shared} shown={shown} setShown={setShown} />
              <Chain {...shared} />
              <ReadersCard reading={shared.reading} />
              <Conditions {...shared} />
              <AskPanel key={shared.reading.id} id={photograph.id} {...shared} />
              <ReportText reading={shared.reading} />
              <Checks reading={shared.reading} />
              <Measures reading={shared.reading} filed={photograph.laterality} />
              <Provenance reading={shared.reading} />
            </div>
          )}
        </div>
      </article>
      {reading && <PrintedReport reading={reading} filed={photograph.laterality} src={src} size={size} />}
    </>
  );
}
