//! The one binary; everything it does stands in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ocellus::cli::main()
}
