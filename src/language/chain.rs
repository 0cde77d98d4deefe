//! The clinical chain as the language reader wrote it, taken apart.

use crate::terms::Step;

/// What the language reader wrote about one photograph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chain {
    /// The text as it was written, boxes in 0–999 of the normalised square.
    pub text: String,
    /// In the order of the chain.
    pub steps: Vec<ChainStep>,
    /// All six steps are there and each ends well.
    pub complete: bool,
    /// Boxes that were no boxes (no area, or edges the wrong way round) and were left out.
    pub dropped: usize,
    /// Tokens written.
    pub tokens: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ChainStep {
    pub step: Step,
    pub segments: Vec<Segment>,
}

/// A stretch of words, or a name with its boxes.
#[derive(Debug, Clone, PartialEq)]
pub enum Segment {
    Text(String),
    Grounded {
        /// As written: `hard exudate`, `optic disc`.
        name: String,
        /// `[x1, y1, x2, y2]`, 0–999 of the normalised square, x1 < x2 and y1 < y2.
        boxes: Vec<[u16; 4]>,
    },
}
