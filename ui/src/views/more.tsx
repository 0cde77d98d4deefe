// Everything that is not part of the day's way: each as one big row.
import { lock, type Session, signOut } from "../api/session";
import { to } from "../route";
import { may } from "../session";
import { t } from "../strings";
import { Sheet } from "./form";
import { LanguageSwitch } from "./gate/language";
import { Icon, type IconName } from "./icon";

type Row = { href: string; icon: IconName; words: string; shown: boolean };

export function MoreView({ session, take }: { session: Session; take: (session?: Session) => void }) {
  const rows: Row[] = [
    { href: to.page("setup"), icon: "people", words: t("shell-set-up"), shown: session.state === "open" },
    { href: to.page("system"), icon: "gauge", words: t("system-title"), shown: true },
    { href: to.page("charts"), icon: "chart", words: t("charts-title"), shown: true },
    {
      href: to.page("negatives"),
      icon: "doctor",
      words: t("negatives-title"),
      shown: may(session, "doctor"),
    },
    { href: to.page("audit"), icon: "book", words: t("audit-title"), shown: may(session, "administrator") },
    {
      href: to.page("operators"),
      icon: "people",
      words: t("operators-title"),
      shown: may(session, "administrator"),
    },
    { href: to.page("camera"), icon: "camera", words: t("camera-title"), shown: true },
  ];
  return (
    <Sheet name="more" title={t("more-title")}>
      <ul class="big-rows">
        {rows
          .filter((row) => row.shown)
          .map((row) => (
            <li key={row.href}>
              <a href={row.href}>
                <Icon name={row.icon} size={28} /> <span>{row.words}</span> <Icon name="next" size={20} />
              </a>
            </li>
          ))}
      </ul>
      <div class="card form">
        <LanguageSwitch />
      </div>
      {session.state === "signed_in" && (
        <div class="card form" data-testid="who">
          <p>
            <strong>{session.operator?.name}</strong>{" "}
            <span class="quiet">{session.operator && t(`role-${session.operator.role}`)}</span>
          </p>
          <div class="actions">
            <button type="button" class="tool" onClick={() => void lock().then(take, () => take())}>
              <Icon name="lock" /> {t("shell-lock")}
            </button>
            <button
              type="button"
              class="tool"
              onClick={() =>
                void signOut().then(
                  () => take(),
                  () => take(),
                )
              }
              data-testid="sign-out"
            >
              <Icon name="out" /> {t("shell-sign-out")}
            </button>
          </div>
        </div>
      )}
    </Sheet>
  );
}
