// The clinical chain, step by step; its grounded words are buttons that light up their places in the photograph.
import type { Finding, Reading, Schemas } from "../api/types";
import { asBox } from "../api/types";
import { type Piece, pieces } from "../grounding";
import { t } from "../strings";
import { type Lighting, overlap, shining } from "./light";
import { Lights } from "./lights";

type Props = { reading: Reading; lighting: Lighting; light: (lighting: Lighting) => void };

/** The cited findings that stand where the words point. */
function meant(piece: Piece, step: Schemas["ChainStep"], findings: readonly Finding[]): string[] {
  return findings
    .filter((finding) => step.findings.includes(finding.id))
    .filter((finding) => {
      const box = asBox(finding.box);
      return box && piece.boxes.some((pointed) => overlap(pointed, box) > 0.5);
    })
    .map((finding) => finding.id);
}

function Grounded(props: Props & { piece: Piece; step: Schemas["ChainStep"]; from: string }) {
  const { piece, lighting, light, from } = props;
  const me = {
    from,
    findings: meant(piece, props.step, props.reading.findings),
    boxes: piece.boxes,
    words: piece.text,
  };
  const held = lighting.held?.from === from;
  const lit = shining(lighting);
  const echoed = lit !== null && lit.from !== from && lit.findings.some((id) => me.findings.includes(id));
  const pass = (on: boolean) => light({ ...lighting, passing: on ? me : null });
  return (
    <button
      type="button"
      class={`ref ${echoed || lit?.from === from ? "lit" : ""}`}
      aria-pressed={held}
      title={t("chain-place", { text: piece.text, n: piece.boxes.length })}
      onClick={() => light({ passing: null, held: held ? null : me })}
      onMouseEnter={() => pass(true)}
      onMouseLeave={() => pass(false)}
      onFocus={() => pass(true)}
      onBlur={() => pass(false)}
    >
      {piece.text}
      {piece.boxes.length > 1 && <sup> {piece.boxes.length}</sup>}
    </button>
  );
}

export function Chain(props: Props) {
  const { chain } = props.reading;
  return (
    <section class="card" aria-labelledby="chain">
      <h2 id="chain">{t("chain-title")}</h2>
      {chain.length === 0 && <p class="quiet">{t("chain-empty")}</p>}
      {chain.some((step) => step.text.includes("<ref>")) && <p class="quiet small">{t("chain-hint")}</p>}
      {chain.some((step) => step.source === "language" && !step.unverified) && (
        <p class="quiet small">{t("chain-two-readers")}</p>
      )}
      {chain.some((step) => step.unverified) && (
        <p class="small" data-testid="unverified">
          {t("chain-unverified")}
        </p>
      )}
      <ol class="chain">
        {chain.map((step) => (
          <li
            key={step.step}
            id={`step-${step.step}`}
            tabIndex={-1}
            class={step.findings.some((id) => shining(props.lighting)?.findings.includes(id)) ? "spoken" : ""}
          >
            <h3>
              {t(`chain-step-${step.step}`)}{" "}
              <span class="origin">
                {t(step.unverified ? "chain-source-unverified" : `chain-source-${step.source}`)}
              </span>
            </h3>
            <p>
              {pieces(step.text).map((piece, index) =>
                piece.boxes.length > 0 ? (
                  <Grounded
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
                    key={index}
                    {...props}
                    piece={piece}
                    step={step}
                    from={`${step.step} ${index}`}
                  />
                ) : (
                  piece.text
                ),
              )}
            </p>
            {step.findings.length > 0 && !step.text.includes("<box>") && (
              <Lights
                words={t(`chain-step-${step.step}`)}
                findings={step.findings}
                from={`step ${step.step}`}
                lighting={props.lighting}
                light={props.light}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
