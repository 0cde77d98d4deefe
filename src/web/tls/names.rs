//! Under which names and addresses this machine is reached.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// What the certificate is for, and what a request may name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Names {
    /// Lower case: the machine's own name, that name with `.local`, `localhost`.
    pub hosts: Vec<String>,
    pub addresses: Vec<IpAddr>,
}

impl Names {
    /// The names of this machine now, as far as they concern who listens on `address`.
    pub fn of_this_machine(address: SocketAddr) -> Names {
        let host = host_name();
        let mut addresses: Vec<IpAddr> = match address.ip().is_unspecified() {
            true => if_addrs::get_if_addrs().into_iter().flatten().map(|interface| interface.ip()).collect(),
            false => vec![address.ip()],
        };
        addresses.extend([IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)]);
        addresses.sort_unstable();
        addresses.dedup();
        Names { hosts: vec![format!("{host}.local"), host, "localhost".into()], addresses }
    }

    /// The name that tablets find it by.
    pub fn found_by(&self) -> &str {
        self.hosts.first().map_or("localhost", String::as_str)
    }

    /// Whether a request may name this: a host of ours, or an address. A site can give its own name our address; it
    /// cannot give itself an address as its name.
    pub fn answers_to(&self, host: &str) -> bool {
        let name = host.trim_end_matches('.');
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(name)) || bare.parse::<IpAddr>().is_ok()
    }
}

/// What the machine is called, as a name may be in a certificate; `ocellus` where it has none.
fn host_name() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let first = told.trim().split('.').next().unwrap_or_default().to_lowercase();
    let name: String = first.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(63).collect();
    match name.trim_matches('-') {
        "" | "localhost" => "ocellus".into(),
        name => name.into(),
    }
}

/// Whether an address is of the kind that a clinic's own network has.
pub fn is_of_a_clinic(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_answers_to_its_names_and_to_addresses_alone() {
        let names = Names { hosts: vec!["box.local".into(), "box".into()], addresses: vec![] };
        for ours in ["box", "BOX.local", "box.local.", "192.168.1.7", "[fe80::1]", "::1"] {
            assert!(names.answers_to(ours), "{ours}");
        }
        for other in ["", "evil.example", "box.local.evil.example", "192.168.1.7.nip.io", "boxlocal"] {
            assert!(!names.answers_to(other), "{other}");
        }
        let found = Names::of_this_machine("0.0.0.0:1".parse().unwrap());
        assert!(found.found_by().ends_with(".local") && found.addresses.len() >= 2, "{found:?}");
    }
}
