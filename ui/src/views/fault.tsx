// An error as a person needs it: what happened, and what to do, in the page's language.
import type { ComponentChildren } from "preact";
import type { Fault } from "../api/types";
import { lang, maybe, t } from "../strings";
import { Icon } from "./icon";

/**
 * What is shown of a fault. The box writes English: there its own words stand. In another language the catalogue's stand
 * for its code, and the box's become the `detail`, since they alone say which file, or how long. A code that the catalogue
 * lacks, and what the page itself found, stay as they are.
 */
export function faultWords({ code, message, remedy }: Fault) {
  const said = maybe(`fault-${code}`);
  const act = maybe(`fault-${code}-do`);
  if (lang() === "en" || said === null || act === null) return { message, remedy, detail: null };
  return { message: said, remedy: act, detail: `${message}${/[.!?]$/.test(message) ? "" : "."} ${remedy}` };
}

function Remedy({ fault }: { fault: Fault }) {
  const { remedy, detail } = faultWords(fault);
  return (
    <>
      <strong>{t("failure-remedy")}</strong> {remedy}
      {detail && (
        <small class="detail" lang="en" dir="ltr">
          {detail}
        </small>
      )}
    </>
  );
}

/** A fault in a line of text. */
export function FaultText({ fault }: { fault: Fault }) {
  return (
    <>
      {faultWords(fault).message} <Remedy fault={fault} />
    </>
  );
}

/** A fault in paragraphs of its own. */
export function FaultBody({ fault }: { fault: Fault }) {
  const { message } = faultWords(fault);
  return (
    <>
      {message && <p>{message}</p>}
      <p class="remedy">
        <Remedy fault={fault} />
      </p>
    </>
  );
}

export function FaultCard(props: {
  title: string;
  fault: Fault;
  main?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <section class="card fault" role="alert">
      <div class="sign">
        <Icon name="warning" size={32} />
      </div>
      <div>
        {props.main ? <h1>{props.title}</h1> : <h2>{props.title}</h2>}
        <FaultBody fault={props.fault} />
        {props.children && <div class="actions">{props.children}</div>}
      </div>
    </section>
  );
}
