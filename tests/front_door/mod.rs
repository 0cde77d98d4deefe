//! What the tests share: the real binary, the folders, the lines it prints.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The package's own folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file that ships with the tests.
pub fn data(name: &str) -> PathBuf {
    root().join("tests/data").join(name)
}

/// A synthetic eye that ships, by the beginning of its name.
pub fn examples() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("examples"))
        .expect("examples/ ships")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jpg"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "examples/ holds photographs");
    files
}

/// Real photographs for training and test, where this machine has them.
pub fn real(folder: &str) -> Option<Vec<PathBuf>> {
    let base = std::env::var_os("OCELLUS_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(base.join(folder)) else {
        println!("skipped: no real photographs at {} (set OCELLUS_DATA)", base.join(folder).display());
        return None;
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    Some(files)
}

/// The real binary, run in the package's folder so that it finds the bundle that ships and ONNX Runtime.
pub fn ocellus(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
    command.current_dir(root()).args(args);
    for name in ["OCELLUS_BUNDLE", "OCELLUS_ORT_LIB", "ORT_DYLIB_PATH"] {
        command.env_remove(name);
    }
    command
}

/// `ocellus screen --json` on files with further arguments.
pub fn screen(files: &[PathBuf], more: &[&str]) -> (Output, Vec<Value>) {
    let output = ocellus(&["screen", "--json"]).args(more).args(files).output().expect("ocellus runs");
    let lines = lines(&output);
    (output, lines)
}

/// The JSON lines of an output.
pub fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// Fails, naming the place, where a line does not satisfy the schema that `ocellus schema` prints.
pub fn assert_schema(lines: &[Value]) {
    let output = ocellus(&["schema"]).output().expect("ocellus runs");
    let schema: Value = serde_json::from_slice(&output.stdout).expect("a JSON document");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("ocellus.json", schema).expect("a JSON Schema");
    let schema = compiler.compile("ocellus.json", &mut schemas).expect("a valid JSON Schema");
    for line in lines {
        // With '#' the error names every place that fails.
        schemas.validate(line, schema).unwrap_or_else(|error| panic!("{}: {error:#}", line["file"]));
    }
}
