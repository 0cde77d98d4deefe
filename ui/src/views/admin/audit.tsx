// Who did what and when, as the record's chain has it. For an administrator.
import { useState } from "preact/hooks";
import type { AuditPage } from "../../api/office";
import { useLoaded } from "../../loaded";
import { decimal, maybe, moment, t } from "../../strings";
import { FaultCard } from "../fault";
import { Field, Sheet } from "../form";

/** An act in words where the catalogue has them, else as it stands in the record. */
const actWords = (act: string) => maybe(`act-${act.replace(".", "-")}`) ?? act;

export function AuditView() {
  const [subject, setSubject] = useState("");
  const [after, setAfter] = useState<number | null>(null);
  const query = new URLSearchParams({
    ...(subject.trim().length === 26 ? { subject: subject.trim() } : {}),
    ...(after === null ? {} : { after: String(after) }),
  });
  const { data, fault } = useLoaded<AuditPage>(`api/audit?${query}`);
  return (
    <Sheet name="audit" title={t("audit-title")}>
      <Field
        label={t("audit-subject")}
        hint={t("audit-subject-hint")}
        name="subject"
        maxLength={26}
        value={subject}
        put={(typed) => {
          setSubject(typed);
          setAfter(null);
        }}
      />
      {fault && !data && <FaultCard title={t("audit-title")} fault={fault} />}
      <div class="scroll-x card">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{t("audit-when")}</th>
              <th scope="col">{t("audit-who")}</th>
              <th scope="col">{t("audit-act")}</th>
              <th scope="col">{t("audit-what")}</th>
            </tr>
          </thead>
          <tbody>
            {data?.entries.map((one) => (
              <tr key={one.seq}>
                <td>{decimal(one.seq, 0)}</td>
                <td>{moment(one.at)}</td>
                <td dir="auto">
                  {one.name ?? one.actor} <small>{one.source}</small>
                </td>
                <td>{actWords(one.act)}</td>
                <td class="code">{one.subject}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        {after !== null && (
          <button type="button" class="tool" onClick={() => setAfter(null)}>
            {t("audit-newest")}
          </button>
        )}
        {data?.next != null && (
          <button type="button" class="tool" onClick={() => setAfter(data.next)}>
            {t("audit-older")}
          </button>
        )}
      </div>
    </Sheet>
  );
}
