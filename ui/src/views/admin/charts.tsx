// How the clinic does: screened a day, referrals, what could not be graded and why, minutes per patient.
import { useMemo, useState } from "preact/hooks";
import type { Charts } from "../../api/office";
import { useLoaded } from "../../loaded";
import { decimal, maybe, percent, t } from "../../strings";
import { FaultCard } from "../fault";
import { Choice, Sheet } from "../form";
import { Plot } from "./plot";

const SPANS = ["7", "30", "90"] as const;
const whole = (value: number) => decimal(value, 0);
const share = (part: number, all: number) => (all > 0 ? part / all : null);

export function ChartsView() {
  const [span, setSpan] = useState<(typeof SPANS)[number]>("30");
  const { data, fault } = useLoaded<Charts>(`api/charts?days=${span}`);
  const days = useMemo(() => data?.days.map((one) => one.day) ?? [], [data]);
  const drawn = useMemo(() => {
    const of = data?.days ?? [];
    return {
      screened: [{ words: t("charts-screened"), values: of.map((one) => one.screened), colour: "#0b7a86" }],
      rates: [
        {
          words: t("charts-referred"),
          values: of.map((one) => share(one.referred, one.decided)),
          colour: "#c2500a",
        },
        {
          words: t("charts-ungradable"),
          values: of.map((one) => share(one.ungradable, one.decided)),
          colour: "#6b5bd6",
        },
      ],
      minutes: [
        { words: t("charts-minutes"), values: of.map((one) => one.median_minutes), colour: "#0b7a86" },
      ],
    };
  }, [data]);
  return (
    <Sheet name="charts" title={t("charts-title")}>
      <Choice
        legend={t("charts-span")}
        hideLegend
        name="span"
        options={SPANS.map((value) => ({ value, words: t("charts-days", { n: Number(value) }) }))}
        value={span}
        put={setSpan}
      />
      {fault && !data && <FaultCard title={t("charts-title")} fault={fault} />}
      {data && (
        <div class="charts">
          <Plot title={t("charts-screened")} days={days} series={drawn.screened} form={whole} counts />
          <Plot title={t("charts-rates")} days={days} series={drawn.rates} form={percent} />
          <Plot title={t("charts-minutes")} days={days} series={drawn.minutes} />
          <section class="card chart" aria-labelledby="by-operator">
            <h2 id="by-operator">{t("charts-by-operator")}</h2>
            <div class="scroll-x">
              <table class="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t("patient-name")}</th>
                    <th scope="col">{t("list-title")}</th>
                    <th scope="col">{t("charts-ungradable")}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.operators.map((one) => (
                    <tr key={one.operator_id ?? ""}>
                      <th scope="row" dir="auto">
                        {one.name ?? t("charts-nobody")}
                      </th>
                      <td>{whole(one.photographs)}</td>
                      <td>{one.photographs > 0 ? percent(one.rejected / one.photographs) : "–"}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
          <section class="card chart" aria-labelledby="by-cause">
            <h2 id="by-cause">{t("charts-by-cause")}</h2>
            {data.causes.length === 0 && <p class="quiet">{t("charts-none")}</p>}
            <table class="plain-table">
              <tbody>
                {data.causes.map((one) => (
                  <tr key={one.reason}>
                    <th scope="row">{maybe(`quality-reason-${one.reason}`) ?? one.reason}</th>
                    <td>{whole(one.photographs)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </Sheet>
  );
}
