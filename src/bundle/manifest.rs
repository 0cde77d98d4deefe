//! The manifest `bundle.toml` as types. Fields that are not known here are tolerated, so that newer bundles open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EvidenceSpec, ImageSpec, TemplateSpec};

/// The `schema` that this software reads.
pub const SCHEMA: &str = "ocellus.bundle/1";

/// What a graph does. The last three are the layout in which vision-language models are published as ONNX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Photograph to maps, landmarks, quality and condition logits.
    Evidence,
    /// Photograph to image embeddings.
    VisionEncoder,
    /// Token ids to embeddings.
    EmbedTokens,
    /// Embeddings and KV cache to logits and the longer KV cache.
    DecoderModelMerged,
}

impl Role {
    /// All roles; the language reader needs the last three.
    pub const ALL: [Role; 4] =
        [Role::Evidence, Role::VisionEncoder, Role::EmbedTokens, Role::DecoderModelMerged];
    /// What the language reader needs.
    pub const LANGUAGE: [Role; 3] = [Role::VisionEncoder, Role::EmbedTokens, Role::DecoderModelMerged];

    /// The role as it stands in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Role::Evidence => "evidence",
            Role::VisionEncoder => "vision_encoder",
            Role::EmbedTokens => "embed_tokens",
            Role::DecoderModelMerged => "decoder_model_merged",
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// Which form of a graph: all forms share one file of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skin {
    /// Standard operators with per-token activation scales: ONNX Runtime's CPU provider and tract.
    Cpu,
    /// A decoder in ONNX Runtime's own larger operators, with keys and values written in place: its CPU provider.
    Fused,
    /// The same weights expanded, computed in fp32: what the parity suite compares engines with.
    Float,
    /// Symmetric quantise/dequantise pairs: TensorRT and CUDA.
    Qdq,
}

impl Skin {
    /// The skin as it stands in the manifest.
    pub fn word(self) -> &'static str {
        match self {
            Skin::Cpu => "cpu",
            Skin::Fused => "fused",
            Skin::Float => "float",
            Skin::Qdq => "qdq",
        }
    }
}

impl std::fmt::Display for Skin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// `bundle.toml`.
#[derive(Debug, Clone, Deserialize)]
pub struct Manifest {
    pub schema: String,
    pub name: String,
    pub version: String,
    /// SPDX expression for the weights; the code's licence is another.
    pub licence: String,
    /// The oldest Ocellus that may use it, `major.minor.patch`.
    pub minimum_software: String,
    /// `int8` or `fp32`.
    pub precision: String,
    /// External data of every graph, relative to the folder.
    pub weights: Option<String>,
    /// Empty where nobody signed it.
    #[serde(default)]
    pub signer: String,
    pub evidence: Option<EvidenceSpec>,
    pub language: Option<LanguageSpec>,
    /// Role → skin → file.
    #[serde(default)]
    pub graphs: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    pub goldens: Vec<Golden>,
    #[serde(default)]
    pub claims: Vec<Claim>,
    #[serde(default)]
    pub files: Vec<FileEntry>,
}

impl Manifest {
    /// The file of a graph, relative to the folder.
    pub fn graph(&self, role: Role, skin: Skin) -> Option<&str> {
        self.graphs.get(role.word())?.get(skin.word()).map(String::as_str)
    }

    /// Whether it holds a published language model and no evidence reader: nothing is measured with it.
    pub fn is_published(&self) -> bool {
        self.evidence.is_none() && self.language.as_ref().is_some_and(|language| language.template.is_some())
    }

    /// The roles that this bundle promises by its sections.
    pub fn roles(&self) -> Vec<Role> {
        let mut roles = Vec::new();
        if self.evidence.is_some() {
            roles.push(Role::Evidence);
        }
        if self.language.is_some() {
            roles.extend(Role::LANGUAGE);
        }
        roles
    }
}

/// How the language model is fed and how its text is read.
#[derive(Debug, Clone, Deserialize)]
pub struct LanguageSpec {
    /// Side of the square that the vision encoder takes, pixels.
    pub size: usize,
    /// `local-mean/1`, or `image` where `image` says how the photograph is cut.
    pub normalisation: String,
    /// How many embeddings one such square becomes.
    pub image_tokens: usize,
    /// Hugging Face `tokenizer.json`, relative to the folder.
    pub tokenizer: String,
    pub hidden: usize,
    pub layers: usize,
    pub kv_heads: usize,
    pub head_dim: usize,
    /// Prompt and answer together are at most this many tokens.
    pub context: usize,
    /// What the numbers in a box mean; `crop-999`: 0–999 of the normalised square; `photograph-1000`: 0–1000 of the
    /// photograph.
    pub boxes: String,
    /// Lark grammar of the clinical chain, relative to the folder; absent where the built-in one serves.
    pub grammar: Option<String>,
    /// Lark grammar of short answers, likewise.
    pub answers: Option<String>,
    pub tokens: LanguageTokens,
    /// `chain` is the prompt for the clinical chain.
    #[serde(default)]
    pub prompts: BTreeMap<String, String>,
    /// The image processor of a published model; absent from the software's own.
    pub image: Option<ImageSpec>,
    /// Its chat template, likewise.
    pub template: Option<TemplateSpec>,
}

/// Names of special tokens in the tokenizer.
#[derive(Debug, Clone, Deserialize)]
pub struct LanguageTokens {
    pub bos: String,
    pub eos: String,
    pub image: String,
    pub user: String,
    pub assistant: String,
}

/// One self-test: what a graph gave where it was made.
#[derive(Debug, Clone, Deserialize)]
pub struct Golden {
    /// The role whose graph is run.
    pub graph: String,
    /// Skins it speaks for; empty means every skin.
    #[serde(default)]
    pub skins: Vec<String>,
    /// Graph input → value. `past_key_values.*` that are not named start empty.
    pub inputs: BTreeMap<String, GoldenInput>,
    /// Graph output → `.npy` with every `stride`-th element of the flattened output.
    pub outputs: BTreeMap<String, String>,
    /// Keep every n-th element, counted from the first in row-major order.
    #[serde(default = "PerOutput::one")]
    pub stride: PerOutput<usize>,
    /// The least cosine similarity between golden and computed values.
    pub cosine: f64,
    /// Whether the largest value of the last axis must stand at the same place.
    #[serde(default = "PerOutput::no")]
    pub top1: PerOutput<bool>,
}

/// A `.npy`, as it is or unpacked: `value = number * scale + offset`, repeated along each axis to `shape`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum GoldenInput {
    File(String),
    Packed {
        path: String,
        #[serde(default = "one")]
        scale: f32,
        #[serde(default)]
        offset: f32,
        /// The graph's shape; each axis a multiple of the stored one.
        shape: Option<Vec<usize>>,
    },
}

fn one() -> f32 {
    1.0
}

impl GoldenInput {
    /// The file it is read from, relative to the folder.
    pub fn path(&self) -> &str {
        match self {
            GoldenInput::File(path) | GoldenInput::Packed { path, .. } => path,
        }
    }
}

/// One value for every output of a golden, or one for each by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum PerOutput<T> {
    All(T),
    Named(BTreeMap<String, T>),
}

impl PerOutput<usize> {
    fn one() -> Self {
        PerOutput::All(1)
    }
}

impl PerOutput<bool> {
    fn no() -> Self {
        PerOutput::All(false)
    }
}

impl<T: Copy> PerOutput<T> {
    /// The value for `output`, or `otherwise` where a table does not name it.
    pub fn of(&self, output: &str, otherwise: T) -> T {
        match self {
            PerOutput::All(value) => *value,
            PerOutput::Named(table) => table.get(output).copied().unwrap_or(otherwise),
        }
    }
}

/// What was measured of this bundle: on what, how much of it, with what interval, where and when.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claim {
    pub task: String,
    pub data: String,
    pub n: u64,
    pub metric: String,
    pub value: f64,
    /// 95 % interval; absent where none was computed.
    pub interval: Option<[f64; 2]>,
    /// Machine and engine.
    #[serde(rename = "where")]
    pub place: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Measured, but too weak or on too little to rest anything on: moves no referral.
    #[serde(default)]
    pub research: bool,
}

/// One file of the bundle with what it must be.
#[derive(Debug, Clone, Deserialize)]
pub struct FileEntry {
    /// Relative to the folder, with `/`.
    pub path: String,
    /// Lower-case hex.
    pub sha256: String,
    pub bytes: u64,
}
