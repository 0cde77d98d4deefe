-- A record as version 1 wrote it: two photographs (tests/data/synthetic_eye.jpg, once with a byte '2' behind it), read.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE encounter (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    patient_id         TEXT REFERENCES patient (id),
    started_at         TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL CHECK (utc_offset_minutes BETWEEN -1080 AND 1080)
) STRICT;
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
INSERT INTO "event" VALUES(1,'2026-11-22T08:46:13.411Z','station','photograph.saved','01M816YED38QX1SX6YXNY3RFJG','{"sha256":"15a10f0e29da95ca161e5861ae3f601abfffdb760594019b2d511f997375815c","origin":"upload","job":"01M816YED38QX1SX6YXNY3RFJH"}');
INSERT INTO "event" VALUES(2,'2026-11-22T08:46:15.490Z','station','reading.finished','01M816YED38QX1SX6YXNY3RFJG','{"reading":"01M816YG462BNC1Y55P0K38X97","job":"01M816YED38QX1SX6YXNY3RFJH","try":1}');
INSERT INTO "event" VALUES(3,'2026-11-22T08:46:15.922Z','station','photograph.saved','01M816YGVJ7YZ1S3C8XXB3HDAB','{"sha256":"6154beaf2088ceeb52b0db7e4570190d47f6df1875ba751c313bff2952b84931","origin":"upload","job":"01M816YGVJ7YZ1S3C8XXB3HDAC"}');
INSERT INTO "event" VALUES(4,'2026-11-22T08:46:17.906Z','station','reading.finished','01M816YGVJ7YZ1S3C8XXB3HDAB','{"reading":"01M816YJHD3J99W785GTDH960B","job":"01M816YGVJ7YZ1S3C8XXB3HDAC","try":1}');
CREATE TABLE job (
    id            TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    kind          TEXT NOT NULL CHECK (kind <> ''),
    photograph_id TEXT NOT NULL REFERENCES photograph (id),
    state         TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'done', 'poison')),
    -- Greater goes first: the patient in the chair before a folder of old photographs.
    priority      INTEGER NOT NULL,
    -- Counted when a lease is given, so that a killed reader has used its try.
    attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    not_before    TEXT NOT NULL,
    lease_owner   TEXT,
    lease_until   TEXT,
    last_error    TEXT CHECK (json_valid(last_error)),
    created_at    TEXT NOT NULL,
    ended_at      TEXT,
    CHECK ((state = 'leased') = (lease_until IS NOT NULL AND lease_owner IS NOT NULL)),
    CHECK ((state IN ('done', 'poison')) = (ended_at IS NOT NULL)),
    CHECK (state <> 'poison' OR last_error IS NOT NULL)
) STRICT;
INSERT INTO "job" VALUES('01M816YED38QX1SX6YXNY3RFJH','read','01M816YED38QX1SX6YXNY3RFJG','done',20,1,'2026-11-22T08:46:13.411Z',NULL,NULL,NULL,'2026-11-22T08:46:13.411Z','2026-11-22T08:46:15.490Z');
INSERT INTO "job" VALUES('01M816YGVJ7YZ1S3C8XXB3HDAC','read','01M816YGVJ7YZ1S3C8XXB3HDAB','done',20,1,'2026-11-22T08:46:15.922Z',NULL,NULL,NULL,'2026-11-22T08:46:15.922Z','2026-11-22T08:46:17.906Z');
CREATE TABLE patient (
    id               TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    -- What the clinic calls the person; null while it is not known.
    local_identifier TEXT UNIQUE CHECK (local_identifier <> ''),
    created_at       TEXT NOT NULL
) STRICT;
CREATE TABLE photograph (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    encounter_id       TEXT REFERENCES encounter (id),
    sha256             TEXT NOT NULL CHECK (length(sha256) = 64),
    -- Below the folder of the record, with '/'.
    path               TEXT NOT NULL CHECK (path <> '' AND path NOT LIKE '/%' AND path NOT LIKE '%..%'),
    bytes              INTEGER NOT NULL CHECK (bytes > 0),
    media_type         TEXT NOT NULL,
    width              INTEGER NOT NULL CHECK (width > 0),
    height             INTEGER NOT NULL CHECK (height > 0),
    file_name          TEXT NOT NULL,
    origin             TEXT NOT NULL CHECK (origin <> ''),
    laterality         TEXT NOT NULL DEFAULT 'unknown' CHECK (laterality IN ('OD', 'OS', 'unknown')),
    -- Who said so: 'none', 'reader' or 'person'. A reader never overrules a person.
    laterality_by      TEXT NOT NULL DEFAULT 'none' CHECK (laterality_by IN ('none', 'reader', 'person')),
    verdict            TEXT NOT NULL CHECK (verdict IN ('good', 'usable', 'reject')),
    quality            TEXT NOT NULL CHECK (json_valid(quality)),
    field_of_view      TEXT CHECK (json_valid(field_of_view)),
    saved_at           TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL CHECK (utc_offset_minutes BETWEEN -1080 AND 1080)
) STRICT;
INSERT INTO "photograph" VALUES('01M816YED38QX1SX6YXNY3RFJG',NULL,'15a10f0e29da95ca161e5861ae3f601abfffdb760594019b2d511f997375815c','photographs/15/15a10f0e29da95ca161e5861ae3f601abfffdb760594019b2d511f997375815c.jpg',91951,'image/jpeg',1600,1200,'eye one.jpg','upload','OD','reader','good','{"verdict":"good","score":1.0,"reasons":[],"cause":null,"instruction":""}','{"cx":778.0033,"cy":603.9268,"r":570.76666}','2026-11-22T08:46:13.411Z',0);
INSERT INTO "photograph" VALUES('01M816YGVJ7YZ1S3C8XXB3HDAB',NULL,'6154beaf2088ceeb52b0db7e4570190d47f6df1875ba751c313bff2952b84931','photographs/61/6154beaf2088ceeb52b0db7e4570190d47f6df1875ba751c313bff2952b84931.jpg',91952,'image/jpeg',1600,1200,'eye two.jpg','upload','OD','reader','good','{"verdict":"good","score":1.0,"reasons":[],"cause":null,"instruction":""}','{"cx":778.0033,"cy":603.9268,"r":570.76666}','2026-11-22T08:46:15.922Z',0);
CREATE TABLE reading (
    id            TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    photograph_id TEXT NOT NULL REFERENCES photograph (id),
    version       INTEGER NOT NULL CHECK (version >= 1),
    job_id        TEXT REFERENCES job (id),
    created_at    TEXT NOT NULL,
    software      TEXT NOT NULL,
    protocol      TEXT NOT NULL,
    -- The evidence bundle's manifest; null where no evidence reader ran.
    bundle_sha256 TEXT,
    verdict       TEXT NOT NULL,
    category      TEXT NOT NULL,
    probability   REAL,
    within_days   INTEGER,
    json          TEXT NOT NULL CHECK (json_valid(json)),
    UNIQUE (photograph_id, version)
) STRICT;
INSERT INTO "reading" VALUES('01M816YG462BNC1Y55P0K38X97','01M816YED38QX1SX6YXNY3RFJG',1,'01M816YED38QX1SX6YXNY3RFJH','2026-11-22T08:46:15Z','0.1.0','icdr-ico/1','fa93a5f94b9eb4a5e76f12718b27125ef2f25ac0a7edfcf496663b343d80f904','good','ungradable',NULL,30,'{"schema":"ocellus.reading/1","id":"01M816YG462BNC1Y55P0K38X97","created_at":"2026-11-22T08:46:15Z","file":"eye one.jpg","software":"0.1.0","protocol":"icdr-ico/1","image":{"sha256":"15a10f0e29da95ca161e5861ae3f601abfffdb760594019b2d511f997375815c","width":1600,"height":1200,"field_of_view":{"cx":778.0033,"cy":603.9268,"r":570.76666}},"quality":{"verdict":"good","score":1.0,"reasons":[],"cause":null,"instruction":""},"eye":{"laterality":"OD","probability":0.6309934},"landmarks":{"disc":{"outlined":false,"box":[570,496,669,629],"centre":[619,562],"score":0.5034217},"cup":{"value":null,"reason":"not measured: no photograph with a drawn cup has been available to measure it on"},"fovea":{"centre":[441,325],"score":0.5024928}},"findings_assessed":[],"findings":[{"id":"F1","label":"haemorrhage","source":"evidence","box":[575,384,664,532],"box_px":[920,461,1064,640],"score":0.5122725,"area_dd2":0.5480708,"fovea_distance_dd":2.05081,"sector":"inferonasal","research":true},{"id":"F2","label":"haemorrhage","source":"evidence","box":[530,948,597,974],"box_px":[849,1139,957,1171],"score":0.50419855,"area_dd2":0.14947385,"fovea_distance_dd":4.951744,"sector":"inferonasal","research":true},{"id":"F3","label":"haemorrhage","source":"evidence","box":[575,592,664,651],"box_px":[920,710,1064,783],"score":0.50370544,"area_dd2":0.24912308,"fovea_distance_dd":2.8813,"sector":"inferonasal","research":true},{"id":"F4","label":"haemorrhage","source":"evidence","box":[397,57,486,87],"box_px":[635,68,779,105],"score":0.5036104,"area_dd2":0.19929847,"fovea_distance_dd":1.8987753,"sector":"superotemporal","research":true},{"id":"F5","label":"haemorrhage","source":"evidence","box":[530,562,575,622],"box_px":[849,675,921,747],"score":0.5016844,"area_dd2":0.099649236,"fovea_distance_dd":2.295889,"sector":"inferonasal","research":true},{"id":"F6","label":"haemorrhage","source":"evidence","box":[374,948,419,970],"box_px":[599,1139,671,1165],"score":0.5015941,"area_dd2":0.099649236,"fovea_distance_dd":4.8185663,"sector":"inferotemporal","research":true},{"id":"F7","label":"hard_exudate","source":"evidence","box":[129,28,842,978],"box_px":[207,33,1349,1175],"score":0.54785717,"area_dd2":51.02041,"fovea_distance_dd":1.40972,"sector":"inferonasal","research":true},{"id":"F8","label":"cotton_wool_spot","source":"evidence","box":[575,354,708,532],"box_px":[920,425,1135,640],"score":0.5145484,"area_dd2":0.64772004,"fovea_distance_dd":2.1747677,"sector":"inferonasal","research":true},{"id":"F9","label":"cotton_wool_spot","source":"evidence","box":[441,87,530,117],"box_px":[706,104,850,141],"score":0.5046961,"area_dd2":0.19929847,"fovea_distance_dd":1.733498,"sector":"superonasal","research":true},{"id":"F10","label":"cotton_wool_spot","source":"evidence","box":[642,622,686,681],"box_px":[1027,746,1100,818],"score":0.5040379,"area_dd2":0.099649236,"fovea_distance_dd":3.3158963,"sector":"inferonasal","research":true},{"id":"F11","label":"cotton_wool_spot","source":"evidence","box":[597,206,642,265],"box_px":[956,247,1028,319],"score":0.5031622,"area_dd2":0.099649236,"fovea_distance_dd":1.9057791,"sector":"superonasal","research":true},{"id":"F12","label":"cotton_wool_spot","source":"evidence","box":[530,562,575,622],"box_px":[849,675,921,747],"score":0.50274646,"area_dd2":0.099649236,"fovea_distance_dd":2.295889,"sector":"inferonasal","research":true}],"biometry":{"vessel_density":{"value":0.0,"unit":"ratio","region":"field","reason":null},"cup_disc_ratio_vertical":{"value":null,"reason":"no claim supports measuring the cup"}},"conditions":[{"condition":"age_related_macular_degeneration","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"diabetic_retinopathy","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"glaucoma","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"hypertensive_retinopathy","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"increased_cup_disc_ratio","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"macular_edema","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"myopic_fundus","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"drusen","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"retinal_hemorrhage","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"retinal_scar","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"vascular_occlusion","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"choroidal_nevus","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false}],"chain":[{"step":"quality","text":"The photograph is good.","findings":[],"source":"structure"},{"step":"anatomy","text":"Not assessed.","findings":[],"source":"language"},{"step":"lesions","text":"Not assessed.","findings":[],"source":"language"},{"step":"features","text":"Not assessed.","findings":[],"source":"language"},{"step":"diagnosis","text":"Not graded.","findings":[],"source":"language"},{"step":"management","text":"Take the photograph again. If it stays unreadable, refer within 30 days.","findings":[],"source":"structure"}],"checks":[{"rule":"landmarks_plausible","passed":true,"effect":"none","detail":"Disc and fovea are 2.5 disc diameters apart (1.5–4 is what eyes have)."},{"rule":"quality_permits_absence","passed":true,"effect":"none","detail":"The photograph is good enough to call disease absent."},{"rule":"chain_complete","passed":true,"effect":"none","detail":"The language reader gave all six steps."},{"rule":"boxes_in_field","passed":true,"effect":"none","detail":"Every box of the language reader lies in the field of view."},{"rule":"language_boxes_supported","passed":true,"effect":"none","detail":"0 of 0 lesion boxes of the language reader lie on a finding."}],"referral":{"category":"ungradable","probability":null,"within_days":30,"because":["The photograph cannot be graded; disease not seen here is not excluded."]},"report":{"lang":"en","text":"Take the photograph again. If it stays unreadable, refer within 30 days.\nThe photograph cannot be graded; disease not seen here is not excluded.\nQuality: good.\nRight eye (OD).\nNo lesions were looked for.\nNot looked for: age related macular degeneration, diabetic retinopathy, glaucoma, hypertensive retinopathy, increased cup disc ratio, macular edema, myopic fundus, drusen, retinal hemorrhage, retinal scar, vascular occlusion, choroidal nevus.\nOcellus is not a cleared medical device. A qualified person decides what follows from this report."},"models":{"evidence":{"bundle":"tiny","version":"0.1.0","sha256":"fa93a5f94b9eb4a5e76f12718b27125ef2f25ac0a7edfcf496663b343d80f904","engine":"tract","provider":"cpu","precision":"int8"},"language":{"bundle":"tiny","version":"0.1.0","sha256":"fa93a5f94b9eb4a5e76f12718b27125ef2f25ac0a7edfcf496663b343d80f904","engine":"tract","provider":"cpu","precision":"int8"},"fallbacks":[]},"timings_ms":{"decode":98,"quality":1294,"evidence":222,"language":92,"total":1708}}');
INSERT INTO "reading" VALUES('01M816YJHD3J99W785GTDH960B','01M816YGVJ7YZ1S3C8XXB3HDAB',1,'01M816YGVJ7YZ1S3C8XXB3HDAC','2026-11-22T08:46:17Z','0.1.0','icdr-ico/1','fa93a5f94b9eb4a5e76f12718b27125ef2f25ac0a7edfcf496663b343d80f904','good','ungradable',NULL,30,'{"schema":"ocellus.reading/1","id":"01M816YJHD3J99W785GTDH960B","created_at":"2026-11-22T08:46:17Z","file":"eye two.jpg","software":"0.1.0","protocol":"icdr-ico/1","image":{"sha256":"6154beaf2088ceeb52b0db7e4570190d47f6df1875ba751c313bff2952b84931","width":1600,"height":1200,"field_of_view":{"cx":778.0033,"cy":603.9268,"r":570.76666}},"quality":{"verdict":"good","score":1.0,"reasons":[],"cause":null,"instruction":""},"eye":{"laterality":"OD","probability":0.6309934},"landmarks":{"disc":{"outlined":false,"box":[570,496,669,629],"centre":[619,562],"score":0.5034217},"cup":{"value":null,"reason":"not measured: no photograph with a drawn cup has been available to measure it on"},"fovea":{"centre":[441,325],"score":0.5024928}},"findings_assessed":[],"findings":[{"id":"F1","label":"haemorrhage","source":"evidence","box":[575,384,664,532],"box_px":[920,461,1064,640],"score":0.5122725,"area_dd2":0.5480708,"fovea_distance_dd":2.05081,"sector":"inferonasal","research":true},{"id":"F2","label":"haemorrhage","source":"evidence","box":[530,948,597,974],"box_px":[849,1139,957,1171],"score":0.50419855,"area_dd2":0.14947385,"fovea_distance_dd":4.951744,"sector":"inferonasal","research":true},{"id":"F3","label":"haemorrhage","source":"evidence","box":[575,592,664,651],"box_px":[920,710,1064,783],"score":0.50370544,"area_dd2":0.24912308,"fovea_distance_dd":2.8813,"sector":"inferonasal","research":true},{"id":"F4","label":"haemorrhage","source":"evidence","box":[397,57,486,87],"box_px":[635,68,779,105],"score":0.5036104,"area_dd2":0.19929847,"fovea_distance_dd":1.8987753,"sector":"superotemporal","research":true},{"id":"F5","label":"haemorrhage","source":"evidence","box":[530,562,575,622],"box_px":[849,675,921,747],"score":0.5016844,"area_dd2":0.099649236,"fovea_distance_dd":2.295889,"sector":"inferonasal","research":true},{"id":"F6","label":"haemorrhage","source":"evidence","box":[374,948,419,970],"box_px":[599,1139,671,1165],"score":0.5015941,"area_dd2":0.099649236,"fovea_distance_dd":4.8185663,"sector":"inferotemporal","research":true},{"id":"F7","label":"hard_exudate","source":"evidence","box":[129,28,842,978],"box_px":[207,33,1349,1175],"score":0.54785717,"area_dd2":51.02041,"fovea_distance_dd":1.40972,"sector":"inferonasal","research":true},{"id":"F8","label":"cotton_wool_spot","source":"evidence","box":[575,354,708,532],"box_px":[920,425,1135,640],"score":0.5145484,"area_dd2":0.64772004,"fovea_distance_dd":2.1747677,"sector":"inferonasal","research":true},{"id":"F9","label":"cotton_wool_spot","source":"evidence","box":[441,87,530,117],"box_px":[706,104,850,141],"score":0.5046961,"area_dd2":0.19929847,"fovea_distance_dd":1.733498,"sector":"superonasal","research":true},{"id":"F10","label":"cotton_wool_spot","source":"evidence","box":[642,622,686,681],"box_px":[1027,746,1100,818],"score":0.5040379,"area_dd2":0.099649236,"fovea_distance_dd":3.3158963,"sector":"inferonasal","research":true},{"id":"F11","label":"cotton_wool_spot","source":"evidence","box":[597,206,642,265],"box_px":[956,247,1028,319],"score":0.5031622,"area_dd2":0.099649236,"fovea_distance_dd":1.9057791,"sector":"superonasal","research":true},{"id":"F12","label":"cotton_wool_spot","source":"evidence","box":[530,562,575,622],"box_px":[849,675,921,747],"score":0.50274646,"area_dd2":0.099649236,"fovea_distance_dd":2.295889,"sector":"inferonasal","research":true}],"biometry":{"vessel_density":{"value":0.0,"unit":"ratio","region":"field","reason":null},"cup_disc_ratio_vertical":{"value":null,"reason":"no claim supports measuring the cup"}},"conditions":[{"condition":"age_related_macular_degeneration","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"diabetic_retinopathy","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"glaucoma","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"hypertensive_retinopathy","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"increased_cup_disc_ratio","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"macular_edema","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"myopic_fundus","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"drusen","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"retinal_hemorrhage","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"retinal_scar","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"vascular_occlusion","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false},{"condition":"choroidal_nevus","status":"not_assessed","probability":null,"stage":null,"evidence":[],"research":false}],"chain":[{"step":"quality","text":"The photograph is good.","findings":[],"source":"structure"},{"step":"anatomy","text":"Not assessed.","findings":[],"source":"language"},{"step":"lesions","text":"Not assessed.","findings":[],"source":"language"},{"step":"features","text":"Not assessed.","findings":[],"source":"language"},{"step":"diagnosis","text":"Not graded.","findings":[],"source":"language"},{"step":"management","text":"Take the photograph again. If it stays unreadable, refer within 30 days.","findings":[],"source":"structure"}],"checks":[{"rule":"landmarks_plausible","passed":true,"effect":"none","detail":"Disc and fovea are 2.5 disc diameters apart (1.5–4 is what eyes have)."},{"rule":"quality_permits_absence","passed":true,"effect":"none","detail":"The photograph is good enough to call disease absent."},{"rule":"chain_complete","passed":true,"effect":"none","detail":"The language reader gave all six steps."},{"rule":"boxes_in_field","passed":true,"effect":"none","detail":"Every box of the language reader lies in the field of view."},{"rule":"language_boxes_supported","passed":true,"effect":"none","detail":"0 of 0 lesion boxes of the language reader lie on a finding."}],"referral":{"category":"ungradable","probability":null,"within_days":30,"because":["The photograph cannot be graded; disease not seen here is not excluded."]},"report":{"lang":"en","text":"Take the photograph again. If it stays unreadable, refer within 30 days.\nThe photograph cannot be graded; disease not seen here is not excluded.\nQuality: good.\nRight eye (OD).\nNo lesions were looked for.\nNot looked for: age related macular degeneration, diabetic retinopathy, glaucoma, hypertensive retinopathy, increased cup disc ratio, macular edema, myopic fundus, drusen, retinal hemorrhage, retinal scar, vascular occlusion, choroidal nevus.\nOcellus is not a cleared medical device. A qualified person decides what follows from this report."},"models":{"evidence":{"bundle":"tiny","version":"0.1.0","sha256":"fa93a5f94b9eb4a5e76f12718b27125ef2f25ac0a7edfcf496663b343d80f904","engine":"tract","provider":"cpu","precision":"int8"},"language":{"bundle":"tiny","version":"0.1.0","sha256":"fa93a5f94b9eb4a5e76f12718b27125ef2f25ac0a7edfcf496663b343d80f904","engine":"tract","provider":"cpu","precision":"int8"},"fallbacks":[]},"timings_ms":{"decode":120,"quality":1547,"evidence":192,"language":68,"total":1927}}');
CREATE TABLE watched_file (
    path        TEXT PRIMARY KEY NOT NULL,
    bytes       INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    taken       INTEGER NOT NULL CHECK (taken IN (0, 1)),
    seen_at     TEXT NOT NULL
) STRICT;
CREATE INDEX encounter_of_patient ON encounter (patient_id, started_at);
CREATE UNIQUE INDEX photograph_once ON photograph (sha256, coalesce(encounter_id, ''));
CREATE INDEX photograph_of_encounter ON photograph (encounter_id);
CREATE UNIQUE INDEX job_open_once ON job (photograph_id, kind) WHERE state IN ('queued', 'leased');
CREATE INDEX job_of_photograph ON job (photograph_id, kind, id);
CREATE INDEX job_to_lease ON job (kind, priority DESC, id) WHERE state = 'queued';
CREATE INDEX job_not_done ON job (state) WHERE state <> 'done';
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading
BEGIN
    SELECT raise(ABORT, 'a reading is never changed; write a new version');
END;
CREATE INDEX event_of_subject ON event (subject, seq);
CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'events are append-only');
END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'events are append-only');
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('event',4);
PRAGMA application_id = 1331914092;
PRAGMA user_version = 1;
COMMIT;
