// A small button that lights up in the picture the findings that a statement rests on.
import { t } from "../strings";
import { type Light, type Lighting, shining } from "./light";

type Props = {
  /** The statement, as the picture names it. */
  words: string;
  findings: readonly string[];
  from: string;
  lighting: Lighting;
  light: (lighting: Lighting) => void;
};

export function Lights({ words, findings, from, lighting, light }: Props) {
  const me: Light = { from, findings, boxes: [], words };
  const held = lighting.held?.from === from;
  const pass = (on: boolean) => light({ ...lighting, passing: on ? me : null });
  return (
    <button
      type="button"
      class={`ref lights ${shining(lighting)?.from === from ? "lit" : ""}`}
      aria-pressed={held}
      aria-label={`${words}: ${t("conditions-rests", { n: findings.length })}`}
      onClick={() => light({ passing: null, held: held ? null : me })}
      onMouseEnter={() => pass(true)}
      onMouseLeave={() => pass(false)}
      onFocus={() => pass(true)}
      onBlur={() => pass(false)}
    >
      {t("conditions-rests", { n: findings.length })}
    </button>
  );
}
