//! Visual acuity as charts write it, in logMAR: 0 is 6/6, greater is worse.

/// Acuity below the chart in logMAR, after the convention of the UK National Ophthalmology Database: counting fingers,
/// hand movements, perception of light, none.
const BELOW_CHART: [(&str, f64); 4] = [("CF", 2.1), ("HM", 2.4), ("PL", 2.7), ("NPL", 3.0)];

/// The logMAR of a Snellen fraction such as `6/18` or `20/60`, or of `CF`, `HM`, `PL`, `NPL`: the logarithm of denominator
/// over numerator, to two decimals. None where it is neither; a decimal alone could be logMAR as well.
pub fn logmar(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some((_, value)) = BELOW_CHART.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Some(*value);
    }
    let (numerator, denominator) = text.split_once('/')?;
    let [numerator, denominator] = [numerator, denominator].map(|n| n.trim().parse::<f64>().ok());
    let (numerator, denominator) = (numerator?, denominator?);
    let is_chart = |n: f64| (0.5..=2000.0).contains(&n);
    let value = (denominator / numerator).log10();
    (is_chart(numerator) && is_chart(denominator) && (-0.5..=4.0).contains(&value))
        .then_some((value * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::logmar;

    #[test]
    fn fractions_of_metres_and_feet_are_the_same() {
        for (text, value) in [
            ("6/6", 0.0),
            ("20/20", 0.0),
            ("6/12", 0.3),
            (" 20 / 40 ", 0.3),
            ("6/18", 0.48),
            ("6/60", 1.0),
            ("6/4.8", -0.1),
            ("3/60", 1.3),
            ("cf", 2.1),
            ("NPL", 3.0),
        ] {
            assert_eq!(logmar(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_acuity_is_refused() {
        for text in
            ["", "0.5", "6", "6/", "/6", "6/0", "0/6", "-6/6", "6/6/6", "NaN/6", "6/inf", "six/six", "6/1e9"]
        {
            assert_eq!(logmar(text), None, "{text}");
        }
    }
}
