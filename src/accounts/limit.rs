//! Limits on wrong tries: buckets of tries that fill again with time.
//!
//! One bucket is an address's, one an account's from that address. None is an account's alone: whoever guesses at the
//! administrator's password from one place cannot keep the administrator out at another, nor for longer than the wait
//! that is told.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// Wrong tries before the first wait, and how long one more takes to come: of an address, and of an account from it.
const OF_ADDRESS: (u32, Duration) = (15, Duration::from_secs(20));
const OF_ACCOUNT: (u32, Duration) = (5, Duration::from_secs(30));
/// Buckets that are kept.
const BUCKETS: usize = 4096;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Address(IpAddr),
    Account(IpAddr, String),
}

impl Key {
    fn rule(&self) -> (u32, Duration) {
        match self {
            Key::Address(_) => OF_ADDRESS,
            Key::Account(..) => OF_ACCOUNT,
        }
    }
}

/// Wrong tries of late, as the time at which the bucket is full again.
#[derive(Debug, Default)]
pub struct Limits {
    full_at: HashMap<Key, Instant>,
}

impl Limits {
    /// How long to wait before another try at an account, folded; none where it may be made now.
    pub fn wait(&self, address: IpAddr, account: &str, now: Instant) -> Option<Duration> {
        keys(address, account).iter().filter_map(|key| self.wait_of(key, now)).max()
    }

    fn wait_of(&self, key: &Key, now: Instant) -> Option<Duration> {
        let (tries, each) = key.rule();
        let missing = self.full_at.get(key)?.saturating_duration_since(now);
        // With all but less than one try missing there is none left.
        let wait = (missing + each).saturating_sub(each * tries);
        (!wait.is_zero()).then_some(wait)
    }

    /// Takes one try, before it is known whether it is right, so that tries at once do not share one.
    pub fn take(&mut self, address: IpAddr, account: &str, now: Instant) {
        for key in keys(address, account) {
            if self.full_at.len() >= BUCKETS && !self.full_at.contains_key(&key) {
                self.make_room(now);
            }
            let (tries, each) = key.rule();
            let full_at = self.full_at.entry(key).or_insert(now);
            *full_at = ((*full_at).max(now) + each).min(now + each * tries);
        }
    }

    /// A right try forgives the account's wrong ones from there; the address gets this try back and keeps its others.
    pub fn succeeded(&mut self, address: IpAddr, account: &str) {
        let [of_address, of_account] = keys(address, account);
        self.full_at.remove(&of_account);
        if let Some(full_at) = self.full_at.get_mut(&of_address) {
            *full_at = full_at.checked_sub(OF_ADDRESS.1).unwrap_or(*full_at);
        }
    }

    /// Full buckets say nothing; where none is, the account's that is full soonest goes, and an address's last of all.
    fn make_room(&mut self, now: Instant) {
        self.full_at.retain(|_, full_at| *full_at > now);
        if self.full_at.len() >= BUCKETS
            && let Some(key) = self
                .full_at
                .iter()
                .min_by_key(|(key, at)| (matches!(key, Key::Address(_)), **at))
                .map(|(key, _)| key.clone())
        {
            self.full_at.remove(&key);
        }
    }
}

fn keys(address: IpAddr, account: &str) -> [Key; 2] {
    let network = network(address);
    [Key::Address(network), Key::Account(network, account.to_owned())]
}

/// One machine has 2^64 addresses of IPv6: they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX))),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn wrong_tries_wait_and_the_wait_ends() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        let (tries, each) = OF_ACCOUNT;
        for _ in 0..tries {
            assert_eq!(limits.wait(at("10.0.0.9"), "asha", now), None);
            limits.take(at("10.0.0.9"), "asha", now);
        }
        assert_eq!(limits.wait(at("10.0.0.9"), "asha", now), Some(each));
        assert_eq!(limits.wait(at("10.0.0.9"), "asha", now + each), None);
        limits.take(at("10.0.0.9"), "asha", now + each);
        assert_eq!(limits.wait(at("10.0.0.9"), "asha", now + each), Some(each));
        limits.succeeded(at("10.0.0.9"), "asha");
        assert_eq!(limits.wait(at("10.0.0.9"), "asha", now + each), None);
    }

    #[test]
    fn who_guesses_elsewhere_keeps_nobody_out() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        for _ in 0..10_000 {
            limits.take(at("10.0.0.66"), "administrator", now);
        }
        assert!(limits.wait(at("10.0.0.66"), "somebody else", now).is_some());
        assert_eq!(limits.wait(at("10.0.0.1"), "administrator", now), None);
    }

    #[test]
    fn the_buckets_are_bounded_and_a_network_is_one() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        for n in 0..3 * BUCKETS {
            limits.take(at("10.0.0.66"), &format!("nobody {n}"), now);
        }
        assert!(limits.full_at.len() <= BUCKETS);
        assert!(
            limits.wait(at("10.0.0.66"), "another", now).is_some(),
            "the address itself is not forgotten"
        );
        for n in 0..20 {
            limits.take(at(&format!("fd00::{n:x}")), &format!("n{n}"), now);
        }
        assert!(limits.wait(at("fd00::abcd"), "x", now).is_some());
    }
}
