//! Which tokens may come next. The grammars come with the bundle; the built-in ones are those it is trained with.

use std::path::{Path, PathBuf};

use llguidance::api::TopLevelGrammar;
use llguidance::{Matcher, ParserFactory};
use toktrie::{InferenceCapabilities, TokEnv, TokenId};

use super::LanguageError;
use crate::bundle::Bundle;

/// The clinical chain.
const CHAIN: &str = include_str!("../../tools/ocellus_tools/chain.lark");
/// Short answers.
const ANSWER: &str = include_str!("../../tools/ocellus_tools/answer.lark");

/// A compiled grammar from which each answer starts anew.
pub(super) struct Grammar {
    fresh: Matcher,
    path: PathBuf,
}

/// The grammars of the chain and of short answers.
pub(super) fn both(bundle: &Bundle, environment: &TokEnv) -> Result<(Grammar, Grammar), LanguageError> {
    let language = bundle.manifest.language.as_ref();
    let text = |file: Option<&String>, built_in: &str| -> Result<(PathBuf, String), LanguageError> {
        let Some(file) = file else { return Ok((PathBuf::from("(built in)"), built_in.to_owned())) };
        let path = bundle.path(file);
        let text = std::fs::read_to_string(&path)
            .map_err(|error| LanguageError::Grammar { path: path.clone(), what: error.to_string() })?;
        Ok((path, text))
    };
    let (path, chain) = text(language.and_then(|l| l.grammar.as_ref()), CHAIN)?;
    let chain = Grammar::compile(&path, chain, environment)?;
    let (path, answer) = text(language.and_then(|l| l.answers.as_ref()), ANSWER)?;
    Ok((chain, Grammar::compile(&path, answer, environment)?))
}

impl Grammar {
    fn compile(path: &Path, lark: String, environment: &TokEnv) -> Result<Grammar, LanguageError> {
        let wrong = |what: String| LanguageError::Grammar { path: path.to_path_buf(), what };
        let capabilities = InferenceCapabilities { ff_tokens: true, ..InferenceCapabilities::default() };
        let mut factory =
            ParserFactory::new(environment, capabilities, &[]).map_err(|error| wrong(error.to_string()))?;
        factory.quiet();
        let fresh = Matcher::new(factory.create_parser(TopLevelGrammar::from_lark(lark)));
        match fresh.get_error() {
            Some(what) => Err(wrong(what)),
            None => Ok(Grammar { fresh, path: path.to_path_buf() }),
        }
    }

    /// An answer that has not begun.
    pub(super) fn start(&self) -> Writing {
        Writing { matcher: self.fresh.deep_clone(), path: self.path.clone(), ids: Vec::new() }
    }
}

/// One answer in progress; what it holds is always the beginning of a sentence of the grammar.
pub(super) struct Writing {
    matcher: Matcher,
    path: PathBuf,
    ids: Vec<TokenId>,
}

impl Writing {
    /// Whether a whole sentence stands and nothing may follow.
    pub(super) fn ended(&self) -> bool {
        self.matcher.is_stopped()
    }

    /// Whether a whole sentence stands.
    pub(super) fn whole(&mut self) -> bool {
        self.matcher.is_stopped() || self.matcher.is_accepting().unwrap_or(false)
    }

    /// Takes the tokens that must come next, whatever the model thinks.
    pub(super) fn forced(&mut self) -> Result<Vec<TokenId>, LanguageError> {
        if self.ended() {
            return Ok(Vec::new());
        }
        let tokens = self.matcher.consume_ff_tokens();
        self.check()?;
        self.ids.extend(&tokens);
        Ok(tokens)
    }

    /// The tokens that may come next, the end of text among them where a whole sentence stands.
    pub(super) fn allowed(&mut self) -> Result<Vec<TokenId>, LanguageError> {
        let mask = self.matcher.compute_mask_or_eos();
        let mask = mask.map_err(|error| self.wrong(error.to_string()))?;
        Ok(mask.to_list())
    }

    /// Takes a token that is allowed.
    pub(super) fn take(&mut self, token: TokenId) -> Result<(), LanguageError> {
        let taken = self.matcher.consume_token(token);
        taken.map_err(|error| self.wrong(error.to_string()))?;
        self.ids.push(token);
        Ok(())
    }

    /// What was written.
    pub(super) fn ids(&self) -> &[TokenId] {
        &self.ids
    }

    fn check(&self) -> Result<(), LanguageError> {
        match self.matcher.get_error() {
            Some(what) => Err(self.wrong(what)),
            None => Ok(()),
        }
    }

    fn wrong(&self, what: String) -> LanguageError {
        LanguageError::Grammar { path: self.path.clone(), what }
    }
}
