//! How a tablet comes to trust the station: one plain page without script, in the tablet's language, and the certificate
//! to install.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::terms::Lang;
use crate::web::state::App;
use crate::words::word;

/// The languages as they call themselves.
const OWN: [(Lang, &str); 7] = [
    (Lang::En, "English"),
    (Lang::Es, "Español"),
    (Lang::Fr, "Français"),
    (Lang::Pt, "Português"),
    (Lang::Hi, "हिन्दी"),
    (Lang::Zh, "中文"),
    (Lang::Ar, "العربية"),
];
const SYSTEMS: [(&str, &str); 4] = [
    ("Android", "trust-android"),
    ("iPad, iPhone", "trust-apple"),
    ("Windows", "trust-windows"),
    ("Linux, Firefox", "trust-firefox"),
];

/// The language that is asked for (`?lang=es`), else the first that the tablet names and that there is.
fn spoken(query: Option<&str>, headers: &HeaderMap) -> Lang {
    let asked = query.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("lang=")));
    let named =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let named = named.split(',').map(|one| one.split(['-', ';']).next().unwrap_or_default().trim());
    asked.into_iter().chain(named).find_map(Lang::from_word).unwrap_or(Lang::En)
}

/// `GET /trust`.
pub async fn trust(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let lang = spoken(query.as_deref(), &headers);
    let Some(tls) = &app.tls else {
        return (StatusCode::NOT_FOUND, word(lang, "trust-nothing")).into_response();
    };
    let (fingerprint, url, direction) =
        (tls.fingerprint(), tls.url(), if lang.is_rtl() { "rtl" } else { "ltr" });
    let others: Vec<String> = OWN
        .iter()
        .filter(|(other, _)| *other != lang)
        .map(|(other, name)| format!(r#"<a href="/trust?lang={other}" lang="{other}" dir="auto">{name}</a>"#))
        .collect();
    let systems: String = SYSTEMS
        .iter()
        .map(|(system, how)| format!("<p><strong><bdi>{system}</bdi>:</strong> {}</p>\n", word(lang, how)))
        .collect();
    let said = |key: &str| word(lang, &format!("trust-{key}"));
    let page = format!(
        r#"<!doctype html>
<html lang="{lang}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ocellus: {title}</title>
<p>{others}</p>
<h1>{title}</h1>
<p>{why}</p>
<ol>
<li><p>{compare}</p>
<p dir="ltr"><strong><code>{fingerprint}</code></strong></p>
<p>{differs}</p></li>
<li><p><a href="/trust/certificate" download="ocellus.crt">{download}</a> <bdi>(ocellus.crt)</bdi></p></li>
<li><p>{install}</p>
{systems}</li>
<li><p><a href="{url}/">{open}</a></p></li>
</ol>
<p>{limits}</p>
"#,
        title = said("title"),
        others = others.join(" · "),
        why = said("why"),
        compare = said("compare"),
        differs = said("differs"),
        download = said("download"),
        install = said("install"),
        open = said("open"),
        limits = said("limits"),
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// `GET /trust/certificate`: the station's authority, as tablets install it.
pub async fn certificate(State(app): State<App>) -> Response {
    let Some(tls) = &app.tls else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, "application/x-x509-ca-cert"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"ocellus.crt\""),
    ];
    (headers, tls.der().to_vec()).into_response()
}
