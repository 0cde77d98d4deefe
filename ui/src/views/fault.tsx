// An error as a person needs it: what happened, and what to do.
import type { ComponentChildren } from "preact";
import type { Fault } from "../api/types";
import { t } from "../strings";
import { Icon } from "./icon";

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
        {props.fault.message && <p>{props.fault.message}</p>}
        <p class="remedy">
          <strong>{t("failure-remedy")}</strong> {props.fault.remedy}
        </p>
        {props.children && <div class="actions">{props.children}</div>}
      </div>
    </section>
  );
}
