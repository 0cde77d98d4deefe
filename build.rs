//! Rebuilds the binary when the page in `ui/dist` changes; without a page the build still works.

fn main() {
    // A watched path that is not there would rebuild the crate every time.
    if let Err(error) = std::fs::create_dir_all("ui/dist") {
        println!("cargo:warning=ui/dist cannot be made: {error}");
    }
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=build.rs");
}
