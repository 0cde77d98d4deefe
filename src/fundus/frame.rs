//! The square about the field of view that the readers see, and the way back from it to the photograph.

use super::field::FieldOfView;

/// A square of `size`×`size` pixels over `[cx − r, cx + r] × [cy − r, cy + r]` of the photograph.
///
/// Coordinates are continuous: pixel `i` covers `i..i + 1`, in the crop and in the photograph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub cx: f32,
    pub cy: f32,
    /// Half the side, in pixels of the photograph.
    pub r: f32,
    /// Side of the crop in its own pixels.
    pub size: u32,
    /// Width of the photograph.
    pub width: u32,
    /// Height of the photograph.
    pub height: u32,
}

impl Frame {
    /// The frame about a field of view.
    pub fn new(field: &FieldOfView, size: u32) -> Self {
        Self { cx: field.cx, cy: field.cy, r: field.r, size, width: field.width, height: field.height }
    }

    /// Pixels of the photograph per pixel of the crop.
    pub fn scale(&self) -> f32 {
        2.0 * self.r / self.size as f32
    }

    /// From the crop to the photograph; not clipped.
    pub fn to_photo(&self, u: f32, v: f32) -> (f32, f32) {
        (self.cx - self.r + u * self.scale(), self.cy - self.r + v * self.scale())
    }

    /// From the photograph to the crop; not clipped.
    pub fn to_crop(&self, x: f32, y: f32) -> (f32, f32) {
        ((x - self.cx + self.r) / self.scale(), (y - self.cy + self.r) / self.scale())
    }

    /// From a map of `map`×`map` cells over the crop to the photograph; the centre of cell `i` is `i + 0.5`.
    pub fn map_to_photo(&self, u: f32, v: f32, map: u32) -> (f32, f32) {
        let k = self.size as f32 / map as f32;
        self.to_photo(u * k, v * k)
    }

    /// A box of the crop in pixels of the photograph, clipped to it.
    pub fn box_to_photo(&self, [u1, v1, u2, v2]: [f32; 4]) -> [f32; 4] {
        let (x1, y1) = self.to_photo(u1, v1);
        let (x2, y2) = self.to_photo(u2, v2);
        let (w, h) = (self.width as f32, self.height as f32);
        [x1.clamp(0.0, w), y1.clamp(0.0, h), x2.clamp(0.0, w), y2.clamp(0.0, h)]
    }

    /// A point of the photograph in 0–999 of its width and height, clipped.
    pub fn point_999(&self, x: f32, y: f32) -> [u16; 2] {
        [to_999(x, self.width), to_999(y, self.height)]
    }

    /// A box of the photograph in 0–999 of its width and height, clipped.
    pub fn box_999(&self, [x1, y1, x2, y2]: [f32; 4]) -> [u16; 4] {
        [to_999(x1, self.width), to_999(y1, self.height), to_999(x2, self.width), to_999(y2, self.height)]
    }

    /// A box in 0–999 of the crop (as the language reader writes it) in pixels of the photograph, clipped to it.
    pub fn box_from_crop_999(&self, bounds: [u16; 4]) -> [f32; 4] {
        self.box_to_photo(bounds.map(|n| f32::from(n) / 999.0 * self.size as f32))
    }
}

/// A coordinate of `0..=extent` as an integer 0–999, to the nearest; outside is clipped.
pub fn to_999(value: f32, extent: u32) -> u16 {
    (value / extent.max(1) as f32 * 999.0).round().clamp(0.0, 999.0) as u16
}

/// An integer 0–999 as a coordinate of `0..=extent`.
pub fn from_999(value: u16, extent: u32) -> f32 {
    f32::from(value) / 999.0 * extent as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame::new(&FieldOfView::new(700.0, 510.0, 610.0, 1536, 1020), 1024)
    }

    #[test]
    fn crop_and_photo_are_inverse() {
        let f = frame();
        for (u, v) in [(0.0, 0.0), (512.0, 512.0), (1000.5, 3.25)] {
            let (x, y) = f.to_photo(u, v);
            let (u2, v2) = f.to_crop(x, y);
            assert!((u - u2).abs() < 1e-2 && (v - v2).abs() < 1e-2);
        }
        assert_eq!(f.to_photo(512.0, 512.0), (700.0, 510.0));
        assert_eq!(f.map_to_photo(256.0, 256.0, 512), (700.0, 510.0));
    }

    #[test]
    fn boxes_are_clipped_to_the_photograph() {
        let f = frame();
        let b = f.box_to_photo([0.0, 0.0, 1024.0, 1024.0]);
        assert_eq!(b, [90.0, 0.0, 1310.0, 1020.0]);
        assert_eq!(f.box_999(b), [59, 0, 852, 999]);
        assert_eq!(f.box_999([-5.0, -5.0, 9999.0, 9999.0]), [0, 0, 999, 999]);
    }

    #[test]
    fn thousandths_round_to_the_nearest() {
        assert_eq!(to_999(0.0, 1000), 0);
        assert_eq!(to_999(1000.0, 1000), 999);
        assert_eq!(to_999(500.0, 1000), 500);
        assert!((from_999(to_999(333.0, 1000), 1000) - 333.0).abs() <= 0.51);
        assert_eq!(to_999(f32::NAN, 1000), 0);
    }
}
