//! Disc and fovea from their maps, in pixels of the normalised square.

use super::map::Map;

/// Least and greatest disc diameter as a share of the square: a disc of about 5° in fields of 30–75°.
const DISC_SHARE: [f32; 2] = [0.05, 0.30];
/// Disc diameter as a share of the square where no outline was found: 1.8 mm in a field of 45–50°.
pub const NOMINAL_DISC_SHARE: f32 = 0.14;
/// The fovea lies about 2.5 disc diameters from the disc's centre.
const FOVEA_DISTANCE_DD: f32 = 2.6;
/// Below this the place is not told.
const LEAST_SCORE: f32 = 0.05;

/// The optic disc in pixels of the square.
#[derive(Debug, Clone, PartialEq)]
pub struct DiscFound {
    /// `[x1, y1, x2, y2]`.
    pub bounds: [f32; 4],
    pub centre: [f32; 2],
    /// 0–1.
    pub score: f32,
    /// Mean of width and height.
    pub diameter: f32,
    /// Whether the outline was found; else the box is of nominal size about the peak.
    pub outlined: bool,
}

/// The fovea in pixels of the square.
#[derive(Debug, Clone, PartialEq)]
pub struct FoveaFound {
    pub centre: [f32; 2],
    /// 0–1.
    pub score: f32,
}

/// The disc: the outline in `map` that lies nearest to the peak of `heat`, or the peak alone.
/// `side` is the side of the normalised square in pixels.
pub fn disc(map: &Map, threshold: f32, heat: &Map, side: f32) -> Option<DiscFound> {
    let scale = side / map.side as f32;
    let (peak, peak_score) = heat.peak(|_, _| 1.0);
    let peak = peak.map(|v| v * side / heat.side as f32);
    let outline = map
        .components(threshold, 20)
        .into_iter()
        .filter_map(|c| {
            let bounds = c.bounds.map(|v| v as f32 * scale);
            let diameter = (bounds[2] - bounds[0] + bounds[3] - bounds[1]) / 2.0;
            let centre = [(bounds[0] + bounds[2]) / 2.0, (bounds[1] + bounds[3]) / 2.0];
            let plausible = (DISC_SHARE[0] * side..=DISC_SHARE[1] * side).contains(&diameter);
            plausible.then_some((distance(centre, peak), bounds, centre, diameter, c.peak))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match outline {
        Some((apart, bounds, centre, diameter, inside)) if apart <= diameter || peak_score < 0.3 => {
            let score = if apart <= diameter { inside.max(peak_score) } else { inside * 0.5 };
            Some(DiscFound { bounds, centre, score, diameter, outlined: true })
        }
        _ if peak_score >= LEAST_SCORE => {
            let diameter = NOMINAL_DISC_SHARE * side;
            let half = diameter / 2.0;
            let bounds = [peak[0] - half, peak[1] - half, peak[0] + half, peak[1] + half];
            Some(DiscFound { bounds, centre: peak, score: peak_score, diameter, outlined: false })
        }
        _ => None,
    }
}

/// The fovea: the peak of `heat`, preferring the distance from the disc that eyes have.
pub fn fovea(heat: &Map, disc: Option<&DiscFound>, side: f32) -> Option<FoveaFound> {
    let scale = side / heat.side as f32;
    let (place, score) = heat.peak(|x, y| match disc {
        None => 1.0,
        Some(disc) => {
            let dd = distance([x * scale, y * scale], disc.centre) / disc.diameter;
            0.1 + 0.9 * (-((dd - FOVEA_DISTANCE_DD) / 1.2).powi(2)).exp()
        }
    });
    (score >= LEAST_SCORE).then_some(FoveaFound { centre: place.map(|v| v * scale), score })
}

/// Euclidean distance.
pub fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blob(side: usize, cx: f32, cy: f32, r: f32) -> Map {
        let data = (0..side * side)
            .map(|i| {
                let d = distance([(i % side) as f32 + 0.5, (i / side) as f32 + 0.5], [cx, cy]);
                if d < r { 0.9 } else { 0.0 }
            })
            .collect();
        Map { side, data }
    }

    #[test]
    fn the_outline_gives_the_box() {
        let found =
            disc(&blob(512, 300.0, 200.0, 30.0), 0.5, &blob(128, 75.0, 50.0, 2.0), 1024.0).expect("disc");
        assert!(found.outlined && distance(found.centre, [600.0, 400.0]) < 2.0);
        assert!((found.diameter - 120.0).abs() < 5.0);
    }

    #[test]
    fn without_an_outline_the_peak_is_the_centre_and_the_box_is_nominal() {
        let found = disc(&blob(512, 0.0, 0.0, 0.0), 0.5, &blob(128, 75.0, 50.0, 2.0), 1024.0).expect("disc");
        assert!(!found.outlined && distance(found.centre, [600.0, 400.0]) < 8.0);
    }

    #[test]
    fn an_empty_map_has_no_landmarks() {
        let empty = blob(128, 0.0, 0.0, 0.0);
        assert_eq!(disc(&empty, 0.5, &empty, 1024.0), None);
        assert_eq!(fovea(&empty, None, 1024.0), None);
    }
}
