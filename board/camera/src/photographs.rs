//! Photographs become frames: a JPEG goes out untouched at its own size; other sizes and raw samples are made from it
//! once.

use std::io::Cursor;
use std::sync::{Arc, LazyLock, OnceLock};

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, ImageReader, RgbImage};

/// Offered beside the photographs' own size, as cameras do for a preview.
const PREVIEWS: [(u32, u32); 2] = [(640, 480), (1280, 720)];
/// Raw samples of more pixels than this are not offered: high-speed USB could not carry it.
const MOST_RAW_PIXELS: u32 = 1280 * 720;

type Decode = Box<dyn FnOnce() -> RgbImage + Send>;
/// The first photograph, decoded when that is first needed.
type Picture = Arc<LazyLock<RgbImage, Decode>>;

/// What the camera shows at one size. What is made of the photograph is made when it is first asked for: on an emulated
/// machine that takes seconds.
pub struct Size {
    pub width: u16,
    pub height: u16,
    /// Every photograph, at their own size alone.
    untouched: Vec<Vec<u8>>,
    picture: Picture,
    made: OnceLock<Vec<u8>>,
    yuyv: OnceLock<Vec<u8>>,
    rw10: OnceLock<Vec<u8>>,
    black: OnceLock<Vec<u8>>,
}

impl Size {
    /// The most bytes a frame may take, as the descriptors tell it.
    pub fn most_bytes(&self) -> u32 {
        u32::from(self.width) * u32::from(self.height) * 2
    }

    /// Whether it is small enough for raw samples.
    pub fn has_raw(&self) -> bool {
        u32::from(self.width) * u32::from(self.height) <= MOST_RAW_PIXELS
    }

    /// A JPEG: one of the photographs, or what is made of the first where this is another size.
    pub fn mjpeg(&self, which: usize) -> &[u8] {
        match self.untouched.get(which % self.untouched.len().max(1)) {
            Some(photograph) => photograph,
            None => self.made.get_or_init(|| jpeg(&self.rgb())),
        }
    }

    /// A packed 4:2:2 picture of the first photograph.
    pub fn yuyv(&self) -> &[u8] {
        self.yuyv.get_or_init(|| yuyv(&self.rgb()))
    }

    /// The first photograph as a sensor with a mosaic sees it.
    pub fn rw10(&self) -> &[u8] {
        self.rw10.get_or_init(|| rw10(&self.rgb()))
    }

    /// A black JPEG.
    pub fn black(&self) -> &[u8] {
        self.black.get_or_init(|| jpeg(&RgbImage::new(self.width.into(), self.height.into())))
    }

    fn rgb(&self) -> RgbImage {
        within(&self.picture, self.width.into(), self.height.into())
    }
}

/// Reads the photographs. Those of the first one's size go out untouched; previews and raw samples are made of the first.
pub fn load(paths: &[String]) -> Result<Vec<Size>, String> {
    let read = |path: &String| std::fs::read(path).map_err(|e| format!("{path}: {e}"));
    let mut photographs = Vec::new();
    let mut own = None;
    for path in paths {
        let bytes = read(path)?;
        let size = ImageReader::with_format(Cursor::new(&bytes), ImageFormat::Jpeg).into_dimensions();
        let size = size.map_err(|e| format!("{path}: {e}"))?;
        if *own.get_or_insert(size) != size {
            return Err(format!("{path} has another size than {}", paths[0]));
        }
        photographs.push(bytes);
    }
    let (width, height) = own.ok_or("no photograph is named")?;
    let first = photographs[0].clone();
    let decode: Decode = Box::new(move || {
        let picture = image::load_from_memory_with_format(&first, ImageFormat::Jpeg);
        picture.expect("its header was read; a test's photograph is whole").into_rgb8()
    });
    let picture = Arc::new(LazyLock::new(decode));
    let mut sizes = vec![size(&picture, width, height, photographs)?];
    for (w, h) in PREVIEWS.into_iter().filter(|&(w, h)| w < width && h < height) {
        sizes.push(size(&picture, w, h, Vec::new())?);
    }
    Ok(sizes)
}

fn size(picture: &Picture, width: u32, height: u32, untouched: Vec<Vec<u8>>) -> Result<Size, String> {
    let fits =
        |side: u32| u16::try_from(side).map_err(|_| format!("{side} pixels are more than UVC can say"));
    let (width, height) = (fits(width)?, fits(height)?);
    let picture = picture.clone();
    let (made, yuyv, rw10, black) = Default::default();
    Ok(Size { width, height, untouched, picture, made, yuyv, rw10, black })
}

/// The whole picture, in its own proportions, on black.
fn within(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    if picture.dimensions() == (width, height) {
        return picture.clone();
    }
    let scale =
        (f64::from(width) / f64::from(picture.width())).min(f64::from(height) / f64::from(picture.height()));
    let side = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    let small = image::imageops::thumbnail(picture, side(picture.width()), side(picture.height()));
    let mut canvas = RgbImage::new(width, height);
    let (x, y) = ((width - small.width()) / 2, (height - small.height()) / 2);
    image::imageops::replace(&mut canvas, &small, x.into(), y.into());
    canvas
}

fn jpeg(rgb: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(rgb).expect("memory takes what is written");
    bytes
}

/// Rec. 601, studio range, the chroma of two pixels averaged.
pub fn yuyv(rgb: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rgb.as_raw().len() / 3 * 2);
    for pair in rgb.as_raw().chunks_exact(6) {
        let [r0, g0, b0, r1, g1, b1] = [0, 1, 2, 3, 4, 5].map(|i| i32::from(pair[i]));
        let luma = |r: i32, g: i32, b: i32| (((66 * r + 129 * g + 25 * b + 128) >> 8) + 16) as u8;
        let (r, g, b) = ((r0 + r1) / 2, (g0 + g1) / 2, (b0 + b1) / 2);
        let u = (((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128) as u8;
        let v = (((112 * r - 94 * g - 18 * b + 128) >> 8) + 128) as u8;
        bytes.extend([luma(r0, g0, b0), u, luma(r1, g1, b1), v]);
    }
    bytes
}

/// Red, green / green, blue; ten bits a sample, the upper eight of four samples and then their lower two, as MIPI RAW10.
fn rw10(rgb: &RgbImage) -> Vec<u8> {
    let sample = |(x, y, pixel): (u32, u32, &image::Rgb<u8>)| {
        let level = u16::from(pixel.0[(x % 2 + y % 2) as usize]);
        level << 2 | level >> 6
    };
    let samples: Vec<u16> = rgb.enumerate_pixels().map(sample).collect();
    let five = |four: &[u16]| {
        let low = four.iter().enumerate().fold(0, |low, (at, s)| low | (s & 3) << (2 * at));
        [0, 1, 2, 3].map(|at| (four[at] >> 2) as u8).into_iter().chain([low as u8])
    };
    samples.chunks_exact(4).flat_map(five).collect()
}
