//! What a camera gives (format, size, rate), and which of it is taken for a photograph.

use std::fmt;
use std::str::FromStr;

use linuxvideo::Device;
use linuxvideo::format::{FrameIntervals, FrameSizes, PixelFormat as Fourcc};
use serde::{Deserialize, Serialize};

use super::bayer::Mosaic;
use super::device::{explain, guarded, open};
use super::error::CameraError;
use super::find::Found;
use super::packed::Packing;

/// A camera that lists more than this is cut off. The kernel's own test driver lists some ninety formats.
const MOST_FORMATS: usize = 256;
const MOST_MODES: usize = 512;
/// Tried where a driver gives a range instead of a list.
const USUAL: [(u32, u32); 6] =
    [(640, 480), (1280, 720), (1600, 1200), (1920, 1080), (2592, 1944), (3840, 2160)];
/// Below this a preview is no help in aiming.
const LEAST_LIVE_FPS: f64 = 15.0;

/// How pixels come from a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PixelFormat {
    /// Each frame a JPEG.
    Mjpeg,
    /// Packed 4:2:2.
    Yuyv,
    /// A plane of luma, a half-size plane of both chromas.
    Nv12,
    Rgb24,
    Grey,
    /// 10, 12 and 16 bits of luma in 16, little-endian.
    Y10,
    Y12,
    Y16,
    /// The same depths sharing bytes, as MIPI has them or bit after bit.
    Y10p,
    Y10b,
    Y12p,
    /// The sensor's own samples, by the colours of a tile from its top left, 8 bits each, or 10, 12 and 16 in 16.
    Sbggr8,
    Sgbrg8,
    Sgrbg8,
    Srggb8,
    Sbggr10,
    Sgbrg10,
    Sgrbg10,
    Srggb10,
    Sbggr12,
    Sgbrg12,
    Sgrbg12,
    Srggb12,
    Sbggr16,
    Sgbrg16,
    Sgrbg16,
    Srggb16,
    /// 10 and 12 bits sharing bytes.
    Sbggr10p,
    Sgbrg10p,
    Sgrbg10p,
    Srggb10p,
    Sbggr12p,
    Sgbrg12p,
    Sgrbg12p,
    Srggb12p,
}

impl PixelFormat {
    #[rustfmt::skip]
    pub const ALL: [PixelFormat; 35] = [
        Self::Mjpeg, Self::Yuyv, Self::Nv12, Self::Rgb24, Self::Grey, Self::Y10, Self::Y12, Self::Y16,
        Self::Sbggr8, Self::Sgbrg8, Self::Sgrbg8, Self::Srggb8,
        Self::Sbggr10, Self::Sgbrg10, Self::Sgrbg10, Self::Srggb10,
        Self::Sbggr12, Self::Sgbrg12, Self::Sgrbg12, Self::Srggb12,
        Self::Sbggr16, Self::Sgbrg16, Self::Sgrbg16, Self::Srggb16,
        Self::Y10p, Self::Y10b, Self::Y12p,
        Self::Sbggr10p, Self::Sgbrg10p, Self::Sgrbg10p, Self::Srggb10p,
        Self::Sbggr12p, Self::Sgbrg12p, Self::Sgrbg12p, Self::Srggb12p,
    ];

    /// The kernel's four letters.
    pub fn fourcc(self) -> [u8; 4] {
        *match self {
            Self::Mjpeg => b"MJPG",
            Self::Yuyv => b"YUYV",
            Self::Nv12 => b"NV12",
            Self::Rgb24 => b"RGB3",
            Self::Grey => b"GREY",
            Self::Y10 => b"Y10 ",
            Self::Y12 => b"Y12 ",
            Self::Y16 => b"Y16 ",
            Self::Sbggr8 => b"BA81",
            Self::Sgbrg8 => b"GBRG",
            Self::Sgrbg8 => b"GRBG",
            Self::Srggb8 => b"RGGB",
            Self::Sbggr10 => b"BG10",
            Self::Sgbrg10 => b"GB10",
            Self::Sgrbg10 => b"BA10",
            Self::Srggb10 => b"RG10",
            Self::Sbggr12 => b"BG12",
            Self::Sgbrg12 => b"GB12",
            Self::Sgrbg12 => b"BA12",
            Self::Srggb12 => b"RG12",
            Self::Sbggr16 => b"BYR2",
            Self::Sgbrg16 => b"GB16",
            Self::Sgrbg16 => b"GR16",
            Self::Srggb16 => b"RG16",
            Self::Y10p => b"Y10P",
            Self::Y10b => b"Y10B",
            Self::Y12p => b"Y12P",
            Self::Sbggr10p => b"pBAA",
            Self::Sgbrg10p => b"pGAA",
            Self::Sgrbg10p => b"pgAA",
            Self::Srggb10p => b"pRAA",
            Self::Sbggr12p => b"pBCC",
            Self::Sgbrg12p => b"pGCC",
            Self::Sgrbg12p => b"pgCC",
            Self::Srggb12p => b"pRCC",
        }
    }

    /// How samples share bytes, and the format they have once unpacked; none where each has bytes of its own.
    pub fn packing(self) -> Option<(Packing, PixelFormat)> {
        Some(match self {
            Self::Y10p => (Packing::Mipi10, Self::Y10),
            Self::Y10b => (Packing::Bits10, Self::Y10),
            Self::Y12p => (Packing::Mipi12, Self::Y12),
            Self::Sbggr10p => (Packing::Mipi10, Self::Sbggr10),
            Self::Sgbrg10p => (Packing::Mipi10, Self::Sgbrg10),
            Self::Sgrbg10p => (Packing::Mipi10, Self::Sgrbg10),
            Self::Srggb10p => (Packing::Mipi10, Self::Srggb10),
            Self::Sbggr12p => (Packing::Mipi12, Self::Sbggr12),
            Self::Sgbrg12p => (Packing::Mipi12, Self::Sgbrg12),
            Self::Sgrbg12p => (Packing::Mipi12, Self::Sgrbg12),
            Self::Srggb12p => (Packing::Mipi12, Self::Srggb12),
            _ => return None,
        })
    }

    /// How a format of single colours, each sample with bytes of its own, is laid out; none for all others.
    pub fn mosaic(self) -> Option<Mosaic> {
        let bits = match self {
            Self::Sbggr8 | Self::Sgbrg8 | Self::Sgrbg8 | Self::Srggb8 => 8,
            Self::Sbggr10 | Self::Sgbrg10 | Self::Sgrbg10 | Self::Srggb10 => 10,
            Self::Sbggr12 | Self::Sgbrg12 | Self::Sgrbg12 | Self::Srggb12 => 12,
            Self::Sbggr16 | Self::Sgbrg16 | Self::Sgrbg16 | Self::Srggb16 => 16,
            _ => return None,
        };
        let red = match self {
            Self::Sbggr8 | Self::Sbggr10 | Self::Sbggr12 | Self::Sbggr16 => (1, 1),
            Self::Sgbrg8 | Self::Sgbrg10 | Self::Sgbrg12 | Self::Sgbrg16 => (0, 1),
            Self::Sgrbg8 | Self::Sgrbg10 | Self::Sgrbg12 | Self::Sgrbg16 => (1, 0),
            _ => (0, 0),
        };
        Some(Mosaic { red, bits })
    }

    pub(super) fn from_fourcc(fourcc: [u8; 4]) -> Option<Self> {
        match &fourcc {
            b"JPEG" => Some(Self::Mjpeg),
            _ => Self::ALL.into_iter().find(|format| format.fourcc() == fourcc),
        }
    }

    /// Colour before grey, and among equals what loses nothing before what does; a sensor's own samples come after what
    /// the camera has balanced.
    fn rank(self) -> u8 {
        match self.plain() {
            Self::Rgb24 => 6,
            Self::Yuyv => 5,
            Self::Nv12 => 4,
            Self::Mjpeg => 3,
            Self::Y10 | Self::Y12 | Self::Y16 => 1,
            Self::Grey => 0,
            _ => 2,
        }
    }

    fn plain(self) -> Self {
        self.packing().map_or(self, |(_, plain)| plain)
    }

    fn has_colour(self) -> bool {
        !matches!(self.plain(), Self::Grey | Self::Y10 | Self::Y12 | Self::Y16)
    }
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(String::from_utf8_lossy(&self.fourcc()).trim_end())
    }
}

impl FromStr for PixelFormat {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        // The kernel tells `pGAA` from `pgAA`.
        let exact = |format: &Self| format.to_string() == text;
        let named = |format: &Self| format.to_string().eq_ignore_ascii_case(text);
        let found = Self::ALL.into_iter().find(exact).or_else(|| {
            let mut alike = Self::ALL.into_iter().filter(named);
            alike.next().filter(|_| alike.next().is_none())
        });
        found.ok_or_else(|| {
            let names: Vec<String> = Self::ALL.iter().map(ToString::to_string).collect();
            format!("{text} is none of {}", names.join(", "))
        })
    }
}

/// One thing that a camera gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mode {
    pub format: PixelFormat,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Frames a second at most; 0 where the driver does not say.
    pub fps: f64,
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}x{}", self.format, self.width, self.height)?;
        match self.fps > 0.0 {
            true => write!(f, " at {:.0}/s", self.fps),
            false => Ok(()),
        }
    }
}

/// What the stream is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// The best single picture.
    #[default]
    Still,
    /// Preview and photograph from one stream: at least fifteen frames a second, JPEG if there is a choice.
    Live,
}

/// What was asked for; what is not said is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Wish {
    #[serde(skip)]
    pub purpose: Purpose,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<PixelFormat>,
    /// Width and height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
}

// `Purpose` is what a verb decides and never part of a profile.
impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.format, self.size) {
            (Some(format), Some((w, h))) => write!(f, "{format} {w}x{h}"),
            (Some(format), None) => write!(f, "{format}"),
            (None, Some((w, h))) => write!(f, "{w}x{h}"),
            (None, None) => f.write_str("a format that is read here"),
        }
    }
}

/// As [`modes`], of a camera that is not open.
pub fn of(found: &Found) -> Result<(Vec<Mode>, Vec<String>), CameraError> {
    modes(&open(found)?).map_err(|e| explain(found, "list its formats", e))
}

/// Everything a camera gives that is read here, and the four letters of what is not.
pub fn modes(device: &Device) -> std::io::Result<(Vec<Mode>, Vec<String>)> {
    let (mut modes, mut strange) = (Vec::new(), Vec::new());
    let fourccs: Vec<[u8; 4]> = guarded(|| {
        let formats = device.formats(linuxvideo::BufType::VIDEO_CAPTURE).take(MOST_FORMATS);
        formats.map(|format| Ok(format?.pixel_format().as_fourcc())).collect()
    })?;
    for fourcc in fourccs {
        let Some(format) = PixelFormat::from_fourcc(fourcc) else {
            strange.push(String::from_utf8_lossy(&fourcc).trim_end().to_owned());
            continue;
        };
        let sizes = guarded(|| device.frame_sizes(Fourcc::from_fourcc(fourcc)));
        let sizes: Vec<(u32, u32)> = match sizes {
            Ok(FrameSizes::Discrete(sizes)) => sizes.iter().map(|s| (s.width(), s.height())).collect(),
            Ok(FrameSizes::Stepwise(range) | FrameSizes::Continuous(range)) => {
                let (w, h) = (range.min_width()..=range.max_width(), range.min_height()..=range.max_height());
                let mut sizes = vec![(range.max_width(), range.max_height())];
                sizes.extend(USUAL.into_iter().filter(|s| w.contains(&s.0) && h.contains(&s.1)));
                sizes
            }
            Err(_) => Vec::new(),
        };
        let group = format.packing().map_or(1, |(packing, _)| packing.group().0 as u32);
        for (width, height) in sizes {
            // Drivers differ in how a line ends within a group; cameras have no such widths.
            if !width.is_multiple_of(group) {
                continue;
            }
            if modes.len() < MOST_MODES && width > 0 && height > 0 {
                let fps = rate(device, Fourcc::from_fourcc(fourcc), width, height);
                modes.push(Mode { format, width, height, fps });
            }
        }
    }
    Ok((modes, strange))
}

/// Drivers count in tenths of microseconds; 29.999998 is 30.
pub(super) fn hundredths(fps: f64) -> f64 {
    (fps * 100.0).round() / 100.0
}

/// The highest rate of a format and size; 0 where the driver does not say.
fn rate(device: &Device, fourcc: Fourcc, width: u32, height: u32) -> f64 {
    let shortest = guarded(|| {
        Ok(match device.frame_intervals(fourcc, width, height)? {
            FrameIntervals::Discrete(list) => {
                list.iter().map(|i| i.fract().as_f32()).fold(f32::INFINITY, f32::min)
            }
            FrameIntervals::Stepwise(range) | FrameIntervals::Continuous(range) => range.min().as_f32(),
        })
    });
    shortest.ok().filter(|s| s.is_finite() && *s > 0.0).map_or(0.0, |s| hundredths(1.0 / f64::from(s)))
}

/// What fits a wish, the best first. Most pixels come first; a photograph of more is worth more than of finer samples.
pub fn ranked(modes: &[Mode], wish: &Wish) -> Vec<Mode> {
    let mut fitting: Vec<Mode> = modes
        .iter()
        .copied()
        .filter(|m| wish.format.is_none_or(|format| format == m.format))
        .filter(|m| wish.size.is_none_or(|size| size == (m.width, m.height)))
        .collect();
    let live = wish.purpose == Purpose::Live;
    let key = |m: &Mode| {
        let quick = !live || m.fps == 0.0 || m.fps >= LEAST_LIVE_FPS;
        let area = u64::from(m.width) * u64::from(m.height);
        let rank = if live && m.format == PixelFormat::Mjpeg { 9 } else { m.format.rank() };
        (quick, m.format.has_colour(), area, rank, (m.fps * 10.0) as u32)
    };
    fitting.sort_by_key(|m| std::cmp::Reverse(key(m)));
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(format: PixelFormat, width: u32, height: u32, fps: f64) -> Mode {
        Mode { format, width, height, fps }
    }

    #[test]
    fn a_still_wants_pixels_then_samples_and_a_live_picture_wants_pace() {
        let slow = mode(PixelFormat::Yuyv, 2592, 1944, 2.0);
        let big = mode(PixelFormat::Mjpeg, 1600, 1200, 30.0);
        let raw = mode(PixelFormat::Yuyv, 1600, 1200, 10.0);
        let grey = mode(PixelFormat::Grey, 4000, 3000, 30.0);
        let all = [raw, grey, big, slow];
        let best = |purpose| ranked(&all, &Wish { purpose, ..Wish::default() })[0];
        assert_eq!(best(Purpose::Still), slow);
        assert_eq!(best(Purpose::Live), big);
        let wish = Wish { size: Some((1600, 1200)), ..Wish::default() };
        assert_eq!(ranked(&all, &wish), [raw, big]);
        let wish = Wish { format: Some(PixelFormat::Nv12), ..Wish::default() };
        assert_eq!(ranked(&all, &wish), []);
    }

    #[test]
    fn formats_are_read_as_they_are_written() {
        for format in PixelFormat::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
            assert_eq!(PixelFormat::from_fourcc(format.fourcc()), Some(format));
        }
        assert!("H264".parse::<PixelFormat>().is_err());
        assert_eq!("mjpg".parse(), Ok(PixelFormat::Mjpeg));
        assert!("PGAA".parse::<PixelFormat>().is_err(), "it may be either of two");
    }
}
