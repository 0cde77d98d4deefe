// Which language the page speaks to the person in front of it.
import { useContext } from "preact/hooks";
import { languageOf, SessionContext } from "../../session";
import { choose, isReviewed, LANGUAGES, lang, t } from "../../strings";
import type { Lang } from "../../strings/languages";

export function LanguageSwitch() {
  const operator = useContext(SessionContext)?.operator ?? null;
  const speak = (next: Lang) => {
    if (operator) languageOf(operator.id, next);
    void choose(next);
  };
  return (
    <div class="field language">
      <label for="language">{t("gate-language")}</label>
      <select
        id="language"
        value={lang()}
        onChange={(event) => speak(event.currentTarget.value as Lang)}
        data-testid="language"
      >
        {LANGUAGES.map((one) => (
          <option key={one.lang} value={one.lang} lang={one.lang}>
            {one.name}
          </option>
        ))}
      </select>
      {!isReviewed() && <p class="quiet small">{t("gate-not-reviewed")}</p>}
    </div>
  );
}
