// Questions about a photograph: sent as JSON, answered as server-sent events over one request.
import { lang } from "../strings";
import { at, FaultError, faultOf, noticed, request, tokened, unreachable } from "./client";
import type { Schemas } from "./types";

export type Message = Schemas["Message"];
export type Sentence = Schemas["Sentence"];

/** Longer than the box's own patience with a question. */
const DEADLINE_MS = 130_000;

/** What was asked about a photograph since the box was started. */
export const fetchConversation = (id: string) => request<Schemas["Conversation"]>(`${at(id)}/messages`);

/** The events in what was received, and what is left of an unfinished one. */
export function framesIn(received: string): { events: Schemas["AnswerEvent"][]; rest: string } {
  const frames = received.split("\n\n");
  const rest = frames.pop() ?? "";
  const events: Schemas["AnswerEvent"][] = [];
  for (const frame of frames) {
    const lines = frame.split("\n").filter((line) => line.startsWith("data:"));
    if (lines.length === 0) continue;
    events.push(JSON.parse(lines.map((line) => line.slice(5).trimStart()).join("\n")));
  }
  return { events, rest };
}

/** Asks; `told` gets each sentence as it comes, `piece` the words of a language model as it writes them. Aborting `left` cancels the answer on the box. */
export async function askAbout(
  id: string,
  question: string,
  told: (sentence: Sentence) => void,
  piece: (text: string) => void,
  left: AbortSignal,
): Promise<Message> {
  let answer: Response;
  try {
    answer = await fetch(`${at(id)}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", ...tokened() },
      body: JSON.stringify({ question, lang: lang() }),
      signal: AbortSignal.any([left, AbortSignal.timeout(DEADLINE_MS)]),
    });
  } catch {
    throw new FaultError(unreachable());
  }
  if (!answer.ok || !answer.body)
    throw new FaultError(noticed(faultOf(answer.status, await answer.json().catch(() => null))));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let received = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const { events, rest } = framesIn(received + (value ?? ""));
      received = rest;
      for (const event of events) {
        if (event.type === "sentence") told(event.sentence);
        else if (event.type === "piece") piece(event.text);
        else if (event.type === "message") return event.message;
        else throw new FaultError(event.fault);
      }
      if (done) break;
    }
  } catch (error) {
    throw error instanceof FaultError ? error : new FaultError(unreachable());
  } finally {
    void reader.cancel().catch(() => {});
  }
  throw new FaultError(unreachable());
}
