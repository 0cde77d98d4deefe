// Keeps a defect of the page from leaving an empty screen.
import { Component, type ComponentChildren } from "preact";
import { t } from "../strings";
import { FaultCard } from "./fault";

export class Guard extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <FaultCard
        main
        title={t("failure-page")}
        fault={{ code: "unexpected", message: "", remedy: t("failure-page-remedy") }}
      >
        <button type="button" class="primary" onClick={() => location.reload()}>
          {t("failure-reload")}
        </button>
      </FaultCard>
    );
  }
}
