//! Right eye or left eye, from where the disc lies, nasal of the fovea and so to the right in a right eye as seen, and
//! from the course of the vessels about it.

use super::field::FieldOfView;
use crate::terms::Laterality;

/// Below this probability the eye is not named.
const NAMED: f32 = 0.6;
/// More than this is never claimed.
const SUREST: f32 = 0.99;
/// Distance of disc and fovea in field radii, at 45–50° of field: about 15° of 22–25°.
const USUAL: f32 = 0.6;
/// A disc nearer to the middle than this share of the usual distance is what the photograph was centred on.
const CENTRED: f32 = 0.3;

/// A place in pixels of the upright photograph and how sure it is, 0–1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landmark {
    pub x: f32,
    pub y: f32,
    pub score: f32,
}

/// Which eye, and the probability that this is right (0.5 where nothing is known). `course` is what the vessels about
/// the disc say, in log odds of a right eye; 0 where they say nothing.
pub fn laterality(
    disc: Option<Landmark>,
    fovea: Option<Landmark>,
    field: Option<&FieldOfView>,
    course: f32,
) -> (Laterality, f32) {
    let right = from_landmarks(disc, fovea, field) + if course.is_finite() { course } else { 0.0 };
    let probability = (1.0 / (1.0 + (-right.abs()).exp())).min(SUREST);
    if probability < NAMED {
        return (Laterality::Unknown, probability);
    }
    (if right > 0.0 { Laterality::Od } else { Laterality::Os }, probability)
}

/// Log odds of a right eye from where disc and fovea lie.
fn from_landmarks(disc: Option<Landmark>, fovea: Option<Landmark>, field: Option<&FieldOfView>) -> f32 {
    let aside = |disc: &Landmark, field: &FieldOfView| (disc.x - field.cx) / (USUAL * field.r).max(1.0);
    let centred = |disc: &Landmark| field.is_some_and(|field| aside(disc, field).abs() < CENTRED);
    let (offset, certainty) = match (disc, fovea, field) {
        (Some(disc), Some(fovea), _) => {
            let (dx, dy) = (disc.x - fovea.x, disc.y - fovea.y);
            let scale = field.map_or_else(|| dx.hypot(dy), |f| USUAL * f.r).max(1.0);
            // The fovea lies beside the disc: what stands above it is one of the two taken for something else.
            let beside = dx.abs() / dx.hypot(dy).max(1e-3);
            // Where the fovea should be in the middle, a faint one is still likely to be it; beside a disc that is
            // there itself it is worth no more than it is sure.
            let least = if centred(&disc) { 0.0 } else { 0.5 };
            let fovea = least + (1.0 - least) * fovea.score.clamp(0.0, 1.0);
            (dx / scale, disc.score.min(1.0) * fovea * beside)
        }
        // Photographs centred on the macula have the disc at its nasal side; those centred on the disc tell nothing.
        (Some(disc), None, Some(field)) if !centred(&disc) => {
            (aside(&disc, field), 0.8 * disc.score.min(1.0))
        }
        _ => return 0.0,
    };
    // A landmark that is not a number names no eye.
    if !(offset.is_finite() && certainty.is_finite()) {
        return 0.0;
    }
    // Half the usual separation is as good as all of it; a tenth says little.
    let separation = (offset.abs() / 0.5).min(1.0);
    let probability = 0.5 + (SUREST - 0.5) * certainty.max(0.0) * separation;
    (probability / (1.0 - probability)).ln().copysign(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, y: f32, score: f32) -> Option<Landmark> {
        Some(Landmark { x, y, score })
    }

    const FIELD: FieldOfView = FieldOfView {
        cx: 500.0,
        cy: 500.0,
        r: 480.0,
        width: 1000,
        height: 1000,
        cut: super::super::field::Cut { left: false, top: false, right: false, bottom: false },
        edge: super::super::field::Edge::Round,
    };

    #[test]
    fn the_disc_is_nasal_of_the_fovea() {
        let (eye, p) = laterality(at(780.0, 480.0, 0.95), at(490.0, 510.0, 0.9), Some(&FIELD), 0.0);
        assert_eq!(eye, Laterality::Od);
        assert!(p > 0.9);
        let (eye, p) = laterality(at(220.0, 480.0, 0.95), at(510.0, 510.0, 0.9), Some(&FIELD), 0.0);
        assert_eq!(eye, Laterality::Os);
        assert!(p > 0.9);
    }

    #[test]
    fn a_photograph_centred_on_the_disc_names_no_eye() {
        assert_eq!(laterality(at(565.0, 480.0, 1.0), None, Some(&FIELD), 0.0), (Laterality::Unknown, 0.5));
    }

    #[test]
    fn the_vessels_tell_the_eye_where_no_fovea_does() {
        let (eye, p) = laterality(at(565.0, 480.0, 0.6), None, Some(&FIELD), 2.0);
        assert_eq!(eye, Laterality::Od);
        assert!((0.85..0.95).contains(&p), "{p}");
        // A faint spot on the wrong side of a disc in the middle does not outweigh them.
        let (eye, _) = laterality(at(510.0, 500.0, 0.7), at(800.0, 520.0, 0.1), Some(&FIELD), 2.0);
        assert_eq!(eye, Laterality::Od);
        // A clear fovea does outweigh vessels that say little.
        assert_eq!(
            laterality(at(780.0, 480.0, 0.95), at(490.0, 510.0, 0.9), Some(&FIELD), -0.8).0,
            Laterality::Od
        );
        assert_eq!(laterality(at(510.0, 500.0, 0.7), None, Some(&FIELD), 0.3).0, Laterality::Unknown);
        assert_eq!(laterality(None, None, None, f32::NAN), (Laterality::Unknown, 0.5));
    }

    #[test]
    fn without_a_fovea_it_is_said_with_less_confidence() {
        let both = laterality(at(780.0, 480.0, 0.95), at(490.0, 510.0, 0.9), Some(&FIELD), 0.0).1;
        let (eye, p) = laterality(at(780.0, 480.0, 0.95), None, Some(&FIELD), 0.0);
        assert_eq!(eye, Laterality::Od);
        assert!(p < both);
        assert_eq!(
            laterality(at(510.0, 480.0, 0.95), None, Some(&FIELD), 0.0).0,
            Laterality::Unknown,
            "disc-centred"
        );
    }

    #[test]
    fn doubt_is_unknown() {
        assert_eq!(laterality(None, at(500.0, 500.0, 0.9), Some(&FIELD), 0.0), (Laterality::Unknown, 0.5));
        assert_eq!(
            laterality(at(780.0, 480.0, 0.1), at(490.0, 500.0, 0.1), Some(&FIELD), 0.0).0,
            Laterality::Unknown
        );
        assert_eq!(
            laterality(at(500.0, 200.0, 0.9), at(490.0, 500.0, 0.9), Some(&FIELD), 0.0).0,
            Laterality::Unknown
        );
        assert_eq!(
            laterality(at(f32::NAN, 0.0, 0.9), at(490.0, 500.0, 0.9), None, 0.0).0,
            Laterality::Unknown
        );
    }
}
