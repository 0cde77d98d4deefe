use super::*;
use image::{GrayImage, ImageBuffer, Luma, Rgb, Rgba};

fn picture() -> RgbImage {
    RgbImage::from_fn(64, 48, |x, y| Rgb([(x * 4) as u8, (y * 5) as u8, ((x + y) * 2) as u8]))
}

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn every_format_is_read() {
    for format in
        [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::WebP]
    {
        let bytes = encoded(picture(), format);
        let photo = decode(&bytes).unwrap();
        assert_eq!((photo.width, photo.height), (64, 48), "{format:?}");
        assert_eq!(photo.sha256, hex(&Sha256::digest(&bytes)));
        let p = photo.rgb.get_pixel(40, 20).0;
        assert!(p[0].abs_diff(160) < 12 && p[1].abs_diff(100) < 12, "{format:?}: {p:?}");
    }
}

#[test]
fn grey_deep_and_transparent_pictures_become_rgb() {
    let grey = GrayImage::from_fn(20, 20, |x, _| Luma([(x * 10) as u8]));
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let p = decode(&encoded(grey.clone(), format)).unwrap().rgb.get_pixel(10, 5).0;
        assert!(p[0].abs_diff(100) < 8 && p[0] == p[1] && p[1] == p[2]);
    }
    let deep: ImageBuffer<Luma<u16>, _> = ImageBuffer::from_fn(20, 20, |x, _| Luma([(x * 3000) as u16]));
    assert_eq!(decode(&encoded(deep, ImageFormat::Png)).unwrap().rgb.get_pixel(10, 5).0, [117; 3]);
    let twelve_bit: ImageBuffer<Rgb<u16>, _> =
        ImageBuffer::from_fn(20, 20, |x, _| Rgb([(x * 200) as u16; 3]));
    assert_eq!(decode(&encoded(twelve_bit, ImageFormat::Tiff)).unwrap().rgb.get_pixel(10, 5).0, [125; 3]);
    let clear: ImageBuffer<Rgba<u8>, _> = ImageBuffer::from_pixel(4, 4, Rgba([200, 100, 50, 0]));
    assert_eq!(decode(&encoded(clear, ImageFormat::Png)).unwrap().rgb.get_pixel(1, 1).0, [0; 3]);
}

/// A JPEG with an EXIF segment that says `orientation`.
fn turned(orientation: u8) -> Vec<u8> {
    let jpeg = encoded(picture(), ImageFormat::Jpeg);
    let tiff: [u8; 26] =
        [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1, 0, 34]);
    bytes.extend(b"Exif\0\0");
    bytes.extend(tiff);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn exif_orientation_is_obeyed() {
    let upright = decode(&turned(1)).unwrap();
    let quarter = decode(&turned(6)).unwrap();
    assert_eq!((quarter.width, quarter.height), (48, 64));
    // A quarter turn clockwise: the left column becomes the top row.
    assert_eq!(quarter.rgb.get_pixel(47 - 10, 30), upright.rgb.get_pixel(30, 10));
    let half = decode(&turned(3)).unwrap();
    assert_eq!(half.rgb.get_pixel(0, 0), upright.rgb.get_pixel(63, 47));
}

#[test]
fn what_is_no_picture_is_named() {
    assert!(matches!(decode(b""), Err(DecodeError::Empty)));
    assert!(matches!(decode(b"Dear doctor, here is the photograph."), Err(DecodeError::UnknownFormat)));
    assert!(matches!(decode(b"GIF89a\x01\0\x01\0"), Err(DecodeError::UnknownFormat)));
    for error in [decode(b"").unwrap_err(), decode(b"text").unwrap_err()] {
        assert!(error.remedy().ends_with('.'));
    }
}

#[test]
fn pictures_cut_short_are_damaged() {
    for format in
        [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::WebP]
    {
        let bytes = encoded(picture(), format);
        for share in [2, 10, 40, 60, 90, 99] {
            let cut = &bytes[..bytes.len() * share / 100];
            let error = decode(cut).expect_err(&format!("{format:?} at {share} %"));
            let code = error.code();
            assert!(
                matches!(code, FaultCode::Damaged | FaultCode::UnknownFormat | FaultCode::Empty),
                "{format:?} {share}: {error}"
            );
            if share >= 40 {
                assert_eq!(code, FaultCode::Damaged, "{format:?} {share}: {error}");
            }
        }
    }
}

#[test]
fn a_tail_of_zeros_is_damaged() {
    let mut bytes = encoded(picture(), ImageFormat::Jpeg);
    let from = bytes.len() - 40;
    bytes[from..].fill(0);
    assert!(matches!(decode(&bytes), Err(DecodeError::Truncated { .. })));
}

#[test]
fn a_gap_in_the_middle_is_not_filled_with_grey() {
    let bytes = include_bytes!("../../examples/healthy-od.jpg");
    for at in (bytes.len() / 3..bytes.len() - 2000).step_by(bytes.len() / 9) {
        let gap = [&bytes[..at], &bytes[at + 1024..]].concat();
        let error = decode(&gap).expect_err("a block is missing");
        assert_eq!(error.code(), FaultCode::Damaged, "{error}");
    }
}

#[test]
fn what_follows_a_whole_picture_is_no_damage() {
    let bytes = encoded(picture(), ImageFormat::Jpeg);
    let behind = [bytes.as_slice(), &[0; 500]].concat();
    assert_eq!(decode(&behind).expect("whole").rgb, decode(&bytes).expect("whole").rgb);
    let end = bytes.len() - 2;
    let before_the_end = [&bytes[..end], &[0x5A; 500], &bytes[end..]].concat();
    assert_eq!(decode(&before_the_end).expect("whole").rgb, decode(&bytes).expect("whole").rgb);
}

#[test]
fn a_bomb_is_refused_from_its_header() {
    let mut bytes = encoded(picture(), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&20_000u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&10_000u32.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    let error = decode(&bytes).unwrap_err();
    assert!(matches!(error, DecodeError::TooManyPixels { width: 20_000, height: 10_000 }), "{error}");
    assert_eq!(error.code(), FaultCode::TooLarge);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 })
    })
}

#[test]
fn what_was_decoded_before_is_the_same_photograph_and_what_is_turned_is_none() {
    let upright = turned(1);
    let whole = decode(&upright).unwrap();
    let photograph = Photograph::decoded(&upright, whole.rgb.clone()).expect("as it is");
    assert!(photograph.rgb == whole.rgb && photograph.sha256 == whole.sha256);
    assert!(Photograph::decoded(&upright, RgbImage::new(8, 8)).is_none(), "a picture of another size");
    assert!(Photograph::decoded(&turned(6), whole.rgb).is_none(), "it asks to be turned");
}
