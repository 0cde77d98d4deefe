// How the box is: each thing with what to do when it is not well, and what a person who mends it needs.
import { useContext } from "preact/hooks";
import type { SystemItem, SystemReport } from "../../api/office";
import { useLoaded } from "../../loaded";
import { may, SessionContext } from "../../session";
import { lang, maybe, moment, t } from "../../strings";
import { FaultCard } from "../fault";
import { Sheet } from "../form";
import { Icon, type IconName } from "../icon";

const ICON: Record<SystemItem["state"], IconName> = { ok: "circleCheck", warn: "half", bad: "warning" };

/** What is done about them is told by what failed: the box's own words say more. */
const OWN: readonly string[] = ["camera_failed", "model_failed"];

function Item({ item }: { item: SystemItem }) {
  const own = OWN.includes(item.reason);
  const told = own && lang() === "en" ? null : maybe(`system-do-${item.reason}`);
  return (
    <li class={item.state} data-subject={item.subject} data-state={item.state}>
      <Icon name={ICON[item.state]} size={32} />
      <div>
        <p>
          <strong>{t(`system-${item.subject}`)}</strong>{" "}
          <span class="off-screen">{t(`system-state-${item.state}`)}</span>
        </p>
        <p>
          {item.reason !== "fine" && t(`system-reason-${item.reason}`)}{" "}
          <span class="quiet">{item.value}</span>
        </p>
        {item.state !== "ok" && item.remedy && (
          <p>
            <strong>{t("failure-remedy")}</strong> {told ?? item.remedy}
          </p>
        )}
        {told && own && (
          <p class="quiet small" lang="en" dir="ltr">
            {item.remedy}
          </p>
        )}
      </div>
    </li>
  );
}

export function SystemView() {
  const session = useContext(SessionContext);
  const { data, fault, again } = useLoaded<SystemReport>("api/system");
  return (
    <Sheet
      name="system"
      title={t("system-title")}
      aside={
        <button type="button" class="tool" onClick={again}>
          <Icon name="retake" /> {t("wizard-look-again")}
        </button>
      }
    >
      {fault && <FaultCard title={t("system-title")} fault={fault} />}
      <ul class="wells card">
        {data?.items.map((item) => (
          <Item key={item.subject} item={item} />
        ))}
      </ul>
      {data && (
        <p class="quiet">
          {t("system-now", { now: moment(data.now), since: moment(data.started_at), version: data.version })}
        </p>
      )}
      {may(session, "administrator") && (
        <section class="card form" aria-labelledby="diagnostics">
          <h2 id="diagnostics">{t("system-diagnostics")}</h2>
          <p>{t("system-diagnostics-hint")}</p>
          <a class="primary" href="api/system/diagnostics" download data-testid="diagnostics">
            {t("system-diagnostics-get")}
          </a>
        </section>
      )}
    </Sheet>
  );
}
