//! `ocellus screen` as a clinic uses it: real files in, one checked line a file out.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod front_door;

use std::path::{Path, PathBuf};
use std::process::Command;

use front_door::{assert_schema, data, examples, ocellus, real, root, screen};
use serde_json::Value;

fn verdict(line: &Value) -> &str {
    line["quality"]["verdict"].as_str().expect("a verdict")
}

#[test]
fn every_line_satisfies_the_schema_in_the_order_of_the_files() {
    let mut files = examples();
    files.push(data("selfie.jpg"));
    files.push(data("landscape.jpg"));
    files.insert(1, data("no_such_file.jpg"));
    let (output, lines) = screen(&files, &[]);
    assert_eq!(output.status.code(), Some(1), "one file does not exist");
    assert_eq!(lines.len(), files.len());
    for (line, file) in lines.iter().zip(&files) {
        assert_eq!(line["file"], file.to_string_lossy().as_ref());
    }
    assert_eq!(lines[1]["error"]["code"], "unreadable");
    assert_schema(&lines);
}

#[test]
fn the_photographs_of_one_person_become_one_decision() {
    let files = examples();
    let (output, lines) = screen(&files, &["--encounter"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(lines.len(), files.len() + 1);
    assert_schema(&lines);
    let decided = lines.last().expect("a line");
    assert_eq!(decided["schema"], "ocellus.encounter/1");
    assert_eq!(decided["photographs"].as_array().map(Vec::len), Some(files.len()));
    let worst = |lines: &[Value]| lines.iter().any(|line| line["referral"]["category"] == "urgent");
    assert_eq!(
        decided["referral"]["category"] == "urgent",
        worst(&lines[..files.len()]),
        "the worst eye counts"
    );
    assert!(decided["notice"].as_str().is_some_and(|notice| notice.contains("not a cleared medical device")));

    let (_, one) = screen(&files[..1], &["--encounter"]);
    assert_ne!(one[1]["referral"]["category"], "rescreen", "one eye alone is never enough");
    let scratch = tempfile::tempdir().expect("a folder");
    let history = scratch.path().join("history.json");
    std::fs::write(&history, r#"{"symptoms": ["flashes"], "diabetes": "type_2"}"#).expect("written");
    let told = format!("--encounter={}", history.display());
    let (_, told) = screen(&files[..1], &[&told]);
    assert_eq!(told[1]["referral"]["category"], "urgent", "whatever the picture shows");
    let typo =
        ocellus(&["screen", "--encounter=no_such_file.json"]).args(&files[..1]).output().expect("it runs");
    assert!(
        typo.status.code() == Some(1) && String::from_utf8_lossy(&typo.stderr).contains("no_such_file.json")
    );
}

#[test]
fn a_hundred_real_photographs_give_a_hundred_lines() {
    let Some(files) = real("idrid/images") else { return };
    let files: Vec<PathBuf> = files.into_iter().step_by(4).take(100).collect();
    let (output, lines) = screen(&files, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(lines.len(), 100);
    assert_schema(&lines);
    for line in &lines {
        assert_eq!(line["conditions"].as_array().map(Vec::len), Some(12));
        assert_eq!(line["chain"].as_array().map(Vec::len), Some(6));
        for condition in line["conditions"].as_array().expect("conditions") {
            let assessed = condition["status"] != "not_assessed";
            assert_eq!(assessed, !condition["probability"].is_null(), "{condition}");
        }
    }
}

#[test]
fn what_is_no_fundus_photograph_is_a_reading_that_rejects() {
    let folder = tempfile::tempdir().expect("a folder");
    let black = folder.path().join("black.png");
    image::RgbImage::new(1200, 900).save(&black).expect("written");
    let (output, lines) = screen(&[data("selfie.jpg"), data("landscape.jpg"), black], &[]);
    assert_eq!(output.status.code(), Some(0));
    for line in &lines {
        assert_eq!(verdict(line), "reject", "{}", line["file"]);
        assert_eq!(line["referral"]["category"], "ungradable");
        assert_eq!(line["findings"].as_array().map(Vec::len), Some(0));
        assert!(line["quality"]["instruction"].as_str().is_some_and(|s| !s.is_empty()));
    }
    assert_schema(&lines);
}

/// A synthetic eye that ships as a camera centred on its disc would show it, in a field of half the radius.
fn centred_on_the_disc(name: &str) -> image::RgbImage {
    let path = root().join("examples").join(name);
    let (_, lines) = screen(std::slice::from_ref(&path), &[]);
    let pixels = |v: &Value, side: &str| {
        v.as_f64().expect("a number") / 999.0 * lines[0]["image"][side].as_f64().expect("a side")
    };
    let bounds = &lines[0]["landmarks"]["disc"]["box"];
    let cx = (pixels(&bounds[0], "width") + pixels(&bounds[2], "width")) / 2.0;
    let cy = (pixels(&bounds[1], "height") + pixels(&bounds[3], "height")) / 2.0;
    let view = &lines[0]["image"]["field_of_view"];
    let (fx, fy, r) =
        (view["cx"].as_f64().expect("x"), view["cy"].as_f64().expect("y"), view["r"].as_f64().expect("r"));
    let reach = (0.5 * r).min(0.97 * r - (cx - fx).hypot(cy - fy));
    assert!(reach > 0.3 * r, "the disc lies too near to the edge");
    let whole = image::open(&path).expect("an example").to_rgb8();
    let side = (2.2 * reach) as u32;
    image::RgbImage::from_fn(side, side, |x, y| {
        let (dx, dy) = (f64::from(x) - 1.1 * reach, f64::from(y) - 1.1 * reach);
        let (px, py) = (cx + dx, cy + dy);
        let inside = dx.hypot(dy) < reach
            && px >= 0.0
            && py >= 0.0
            && px < f64::from(whole.width())
            && py < f64::from(whole.height());
        if inside { *whole.get_pixel(px as u32, py as u32) } else { image::Rgb([0; 3]) }
    })
}

#[test]
fn a_photograph_centred_on_the_disc_names_its_eye_and_mirrored_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for (name, right) in [("healthy-od.jpg", true), ("severe-haemorrhages.jpg", false)] {
        let photo = centred_on_the_disc(name);
        for (mirrored, copy) in [(false, photo.clone()), (true, image::imageops::flip_horizontal(&photo))] {
            let path = folder.path().join(format!("{}-{mirrored}-{name}.png", right != mirrored));
            copy.save(&path).expect("written");
            files.push(path);
        }
    }
    let (_, lines) = screen(&files, &[]);
    for (line, file) in lines.iter().zip(&files) {
        let right = file.file_name().is_some_and(|n| n.to_string_lossy().starts_with("true"));
        assert_eq!(
            line["eye"]["laterality"],
            if right { "OD" } else { "OS" },
            "{}: {}",
            line["file"],
            line["eye"]
        );
    }
}

#[test]
fn a_moved_eye_and_a_half_closed_one_are_sent_back_with_what_to_do() {
    let sharp = image::open(root().join("examples/healthy-od.jpg")).expect("an example").to_rgb8();
    let (w, h) = sharp.dimensions();
    // Down to the right by a fourteenth of the photograph's height.
    let moved = image::RgbImage::from_fn(w, h, |x, y| {
        let mut sum = [0u32; 3];
        let steps = h / 20;
        for step in 0..steps {
            let p = sharp.get_pixel((x + step).min(w - 1), (y + step).min(h - 1));
            (0..3).for_each(|c| sum[c] += u32::from(p[c]));
        }
        image::Rgb(sum.map(|s| (s / steps) as u8))
    });
    let mut lid = sharp.clone();
    for (_, y, p) in lid.enumerate_pixels_mut() {
        if y * 10 < h * 6 && p[0] > 20 {
            *p = image::Rgb([150, 80, 60]);
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["moved.png", "lid.png"].map(|name| folder.path().join(name));
    moved.save(&files[0]).expect("written");
    lid.save(&files[1]).expect("written");
    let (_, lines) = screen(&files, &[]);
    for (line, (reason, act)) in lines.iter().zip([("defocus", "keep still"), ("artefact", "open the eye")]) {
        assert_eq!(verdict(line), "reject", "{}", line["quality"]);
        assert_eq!(line["quality"]["reasons"][0], reason, "{}", line["quality"]);
        assert!(
            line["quality"]["instruction"].as_str().is_some_and(|s| s.contains(act)),
            "{}",
            line["quality"]
        );
    }
}

#[test]
fn every_box_lies_in_the_field_of_view_and_every_citation_names_a_finding() {
    let (_, lines) = screen(&examples(), &[]);
    let mut boxes = 0;
    for line in &lines {
        let field = &line["image"]["field_of_view"];
        let (w, h) = (
            line["image"]["width"].as_f64().expect("width"),
            line["image"]["height"].as_f64().expect("height"),
        );
        let (cx, cy, r) = (field["cx"].as_f64(), field["cy"].as_f64(), field["r"].as_f64());
        let (Some(cx), Some(cy), Some(r)) = (cx, cy, r) else { continue };
        let ids: Vec<&str> =
            line["findings"].as_array().expect("findings").iter().filter_map(|f| f["id"].as_str()).collect();
        let mut all: Vec<Vec<f64>> = Vec::new();
        let numbers =
            |v: &Value| v.as_array().expect("a box").iter().filter_map(Value::as_f64).collect::<Vec<f64>>();
        all.extend(line["findings"].as_array().expect("findings").iter().map(|f| numbers(&f["box"])));
        for step in line["chain"].as_array().expect("chain") {
            for id in step["findings"].as_array().expect("citations") {
                assert!(ids.contains(&id.as_str().expect("an id")), "{id} is no finding");
            }
            for part in step["text"].as_str().expect("text").split("<box>").skip(1) {
                let inner = part.split("</box>").next().expect("a closed box");
                let parsed: Value = serde_json::from_str(inner).expect("boxes parse");
                all.extend(parsed.as_array().expect("boxes").iter().map(numbers));
            }
        }
        for b in all {
            for (x, y) in [(b[0], b[1]), (b[2], b[1]), (b[0], b[3]), (b[2], b[3])] {
                let (x, y) = (x / 999.0 * w, y / 999.0 * h);
                assert!((x - cx).hypot(y - cy) <= r, "a corner of {b:?} lies outside: {}", line["file"]);
            }
            assert!(b[0] < b[2] && b[1] < b[3], "{b:?}");
            boxes += 1;
        }
    }
    assert!(boxes > 0, "the synthetic eyes have findings");
}

#[test]
fn maps_and_overlays_are_written_at_the_photographs_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let out = out.to_str().expect("a name");
    let file = data("synthetic_eye.jpg");
    let (output, lines) = screen(std::slice::from_ref(&file), &["--maps", out, "--overlay", out]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let size = image::image_dimensions(&file).expect("dimensions");
    let maps = lines[0]["maps"].as_object().expect("maps");
    for label in
        ["microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "disc", "cup", "vessels"]
    {
        let path = maps[label].as_str().expect("a path");
        assert_eq!(image::image_dimensions(path).expect("a map"), size, "{label}");
    }
    let overlay = std::path::Path::new(out).join("synthetic_eye.overlay.png");
    assert_eq!(image::image_dimensions(overlay).expect("an overlay"), size);
    let disc = image::open(maps["disc"].as_str().expect("a path")).expect("a map").to_luma8();
    let peak = disc.pixels().map(|p| p.0[0]).max();
    assert!(peak > Some(128), "the disc of a synthetic eye is seen");
}

#[test]
fn two_files_of_one_name_do_not_overwrite_each_other_s_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    let files: Vec<_> = ["left", "right"]
        .map(|eye| {
            let file = folder.path().join(eye).join("eye.jpg");
            std::fs::create_dir(file.parent().expect("a folder")).expect("made");
            std::fs::copy(data("synthetic_eye.jpg"), &file).expect("copied");
            file
        })
        .into();
    let (output, lines) = screen(&files, &["--overlay", folder.path().to_str().expect("a name")]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && lines.is_empty() && said.contains("right/eye.jpg"), "{said}");
}

#[test]
fn tract_does_the_whole_job_with_no_onnx_runtime_on_the_machine() {
    let file = data("synthetic_eye.jpg");
    let run = |engine: &str| {
        let output = ocellus(&["screen", "--json", "--engine", engine])
            .env("OCELLUS_ORT_LIB", "/nonexistent/libonnxruntime.so")
            .arg(&file)
            .output()
            .expect("ocellus runs");
        front_door::lines(&output).remove(0)
    };
    let named = run("tract");
    assert_eq!(named["models"]["evidence"]["engine"], "tract");
    assert_eq!(named["models"]["language"]["engine"], "tract");
    let fallen = run("auto");
    assert_eq!(fallen["models"]["evidence"]["engine"], "tract");
    let told = fallen["models"]["fallbacks"].to_string();
    assert!(told.contains("tract"), "the fallback is told: {told}");
    assert_schema(&[named, fallen]);
}

#[test]
fn both_engines_read_the_same() {
    let files = examples();
    let (_, ort) = screen(&files, &["--engine", "ort"]);
    let (_, tract) = screen(&files, &["--engine", "tract"]);
    for (a, b) in ort.iter().zip(&tract) {
        assert_eq!(a["referral"]["category"], b["referral"]["category"], "{}", a["file"]);
        assert_eq!(a["landmarks"]["disc"]["centre"], b["landmarks"]["disc"]["centre"]);
        assert_eq!(a["findings"].as_array().map(Vec::len), b["findings"].as_array().map(Vec::len));
        let (p, q) = (a["referral"]["probability"].as_f64(), b["referral"]["probability"].as_f64());
        assert!((p.unwrap_or(0.0) - q.unwrap_or(0.0)).abs() < 1e-3, "{p:?} {q:?}");
    }
}

#[test]
fn wrong_usage_is_exit_code_2_and_help_shows_examples() {
    assert_eq!(ocellus(&["screen"]).output().expect("runs").status.code(), Some(2));
    assert_eq!(
        ocellus(&["screen", "--engine", "abacus", "x.jpg"]).output().expect("runs").status.code(),
        Some(2)
    );
    let help = ocellus(&["screen", "--help"]).output().expect("runs");
    assert!(String::from_utf8_lossy(&help.stdout).contains("Examples:"));
}

#[test]
fn every_report_says_that_this_is_no_cleared_device() {
    let (_, lines) = screen(&[data("synthetic_eye.jpg"), data("selfie.jpg")], &[]);
    for line in lines {
        assert!(line["report"]["text"].as_str().is_some_and(|t| t.contains("not a cleared medical device")));
    }
}

#[test]
fn a_report_is_said_in_the_language_that_is_asked_for_and_the_reader_s_own_words_stay() {
    let eye = data("synthetic_eye.jpg");
    let (_, english) = screen(std::slice::from_ref(&eye), &[]);
    let english = &english[0];
    for (lang, sentence) in [
        ("es", "Ocellus no es un dispositivo médico autorizado."),
        ("ar", "ليس جهازًا طبيًا مرخّصًا"),
        ("zh", "不是已获批准的医疗器械"),
    ] {
        let (output, lines) = screen(&[eye.clone(), data("selfie.jpg")], &["--lang", lang]);
        assert_eq!(output.status.code(), Some(0));
        assert_schema(&lines);
        let said = &lines[0];
        assert_eq!(said["report"]["lang"], lang);
        assert!(said["report"]["text"].as_str().is_some_and(|text| text.contains(sentence)), "{said:#}");
        for field in ["category", "within_days", "probability", "reasons"] {
            assert_eq!(said["referral"][field], english["referral"][field], "{field}");
        }
        assert_ne!(said["referral"]["because"], english["referral"]["because"]);
        for (one, other) in said["chain"].as_array().unwrap().iter().zip(english["chain"].as_array().unwrap())
        {
            assert_eq!(one["findings"], other["findings"]);
            let own_words = one["source"] == "language";
            assert_eq!(own_words, one["text"] == other["text"], "{one:#}\n{other:#}");
        }
        for check in said["checks"].as_array().unwrap() {
            let same = english["checks"].as_array().unwrap().iter().any(|c| c["detail"] == check["detail"]);
            assert!(!same, "left in English: {check}");
        }
        assert_ne!(lines[1]["quality"]["instruction"], "", "a selfie is to be taken again");
        let text = serde_json::to_string(&lines[1]["chain"]).unwrap();
        assert!(!text.contains("photograph"), "left in English: {text}");
    }
    let unknown = ocellus(&["screen", "--lang", "tlh", "x.jpg"]).output().expect("runs");
    assert_eq!(unknown.status.code(), Some(2));
    let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
    for lang in ["en", "es", "fr", "pt", "hi", "zh", "ar"] {
        assert!(told.contains(lang), "{told}");
    }
}

/// What a program of poppler says of a PDF; none where it is not there.
fn poppler(tool: &str, args: &[&str], pdf: &Path) -> Option<String> {
    let out = (tool == "pdftotext").then_some("-");
    match Command::new(tool).args(args).arg(pdf).args(out).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("skipped: {tool} is not there (package poppler-utils)");
            None
        }
    }
}

#[test]
fn a_report_is_one_page_in_every_language_whatever_the_person_is_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let eye = root().join("examples/moderate-exudates.jpg");
    let (_, lines) = screen(std::slice::from_ref(&eye), &[]);
    let reading = folder.path().join("reading.json");
    std::fs::write(&reading, serde_json::to_vec(&lines[0]).unwrap()).unwrap();
    let hostile = "#panic() $ * _ \u{202e}gnorw ```x``` @a <b> \\ \"] ".to_owned() + &"Ñ".repeat(3000);
    for (lang, font, said) in [
        ("en", "NotoSans-Bold", "Refer to an eye doctor"),
        ("es", "NotoSans-Bold", "Derivar al oftalmólogo"),
        ("fr", "NotoSans-Bold", "Orienter vers un ophtalmologue"),
        ("pt", "NotoSans-Bold", "Encaminhar ao oftalmologista"),
        ("hi", "NotoSansDevanagari-Bold", "OD"),
        ("zh", "NotoSansCJKsc-Bold", "转诊给眼科医生"),
        ("ar", "NotoSansArabic-Bold", "OD"),
    ] {
        let pdf = folder.path().join(format!("{lang}.pdf"));
        let output =
            ocellus(&["report", "--lang", lang, "--name", &hostile, "--clinic", "诊所 عيادة क्लिनिक"])
                .arg(&eye)
                .arg("--reading")
                .arg(&reading)
                .arg("--out")
                .arg(&pdf)
                .output()
                .expect("runs");
        assert_eq!(output.status.code(), Some(0), "{lang}: {}", String::from_utf8_lossy(&output.stderr));
        let bytes = std::fs::read(&pdf).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 1_000_000, "{lang}: {} bytes", bytes.len());
        let Some(info) = poppler("pdfinfo", &[], &pdf) else { return };
        assert!(info.lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "{lang}: {info}");
        let fonts = poppler("pdffonts", &[], &pdf).expect("poppler");
        assert!(fonts.contains(font), "{lang}: {fonts}");
        for line in fonts.lines().skip(2) {
            assert!(line.contains(" yes "), "{lang}: not embedded: {line}");
        }
        let text = poppler("pdftotext", &["-layout"], &pdf).expect("poppler");
        assert!(text.contains(said), "{lang}: {text}");
        assert!(text.contains("#panic()"), "{lang}: the name is said as it is written: {text}");
        assert!(text.contains(lines[0]["id"].as_str().unwrap()), "{lang}: the code to look it up by");
        assert!(!text.contains('\u{fffd}'), "{lang}: {text}");
    }
    let other = ocellus(&["report", "--out", "x.pdf", "--reading"])
        .arg(&reading)
        .arg(root().join("examples/healthy-od.jpg"))
        .output()
        .expect("runs");
    assert_eq!(other.status.code(), Some(1), "another photograph is refused");
}
