// Signing in: a name and a password, nothing else on the screen.
import { useState } from "preact/hooks";
import { type Session, signIn } from "../../api/session";
import type { Fault } from "../../api/types";
import { saidFault } from "../../loaded";
import { t } from "../../strings";
import { FaultLine, Field } from "../form";
import { Icon } from "../icon";
import { LanguageSwitch } from "./language";

/** Who signed in here last, so that only the password is typed on the next morning. */
const LAST = "ocellus.operator";

export function SignIn({ session, take }: { session: Session; take: (session?: Session) => void }) {
  const [name, setName] = useState(() => localStorage.getItem(LAST) ?? "");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setFault(null);
    try {
      const opened = await signIn(name.trim(), password);
      localStorage.setItem(LAST, name.trim());
      take(opened);
    } catch (error) {
      setFault(saidFault(error));
      setPassword("");
    }
    setBusy(false);
  };
  return (
    <main class="gate" id="main" tabIndex={-1}>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
        data-testid="sign-in"
      >
        <p class="gate-brand">
          <Icon name="eye" size={44} /> {t("product")}
        </p>
        <h1>{session.clinic?.name || t("gate-sign-in")}</h1>
        <Field
          label={t("gate-name")}
          name="username"
          autocomplete="username"
          value={name}
          put={setName}
          focus={name === ""}
        />
        <Field
          label={t("gate-password")}
          name="password"
          type="password"
          autocomplete="current-password"
          value={password}
          put={setPassword}
          focus={name !== ""}
        />
        <FaultLine fault={fault} />
        <button type="submit" class="primary wide" disabled={busy || name.trim() === "" || password === ""}>
          {busy ? t("gate-signing-in") : t("gate-sign-in")}
        </button>
        <LanguageSwitch />
        <p class="quiet small">{t("gate-lost-password")}</p>
      </form>
    </main>
  );
}
