// The doctor's word on a reading: agree, delete or relabel a mark, draw one that was missed, change the grade.
import { useState } from "preact/hooks";
import { type Assessment, assess, assessmentsPath, type Word } from "../api/assess";
import type { Box, Fault, Finding, Label, Photograph, Reading, Schemas } from "../api/types";
import { saidFault, stir, useLoaded } from "../loaded";
import { maybe, moment, t } from "../strings";
import { FaultLine } from "./form";
import { Icon } from "./icon";
import type { Lighting } from "./light";
import { MARKS } from "./marks";

const LABELS = Object.keys(MARKS) as Label[];
const GRADES: Record<Schemas["Scale"], readonly number[]> = { icdr: [0, 1, 2, 3, 4], dme_risk: [0, 1, 2] };

/** The kind that the next box drawn in the picture is; null where nothing is drawn. */
export type Drawing = Label | null;

type Props = {
  photograph: Photograph;
  reading: Reading;
  lighting: Lighting;
  drawing: Drawing;
  setDrawing: (drawing: Drawing) => void;
  say: (word: Omit<Word, "reading_id">) => Promise<void>;
};

function Chosen({ finding, say }: { finding: Finding; say: Props["say"] }) {
  const about = { about: "finding" as const, target: finding.id };
  return (
    <div class="chosen">
      <p>
        <strong>
          {finding.id}: {t(`label-${finding.label}`)}
        </strong>
      </p>
      <div class="actions">
        <button
          type="button"
          class="tool"
          onClick={() => void say({ ...about, verdict: "agreed" })}
          data-testid="agree-finding"
        >
          <Icon name="check" /> {t("doctor-agree")}
        </button>
        <button
          type="button"
          class="tool"
          onClick={() => void say({ ...about, verdict: "rejected" })}
          data-testid="reject-finding"
        >
          <Icon name="bin" /> {t("doctor-not-there")}
        </button>
        <label class="field inline">
          <span>{t("doctor-is-rather")}</span>
          <select
            value={finding.label}
            onChange={(event) =>
              void say({
                ...about,
                verdict: "corrected",
                correction: { label: event.currentTarget.value as Label },
              })
            }
          >
            {LABELS.map((label) => (
              <option key={label} value={label}>
                {t(`label-${label}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

function Grade({ condition, say }: { condition: Reading["conditions"][number]; say: Props["say"] }) {
  const stage = condition.stage;
  if (!stage) return null;
  return (
    <label class="field inline">
      <span>{t(`conditions-name-${condition.condition}`)}</span>
      <select
        value={String(stage.value)}
        onChange={(event) =>
          void say({
            about: "condition",
            target: condition.condition,
            verdict: "corrected",
            correction: { stage: Number(event.currentTarget.value) },
          })
        }
        data-grade={stage.scale}
      >
        {GRADES[stage.scale].map((grade) => (
          <option key={grade} value={String(grade)}>
            {maybe(`conditions-stage-${stage.scale}-${grade}`) ?? grade}
          </option>
        ))}
      </select>
    </label>
  );
}

export function DoctorPanel({ photograph, reading, lighting, drawing, setDrawing, say }: Props) {
  const said = useLoaded<{ assessments: Assessment[] }>(assessmentsPath(photograph.id));
  const chosen = reading.findings.find((one) => one.id === lighting.held?.from) ?? null;
  const [kind, setKind] = useState<Label>("haemorrhage");
  const words = said.data?.assessments ?? [];
  return (
    <section class="card form" aria-labelledby="doctor" data-testid="doctor">
      <h2 id="doctor">{t("doctor-title")}</h2>
      <div class="actions">
        <button
          type="button"
          class="tool"
          onClick={() => void say({ about: "referral", target: "", verdict: "agreed" })}
          data-testid="agree"
        >
          <Icon name="check" /> {t("doctor-agree-all")}
        </button>
      </div>
      {reading.conditions.map((one) => (
        <Grade key={one.condition} condition={one} say={say} />
      ))}
      {chosen ? <Chosen finding={chosen} say={say} /> : <p class="quiet small">{t("doctor-choose")}</p>}
      <div class="actions">
        <label class="field inline">
          <span>{t("doctor-missed")}</span>
          <select
            value={kind}
            onChange={(event) => {
              const next = event.currentTarget.value as Label;
              setKind(next);
              if (drawing) setDrawing(next);
            }}
          >
            {LABELS.map((label) => (
              <option key={label} value={label}>
                {t(`label-${label}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="tool"
          aria-pressed={drawing !== null}
          onClick={() => setDrawing(drawing ? null : kind)}
          data-testid="draw"
        >
          <Icon name="pen" /> {drawing ? t("doctor-draw-stop") : t("doctor-draw")}
        </button>
      </div>
      {drawing && (
        <p role="status" class="quiet">
          {t("doctor-draw-hint", { label: t(`label-${drawing}`) })}
        </p>
      )}
      {words.length > 0 && (
        <ul class="checks">
          {words.map((one) => (
            <li key={one.id} class={one.verdict === "agreed" ? "passed" : "failed"}>
              <Icon name={one.verdict === "agreed" ? "check" : "pen"} size={20} />
              <div>
                <strong>{t(`doctor-${one.verdict}`)}</strong> {t(`doctor-about-${one.about}`)} {one.target}
                <span class="origin">
                  {one.operator} {moment(one.at)}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the doctor says, sent; with why it was not taken. */
export function useDoctor(photograph: Photograph, reading: Reading | null) {
  const [drawing, setDrawing] = useState<Drawing>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const say = async (word: Omit<Word, "reading_id">) => {
    if (!reading) return;
    try {
      await assess(photograph.id, { ...word, reading_id: reading.id });
      setFault(null);
      stir();
    } catch (error) {
      setFault(saidFault(error));
    }
  };
  const draw = drawing
    ? (box: Box) =>
        void say({
          about: "finding",
          target: "",
          verdict: "corrected",
          correction: { label: drawing, box: [...box] },
        })
    : undefined;
  return { drawing, setDrawing, say, draw, trouble: <FaultLine fault={fault} /> };
}
