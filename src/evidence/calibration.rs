//! Logits become calibrated probabilities, by temperature and bias from the manifest.

use crate::bundle::Calibration;

/// `sigmoid((logit − bias) / temperature)` for each threshold, made never rising; `None` where a logit is missing or
/// no number.
pub fn cumulative(logits: &[f32], calibration: &Calibration) -> Option<Vec<f32>> {
    if logits.len() != calibration.bias.len() || logits.iter().any(|l| !l.is_finite()) {
        return None;
    }
    let mut least = 1.0f32;
    let probabilities = logits.iter().zip(&calibration.bias).map(|(logit, bias)| {
        least = least.min(1.0 / (1.0 + (-(logit - bias) / calibration.temperature).exp()));
        least
    });
    Some(probabilities.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_never_rise_with_the_grade() {
        let calibration = Calibration { temperature: 2.0, bias: vec![0.0, 1.0] };
        let p = cumulative(&[0.0, 9.0], &calibration).expect("two logits");
        assert_eq!(p, vec![0.5, 0.5]);
        assert_eq!(cumulative(&[f32::NAN, 0.0], &calibration), None);
        assert_eq!(cumulative(&[0.0], &calibration), None);
    }
}
