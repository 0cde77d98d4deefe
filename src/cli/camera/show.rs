//! `camera list`, `info` and `set`.

use clap::Args;
use serde_json::json;

use super::{Which, Wished};
use crate::camera::control::{self, Control, Kind};
use crate::camera::mode::{self, Mode};
use crate::camera::profile::is_automatic;
use crate::camera::{CameraError, Found, Profile, Purpose, find};
use crate::cli::tell;
use crate::fault::{Explain, Fault, FaultCode};

#[derive(Args)]
pub struct ListArgs {
    /// JSON on standard output, errors too
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct InfoArgs {
    #[command(flatten)]
    pub which: Which,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  ocellus camera set auto_exposure=1 exposure_time_absolute=200 gain=8\n  ocellus camera set --size 1600x1200\n  \
                  ocellus camera set --forget\n\nAutomatics are set before what they rule."
)]
pub struct SetArgs {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    wished: Wished,
    /// Control and value, as `camera info` lists them
    #[arg(value_name = "CONTROL=VALUE", value_parser = setting)]
    settings: Vec<(String, i32)>,
    /// Forget what was kept for this camera; it keeps its values until it is unplugged
    #[arg(long, conflicts_with_all = ["settings", "format", "size"])]
    forget: bool,
    /// Set it now and do not keep it
    #[arg(long)]
    once: bool,
}

fn setting(text: &str) -> Result<(String, i32), String> {
    let parts = text.split_once('=').and_then(|(name, value)| Some((name.to_owned(), value.parse().ok()?)));
    parts.ok_or_else(|| "a setting is written as gain=8".into())
}

/// Lists what is there; nothing there is told as an error, with what to do.
pub fn list(args: &ListArgs) -> Result<bool, Fault> {
    let all = find::list();
    if all.is_empty() {
        return Err(find::find(None).err().unwrap_or(CameraError::NoneFound).fault());
    }
    if args.json {
        tell::json(&json!({ "cameras": all }))?;
    } else {
        for camera in &all {
            let denied = if camera.permitted { "" } else { "  (this user may not open it)" };
            let Found { id, name, node, driver, bus, .. } = camera;
            tell::line(&format!("{id}\n  {name}, {node}, {driver} at {bus}{denied}", node = node.display()))?;
        }
    }
    Ok(true)
}

pub fn info(args: &InfoArgs) -> Result<bool, Fault> {
    let choice = args.which.choice();
    if let Some(path) = choice.replay() {
        return Err(Fault {
            code: FaultCode::BadRequest,
            message: format!("{} is replayed; it is no camera", path.display()),
            remedy: "Name a camera of `ocellus camera list`.".into(),
        });
    }
    let told = |e: CameraError| e.fault();
    let found = find::find(choice.camera.as_deref()).map_err(told)?;
    let (modes, strange) = mode::of(&found).map_err(told)?;
    let controls = control::list(&found).map_err(told)?;
    let profile = match &choice.data {
        Some(data) => Profile::load(data, &found.id).map_err(told)?,
        None => None,
    };
    let best = |purpose| {
        mode::ranked(&modes, &crate::camera::Wish { purpose, ..Default::default() }).first().copied()
    };
    let (still, live) = (best(Purpose::Still), best(Purpose::Live));
    if args.which.json {
        tell::json(&json!({
            "camera": found, "modes": modes, "other_formats": strange, "best_still": still, "best_live": live,
            "controls": controls, "profile": profile,
        }))?;
        return Ok(true);
    }
    tell::line(&format!("{}: {}, {}", found.id, found.name, found.node.display()))?;
    for mode in &modes {
        let mark = |chosen: Option<Mode>, what| if chosen == Some(*mode) { what } else { "" };
        tell::line(&format!("  {mode}{}{}", mark(still, "  [photograph]"), mark(live, "  [live]")))?;
    }
    if !strange.is_empty() {
        tell::line(&format!("  not read here: {}", strange.join(", ")))?;
    }
    for control in &controls {
        tell::line(&plain(control))?;
    }
    for (name, value) in profile.iter().flat_map(|p| &p.controls) {
        tell::line(&format!("  kept for this camera: {name}={value}"))?;
    }
    Ok(true)
}

fn plain(c: &Control) -> String {
    let range = match c.kind {
        Kind::Button => "acts when set".into(),
        Kind::Switch => "0 or 1".into(),
        Kind::Menu => c.items.iter().map(|(n, name)| format!("{n} {name}")).collect::<Vec<_>>().join(", "),
        Kind::Number => format!("{} to {}, by {}", c.least, c.most, c.step),
    };
    let now = c.now.map_or(String::new(), |now| format!(" = {now}"));
    let fixed = if c.fixed { ", fixed now" } else { "" };
    format!("  {}{now}  ({range}; {} at first{fixed})", c.name, c.default)
}

pub fn set(args: &SetArgs) -> Result<bool, Fault> {
    let choice = args.which.choice();
    let told = |e: CameraError| e.fault();
    let found = find::find(choice.camera.as_deref()).map_err(told)?;
    let data = choice.data.unwrap_or_default();
    if args.forget {
        Profile::forget(&data, &found.id).map_err(told)?;
        return answer(args, &found, None);
    }
    let mut profile = Profile::load(&data, &found.id).map_err(told)?.unwrap_or_default();
    let mut settings: Vec<&(String, i32)> = args.settings.iter().collect();
    settings.sort_by_key(|(name, _)| !is_automatic(name));
    for (name, value) in settings {
        let took = control::set(&found, name, *value).map_err(told)?;
        profile.controls.insert(name.clone(), took);
    }
    let wish = args.wished.wish(Purpose::Still);
    if wish.format.is_some() || wish.size.is_some() {
        let (modes, _) = mode::of(&found).map_err(told)?;
        if mode::ranked(&modes, &wish).is_empty() {
            let gives = modes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            return Err(CameraError::Unsupported { name: found.name, asked: wish.to_string(), gives }.fault());
        }
        profile.mode = wish;
    }
    if !args.once {
        profile.save(&data, &found.id).map_err(told)?;
    }
    answer(args, &found, Some(&profile))
}

fn answer(args: &SetArgs, found: &Found, profile: Option<&Profile>) -> Result<bool, Fault> {
    // A button that pulls its own camera out leaves nothing to read back.
    let controls = control::list(found).unwrap_or_default();
    if args.which.json {
        tell::json(&json!({ "camera": found, "controls": controls, "profile": profile }))?;
        return Ok(true);
    }
    for control in controls.iter().filter(|c| args.settings.iter().any(|(name, _)| *name == c.name)) {
        tell::line(&plain(control))?;
    }
    Ok(true)
}
