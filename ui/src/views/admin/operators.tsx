// Who works here: added, given another role or secret, and let in no more. For an administrator.
import { useState } from "preact/hooks";
import { addOperator, changeOperator, type Operator, type Role } from "../../api/session";
import type { Fault } from "../../api/types";
import { saidFault, useLoaded } from "../../loaded";
import { t } from "../../strings";
import { FaultCard } from "../fault";
import { Choice, FaultLine, Field, Sheet } from "../form";
import { Icon } from "../icon";

const ROLES: readonly Role[] = ["technician", "doctor", "administrator"];

function Secrets(props: {
  password: string;
  pin: string;
  put: (change: { password?: string; pin?: string }) => void;
}) {
  return (
    <>
      <Field
        label={t("gate-password")}
        hint={t("operators-password-hint")}
        name="new-password"
        type="password"
        autocomplete="new-password"
        value={props.password}
        put={(password) => props.put({ password })}
      />
      <Field
        label={t("wizard-pin")}
        hint={t("operators-pin-hint")}
        name="pin"
        type="password"
        inputMode="numeric"
        maxLength={8}
        value={props.pin}
        put={(pin) => props.put({ pin: pin.replace(/\D/g, "") })}
      />
    </>
  );
}

function New({ added }: { added: () => void }) {
  const empty = { name: "", role: "technician" as Role, password: "", pin: "" };
  const [written, setWritten] = useState(empty);
  const [fault, setFault] = useState<Fault | null>(null);
  const add = async () => {
    const { pin, ...rest } = written;
    try {
      await addOperator(pin ? { ...rest, pin } : rest);
      setWritten(empty);
      setFault(null);
      added();
    } catch (error) {
      setFault(saidFault(error));
    }
  };
  return (
    <form
      class="card form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
      data-testid="new-operator"
    >
      <h2>{t("operators-new")}</h2>
      <Field
        label={t("patient-name")}
        name="name"
        value={written.name}
        put={(name) => setWritten({ ...written, name })}
      />
      <Choice
        legend={t("operators-role")}
        name="role"
        options={ROLES.map((value) => ({ value, words: t(`role-${value}`) }))}
        value={written.role}
        put={(role) => setWritten({ ...written, role })}
      />
      <Secrets {...written} put={(change) => setWritten({ ...written, ...change })} />
      <FaultLine fault={fault} />
      <button
        type="submit"
        class="primary wide"
        disabled={written.name.trim() === "" || written.password === ""}
      >
        <Icon name="add" /> {t("operators-add")}
      </button>
    </form>
  );
}

function One({ operator, changed }: { operator: Operator; changed: () => void }) {
  const [open, setOpen] = useState(false);
  const [secrets, setSecrets] = useState({ password: "", pin: "" });
  const [fault, setFault] = useState<Fault | null>(null);
  const change = (what: Record<string, unknown>) =>
    changeOperator(operator.id, what).then(
      () => {
        setFault(null);
        setSecrets({ password: "", pin: "" });
        changed();
      },
      (error) => setFault(saidFault(error)),
    );
  const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));
  return (
    <li class="card form">
      <div class="sheet-head">
        <p class="person-line">
          <strong dir="auto">{operator.name}</strong>
          <span class="quiet small">
            {t(`role-${operator.role}`)}
            {!operator.active && ` · ${t("operators-inactive")}`}
          </span>
        </p>
        <button type="button" class="tool" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("operators-change")}
        </button>
      </div>
      {open && (
        <>
          <Choice
            legend={t("operators-role")}
            name={`role-${operator.id}`}
            options={ROLES.map((value) => ({ value, words: t(`role-${value}`) }))}
            value={operator.role}
            put={(role) => void change({ role })}
          />
          <Secrets {...secrets} put={(part) => setSecrets({ ...secrets, ...part })} />
          <div class="actions">
            <button
              type="button"
              class="tool"
              disabled={Object.keys(given).length === 0}
              onClick={() => void change(given)}
            >
              {t("operators-set")}
            </button>
            <button type="button" class="tool" onClick={() => void change({ active: !operator.active })}>
              {operator.active ? t("operators-shut-out") : t("operators-let-in")}
            </button>
          </div>
        </>
      )}
      <FaultLine fault={fault} />
    </li>
  );
}

export function OperatorsView() {
  const { data, fault, again } = useLoaded<{ operators: Operator[] }>("api/operators");
  return (
    <Sheet name="operators" title={t("operators-title")}>
      {fault && !data && <FaultCard title={t("operators-title")} fault={fault} />}
      <ul class="form">
        {data?.operators.map((one) => (
          <One key={one.id} operator={one} changed={again} />
        ))}
      </ul>
      <New added={again} />
    </Sheet>
  );
}
