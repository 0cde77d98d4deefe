// What was measured, the report's text, and how the photograph was read.
import { useState } from "preact/hooks";
import type { Reading, Schemas } from "../api/types";
import { eyeOf } from "../assessed";
import { decimal, maybe, moment, percent, t } from "../strings";
import { Icon } from "./icon";

function measured(value: Schemas["Measured"]): string {
  const notes = [value.research && t("measures-research"), value.reason].filter(Boolean);
  const note = notes.length > 0 ? ` (${notes.join(": ")})` : "";
  if (typeof value.value !== "number") return t("measures-not-measured") + note;
  const unit = value.unit && value.unit !== "ratio" ? ` ${value.unit}` : "";
  const region = value.region ? `, ${t("measures-over", { region: value.region })}` : "";
  return `${decimal(value.value, 3)}${unit}${region}${note}`;
}

/** The reader's own word on the side, and beside it a person's where that differs. `filed` is what the record holds. */
export function eyeWords(filed: Schemas["Laterality"], reading: Reading): string {
  const { eye } = reading;
  const sure =
    eye.laterality === "unknown" ? "" : `, ${t("eye-probability", { percent: percent(eye.probability) })}`;
  const own = `${t(`eye-${eye.laterality}`)}${sure}`;
  return eyeOf(filed, reading).byPerson ? t("eye-filed", { eye: t(`eye-${filed}`), reader: own }) : own;
}

type Filed = { reading: Reading; filed: Schemas["Laterality"] };

export function Measures({ reading, filed }: Filed) {
  const { landmarks, biometry, quality, image } = reading;
  const found = (thing: { score: number } | null | undefined) =>
    thing
      ? t("measures-found", { percent: percent(thing.score) })
      : t(reading.models.evidence ? "measures-missing" : "measures-not-measured");
  return (
    <details class="card">
      <summary>
        <h2>{t("measures-title")}</h2>
      </summary>
      <dl>
        <dt>{t("measures-laterality")}</dt>
        <dd>{eyeWords(filed, reading)}</dd>
        <dt>{t("measures-disc")}</dt>
        <dd>{found(landmarks.disc)}</dd>
        <dt>{t("measures-fovea")}</dt>
        <dd>{found(landmarks.fovea)}</dd>
        <dt>{t("measures-cup")}</dt>
        <dd>{measured(landmarks.cup)}</dd>
        <dt>{t("measures-cup_disc_ratio_vertical")}</dt>
        <dd>{measured(biometry.cup_disc_ratio_vertical)}</dd>
        <dt>{t("measures-vessel_density")}</dt>
        <dd>{measured(biometry.vessel_density)}</dd>
        <dt>{t("measures-quality")}</dt>
        <dd>{percent(quality.score)}</dd>
        {image.novelty && (
          <>
            <dt>{t("measures-novelty")}</dt>
            <dd>
              {t("measures-of-limit", {
                value: decimal(image.novelty.value, 2),
                limit: decimal(image.novelty.limit, 2),
              })}
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

export function ReportText({ reading }: { reading: Reading }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Only pages from this very box or over TLS may write to the clipboard.
    navigator.clipboard?.writeText(reading.report.text).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2_000);
      },
      () => setCopied(false),
    );
  };
  return (
    <section class="card" aria-labelledby="report">
      <div class="card-head">
        <h2 id="report">{t("report-title")}</h2>
        {"clipboard" in navigator && (
          <button type="button" class="tool" onClick={copy}>
            <Icon name={copied ? "check" : "copy"} /> {copied ? t("report-copied") : t("report-copy")}
          </button>
        )}
        <button type="button" class="tool" onClick={() => print()} data-testid="print">
          <Icon name="print" /> {t("report-print")}
        </button>
      </div>
      <div class="report" lang={reading.report.lang}>
        {reading.report.text
          .split(/\n+/)
          .filter(Boolean)
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never move
            <p key={index}>{line}</p>
          ))}
      </div>
    </section>
  );
}

export function modelWords(model: Schemas["ModelUsed"] | null | undefined): string {
  if (!model) return t("provenance-not-run");
  const engine = maybe(`provenance-engine-${model.engine}`) ?? model.engine;
  const provider = maybe(`provenance-provider-${model.provider}`) ?? model.provider;
  return `${model.bundle} ${model.version} · ${t("provenance-on", { engine, provider, precision: model.precision })}`;
}

export function Provenance({ reading }: { reading: Reading }) {
  const { models, timings_ms, image } = reading;
  const steps = ["decode", "quality", "evidence", "language"] as const;
  return (
    <details class="card">
      <summary>
        <h2>{t("provenance-title")}</h2>
        <span class="quiet">{t("provenance-seconds", { seconds: decimal(timings_ms.total / 1000) })}</span>
      </summary>
      <dl>
        <dt>{t("provenance-evidence")}</dt>
        <dd>{modelWords(models.evidence)}</dd>
        <dt>{t("provenance-language")}</dt>
        <dd>{modelWords(models.language)}</dd>
        <dt>{t("provenance-timings")}</dt>
        <dd>
          {steps
            .map(
              (step) =>
                `${t(`provenance-steps-${step}`)} ${t("provenance-seconds", { seconds: decimal(timings_ms[step] / 1000, 2) })}`,
            )
            .join(" · ")}
        </dd>
        <dt>{t("provenance-taken")}</dt>
        <dd>{moment(reading.created_at)}</dd>
        <dt>{t("provenance-file")}</dt>
        <dd>
          {reading.file}, {t("provenance-size", { width: String(image.width), height: String(image.height) })}
        </dd>
        <dt>{t("provenance-protocol")}</dt>
        <dd>{reading.protocol}</dd>
        <dt>{t("provenance-software")}</dt>
        <dd>
          {t("product")} {reading.software}
        </dd>
        <dt>{t("provenance-id")}</dt>
        <dd class="code">{reading.id}</dd>
        <dt>{t("provenance-sha256")}</dt>
        <dd class="code">{image.sha256}</dd>
      </dl>
    </details>
  );
}
