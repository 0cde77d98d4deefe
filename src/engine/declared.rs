//! What a graph of each role must declare, so that a wrong shape is found at load and not at the first patient.

use crate::bundle::{Manifest, Role};

use super::{Dim, Graph, Kind, Port};

/// A wanted axis: a number, or anything.
type Axis = Option<usize>;

struct Wanted {
    name: String,
    kind: Kind,
    shape: Vec<Axis>,
}

fn port(name: impl Into<String>, kind: Kind, shape: impl Into<Vec<Axis>>) -> Wanted {
    Wanted { name: name.into(), kind, shape: shape.into() }
}

/// Compares what `graph` declares with what its role and the manifest ask for.
pub(super) fn check(graph: &dyn Graph, role: Role, manifest: &Manifest) -> Result<(), String> {
    let (inputs, outputs) = wanted(role, manifest);
    compare("input", &inputs, graph.inputs())?;
    compare("output", &outputs, graph.outputs())?;
    match graph.inputs().iter().find(|port| !inputs.iter().any(|wanted| wanted.name == port.name)) {
        Some(port) => Err(format!("it wants an input {:?}, which a {role} graph does not have", port.name)),
        None => Ok(()),
    }
}

fn wanted(role: Role, manifest: &Manifest) -> (Vec<Wanted>, Vec<Wanted>) {
    let one = Some(1);
    let language = manifest.language.as_ref();
    let hidden = language.map(|l| l.hidden);
    match role {
        Role::Evidence => {
            let evidence = manifest.evidence.as_ref();
            let side = evidence.map(|e| e.size);
            let maps = evidence.map(|e| e.maps.len());
            let inputs = vec![port("image", Kind::F32, [one, Some(3), side, side])];
            let mut outputs = vec![
                port("maps", Kind::F32, [one, maps, None, None]),
                port("heat", Kind::F32, [one, Some(2), None, None]),
                port("quality", Kind::F32, [one, Some(3)]),
                port("dr", Kind::F32, [one, Some(4)]),
                port("dme", Kind::F32, [one, Some(2)]),
                port("referable", Kind::F32, [one, one]),
            ];
            if evidence.is_some_and(|e| e.shift.is_some()) {
                outputs.push(port("novelty", Kind::F32, [one, one]));
            }
            let conditions = evidence.and_then(|e| e.research.as_ref()).map_or(0, |r| r.conditions.len());
            if conditions > 0 {
                outputs.push(port("conditions", Kind::F32, [one, Some(conditions)]));
            }
            (inputs, outputs)
        }
        Role::VisionEncoder => {
            let side = language.map(|l| l.size);
            let inputs = vec![port("pixel_values", Kind::F32, [one, Some(3), side, side])];
            let tokens = language.map(|l| l.image_tokens);
            (inputs, vec![port("image_features", Kind::F32, [one, tokens, hidden])])
        }
        Role::EmbedTokens => {
            let inputs = vec![port("input_ids", Kind::I64, [one, None])];
            (inputs, vec![port("inputs_embeds", Kind::F32, [one, None, hidden])])
        }
        Role::DecoderModelMerged => {
            let mut inputs = vec![
                port("inputs_embeds", Kind::F32, [one, None, hidden]),
                port("attention_mask", Kind::I64, [one, None]),
                port("position_ids", Kind::I64, [one, None]),
            ];
            let mut outputs = vec![port("logits", Kind::F32, [one, None, None])];
            if let Some(l) = language {
                for layer in 0..l.layers {
                    for half in ["key", "value"] {
                        let shape = [one, Some(l.kv_heads), None, Some(l.head_dim)];
                        inputs.push(port(format!("past_key_values.{layer}.{half}"), Kind::F32, shape));
                        outputs.push(port(format!("present.{layer}.{half}"), Kind::F32, shape));
                    }
                }
            }
            (inputs, outputs)
        }
    }
}

fn compare(what: &str, wanted: &[Wanted], declared: &[Port]) -> Result<(), String> {
    for want in wanted {
        let Some(port) = declared.iter().find(|port| port.name == want.name) else {
            let names: Vec<&str> = declared.iter().map(|port| port.name.as_str()).collect();
            return Err(format!("no {what} {:?} (it has {})", want.name, names.join(", ")));
        };
        let fits = port.shape.len() == want.shape.len()
            && port.shape.iter().zip(&want.shape).all(|(dim, axis)| match (dim, axis) {
                (Dim::Fixed(n), Some(m)) => n == m,
                _ => true,
            });
        if port.kind != Some(want.kind) || !fits {
            let shape: Vec<String> =
                want.shape.iter().map(|axis| axis.map_or("?".to_owned(), |n| n.to_string())).collect();
            return Err(format!("the {what} {port} should be {} [{}]", want.kind, shape.join(", ")));
        }
    }
    Ok(())
}
