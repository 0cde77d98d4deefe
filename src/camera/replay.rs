//! A folder of photographs as a camera (JPEGs as they are, PNGs as raw samples, in the order of their names), or a video
//! of motion JPEG; for ever.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::ImageReader;

use super::error::CameraError;
use super::frame::Frame;
use super::jpeg;
use super::mode::{Mode, PixelFormat};
use super::source::Stats;
use super::video::Video;

/// Files that are looked at.
const MOST_FILES: usize = 10_000;
/// A larger file is no frame.
const MOST_BYTES: u64 = 64 << 20;

enum Frames {
    Files(Vec<PathBuf>),
    Video(Video),
}

impl Frames {
    fn len(&self) -> usize {
        match self {
            Frames::Files(files) => files.len(),
            Frames::Video(video) => video.len(),
        }
    }
}

/// A folder or a video being replayed.
pub struct Replay {
    path: PathBuf,
    frames: Frames,
    next: usize,
    fps: f64,
    due: Instant,
    mode: Mode,
    pub stats: Stats,
}

impl Replay {
    /// Opens a folder or a video; frames come at `fps` a second, or as a video says.
    pub fn open(path: &Path, fps: f64) -> Result<Replay, CameraError> {
        let failed = |source| CameraError::File { act: "read", path: path.to_owned(), source };
        let (frames, fps) = match path.is_file() {
            true => {
                let video = Video::open(path).map_err(failed)?;
                let fps = video.fps.unwrap_or(fps);
                (Frames::Video(video), fps)
            }
            false => {
                let entries = std::fs::read_dir(path).map_err(failed)?.flatten().map(|entry| entry.path());
                let mut files: Vec<PathBuf> =
                    entries.filter(|path| is_photograph(path)).take(MOST_FILES).collect();
                files.sort();
                (Frames::Files(files), fps)
            }
        };
        let mode = Mode { format: PixelFormat::Mjpeg, width: 0, height: 0, fps };
        let (path, stats) = (path.to_owned(), Stats::default());
        let mut replay = Replay { path, frames, next: 0, fps, due: Instant::now(), mode, stats };
        // The first whole photograph says what this camera gives.
        let first = (0..replay.frames.len()).find_map(|i| replay.read(i).ok());
        let first = first.ok_or(CameraError::NothingToReplay { path: replay.path.clone() })?;
        replay.mode = first.mode;
        Ok(replay)
    }

    /// What is replayed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The next photograph that is whole, at its time.
    pub fn next(&mut self, patience: Duration) -> Result<Frame, CameraError> {
        let start = Instant::now();
        let mut why = String::new();
        for tried in 0..self.frames.len() {
            let wait = self.due.saturating_duration_since(Instant::now());
            if start.elapsed() + wait > patience {
                let name = self.name();
                return Err(CameraError::Stalled { name, waited: patience });
            }
            pause(wait);
            self.due = self.due.max(Instant::now() - Duration::from_millis(100))
                + Duration::from_secs_f64(1.0 / self.fps);
            let file = self.next;
            self.next = (self.next + 1) % self.frames.len();
            match self.read(file) {
                Ok(mut frame) => {
                    self.stats.whole += 1;
                    frame.number = self.stats.whole;
                    self.mode = frame.mode;
                    return Ok(frame);
                }
                // Whoever takes the folder away pulls this camera's plug.
                Err(_) if !self.path.exists() => return Err(CameraError::Unplugged { name: self.name() }),
                Err(reason) => {
                    self.stats.torn += 1;
                    why = reason;
                }
            }
            if tried + 1 == self.frames.len() {
                break;
            }
        }
        Err(CameraError::Torn { name: self.name(), frames: self.frames.len() as u64, why })
    }

    fn name(&self) -> String {
        format!("replay:{}", self.path.display())
    }

    fn read(&self, frame: usize) -> Result<Frame, String> {
        let (bytes, path) = match &self.frames {
            Frames::Video(video) => (video.read(frame)?, None),
            Frames::Files(files) => {
                let path = &files[frame];
                let size = std::fs::metadata(path).map_err(|e| e.to_string())?.len();
                if size > MOST_BYTES {
                    return Err(format!("{size} bytes"));
                }
                (std::fs::read(path).map_err(|e| e.to_string())?, Some(path))
            }
        };
        let (fps, at, number) = (self.fps, Instant::now(), 0);
        let Some(path) = path.filter(|_| !bytes.starts_with(&[0xFF, 0xD8])) else {
            let seen = jpeg::walk(&bytes)?;
            let mode = Mode { format: PixelFormat::Mjpeg, width: seen.width, height: seen.height, fps };
            return Ok(Frame { bytes: bytes[..seen.end].to_vec(), mode, stride: 0, at, number });
        };
        let picture =
            ImageReader::open(path).map_err(|e| e.to_string())?.decode().map_err(|e| e.to_string())?;
        let rgb = picture.into_rgb8();
        let mode = Mode { format: PixelFormat::Rgb24, width: rgb.width(), height: rgb.height(), fps };
        Ok(Frame { stride: 3 * rgb.width() as usize, bytes: rgb.into_raw(), mode, at, number })
    }
}

fn is_photograph(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png") && path.is_file()
}

/// Waits for nothing but the clock: this camera's frames come by time alone.
#[allow(
    clippy::disallowed_methods,
    reason = "a replay has no device to wait on; the time is bounded by the caller"
)]
fn pause(time: Duration) {
    std::thread::sleep(time);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_shown_in_order_and_again_and_torn_files_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let picture = |side: u32| {
            let mut bytes = Vec::new();
            let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
            encoder.encode_image(&image::RgbImage::new(side, 16)).expect("encodes");
            bytes
        };
        let put = |name: &str, bytes: &[u8]| {
            use std::io::Write;
            std::fs::File::create(folder.path().join(name))
                .and_then(|mut f| f.write_all(bytes))
                .expect("written");
        };
        put("a.jpg", &picture(16));
        put("b.jpg", &picture(32)[..200]);
        put("c.jpg", &picture(48));
        put("notes.txt", b"no picture");
        let mut replay = Replay::open(folder.path(), 200.0).expect("opens");
        let widths: Vec<u32> =
            (0..3).map(|_| replay.next(Duration::from_secs(2)).expect("a frame").mode.width).collect();
        assert_eq!(widths, [16, 48, 16]);
        assert_eq!((replay.stats.whole, replay.stats.torn), (3, 1));
        assert_eq!(replay.next(Duration::from_secs(2)).expect("a frame").bytes, picture(48));
    }

    #[test]
    fn a_folder_that_is_taken_away_is_an_unplug() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
        encoder.encode_image(&image::RgbImage::new(16, 16)).expect("encodes");
        super::super::file::write(&folder.path().join("a.jpg"), &bytes).expect("written");
        let mut replay = Replay::open(folder.path(), 200.0).expect("opens");
        replay.next(Duration::from_secs(2)).expect("a frame");
        folder.close().expect("taken away");
        assert!(matches!(replay.next(Duration::from_secs(2)), Err(CameraError::Unplugged { .. })));
    }

    #[test]
    fn an_empty_folder_is_no_camera() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(Replay::open(folder.path(), 30.0), Err(CameraError::NothingToReplay { .. })));
        assert!(matches!(Replay::open(&folder.path().join("none"), 30.0), Err(CameraError::File { .. })));
    }
}
