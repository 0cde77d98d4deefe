// The parts that forms are made of: a field with its name, hint and fault, and a choice of a few as big buttons.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Fault } from "../api/types";
import { FaultText } from "./fault";
import { Icon } from "./icon";

type FieldProps = {
  label: string;
  value: string;
  put: (value: string) => void;
  hint?: string;
  wrong?: string | null;
  type?: "text" | "password";
  inputMode?: "text" | "numeric" | "decimal" | "search";
  autocomplete?: string;
  name: string;
  maxLength?: number;
  focus?: boolean;
};

/** One line of input. */
export function Field(props: FieldProps) {
  const id = useId();
  const { hint, wrong } = props;
  const told = wrong || hint ? `${id}-told` : undefined;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        {...({ type: props.type ?? "text" } as { type: "text" })}
        inputMode={props.inputMode ?? "text"}
        autocomplete={props.autocomplete ?? "off"}
        autocapitalize="off"
        spellcheck={false}
        maxLength={props.maxLength ?? 100}
        value={props.value}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={told}
        // biome-ignore lint/a11y/noAutofocus: the first field of a form that was asked for
        autoFocus={props.focus ?? false}
        onInput={(event) => props.put(event.currentTarget.value)}
      />
      {told && (
        <p id={told} class={wrong ? "wrong small" : "quiet small"}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  );
}

/** One of a few; as radio buttons, so that the arrow keys walk them. */
export function Choice<T extends string>(props: {
  legend: string;
  name: string;
  options: readonly { value: T; words: string; hint?: string }[];
  value: T | null;
  put: (value: T) => void;
  hideLegend?: boolean;
}) {
  const id = useId();
  return (
    <fieldset class="choice">
      <legend class={props.hideLegend ? "off-screen" : ""}>{props.legend}</legend>
      <div>
        {props.options.map(({ value, words, hint }) => (
          <label key={value} class="option">
            <input
              type="radio"
              name={`${id}-${props.name}`}
              value={value}
              checked={props.value === value}
              onChange={() => props.put(value)}
              data-choice={`${props.name}-${value}`}
            />
            <span>
              {words}
              {hint && <small>{hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Any of several. */
export function Ticks<T extends string>(props: {
  legend: string;
  name: string;
  options: readonly { value: T; words: string; urgent?: boolean }[];
  values: readonly T[];
  put: (values: T[]) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div>
        {props.options.map(({ value, words, urgent }) => (
          <label key={value} class={urgent ? "option urgent" : "option"}>
            <input
              type="checkbox"
              name={props.name}
              value={value}
              checked={props.values.includes(value)}
              onChange={(event) =>
                props.put(
                  event.currentTarget.checked
                    ? [...props.values, value]
                    : props.values.filter((one) => one !== value),
                )
              }
              data-choice={`${props.name}-${value}`}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A fault in a line, where a card would be too much. */
export function FaultLine({ fault }: { fault: Fault | null }) {
  return (
    <div role="alert">
      {fault && (
        <p class="wrong">
          <Icon name="warning" size={20} /> <FaultText fault={fault} />
        </p>
      )}
    </div>
  );
}

/** A page of the shell: its name, and what stands on it. */
export function Sheet(props: {
  title: string;
  children: ComponentChildren;
  aside?: ComponentChildren;
  name: string;
}) {
  return (
    <article class={`sheet sheet-${props.name} screen-only`} data-testid={`sheet-${props.name}`}>
      <div class="sheet-head">
        <h1>{props.title}</h1>
        {props.aside}
      </div>
      {props.children}
    </article>
  );
}
