//! How fast a decoder reads a prompt and writes after it, without a photograph: what the benchmark compares.

use std::collections::BTreeMap;
use std::time::Instant;

use toktrie::TokenId;

use super::LanguageError;
use super::generate::{self, Cache};
use super::reader::graph;
use crate::bundle::{Bundle, Role};
use crate::engine::{Graph, Tensor};

/// One run.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// Milliseconds from the prompt's ids to its last logits.
    pub prefill_ms: f64,
    /// Milliseconds of each step after it: choose the likeliest token, embed it, decode it.
    pub steps_ms: Vec<f64>,
    /// Logits after the prompt.
    pub logits: Vec<f32>,
    /// What was written.
    pub ids: Vec<TokenId>,
}

/// Reads `prompt` and then takes `steps` steps, greedily, whatever the model says; `runs` times.
///
/// Fails where prompt and steps exceed the model's context, or an id its vocabulary.
pub fn pace(
    bundle: &Bundle,
    graphs: &mut BTreeMap<Role, Box<dyn Graph>>,
    prompt: &[TokenId],
    steps: usize,
    runs: usize,
) -> Result<Vec<Pace>, LanguageError> {
    let absent = || LanguageError::Absent { bundle: bundle.root.clone() };
    let spec = bundle.manifest.language.as_ref().ok_or_else(absent)?;
    let found = prompt.len() + steps;
    if found > spec.context {
        return Err(LanguageError::PromptTooLong { found, context: spec.context });
    }
    let mut embed = graph(bundle, graphs, Role::EmbedTokens)?;
    let mut decoder = graph(bundle, graphs, Role::DecoderModelMerged)?;
    let done = (0..runs).map(|_| one(&mut *embed, &mut *decoder, spec, prompt, steps)).collect();
    graphs.extend([(Role::EmbedTokens, embed), (Role::DecoderModelMerged, decoder)]);
    done
}

fn one(
    embed: &mut dyn Graph,
    decoder: &mut dyn Graph,
    spec: &crate::bundle::LanguageSpec,
    prompt: &[TokenId],
    steps: usize,
) -> Result<Pace, LanguageError> {
    let mut cache = Cache::empty(spec, decoder, prompt.len() + steps)?;
    let mut read = |ids: &[TokenId]| -> Result<(Vec<f32>, f64), LanguageError> {
        let clock = Instant::now();
        let input: Option<Tensor> = generate::embed(embed, ids)?;
        let input = input.ok_or_else(|| LanguageError::Answer { what: "the prompt is empty".into() })?;
        let logits = cache.step(decoder, input)?;
        Ok((logits, clock.elapsed().as_secs_f64() * 1e3))
    };
    let (logits, prefill_ms) = read(prompt)?;
    let mut pace = Pace { prefill_ms, steps_ms: Vec::with_capacity(steps), logits, ids: Vec::new() };
    let mut next = generate::likeliest(&pace.logits)?;
    for _ in 0..steps {
        let clock = Instant::now();
        pace.ids.push(next);
        let (logits, _) = read(&[next])?;
        next = generate::likeliest(&logits)?;
        pace.steps_ms.push(clock.elapsed().as_secs_f64() * 1e3);
    }
    Ok(pace)
}
