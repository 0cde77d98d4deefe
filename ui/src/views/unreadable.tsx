// What stands in the record and cannot be read: said where it would be, so that nobody takes its absence for an answer.
import { t } from "../strings";
import { Icon } from "./icon";

export function Unreadable({ ids }: { ids: string[] }) {
  if (ids.length === 0) return null;
  return (
    <section class="card notice" role="alert" data-testid="unreadable" data-count={ids.length}>
      <Icon name="warning" />
      <p>
        <strong>{t("list-unreadable", { n: ids.length })}</strong> {t("list-unreadable-hint")}
      </p>
    </section>
  );
}
