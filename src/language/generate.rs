//! Decoding under a grammar or without one, with the KV cache moved from step to step: greedy, or sampled with a seed.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use toktrie::TokenId;

use super::vocabulary::Vocabulary;
use super::{LanguageError, reader::Graphs};
use crate::bundle::LanguageSpec;
use crate::engine::{EngineError, Graph, Tensor, Value, take};

/// The share of the time after which lists are not made longer.
const HURRY: f64 = 0.6;

/// Tokens that are kept for the end: the box in hand, one feature, diagnosis and management need about 80.
pub(super) const RESERVE: usize = 128;

/// How tokens are chosen among those that the grammar allows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sampling {
    /// 0 takes the most likely token, always; above it the distribution is flattened.
    pub temperature: f32,
    /// The same seed over the same conversation gives the same answer.
    pub seed: u64,
}

/// Why an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A whole sentence of the grammar stands.
    Whole,
    /// The tokens that it may have, or the model's context, are used up.
    Budget,
    /// Its time is over.
    Deadline,
    /// Whoever listens wants no more.
    Cancelled,
}

/// Is told each piece of text as it is written, before anything is read and then after each step, empty where there is
/// none; `Break` ends the answer.
pub type Listener<'a> = dyn FnMut(&str) -> ControlFlow<()> + 'a;

/// Bounds of one answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Tokens that may be written, as far as the model's context has room.
    pub(super) tokens: usize,
    pub(super) time: Duration,
    pub(super) sampling: Sampling,
    /// Tokens of a prompt that are read in one step at most; in between it is looked whether anybody still listens.
    pub(super) stride: usize,
}

/// An answer in progress, and what may follow in it: a sentence of a grammar, or any words.
pub(super) trait Growing {
    /// What was written.
    fn ids(&self) -> &[TokenId];
    /// What of it is told to whoever listens.
    fn told(&self, vocabulary: &Vocabulary) -> String;
    /// Takes a token that is allowed.
    fn take(&mut self, token: TokenId) -> Result<(), LanguageError>;
    /// The tokens that may come next; `None` where that is any.
    fn allowed(&mut self) -> Result<Option<Vec<TokenId>>, LanguageError> {
        Ok(None)
    }
    /// Takes, and gives, the tokens that must come next, whatever the model thinks.
    fn forced(&mut self, vocabulary: &Vocabulary) -> Result<Vec<TokenId>, LanguageError> {
        let _ = vocabulary;
        Ok(Vec::new())
    }
    /// Whether a whole sentence stands and nothing may follow.
    fn ended(&self) -> bool {
        false
    }
    /// Whether a whole sentence stands.
    fn whole(&mut self) -> bool {
        false
    }
    /// Whether this token makes a list longer, which is not done when time or room run short.
    fn lengthens(&self, vocabulary: &Vocabulary, token: TokenId) -> bool {
        let _ = (vocabulary, token);
        false
    }
}

/// Writes one answer after `input`, the embeddings of what is new [1, n, hidden]. Where it is not whole, `writing` holds
/// its beginning. When time or room run short no list is made longer where the grammar lets it end, so that the model
/// still comes to say grade and management itself. Gives why it ended, and the tokens that `cache` has not read yet;
/// where it ended within a prompt, `cache` tells how far it came.
pub(super) fn write(
    graphs: &mut Graphs,
    vocabulary: &Vocabulary,
    cache: &mut Cache,
    input: Tensor,
    writing: &mut dyn Growing,
    limits: Limits,
    listener: &mut Listener,
) -> Result<(Stop, Vec<TokenId>), LanguageError> {
    let start = Instant::now();
    let mut random = fastrand::Rng::with_seed(limits.sampling.seed);
    let mut pending = writing.forced(vocabulary)?;
    let mut strides = strides(input, limits.stride)?;
    let mut last = strides.pop_back();
    let mut told = 0;
    while !writing.ended() {
        let time = start.elapsed();
        let short = |writing: &mut dyn Growing, stop| if writing.whole() { Stop::Whole } else { stop };
        if tell(vocabulary, writing, &mut told, listener).is_break() {
            return Ok((Stop::Cancelled, pending));
        }
        if time >= limits.time {
            return Ok((short(writing, Stop::Deadline), pending));
        }
        if writing.ids().len() >= limits.tokens {
            return Ok((short(writing, Stop::Budget), pending));
        }
        if let Some(stride) = strides.pop_front() {
            cache.step(&mut *graphs.decoder, stride)?;
            continue;
        }
        let said = embed(&mut *graphs.embed, &pending)?;
        let input = match (last.take(), said) {
            (Some(prompt), Some(forced)) => join(prompt, forced)?,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return Err(LanguageError::Answer { what: "nothing to go on from".into() }),
        };
        let logits = cache.step(&mut *graphs.decoder, input)?;
        vocabulary.fits(logits.len())?;
        pending.clear();
        let hurry = time.as_secs_f64() > HURRY * limits.time.as_secs_f64()
            || writing.ids().len() + RESERVE > limits.tokens;
        let token = match writing.allowed()? {
            Some(allowed) => {
                let avoid = |id| hurry && writing.lengthens(vocabulary, id);
                choose(&logits, &allowed, avoid, limits.sampling.temperature, &mut random)?
            }
            None => any(&logits, limits.sampling.temperature, &mut random)?,
        };
        if token == vocabulary.special.eos {
            return Ok((Stop::Whole, pending));
        }
        writing.take(vocabulary.known(token)?)?;
        pending.push(token);
        pending.extend(writing.forced(vocabulary)?);
    }
    // What is whole stands, whether or not anybody listens to its end.
    let _ = tell(vocabulary, writing, &mut told, listener);
    Ok((Stop::Whole, pending))
}

/// Embeddings [1, n, hidden] in stretches of at most `stride` tokens.
fn strides(input: Tensor, stride: usize) -> Result<VecDeque<Tensor>, EngineError> {
    if input.shape().get(1).is_none_or(|&n| n <= stride) {
        return Ok(VecDeque::from([input]));
    }
    let ([_, _, hidden], data) = input.into_f32::<3>()?;
    let some = data.chunks(stride.max(1) * hidden.max(1));
    some.map(|some| Tensor::f32(vec![1, some.len() / hidden.max(1), hidden], some.to_vec())).collect()
}

/// Tells what was written since `told` bytes; half a character is held back.
fn tell(
    vocabulary: &Vocabulary,
    writing: &dyn Growing,
    told: &mut usize,
    listener: &mut Listener,
) -> ControlFlow<()> {
    let text = writing.told(vocabulary);
    match text.get(*told..) {
        Some(new) if !text.ends_with(char::REPLACEMENT_CHARACTER) => {
            *told = text.len();
            listener(new)
        }
        _ => listener(""),
    }
}

/// One of the allowed tokens: the likeliest where `temperature` is 0, else drawn. Those for which `avoid` holds only
/// where there is no other.
fn choose(
    logits: &[f32],
    allowed: &[TokenId],
    avoid: impl Fn(TokenId) -> bool,
    temperature: f32,
    random: &mut fastrand::Rng,
) -> Result<TokenId, LanguageError> {
    let known = allowed.iter().filter_map(|&id| Some((id, *logits.get(id as usize)?)));
    let mut candidates: Vec<(TokenId, f32)> = known.collect();
    if candidates.iter().any(|(_, logit)| logit.is_nan() || *logit == f32::INFINITY) {
        return Err(LanguageError::NotANumber);
    }
    if candidates.iter().any(|(id, _)| !avoid(*id)) {
        candidates.retain(|(id, _)| !avoid(*id));
    }
    let better = |best: (TokenId, f32), one: (TokenId, f32)| if one.1 > best.1 { one } else { best };
    let best = candidates.iter().copied().reduce(better).ok_or(LanguageError::Unsatisfiable)?;
    Ok(draw(&candidates, best, temperature, random))
}

/// One of all tokens, likewise.
fn any(logits: &[f32], temperature: f32, random: &mut fastrand::Rng) -> Result<TokenId, LanguageError> {
    let best = likeliest(logits)?;
    if temperature <= 0.0 {
        return Ok(best);
    }
    let all: Vec<(TokenId, f32)> = (0..).zip(logits.iter().copied()).collect();
    let top = logits.get(best as usize).copied().unwrap_or(f32::NEG_INFINITY);
    Ok(draw(&all, (best, top), temperature, random))
}

/// A candidate drawn by its weight; the best of them where `temperature` is 0.
fn draw(
    candidates: &[(TokenId, f32)],
    (best, top): (TokenId, f32),
    temperature: f32,
    random: &mut fastrand::Rng,
) -> TokenId {
    if temperature <= 0.0 || top == f32::NEG_INFINITY {
        return best;
    }
    let weights: Vec<f32> = candidates.iter().map(|(_, logit)| ((logit - top) / temperature).exp()).collect();
    let mut left = random.f32() * weights.iter().sum::<f32>();
    for ((id, _), weight) in candidates.iter().zip(&weights) {
        left -= weight;
        if left < 0.0 {
            return *id;
        }
    }
    best
}

/// The place of the largest logit, the first of equals.
pub(super) fn likeliest(logits: &[f32]) -> Result<TokenId, LanguageError> {
    let mut top = (0, f32::NEG_INFINITY);
    for (id, &logit) in (0..).zip(logits) {
        if logit.is_nan() || logit == f32::INFINITY {
            return Err(LanguageError::NotANumber);
        }
        if logit > top.1 {
            top = (id, logit);
        }
    }
    Ok(top.0)
}

/// The embeddings of `ids`, [1, n, hidden]; None for none.
pub(super) fn embed(graph: &mut dyn Graph, ids: &[TokenId]) -> Result<Option<Tensor>, EngineError> {
    if ids.is_empty() {
        return Ok(None);
    }
    let input = Tensor::i64(vec![1, ids.len()], ids.iter().map(|&id| i64::from(id)).collect())?;
    let mut outputs = graph.run(vec![("input_ids".into(), input.into())])?;
    take(&mut outputs, "inputs_embeds")?.into_tensor().map(Some)
}

/// `a` and then `b`, both [1, n, hidden].
fn join(a: Tensor, b: Tensor) -> Result<Tensor, EngineError> {
    let ([_, n, hidden], mut data) = a.into_f32::<3>()?;
    let ([_, m, _], more) = b.into_f32::<3>()?;
    data.extend(more);
    Tensor::f32(vec![1, n + m, hidden], data)
}

/// Bytes that keys and values of `room` tokens take at most: twice, where a step gives longer ones beside those before.
pub(super) fn bytes(spec: &LanguageSpec, decoder: &dyn Graph, room: usize) -> Result<u64, EngineError> {
    let in_place = decoder.room(&[1, spec.kv_heads, 1, spec.head_dim])?.is_some();
    let sizes =
        [2, spec.layers, spec.kv_heads, spec.head_dim, room, size_of::<f32>(), 2 - usize::from(in_place)];
    Ok(sizes.into_iter().fold(1, |product: u64, size| product.saturating_mul(size as u64)))
}

/// Keys and values of what was read so far; they stay in the engine, and are moved from step to step.
pub(super) struct Cache {
    past: Vec<(String, Value)>,
    length: usize,
    /// Tokens that there is room for.
    room: usize,
}

impl Cache {
    /// An empty one for at most `room` tokens.
    pub(super) fn empty(spec: &LanguageSpec, decoder: &dyn Graph, room: usize) -> Result<Cache, EngineError> {
        let mut past = Vec::with_capacity(2 * spec.layers);
        for layer in 0..spec.layers {
            for half in ["key", "value"] {
                let value = match decoder.room(&[1, spec.kv_heads, room, spec.head_dim])? {
                    Some(value) => value,
                    None => Tensor::f32(vec![1, spec.kv_heads, 0, spec.head_dim], Vec::new())?.into(),
                };
                past.push((format!("past_key_values.{layer}.{half}"), value));
            }
        }
        Ok(Cache { past, length: 0, room })
    }

    /// Tokens that were read.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Tokens that it takes at most.
    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// Reads `embeds` [1, n, hidden] after what was read before; gives the logits of the last position.
    pub(super) fn step(&mut self, decoder: &mut dyn Graph, embeds: Tensor) -> Result<Vec<f32>, EngineError> {
        let new = embeds.shape().get(1).copied().unwrap_or(0);
        let total = self.length + new;
        if total > self.room {
            let (expected, found) = (format!("at most {} tokens", self.room), format!("{total} tokens"));
            return Err(EngineError::Value { expected, found });
        }
        let positions = (self.length as i64..total as i64).collect();
        let mut inputs = std::mem::take(&mut self.past);
        inputs.push(("inputs_embeds".into(), embeds.into()));
        inputs.push(("attention_mask".into(), Tensor::i64(vec![1, total], vec![1; total])?.into()));
        inputs.push(("position_ids".into(), Tensor::i64(vec![1, new], positions)?.into()));
        let mut outputs = decoder.run(inputs)?;
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
    use super::*;

    fn best(logits: &[f32], allowed: &[TokenId], avoid: impl Fn(TokenId) -> bool) -> Option<TokenId> {
        choose(logits, allowed, avoid, 0.0, &mut fastrand::Rng::with_seed(0)).ok()
    }

    #[test]
    fn takes_the_best_that_is_allowed() {
        let logits = [0.1, 0.9, 0.5, -2.0];
        assert_eq!(best(&logits, &[0, 2, 3], |_| false), Some(2));
        assert_eq!(best(&logits, &[0, 2, 3], |id| id == 2), Some(0));
        assert_eq!(best(&logits, &[2], |id| id == 2), Some(2), "where there is no other, it is taken");
        assert_eq!(best(&logits, &[], |_| false), None);
        assert_eq!(best(&logits, &[7], |_| false), None, "a token without a logit is none");
    }

    #[test]
    fn no_number_is_told_and_only_where_it_matters() {
        assert_eq!(best(&[f32::NAN, 1.0], &[1], |_| false), Some(1));
        assert_eq!(best(&[f32::NAN, 1.0], &[0, 1], |_| false), None);
    }

    #[test]
    fn a_draw_follows_the_weights_and_never_leaves_what_is_allowed() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut drawn = [0; 4];
        for _ in 0..4000 {
            let id = choose(&[2.0, 9.0, 1.0, 0.0], &[0, 2, 3], |_| false, 1.0, &mut random).unwrap();
            drawn[id as usize] += 1;
        }
        // e², e¹ and e⁰ of 4000.
        assert_eq!(drawn[1], 0);
        for (count, share) in [(drawn[0], 0.665), (drawn[2], 0.245), (drawn[3], 0.090)] {
            assert!((f64::from(count) / 4000.0 - share).abs() < 0.03, "{drawn:?}");
        }
    }
}
