// The decision for the person, and behind it each photograph as it was read: both eyes, and this visit beside the last.
import { useState } from "preact/hooks";
import { thumbnailUrl } from "../../api/client";
import { bestOf, type Decision, SIDES, type Side, URGENT, type Visit, visitPath } from "../../api/day";
import type { Photograph } from "../../api/types";
import { useLoaded } from "../../loaded";
import { ahead } from "../../store";
import { dateOf, dueDay, lang, maybe, t } from "../../strings";
import type { Beside } from "../beside";
import { referralWhen } from "../decision";
import { CATEGORY_ICON, Icon } from "../icon";
import { ReadingView } from "../reading";
import type { StepProps } from "./visit";

/** A reason in the page's language where the catalogue has its words, else as the box wrote it. */
export function reasonWords(because: Decision["referral"]["because"][number], decision: Decision): string {
  const side = because.eye === "OD" || because.eye === "OS" ? because.eye : null;
  const of = side && decision.eyes[side];
  const eye = because.eye && because.eye !== "unknown" ? `${t(`eye-${because.eye}`)}: ` : "";
  if (because.reason === "symptom" && because.symptom)
    return t("decision-symptom", { symptom: t(`symptom-${because.symptom}`) });
  if (because.reason === "eye_not_assessed" && of?.not_assessed)
    return eye + t(`not-assessed-${of.not_assessed}`);
  if (because.reason === "eye" && of && lang() !== "en")
    return [
      eye + t(`referral-headline-${because.category}`),
      ...(of.icdr == null
        ? []
        : [t("conditions-stage-of-icdr", { stage: maybe(`conditions-stage-icdr-${of.icdr}`) ?? of.icdr })]),
    ].join(" · ");
  const words = maybe(`decision-${because.reason}`);
  return words ? eye + words : because.text;
}

export function DecisionForPerson({ decision, from }: { decision: Decision | null; from: string }) {
  if (!decision)
    return (
      <section class="card empty">
        <p>{t("decision-none")}</p>
      </section>
    );
  const { category, within_days, because } = decision.referral;
  return (
    <section
      class={`card decision c-${category}`}
      aria-labelledby="person-decision"
      data-testid="person-decision"
    >
      <div class="sign">
        <Icon name={CATEGORY_ICON[category]} size={48} />
      </div>
      <div>
        <h2 id="person-decision" class="headline">
          {t(`referral-headline-${category}`)}
        </h2>
        <p class="when">
          {referralWhen(category, within_days)}{" "}
          {within_days > 1 && (
            <span class="quiet">
              (
              {t(category === "rescreen" ? "referral-around" : "referral-latest", {
                date: dueDay(from, within_days),
              })}
              )
            </span>
          )}
        </p>
        {!decision.complete && (
          <p role="status">
            <Icon name="clock" size={18} /> {t("decision-incomplete")}
          </p>
        )}
        <ul class="reasons-list">
          {because.map((one) => (
            <li key={`${one.reason} ${one.eye} ${one.symptom} ${one.text}`}>{reasonWords(one, decision)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function EyeTile(props: { side: Side; visit: Visit; chosen: boolean; choose: () => void }) {
  const { side, visit } = props;
  const eye = visit.decision?.eyes[side] ?? null;
  const photograph = bestOf(visit, side);
  return (
    <button
      type="button"
      class="card eye-tile"
      aria-pressed={props.chosen}
      disabled={!photograph}
      onClick={props.choose}
      data-testid={`eye-${side}`}
    >
      {photograph ? (
        <img src={thumbnailUrl(photograph.id)} alt="" width="120" height="120" />
      ) : (
        <span class="no-picture">
          <Icon name="slash" size={40} />
        </span>
      )}
      <span class="eye-tile-words">
        <strong>{t(`eye-${side}`)}</strong>
        {eye && eye.not_assessed !== "absent" && (
          <span class={`tag ${eye.category}`}>
            <Icon name={CATEGORY_ICON[eye.category]} size={18} /> {t(`referral-short-${eye.category}`)}
          </span>
        )}
        {eye && eye.icdr !== null && (
          <small>
            {t("conditions-stage-of-icdr", { stage: maybe(`conditions-stage-icdr-${eye.icdr}`) ?? eye.icdr })}
          </small>
        )}
        {eye?.not_assessed && <small>{maybe(`not-assessed-${eye.not_assessed}`) ?? eye.not_assessed}</small>}
      </span>
    </button>
  );
}

export function Result({ visit, station, next }: StepProps) {
  const last = useLoaded<Visit>(visit.previous && visitPath(visit.previous.id)).data;
  const first: Side = bestOf(visit, "OD") ? "OD" : "OS";
  const [chosen, choose] = useState<Side>(first);
  // The list of the station is newer than the visit's own for a photograph that was just read.
  const fresh = (one: Photograph | null) =>
    one && (station.photographs.find((other) => other.id === one.id) ?? one);
  const photograph = fresh(bestOf(visit, chosen));
  const other = bestOf(visit, chosen === "OD" ? "OS" : "OD");
  const before = last && bestOf(last, chosen);
  const beside: Beside[] = [
    ...(other ? [{ photograph: other, words: t("beside-other-eye"), same: false }] : []),
    ...(last && before
      ? [
          {
            photograph: before,
            words: t("beside-last", { date: dateOf(last.encounter.started_at) }),
            same: true,
          },
        ]
      : []),
  ];
  const urgent = visit.encounter.symptoms.some((one) => URGENT.includes(one));
  return (
    <>
      <DecisionForPerson decision={visit.decision} from={visit.encounter.started_at} />
      {urgent && visit.decision?.referral.category !== "urgent" && (
        <p class="urgent-now" role="alert">
          <Icon name="stop" size={36} />
          <strong>{t("questions-urgent")}</strong>
        </p>
      )}
      <div class="eye-tiles">
        {SIDES.map((side) => (
          <EyeTile
            key={side}
            side={side}
            visit={visit}
            chosen={chosen === side}
            choose={() => choose(side)}
          />
        ))}
      </div>
      {photograph && (
        <ReadingView
          key={photograph.id}
          photograph={photograph}
          before={ahead(station, photograph)}
          station={station.station}
          beside={beside}
          within
        />
      )}
      <div class="next-bar">
        <button type="button" class="primary wide" onClick={next} data-testid="next">
          {t("visit-next", { step: t("visit-step-explain") })} <Icon name="next" />
        </button>
      </div>
    </>
  );
}
