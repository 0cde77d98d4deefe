// Consent and the four questions; what is urgent by what the person says is said at once.
import { DIABETES, type EyeHistory, SIDES, type Side, SYMPTOMS, URGENT } from "../../api/day";
import { historyWith } from "../../day";
import { t } from "../../strings";
import { Choice, Field, Ticks } from "../form";
import { Icon } from "../icon";
import { acuities, acuityWords, TREATED } from "./answers";
import type { StepProps } from "./visit";

function Acuity({
  side,
  eye,
  put,
}: {
  side: Side;
  eye: EyeHistory;
  put: (change: Partial<EyeHistory>) => void;
}) {
  const id = `acuity-${side}`;
  const known = acuities();
  const other = eye.acuity_logmar !== null && !known.some((one) => one.logmar === eye.acuity_logmar);
  return (
    <div class="field">
      <label for={id}>{t(`eye-${side}`)}</label>
      <select
        id={id}
        value={eye.acuity_logmar === null ? "" : String(eye.acuity_logmar)}
        onChange={(event) =>
          put({ acuity_logmar: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })
        }
      >
        <option value="">{t("questions-not-measured")}</option>
        {known.map(({ words, logmar }) => (
          <option key={logmar} value={String(logmar)}>
            {words}
          </option>
        ))}
        {other && <option value={String(eye.acuity_logmar)}>{acuityWords(eye.acuity_logmar)}</option>}
      </select>
    </div>
  );
}

export function Questions({ visit, deeds, next }: StepProps) {
  const { edits, enter } = deeds;
  const history = historyWith(visit, edits);
  const agreed = edits.consent.screening ?? visit.consent.screening;
  const urgent = history.symptoms.some((one) => URGENT.includes(one));
  const eye = (side: Side) => (change: Partial<EyeHistory>) => enter({ eyes: { [side]: change } });
  const years = history.diabetes_years;
  const hasDiabetes = history.diabetes !== "none" && history.diabetes !== "unknown";
  return (
    <>
      <section class="card form" aria-labelledby="consent">
        <h2 id="consent">{t("questions-consent-title")}</h2>
        <p>{t("questions-consent")}</p>
        <Choice
          legend={t("questions-consent-title")}
          hideLegend
          name="consent"
          options={[
            { value: "yes", words: t("questions-agrees") },
            { value: "no", words: t("questions-refuses") },
          ]}
          value={agreed === null ? null : agreed ? "yes" : "no"}
          put={(value) => enter({ consent: { screening: value === "yes" } })}
        />
        {agreed === false && <p class="wrong">{t("questions-refused")}</p>}
      </section>
      <section class="card form">
        <Ticks
          legend={t("questions-symptoms")}
          name="symptom"
          options={SYMPTOMS.map((value) => ({
            value,
            words: t(`symptom-${value}`),
            urgent: URGENT.includes(value),
          }))}
          values={history.symptoms}
          put={(symptoms) => enter({ history: { symptoms } })}
        />
        <div role="alert">
          {urgent && (
            <p class="urgent-now" data-testid="urgent">
              <Icon name="stop" size={36} />
              <span>
                <strong>{t("questions-urgent")}</strong> {t("questions-urgent-hint")}
              </span>
            </p>
          )}
        </div>
      </section>
      <section class="card form" aria-labelledby="acuity">
        <h2 id="acuity">{t("questions-acuity")}</h2>
        <div class="two-eyes">
          {SIDES.map((side) => (
            <Acuity key={side} side={side} eye={history.eyes[side]} put={eye(side)} />
          ))}
        </div>
      </section>
      <section class="card form">
        <Choice
          legend={t("questions-diabetes")}
          name="diabetes"
          options={DIABETES.map((value) => ({ value, words: t(`diabetes-${value}`) }))}
          value={history.diabetes}
          put={(diabetes) => enter({ history: { diabetes } })}
        />
        {hasDiabetes && (
          <Field
            label={t("questions-years")}
            name="years"
            inputMode="numeric"
            maxLength={3}
            value={years === null ? "" : String(years)}
            put={(typed) => {
              const number = Number(typed.replace(/\D/g, ""));
              enter({ history: { diabetes_years: typed.trim() === "" || number > 120 ? null : number } });
            }}
          />
        )}
      </section>
      <section class="card form" aria-labelledby="treated">
        <h2 id="treated">{t("questions-treated")}</h2>
        <div class="two-eyes">
          {SIDES.map((side) => (
            <Ticks
              key={side}
              legend={t(`eye-${side}`)}
              name={`treated-${side}`}
              options={TREATED.map((value) => ({ value, words: t(`questions-${value}`) }))}
              values={TREATED.filter((one) => history.eyes[side][one] === true)}
              put={(values) =>
                eye(side)({
                  earlier_laser: values.includes("earlier_laser"),
                  earlier_surgery: values.includes("earlier_surgery"),
                })
              }
            />
          ))}
        </div>
      </section>
      <div class="next-bar">
        <button
          type="button"
          class="primary wide"
          disabled={agreed !== true}
          onClick={next}
          data-testid="next"
        >
          {t("visit-next", { step: t("visit-step-right") })} <Icon name="next" />
        </button>
        {agreed === null && <p class="quiet small">{t("questions-ask-consent")}</p>}
      </div>
    </>
  );
}
