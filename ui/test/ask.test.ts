import { describe, expect, it } from "vitest";
import { framesIn } from "../src/api/ask";

const sentence = { type: "sentence", sentence: { text: "One.", source: "structure", findings: [] } };
const fault = { type: "fault", fault: { code: "busy", message: "m", remedy: "r" } };
const frame = (event: unknown) => `event: x\ndata: ${JSON.stringify(event)}\n\n`;

describe("the stream of an answer", () => {
  it("is cut into events, wherever the network cut it", () => {
    const whole = `${frame(sentence)}: still here\n\n${frame(fault)}`;
    for (let at = 0; at <= whole.length; at++) {
      const first = framesIn(whole.slice(0, at));
      const second = framesIn(first.rest + whole.slice(at));
      expect([...first.events, ...second.events]).toEqual([sentence, fault]);
      expect(second.rest).toBe("");
    }
  });
});
