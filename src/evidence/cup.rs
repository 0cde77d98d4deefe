//! The cup in the disc, from their maps: vertical extents, in pixels of the normalised square.

use super::landmarks::DiscFound;
use super::map::Map;

/// A part of the cup's map below this many map pixels is no cup.
const LEAST_AREA: usize = 4;
/// Halvings of the probability in `probability_above`: to 1/256, as fine as an 8-bit map.
const HALVINGS: usize = 8;

/// The cup as it was outlined.
#[derive(Debug, Clone, PartialEq)]
pub struct CupFound {
    /// `[x1, y1, x2, y2]`, cut to the disc's box.
    pub bounds: [f32; 4],
    /// Height of the cup over the height of the disc, 0–1.
    pub ratio: f32,
}

/// The largest part of `map` in the disc's box at or above `threshold`, or why there is none.
/// `side` is the side of the normalised square in pixels.
pub fn measure(
    map: &Map,
    threshold: f32,
    disc: Option<&DiscFound>,
    side: f32,
) -> Result<CupFound, &'static str> {
    let disc = disc.filter(|disc| disc.outlined).ok_or("the disc is not outlined")?;
    within(map, threshold, disc, side).ok_or("no cup was seen in the disc")
}

/// The greatest threshold at which the cup is still higher than `limit` of the disc: what the map says of the ratio
/// being greater. At the map's own threshold it parts the ratios above from those below `limit`. Not calibrated.
pub fn probability_above(map: &Map, disc: &DiscFound, limit: f32, side: f32) -> f32 {
    let above = |threshold| within(map, threshold, disc, side).is_some_and(|cup| cup.ratio > limit);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if above(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

fn within(map: &Map, threshold: f32, disc: &DiscFound, side: f32) -> Option<CupFound> {
    let scale = side / map.side as f32;
    let [left, top, right, bottom] = disc.bounds;
    let cell = |v: f32| ((v / scale).round().max(0.0) as usize).min(map.side);
    let (x1, y1, x2, y2) = (cell(left), cell(top), cell(right), cell(bottom));
    // A square cut-out, since a map is square; what lies beside the disc's box stays 0.
    let reach = (x2 - x1).max(y2 - y1);
    let mut data = vec![0.0; reach * reach];
    for y in y1..y2 {
        for x in x1..x2 {
            data[(y - y1) * reach + x - x1] = map.at(x, y);
        }
    }
    let part = Map { side: reach, data }.components(threshold.max(1e-3), LEAST_AREA).into_iter().next()?;
    let across = |v: usize| (x1 + v) as f32 * scale;
    let down = |v: usize| (y1 + v) as f32 * scale;
    let [a, b, c, d] = part.bounds;
    let ratio = (d - b) as f32 / (y2 - y1).max(1) as f32;
    Some(CupFound { bounds: [across(a), down(b), across(c), down(d)], ratio })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: f32 = 1024.0;

    /// A disc of 128 pixels about (600, 400).
    fn disc(outlined: bool) -> DiscFound {
        let bounds = [536.0, 336.0, 664.0, 464.0];
        DiscFound { bounds, centre: [600.0, 400.0], score: 0.9, diameter: 128.0, outlined }
    }

    /// A map of 512 with ellipses of these heights (of the square) and probabilities about the disc's centre.
    fn map(rings: &[(f32, f32)]) -> Map {
        let mut data = vec![0.0; 512 * 512];
        for &(height, p) in rings {
            for (i, value) in data.iter_mut().enumerate() {
                let (x, y) = ((i % 512) as f32 + 0.5 - 300.0, (i / 512) as f32 + 0.5 - 200.0);
                if (x / (height * 0.2)).powi(2) + (y / (height * 0.25)).powi(2) <= 1.0 {
                    *value = p;
                }
            }
        }
        Map { side: 512, data }
    }

    #[test]
    fn the_ratio_is_of_the_vertical_extents() {
        let cup = measure(&map(&[(64.0, 0.9)]), 0.5, Some(&disc(true)), SIDE).expect("a cup");
        assert!((cup.ratio - 0.5).abs() < 0.04, "{cup:?}");
        assert!((cup.bounds[3] - cup.bounds[1] - 64.0).abs() < 5.0, "{cup:?}");
    }

    #[test]
    fn without_an_outline_of_the_disc_or_a_cup_in_it_the_reason_is_told() {
        let cup = map(&[(64.0, 0.9)]);
        assert!(measure(&cup, 0.5, Some(&disc(false)), SIDE).is_err_and(|why| why.contains("outlined")));
        assert!(measure(&cup, 0.5, None, SIDE).is_err_and(|why| why.contains("outlined")));
        assert!(measure(&map(&[]), 0.5, Some(&disc(true)), SIDE).is_err_and(|why| why.contains("no cup")));
        let mut elsewhere = map(&[]);
        elsewhere.data[..5120].fill(1.0);
        assert!(measure(&elsewhere, 0.5, Some(&disc(true)), SIDE).is_err(), "only the disc is looked at");
    }

    #[test]
    fn the_probability_of_a_large_cup_is_where_the_map_lets_go_of_it() {
        // Surely half as high as the disc, and with 0.3 nearly as high.
        let cup = map(&[(112.0, 0.3), (64.0, 0.9)]);
        let p = probability_above(&cup, &disc(true), 0.7, SIDE);
        assert!((p - 0.3).abs() < 0.01, "{p}");
        let small = probability_above(&cup, &disc(true), 0.4, SIDE);
        assert!((small - 0.9).abs() < 0.01, "{small}");
    }
}
