// The chain's text never shows a tag, and its boxes come out as they were meant.
import { describe, expect, it } from "vitest";
import { boxesIn, pieces } from "../src/grounding";

describe("pieces of a step", () => {
  it("takes words and places apart, in order", () => {
    const text =
      "<ref>optic disc</ref><box>[[601, 455, 731, 590]]</box> <ref>hard exudate</ref><box>[[1, 2, 3, 4], [10, 20, 30, 40]]</box> Right eye.";
    expect(pieces(text)).toEqual([
      { text: "optic disc", boxes: [[601, 455, 731, 590]] },
      { text: " ", boxes: [] },
      {
        text: "hard exudate",
        boxes: [
          [1, 2, 3, 4],
          [10, 20, 30, 40],
        ],
      },
      { text: " Right eye.", boxes: [] },
    ]);
  });

  it("leaves plain text as it is", () => {
    expect(pieces("No lesion is seen.")).toEqual([{ text: "No lesion is seen.", boxes: [] }]);
    expect(pieces("")).toEqual([]);
  });

  it("takes a name without a box as words", () => {
    expect(pieces("<ref>fovea</ref> is not seen.")).toEqual([
      { text: "fovea", boxes: [] },
      { text: " is not seen.", boxes: [] },
    ]);
  });

  it.each([
    "<ref>disc<box>[[1,2,3,4]]</box> unclosed",
    "<box>[[1, 2, 3, 4]]</box> box alone",
    "closed </ref> only </box>",
    "<ref></ref><box>[[1, 2, 3, 4]]</box>empty name",
    "<ref>a</ref><box>not numbers</box>",
  ])("shows no tag of %j", (text) => {
    const shown = pieces(text)
      .map((piece) => piece.text)
      .join("");
    expect(shown).not.toMatch(/<\/?(ref|box)>|\[\[/);
  });

  it("passes markup on as words for the page to escape", () => {
    expect(pieces("<img src=x> & <b>")).toEqual([{ text: "<img src=x> & <b>", boxes: [] }]);
  });
});

describe("boxes of a text", () => {
  it("puts corners in order and holds them in 0–999", () => {
    expect(boxesIn("[[30, 40, 10, 20]]")).toEqual([[10, 20, 30, 40]]);
    expect(boxesIn("[[-5, 0, 2000, 999]]")).toEqual([[0, 0, 999, 999]]);
  });

  it("skips what is not four numbers", () => {
    expect(boxesIn("[[1, 2, 3], [a, b, c, d], [5, 6, 7, 8]]")).toEqual([[5, 6, 7, 8]]);
  });
});
