//! The API's document is committed, so that every change of the API shows in a diff.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

#[test]
fn the_committed_document_is_what_the_server_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/openapi.json");
    let now = ocellus::web::openapi().to_pretty_json().expect("the document serialises") + "\n";
    if std::env::var_os("OCELLUS_UPDATE").is_some() {
        std::fs::write(path, &now).expect("ui/openapi.json can be written");
    }
    let committed = std::fs::read_to_string(path).expect("ui/openapi.json is there");
    assert!(
        committed == now,
        "the API has changed; if it was meant to, run OCELLUS_UPDATE=1 cargo test --release --test openapi"
    );
}
