//! What the camera may be told while it runs, one order a line.

use std::time::Duration;

/// A fault is done to the next frames, each once, in the order they were given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// The cable is pulled when half of the frame is out.
    UnplugMidFrame,
    /// Nothing comes for this long, in mid-frame.
    Stall(Duration),
    /// Bytes in the middle become others.
    Corrupt,
    /// Bytes in the middle are missing, as when packets get lost; both ends are there.
    Gap,
    /// The second half never comes.
    Truncate,
    /// A picture of half the agreed width and height.
    WrongSize,
    /// The payload header's error bit is set.
    ErrorBit,
    /// No bytes at all, but an end of frame.
    Empty,
    /// A black picture: the sensor has no signal.
    Black,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Order {
    /// The next so many frames suffer a fault.
    Fault(Fault, u32),
    /// From now on so many frames a second.
    Pace(u32),
    /// The shutter button goes down and up.
    Button,
    /// From now on this photograph, counted from 0.
    Show(usize),
    /// Faults that have not happened yet never do.
    Clear,
    /// The cable is pulled between frames.
    Unplug,
    /// It is plugged in again.
    Plug,
}

/// Reads `unplug`, `plug`, `unplug-midframe`, `stall MS`, `corrupt|gap|truncate|wrong-size|error|empty|black [N]`,
/// `clear`, `slow FPS`, `button`, `show N`.
pub fn parse(line: &str) -> Result<Order, String> {
    let mut words = line.split_whitespace();
    let verb = words.next().unwrap_or_default();
    let number = match words.next() {
        Some(word) => Some(word.parse::<u32>().map_err(|_| format!("{word} is no number"))?),
        None => None,
    };
    let many = number.unwrap_or(1);
    Ok(match verb {
        "clear" => Order::Clear,
        "plug" => Order::Plug,
        "unplug" => Order::Unplug,
        "unplug-midframe" => Order::Fault(Fault::UnplugMidFrame, 1),
        "stall" => Order::Fault(Fault::Stall(Duration::from_millis(number.unwrap_or(5000).into())), 1),
        "gap" => Order::Fault(Fault::Gap, many),
        "corrupt" => Order::Fault(Fault::Corrupt, many),
        "truncate" => Order::Fault(Fault::Truncate, many),
        "wrong-size" => Order::Fault(Fault::WrongSize, many),
        "error" => Order::Fault(Fault::ErrorBit, many),
        "empty" => Order::Fault(Fault::Empty, many),
        "black" => Order::Fault(Fault::Black, many),
        "slow" => Order::Pace(number.unwrap_or(2).clamp(1, 60)),
        "button" => Order::Button,
        "show" => Order::Show(number.unwrap_or(0) as usize),
        _ => return Err(format!("unknown order: {line}")),
    })
}
