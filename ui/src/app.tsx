// The page as a whole: who works at it, and then the page they are at.
import { useEffect } from "preact/hooks";
import { languageOf, type SessionDeeds, useSession } from "./session";
import { lang, preferred, speak, t } from "./strings";
import { FaultCard } from "./views/fault";
import { SignIn } from "./views/gate/signin";
import { Wizard } from "./views/gate/wizard";
import { Guard } from "./views/guard";
import { Icon } from "./views/icon";
import { Shell } from "./views/shell";

/** The clinic's language, or the one that this person chose at this tablet. */
function useOwnLanguage({ session }: SessionDeeds) {
  const own = session?.operator ? languageOf(session.operator.id) : null;
  const wanted = session && (own ?? preferred(session.clinic?.lang));
  useEffect(() => {
    if (wanted && wanted !== lang()) speak(wanted).catch((error) => console.error(error));
  }, [wanted]);
}

export function App() {
  const at = useSession();
  useOwnLanguage(at);
  const { session, fault, take } = at;
  return (
    <Guard>
      {session === null ? (
        <main class="gate" id="main" tabIndex={-1}>
          {fault ? (
            <FaultCard main title={t("station-unreachable")} fault={fault} />
          ) : (
            <p class="quiet starting">
              <Icon name="eye" size={44} /> {t("station-unknown")}
            </p>
          )}
        </main>
      ) : session.state === "signed_out" ? (
        <SignIn session={session} take={take} />
      ) : session.state === "first_run" ? (
        <main class="body" id="main" tabIndex={-1}>
          <Wizard session={session} take={take} />
        </main>
      ) : (
        <Shell session={session} take={take} />
      )}
    </Guard>
  );
}
