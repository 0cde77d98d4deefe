// Questions about the photograph: suggestions, an input, answers as they come; what they name is lit up in the picture.
import { useEffect, useRef, useState } from "preact/hooks";
import { askAbout, fetchConversation, type Message, type Sentence } from "../api/ask";
import { FaultError, faultOf } from "../api/client";
import { asBox, type Fault, type Reading } from "../api/types";
import { t } from "../strings";
import { directionOf } from "../strings/languages";
import { FaultText } from "./fault";
import type { Light, Lighting } from "./light";

/** As many as the box takes. */
const LONGEST = 300;

/** An answer under way: what stands of it, and what a language model is writing. */
type Under = { question: string; sentences: Sentence[]; piece: string };

type Props = {
  id: string;
  reading: Reading;
  lighting: Lighting;
  light: (lighting: Lighting) => void;
};

/** Suggested questions: what this Reading has an answer to. */
function suggestions(reading: Reading): string[] {
  const found = reading.findings.find((finding) => !finding.research);
  const graded = reading.conditions.some((one) => one.stage);
  return [
    ...(graded ? [t("asked-grade"), t("asked-why_grade")] : []),
    ...(found ? [t("asked-where", { labels: t(`labels-${found.label}`).toLowerCase() })] : []),
    t("asked-plan"),
    t("asked-unassessed"),
  ];
}

/** What an answer names: findings by their id, landmarks by their box. */
function named(message: Message, from: string): Light | null {
  const landmarks = message.places.filter((place) => place.finding === null);
  const boxes = landmarks.flatMap((place) => asBox(place.box) ?? []);
  const pointed = landmarks.length > 0 && message.findings.length === 0 ? landmarks : [];
  if (message.findings.length === 0 && boxes.length === 0) return null;
  return {
    from,
    findings: message.findings,
    boxes: pointed.flatMap((place) => {
      const box = asBox(place.box);
      return box ? [box] : [];
    }),
    words: pointed.some((place) => place.unverified)
      ? t("chain-source-unverified")
      : (message.understood ?? t("ask-title")),
  };
}

function Said({ sentences }: { sentences: readonly Sentence[] }) {
  return (
    <>
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sentences of an answer never move
        <p key={index} class={sentence.source === "language" ? "quiet" : ""}>
          {sentence.text}{" "}
          {sentence.source === "language" && (
            <span class="origin">
              {t(sentence.unverified ? "chain-source-unverified" : "chain-source-language")}
            </span>
          )}
        </p>
      ))}
    </>
  );
}

/** Words under way, as the sentence that they will be. */
function writing(piece: string): Sentence[] {
  return piece.trim() === "" ? [] : [{ text: piece, source: "language", findings: [], unverified: true }];
}

export function AskPanel({ id, reading, lighting, light }: Props) {
  const [said, setSaid] = useState<Message[]>([]);
  const [under, setUnder] = useState<Under | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [words, setWords] = useState("");
  const leave = useRef<AbortController | null>(null);

  useEffect(() => {
    let current = true;
    fetchConversation(id).then(
      ({ messages }) => current && setSaid(messages.filter((one) => one.reading === reading.id)),
      () => {},
    );
    return () => {
      current = false;
      leave.current?.abort();
    };
  }, [id, reading.id]);

  const ask = async (question: string) => {
    // Without the signs that keep directions apart, which a suggestion brings along.
    const asked = question.replace(/[\u2066-\u2069]/g, "").trim();
    if (asked === "" || under) return;
    const left = new AbortController();
    leave.current = left;
    setFault(null);
    setWords("");
    setUnder({ question: asked, sentences: [], piece: "" });
    try {
      const told = (sentence: Sentence) =>
        setUnder((now) => now && { ...now, sentences: [...now.sentences, sentence], piece: "" });
      const piece = (text: string) => setUnder((now) => now && { ...now, piece: now.piece + text });
      const message = await askAbout(id, asked, told, piece, left.signal);
      setSaid((before) => [...before, message]);
      light({ passing: null, held: named(message, `answer ${said.length}`) });
    } catch (error) {
      if (left.signal.aborted) return;
      setFault(error instanceof FaultError ? error.fault : faultOf(0, null));
      setWords(asked);
    } finally {
      setUnder(null);
    }
  };

  return (
    <section class="card ask" aria-labelledby="ask" data-testid="ask">
      <h2 id="ask">{t("ask-title")}</h2>
      <p class="quiet small">{t(reading.models.evidence ? "ask-hint" : "ask-hint-unverified")}</p>
      <div class="suggested">
        {suggestions(reading).map((question) => (
          <button
            key={question}
            type="button"
            class="tool"
            disabled={under !== null}
            onClick={() => ask(question)}
          >
            {question}
          </button>
        ))}
      </div>
      <div aria-live="polite" class="said">
        {said.map((message, index) => {
          const from = `answer ${index}`;
          const me = named(message, from);
          const held = lighting.held?.from === from;
          return (
            <article
              // biome-ignore lint/suspicious/noArrayIndexKey: a conversation only grows
              key={index}
              lang={message.lang}
              dir={directionOf(message.lang)}
              data-outcome={message.outcome}
            >
              <h3>{message.question}</h3>
              <Said sentences={message.sentences} />
              {message.understood && message.understood !== message.question && (
                <p class="quiet small">{t("ask-understood", { question: message.understood })}</p>
              )}
              {message.declined && message.may_ask.length > 0 && (
                <p class="quiet small">{t("ask-may-ask", { questions: message.may_ask.join(" ") })}</p>
              )}
              {me && (
                <button
                  type="button"
                  class="tool"
                  aria-pressed={held}
                  onClick={() => light({ passing: null, held: held ? null : me })}
                >
                  {t("ask-show")}
                </button>
              )}
            </article>
          );
        })}
        {under && (
          <article aria-busy="true">
            <h3>{under.question}</h3>
            {under.sentences.length === 0 ? (
              <p class="quiet">{t("ask-waiting")}</p>
            ) : (
              <Said sentences={[...under.sentences, ...writing(under.piece)]} />
            )}
          </article>
        )}
        {fault && (
          <p class="bad" role="alert">
            <FaultText fault={fault} />
          </p>
        )}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask(words);
        }}
      >
        <label>
          <span class="off-screen">{t("ask-label")}</span>
          <input
            type="text"
            name="question"
            value={words}
            maxLength={LONGEST}
            autocomplete="off"
            placeholder={t("ask-label")}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={under !== null || words.trim() === ""}>
          {t("ask-send")}
        </button>
      </form>
    </section>
  );
}
