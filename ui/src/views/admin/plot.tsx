// A line of values over days, drawn by uPlot once it is fetched; the same numbers stand below as a table.
import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { dateOf, decimal, lang, t } from "../../strings";

const HEIGHT = 220;
/** Seconds. */
const DAY = 86_400;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

export type Series = { words: string; values: readonly (number | null)[]; colour: string };

export function Plot(props: {
  title: string;
  /** Days, YYYY-MM-DD, the earliest first. */
  days: readonly string[];
  series: readonly Series[];
  /** How a value is written. */
  form?: (value: number) => string;
  /** Whole numbers, which have nothing between them. */
  counts?: boolean;
}) {
  const { title, days, series } = props;
  const form = props.form ?? ((value: number) => decimal(value, 1));
  const place = useRef<HTMLDivElement>(null);
  const said = useRef(form);
  said.current = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes how the axes are written
  useEffect(() => {
    const element = place.current;
    if (!element || days.length === 0) return;
    let plot: uPlot | null = null;
    let gone = false;
    const ink = getComputedStyle(element).getPropertyValue("--quiet").trim() || "#4d626b";
    const line = getComputedStyle(element).getPropertyValue("--line").trim() || "#cfd9dd";
    void Promise.all([import("uplot"), import("uplot/dist/uPlot.min.css")]).then(([{ default: Made }]) => {
      if (gone) return;
      const seconds = days.map((day) => new Date(`${day}T12:00:00`).getTime() / 1000);
      plot = new Made(
        {
          width: element.clientWidth,
          height: HEIGHT,
          legend: { show: false },
          cursor: { show: false },
          scales: {
            x: { range: (_, low, high) => [(low ?? 0) - DAY / 2, (high ?? 0) + DAY / 2] },
            y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(high ?? 1, 0.01) * 1.1] },
          },
          axes: [
            {
              stroke: ink,
              grid: { stroke: line },
              incrs: [1, 2, 7, 14, 30, 90].map((days) => days * DAY),
              values: (_, at) =>
                at.map((s) =>
                  new Date(s * 1000).toLocaleDateString(lang(), { day: "numeric", month: "numeric" }),
                ),
            },
            {
              stroke: ink,
              grid: { stroke: line },
              size: 60,
              ...(props.counts ? { incrs: STEPS } : {}),
              values: (_, at) => at.map((one) => said.current(one)),
            },
          ],
          series: [
            {},
            ...series.map(({ words, colour }) => ({
              label: words,
              stroke: colour,
              width: 2.5,
              points: { size: 7 },
            })),
          ],
        },
        [seconds, ...series.map(({ values }) => [...values])],
        element,
      );
    });
    const resized = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    return () => {
      gone = true;
      resized.disconnect();
      plot?.destroy();
    };
  }, [days, series, lang()]);
  return (
    <section class="card chart" aria-label={title}>
      <h2>{title}</h2>
      {days.length === 0 ? (
        <p class="quiet">{t("charts-none")}</p>
      ) : (
        <div ref={place} aria-hidden="true" dir="ltr" />
      )}
      {series.length > 1 && (
        <p class="legend small">
          {series.map(({ words, colour }) => (
            <span key={words}>
              <svg width="22" height="10" aria-hidden="true" focusable="false">
                <path d="M0 5h22" stroke={colour} stroke-width="4" />
              </svg>{" "}
              {words}
            </span>
          ))}
        </p>
      )}
      {days.length > 0 && (
        <details>
          <summary>{t("charts-numbers")}</summary>
          <div class="scroll-x">
            <table class="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("charts-day")}</th>
                  {series.map(({ words }) => (
                    <th key={words} scope="col">
                      {words}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days.map((day, row) => (
                  <tr key={day}>
                    <th scope="row">{dateOf(`${day}T12:00:00`)}</th>
                    {series.map(({ words, values }) => {
                      const value = values[row];
                      return <td key={words}>{value == null ? "–" : form(value)}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
