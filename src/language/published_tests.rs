//! The model in miniature: read in stretches, left in the middle, and with other seeds.

use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use crate::engine::EngineChoice;

fn model(precision: &str) -> Published {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vlm").join(precision);
    let bundle = Bundle::open(&folder).unwrap();
    let loaded = crate::engine::load(&bundle, EngineChoice::Tract, 1).unwrap();
    Published::new(&bundle, loaded.graphs).unwrap().with_bounds(Duration::from_secs(60), 24)
}

fn eye() -> RgbImage {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vlm/eye.png");
    image::open(path).unwrap().to_rgb8()
}

#[test]
fn a_prompt_that_is_read_in_stretches_is_answered_as_one_that_is_read_at_once() {
    let mut model = model("fp32");
    let mut said = Vec::new();
    for stride in [usize::MAX, 256, 7, 1] {
        model.stride = stride;
        let mut talk = model.look(&[&eye()]).unwrap();
        let first = model.say(&mut talk, "What is it?").unwrap();
        let second = model.say(&mut talk, "Why?").unwrap();
        said.push((first.raw, second.raw, first.read, second.read));
    }
    assert!(said.iter().all(|one| *one == said[0]), "{said:#?}");
}

#[test]
fn who_leaves_leaves_no_trace_and_what_was_told_is_what_stands() {
    let mut model = model("int8");
    let mut talk = model.look(&[&eye()]).unwrap();
    let mut fresh = model.look(&[&eye()]).unwrap();
    let mut told = String::new();
    let whole = model.say_to(&mut fresh, "What is it?", Sampling::default(), &mut |piece| {
        told.push_str(piece);
        ControlFlow::Continue(())
    });
    let whole = whole.unwrap();
    assert!(whole.words().starts_with(told.trim()), "{told:?} of {:?}", whole.words());
    // Before anything is read, within the prompt, and within the answer.
    for heard in [0, 2, 9] {
        let mut left = heard;
        model.stride = 8;
        let said = model.say_to(&mut talk, "Something else?", Sampling::default(), &mut |_| {
            left -= 1;
            if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let said = said.unwrap();
        assert_eq!((said.stop, talk.turns()), (Stop::Cancelled, 0), "after {heard}");
        assert_eq!(said.tokens > 0, heard == 9);
    }
    assert_eq!(model.say(&mut talk, "What is it?").unwrap().raw, whole.raw);
    assert_eq!(model.encoded(), 2, "no photograph is encoded anew");
    assert!(matches!(model.look_while(&[&eye()], &mut |_| ControlFlow::Break(())), Err(LanguageError::Left)));
}

#[test]
fn a_seed_says_the_same_again_and_another_seed_something_else() {
    let mut model = model("int8");
    let mut say = |seed| {
        let mut talk = model.look(&[&eye()]).unwrap();
        let sampling = Sampling { temperature: 1.5, seed };
        model.say_to(&mut talk, "What is it?", sampling, &mut deaf).unwrap().raw
    };
    assert_eq!(say(3), say(3));
    assert_ne!(say(3), say(4));
}

#[test]
fn turns_that_have_no_room_are_forgotten_oldest_first() {
    let mut model = model("int8");
    let mut talk = model.look(&[&eye()]).unwrap();
    let long = "the yellow spot ".repeat(20);
    let forgotten: Vec<usize> = (0..4).map(|_| model.say(&mut talk, &long).unwrap().forgotten).collect();
    assert!(forgotten[0] == 0 && forgotten.iter().sum::<usize>() > 0, "{forgotten:?}");
    talk.rest();
    assert_eq!(talk.length(), 0);
    assert!(model.say(&mut talk, "Why?").unwrap().read > 20, "all is read anew from what was seen");
}
