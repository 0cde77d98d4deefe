// The first run: who looks after the box, which clinic, and whether camera, readers and disk are well. No password is preset.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { firstRun, type Session } from "../../api/session";
import type { Fault, Station } from "../../api/types";
import { draft, keepDraft } from "../../drafts";
import { saidFault, useLoaded } from "../../loaded";
import { lang, t } from "../../strings";
import { FaultText } from "../fault";
import { FaultLine, Field, Sheet } from "../form";
import { Icon, type IconName } from "../icon";
import { LanguageSwitch } from "./language";

/** As the box asks for. */
const LEAST_PASSWORD = 10;
const LEAST_PIN = 4;
const SHEETS = ["clinic", "administrator", "checks"] as const;

type Written = { clinic: string; zone: string; name: string };
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const zones = (): string[] =>
  typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [ownZone()];

/** What the box says of its camera, its readers and its disk: looked at before the first patient sits there. */
function Checks() {
  const { data, fault, again } = useLoaded<Station>("api/status");
  if (!data) return <FaultLine fault={fault} />;
  const camera = data.camera.state;
  const rows: { name: string; good: boolean | null; words: string; remedy: ComponentChildren }[] = [
    {
      name: t("system-camera"),
      good: camera === "ready" || camera === "live" ? true : camera === "connecting" ? null : false,
      words: data.camera.name ?? t(`camera-state-${camera}`),
      remedy: data.camera.fault ? (
        <FaultText fault={data.camera.fault} />
      ) : (
        (camera === "off" || camera === "absent") && t("wizard-no-camera")
      ),
    },
    {
      name: t("system-model"),
      good: data.models.state === "ready" ? true : data.models.state === "loading" ? null : false,
      words:
        data.models.state === "ready" ? t("wizard-model-tested") : t(`system-models-${data.models.state}`),
      remedy: data.models.fault && <FaultText fault={data.models.fault} />,
    },
    {
      name: t("system-disk"),
      good: data.disk ? !data.disk.full && !data.disk.low : null,
      words: data.disk?.full
        ? t("station-disk-full")
        : data.disk?.low
          ? t("station-disk-low")
          : t("wizard-disk-well"),
      remedy: data.disk?.full
        ? t("station-disk-full-hint")
        : data.disk?.low
          ? t("station-disk-low-hint")
          : undefined,
    },
  ];
  const icon = (good: boolean | null): IconName =>
    good === null ? "clock" : good ? "circleCheck" : "warning";
  return (
    <>
      <ul class="wells">
        {rows.map(({ name, good, words, remedy }) => (
          <li key={name} class={good === null ? "wait" : good ? "ok" : "bad"}>
            <Icon name={icon(good)} size={32} />
            <div>
              <strong>{name}</strong>
              <p>{words}</p>
              {good !== true && remedy && <p>{remedy}</p>}
            </div>
          </li>
        ))}
      </ul>
      <button type="button" class="tool" onClick={again}>
        <Icon name="retake" /> {t("wizard-look-again")}
      </button>
    </>
  );
}

export function Wizard({ session, take }: { session: Session; take: (session?: Session) => void }) {
  const [at, setAt] = useState<(typeof SHEETS)[number]>("clinic");
  const [written, setWritten] = useState<Written>(
    () => draft<Written>("first-run") ?? { clinic: "", zone: ownZone(), name: "" },
  );
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [pin, setPin] = useState("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const write = (change: Partial<Written>) => {
    const next = { ...written, ...change };
    setWritten(next);
    keepDraft("first-run", next);
  };
  const coded = session.state === "first_run";
  const ready = {
    clinic: written.clinic.trim() !== "" && written.zone !== "" && (!coded || code.trim() !== ""),
    administrator:
      written.name.trim() !== "" &&
      password.length >= LEAST_PASSWORD &&
      password === again &&
      /^\d{4,8}$/.test(pin),
    checks: true,
  };
  const next = async () => {
    if (at !== "checks") return setAt(at === "clinic" ? "administrator" : "checks");
    setBusy(true);
    setFault(null);
    try {
      const opened = await firstRun({
        ...(coded ? { code: code.trim() } : {}),
        administrator: written.name.trim(),
        password,
        pin,
        clinic: written.clinic.trim(),
        lang: lang(),
        time_zone: written.zone,
      });
      keepDraft("first-run", null);
      location.hash = "#/";
      take(opened);
    } catch (error) {
      setFault(saidFault(error));
    }
    setBusy(false);
  };
  const step = SHEETS.indexOf(at) + 1;
  return (
    <Sheet
      name="wizard"
      title={t("wizard-title")}
      aside={<p class="quiet">{t("wizard-step", { n: step, of: SHEETS.length })}</p>}
    >
      <form
        class="card form"
        onSubmit={(event) => {
          event.preventDefault();
          void next();
        }}
      >
        {at === "clinic" && (
          <>
            <h2>{t("wizard-clinic-title")}</h2>
            <LanguageSwitch />
            {coded && (
              <Field
                label={t("wizard-code")}
                hint={t("wizard-code-hint")}
                name="code"
                value={code}
                put={setCode}
              />
            )}
            <Field
              label={t("wizard-clinic")}
              hint={t("wizard-clinic-hint")}
              name="clinic"
              value={written.clinic}
              put={(clinic) => write({ clinic })}
              focus
            />
            <div class="field">
              <label for="zone">{t("wizard-zone")}</label>
              <select
                id="zone"
                value={written.zone}
                onChange={(event) => write({ zone: event.currentTarget.value })}
              >
                {[...new Set([written.zone, ...zones(), "UTC"])].map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </select>
            </div>
          </>
        )}
        {at === "administrator" && (
          <>
            <h2>{t("wizard-administrator-title")}</h2>
            <p class="quiet">{t("wizard-administrator-hint")}</p>
            <Field
              label={t("gate-name")}
              name="username"
              autocomplete="username"
              value={written.name}
              put={(name) => write({ name })}
              focus
            />
            <Field
              label={t("gate-password")}
              hint={t("wizard-password-hint", { n: LEAST_PASSWORD })}
              name="new-password"
              type="password"
              autocomplete="new-password"
              value={password}
              put={setPassword}
            />
            <Field
              label={t("wizard-again")}
              wrong={again !== "" && again !== password ? t("wizard-again-wrong") : null}
              name="new-password-again"
              type="password"
              autocomplete="new-password"
              value={again}
              put={setAgain}
            />
            <Field
              label={t("wizard-pin")}
              hint={t("wizard-pin-hint", { n: LEAST_PIN })}
              name="pin"
              type="password"
              inputMode="numeric"
              autocomplete="off"
              maxLength={8}
              value={pin}
              put={(typed) => setPin(typed.replace(/\D/g, ""))}
            />
          </>
        )}
        {at === "checks" && (
          <>
            <h2>{t("wizard-checks-title")}</h2>
            <Checks />
          </>
        )}
        <FaultLine fault={fault} />
        <div class="actions">
          {at !== "clinic" && (
            <button
              type="button"
              class="tool"
              onClick={() => setAt(at === "checks" ? "administrator" : "clinic")}
            >
              {t("wizard-back")}
            </button>
          )}
          <button type="submit" class="primary wide" disabled={busy || !ready[at]} data-testid="wizard-next">
            {at === "checks" ? t("wizard-finish") : t("wizard-next")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
