//! Right eye or left eye, from where the disc lies: it is nasal of the fovea, to the right in a right eye as seen.

use super::field::FieldOfView;
use crate::terms::Laterality;

/// Below this probability the eye is not named.
const NAMED: f32 = 0.6;
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

/// Which eye, and the probability that this is right (0.5 where nothing is known).
pub fn laterality(
    disc: Option<Landmark>,
    fovea: Option<Landmark>,
    field: Option<&FieldOfView>,
) -> (Laterality, f32) {
    let (offset, certainty) = match (disc, fovea, field) {
        (Some(disc), Some(fovea), _) => {
            let (dx, dy) = (disc.x - fovea.x, disc.y - fovea.y);
            let scale = field.map_or_else(|| dx.hypot(dy), |f| USUAL * f.r).max(1.0);
            // The fovea lies beside the disc: what stands above it is one of the two taken for something else.
            let beside = dx.abs() / dx.hypot(dy).max(1e-3);
            (dx / scale, disc.score.min(1.0) * (0.5 + 0.5 * fovea.score.clamp(0.0, 1.0)) * beside)
        }
        // Photographs centred on the macula have the disc at its nasal side; those centred on the disc tell nothing.
        (Some(disc), None, Some(f)) => {
            let aside = (disc.x - f.cx) / (USUAL * f.r).max(1.0);
            (if aside.abs() < CENTRED { 0.0 } else { aside }, 0.8 * disc.score.min(1.0))
        }
        _ => return (Laterality::Unknown, 0.5),
    };
    // Half the usual separation is as good as all of it; a tenth says little.
    let separation = (offset.abs() / 0.5).min(1.0);
    let probability = (0.5 + 0.49 * certainty.max(0.0) * separation).clamp(0.5, 0.99);
    // A landmark that is not a number names no eye.
    if probability.is_nan() || probability < NAMED {
        return (Laterality::Unknown, if probability.is_nan() { 0.5 } else { probability });
    }
    (if offset > 0.0 { Laterality::Od } else { Laterality::Os }, probability)
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
        let (eye, p) = laterality(at(780.0, 480.0, 0.95), at(490.0, 510.0, 0.9), Some(&FIELD));
        assert_eq!(eye, Laterality::Od);
        assert!(p > 0.9);
        let (eye, p) = laterality(at(220.0, 480.0, 0.95), at(510.0, 510.0, 0.9), Some(&FIELD));
        assert_eq!(eye, Laterality::Os);
        assert!(p > 0.9);
    }

    #[test]
    fn a_photograph_centred_on_the_disc_names_no_eye() {
        assert_eq!(laterality(at(565.0, 480.0, 1.0), None, Some(&FIELD)), (Laterality::Unknown, 0.5));
    }

    #[test]
    fn without_a_fovea_it_is_said_with_less_confidence() {
        let both = laterality(at(780.0, 480.0, 0.95), at(490.0, 510.0, 0.9), Some(&FIELD)).1;
        let (eye, p) = laterality(at(780.0, 480.0, 0.95), None, Some(&FIELD));
        assert_eq!(eye, Laterality::Od);
        assert!(p < both);
        assert_eq!(
            laterality(at(510.0, 480.0, 0.95), None, Some(&FIELD)).0,
            Laterality::Unknown,
            "disc-centred"
        );
    }

    #[test]
    fn doubt_is_unknown() {
        assert_eq!(laterality(None, at(500.0, 500.0, 0.9), Some(&FIELD)), (Laterality::Unknown, 0.5));
        assert_eq!(
            laterality(at(780.0, 480.0, 0.1), at(490.0, 500.0, 0.1), Some(&FIELD)).0,
            Laterality::Unknown
        );
        assert_eq!(
            laterality(at(500.0, 200.0, 0.9), at(490.0, 500.0, 0.9), Some(&FIELD)).0,
            Laterality::Unknown
        );
        assert_eq!(laterality(at(f32::NAN, 0.0, 0.9), at(490.0, 500.0, 0.9), None).0, Laterality::Unknown);
    }
}
