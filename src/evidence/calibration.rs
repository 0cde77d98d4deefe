//! Logits become calibrated probabilities, by temperature and bias from the manifest.

use crate::bundle::Calibration;

/// `sigmoid((logit − bias) / temperature / doubt)` for each threshold, made never rising; `None` where a logit is
/// missing or no number. `doubt` is 1, or more for a photograph unlike those that the calibration rests on.
pub fn cumulative(logits: &[f32], calibration: &Calibration, doubt: f32) -> Option<Vec<f32>> {
    if logits.len() != calibration.bias.len() || logits.iter().any(|l| !l.is_finite()) {
        return None;
    }
    let mut least = 1.0f32;
    let probabilities = logits.iter().zip(&calibration.bias).map(|(logit, bias)| {
        least = least.min(sigmoid((logit - bias) / calibration.temperature / doubt));
        least
    });
    Some(probabilities.collect())
}

/// 1 / (1 + e^−x).
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_never_rise_with_the_grade() {
        let calibration = Calibration { temperature: 2.0, bias: vec![0.0, 1.0] };
        let p = cumulative(&[0.0, 9.0], &calibration, 1.0).expect("two logits");
        assert_eq!(p, vec![0.5, 0.5]);
        assert_eq!(cumulative(&[f32::NAN, 0.0], &calibration, 1.0), None);
        assert_eq!(cumulative(&[0.0], &calibration, 1.0), None);
    }

    #[test]
    fn doubt_draws_probabilities_toward_one_half_and_never_across_it() {
        let calibration = Calibration { temperature: 0.5, bias: vec![1.0] };
        for logit in [-3.0, 0.9, 1.1, 4.0] {
            let sure = cumulative(&[logit], &calibration, 1.0).expect("one logit")[0];
            let unsure = cumulative(&[logit], &calibration, 1.5).expect("one logit")[0];
            assert!((unsure - 0.5).abs() < (sure - 0.5).abs(), "{logit}");
            assert_eq!(unsure > 0.5, sure > 0.5, "{logit}");
        }
    }
}
