// Everything that is not part of the day's way: each as one big row.
import { useState } from "preact/hooks";
import { lock, type Session } from "../api/session";
import type { Fault } from "../api/types";
import { hasDrafts } from "../drafts";
import { saidFault } from "../loaded";
import { to } from "../route";
import { leave, may, setPractice } from "../session";
import { t } from "../strings";
import { FaultLine, Sheet } from "./form";
import { LanguageSwitch } from "./gate/language";
import { Icon, type IconName } from "./icon";

type Row = { href: string; icon: IconName; words: string; shown: boolean };

/** Signs out; where something entered is not on the box yet, that is said before. */
function SignOut({ take }: { take: (session?: Session) => void }) {
  const [warned, setWarned] = useState(false);
  return (
    <>
      {warned && (
        <p class="wrong" role="alert" data-testid="unsent">
          {t("shell-unsent")}
        </p>
      )}
      <button
        type="button"
        class="tool"
        onClick={() => (hasDrafts() && !warned ? setWarned(true) : void leave(take))}
        data-testid="sign-out"
      >
        <Icon name="out" /> {warned ? t("shell-sign-out-anyway") : t("shell-sign-out")}
      </button>
    </>
  );
}

/** Into practice and out of it. */
export function PracticeSwitch({ on }: { on: boolean }) {
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const turn = () => {
    setBusy(true);
    setPractice(!on).catch((error) => {
      setFault(saidFault(error));
      setBusy(false);
    });
  };
  return (
    <>
      <button type="button" class="tool" disabled={busy} onClick={turn} data-testid="practise">
        <Icon name="book" /> {on ? t("practice-leave") : t("practice-begin")}
      </button>
      <FaultLine fault={fault} />
    </>
  );
}

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
    {
      href: to.page("changes"),
      icon: "compare",
      words: t("changes-title"),
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
            {session.may_practise && <PracticeSwitch on={session.practice} />}
            <SignOut take={take} />
          </div>
        </div>
      )}
    </Sheet>
  );
}
