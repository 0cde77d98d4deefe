// A sample of photographs that were called healthy, for a doctor to look at: what nobody looks at is never found wrong.
import { useEffect, useState } from "preact/hooks";
import { request, thumbnailUrl } from "../../api/client";
import type { Fault, Photograph } from "../../api/types";
import { saidFault } from "../../loaded";
import { to } from "../../route";
import { decimal, moment, t } from "../../strings";
import { FaultCard } from "../fault";
import { Sheet } from "../form";
import { Icon } from "../icon";

const SAMPLE = 10;

export function NegativesView() {
  // Another sample is drawn at every call, so the list asked for once stays until another is wanted.
  const [draw, setDraw] = useState(1);
  const [data, setData] = useState<{ photographs: Photograph[] } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `draw` is how a person asks for another
  useEffect(() => {
    request<{ photographs: Photograph[] }>(`api/negatives?n=${SAMPLE}`).then(
      (sample) => {
        setData(sample);
        setFault(null);
      },
      (error) => setFault(saidFault(error)),
    );
  }, [draw]);
  return (
    <Sheet
      name="negatives"
      title={t("negatives-title")}
      aside={
        <button type="button" class="tool" onClick={() => setDraw(draw + 1)}>
          <Icon name="retake" /> {t("negatives-another")}
        </button>
      }
    >
      <p class="quiet">{t("negatives-hint")}</p>
      {fault && !data && <FaultCard title={t("negatives-title")} fault={fault} />}
      {data?.photographs.length === 0 && <p class="card empty">{t("negatives-none")}</p>}
      <ul class="big-rows">
        {data?.photographs.map((one) => (
          <li key={one.id}>
            <a href={to.photograph(one.id)}>
              <img src={thumbnailUrl(one.id)} alt="" width="72" height="72" loading="lazy" />
              <span>
                {t(`eye-${one.laterality}`)} <small>{moment(one.saved_at)}</small>
              </span>
              {one.reading?.probability != null && (
                <small>
                  {t("negatives-probability", { percent: decimal(one.reading.probability * 100, 0) })}
                </small>
              )}
              <Icon name="next" size={20} />
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
