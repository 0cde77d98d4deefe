// The consistency checks between what was seen, staged and said.
import type { Reading } from "../api/types";
import { t } from "../strings";
import { Icon, type IconName } from "./icon";

export function Checks({ reading }: { reading: Reading }) {
  const { checks } = reading;
  const failed = checks.filter((check) => !check.passed);
  const summary =
    checks.length === 0
      ? t("checks-none")
      : failed.length === 0
        ? t("checks-all-passed", { n: checks.length })
        : t("checks-some-failed", { failed: failed.length, n: checks.length });
  const [tone, icon]: [string, IconName] =
    checks.length === 0
      ? ["", "slash"]
      : failed.length > 0
        ? ["s-uncertain", "warning"]
        : ["s-absent", "check"];
  return (
    <details class="card" open={failed.length > 0} data-testid="checks">
      <summary>
        <h2>{t("checks-title")}</h2>
        <span class={`tag ${tone}`}>
          <Icon name={icon} size={18} />
          {summary}
        </span>
      </summary>
      <ul class="checks">
        {[...failed, ...checks.filter((check) => check.passed)].map((check) => (
          <li key={`${check.rule} ${check.detail}`} class={check.passed ? "passed" : "failed"}>
            <Icon name={check.passed ? "check" : "warning"} size={20} />
            <div>
              <strong>{t(`checks-rule-${check.rule}`)}</strong>
              <span class="origin">{check.passed ? t("checks-passed") : t("checks-failed")}</span>
              {check.detail && <p>{check.detail}</p>}
              {!check.passed && <p class="quiet small">{t(`checks-effect-${check.effect}`)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
