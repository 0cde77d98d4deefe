// A new person in three fields; whoever may be here already is shown before anybody is added twice.
import { useState } from "preact/hooks";
import { FaultError, post } from "../../api/client";
import { type Patient, patientPath, SEXES, type Sex, type Visit } from "../../api/day";
import type { Fault } from "../../api/types";
import { draft, keepDraft } from "../../drafts";
import { saidFault } from "../../loaded";
import { go, to } from "../../route";
import { t } from "../../strings";
import { Choice, FaultLine, Field, Sheet } from "../form";
import { Icon } from "../icon";
import { PersonLine } from "./person";

/** With the same key the box adds nobody twice, and begins no second visit. */
type Written = { identifier: string; name: string; year: string; sex: Sex | null; key: string };
const NAME = "patient";
const OLDEST = 120;

/** The year meant by what was typed: a year, or an age; null where it is neither. */
export function yearOf(typed: string, now = new Date()): number | null {
  const number = Number(typed.trim());
  const year = now.getFullYear();
  if (typed.trim() === "" || !Number.isInteger(number) || number < 0) return null;
  if (number <= OLDEST) return year - number;
  return number >= year - OLDEST && number <= year ? number : null;
}

export function NewPatient({ code }: { code: string }) {
  const [written, setWritten] = useState<Written>(() => ({
    ...{ identifier: "", name: "", year: "", sex: null, key: crypto.randomUUID() },
    ...draft<Written>(NAME),
    ...(code ? { identifier: code } : {}),
  }));
  const [fault, setFault] = useState<Fault | null>(null);
  const [alike, setAlike] = useState<Patient[]>([]);
  const [busy, setBusy] = useState(false);
  const write = (change: Partial<Written>) => {
    const next = { ...written, ...change };
    setWritten(next);
    setAlike([]);
    keepDraft(NAME, next);
  };
  const year = yearOf(written.year);
  const wrongYear = written.year.trim() !== "" && year === null;
  const add = async (anyway: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      const patient = await post<Patient>("api/patients", {
        local_identifier: written.identifier.trim(),
        ...(written.name.trim() ? { name: written.name.trim() } : {}),
        ...(year === null ? {} : { birth_year: year }),
        ...(written.sex ? { sex: written.sex } : {}),
        ...(anyway ? { anyway } : {}),
        key: written.key,
      });
      const visit = await post<Visit>(`${patientPath(patient.id)}/encounters`, { key: written.key });
      keepDraft(NAME, null);
      go(to.visit(visit.encounter.id, "questions"));
    } catch (error) {
      const found =
        error instanceof FaultError && (error.body as { candidates?: Patient[] } | null)?.candidates;
      if (found && found.length > 0) setAlike(found);
      else setFault(saidFault(error));
    }
    setBusy(false);
  };
  return (
    <Sheet name="new" title={t("work-new")}>
      <form
        class="card form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && written.identifier.trim() !== "" && !wrongYear) void add(false);
        }}
      >
        <Field
          label={t("patient-identifier")}
          hint={t("patient-identifier-hint")}
          name="identifier"
          value={written.identifier}
          put={(identifier) => write({ identifier })}
          focus={written.identifier === ""}
        />
        <Field
          label={t("patient-name")}
          name="name"
          value={written.name}
          put={(name) => write({ name })}
          focus={written.identifier !== ""}
        />
        <Field
          label={t("patient-year")}
          hint={t("patient-year-hint")}
          wrong={wrongYear ? t("patient-year-wrong") : null}
          name="year"
          inputMode="numeric"
          maxLength={4}
          value={written.year}
          put={(typed) => write({ year: typed })}
        />
        <Choice
          legend={t("patient-sex")}
          name="sex"
          options={SEXES.map((value) => ({ value, words: t(`person-sex-${value}`) }))}
          value={written.sex}
          put={(sex) => write({ sex })}
        />
        <FaultLine fault={fault} />
        {alike.length > 0 ? (
          <section class="alike" role="alert" data-testid="alike">
            <h2>{t("patient-alike")}</h2>
            <ul class="big-rows">
              {alike.map((one) => (
                <li key={one.id}>
                  <a href={to.patient(one.id)} onClick={() => keepDraft(NAME, null)}>
                    <PersonLine patient={one} /> <Icon name="next" size={20} />
                  </a>
                </li>
              ))}
            </ul>
            <button
              type="button"
              class="tool"
              disabled={busy}
              onClick={() => void add(true)}
              data-testid="anyway"
            >
              {t("patient-another")}
            </button>
          </section>
        ) : (
          <button
            type="submit"
            class="primary wide"
            disabled={busy || written.identifier.trim() === "" || wrongYear}
            data-testid="begin"
          >
            {t("patient-begin")} <Icon name="next" />
          </button>
        )}
      </form>
    </Sheet>
  );
}
