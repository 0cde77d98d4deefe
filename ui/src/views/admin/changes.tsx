// Outcomes that became otherwise when photographs were read again: worked through by a doctor, one after the other.
import { useState } from "preact/hooks";
import { post, thumbnailUrl } from "../../api/client";
import type { Fault, Schemas } from "../../api/types";
import { saidFault, useLoaded } from "../../loaded";
import { to } from "../../route";
import { maybe, moment, t } from "../../strings";
import { FaultCard } from "../fault";
import { FaultLine, Sheet } from "../form";
import { CATEGORY_ICON, Icon } from "../icon";

type Change = Schemas["OutcomeChange"];
type Category = keyof typeof CATEGORY_ICON;

const outcome = (category: string) => maybe(`referral-short-${category}`) ?? category;

function Row({ change, seen }: { change: Change; seen: () => void }) {
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const { photograph, before, after } = change;
  const see = async () => {
    setBusy(true);
    try {
      await post<null>(`api/changes/${encodeURIComponent(change.id)}/seen`, {});
      seen();
    } catch (error) {
      setFault(saidFault(error));
    }
    setBusy(false);
  };
  const what = change.what.map((one) =>
    one === "referral" ? t("changes-referral") : (maybe(`conditions-name-${one}`) ?? one),
  );
  return (
    <li class="card change" data-testid="change">
      <a class="change-picture" href={to.photograph(photograph.id)}>
        <img src={thumbnailUrl(photograph.id)} alt="" width="96" height="96" loading="lazy" />
        <span>
          {t(`eye-${photograph.laterality}`)} <small>{moment(photograph.saved_at)}</small>
        </span>
        <Icon name="next" size={20} />
      </a>
      <div>
        <p>
          <strong>{what.join(", ")}</strong> <small class="quiet">{moment(change.at)}</small>
        </p>
        <p>{t("changes-before", { what: outcome(before.category) })}</p>
        <p class={`tag ${after.category}`}>
          <Icon name={CATEGORY_ICON[after.category as Category] ?? "half"} size={18} />{" "}
          {t("changes-after", { what: outcome(after.category) })}
        </p>
        <div class="actions">
          {photograph.encounter_id && (
            <a class="tool" href={to.visit(photograph.encounter_id, "result")}>
              {t("visit-step-result")}
            </a>
          )}
          <button type="button" class="tool" disabled={busy} onClick={() => void see()} data-testid="seen">
            <Icon name="check" /> {t("changes-seen")}
          </button>
        </div>
        <FaultLine fault={fault} />
      </div>
    </li>
  );
}

export function ChangesView() {
  // The box gives a page of them at a time, the oldest first: what was looked at makes room for what follows.
  const { data, fault, again } = useLoaded<Schemas["ChangeList"]>("api/changes");
  return (
    <Sheet name="changes" title={t("changes-title")}>
      <p class="quiet">{t("changes-hint")}</p>
      {fault && !data && <FaultCard title={t("changes-title")} fault={fault} />}
      {data?.changes.length === 0 && <p class="card empty">{t("changes-none")}</p>}
      <ul class="changes">
        {data?.changes.map((change) => (
          <Row key={change.id} change={change} seen={again} />
        ))}
      </ul>
    </Sheet>
  );
}
