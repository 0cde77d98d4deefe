// The lock after idle minutes: a pad for the PIN, large enough for gloves; the keyboard works too.
import { useEffect, useRef, useState } from "preact/hooks";
import { type Session, unlock } from "../../api/session";
import type { Fault } from "../../api/types";
import { saidFault } from "../../loaded";
import { leave } from "../../session";
import { decimal, t } from "../../strings";
import { FaultLine, Field } from "../form";
import { Icon } from "../icon";

const LONGEST = 8;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export function Locked({ session, take }: { session: Session; take: (session?: Session) => void }) {
  const [pin, setPin] = useState("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const type = (digit: string) => setPin((old) => (old.length < LONGEST ? old + digit : old));
  const [password, setPassword] = useState("");
  const spent = session.pin_tries === 0;
  const open = async () => {
    if (busy || (spent ? password === "" : pin === "")) return;
    setBusy(true);
    setFault(null);
    try {
      take(await unlock(spent ? { password } : { pin }));
    } catch (error) {
      setFault(saidFault(error));
      // After too many wrong ones the box asks for the password.
      take();
    }
    setPin("");
    setPassword("");
    setBusy(false);
  };
  const latest = useRef(open);
  latest.current = open;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls works on the newest state
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) type(event.key);
      else if (event.key === "Backspace") setPin((old) => old.slice(0, -1));
      else if (event.key === "Enter" && !(event.target as Element | null)?.closest?.("button"))
        void latest.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  return (
    <main class="gate" id="main" tabIndex={-1}>
      <section class="card pin" aria-labelledby="locked" data-testid="locked">
        <h1 id="locked">
          <Icon name="lock" size={28} /> {t("gate-locked")}
        </h1>
        <p>{t("gate-pin-of", { name: session.operator?.name ?? "" })}</p>
        {spent ? (
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault();
              void open();
            }}
          >
            <p>{t("gate-pin-spent")}</p>
            <Field
              label={t("gate-password")}
              name="password"
              type="password"
              autocomplete="current-password"
              value={password}
              put={setPassword}
              focus
            />
            <button type="submit" class="primary wide" disabled={busy || password === ""}>
              {t("gate-open")}
            </button>
          </form>
        ) : (
          <>
            <p class="dots" role="status" aria-label={t("gate-pin-typed", { n: pin.length })}>
              {"●".repeat(pin.length).padEnd(4, "○")}
            </p>
            <div class="pad" dir="ltr">
              {DIGITS.map((digit) => (
                <button key={digit} type="button" class="tool" onClick={() => type(digit)} data-digit={digit}>
                  {decimal(Number(digit), 0)}
                </button>
              ))}
              <button
                type="button"
                class="tool"
                onClick={() => setPin((old) => old.slice(0, -1))}
                aria-label={t("gate-erase")}
              >
                <Icon name="erase" />
              </button>
              <button type="button" class="tool" onClick={() => type("0")} data-digit="0">
                {decimal(0, 0)}
              </button>
              <button
                type="button"
                class="primary"
                disabled={busy || pin.length < 4}
                onClick={() => void open()}
                aria-label={t("gate-open")}
                data-testid="unlock"
              >
                <Icon name="check" />
              </button>
            </div>
          </>
        )}
        <FaultLine fault={fault} />
        <button type="button" class="tool" onClick={() => void leave(take)} data-testid="other-person">
          {t("gate-other-person")}
        </button>
      </section>
    </main>
  );
}
