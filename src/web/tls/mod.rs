//! The way in from other machines: TLS under a certificate of the station's own, found by name, trusted once.

mod announce;
mod authority;
mod names;
mod page;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum_server::tls_rustls::RustlsConfig;
use jiff::Timestamp;

pub use announce::Announcement;
pub use names::Names;
pub use page::{certificate, trust};

use crate::fault::{Explain, FaultCode};
use authority::Authority;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("{path} cannot be {act}")]
    File { act: &'static str, path: PathBuf, source: std::io::Error },
    #[error("{path} is not what was written there")]
    Note { path: PathBuf, source: serde_json::Error },
    #[error("{path} is no certificate or key: {reason}")]
    Pem { path: PathBuf, reason: String },
    #[error("the certificate cannot be made")]
    Make(#[from] rcgen::Error),
    #[error("the certificate cannot be used")]
    Use(#[from] rustls::Error),
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

impl Explain for TlsError {
    fn code(&self) -> FaultCode {
        FaultCode::RecordFailed
    }

    fn remedy(&self) -> String {
        match self {
            TlsError::File { .. } => "Check the disk and the rights to the record's folder.".into(),
            TlsError::Note { .. } | TlsError::Pem { .. } => {
                "Move the folder `tls` of the record away; another is made, which the tablets must trust anew.".into()
            }
            _ => "Start it again. If it happens again, report it with the server's log.".into(),
        }
    }
}

/// The station's certificate while it serves.
pub struct Tls {
    authority: Mutex<Authority>,
    address: SocketAddr,
    names: Mutex<Names>,
    config: RustlsConfig,
    fingerprint: String,
    der: Vec<u8>,
}

impl Tls {
    /// The certificate for who listens on `address`, from the record's folder. Blocks.
    pub fn open(record: &Path, address: SocketAddr) -> Result<Tls, TlsError> {
        let names = Names::of_this_machine(address);
        let mut authority = Authority::open(record, &names)?;
        let config = RustlsConfig::from_config(authority.config(&names, Timestamp::now())?);
        Ok(Tls {
            fingerprint: authority.fingerprint(),
            der: authority.der().to_vec(),
            authority: Mutex::new(authority),
            address,
            names: Mutex::new(names),
            config,
        })
    }

    /// Makes the certificate anew where its names or its time ask for it. Blocks.
    pub fn look_after(&self) -> Result<bool, TlsError> {
        let (names, now) = (Names::of_this_machine(self.address), Timestamp::now());
        let mut authority = self.authority.lock().unwrap_or_else(PoisonError::into_inner);
        if !authority.is_due(&names, now) {
            return Ok(false);
        }
        self.config.reload_from_config(authority.config(&names, now)?);
        *self.names.lock().unwrap_or_else(PoisonError::into_inner) = names;
        Ok(true)
    }

    pub fn config(&self) -> RustlsConfig {
        self.config.clone()
    }

    pub fn names(&self) -> Names {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How long the certificate is still good.
    pub fn left(&self) -> Duration {
        self.authority.lock().unwrap_or_else(PoisonError::into_inner).left(Timestamp::now())
    }

    /// SHA-256 of what a tablet is to trust.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// What a tablet is to trust, as DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Where tablets find the station.
    pub fn url(&self) -> String {
        format!("https://{}:{}", self.names().found_by(), self.address.port())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Arc;

    use jiff::SignedDuration;
    use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConnection};

    use super::*;

    fn names() -> Names {
        Names {
            hosts: vec!["box.local".into(), "box".into(), "localhost".into()],
            addresses: ["127.0.0.1", "192.168.1.7", "203.0.113.9", "fe80::1"]
                .map(|a| a.parse().unwrap())
                .to_vec(),
        }
    }

    /// A clock that stands.
    #[derive(Debug)]
    struct At(Timestamp);

    impl rustls::time_provider::TimeProvider for At {
        fn current_time(&self) -> Option<UnixTime> {
            Some(UnixTime::since_unix_epoch(Duration::from_secs(self.0.as_second().unsigned_abs())))
        }
    }

    /// Whether a tablet that trusts `root` accepts the station under a name at a time.
    fn accepts(
        root: &[u8],
        config: Arc<rustls::ServerConfig>,
        name: &str,
        at: Timestamp,
    ) -> Result<(), String> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(root.to_vec())).map_err(|error| error.to_string())?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let client = ClientConfig::builder_with_details(provider, Arc::new(At(at)))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let mut client = ClientConnection::new(Arc::new(client), name).unwrap();
        let mut server = ServerConnection::new(config).unwrap();
        while client.is_handshaking() || server.is_handshaking() {
            let mut wire = Vec::new();
            client.write_tls(&mut wire).unwrap();
            server.read_tls(&mut wire.as_slice()).unwrap();
            server.process_new_packets().map_err(|error| error.to_string())?;
            let mut wire = Vec::new();
            server.write_tls(&mut wire).unwrap();
            client.read_tls(&mut wire.as_slice()).unwrap();
            client.process_new_packets().map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    #[test]
    fn a_tablet_that_trusts_the_authority_goes_on_doing_so_through_renewals() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2027-05-01T10:00:00Z".parse().unwrap();
        let mut authority = Authority::open(folder.path(), &names()).unwrap();
        let root = authority.der().to_vec();
        let config = authority.config(&names(), now).unwrap();
        for name in ["box.local", "box", "localhost", "127.0.0.1", "192.168.1.7", "203.0.113.9", "fe80::1"] {
            accepts(&root, config.clone(), name, now).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        for name in ["evil.example", "other.local", "192.168.1.8"] {
            accepts(&root, config.clone(), name, now).unwrap_err();
        }
        // A tablet whose clock is three weeks behind, and one a year from now.
        accepts(&root, config.clone(), "box.local", now - SignedDuration::from_hours(21 * 24)).unwrap();
        accepts(&root, config, "box.local", now + SignedDuration::from_hours(400 * 24)).unwrap_err();
        for file in ["authority.key", "station.key", "authority.pem", "certificate.json"] {
            let mode = std::fs::metadata(folder.path().join("tls").join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }

        // Opened again nothing is made anew; later, and with other names, it is, under the same authority.
        let mut again = Authority::open(folder.path(), &names()).unwrap();
        assert_eq!(again.fingerprint(), authority.fingerprint());
        assert!(!again.is_due(&names(), now + SignedDuration::from_hours(24)));
        let fewer = Names {
            addresses: vec!["127.0.0.1".parse().unwrap(), "198.51.100.1".parse().unwrap()],
            ..names()
        };
        assert!(
            !again.is_due(&fewer, now),
            "an address that went, and one that it may not vouch for, change nothing"
        );
        let later = now + SignedDuration::from_hours(300 * 24);
        assert!(again.is_due(&names(), later));
        accepts(&root, again.config(&names(), later).unwrap(), "box.local", later).unwrap();
        let mut moved = names();
        moved.hosts = vec!["camp.local".into(), "camp".into(), "localhost".into()];
        moved.addresses = vec!["10.0.0.3".parse().unwrap(), "198.51.100.1".parse().unwrap()];
        let config = again.config(&moved, later).unwrap();
        accepts(&root, config.clone(), "camp.local", later).unwrap();
        accepts(&root, config.clone(), "10.0.0.3", later).unwrap();
        // What the authority may not vouch for is left out, and spoils nothing else.
        for name in ["camp", "198.51.100.1", "box.local"] {
            accepts(&root, config.clone(), name, later).unwrap_err();
        }
    }

    #[test]
    fn a_clock_that_starts_in_the_past_makes_a_certificate_that_tablets_accept() {
        let folder = tempfile::tempdir().unwrap();
        let wrong: Timestamp = "1970-01-01T00:01:00Z".parse().unwrap();
        let right: Timestamp = "2027-02-01T10:00:00Z".parse().unwrap();
        let mut authority = Authority::open(folder.path(), &names()).unwrap();
        let config = authority.config(&names(), wrong).unwrap();
        accepts(authority.der(), config, "box.local", right).unwrap();
        // One that was far ahead, and was set right.
        let ahead: Timestamp = "2040-01-01T00:00:00Z".parse().unwrap();
        authority.config(&names(), ahead).unwrap();
        assert!(authority.is_due(&names(), right));
        let config = authority.config(&names(), right).unwrap();
        accepts(authority.der(), config, "box.local", right).unwrap();
    }

    #[test]
    fn the_authority_vouches_for_nothing_outside_the_clinic() {
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::open(folder.path(), &names()).unwrap();
        let now: Timestamp = "2027-05-01T10:00:00Z".parse().unwrap();
        // What a thief of the station could make with its key.
        let key = std::fs::read_to_string(folder.path().join("tls/authority.key")).unwrap();
        let mut params = rcgen::CertificateParams::new(Vec::<String>::new()).unwrap();
        let called = std::fs::read_to_string(folder.path().join("tls/certificate.json")).unwrap();
        let called: serde_json::Value = serde_json::from_str(&called).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(rcgen::DnType::CommonName, called["authority"].as_str().unwrap());
        let issuer = rcgen::Issuer::new(params, rcgen::KeyPair::from_pem(&key).unwrap());
        for name in ["bank.example", "8.8.8.8"] {
            let own = rcgen::KeyPair::generate().unwrap();
            let mut forged = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
            forged.not_before = rcgen::date_time_ymd(2027, 1, 1);
            forged.not_after = rcgen::date_time_ymd(2027, 12, 1);
            let forged = forged.signed_by(&own, &issuer).unwrap();
            let key = rustls::pki_types::PrivateKeyDer::try_from(own.serialize_der()).unwrap();
            let config = rustls::ServerConfig::builder_with_provider(Arc::new(
                rustls::crypto::ring::default_provider(),
            ))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![forged.der().clone()], key)
            .unwrap();
            let error = accepts(authority.der(), Arc::new(config), name, now).unwrap_err();
            assert!(error.contains("NameConstraint"), "{name}: {error}");
        }
    }
}
