// What to say to the person, in plain words and large letters, to be read aloud or turned to them.

import { bestOf, SIDES, type Side, type Visit } from "../../api/day";
import type { Label } from "../../api/types";
import { t } from "../../strings";
import { Icon } from "../icon";
import { useReading } from "../usereading";
import { DecisionForPerson } from "./result";
import type { StepProps } from "./visit";

/** The kinds found in an eye's photograph that move the referral. */
function useKinds(visit: Visit, side: "OD" | "OS"): Label[] {
  const photograph = bestOf(visit, side);
  const { reading } = useReading(photograph);
  const found = reading?.findings.filter((one) => !one.research).map((one) => one.label) ?? [];
  return [...new Set(found)];
}

export function Explain({ visit, next }: StepProps) {
  const right = useKinds(visit, "OD");
  const left = useKinds(visit, "OS");
  const seen = [...new Set([...right, ...left])];
  const { decision } = visit;
  if (!decision) return <DecisionForPerson decision={null} from={visit.encounter.started_at} />;
  const { category, within_days, told_alone: toldAlone } = decision.referral;
  // What waits for the reader is no result; that it waits is said above.
  const missing = SIDES.filter(
    (side) => !decision.eyes[side].assessed && decision.eyes[side].not_assessed !== "not_read_yet",
  );
  const words = (side: Side) =>
    decision.eyes[side].not_assessed === "absent" ? "explain-absent" : "explain-not-assessed";
  return (
    <>
      <section class="card explain" aria-labelledby="explain" data-testid="explain">
        <h2 id="explain">
          <Icon name="talk" size={28} /> {t("explain-title")}
        </h2>
        {!decision.complete && (
          <p role="status">
            <Icon name="clock" size={18} /> {t("decision-incomplete")}
          </p>
        )}
        <p>{t("explain-what")}</p>
        <p>
          <strong>{toldAlone ? t("explain-category-told") : t(`explain-category-${category}`)}</strong>
        </p>
        {seen.length > 0 && category !== "rescreen" && !toldAlone && (
          <>
            <p>{t("explain-seen")}</p>
            <ul>
              {seen.map((label) => (
                <li key={label}>{t(`gloss-${label}`)}</li>
              ))}
            </ul>
          </>
        )}
        {category !== "review" && (
          <p>
            <strong>{t(`explain-when-${category}`, { n: within_days })}</strong>
          </p>
        )}
        {missing.map((side) => (
          <p key={side}>{t(words(side), { eye: t(`eye-${side}`) })}</p>
        ))}
        <p>{t("explain-limits")}</p>
        <p>{t("explain-urgent")}</p>
        {visit.encounter.diabetes !== "none" && <p>{t("explain-diabetes")}</p>}
      </section>
      <div class="next-bar">
        <button type="button" class="primary wide" onClick={next} data-testid="next">
          {t("visit-next", { step: t("visit-step-finish") })} <Icon name="next" />
        </button>
      </div>
    </>
  );
}
