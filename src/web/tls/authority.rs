//! The station's own authority and certificate. A tablet trusts the authority once; the certificate under it is made
//! anew when its names change or its time comes, and the tablet need not be touched again.
//!
//! The authority can vouch for names and addresses of a clinic's own network alone (name constraints), so that a
//! stolen station is no key to anything else that the tablet visits. Its files lie in the record's folder, for its
//! owner alone, and go into no backup.

use std::fs::{self, File};
use std::io::{self, Write};
use std::net::IpAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::TlsError;
use super::names::{Names, is_of_a_clinic};
use crate::web::system::released;

/// The folder within the record's.
const FOLDER: &str = "tls";
const NOTE: &str = "certificate.json";
/// Browsers of tablets take no certificate that is valid for longer than 825 days, some 398.
const VALID: SignedDuration = SignedDuration::from_hours(397 * 24);
/// It begins a while ago: a tablet's clock may be behind.
const BEFORE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// It is made anew when less is left.
const RENEWED: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What the files are about; they themselves are not taken apart.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Note {
    /// The authority's own name.
    authority: String,
    /// What it may vouch for beside `.local` and a clinic's networks.
    hosts: Vec<String>,
    addresses: Vec<IpAddr>,
    /// What the certificate is for.
    names: Option<Names>,
    /// Seconds since 1970.
    begins: i64,
    /// Seconds since 1970.
    ends: i64,
}

impl Note {
    fn begins(&self) -> Timestamp {
        Timestamp::from_second(self.begins).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn ends(&self) -> Timestamp {
        Timestamp::from_second(self.ends).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// The authority and the certificate, as they lie in the record's folder.
pub struct Authority {
    folder: PathBuf,
    note: Note,
    /// What a tablet is to trust.
    der: Vec<u8>,
}

impl Authority {
    /// Opens what an earlier start made, or makes it.
    pub fn open(record: &Path, names: &Names) -> Result<Authority, TlsError> {
        let folder = record.join(FOLDER);
        match fs::read(folder.join(NOTE)) {
            Ok(bytes) => {
                let unreadable = |source| TlsError::Note { path: folder.join(NOTE), source };
                let note: Note = serde_json::from_slice(&bytes).map_err(unreadable)?;
                let der = certificate(&folder.join("authority.pem"))?;
                Ok(Authority { folder, note, der: der.to_vec() })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Authority::make(folder, names),
            Err(source) => Err(TlsError::File { act: "read", path: folder.join(NOTE), source }),
        }
    }

    fn make(folder: PathBuf, names: &Names) -> Result<Authority, TlsError> {
        match fs::DirBuilder::new().mode(0o700).create(&folder) {
            Err(source) if source.kind() != io::ErrorKind::AlreadyExists => {
                return Err(TlsError::File { act: "made", path: folder, source });
            }
            _ => {}
        }
        let mark = crate::accounts::random_code().map_err(|error| TlsError::Random(error.to_string()))?;
        let note = Note {
            authority: format!("Ocellus {} {mark}", names.found_by()),
            hosts: names.hosts.clone(),
            addresses: names.addresses.iter().copied().filter(|address| !is_of_a_clinic(*address)).collect(),
            names: None,
            begins: 0,
            ends: 0,
        };
        let key = KeyPair::generate()?;
        let certificate = params_of_authority(&note)?.self_signed(&key)?;
        write(&folder.join("authority.key"), key.serialize_pem().as_bytes())?;
        write(&folder.join("authority.pem"), certificate.pem().as_bytes())?;
        // The note last: without it all is made anew.
        let authority = Authority { folder, note, der: certificate.der().to_vec() };
        authority.write_note()?;
        Ok(authority)
    }

    /// The certificate for these names, made anew where it must be.
    pub fn config(&mut self, names: &Names, now: Timestamp) -> Result<Arc<ServerConfig>, TlsError> {
        if self.is_due(names, now) {
            self.renew(names, now)?;
        }
        let chain = vec![certificate(&self.folder.join("station.pem"))?];
        let path = self.folder.join("station.key");
        let key = PrivateKeyDer::from_pem_file(&path)
            .map_err(|error| TlsError::Pem { path, reason: error.to_string() })?;
        let mut config =
            ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()?
                .with_no_client_auth()
                .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    /// Whether the certificate has other names, is about to end, or has not begun.
    pub fn is_due(&self, names: &Names, now: Timestamp) -> bool {
        let (now, wanted) = (no_earlier(now), self.vouched(names));
        // A name more than is there now does no harm; addresses of IPv6 come and go by the hour.
        let named = self.note.names.as_ref().is_some_and(|has| {
            wanted.hosts.iter().all(|host| has.hosts.contains(host))
                && wanted.addresses.iter().all(|address| has.addresses.contains(address))
        });
        !named || self.note.ends().duration_since(now) < RENEWED || self.note.begins() > now
    }

    /// How long the certificate is still good.
    pub fn left(&self, now: Timestamp) -> Duration {
        Duration::try_from(self.note.ends().duration_since(no_earlier(now))).unwrap_or_default()
    }

    fn renew(&mut self, names: &Names, now: Timestamp) -> Result<(), TlsError> {
        let path = self.folder.join("authority.key");
        let pem = fs::read_to_string(&path).map_err(|source| TlsError::File { act: "read", path, source })?;
        let issuer = Issuer::new(params_of_authority(&self.note)?, KeyPair::from_pem(&pem)?);
        let now = no_earlier(now);
        let begins = no_earlier(now.checked_sub(BEFORE).unwrap_or(now));
        let ends = begins.checked_add(VALID).unwrap_or(now);
        let mut params = CertificateParams::new(Vec::<String>::new())?;
        params.distinguished_name = called(names.found_by());
        let (first, last) = (day(begins), day(ends));
        params.not_before = rcgen::date_time_ymd(first.0, first.1, first.2);
        params.not_after = rcgen::date_time_ymd(last.0, last.1, last.2);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let names = self.vouched(names);
        for host in &names.hosts {
            params.subject_alt_names.push(SanType::DnsName(host.as_str().try_into()?));
        }
        for address in &names.addresses {
            params.subject_alt_names.push(SanType::IpAddress(*address));
        }
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &issuer)?;
        write(&self.folder.join("station.key"), key.serialize_pem().as_bytes())?;
        write(&self.folder.join("station.pem"), certificate.pem().as_bytes())?;
        self.note = Note {
            names: Some(names),
            begins: begins.as_second(),
            ends: ends.as_second(),
            ..self.note.clone()
        };
        self.write_note()
    }

    /// Of these names those that the authority may vouch for: another one would spoil the whole certificate.
    fn vouched(&self, names: &Names) -> Names {
        let host = |host: &&String| host.ends_with(".local") || self.note.hosts.contains(host);
        let address = |address: &&IpAddr| is_of_a_clinic(**address) || self.note.addresses.contains(address);
        Names {
            hosts: names.hosts.iter().filter(host).cloned().collect(),
            addresses: names.addresses.iter().filter(address).copied().collect(),
        }
    }

    fn write_note(&self) -> Result<(), TlsError> {
        let path = self.folder.join(NOTE);
        let text = serde_json::to_vec_pretty(&self.note)
            .map_err(|source| TlsError::Note { path: path.clone(), source })?;
        write(&path, &text)
    }

    /// What a tablet is to trust, as DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 of it, as tablets show it: pairs of hex digits with colons.
    pub fn fingerprint(&self) -> String {
        let pairs: Vec<String> = Sha256::digest(&self.der).iter().map(|byte| format!("{byte:02X}")).collect();
        pairs.join(":")
    }
}

fn no_earlier(now: Timestamp) -> Timestamp {
    now.max(released())
}

fn day(time: Timestamp) -> (i32, u8, u8) {
    let date = time.to_zoned(TimeZone::UTC).date();
    (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}

fn params_of_authority(note: &Note) -> Result<CertificateParams, TlsError> {
    let mut params = CertificateParams::new(Vec::<String>::new())?;
    params.distinguished_name = called(&note.authority);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = rcgen::date_time_ymd(2026, 1, 1);
    params.not_after = rcgen::date_time_ymd(2051, 1, 1);
    let mut permitted: Vec<GeneralSubtree> = vec![GeneralSubtree::DnsName("local".into())];
    permitted.extend(note.hosts.iter().map(|host| GeneralSubtree::DnsName(host.clone())));
    let v4 = [
        ([10, 0, 0, 0], 8),
        ([172, 16, 0, 0], 12),
        ([192, 168, 0, 0], 16),
        ([169, 254, 0, 0], 16),
        ([127, 0, 0, 0], 8),
    ];
    permitted.extend(
        v4.map(|(net, bits)| {
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(IpAddr::from(net), bits))
        }),
    );
    for (net, bits) in [("fc00::", 7), ("fe80::", 10), ("::1", 128)] {
        permitted.extend(
            net.parse().map(|net| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(net, bits))),
        );
    }
    permitted.extend(note.addresses.iter().map(|address| {
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(
            *address,
            if address.is_ipv4() { 32 } else { 128 },
        ))
    }));
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted, excluded_subtrees: Vec::new() });
    Ok(params)
}

fn certificate(path: &Path) -> Result<CertificateDer<'static>, TlsError> {
    CertificateDer::from_pem_file(path)
        .map_err(|error| TlsError::Pem { path: path.to_path_buf(), reason: error.to_string() })
}

/// Whole or as it was, for the owner alone, and on the disk when this returns.
fn write(path: &Path, bytes: &[u8]) -> Result<(), TlsError> {
    let failed = |source| TlsError::File { act: "written", path: path.to_path_buf(), source };
    let unfinished = path.with_extension("unfinished");
    let _ = fs::remove_file(&unfinished);
    let written = (|| {
        let mut file = File::options().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
    })();
    written.map_err(failed)
}
