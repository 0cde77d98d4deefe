//! The controls of a camera (exposure, gain, focus, white balance, flash …): listed with their ranges, and set.

use linuxvideo::Device;
use linuxvideo::controls::{ControlDesc, ControlFlags, CtrlType};
use serde::Serialize;

use super::device::{explain, guarded, open};
use super::error::CameraError;
use super::find::Found;

/// Controls and menu items that are looked at.
const MOST: usize = 256;

/// What a control takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Number,
    Switch,
    Menu,
    /// Acts when it is set, and holds no value.
    Button,
}

/// A control as it is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Control {
    /// As it is named on the command line: small letters and underscores.
    pub name: String,
    pub kind: Kind,
    pub least: i32,
    pub most: i32,
    pub step: i32,
    pub default: i32,
    /// None where it cannot be read.
    pub now: Option<i32>,
    /// Cannot be set, or not while another control (an automatic) rules it.
    pub fixed: bool,
    /// Number and name of each item of a menu.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<(u32, String)>,
}

/// Every control that holds a number.
pub fn list(found: &Found) -> Result<Vec<Control>, CameraError> {
    let device = open(found)?;
    let descriptions = descriptions(found, &device)?;
    Ok(descriptions.iter().filter_map(|d| describe(&device, d)).collect())
}

/// Sets a control by its name; gives what it stands at then, since a driver brings a value to the nearest that it can.
pub fn set(found: &Found, name: &str, value: i32) -> Result<i32, CameraError> {
    let mut device = open(found)?;
    let refused =
        || CameraError::Control { name: found.name.clone(), control: name.into(), value: value.to_string() };
    let all = descriptions(found, &device)?;
    let (description, control) = all
        .iter()
        .filter_map(|d| Some((d, describe(&device, d)?)))
        .find(|(_, c)| c.name == name)
        .ok_or_else(refused)?;
    if control.kind != Kind::Button && !(control.least..=control.most).contains(&value) {
        return Err(refused());
    }
    let id = description.id();
    guarded(|| device.write_control_raw(id, value)).map_err(|e| match e.raw_os_error() {
        // EINVAL, ERANGE, and the kernel's refusals of what is ruled by another control.
        Some(22 | 34 | 13 | 16) => refused(),
        _ => explain(found, "set a control", e),
    })?;
    match control.kind {
        Kind::Button => Ok(value),
        // A driver that does not tell keeps what it was given, as far as anybody knows.
        _ => Ok(guarded(|| device.read_control_raw(id)).unwrap_or(value)),
    }
}

/// What a camera has; one control that its driver cannot describe ends the list and takes nothing back that was before it.
fn descriptions(found: &Found, device: &Device) -> Result<Vec<ControlDesc>, CameraError> {
    let mut all = Vec::new();
    let listed = guarded(|| {
        for one in device.controls().take(MOST) {
            all.push(one?);
        }
        Ok(())
    });
    match listed {
        Err(error) if all.is_empty() => Err(explain(found, "list its controls", error)),
        _ => Ok(all),
    }
}

fn describe(device: &Device, description: &ControlDesc) -> Option<Control> {
    let kind = match description.control_type() {
        CtrlType::INTEGER => Kind::Number,
        CtrlType::BOOLEAN => Kind::Switch,
        CtrlType::MENU | CtrlType::INTEGER_MENU => Kind::Menu,
        CtrlType::BUTTON => Kind::Button,
        _ => return None,
    };
    let flags = description.flags();
    if flags.contains(ControlFlags::DISABLED) {
        return None;
    }
    let name = guarded(|| Ok(word(description.name()))).ok()?;
    let items = match description.control_type() {
        CtrlType::MENU => guarded(|| {
            let items = device.enumerate_menu(description).take(MOST);
            items.map(|item| item.map(|item| (item.index(), item.name().to_owned()))).collect()
        })
        .unwrap_or_default(),
        _ => Vec::new(),
    };
    let now = match kind {
        Kind::Button => None,
        _ => guarded(|| device.read_control_raw(description.id())).ok(),
    };
    let fixed = ControlFlags::READ_ONLY | ControlFlags::INACTIVE | ControlFlags::GRABBED;
    Some(Control {
        name,
        kind,
        least: description.minimum(),
        most: description.maximum(),
        step: description.step(),
        default: description.default_value(),
        now,
        fixed: flags.intersects(fixed),
        items,
    })
}

/// `White Balance Temperature, Auto` becomes `white_balance_temperature_auto`.
fn word(name: &str) -> String {
    let parts: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    parts.join("_")
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_become_words() {
        assert_eq!(super::word("White Balance Temperature, Auto"), "white_balance_temperature_auto");
        assert_eq!(super::word("Exposure Time, Absolute"), "exposure_time_absolute");
    }
}
