//! Reads `.npy` files (format 1–3, C order, little-endian), the form of golden vectors.
//! Source: numpy.lib.format, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

use std::path::Path;

use half::f16;

use super::{Data, EngineError, Tensor};

/// More bytes than this is no golden vector.
const LIMIT: u64 = 64 << 20;

/// Reads a tensor; f16 and f64 become f32.
pub(super) fn read(path: &Path) -> Result<Tensor, EngineError> {
    let wrong = |what: String| EngineError::Golden { path: path.to_path_buf(), what };
    let length = std::fs::metadata(path).map_err(|e| wrong(e.to_string()))?.len();
    if length > LIMIT {
        return Err(wrong(format!("{length} bytes are more than {LIMIT}")));
    }
    let bytes = std::fs::read(path).map_err(|e| wrong(e.to_string()))?;
    parse(&bytes).map_err(wrong)
}

fn parse(bytes: &[u8]) -> Result<Tensor, String> {
    let cut = || "it breaks off".to_owned();
    if bytes.get(..6) != Some(b"\x93NUMPY") {
        return Err("it is no .npy file".to_owned());
    }
    let major = *bytes.get(6).ok_or_else(cut)?;
    let (start, length) = if major == 1 {
        let b = bytes.get(8..10).ok_or_else(cut)?;
        (10, usize::from(u16::from_le_bytes([b[0], b[1]])))
    } else {
        let b = bytes.get(8..12).ok_or_else(cut)?;
        (12, u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize)
    };
    let end = start + length;
    let header = std::str::from_utf8(bytes.get(start..end).ok_or_else(cut)?).map_err(|e| e.to_string())?;
    let body = &bytes[end..];
    if !field(header, "fortran_order").is_some_and(|value| value.starts_with("False")) {
        return Err("it is not in C order".to_owned());
    }
    let kind = field(header, "descr").and_then(|value| value.strip_prefix('\'')?.split('\'').next());
    let shape = field(header, "shape")
        .and_then(|value| value.strip_prefix('(')?.split(')').next())
        .ok_or("its header has no shape")?
        .split(',')
        .map(str::trim)
        .filter(|dim| !dim.is_empty())
        .map(|dim| dim.parse::<usize>().map_err(|e| e.to_string()))
        .collect::<Result<Vec<_>, _>>()?;
    let data = match kind.ok_or("its header has no descr")? {
        "<f4" => Data::F32(elements(body, f32::from_le_bytes)),
        "<f2" => Data::F32(elements(body, |b| f16::from_le_bytes(b).to_f32())),
        "<f8" => Data::F32(elements(body, |b| f64::from_le_bytes(b) as f32)),
        "<i8" => Data::I64(elements(body, i64::from_le_bytes)),
        "<i4" => Data::I32(elements(body, i32::from_le_bytes)),
        "|u1" => Data::U8(body.to_vec()),
        "|i1" => Data::I8(elements(body, i8::from_le_bytes)),
        other => return Err(format!("elements of {other} are not read")),
    };
    Tensor::new(shape, data).map_err(|e| e.to_string())
}

/// What follows `'name':` in the header's dictionary.
fn field<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let at = header.find(&format!("'{name}':"))?;
    Some(header[at + name.len() + 3..].trim_start())
}

fn elements<const N: usize, T>(body: &[u8], from: impl Fn([u8; N]) -> T) -> Vec<T> {
    body.as_chunks::<N>().0.iter().map(|chunk| from(*chunk)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(descr: &str, shape: &str, body: &[u8]) -> Vec<u8> {
        let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n");
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(body);
        bytes
    }

    #[test]
    fn reads_shapes_and_kinds() {
        let tensor = parse(&npy("<f4", "(1, 2)", &[0, 0, 128, 63, 0, 0, 0, 64])).unwrap();
        assert_eq!(tensor, Tensor::f32(vec![1, 2], vec![1.0, 2.0]).unwrap());
        let tensor = parse(&npy("|u1", "(3,)", &[1, 2, 3])).unwrap();
        assert_eq!(tensor.data(), &Data::U8(vec![1, 2, 3]));
        let empty = parse(&npy("<f4", "(1, 2, 0, 4)", &[])).unwrap();
        assert_eq!(empty.shape(), [1, 2, 0, 4]);
    }

    #[test]
    fn refuses_what_breaks_off() {
        assert!(parse(&npy("<f4", "(1, 3)", &[0; 8])).is_err());
        assert!(parse(&npy("<c8", "(1,)", &[0; 8])).is_err());
        assert!(parse(b"\x93NUMPY\x01\x00\xff").is_err());
        assert!(parse(b"PK").is_err());
    }
}
