//! The clock jumps, years ahead and back, while the real `ocellus serve` works: nothing waits for ever, nothing is lost,
//! and the newest photograph stays the last.

use super::common::eventually;
use super::common::station::Station;
use super::eyes::eyes;
use super::ground::{library, rounds, seed};
use super::station::program;

/// Adds the seconds in a file to the wall clock, and to no other.
const JUMPING: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *t) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int answer = real(id, t);
    if (id == CLOCK_REALTIME) {
        FILE *file = fopen(getenv("JUMP"), "r");
        long by = 0;
        if (file) { if (fscanf(file, "%ld", &by) != 1) by = 0; fclose(file); }
        t->tv_sec += by;
    }
    return answer;
}
"#;

#[test]
fn a_clock_that_jumps_holds_nothing_up_and_loses_nothing() {
    let seed = seed("clock jumps");
    let mut chance = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let (data, jump) = (folder.path().join("record"), folder.path().join("jump"));
    let library = library(folder.path(), "clock", JUMPING);
    std::fs::write(&jump, "0").expect("the clock is right");
    let variables = [("LD_PRELOAD", library.as_path()), ("JUMP", jump.as_path())];
    let mut station = Station::of(&mut program(&data, &variables));
    let pictures = eyes(chance.u32(..), rounds(8, 60));
    let mut taken: Vec<String> = Vec::new();
    let mut years = Vec::new();
    for (n, bytes) in pictures.iter().enumerate() {
        // Up to twenty years ahead or back, at any moment of a reading; once with a start in between.
        let seconds = chance.i64(-630_000_000..630_000_000);
        std::fs::write(&jump, seconds.to_string()).expect("the clock jumps");
        if n == pictures.len() / 2 {
            station.kill();
            station = Station::of(&mut program(&data, &variables));
        }
        let (_, answer) = station.upload(bytes).expect("an answer");
        assert_eq!(answer["outcome"], "saved", "OCELLUS_SEED={seed}: {answer}");
        taken.push(answer["photograph"]["id"].as_str().expect("an id").to_owned());
        years.push(answer["photograph"]["saved_at"].as_str().expect("a time")[..4].to_owned());
        if chance.bool() {
            let id = format!("/api/photographs/{}", taken[n]);
            eventually("the reading", || {
                station.json(&id).filter(|photograph| photograph["state"] == "done")
            });
        }
    }
    years.sort();
    years.dedup();
    assert!(years.len() > 2, "OCELLUS_SEED={seed}: the clock did jump: {years:?}");
    for id in &taken {
        let path = format!("/api/photographs/{id}");
        eventually("every reading", || {
            station.json(&path).filter(|photograph| photograph["state"] == "done")
        });
    }
    let listed: Vec<String> = station
        .photographs()
        .expect("the list")
        .iter()
        .map(|photograph| photograph["id"].as_str().expect("an id").to_owned())
        .collect();
    taken.reverse();
    assert_eq!(listed, taken, "OCELLUS_SEED={seed}: the newest photograph is the first of the list");
    station.kill();
    let found = ocellus::record::verify(&data, None).expect("it is looked at");
    assert!(found.sound, "OCELLUS_SEED={seed}: {found:#?}");
}
