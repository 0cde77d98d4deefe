//! The report on paper: one page as PDF, in the language of the person who takes it home.

mod picture;
mod sheet;
mod world;

use typst::comemo;

pub use sheet::{Decision, Person, Sheet, SheetEye};

use crate::fault::{Explain, FaultCode};
use world::Paper;

/// Type size in points and picture width in millimetres, the first with which everything stands on one page.
const FITS: [(f32, f32); 8] =
    [(10.2, 88.0), (9.6, 88.0), (9.0, 84.0), (8.6, 76.0), (8.2, 68.0), (7.8, 58.0), (7.3, 48.0), (6.8, 40.0)];

#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    #[error("the report could not be typeset: {0}")]
    Typeset(String),
    #[error("the report does not fit on one page")]
    TooLong,
    #[error("the picture for the report could not be made")]
    Picture(#[source] image::ImageError),
}

impl Explain for PaperError {
    fn code(&self) -> FaultCode {
        FaultCode::Internal
    }
    fn remedy(&self) -> String {
        "Print the page instead, and report this with the reading's number.".into()
    }
}

/// The report as PDF, always of one page. Takes 0.1 to 1 s of processor: not for an async thread.
pub fn render(sheet: &Sheet) -> Result<Vec<u8>, PaperError> {
    let result = sheet.files().and_then(|files| {
        FITS.iter()
            .find_map(|&fit| one_page(sheet, fit, files.clone()).transpose())
            .unwrap_or(Err(PaperError::TooLong))
    });
    // What typst remembers of one report helps no other.
    comemo::evict(0);
    result
}

/// `None` where it takes more than one page so.
fn one_page(
    sheet: &Sheet,
    (size, picture): (f32, f32),
    mut files: Vec<(&'static str, Vec<u8>)>,
) -> Result<Option<Vec<u8>>, PaperError> {
    files.push(("data.json", sheet.data(size, picture)?));
    let world = Paper::new(files)?;
    let document = typst::compile(&world).output.map_err(|errors| told(&errors))?;
    let options = typst_pdf::PdfOptions {
        creator: typst::foundations::Smart::Custom(Some(format!("Ocellus {}", env!("CARGO_PKG_VERSION")))),
        ..Default::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))?;
    Ok((document.pages().len() == 1).then_some(pdf))
}

fn told(errors: &[typst::diag::SourceDiagnostic]) -> PaperError {
    let first = errors.first().map_or("no reason given", |error| error.message.as_str());
    PaperError::Typeset(first.to_owned())
}
