// All twelve conditions: what was found, what was not, and — apart from both — what was not looked for.
import type { Reading, Schemas } from "../api/types";
import { decimal, percent, t } from "../strings";
import { Icon, type IconName } from "./icon";
import type { Lighting } from "./light";
import { Lights } from "./lights";

const STATUS_ICON: Record<Schemas["Status"], IconName> = {
  present: "warning",
  uncertain: "half",
  absent: "check",
  not_assessed: "slash",
};

export function stageWords(stage: Schemas["Stage"]): string {
  return t.conditions.stage[stage.scale][stage.value] ?? decimal(stage.value, 0);
}

/** The band and its error rates in words, and whether they hold for this photograph. */
export function rates(
  abstention: Schemas["Abstention"],
  words: (abstention: Schemas["Abstention"], percent: (share: number) => string) => string,
): string {
  const said = words(abstention, percent);
  return abstention.applies ? said : `${said} ${t.conditions.abstentionOff}`;
}

type Props = { reading: Reading; lighting: Lighting; light: (lighting: Lighting) => void };

export function Conditions({ reading, lighting, light }: Props) {
  const judged = reading.conditions.filter((one) => one.status !== "not_assessed");
  const rest = reading.conditions.filter((one) => one.status === "not_assessed");
  return (
    <section class="card" aria-labelledby="conditions">
      <h2 id="conditions">{t.conditions.title}</h2>
      {judged.length > 0 && (
        <table class="conditions">
          <thead>
            <tr>
              <th scope="col">{t.conditions.column.condition}</th>
              <th scope="col">{t.conditions.column.status}</th>
              <th scope="col" class="number">
                {t.conditions.column.probability}
              </th>
            </tr>
          </thead>
          <tbody>
            {judged.map((one) => (
              <tr key={one.condition}>
                <th scope="row">
                  {t.conditions.name[one.condition]}
                  {one.stage && <small>{t.conditions.stageOf(one.stage.scale, stageWords(one.stage))}</small>}
                  {one.evidence.length > 0 && (
                    <Lights
                      words={t.conditions.name[one.condition]}
                      findings={one.evidence}
                      from={`condition ${one.condition}`}
                      lighting={lighting}
                      light={light}
                    />
                  )}
                  {one.abstention && <small>{rates(one.abstention, t.conditions.abstention)}</small>}
                  {one.research && <small>{t.conditions.research}</small>}
                </th>
                <td>
                  <span class={`tag s-${one.status}`}>
                    <Icon name={STATUS_ICON[one.status]} size={18} />
                    {t.conditions.status[one.status]}
                  </span>
                </td>
                <td class="number">
                  {typeof one.probability === "number" && (
                    <>
                      {percent(one.probability)}
                      <meter min={0} max={1} value={one.probability} aria-hidden="true" />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest.length > 0 && (
        <div class="not-assessed">
          <h3>
            <Icon name="slash" size={18} /> {t.conditions.notAssessed(rest.length)}
          </h3>
          <p class="quiet small">{t.conditions.notAssessedHint}</p>
          <ul>
            {rest.map((one) => (
              <li key={one.condition}>{t.conditions.name[one.condition]}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
