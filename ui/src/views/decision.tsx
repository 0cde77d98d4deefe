// The two answers a technician needs in one second: is the photograph good, and what is to be done with the person.
import type { Category, Models, Photograph, Quality, Reading, Station } from "../api/types";
import { eyeOf } from "../assessed";
import { instructionOf } from "../instruction";
import { likely } from "../likely";
import { dueDay, moment, percent, t } from "../strings";
import { rates, stageWords } from "./conditions";
import { CATEGORY_ICON, Icon, type IconName, VERDICT_ICON } from "./icon";

/** `title` and `icon` stand in place of the verdict's own. */
export function QualityCard(props: { quality: Quality; title?: string; icon?: IconName }) {
  const { quality, title, icon } = props;
  const { verdict } = quality;
  return (
    <section class={`card verdict v-${verdict}`} aria-labelledby="verdict" data-testid="quality">
      <div class="sign">
        <Icon name={icon ?? VERDICT_ICON[verdict]} size={40} />
      </div>
      <div>
        <h2 id="verdict">{title ?? t(`quality-verdict-${verdict}`)}</h2>
        <p class="do">
          {(title ? quality.instruction : instructionOf(quality)) || t(`quality-next-${verdict}`)}
        </p>
        {quality.reasons.length > 0 && (
          <ul class="reasons" aria-label={t("referral-because")}>
            {quality.reasons.map((reason) => (
              <li key={reason}>{t(`quality-reason-${reason}`)}</li>
            ))}
          </ul>
        )}
        {quality.cause && verdict !== "good" && <p class="quiet">{t(`quality-cause-${quality.cause}`)}</p>}
      </div>
    </section>
  );
}

/** Which photograph a card speaks of, so that none is taken for another's. */
function Which({ photograph }: { photograph: Photograph }) {
  return (
    <p class="quiet small which">
      {photograph.file} · <time dateTime={photograph.saved_at}>{moment(photograph.saved_at)}</time>
    </p>
  );
}

/** What is to be done and how soon: the interval that a referral allows as a person says it. */
export function referralWhen(category: Category, days: number): string {
  const n = days < 60 ? days : Math.round(days / 30.4);
  const unit = days < 60 ? "days" : "months";
  const how = category === "rescreen" ? "in" : "within";
  const interval = days <= 1 ? t("interval-today") : t(`interval-${how}-${unit}`, { n });
  return t(`referral-when-${category}`, { interval });
}

export function DecisionCard({ reading, photograph }: { reading: Reading; photograph: Photograph }) {
  const { category, because, probability, abstention } = reading.referral;
  const days = reading.referral.within_days ?? null;
  const due = days === null ? "" : dueDay(reading.created_at, days);
  return (
    <section class={`card decision c-${category}`} aria-labelledby="decision" data-testid="decision">
      <div class="sign">
        <Icon name={CATEGORY_ICON[category]} size={48} />
      </div>
      <div>
        <h1 id="decision">{t(`referral-headline-${category}`)}</h1>
        <Which photograph={photograph} />
        {days !== null && (
          <p class="when">
            {referralWhen(category, days)}
            {days > 1 && (
              <span class="quiet">
                {" "}
                (
                {category === "rescreen"
                  ? t("referral-around", { date: due })
                  : t("referral-latest", { date: due })}
                )
              </span>
            )}
          </p>
        )}
        {category !== "urgent" && category !== "refer" && <p>{t(`referral-explain-${category}`)}</p>}
        {because.length > 0 && (
          <div class="because">
            <strong>{t("referral-because")}</strong>
            <ul>
              {because.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        )}
        <Stages reading={reading} />
        {typeof probability === "number" && (
          <p class="quiet small">
            <b>{t(`referral-likely-${likely(probability)}`)}.</b>{" "}
            {t("referral-probability", { percent: percent(probability) })}
            {abstention && ` ${rates(abstention, "referral-abstention")}`}
          </p>
        )}
      </div>
    </section>
  );
}

/** The stage of what was staged, in a line each. */
function Stages({ reading }: { reading: Reading }) {
  const staged = reading.conditions.filter((one) => one.stage && !one.research && one.status !== "absent");
  if (staged.length === 0) return null;
  return (
    <ul class="stages">
      {staged.map((one) => (
        <li key={one.condition}>
          {t(`conditions-name-${one.condition}`)}:{" "}
          <b>{one.stage && t(`conditions-stage-of-${one.stage.scale}`, { stage: stageWords(one.stage) })}</b>
        </li>
      ))}
    </ul>
  );
}

/** Stands where the decision will be: reading, waiting, or why there is none. */
export function PendingCard(props: { photograph: Photograph; before: number; station: Station | null }) {
  const models = props.station?.models.state;
  const reading = props.photograph.state !== "queued";
  const hint =
    models === "failed"
      ? t("referral-failed-hint")
      : models === "away"
        ? t("station-away")
        : models === "loading"
          ? t("referral-loading-hint")
          : reading
            ? t("referral-reading-hint")
            : props.before > 0
              ? t("referral-waiting-hint", { n: props.before })
              : t("referral-waiting-next");
  return (
    <section class="card decision pending" aria-labelledby="decision" data-testid="pending">
      <div class="sign">
        <Icon name="clock" size={48} />
      </div>
      <div>
        <h1 id="decision">
          {models === "failed"
            ? t("station-failed")
            : reading
              ? t("referral-reading")
              : t("referral-waiting")}
        </h1>
        <Which photograph={props.photograph} />
        <p>{hint}</p>
        {models !== "failed" && <div class="busy-bar" aria-hidden="true" />}
      </div>
    </section>
  );
}

/** Something that must not be overlooked, in a line or a few. */
export function Notice({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="card notice" aria-label={title}>
      <Icon name="warning" />
      <div>
        <strong>{title}</strong>
        <ul>
          {lines.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Says plainly that something ran with less than usual. */
export function Fallbacks({ models, title }: { models: Models | null | undefined; title: string }) {
  return <Notice title={title} lines={models?.fallbacks ?? []} />;
}

/** What the station does without, and whether its readers had to be started anew. */
export function lessThanUsual(station: Station | null): string[] {
  if (!station) return [];
  const { models, lost } = station.models;
  return [...(models?.fallbacks ?? []), ...(lost > 0 ? [t("station-restarted", { n: lost })] : [])];
}

/** What the decision leaves open: said beside it, on the screen and on paper. */
export function doubts(reading: Reading, filed: Photograph["laterality"]): string[] {
  const strange = reading.checks.filter((check) => check.rule === "familiar_camera" && !check.passed);
  const lines = strange.map((check) => check.detail);
  // Nose and temple change places with the eye.
  const { laterality } = reading.eye;
  if (laterality !== "unknown" && eyeOf(filed, reading).byPerson)
    lines.push(t("eye-other-side", { filed: t(`eye-${filed}`), reader: t(`eye-${laterality}`) }));
  return reading.research ? [...lines, t("research")] : lines;
}
