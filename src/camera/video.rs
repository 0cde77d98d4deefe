//! A video of motion JPEG: frames one after the other (`.mjpeg`, `.mjpg`), or in an AVI (Microsoft's RIFF, with the
//! further RIFFs of OpenDML). Only where the frames are is kept in memory.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::jpeg;

/// Frames that are played; what follows is left out.
const MOST_FRAMES: usize = 200_000;
/// A longer frame is none.
const MOST_BYTES: u64 = 64 << 20;
/// Bytes that are looked at together while a stream is cut into frames.
const WINDOW: u64 = 4 << 20;
/// Bytes of a chunk's head: four letters and a length.
const HEAD: u64 = 8;

/// A file of frames.
pub struct Video {
    file: File,
    /// Where each frame begins, and how long it is. What is no whole JPEG is among them, so that it is told as torn.
    frames: Vec<(u64, u64)>,
    /// Frames a second, where the file says so.
    pub fps: Option<f64>,
}

impl Video {
    /// Finds the frames of a file; there may be none.
    pub fn open(path: &Path) -> std::io::Result<Video> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut video = Video { file, frames: Vec::new(), fps: None };
        match video.four(0)? == *b"RIFF" {
            true => video.index_avi(length)?,
            false => video.index_stream(length)?,
        }
        Ok(video)
    }

    pub fn len(&self) -> usize {
        self.frames.len()
    }

    /// The bytes of a frame, counted from 0.
    pub fn read(&self, frame: usize) -> Result<Vec<u8>, String> {
        let &(at, length) = self.frames.get(frame).ok_or("it has no such frame")?;
        if length > MOST_BYTES {
            return Err(format!("{length} bytes"));
        }
        let mut bytes = vec![0; length as usize];
        self.file.read_exact_at(&mut bytes, at).map_err(|e| e.to_string())?;
        Ok(bytes)
    }

    fn four(&self, at: u64) -> std::io::Result<[u8; 4]> {
        let mut four = [0; 4];
        match self.file.read_exact_at(&mut four, at) {
            // What breaks off ends there.
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok([0; 4]),
            done => done.map(|()| four),
        }
    }

    /// Walks chunk after chunk; lists are entered, all else is passed over.
    fn index_avi(&mut self, length: u64) -> std::io::Result<()> {
        let (mut at, mut stream) = (0, None);
        while at + HEAD <= length && self.frames.len() < MOST_FRAMES {
            let (name, size) = (self.four(at)?, u64::from(u32::from_le_bytes(self.four(at + 4)?)));
            let body = at + HEAD;
            match &name {
                b"RIFF" | b"LIST" => {
                    at = body + 4;
                    continue;
                }
                b"avih" => {
                    let microseconds = u32::from_le_bytes(self.four(body)?);
                    let fps = 1e6 / f64::from(microseconds.max(1));
                    self.fps = (1.0..=120.0).contains(&fps).then_some(fps);
                }
                // Compressed frames of the first stream that has any: `00dc`.
                [a, b, b'd', b'c'] if size > 0 && *stream.get_or_insert([*a, *b]) == [*a, *b] => {
                    self.frames.push((body, size.min(length - body)));
                }
                _ => {}
            }
            // Chunks begin at even bytes.
            at = body + size + size % 2;
        }
        Ok(())
    }

    /// Cuts a stream where a JPEG ends; after a broken one, where the next begins.
    fn index_stream(&mut self, length: u64) -> std::io::Result<()> {
        let (mut at, mut window) = (0, WINDOW);
        while at < length && self.frames.len() < MOST_FRAMES {
            let mut bytes = vec![0; window.min(length - at) as usize];
            self.file.read_exact_at(&mut bytes, at)?;
            let is_last = at + bytes.len() as u64 == length;
            let mut done = 0;
            while self.frames.len() < MOST_FRAMES {
                let Some(start) = begin_of_jpeg(&bytes[done..]).map(|start| done + start) else {
                    // The first bytes of the next may stand at the end.
                    done = bytes.len().saturating_sub(if is_last { 0 } else { 2 }).max(done);
                    break;
                };
                let end = match jpeg::walk(&bytes[start..]) {
                    Ok(seen) => Some(start + seen.end),
                    Err(_) => begin_of_jpeg(&bytes[start + 2..]).map(|next| start + 2 + next),
                };
                done = match end {
                    Some(end) => end,
                    None if is_last || window >= MOST_BYTES => bytes.len(),
                    None => {
                        done = start;
                        break;
                    }
                };
                self.frames.push((at + start as u64, (done - start) as u64));
            }
            // A frame that is longer than the window wants a larger one.
            window = if done == 0 { (window * 2).min(MOST_BYTES) } else { WINDOW };
            at += done as u64;
        }
        Ok(())
    }
}

fn begin_of_jpeg(bytes: &[u8]) -> Option<usize> {
    bytes.windows(3).position(|three| three == [0xFF, 0xD8, 0xFF])
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn picture(side: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
        encoder.encode_image(&image::RgbImage::new(side, 16)).expect("encodes");
        bytes
    }

    fn opened(bytes: &[u8]) -> Video {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(bytes).expect("written");
        Video::open(file.path()).expect("opens")
    }

    fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let mut chunk = name.to_vec();
        chunk.extend((body.len() as u32).to_le_bytes());
        chunk.extend(body);
        chunk.resize(chunk.len() + body.len() % 2, 0);
        chunk
    }

    fn avi(frames: &[Vec<u8>]) -> Vec<u8> {
        let mut header = 40_000u32.to_le_bytes().to_vec();
        header.resize(56, 0);
        let header = chunk(b"LIST", &[b"hdrl".to_vec(), chunk(b"avih", &header)].concat());
        let sound = chunk(b"01wb", &[7; 33]);
        let frames: Vec<u8> =
            frames.iter().flat_map(|frame| [chunk(b"00dc", frame), sound.clone()].concat()).collect();
        let movie = chunk(b"LIST", &[b"movi".to_vec(), frames].concat());
        chunk(b"RIFF", &[b"AVI ".to_vec(), header, movie, chunk(b"idx1", &[0; 16])].concat())
    }

    #[test]
    fn frames_of_an_avi_come_as_they_are_and_at_its_rate() {
        let frames: Vec<Vec<u8>> = [16, 32, 48].map(picture).to_vec();
        let whole = avi(&frames);
        let video = opened(&whole);
        assert_eq!((video.len(), video.fps), (3, Some(25.0)));
        assert!((0..3).all(|at| video.read(at).expect("a frame") == frames[at]));
        // Broken off anywhere it gives what is there, and never fails.
        for end in (0..whole.len()).step_by(97) {
            let video = opened(&whole[..end]);
            let sound = (0..video.len()).filter(|at| video.read(*at).is_ok_and(|f| f == frames[*at]));
            assert!(sound.count() + 1 >= video.len(), "cut at {end}");
        }
    }

    #[test]
    fn a_stream_is_cut_where_its_pictures_end() {
        let (a, b, c) = (picture(16), picture(32), picture(48));
        let torn = &b[..b.len() - 40];
        let video = opened(&[&b"noise"[..], &a, torn, &c, &[0, 0], &a].concat());
        let frames: Vec<Vec<u8>> = (0..video.len()).map(|at| video.read(at).expect("read")).collect();
        assert_eq!(frames, [a.clone(), torn.to_vec(), c, a]);
        assert_eq!(video.fps, None);
        assert_eq!(opened(b"").len() + opened(b"no picture at all").len(), 0);
    }

    #[test]
    fn a_picture_across_the_edge_of_a_window_is_whole() {
        let one = picture(64);
        let mut stream = vec![0u8; WINDOW as usize - one.len() / 2];
        stream.extend(&one);
        stream.extend(&one);
        let video = opened(&stream);
        assert_eq!(video.len(), 2);
        assert!((0..2).all(|at| video.read(at).expect("a frame") == one));
    }
}
