// Which language the page speaks to the person in front of it.
import { choose, isReviewed, LANGUAGES, lang, t } from "../../strings";

export function LanguageSwitch() {
  return (
    <div class="field language">
      <label for="language">{t("gate-language")}</label>
      <select
        id="language"
        value={lang()}
        onChange={(event) => void choose(event.currentTarget.value as (typeof LANGUAGES)[number]["lang"])}
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
