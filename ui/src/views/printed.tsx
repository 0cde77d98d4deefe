// The report as it is printed: one page, with the photograph, its findings, the decision and what was not looked for.
import type { Label, Reading } from "../api/types";
import { onScreen, type Size } from "../geometry";
import { dueDay, moment, percent, t } from "../strings";
import { stageWords } from "./conditions";
import { doubts } from "./decision";
import { modelWords } from "./facts";
import { CATEGORY_ICON, Icon } from "./icon";
import { MARKS } from "./marks";
import { pixelsOf } from "./overlay";

/** The report's text is cut here, so that the page stays one page. */
const MOST_WORDS = 1_400;

export function PrintedReport({ reading, src, size }: { reading: Reading; src: string; size: Size }) {
  const { referral, eye, quality, models } = reading;
  const days = referral.within_days ?? null;
  const kinds = (Object.keys(MARKS) as Label[])
    .map((label) => {
      const ofKind = reading.findings.filter((one) => one.label === label);
      return { label, n: ofKind.length, research: ofKind.every((one) => one.research) };
    })
    .filter(({ n }) => n > 0);
  const judged = reading.conditions.filter((one) => one.status !== "not_assessed");
  const rest = reading.conditions.filter((one) => one.status === "not_assessed");
  // In the photograph's pixels: lines of about half a millimetre on paper, marks of at least three.
  const line = size.width / 320;
  const least = size.width / 55;
  const text = reading.report.text;
  return (
    <article class="print-only printed" lang={t.lang}>
      <header>
        <b>{t.product}</b>
        <span>{t.print.title}</span>
        <span>{t.notCleared}</span>
      </header>
      <div class="printed-top">
        <div>
          <h1>
            <Icon name={CATEGORY_ICON[referral.category]} size={28} />{" "}
            {t.referral.headline[referral.category]}
          </h1>
          {days !== null && (
            <p>
              <b>{t.referral.when[referral.category](days)}</b> (
              {referral.category === "rescreen"
                ? t.referral.around(dueDay(reading.created_at, days))
                : t.referral.latest(dueDay(reading.created_at, days))}
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
          <dt>{t.provenance.file}</dt>
          <dd>{reading.file}</dd>
          <dt>{t.measures.laterality}</dt>
          <dd>
            {t.eye[eye.laterality]} ({t.eye.code[eye.laterality]})
          </dd>
          <dt>{t.provenance.taken}</dt>
          <dd>{moment(reading.created_at)}</dd>
          <dt>{t.quality.title}</dt>
          <dd>{t.quality.verdict[quality.verdict]}</dd>
        </dl>
      </div>
      {doubts(reading).map((line) => (
        <p key={line} class="printed-note">
          {line}
        </p>
      ))}
      <div class="printed-picture">
        <img src={src} alt={t.viewer.alt(reading.file)} />
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
          <h2>{t.findings.title}</h2>
          {kinds.length === 0 && <p>{t.findings.none}</p>}
          <ul>
            {kinds.map(({ label, n, research }) => (
              <li key={label}>
                {n} × {n === 1 ? t.label[label] : t.labels[label]} ({MARKS[label].code})
                {research && `, ${t.findings.research}`}
              </li>
            ))}
          </ul>
          <h2>{t.conditions.title}</h2>
          <ul>
            {judged.map((one) => (
              <li key={one.condition}>
                {t.conditions.name[one.condition]}: <b>{t.conditions.status[one.status]}</b>
                {one.stage && `, ${t.conditions.stageOf(one.stage.scale, stageWords(one.stage))}`}
                {typeof one.probability === "number" && `, ${percent(one.probability)}`}
                {one.research && `. ${t.conditions.research}`}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t.report.title}</h2>
          <p class="printed-text" lang={reading.report.lang}>
            {text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text}
          </p>
        </section>
      </div>
      {rest.length > 0 && (
        <p class="printed-note">
          {t.print.notAssessed(rest.map((one) => t.conditions.name[one.condition]).join(", "))}
        </p>
      )}
      <footer>
        <p>
          {t.provenance.evidence}: {modelWords(models.evidence)} | {t.provenance.language}:{" "}
          {modelWords(models.language)} | {reading.protocol} | {t.product} {reading.software} | {reading.id}
        </p>
        <p class="sign-here">
          <span>{t.print.signature}</span>
          <span>{t.print.date}</span>
        </p>
      </footer>
    </article>
  );
}
