// What is wrong with the box itself: said on every page, with what to do.
import type { Station } from "../api/types";
import { t } from "../strings";
import { FaultCard } from "./fault";
import { Icon } from "./icon";

export function Alerts({ station }: { station: Station | null }) {
  const disk = station?.disk;
  return (
    <>
      {station?.models.fault && <FaultCard title={t("station-failed")} fault={station.models.fault} />}
      {(disk?.full || disk?.low) && (
        <section class="card notice" role="status">
          <Icon name="warning" />
          <p>
            <strong>{disk.full ? t("station-disk-full") : t("station-disk-low")}</strong>{" "}
            {disk.full ? t("station-disk-full-hint") : t("station-disk-low-hint")}
          </p>
        </section>
      )}
      {station?.watched.map(
        ({ folder, fault }) =>
          fault && <FaultCard key={folder} title={t("station-folder", { name: folder })} fault={fault} />,
      )}
    </>
  );
}
