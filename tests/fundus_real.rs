//! Real photographs, all of them gradable, are not refused; pictures of other things are.
//! The photographs are no part of this repository: without their folder the test says so and passes.

use std::path::{Path, PathBuf};

use ocellus::fundus::{assess, decode, field};
use ocellus::terms::{QualityReason, Verdict};

/// Photographs looked at, evenly spread over those there are.
const SAMPLE: usize = 60;

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("OCELLUS_DATA").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

#[test]
fn real_photographs_are_not_refused() {
    let Some(folder) = folder() else {
        println!("skipped: no photographs; name their folder in OCELLUS_DATA");
        return;
    };
    let mut files: Vec<PathBuf> = ["idrid/images", "idrid_lesions/images", "chase_db1/images"]
        .iter()
        .filter_map(|part| std::fs::read_dir(folder.join(part)).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let files: Vec<PathBuf> = files.iter().step_by(files.len().div_ceil(SAMPLE).max(1)).cloned().collect();
    let (mut good, mut rejected) = (0, 0);
    for file in &files {
        let photograph = decode(&std::fs::read(file).unwrap()).unwrap();
        let found = field::find(&photograph.rgb).unwrap_or_else(|| panic!("no field in {}", file.display()));
        assert_eq!(found.edge, field::Edge::Round, "{}", file.display());
        let assessment = assess(&photograph, Some(&found));
        if assessment.verdict == Verdict::Reject {
            println!("{}: {:?}", file.display(), assessment.reasons);
            rejected += 1;
        }
        good += usize::from(assessment.verdict == Verdict::Good);
    }
    println!("{good} of {} are good, {rejected} rejected", files.len());
    // Some are hazy: a bleeding eye is one that no better photograph is to be had of.
    assert!(rejected * 100 <= files.len() * 3);
    assert!(good * 100 >= files.len() * 90);
}

#[test]
fn a_selfie_and_a_landscape_are_no_fundus() {
    for bytes in [&include_bytes!("data/selfie.jpg")[..], include_bytes!("data/landscape.jpg")] {
        let photograph = decode(bytes).unwrap();
        let found = field::find(&photograph.rgb);
        let assessment = assess(&photograph, found.as_ref());
        assert_eq!(assessment.verdict, Verdict::Reject);
        assert_eq!(assessment.reasons, [QualityReason::NotFundus]);
    }
}
