// One photograph: the verdict, the decision, the picture with its findings, and everything behind them.
import { useEffect, useMemo, useState } from "preact/hooks";
import { FaultError, fetchReading, imageUrl } from "../api/client";
import type { Fault, Photograph, Reading, Station } from "../api/types";
import { t } from "../strings";
import { AskPanel } from "./ask";
import { Chain } from "./chain";
import { Checks } from "./checks";
import { Conditions } from "./conditions";
import { DecisionCard, doubts, Fallbacks, Notice, PendingCard, QualityCard } from "./decision";
import { Measures, Provenance, ReportText } from "./facts";
import { FaultCard } from "./fault";
import { Findings } from "./findings";
import { dark, type Lighting } from "./light";
import { PrintedReport } from "./printed";
import { type Shown, Viewer } from "./viewer";

/** Readings kept so that going back and forth in the list does not ask again. */
const KEPT = 24;
const kept = new Map<string, Reading>();

function remember(id: string, reading: Reading) {
  kept.delete(id);
  kept.set(id, reading);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

/** The newest Reading of a photograph; null while there is none. */
function useReading(photograph: Photograph): {
  reading: Reading | null;
  fault: Fault | null;
  again: () => void;
} {
  const version = photograph.reading?.id ?? null;
  const [, setArrived] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` is how a person asks again
  useEffect(() => {
    setFault(null);
    if (version === null || kept.has(version)) return;
    let current = true;
    fetchReading(photograph.id).then(
      (reading) => {
        remember(version, reading);
        if (current) setArrived((n) => n + 1);
      },
      (error) => current && error instanceof FaultError && setFault(error.fault),
    );
    return () => {
      current = false;
    };
  }, [photograph.id, version, tries]);
  const reading = version === null ? null : (kept.get(version) ?? null);
  return { reading, fault, again: () => setTries((n) => n + 1) };
}

type Props = { photograph: Photograph; before: number; station: Station | null };

export function ReadingView({ photograph, before, station }: Props) {
  const { reading, fault, again } = useReading(photograph);
  const [shown, setShown] = useState<Shown>({ marks: true, opacity: 1, hidden: new Set() });
  const [lighting, light] = useState<Lighting>(dark);
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
        <div class={`answers q-${quality.verdict}`}>
          <QualityCard quality={quality} />
          {reading ? (
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
        <div class="beside">
          <div class="picture">
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
            />
          </div>
          {shared && (
            <div class="panel">
              <Findings {...shared} shown={shown} setShown={setShown} />
              <Chain {...shared} />
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
