//! Which tokens may come next. The grammars come with the bundle; the built-in ones are those it is trained with.

use std::path::{Path, PathBuf};

use llguidance::api::TopLevelGrammar;
use llguidance::{Matcher, ParserFactory};
use toktrie::{InferenceCapabilities, TokEnv, TokenId};

use super::LanguageError;
use super::generate::Growing;
use super::vocabulary::Vocabulary;
use crate::bundle::Bundle;

/// Tokens that are taken at once at most; the longest stretch without a choice is about 40.
const FORCED: usize = 128;

/// The clinical chain.
const CHAIN: &str = include_str!("../../tools/ocellus_tools/chain.lark");
/// Short answers.
const ANSWER: &str = include_str!("../../tools/ocellus_tools/answer.lark");

/// A compiled grammar from which each answer starts anew.
pub(super) struct Grammar {
    fresh: Matcher,
    path: PathBuf,
}

/// What an answer may look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// The six lines of the clinical chain.
    Chain,
    /// A short answer, by the bundle's own grammar.
    Answer,
    /// Exactly one of these, word for word.
    Options(Vec<String>),
    /// `TRUE` or `FALSE`.
    TrueFalse,
    /// A stage from 0 to this one, at most 9, as a digit.
    Stage(u8),
    /// One to eight boxes `[[x1, y1, x2, y2], …]` with integers 0–999.
    Boxes,
    /// Any other, in the Lark dialect of llguidance.
    Lark(String),
}

impl Form {
    /// The grammar of what has none of its own in the bundle.
    pub(super) fn lark(&self) -> Option<String> {
        let one_of = |words: &[String]| {
            let words: Vec<String> = words.iter().map(|word| escaped(word)).collect();
            // One expression, not several literals: the lexer would take the longest of those that begin alike.
            format!("start: /{}/", words.join("|"))
        };
        match self {
            Form::Chain | Form::Answer => None,
            Form::Options(words) => Some(one_of(words)),
            Form::TrueFalse => Some(one_of(&["TRUE".into(), "FALSE".into()])),
            Form::Stage(most) => Some(format!("start: /[0-{}]/", most.min(&9))),
            Form::Boxes => Some(
                "start: \"[[\" box (\"], [\" box){0,7} \"]]\"\n\
                 box: NUMBER \", \" NUMBER \", \" NUMBER \", \" NUMBER\n\
                 NUMBER: /0|[1-9][0-9]{0,2}/\n"
                    .into(),
            ),
            Form::Lark(text) => Some(text.clone()),
        }
    }
}

/// `text` as a regular expression that matches it alone.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // `\<` and the like mean something of their own: only what means something without it is escaped.
        if r"\.+*?()|[]{}^$#&-~/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
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
    pub(super) fn compile(path: &Path, lark: String, environment: &TokEnv) -> Result<Grammar, LanguageError> {
        let wrong = |what: String| LanguageError::Grammar { path: path.to_path_buf(), what };
        let capabilities = InferenceCapabilities::default();
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
        Writing { matcher: self.fresh.deep_clone(), path: self.path.clone(), ids: Vec::new(), allowed: None }
    }
}

/// One answer in progress; what it holds is always the beginning of a sentence of the grammar.
pub(super) struct Writing {
    matcher: Matcher,
    path: PathBuf,
    ids: Vec<TokenId>,
    /// What may come next, once it was asked for.
    allowed: Option<Vec<TokenId>>,
}

impl Writing {
    /// The tokens that may come next, the end of text among them where a whole sentence stands.
    pub(super) fn allowed(&mut self) -> Result<Vec<TokenId>, LanguageError> {
        if let Some(allowed) = &self.allowed {
            return Ok(allowed.clone());
        }
        let mask = self.matcher.compute_mask_or_eos();
        let allowed = mask.map_err(|error| self.wrong(error.to_string()))?.to_list();
        self.allowed = Some(allowed.clone());
        Ok(allowed)
    }

    fn wrong(&self, what: String) -> LanguageError {
        LanguageError::Grammar { path: self.path.clone(), what }
    }
}

impl Growing for Writing {
    /// Whether a whole sentence stands and nothing may follow.
    fn ended(&self) -> bool {
        self.matcher.is_stopped()
    }

    /// Whether a whole sentence stands.
    fn whole(&mut self) -> bool {
        self.matcher.is_stopped() || self.matcher.is_accepting().unwrap_or(false)
    }

    /// Takes the tokens that must come next, whatever the model thinks: where all that is allowed is beginnings of one
    /// token, the text has no choice. The tokens are those into which the tokenizer would cut it.
    fn forced(&mut self, vocabulary: &Vocabulary) -> Result<Vec<TokenId>, LanguageError> {
        let mut taken = Vec::new();
        while !self.ended() && taken.len() < FORCED {
            let allowed = Writing::allowed(self)?;
            let Some(&longest) = allowed.iter().max_by_key(|&&id| vocabulary.bytes(id).len()) else { break };
            let whole = vocabulary.bytes(longest);
            if !allowed.iter().all(|&id| whole.starts_with(vocabulary.bytes(id))) {
                break;
            }
            self.take(longest)?;
            taken.push(longest);
        }
        // The longest token is not always the tokenizer's. It sees the stretch alone, so its cut is only believed where
        // it ends alike: what follows may belong to the last token. Where the stretch ends within a character there is
        // no text to be cut.
        let bytes: Vec<u8> = taken.iter().flat_map(|&id| vocabulary.bytes(id)).copied().collect();
        let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(taken) };
        let cut = vocabulary.encode(text);
        if cut != taken && cut.last() == taken.last() {
            self.allowed = None;
            let again = self.matcher.rollback(taken.len()).and_then(|()| self.matcher.consume_tokens(&cut));
            again.map_err(|error| self.wrong(error.to_string()))?;
            self.ids.truncate(self.ids.len() - taken.len());
            self.ids.extend(&cut);
            taken = cut;
        }
        Ok(taken)
    }

    /// Takes a token that is allowed.
    fn take(&mut self, token: TokenId) -> Result<(), LanguageError> {
        self.allowed = None;
        let taken = self.matcher.consume_token(token);
        taken.map_err(|error| self.wrong(error.to_string()))?;
        self.ids.push(token);
        Ok(())
    }

    /// What was written.
    fn ids(&self) -> &[TokenId] {
        &self.ids
    }

    fn told(&self, vocabulary: &Vocabulary) -> String {
        vocabulary.decode(&self.ids)
    }

    fn allowed(&mut self) -> Result<Option<Vec<TokenId>>, LanguageError> {
        Writing::allowed(self).map(Some)
    }

    /// Another box, another finding, another feature.
    fn lengthens(&self, vocabulary: &Vocabulary, token: TokenId) -> bool {
        let bytes = vocabulary.bytes(token);
        bytes.starts_with(b" ") || bytes.starts_with(b"],")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAIN_TEXT: &str = "quality: The photograph is usable.\n\
        anatomy: <ref>optic disc</ref><box>[[601, 455, 731, 590]]</box> Left eye.\n\
        lesions: <ref>microaneurysm</ref><box>[[1, 2, 3, 4], [0, 20, 999, 40]]</box> <ref>drusen</ref><box>[[7, 7, 9, 9]]</box>\n\
        features: Few microaneurysms away from the fovea. Few drusen.\n\
        diagnosis: Mild non-proliferative diabetic retinopathy (ICDR 1). Macular oedema risk 0.\n\
        management: Rescreen in 12 months.";

    fn open() -> (Vocabulary, Grammar, Grammar) {
        let bundle = Bundle::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny")).unwrap();
        let spec = bundle.manifest.language.as_ref().unwrap();
        let vocabulary = Vocabulary::open(&bundle.path(&spec.tokenizer), &spec.tokens).unwrap();
        let (chain, answer) = both(&bundle, &vocabulary.environment()).unwrap();
        (vocabulary, chain, answer)
    }

    /// Writes `text` as far as the grammar lets it. Gives the text that stands and whether a whole sentence does.
    fn write(vocabulary: &Vocabulary, grammar: &Grammar, text: &str) -> (String, bool) {
        let mut writing = grammar.start();
        for id in vocabulary.encode(text) {
            if writing.ended() || !writing.allowed().unwrap().contains(&id) {
                break;
            }
            writing.take(id).unwrap();
        }
        (vocabulary.decode(writing.ids()), writing.whole())
    }

    #[test]
    fn a_chain_can_be_written_and_nothing_else() {
        let (vocabulary, chain, _) = open();
        assert_eq!(write(&vocabulary, &chain, CHAIN_TEXT), (CHAIN_TEXT.to_owned(), true));
        for wrong in [
            CHAIN_TEXT.replace("drusen</ref>", "dragon</ref>"),
            CHAIN_TEXT.replace("999", "1999"),
            CHAIN_TEXT.replace("Left eye.", "Left eye. Hello."),
            CHAIN_TEXT.replace("Macular", "\nMacular"),
            CHAIN_TEXT.replace("[7, 7, 9, 9]", "[7, 7, 9]"),
        ] {
            let (text, whole) = write(&vocabulary, &chain, &wrong);
            assert!(!whole && text != wrong && wrong.starts_with(&text), "{text}");
        }
    }

    #[test]
    fn what_must_come_is_taken_without_asking_the_model() {
        let (vocabulary, chain, _) = open();
        let mut writing = chain.start();
        assert_eq!(vocabulary.decode(&writing.forced(&vocabulary).unwrap()), "quality: ");
        let rejected = vocabulary.encode("This");
        writing.take(rejected[0]).unwrap();
        writing.forced(&vocabulary).unwrap();
        assert!(writing.ended(), "the rest of a rejected photograph's chain is given");
        assert!(vocabulary.decode(writing.ids()).ends_with("if it stays ungradable, refer."));
    }

    #[test]
    fn a_text_is_cut_as_the_tokenizer_cuts_it() {
        let (vocabulary, chain, _) = open();
        let wanted = vocabulary.encode(CHAIN_TEXT);
        let mut writing = chain.start();
        let mut steps = 0;
        writing.forced(&vocabulary).unwrap();
        while !writing.ended() && writing.ids().len() < wanted.len() {
            let next = wanted[writing.ids().len()];
            writing.take(next).unwrap();
            writing.forced(&vocabulary).unwrap();
            assert_eq!(writing.ids(), &wanted[..writing.ids().len()]);
            steps += 1;
        }
        assert_eq!(writing.ids(), wanted);
        assert!(steps * 5 < wanted.len() * 3, "{steps} of {} tokens were left to the model", wanted.len());
    }

    #[test]
    fn answers_are_short_and_whole() {
        let (vocabulary, _, answer) = open();
        for text in [
            "Yes.",
            "No.",
            "Right eye.",
            "Yes. <ref>hard exudate</ref><box>[[1, 2, 3, 4]]</box>",
            "Macular oedema risk 2.",
        ] {
            assert_eq!(write(&vocabulary, &answer, text), (text.to_owned(), true));
        }
        assert!(!write(&vocabulary, &answer, "Perhaps.").1);
    }

    fn of(form: &Form, vocabulary: &Vocabulary) -> Result<Grammar, LanguageError> {
        Grammar::compile(Path::new("test"), form.lark().unwrap(), &vocabulary.environment())
    }

    #[test]
    fn options_are_taken_word_for_word_also_where_one_begins_another() {
        let (vocabulary, _, _) = open();
        let words = ["A", "A.", "A. (yes/no)", "drusen [2-3]", "\u{6709}", "a|b", "C:\\x \"q\""];
        let options = of(&Form::Options(words.map(str::to_owned).to_vec()), &vocabulary).unwrap();
        for word in words {
            assert_eq!(write(&vocabulary, &options, word), (word.to_owned(), true));
        }
        for wrong in ["B", "A. (yes", "a", "A. (yes/no) or so"] {
            let (text, whole) = write(&vocabulary, &options, wrong);
            assert!(text != wrong || !whole, "{wrong}");
        }
    }

    #[test]
    fn closed_forms_hold_what_they_promise() {
        let (vocabulary, _, _) = open();
        let whole = |form: &Form, text: &str| {
            write(&vocabulary, &of(form, &vocabulary).unwrap(), text) == (text.to_owned(), true)
        };
        assert!(whole(&Form::TrueFalse, "TRUE") && whole(&Form::TrueFalse, "FALSE"));
        assert!(!whole(&Form::TrueFalse, "true"));
        assert!(whole(&Form::Stage(4), "4") && !whole(&Form::Stage(4), "5"));
        assert!(whole(&Form::Boxes, "[[0, 1, 2, 3], [10, 20, 999, 40]]"));
        assert!(!whole(&Form::Boxes, "[[0, 1, 2, 1000]]"));
    }

    #[test]
    fn a_grammar_that_is_none_is_refused() {
        let (vocabulary, _, _) = open();
        let error = Grammar::compile(Path::new("x.lark"), "start: (".into(), &vocabulary.environment());
        assert!(error.err().is_some_and(|error| error.to_string().contains("x.lark")));
    }
}
