//! The self-test: a bundle's golden vectors through the chosen engine. A runtime that computes wrongly is found here.

use std::path::{Path, PathBuf};

use crate::bundle::{Bundle, Golden, GoldenInput, Role, Skin};

use super::{Data, EngineError, Graph, Kind, Tensor, Value, npy, take};

/// Cosine similarity does not see a wrong scale: the norms may differ by this share, or by what the golden's own bound
/// lets pass across the direction of the vector, whichever is more.
const NORM_TOLERANCE: f64 = 0.1;

/// The place of the largest value counts where it leads by this share of the row's range; closer ones are ties.
const TIE: f32 = 0.02;

/// Runs every golden of `role` that speaks for `skin` through `graph`. Returns how many there were, all well.
pub fn self_test(
    bundle: &Bundle,
    role: Role,
    skin: Skin,
    graph: &mut dyn Graph,
) -> Result<usize, EngineError> {
    let mut count = 0;
    for golden in &bundle.manifest.goldens {
        let for_skin = golden.skins.is_empty() || golden.skins.iter().any(|name| name == skin.word());
        if golden.graph != role.word() || !for_skin {
            continue;
        }
        run_one(bundle, role, skin, golden, graph)?;
        count += 1;
    }
    Ok(count)
}

fn run_one(
    bundle: &Bundle,
    role: Role,
    skin: Skin,
    golden: &Golden,
    graph: &mut dyn Graph,
) -> Result<(), EngineError> {
    let mut outputs = graph.run(inputs(bundle, golden, graph)?)?;
    for wanted in expected(bundle, golden)? {
        let failed = |what: String| EngineError::SelfTest {
            graph: bundle.graph(role, skin).unwrap_or_default(),
            golden: wanted.path.clone(),
            what,
        };
        let name = &wanted.output;
        let found = take(&mut outputs, name).map_err(|error| failed(error.to_string()))?.into_tensor()?;
        compare(&wanted.values, &found, wanted.stride, golden.cosine, wanted.top1)
            .map_err(|what| failed(format!("{name}: {what}")))?;
    }
    Ok(())
}

/// What one output of a golden must be.
#[derive(Debug, Clone)]
pub struct Expected {
    pub output: String,
    /// Where it is stored.
    pub path: PathBuf,
    /// Every `stride`-th element of the flattened output.
    pub values: Vec<f32>,
    pub stride: usize,
    /// Whether the place of the largest value counts.
    pub top1: bool,
}

/// The stored outputs of a golden.
pub fn expected(bundle: &Bundle, golden: &Golden) -> Result<Vec<Expected>, EngineError> {
    golden
        .outputs
        .iter()
        .map(|(output, file)| {
            let path = bundle.path(file);
            Ok(Expected {
                output: output.clone(),
                values: npy::read(&path)?.data().to_f32(),
                path,
                stride: golden.stride.of(output, 1).max(1),
                top1: golden.top1.of(output, false),
            })
        })
        .collect()
}

/// The inputs of a golden as `graph` takes them.
pub fn inputs(
    bundle: &Bundle,
    golden: &Golden,
    graph: &dyn Graph,
) -> Result<Vec<(String, Value)>, EngineError> {
    let mut inputs = Vec::with_capacity(golden.inputs.len());
    for (name, input) in &golden.inputs {
        let kind = graph.inputs().iter().find(|port| &port.name == name).and_then(|port| port.kind);
        inputs.push((name.clone(), read_input(bundle, input, kind)?.into()));
    }
    add_empty_past(bundle, graph, &mut inputs)?;
    Ok(inputs)
}

/// The KV cache of a first step: `past_key_values.*` that the golden does not name, with no past.
fn add_empty_past(
    bundle: &Bundle,
    graph: &dyn Graph,
    inputs: &mut Vec<(String, Value)>,
) -> Result<(), EngineError> {
    let Some(language) = &bundle.manifest.language else { return Ok(()) };
    for port in graph.inputs() {
        if port.name.starts_with("past_key_values.") && !inputs.iter().any(|(name, _)| name == &port.name) {
            let empty = Tensor::f32(vec![1, language.kv_heads, 0, language.head_dim], Vec::new())?;
            inputs.push((port.name.clone(), empty.into()));
        }
    }
    Ok(())
}

fn read_input(bundle: &Bundle, input: &GoldenInput, kind: Option<Kind>) -> Result<Tensor, EngineError> {
    let path = bundle.path(input.path());
    let (shape, data) = npy::read(&path)?.into_parts();
    let GoldenInput::Packed { scale, offset, shape: target, .. } = input else {
        return convert(&path, shape, data, kind);
    };
    let values: Vec<f32> = data.to_f32().into_iter().map(|x| x * scale + offset).collect();
    match target {
        None => convert(&path, shape, Data::F32(values), kind),
        Some(target) => {
            let values = tile(&shape, &values, target).ok_or_else(|| EngineError::Golden {
                path: path.clone(),
                what: format!("{shape:?} does not repeat to {target:?}"),
            })?;
            convert(&path, target.clone(), Data::F32(values), kind)
        }
    }
}

fn convert(path: &Path, shape: Vec<usize>, data: Data, kind: Option<Kind>) -> Result<Tensor, EngineError> {
    let data = match (kind, data) {
        (Some(Kind::F32), data) => Data::F32(data.to_f32()),
        (Some(Kind::I64), Data::I32(v)) => Data::I64(v.into_iter().map(i64::from).collect()),
        (Some(kind), data) if kind == data.kind() => data,
        (Some(kind), data) => {
            let what = format!("it holds {}, the graph takes {kind}", data.kind());
            return Err(EngineError::Golden { path: path.to_path_buf(), what });
        }
        (None, _) => {
            let what = "it feeds an input that the graph does not have".to_owned();
            return Err(EngineError::Golden { path: path.to_path_buf(), what });
        }
    };
    Tensor::new(shape, data)
}

/// `values` of `shape`, repeated along each axis to `target`; None where an axis is no multiple.
fn tile(shape: &[usize], values: &[f32], target: &[usize]) -> Option<Vec<f32>> {
    /// Elements of the largest golden input that is unpacked.
    const LIMIT: usize = 1 << 26;
    let volume = target.iter().try_fold(1usize, |product, &n| product.checked_mul(n))?;
    let fits = shape.len() == target.len()
        && shape.iter().zip(target).all(|(&n, &m)| n > 0 && m % n == 0)
        && volume <= LIMIT;
    if !fits {
        return None;
    }
    let mut out = Vec::with_capacity(volume);
    for index in 0..volume {
        let (mut rest, mut at, mut step) = (index, 0, 1);
        for (&n, &m) in shape.iter().zip(target).rev() {
            at += (rest % m % n) * step;
            rest /= m;
            step *= n;
        }
        out.push(values[at]);
    }
    Some(out)
}

fn compare(wanted: &[f32], found: &Tensor, stride: usize, bound: f64, top1: bool) -> Result<(), String> {
    let values = found.data().to_f32();
    if let Some(at) = values.iter().position(|x| !x.is_finite()) {
        return Err(format!("element {at} is {}", values[at]));
    }
    let kept: Vec<f32> = values.iter().copied().step_by(stride).collect();
    if kept.len() != wanted.len() {
        return Err(format!("{} values where the golden has {}", kept.len(), wanted.len()));
    }
    let similarity = cosine(wanted, &kept);
    if similarity.is_nan() || similarity < bound {
        return Err(format!("cosine {similarity:.6} is below {bound}"));
    }
    let (a, b) = (norm(wanted), norm(&kept));
    let tolerance = NORM_TOLERANCE.max(1.5 * (1.0 - bound * bound).max(0.0).sqrt());
    if (a - b).abs() > tolerance * a.max(1e-9) {
        return Err(format!("its norm is {b:.4}, the golden's {a:.4}"));
    }
    if top1 {
        let row =
            if stride == 1 { found.shape().last().copied().unwrap_or(1).max(1) } else { kept.len().max(1) };
        for (index, (a, b)) in wanted.chunks(row).zip(kept.chunks(row)).enumerate() {
            check_top1(a, b).map_err(|what| format!("row {index}: {what}"))?;
        }
    }
    Ok(())
}

fn check_top1(wanted: &[f32], found: &[f32]) -> Result<(), String> {
    let (first, top) = largest(wanted);
    let second =
        wanted.iter().enumerate().filter(|(at, _)| *at != first).map(|(_, &x)| x).fold(f32::MIN, f32::max);
    let range = top - wanted.iter().copied().fold(f32::MAX, f32::min);
    let (place, _) = largest(found);
    if place != first && top - second > TIE * range {
        return Err(format!("the largest value is at {place}, the golden's at {first}"));
    }
    Ok(())
}

fn largest(row: &[f32]) -> (usize, f32) {
    row.iter()
        .copied()
        .enumerate()
        .fold((0, f32::MIN), |best, (at, x)| if x > best.1 { (at, x) } else { best })
}

fn norm(values: &[f32]) -> f64 {
    values.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt()
}

/// Cosine similarity; two vectors of zeros are alike.
fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let (na, nb) = (norm(a), norm(b));
    if na == 0.0 && nb == 0.0 {
        return 1.0;
    }
    a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum::<f64>() / (na * nb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_runtime_gets_wrong() {
        let golden = [0.1, 0.9, -0.5, 0.3];
        let tensor = |values: &[f32]| Tensor::f32(vec![1, 4], values.to_vec()).unwrap();
        assert_eq!(compare(&golden, &tensor(&golden), 1, 0.999, true), Ok(()));
        assert!(
            compare(&golden, &tensor(&[0.9, 0.1, -0.5, 0.3]), 1, 0.3, true).unwrap_err().contains("largest")
        );
        assert!(
            compare(&golden, &tensor(&[-0.1, 0.2, -0.5, 0.3]), 1, 0.999, false)
                .unwrap_err()
                .contains("cosine")
        );
        assert!(
            compare(&golden, &tensor(&golden.map(|x| x * 2.0)), 1, 0.999, false)
                .unwrap_err()
                .contains("norm")
        );
        assert!(
            compare(&golden, &tensor(&[0.1, f32::NAN, 0.0, 0.0]), 1, 0.0, false).unwrap_err().contains("NaN")
        );
        assert!(compare(&golden, &tensor(&golden), 2, 0.0, false).unwrap_err().contains("values"));
        assert_eq!(compare(&[0.1, -0.5], &tensor(&golden), 2, 0.999, false), Ok(()));
    }

    #[test]
    fn tiles_along_every_axis() {
        let tiled = tile(&[1, 1, 2], &[1.0, 2.0], &[1, 2, 4]).unwrap();
        assert_eq!(tiled, [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0]);
        let tiled = tile(&[2, 1], &[1.0, 2.0], &[4, 2]).unwrap();
        assert_eq!(tiled, [1.0, 1.0, 2.0, 2.0, 1.0, 1.0, 2.0, 2.0]);
        assert!(tile(&[3], &[0.0; 3], &[4]).is_none());
    }
}
