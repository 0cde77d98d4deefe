//! Proves a JPEG's coded data: every block of the picture is there, and the data ends where the picture does.
//!
//! A decoder that runs out of data fills with grey and calls it a success. When packets are lost on a cable both ends of
//! a JPEG are still there, so only counting the blocks through the Huffman codes tells (ITU T.81, annex F.2.2). What is
//! proved: each code exists, no block runs over, every mean is one that 8-bit samples can have, as many blocks as the
//! size asks for, no data left. Sequential coding only, which is all that motion JPEG has; progressive data passes.

/// Bytes that a camera may leave behind the last block.
const SLACK_BITS: usize = 16 * 8;

/// A Huffman table: for each 16 bits that may come, the length of the first code in them and its value.
type Table = Vec<(u8, u8)>;

#[derive(Clone, Copy, Default)]
struct Component {
    id: u8,
    /// Blocks of a unit, across and down.
    h: usize,
    v: usize,
    /// Step of the mean, from the quantisation table.
    step: i32,
    quantiser: usize,
    dc: usize,
    ac: usize,
    mean: i32,
}

#[derive(Default)]
struct Picture {
    width: usize,
    height: usize,
    components: Vec<Component>,
    steps: [i32; 4],
    dc: [Table; 4],
    ac: [Table; 4],
    restart: usize,
}

/// What is wrong with coded data.
#[derive(Debug, thiserror::Error)]
pub enum Torn {
    /// A block is missing or broken, so that what a decoder makes of the rest is not what the camera saw.
    #[error("{0}")]
    Missing(String),
    /// Every block is there, and more follows. A cable does that; so do some programs that write files.
    #[error("data is left when the picture is complete")]
    Left,
}

impl From<String> for Torn {
    fn from(why: String) -> Torn {
        Torn::Missing(why)
    }
}

impl From<&str> for Torn {
    fn from(why: &str) -> Torn {
        Torn::Missing(why.to_owned())
    }
}

/// Fails where a block is missing, broken or too much. The bytes have been walked to their end before.
pub fn prove(bytes: &[u8]) -> Result<(), Torn> {
    let mut picture = Picture::default();
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let Some(&[0xFF, marker]) = bytes.get(at..at + 2) else { return Err("it breaks off".into()) };
        at += 2;
        match marker {
            0xD9 => return Ok(()),
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let length = match bytes.get(at..at + 2) {
            Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
            _ => return Err("it breaks off".into()),
        };
        let segment = bytes.get(at + 2..at + length).ok_or("it breaks off")?;
        at += length;
        match marker {
            0xC0 | 0xC1 => picture.frame(segment).ok_or("its frame header is wrong")?,
            0xC2..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF => return Ok(()),
            0xC4 => picture.tables(segment).ok_or("its Huffman tables are wrong")?,
            0xDB => picture.quantisers(segment).ok_or("its quantisation tables are wrong")?,
            0xDD => {
                picture.restart = usize::from(u16::from_be_bytes([
                    *segment.first().unwrap_or(&0),
                    *segment.get(1).unwrap_or(&0),
                ]))
            }
            0xDA => at = picture.scan(segment, bytes, at)?,
            _ => {}
        }
    }
}

impl Picture {
    fn frame(&mut self, s: &[u8]) -> Option<()> {
        let [8, h1, h0, w1, w0, count, ref rest @ ..] = *s else { return None };
        self.height = usize::from(u16::from_be_bytes([h1, h0]));
        self.width = usize::from(u16::from_be_bytes([w1, w0]));
        self.components.clear();
        for part in rest.chunks_exact(3).take(count.into()) {
            let (h, v) = (usize::from(part[1] >> 4), usize::from(part[1] & 15));
            if !(1..=4).contains(&h) || !(1..=4).contains(&v) || part[2] > 3 {
                return None;
            }
            self.components.push(Component {
                id: part[0],
                h,
                v,
                quantiser: part[2].into(),
                ..Component::default()
            });
        }
        (self.components.len() == usize::from(count) && (1..=4).contains(&count)).then_some(())
    }

    fn quantisers(&mut self, mut s: &[u8]) -> Option<()> {
        while let Some((&head, rest)) = s.split_first() {
            let wide = head >> 4 != 0;
            let step = if wide {
                u16::from_be_bytes([*rest.first()?, *rest.get(1)?]).into()
            } else {
                i32::from(*rest.first()?)
            };
            *self.steps.get_mut(usize::from(head & 15))? = step;
            s = rest.get(if wide { 128 } else { 64 }..)?;
        }
        Some(())
    }

    fn tables(&mut self, mut s: &[u8]) -> Option<()> {
        while let Some((&head, rest)) = s.split_first() {
            let counts = rest.get(..16)?;
            let total: usize = counts.iter().map(|&n| usize::from(n)).sum();
            let values = rest.get(16..16 + total)?;
            let mut table = Vec::with_capacity(1 << 16);
            let mut value = values.iter();
            for (length, &count) in (1u8..).zip(counts) {
                for _ in 0..count {
                    let value = *value.next()?;
                    table.resize(table.len() + (1 << (16 - length)), (length, value));
                }
            }
            if table.len() > 1 << 16 {
                return None;
            }
            // What is left are no codes.
            table.resize(1 << 16, (0, 0));
            let kind = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *kind.get_mut(usize::from(head & 15))? = table;
            s = &rest[16 + total..];
        }
        Some(())
    }

    /// Goes through the blocks of a scan, and returns where its data ends.
    fn scan(&mut self, s: &[u8], bytes: &[u8], at: usize) -> Result<usize, Torn> {
        let wrong = || Torn::from("its scan header is wrong");
        let count = usize::from(*s.first().ok_or_else(wrong)?);
        let mut taking = Vec::new();
        for part in s[1..].chunks_exact(2).take(count) {
            let found = self.components.iter().find(|c| c.id == part[0]).ok_or_else(wrong)?;
            let (dc, ac) = (usize::from(part[1] >> 4), usize::from(part[1] & 15));
            if dc > 3 || ac > 3 || self.dc[dc].is_empty() || self.ac[ac].is_empty() {
                return Err(wrong());
            }
            taking.push(Component { dc, ac, mean: 0, step: self.steps[found.quantiser].max(1), ..*found });
        }
        if taking.is_empty() || taking.len() != count {
            return Err(wrong());
        }
        let most = |side: fn(&Component) -> usize| self.components.iter().map(side).max().unwrap_or(1);
        let (across, down) = (most(|c| c.h), most(|c| c.v));
        let units = match taking.as_mut_slice() {
            [one] => {
                let blocks = |side: usize, own: usize, most: usize| (side * own).div_ceil(most).div_ceil(8);
                let units = blocks(self.width, one.h, across) * blocks(self.height, one.v, down);
                (one.h, one.v) = (1, 1);
                units
            }
            _ => self.width.div_ceil(8 * across) * self.height.div_ceil(8 * down),
        };
        let mut bits = Bits { bytes, at, held: 0, count: 0 };
        for unit in 0..units {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                bits.restart(unit / self.restart - 1)?;
                taking.iter_mut().for_each(|c| c.mean = 0);
            }
            for component in &mut taking {
                for _ in 0..component.h * component.v {
                    self.block(component, &mut bits)
                        .map_err(|why| format!("{why} (unit {unit} of {units})"))?;
                }
            }
        }
        bits.end()
    }

    fn block(&self, c: &mut Component, bits: &mut Bits) -> Result<(), &'static str> {
        let size = bits.code(&self.dc[c.dc])?;
        if size > 11 {
            return Err("a mean is out of range");
        }
        let raw = bits.take(size.into())? as i32;
        c.mean += if size > 0 && raw < 1 << (size - 1) { raw - (1 << size) + 1 } else { raw };
        // Eight times the mean of samples from -128 to 127, and the rounding of its step.
        if (c.mean * c.step).abs() > 1024 + c.step {
            return Err("a mean is out of range");
        }
        let mut k = 1;
        while k < 64 {
            let value = bits.code(&self.ac[c.ac])?;
            let (run, size) = (usize::from(value >> 4), u32::from(value & 15));
            match (run, size) {
                (15, 0) => k += 16,
                (_, 0) => return Ok(()),
                _ => {
                    k += run + 1;
                    bits.take(size)?;
                }
            }
        }
        if k > 64 { Err("a block runs over") } else { Ok(()) }
    }
}

/// The coded data as bits.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                // A marker ends the data.
                (Some(0xFF), _) | (None, _) => return,
                (Some(&byte), _) => {
                    self.at += 1;
                    byte
                }
            };
            self.held = self.held << 8 | u64::from(byte);
            self.count += 8;
        }
    }

    fn code(&mut self, table: &Table) -> Result<u8, &'static str> {
        self.fill();
        let next = match self.count {
            0..16 => self.held << (16 - self.count),
            _ => self.held >> (self.count - 16),
        };
        let (length, value) = table[(next & 0xFFFF) as usize];
        match length {
            0 => Err("a code does not exist"),
            _ => self.take(length.into()).map(|_| value),
        }
    }

    fn take(&mut self, n: u32) -> Result<u64, &'static str> {
        if n > self.count {
            self.fill();
        }
        if n > self.count {
            return Err("the data ends before the picture");
        }
        self.count -= n;
        Ok(self.held >> self.count & ((1 << n) - 1))
    }

    /// Past the restart marker that must come now.
    fn restart(&mut self, number: usize) -> Result<(), Torn> {
        let at = self.end()?;
        if self.bytes.get(at..at + 2) != Some(&[0xFF, 0xD0 | (number % 8) as u8]) {
            return Err(format!("restart {number} is missing").into());
        }
        (self.at, self.held, self.count) = (at + 2, 0, 0);
        Ok(())
    }

    /// Where the marker behind the data stands; only a little may be left before it.
    fn end(&mut self) -> Result<usize, Torn> {
        let mut left = self.count as usize;
        while left <= SLACK_BITS {
            self.count = 0;
            self.fill();
            match self.count {
                0 => break,
                more => left += more as usize,
            }
        }
        if left > SLACK_BITS {
            return Err(Torn::Left);
        }
        while self.bytes.get(self.at + 1) == Some(&0xFF) {
            self.at += 1;
        }
        Ok(self.at)
    }
}
