//! Greedy decoding under a grammar, with the KV cache moved from step to step.

use std::time::{Duration, Instant};

use toktrie::TokenId;

use super::grammar::Writing;
use super::vocabulary::Vocabulary;
use super::{LanguageError, reader::Graphs};
use crate::bundle::LanguageSpec;
use crate::engine::{EngineError, Tensor, Value, take};

/// The share of the time after which lists are not made longer.
const HURRY: f64 = 0.6;

/// Tokens that are kept for the end: the box in hand, one feature, diagnosis and management need about 80.
const RESERVE: usize = 128;

/// Bounds of one answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The model's context: prompt and answer together.
    pub(super) tokens: usize,
    pub(super) time: Duration,
}

/// Writes one answer to the end of its sentence. Says whether it got there in time; if not, `writing` holds the
/// beginning. When time or room run short no list is made longer where the grammar lets it end, so that the model
/// still comes to say grade and management itself.
pub(super) fn write(
    graphs: &mut Graphs,
    spec: &LanguageSpec,
    vocabulary: &Vocabulary,
    prompt: Tensor,
    writing: &mut Writing,
    limits: Limits,
) -> Result<bool, LanguageError> {
    let start = Instant::now();
    let length = prompt.shape().get(1).copied().unwrap_or(0);
    if length >= limits.tokens {
        return Err(LanguageError::PromptTooLong { found: length, context: limits.tokens });
    }
    let room = limits.tokens - length;
    let mut cache = Cache::empty(spec)?;
    let mut pending = writing.forced(vocabulary)?;
    let mut embeds = Some(prompt);
    while !writing.ended() {
        let time = start.elapsed();
        if time >= limits.time || writing.ids().len() >= room {
            return Ok(writing.whole());
        }
        let said = embed(graphs, &pending)?;
        let input = match (embeds.take(), said) {
            (Some(prompt), Some(forced)) => join(prompt, forced)?,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return Err(LanguageError::Answer { what: "nothing to go on from".into() }),
        };
        let logits = cache.step(graphs, input)?;
        let hurry =
            time.as_secs_f64() > HURRY * limits.time.as_secs_f64() || writing.ids().len() + RESERVE > room;
        let allowed = writing.allowed()?;
        let Some(token) = best(&logits, &allowed, |id| hurry && lengthens(vocabulary.bytes(id))) else {
            return Err(LanguageError::Answer { what: "no token is allowed".into() });
        };
        if token == vocabulary.special.eos {
            return Ok(true);
        }
        writing.take(token)?;
        pending = vec![token];
        pending.extend(writing.forced(vocabulary)?);
    }
    Ok(true)
}

/// Whether a token makes a list longer: another box, another finding, another feature.
fn lengthens(bytes: &[u8]) -> bool {
    bytes.starts_with(b" ") || bytes.starts_with(b"],")
}

/// The allowed token with the highest logit; those for which `avoid` holds only where there is no other.
fn best(logits: &[f32], allowed: &[TokenId], avoid: impl Fn(TokenId) -> bool) -> Option<TokenId> {
    let highest = |ids: &mut dyn Iterator<Item = TokenId>| {
        ids.filter_map(|id| Some((id, *logits.get(id as usize)?)))
            .fold(None, |best: Option<(TokenId, f32)>, (id, logit)| match best {
                Some((_, top)) if top >= logit => best,
                _ => Some((id, logit)),
            })
            .map(|(id, _)| id)
    };
    highest(&mut allowed.iter().copied().filter(|&id| !avoid(id)))
        .or_else(|| highest(&mut allowed.iter().copied()))
}

/// The embeddings of `ids`, [1, n, hidden]; None for none.
pub(super) fn embed(graphs: &mut Graphs, ids: &[TokenId]) -> Result<Option<Tensor>, EngineError> {
    if ids.is_empty() {
        return Ok(None);
    }
    let input = Tensor::i64(vec![1, ids.len()], ids.iter().map(|&id| i64::from(id)).collect())?;
    let mut outputs = graphs.embed.run(vec![("input_ids".into(), input.into())])?;
    take(&mut outputs, "inputs_embeds")?.into_tensor().map(Some)
}

/// `a` and then `b`, both [1, n, hidden].
fn join(a: Tensor, b: Tensor) -> Result<Tensor, EngineError> {
    let ([_, n, hidden], mut data) = a.into_f32::<3>()?;
    let ([_, m, _], more) = b.into_f32::<3>()?;
    data.extend(more);
    Tensor::f32(vec![1, n + m, hidden], data)
}

/// Keys and values of what was read so far; they stay in the engine, and are moved from step to step.
pub(super) struct Cache {
    past: Vec<(String, Value)>,
    length: usize,
}

impl Cache {
    pub(super) fn empty(spec: &LanguageSpec) -> Result<Cache, EngineError> {
        let mut past = Vec::with_capacity(2 * spec.layers);
        for layer in 0..spec.layers {
            for half in ["key", "value"] {
                let empty = Tensor::f32(vec![1, spec.kv_heads, 0, spec.head_dim], Vec::new())?;
                past.push((format!("past_key_values.{layer}.{half}"), empty.into()));
            }
        }
        Ok(Cache { past, length: 0 })
    }

    /// Reads `embeds` [1, n, hidden] after what was read before; gives the logits of the last position.
    pub(super) fn step(&mut self, graphs: &mut Graphs, embeds: Tensor) -> Result<Vec<f32>, EngineError> {
        let new = embeds.shape().get(1).copied().unwrap_or(0);
        let total = self.length + new;
        let positions = (self.length as i64..total as i64).collect();
        let mut inputs = std::mem::take(&mut self.past);
        inputs.push(("inputs_embeds".into(), embeds.into()));
        inputs.push(("attention_mask".into(), Tensor::i64(vec![1, total], vec![1; total])?.into()));
        inputs.push(("position_ids".into(), Tensor::i64(vec![1, new], positions)?.into()));
        let mut outputs = graphs.decoder.run(inputs)?;
        let ([_, rows, width], mut logits) = take(&mut outputs, "logits")?.into_tensor()?.into_f32::<3>()?;
        self.past = outputs
            .into_iter()
            .filter_map(|(name, value)| {
                let rest = name.strip_prefix("present.")?;
                Some((format!("past_key_values.{rest}"), value))
            })
            .collect();
        self.length = total;
        Ok(logits.split_off(rows.saturating_sub(1) * width))
    }
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn takes_the_best_that_is_allowed() {
        let logits = [0.1, 0.9, 0.5, -2.0];
        assert_eq!(best(&logits, &[0, 2, 3], |_| false), Some(2));
        assert_eq!(best(&logits, &[0, 2, 3], |id| id == 2), Some(0));
        assert_eq!(best(&logits, &[2], |id| id == 2), Some(2), "where there is no other, it is taken");
        assert_eq!(best(&logits, &[], |_| false), None);
        assert_eq!(best(&logits, &[7], |_| false), None, "a token without a logit is none");
    }
}
