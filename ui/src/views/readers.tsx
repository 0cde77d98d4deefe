// The two readers, and where they agree: one measures, the other looks at the photograph without knowing what was measured.
import type { Reading, Schemas } from "../api/types";
import { t } from "../strings";
import { Icon } from "./icon";

/** The rules that set one reader against the other. */
const BETWEEN: readonly Schemas["Rule"][] = [
  "readers_agree_referable",
  "language_boxes_supported",
  "chain_complete",
  "boxes_in_field",
];

export function ReadersCard({ reading }: { reading: Reading }) {
  const { evidence, language } = reading.models;
  const between = reading.checks.filter((check) => BETWEEN.includes(check.rule));
  const own = reading.chain.filter((step) => step.source === "language");
  return (
    <section class="card" aria-labelledby="readers" data-testid="readers">
      <h2 id="readers">{t("readers-title")}</h2>
      <ul class="readers">
        <li class={evidence ? "" : "quiet"}>
          <Icon name={evidence ? "check" : "slash"} size={20} />
          <span>
            <strong>{t("provenance-evidence")}</strong>
            <small>{evidence ? t("readers-evidence") : t("provenance-not-run")}</small>
          </span>
        </li>
        <li class={language ? "" : "quiet"}>
          <Icon name={language ? "check" : "slash"} size={20} />
          <span>
            <strong>{t("provenance-language")}</strong>
            <small>
              {language && !evidence
                ? t("chain-source-unverified")
                : language
                  ? t("readers-language", {
                      n: own.length,
                      steps: own.map((step) => t(`chain-step-${step.step}`)).join(", "),
                    })
                  : t("provenance-not-run")}
            </small>
          </span>
        </li>
      </ul>
      {between.length > 0 && (
        <ul class="checks">
          {between.map((check) => (
            <li key={check.rule} class={check.passed ? "passed" : "failed"}>
              <Icon name={check.passed ? "check" : "warning"} size={20} />
              <div>
                <strong>{t(`checks-rule-${check.rule}`)}</strong>
                <span class="origin">{check.passed ? t("readers-agree") : t("readers-differ")}</span>
                {!check.passed && <p class="quiet small">{t(`checks-effect-${check.effect}`)}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
