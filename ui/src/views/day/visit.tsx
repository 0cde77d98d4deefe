// A visit, step after step: questions, right eye, left eye, result, explaining, handing over.
import { useEffect, useRef } from "preact/hooks";
import { type History, isConsented, isSeen, mismatched, type Visit } from "../../api/day";
import { historyOf, historyWith, useVisit, type VisitDeeds } from "../../day";
import { go, STEPS, type StepName, to } from "../../route";
import type { Deeds } from "../../station";
import type { State } from "../../store";
import { t } from "../../strings";
import { FaultCard, FaultText } from "../fault";
import { Icon } from "../icon";
import { Unreadable } from "../unreadable";
import { answerLines } from "./answers";
import { Explain } from "./explain";
import { Finish } from "./finish";
import { WhichEye } from "./mismatch";
import { facts, nameOf } from "./person";
import { Questions } from "./questions";
import { Result } from "./result";
import { TakeEye } from "./take";

export type StepProps = {
  visit: Visit;
  deeds: VisitDeeds;
  station: State;
  act: Deeds;
  /** To the step after this one. */
  next: () => void;
};

/** What has been done of each step, so that a visit goes on where it was left. */
export function isDone(step: StepName, visit: Visit): boolean {
  if (step === "questions") return isConsented(visit);
  if (step === "right") return isSeen(visit, "OD");
  if (step === "left") return isSeen(visit, "OS");
  return visit.encounter.ended_at !== null;
}

export const firstUndone = (visit: Visit): StepName => STEPS.find((step) => !isDone(step, visit)) ?? "result";

function Steps({ visit, at }: { visit: Visit; at: StepName }) {
  return (
    <nav class="steps" aria-label={t("visit-steps")}>
      <ol>
        {STEPS.map((step, index) => {
          const done = isDone(step, visit);
          return (
            <li key={step}>
              <a
                href={to.visit(visit.encounter.id, step)}
                aria-current={step === at ? "step" : undefined}
                data-step={step}
              >
                <b aria-hidden="true">{done ? <Icon name="check" size={18} /> : index + 1}</b>
                <span>
                  {t(`visit-step-${step}`)}
                  {done && <span class="off-screen"> ({t("visit-done")})</span>}
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Whether what was entered is on the box; said at all times, so that nobody has to guess. */
function Kept({ deeds }: { deeds: VisitDeeds }) {
  const { edits, unsent, conflict } = deeds;
  const waiting =
    Object.keys(edits.history).length + Object.keys(edits.eyes).length + Object.keys(edits.consent).length;
  if (conflict) return null;
  return (
    <p
      class={unsent ? "kept wrong small" : "kept quiet small"}
      role="status"
      data-testid="kept"
      data-waiting={waiting}
    >
      <Icon name={unsent ? "unlink" : waiting > 0 ? "clock" : "check"} size={18} />{" "}
      {unsent ? (
        <span>
          {t("visit-unsent")} <FaultText fault={unsent} />
        </span>
      ) : waiting > 0 ? (
        t("visit-sending")
      ) : (
        t("visit-kept")
      )}
    </p>
  );
}

/** Another tablet changed what was changed here: both are shown, and a person chooses. */
function Conflict({ visit, deeds }: { visit: Visit; deeds: VisitDeeds }) {
  const { conflict, edits } = deeds;
  const card = useRef<HTMLElement>(null);
  const isThere = conflict !== null;
  // Whoever is further down the page is brought before it: nothing more is sent until they have chosen.
  useEffect(() => {
    if (isThere) card.current?.scrollIntoView({ block: "center", behavior: "instant" });
  }, [isThere]);
  if (!conflict) return null;
  const version = (title: string, history: History, mine: boolean) => (
    <div class="version">
      <p>{title}:</p>
      <ul>
        {answerLines(conflict, history).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <button type="button" class="tool wide" onClick={() => deeds.settle(mine)}>
        {mine ? t("visit-keep-mine") : t("visit-keep-theirs")}
      </button>
    </div>
  );
  return (
    <section ref={card} class="card notice" role="alert" data-testid="conflict">
      <Icon name="compare" />
      <div>
        <strong>{t("visit-conflict")}</strong>
        <div class="two-eyes">
          {version(t("visit-conflict-mine"), historyWith(visit, edits), true)}
          {version(t("visit-conflict-theirs"), historyOf(visit), false)}
        </div>
      </div>
    </section>
  );
}

const VIEWS = { questions: Questions, result: Result, explain: Explain, finish: Finish };

export function VisitView(props: { id: string; step: StepName | null; station: State; act: Deeds }) {
  const { id, step } = props;
  const deeds = useVisit(id);
  const { data: visit, fault } = deeds.visit;
  // Without a step the visit goes on where it was left.
  useEffect(() => {
    if (visit && step === null) location.replace(to.visit(id, firstUndone(visit)));
  }, [visit, step, id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its top
  useEffect(() => window.scrollTo({ top: 0, behavior: "instant" }), [step]);
  // The camera's own button files nothing under a visit that was left.
  const set = useRef(props.act.setCamera);
  set.current = props.act.setCamera;
  useEffect(() => () => set.current({ next_person: true, eye: "unknown" }), []);
  if (!visit) return fault ? <FaultCard main title={t("visit-missing")} fault={fault} /> : null;
  if (step === null) return null;
  const next = () => {
    const after = STEPS[STEPS.indexOf(step) + 1];
    go(after ? to.visit(id, after) : to.page("work"));
  };
  const shared = { visit, deeds, station: props.station, act: props.act, next };
  const View = step === "right" || step === "left" ? null : VIEWS[step];
  return (
    <article class="sheet visit screen-only" data-testid="visit" data-at={step}>
      <div class="visit-head">
        <a class="tool" href={to.patient(visit.patient.id)} aria-label={t("visit-to-patient")}>
          <Icon name="back" />
        </a>
        <h1 class="visit-who">
          <strong dir="auto">{nameOf(visit.patient)}</strong>{" "}
          <span class="quiet small" dir="auto">
            {facts(visit.patient)}
          </span>
        </h1>
        <Kept deeds={deeds} />
      </div>
      <Steps visit={visit} at={step} />
      <Conflict visit={visit} deeds={deeds} />
      <Unreadable ids={visit.unreadable} />
      {mismatched(visit).map((photograph) => (
        <WhichEye key={photograph.id} photograph={photograph} again={deeds.visit.again} />
      ))}
      {View ? <View {...shared} /> : <TakeEye key={step} {...shared} side={step === "right" ? "OD" : "OS"} />}
    </article>
  );
}
