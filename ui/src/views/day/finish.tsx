// The report printed or handed over, the visit ended, and the next person called.
import { useState } from "preact/hooks";
import { post } from "../../api/client";
import { type Visit, visitPath } from "../../api/day";
import type { Fault } from "../../api/types";
import { isEmpty } from "../../day";
import { saidFault } from "../../loaded";
import { go, to } from "../../route";
import { dateOf, LANGUAGES, lang, t } from "../../strings";
import { FaultLine } from "../form";
import { CATEGORY_ICON, Icon } from "../icon";
import { DecisionForPerson } from "./result";
import type { StepProps } from "./visit";

export function Finish({ visit, deeds }: StepProps) {
  const { id, ended_at } = visit.encounter;
  const [spoken, setSpoken] = useState<string>(lang());
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const waiting = !isEmpty(deeds.edits);
  const end = async (anyway: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      deeds.visit.put(await post<Visit>(`${visitPath(id)}/end`, { anyway }));
    } catch (error) {
      setFault(saidFault(error));
    }
    setBusy(false);
  };
  const recall = visit.recall;
  return (
    <>
      <DecisionForPerson decision={visit.decision} from={visit.encounter.started_at} />
      <section class="card form" aria-labelledby="report">
        <h2 id="report">{t("report-title")}</h2>
        <div class="field">
          <label for="report-lang">{t("finish-language")}</label>
          <select id="report-lang" value={spoken} onChange={(event) => setSpoken(event.currentTarget.value)}>
            {LANGUAGES.map((one) => (
              <option key={one.lang} value={one.lang} lang={one.lang}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        <a
          class="tool"
          href={`${visitPath(id)}/report.pdf?lang=${spoken}`}
          target="_blank"
          rel="noopener"
          data-testid="report"
        >
          <Icon name="print" /> {t("finish-report")}
        </a>
      </section>
      {recall && (
        <p class="card" data-testid="made-recall">
          <Icon name={CATEGORY_ICON[recall.category]} size={20} />{" "}
          <strong>{t("finish-recall", { date: dateOf(recall.due_on) })}</strong>
        </p>
      )}
      <FaultLine fault={fault} />
      {fault?.code === "conflict" && (
        <button
          type="button"
          class="tool wide"
          disabled={busy}
          onClick={() => void end(true)}
          data-testid="end-anyway"
        >
          {t("finish-end-anyway")}
        </button>
      )}
      <div class="next-bar">
        {ended_at ? (
          <button
            type="button"
            class="primary wide"
            onClick={() => go(to.page("work"))}
            data-testid="next-person"
          >
            {t("finish-next-person")} <Icon name="next" />
          </button>
        ) : (
          <button
            type="button"
            class="primary wide"
            disabled={busy || waiting}
            onClick={() => void end(false)}
            data-testid="end"
          >
            <Icon name="check" /> {t("finish-end")}
          </button>
        )}
        {waiting && <p class="quiet small">{t("finish-waiting")}</p>}
      </div>
    </>
  );
}
