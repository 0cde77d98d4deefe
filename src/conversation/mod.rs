//! Questions about one photograph, answered from its Reading.
//!
//! A question is understood as one of a closed set of intents, or not at all. What is answered comes from the Reading
//! alone: its numbers, its findings by id, its places. The language reader is asked the same in words of ours, never
//! in those of the question, and what it says is shown only where the Reading bears it out. So nothing that a person
//! types, and no name of a patient, can change an answer: at worst it is understood as a question that was not meant,
//! and the answer says as what it was understood. What was not assessed is never answered with yes or no.
//! Where a published language model is the only reader, it is asked what nothing measures, in the person's words; its
//! answer is marked as its own and unverified.

mod answer;
mod facts;
mod grades;
mod heard;
mod intent;
mod lesions;
mod named;
mod phrases;
mod plan;
mod refuse;
mod talk;
mod types;
mod understand;
mod unverified;
mod voice;

pub use intent::{Intent, Task};
pub use talk::{Talk, Teller, Told};
pub use types::*;
