// The report as it is printed: one page, with the photograph, its findings, the decision and what was not looked for.
import type { Reading, Schemas } from "../api/types";
import { assessed, eyeOf } from "../assessed";
import { onScreen, type Size } from "../geometry";
import { dueDay, lang, moment, percent, t } from "../strings";
import { stageWords } from "./conditions";
import { doubts, referralWhen } from "./decision";
import { eyeWords, modelWords } from "./facts";
import { joined } from "./findings";
import { CATEGORY_ICON, Icon } from "./icon";
import { MARKS } from "./marks";
import { pixelsOf } from "./overlay";

/** The report's text is cut here, so that the page stays one page. */
const MOST_WORDS = 1_400;

type Props = { reading: Reading; filed: Schemas["Laterality"]; src: string; size: Size };

export function PrintedReport({ reading, filed, src, size }: Props) {
  const { referral, quality, models } = reading;
  const { eye, byPerson } = eyeOf(filed, reading);
  const days = referral.within_days ?? null;
  const { kinds, clear, skipped, ruledOut } = assessed(reading);
  const judged = reading.conditions.filter((one) => one.status !== "not_assessed");
  const rest = reading.conditions.filter((one) => one.status === "not_assessed");
  // In the photograph's pixels: lines of about half a millimetre on paper, marks of at least three.
  const line = size.width / 320;
  const least = size.width / 55;
  const text = reading.report.text;
  return (
    <article class="print-only printed" lang={lang()}>
      <header>
        <b>{t("product")}</b>
        <span>{t("print-title")}</span>
        <span>{t("not-cleared")}</span>
      </header>
      <div class="printed-top">
        <div>
          <h1>
            <Icon name={CATEGORY_ICON[referral.category]} size={28} />{" "}
            {t(`referral-headline-${referral.category}`)}
          </h1>
          {days !== null && (
            <p>
              <b>{referralWhen(referral.category, days)}</b> (
              {referral.category === "rescreen"
                ? t("referral-around", { date: dueDay(reading.created_at, days) })
                : t("referral-latest", { date: dueDay(reading.created_at, days) })}
              )
            </p>
          )}
          {referral.because.length > 0 && (
            <ul>
              {referral.because.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
        </div>
        <dl>
          <dt>{t("provenance-file")}</dt>
          <dd>{reading.file}</dd>
          <dt>{t("measures-laterality")}</dt>
          <dd>
            <b>{t(`eye-code-${eye}`)}</b> {byPerson ? eyeWords(filed, reading) : t(`eye-${eye}`)}
          </dd>
          <dt>{t("provenance-taken")}</dt>
          <dd>{moment(reading.created_at)}</dd>
          <dt>{t("quality-title")}</dt>
          <dd>{t(`quality-verdict-${quality.verdict}`)}</dd>
        </dl>
      </div>
      {doubts(reading, filed).map((line) => (
        <p key={line} class="printed-note">
          {line}
        </p>
      ))}
      <div class="printed-picture">
        <img src={src} alt={t("viewer-alt", { file: reading.file })} />
        <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
          {reading.findings.map((finding) => (
            <rect
              key={finding.id}
              {...onScreen(pixelsOf(finding, size), { x: 0, y: 0, scale: 1 }, line, least)}
              fill="none"
              stroke={MARKS[finding.label].colour}
              stroke-width={line}
              stroke-dasharray={MARKS[finding.label].dash
                .split(" ")
                .filter(Boolean)
                .map((n) => Number(n) * line * 0.5)
                .join(" ")}
            />
          ))}
        </svg>
      </div>
      <div class="printed-columns">
        <section>
          <h2>{t("findings-title")}</h2>
          <ul>
            {kinds.map(({ label, findings }) => (
              <li key={label}>
                {findings.length} × {findings.length === 1 ? t(`label-${label}`) : t(`labels-${label}`)} (
                {MARKS[label].code}){findings.every((one) => one.research) && `, ${t("findings-research")}`}
              </li>
            ))}
          </ul>
          {clear.length > 0 && (
            <p>
              {ruledOut
                ? t("findings-none-of", { labels: joined(clear) })
                : t("findings-not-ruled-out", { labels: joined(clear) })}
            </p>
          )}
          {kinds.length + clear.length === 0 ? (
            <p>{t("findings-nothing-looked")}</p>
          ) : (
            skipped.length > 0 && <p>{t("findings-not-looked", { labels: joined(skipped) })}</p>
          )}
          <h2>{t("conditions-title")}</h2>
          <ul>
            {judged.map((one) => (
              <li key={one.condition}>
                {t(`conditions-name-${one.condition}`)}: <b>{t(`conditions-status-${one.status}`)}</b>
                {one.stage &&
                  `, ${t(`conditions-stage-of-${one.stage.scale}`, { stage: stageWords(one.stage) })}`}
                {typeof one.probability === "number" && `, ${percent(one.probability)}`}
                {one.research && `. ${t("conditions-research")}`}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t("report-title")}</h2>
          <p class="printed-text" lang={reading.report.lang}>
            {text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text}
          </p>
        </section>
      </div>
      {rest.length > 0 && (
        <p class="printed-note">
          {t("print-not-assessed", {
            labels: rest.map((one) => t(`conditions-name-${one.condition}`)).join(", "),
          })}
        </p>
      )}
      <footer>
        <p>
          {t("provenance-evidence")}: {modelWords(models.evidence)} | {t("provenance-language")}:{" "}
          {modelWords(models.language)} | {reading.protocol} | {t("product")} {reading.software} |{" "}
          {reading.id}
        </p>
        <p class="sign-here">
          <span>{t("print-signature")}</span>
          <span>{t("print-date")}</span>
        </p>
      </footer>
    </article>
  );
}
