// All twelve conditions: what was found, what was not, and — apart from both — what was not looked for.
import type { Reading, Schemas } from "../api/types";
import { decimal, maybe, percent, t } from "../strings";
import { Icon, type IconName } from "./icon";
import type { Lighting } from "./light";
import { Lights } from "./lights";

const STATUS_ICON: Record<Schemas["Status"], IconName> = {
  present: "warning",
  uncertain: "half",
  absent: "check",
  not_assessed: "slash",
};

export function stageWords(stage: Schemas["Stage"]): string {
  return maybe(`conditions-stage-${stage.scale}-${stage.value}`) ?? decimal(stage.value, 0);
}

/** The band and its error rates in words, and whether they hold for this photograph. */
export function rates(
  abstention: Schemas["Abstention"],
  words: "conditions-abstention" | "referral-abstention",
): string {
  const said = t(words, {
    low: percent(abstention.low),
    high: percent(abstention.high),
    misses: percent(abstention.miss_rate),
    alarms: percent(abstention.false_alarm_rate),
    positives: abstention.positives,
    negatives: abstention.negatives,
  });
  return abstention.applies ? said : `${said} ${t("conditions-abstention-off")}`;
}

type Props = { reading: Reading; lighting: Lighting; light: (lighting: Lighting) => void };

export function Conditions({ reading, lighting, light }: Props) {
  const judged = reading.conditions.filter((one) => one.status !== "not_assessed");
  const rest = reading.conditions.filter((one) => one.status === "not_assessed");
  return (
    <section class="card" aria-labelledby="conditions">
      <h2 id="conditions">{t("conditions-title")}</h2>
      {judged.length > 0 && (
        <table class="conditions">
          <thead>
            <tr>
              <th scope="col">{t("conditions-column-condition")}</th>
              <th scope="col">{t("conditions-column-status")}</th>
              <th scope="col" class="number">
                {t("conditions-column-probability")}
              </th>
            </tr>
          </thead>
          <tbody>
            {judged.map((one) => (
              <tr key={one.condition}>
                <th scope="row">
                  {t(`conditions-name-${one.condition}`)}
                  {one.stage && (
                    <small>
                      {t(`conditions-stage-of-${one.stage.scale}`, { stage: stageWords(one.stage) })}
                    </small>
                  )}
                  {one.evidence.length > 0 && (
                    <Lights
                      words={t(`conditions-name-${one.condition}`)}
                      findings={one.evidence}
                      from={`condition ${one.condition}`}
                      lighting={lighting}
                      light={light}
                    />
                  )}
                  {one.abstention && <small>{rates(one.abstention, "conditions-abstention")}</small>}
                  {one.research && <small>{t("conditions-research")}</small>}
                </th>
                <td>
                  <span class={`tag s-${one.status}`}>
                    <Icon name={STATUS_ICON[one.status]} size={18} />
                    {t(`conditions-status-${one.status}`)}
                  </span>
                </td>
                <td class="number">
                  {typeof one.probability === "number" && (
                    <>
                      {percent(one.probability)}
                      <meter min={0} max={1} value={one.probability} aria-hidden="true" />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest.length > 0 && (
        <div class="not-assessed">
          <h3>
            <Icon name="slash" size={18} /> {t("conditions-not-assessed", { n: rest.length })}
          </h3>
          <p class="quiet small">{t("conditions-not-assessed-hint")}</p>
          <ul>
            {rest.map((one) => (
              <li key={one.condition}>{t(`conditions-name-${one.condition}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
