//! Lesions and landmarks of the square become findings and landmarks of the photograph.

use super::types::{Disc, Finding, Landmarks, Measured, Point};
use crate::evidence::landmarks::{DiscFound, FoveaFound, distance};
use crate::evidence::lesions::Lesion;
use crate::fundus::frame::to_999;
use crate::fundus::{FieldOfView, Frame};
use crate::terms::{Label, Sector, Source};

/// Where things lie: the frame, the field of view and the landmarks of one photograph.
pub struct Place<'a> {
    pub frame: &'a Frame,
    pub field: &'a FieldOfView,
    pub disc: Option<&'a DiscFound>,
    pub fovea: Option<&'a FoveaFound>,
}

/// A place in the photograph.
pub struct Located {
    /// 0–999.
    pub bounds: [u16; 4],
    /// Pixels.
    pub pixels: [u32; 4],
}

impl Located {
    /// A box in pixels of a photograph of `width` × `height`, drawn into its field of view so that its corners lie in the
    /// circle; `None` where nothing is left of it.
    pub fn within(field: &FieldOfView, width: u32, height: u32, photo: [f32; 4]) -> Option<Located> {
        let inside = field.clip_box(photo)?;
        let pixels = [
            inside[0].floor() as u32,
            inside[1].floor() as u32,
            (inside[2].ceil() as u32).min(width),
            (inside[3].ceil() as u32).min(height),
        ];
        let [x1, y1, x2, y2] = inside;
        let bounds = [to_999(x1, width), to_999(y1, height), to_999(x2, width), to_999(y2, height)];
        let encloses = |a: [u32; 4]| a[0] < a[2] && a[1] < a[3];
        (encloses(pixels) && encloses(bounds.map(u32::from))).then_some(Located { bounds, pixels })
    }
}

impl Place<'_> {
    /// A box of the square as a box of the photograph, drawn into the field of view; `None` where nothing is left of it.
    pub fn locate(&self, bounds: [f32; 4]) -> Option<Located> {
        self.locate_photo(self.frame.box_to_photo(bounds))
    }

    /// A box in pixels of the photograph, drawn into the field of view: its corners lie in the circle.
    pub fn locate_photo(&self, photo: [f32; 4]) -> Option<Located> {
        Located::within(self.field, self.frame.width, self.frame.height, photo)
    }

    /// Distance to the fovea in disc diameters of a point of the square.
    pub fn fovea_distance(&self, at: [f32; 2]) -> Option<f32> {
        Some(distance(at, self.fovea?.centre) / self.disc?.diameter)
    }

    /// Sector of a point of the square about the fovea: temporal is away from the disc.
    pub fn sector(&self, at: [f32; 2]) -> Sector {
        let (Some(disc), Some(fovea)) = (self.disc, self.fovea) else { return Sector::Unknown };
        if distance(at, fovea.centre) <= disc.diameter {
            return Sector::Macular;
        }
        let superior = at[1] < fovea.centre[1];
        let nasal = (at[0] > fovea.centre[0]) == (disc.centre[0] > fovea.centre[0]);
        match (superior, nasal) {
            (true, true) => Sector::Superonasal,
            (true, false) => Sector::Superotemporal,
            (false, true) => Sector::Inferonasal,
            (false, false) => Sector::Inferotemporal,
        }
    }
}

/// Lesions as findings `F1`, `F2`, …: first those of labels that are `measured`, in the order given, then, where
/// research is asked for, the others. A label that is not in `assessed` is research.
pub fn findings(
    lesions: &[Lesion],
    place: &Place,
    assessed: &[Label],
    measured: impl Fn(Label) -> bool,
    research: bool,
) -> Vec<Finding> {
    let known = lesions.iter().filter(|lesion| measured(lesion.label));
    let others = lesions.iter().filter(|lesion| research && !measured(lesion.label));
    let placed = known.chain(others).filter_map(|lesion| place.locate(lesion.bounds).map(|at| (lesion, at)));
    placed
        .enumerate()
        .map(|(i, (lesion, at))| Finding {
            id: format!("F{}", i + 1),
            label: lesion.label,
            source: Source::Evidence,
            bounds: at.bounds,
            box_px: at.pixels,
            score: lesion.score,
            area_dd2: place.disc.map(|disc| lesion.area / disc.diameter.powi(2)),
            fovea_distance_dd: place.fovea_distance(lesion.centre),
            sector: place.sector(lesion.centre),
            research: !assessed.contains(&lesion.label),
        })
        .collect()
}

/// Disc and fovea in the photograph. The cup has no value until a claim supports one.
pub fn landmarks(place: &Place) -> Landmarks {
    let point = |centre: [f32; 2]| {
        let (x, y) = place.frame.to_photo(centre[0], centre[1]);
        place.frame.point_999(x, y)
    };
    let disc = place.disc.and_then(|disc| {
        let at = place.locate(disc.bounds)?;
        Some(Disc {
            outlined: disc.outlined,
            bounds: at.bounds,
            centre: point(disc.centre),
            score: disc.score,
        })
    });
    let fovea = place.fovea.map(|fovea| Point { centre: point(fovea.centre), score: fovea.score });
    let cup =
        Measured::absent("not measured: no photograph with a drawn cup has been available to measure it on");
    Landmarks { disc, cup, fovea }
}

impl Measured {
    /// No value, and why.
    pub fn absent(reason: &str) -> Measured {
        Measured {
            value: None,
            unit: None,
            region: None,
            reason: Some(reason.into()),
            bounds: None,
            research: false,
        }
    }
}
