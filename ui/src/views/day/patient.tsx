// One person: their visits, what is due, and the way into today's.
import { useState } from "preact/hooks";
import { patch, post } from "../../api/client";
import { type PatientCard, patientPath, type Recall, type Visit, visitPath } from "../../api/day";
import type { Fault } from "../../api/types";
import { saidFault, useLoaded } from "../../loaded";
import { go, to } from "../../route";
import { dateOf, moment, t } from "../../strings";
import { FaultCard } from "../fault";
import { FaultLine, Sheet } from "../form";
import { CATEGORY_ICON, Icon } from "../icon";
import { Unreadable } from "../unreadable";
import { facts, nameOf } from "./person";

const OUTCOMES = ["arrived", "missed", "cancelled"] as const;

/** What is due, and what became of it. */
function Due({ recall, again }: { recall: Recall; again: () => void }) {
  const [fault, setFault] = useState<Fault | null>(null);
  const say = (outcome: (typeof OUTCOMES)[number]) =>
    patch(`api/recalls/${encodeURIComponent(recall.id)}`, { outcome, was: recall.outcome }).then(
      again,
      (error) => setFault(saidFault(error)),
    );
  const late = recall.outcome === "open" && new Date(recall.due_on) < new Date();
  return (
    <section class={late ? "card due late" : "card due"} data-testid="recall">
      <p>
        <span class={`tag ${recall.category}`}>
          <Icon name={CATEGORY_ICON[recall.category]} size={18} /> {t(`referral-short-${recall.category}`)}
        </span>{" "}
        <strong>{t("work-due", { date: dateOf(recall.due_on) })}</strong>
      </p>
      {recall.outcome === "open" ? (
        <div class="actions">
          {OUTCOMES.map((outcome) => (
            <button
              key={outcome}
              type="button"
              class="tool"
              onClick={() => void say(outcome)}
              data-outcome={outcome}
            >
              {t(`recall-${outcome}`)}
            </button>
          ))}
        </div>
      ) : (
        <p class="quiet">{t(`recall-${recall.outcome}`)}</p>
      )}
      <FaultLine fault={fault} />
    </section>
  );
}

const sameDay = (iso: string, now = new Date()) => new Date(iso).toDateString() === now.toDateString();

export function PatientView({ id }: { id: string }) {
  const { data, fault } = useLoaded<PatientCard>(patientPath(id));
  const [refused, setRefused] = useState<Fault | null>(null);
  const ended = data?.encounters.find((one) => one.ended_at !== null) ?? null;
  const last = useLoaded<Visit>(ended && visitPath(ended.id));
  if (!data) return fault ? <FaultCard main title={t("patient-missing")} fault={fault} /> : null;
  const open = data.encounters.find((one) => one.ended_at === null && sameDay(one.started_at));
  const begin = () =>
    post<Visit>(`${patientPath(id)}/encounters`, {}).then(
      (visit) => go(to.visit(visit.encounter.id, "questions")),
      (error) => setRefused(saidFault(error)),
    );
  const recall = last.data?.recall ?? null;
  return (
    <Sheet
      name="patient"
      title={nameOf(data.patient)}
      aside={
        open ? (
          <a class="primary" href={to.visit(open.id)} data-testid="go-on">
            {t("patient-go-on")} <Icon name="next" />
          </a>
        ) : (
          <button type="button" class="primary" onClick={() => void begin()} data-testid="begin">
            {t("patient-begin")} <Icon name="next" />
          </button>
        )
      }
    >
      <p class="quiet">{facts(data.patient)}</p>
      <FaultLine fault={refused} />
      {recall && <Due recall={recall} again={last.again} />}
      <h2>{t("patient-visits")}</h2>
      {data.encounters.length === 0 && <p class="quiet">{t("patient-no-visits")}</p>}
      <Unreadable ids={data.unreadable} />
      <ul class="big-rows">
        {data.encounters.map((one) => (
          <li key={one.id}>
            <a href={to.visit(one.id, one.ended_at ? "result" : undefined)}>
              <Icon name={one.ended_at ? "circleCheck" : "clock"} /> <span>{moment(one.started_at)}</span>
              {one.category && (
                <small class={`tag ${one.category}`}>
                  <Icon name={CATEGORY_ICON[one.category]} size={18} /> {t(`referral-short-${one.category}`)}
                </small>
              )}
              <small>{one.ended_at ? t("patient-ended") : t("patient-under-way")}</small>{" "}
              <Icon name="next" size={20} />
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
