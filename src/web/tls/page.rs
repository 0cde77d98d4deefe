//! How a tablet comes to trust the station: one plain page without script, and the certificate to install.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::web::state::App;

/// `GET /trust`.
pub async fn trust(State(app): State<App>) -> Response {
    let Some(tls) = &app.tls else {
        let said = "This station is reached from its own machine alone; there is nothing to trust.";
        return (StatusCode::NOT_FOUND, said).into_response();
    };
    let (fingerprint, url) = (tls.fingerprint(), tls.url());
    let page = format!(
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ocellus: trust this station</title>
<h1>Trust this station</h1>
<p>Once on each tablet. Afterwards the tablet warns no more, and knows this station from any other.</p>
<ol>
<li><p>Compare. The station's label, or its console, shows this fingerprint:</p>
<p><strong><code>{fingerprint}</code></strong></p>
<p>If it differs by one letter, stop: this is not your station.</p></li>
<li><p><a href="/trust/certificate" download="ocellus.crt">Download the certificate</a> (ocellus.crt).</p></li>
<li><p>Install it.</p>
<p><strong>Android:</strong> Settings, Security, More security settings, Encryption and credentials, Install a
certificate, CA certificate, then choose ocellus.crt from Downloads.</p>
<p><strong>iPad, iPhone:</strong> Settings, General, VPN and Device Management, the downloaded profile, Install. Then
Settings, General, About, Certificate Trust Settings, and switch Ocellus on.</p>
<p><strong>Windows:</strong> open the file, Install certificate, Current user, Trusted root certification
authorities.</p>
<p><strong>Linux, Firefox:</strong> Settings, Certificates, Authorities, Import, for web sites.</p></li>
<li><p><a href="{url}/">Open the station</a>, and put it on the tablet's home screen.</p></li>
</ol>
<p>The certificate can vouch for this clinic's own network alone, for nothing on the internet.</p>
"#
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
