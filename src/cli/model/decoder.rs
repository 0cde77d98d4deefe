//! `ocellus model bench --decoder`: the language model's decoder alone, as other runtimes are timed.

use serde_json::json;

use super::{Bench, open, peak_memory_mb, tell};
use crate::bundle::Role;
use crate::engine::{self, LoadOptions};
use crate::fault::{Explain, Fault};
use crate::language::{self, Pace};
use crate::median::median;

/// Tokens of the prompt and steps after it.
const PROMPT: u32 = 160;
const STEPS: usize = 64;

/// Ids that every vocabulary has; in one that begins with the printable bytes they are text.
fn prompt() -> Vec<u32> {
    (0..PROMPT).map(|i| 17 * i % 94).collect()
}

pub fn bench(args: &Bench) -> Result<bool, Fault> {
    let options = args.reader.options()?;
    let bundle = open(Some(&options.bundle))?;
    let roles = Some(vec![Role::EmbedTokens, Role::DecoderModelMerged]);
    let loading =
        LoadOptions { choice: options.engine, threads: options.threads, roles, ..Default::default() };
    let mut loaded = engine::load_with(&bundle, &loading).map_err(|e| e.fault())?;
    let paces = language::pace(&bundle, &mut loaded.graphs, &prompt(), STEPS, 1 + usize::from(args.runs))
        .map_err(|e| e.fault())?;
    let (report, counted) = (&loaded.report, &paces[1..]);
    let middle = |values: Vec<f64>| median(values).unwrap_or(f64::NAN);
    let prefill = middle(counted.iter().map(|pace| pace.prefill_ms).collect());
    let step = middle(counted.iter().flat_map(|pace| pace.steps_ms.clone()).collect());
    if args.json {
        let run = |pace: &Pace| json!({ "prefill_ms": pace.prefill_ms, "steps_ms": pace.steps_ms });
        tell::json(&json!({
            "engine": report, "prompt": PROMPT, "steps": STEPS, "prefill_ms": prefill, "step_ms": step,
            "runs": counted.iter().map(run).collect::<Vec<_>>(), "logits": counted[0].logits,
            "peak_resident_mb": peak_memory_mb(),
        }))?;
        return Ok(true);
    }
    tell::line(&format!(
        "{} on {}/{}, {} form, {} threads",
        bundle.manifest.name, report.engine, report.provider, report.skin, report.threads
    ))?;
    tell::line(&format!("  prompt of {PROMPT} tokens {prefill:.1} ms (median of {})", args.runs))?;
    tell::line(&format!("  a step {step:.2} ms (median of {})", usize::from(args.runs) * STEPS))?;
    Ok(true)
}
