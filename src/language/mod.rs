//! Runs the language model: prompt, image tokens, KV cache, grammar, grounded text.

mod chain;

pub use chain::{Chain, ChainStep, Segment};
