//! The bundle's tokenizer, and the same vocabulary as bytes for the grammar.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokenizers::Tokenizer;
use toktrie::{TokEnv, TokRxInfo, TokTrie, TokenId, TokenizerEnv};

use super::{LanguageError, loose};
use crate::bundle::LanguageTokens;

/// Ids of the special tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Special {
    pub(super) bos: TokenId,
    pub(super) eos: TokenId,
    pub(super) image: TokenId,
    pub(super) user: TokenId,
    pub(super) assistant: TokenId,
}

/// Text to token ids and back.
pub(super) struct Vocabulary {
    environment: Arc<Environment>,
    path: PathBuf,
    pub(super) special: Special,
    /// Added tokens that steer the model and say nothing: all but the marks of places.
    steering: BTreeMap<TokenId, String>,
    /// The highest id, and one more.
    size: usize,
}

struct Environment {
    tokenizer: Tokenizer,
    trie: TokTrie,
}

impl TokenizerEnv for Environment {
    fn tok_trie(&self) -> &TokTrie {
        &self.trie
    }

    fn tokenize_bytes(&self, bytes: &[u8]) -> Vec<TokenId> {
        match std::str::from_utf8(bytes).map(|text| self.tokenizer.encode_fast(text, false)) {
            Ok(Ok(encoding)) => encoding.get_ids().to_vec(),
            // Half a character, or what the tokenizer refuses: byte by byte is as good.
            _ => self.trie.greedy_tokenize(bytes),
        }
    }

    /// What follows may change how a text's end is cut into tokens, so that the grammar must not cut it by itself.
    fn tokenize_is_canonical(&self) -> bool {
        false
    }
}

impl Vocabulary {
    /// Reads `tokenizer.json` and finds the special tokens in it.
    pub(super) fn open(path: &Path, names: &LanguageTokens) -> Result<Vocabulary, LanguageError> {
        let wrong = |what: String| LanguageError::Tokenizer { path: PathBuf::from(path), what };
        let text = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        let json: serde_json::Value =
            serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
        let text = all_special(json.clone()).to_string();
        let mut tokenizer =
            Tokenizer::from_bytes(text.as_bytes()).map_err(|error| wrong(error.to_string()))?;
        // Marks that a person types into a question stay text.
        tokenizer.set_encode_special_tokens(true);
        let words =
            llguidance::token_bytes_from_tokenizer_json(&json).map_err(|error| wrong(error.to_string()))?;
        let id = |name: &str| {
            tokenizer.token_to_id(name).ok_or_else(|| wrong(format!("it has no token {name:?}")))
        };
        let special = Special {
            bos: id(&names.bos)?,
            eos: id(&names.eos)?,
            image: id(&names.image)?,
            user: id(&names.user)?,
            assistant: id(&names.assistant)?,
        };
        let steering = added(&json);
        // The library numbers added tokens by itself where their ids leave gaps.
        let listed = json["added_tokens"].as_array().into_iter().flatten();
        let listed = listed.filter_map(|token| token["id"].as_u64()).map(|id| id as usize + 1);
        let known = tokenizer.get_vocab(true).into_values().map(|id| id as usize + 1);
        let highest = known.chain(listed).max().unwrap_or(0);
        let size = u32::try_from(words.len()).map_err(|error| wrong(error.to_string()))?;
        let trie = TokTrie::from(&TokRxInfo::new(size, special.eos), &words);
        let environment = Arc::new(Environment { tokenizer, trie });
        Ok(Vocabulary { environment, path: path.to_path_buf(), special, steering, size: highest })
    }

    /// What the grammar needs of it.
    pub(super) fn environment(&self) -> TokEnv {
        self.environment.clone()
    }

    /// The ids of `text`, in which no special token is recognised.
    pub(super) fn encode(&self, text: &str) -> Vec<TokenId> {
        self.environment.tokenize_bytes(text.as_bytes())
    }

    /// The text of `ids`.
    pub(super) fn decode(&self, ids: &[TokenId]) -> String {
        self.environment.trie.decode_str(ids)
    }

    /// The text of `ids` as a person may see it: of special tokens only those that mark names and boxes.
    pub(super) fn said(&self, ids: &[TokenId]) -> Result<String, LanguageError> {
        let words: Vec<TokenId> = ids.iter().copied().filter(|id| !self.steering.contains_key(id)).collect();
        let names: Vec<String> = self.steering.values().filter(|name| bracketed(name)).cloned().collect();
        Ok(loose::unmarked(&self.spoken(&words)?, &names))
    }

    /// Refuses what the tokenizer has no word for: it belongs to another model.
    pub(super) fn known(&self, id: TokenId) -> Result<TokenId, LanguageError> {
        let what =
            || format!("the model wrote token {id}, it has {}: it belongs to another model", self.size);
        let known = (id as usize) < self.size;
        known.then_some(id).ok_or_else(|| LanguageError::Tokenizer { path: self.path.clone(), what: what() })
    }

    /// How many tokens there are.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Refuses a model that gives fewer logits than there are tokens.
    pub(super) fn fits(&self, logits: usize) -> Result<(), LanguageError> {
        if logits < self.size {
            let what = format!("it has {} tokens, the model knows {logits}", self.size);
            return Err(LanguageError::Tokenizer { path: self.path.clone(), what });
        }
        Ok(())
    }

    /// The text of `ids`, all special tokens written out.
    pub(super) fn spoken(&self, ids: &[TokenId]) -> Result<String, LanguageError> {
        let decoded = self.environment.tokenizer.decode(ids, false);
        decoded.map_err(|error| LanguageError::Tokenizer { path: self.path.clone(), what: error.to_string() })
    }

    /// The id of the special token `name`.
    pub(super) fn id(&self, name: &str) -> Result<TokenId, LanguageError> {
        let wrong = || LanguageError::Tokenizer {
            path: self.path.clone(),
            what: format!("it has no token {name:?}"),
        };
        self.environment.tokenizer.token_to_id(name).ok_or_else(wrong)
    }

    /// The bytes of one token.
    pub(super) fn bytes(&self, id: TokenId) -> &[u8] {
        self.environment.trie.token(id)
    }
}

/// The added tokens of a `tokenizer.json` that mark no place, by their ids.
fn added(json: &serde_json::Value) -> BTreeMap<TokenId, String> {
    let tokens = json.get("added_tokens").and_then(serde_json::Value::as_array);
    let named = tokens.into_iter().flatten().filter_map(|token| {
        let id = TokenId::try_from(token.get("id")?.as_u64()?).ok()?;
        let name = token.get("content")?.as_str()?;
        // Some tokenizers add runs of blanks, which are words like any other.
        let steers = bracketed(name) || token.get("special").is_some_and(|special| special == true);
        (steers && !loose::marks_a_place(name)).then(|| (id, name.to_owned()))
    });
    named.collect()
}

fn bracketed(name: &str) -> bool {
    name.len() > 2 && name.starts_with(['<', '['])
}

/// The tokenizer with every added token marked as special: published models leave some of theirs unmarked
/// (`<tool_call>`), and those would be recognised in what a person writes.
fn all_special(mut json: serde_json::Value) -> serde_json::Value {
    let added = json.get_mut("added_tokens").and_then(serde_json::Value::as_array_mut);
    for token in added.into_iter().flatten() {
        token["special"] = true.into();
    }
    json
}
