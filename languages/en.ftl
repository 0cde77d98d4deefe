### Ocellus in English: the first of the catalogues. README.md beside it tells how a string is added.

product = Ocellus
not-cleared = Not a cleared medical device. A doctor decides.
skip = Skip to the reading

# station
station-ready = Ready
station-loading = Starting the readers…
station-failed = Readers not available
station-partial = One reader only
station-away = Readers away: photographs are kept and read when they are back
station-away-short = Readers away
station-restarted = The readers stopped answering { $n ->
        [one] { $n } time
       *[other] { $n } times
    } since the start and were started anew. If this goes on, tell the person who looks after the box.
station-unknown = Connecting…
station-unreachable = No connection
station-disk-low = The box's disk is nearly full.
station-disk-low-hint = Photographs are still taken. Tell the person who looks after the box.
station-disk-full = The box's disk is full.
station-disk-full-short = Disk full
station-disk-full-hint = New photographs are refused until there is room. Tell the person who looks after the box.
station-folder = The folder { $name } cannot be watched
station-lost = No connection to the box. Trying again. Nothing that was sent is lost.
station-old = No fresh answer
station-stale = This list may be old:
list-unreadable = { $n ->
        [one] { $n } entry that belongs here
       *[other] { $n } entries that belong here
    } cannot be read from the record.
list-unreadable-hint = What you see is whole, but not all there is. Tell the person who looks after the box; “ocellus record verify” names what is damaged, and a backup brings it back.
station-queue = { $n } waiting

# notes
notes-title = About the files you added
notes-same = { $file }: these are the same bytes as { $known }, saved { $saved }.
notes-shown = That photograph is shown.
notes-show = Show that photograph
notes-left-out = { $n ->
        [one] { $n } file was
       *[other] { $n } files were
    } left out: at most { $most } at once. Add the rest when these are sent.
notes-newer = { $n ->
        [one] { $n } new photograph
       *[other] { $n } new photographs
    }
notes-dismiss = Put this away

# capture
capture-title = Add a photograph
capture-button = Choose a file
capture-camera = Take a picture
capture-drop = or drop it anywhere on this page
capture-drop-now = Let go to add the photograph
capture-formats = JPEG, PNG, TIFF, BMP or WebP. Several at once are fine.
capture-sending = Sending { $percent }
capture-checking = Checking the photograph…

# camera
camera-title = Fundus camera
camera-open = Fundus camera
camera-picture = Live picture of the camera
camera-back = Photographs
camera-take = Take the photograph
camera-taking = Hold still…
camera-saving = Saving…
camera-saved = Saved
camera-saved-before = Saved before: the very same picture
camera-see = See this photograph
camera-keys = Space or Enter, or the camera's own button
camera-eye = Which eye
camera-next-person = Next person
camera-automatic = Take it by itself
camera-automatic-hint = As soon as the eye is centred, sharp and still.
camera-state-off = No camera at this box
camera-state-absent = No camera is plugged in
camera-state-ready = Opening the camera…
camera-state-connecting = Opening the camera…
camera-state-live = Live
camera-state-stalled = The camera gives no picture
camera-state-unplugged = The camera was unplugged
camera-state-failed = The camera cannot be used
camera-returns = The picture comes back here by itself.
camera-refused = No photograph was taken
camera-nothing-yet = The verdict on the photograph appears here.
camera-hint-no_eye = Bring the camera to the eye
camera-hint-blink = Eye closed: ask to open it wide
camera-hint-centre = Bring the eye to the middle
camera-hint-closer = Closer to the eye
camera-hint-farther = Away from the eye
camera-hint-focus = Not sharp: focus
camera-hint-glare = Glare: shift the camera a little
camera-hint-brighter = Too dark: more light
camera-hint-darker = Too bright: less light
camera-hint-hold = Hold still…
camera-hint-ready = Good: take it
camera-move-left = Move left
camera-move-right = Move right
camera-move-up = Move up
camera-move-down = Move down
camera-retakes-none = First photograph of this eye
camera-retakes-more = Retake { $n }
camera-retakes-of = Retake { $n } of { $most }
camera-tries-none = { $eye }: no photograph yet
camera-tries = { $eye }: { $photographs ->
        [one] { $photographs } photograph
       *[other] { $photographs } photographs
    }, the last one: { $verdict }
camera-enough = Do not go on retaking
camera-dilate = Widen the pupil if that is allowed and take it again. Otherwise refer this eye as ungradable.

# list
list-title = Photographs
list-empty = No photographs yet
list-empty-hint = Add a photograph of the back of the eye. You will see at once whether it is good enough.
list-older = Show older photographs
list-older-failed = They did not come.

# state
state-queued = Waiting
state-running = Reading…
state-failed = Not read
state-rejected = Not added

# failure
failure-title = This photograph could not be read
failure-refused = This photograph could not be added
failure-remedy = What to do:
failure-again = Try again
failure-dismiss = Remove from the list
failure-missing = This photograph is not on this box
failure-unreachable = The box does not answer.
failure-unreachable-remedy = Check that it is switched on and that this tablet is on its network, then try again.
failure-unexpected = The box gave an answer that this page does not understand ({ $status }).
failure-unexpected-remedy = Reload this page. If it comes back, restart the box.
failure-page = This page had a problem
failure-page-remedy = Reload this page. Nothing that was sent is lost.
failure-reload = Reload

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = A file or a folder cannot be read.
fault-unreadable-do = Check that the folder or the memory stick is connected; if it stays so, tell the person who looks after the box.
fault-empty = This file is empty.
fault-empty-do = Copy it from the camera again; the copy did not finish.
fault-unknown_format = This file is not a photograph that the box can read.
fault-unknown_format-do = Give the photograph as JPEG, PNG, TIFF, BMP or WebP.
fault-damaged = The file of this photograph is damaged.
fault-damaged-do = Copy it from the camera again, or take the photograph again.
fault-too_large = What was sent is too large.
fault-too_large-do = Send fewer photographs at once, each at the size the camera took it, or a shorter text.
fault-bundle_missing = The readers' model is not on this box.
fault-bundle_missing-do = Tell the person who looks after the box; meanwhile photographs are kept.
fault-bundle_invalid = The readers' model cannot be used.
fault-bundle_invalid-do = Tell the person who looks after the box; meanwhile photographs are kept.
fault-engine_unavailable = The readers cannot run on this box.
fault-engine_unavailable-do = Tell the person who looks after the box; meanwhile photographs are kept.
fault-engine_failed = The readers could not finish.
fault-engine_failed-do = Try again; if it comes back, tell the person who looks after the box.
fault-protocol_invalid = The rules for referral (the protocol) cannot be used.
fault-protocol_invalid-do = Tell the person who looks after the box; meanwhile photographs are kept.
fault-record_failed = The record on the box could not be read or written.
fault-record_failed-do = Try again; if it comes back, tell the person who looks after the box.
fault-disk_full = The box's disk is full.
fault-disk_full-do = Tell the person who looks after the box, and try again when there is room.
fault-output_failed = A file on the box could not be read or written.
fault-output_failed-do = Try again; if it comes back, tell the person who looks after the box.
fault-camera_missing = No camera is found.
fault-camera_missing-do = Plug the camera in and switch it on; if that does not help, tell the person who looks after the box.
fault-camera_denied = The box has no right to use the camera.
fault-camera_denied-do = Tell the person who looks after the box.
fault-camera_busy = Another program is using the camera.
fault-camera_busy-do = Close the other program, or tell the person who looks after the box.
fault-camera_unplugged = The camera was unplugged.
fault-camera_unplugged-do = Plug it in again.
fault-camera_silent = The camera gives no picture, or none that is whole.
fault-camera_silent-do = Check that the camera is switched on and its cable is firm, then plug it in again.
fault-camera_unsupported = The camera cannot do what was asked of it.
fault-camera_unsupported-do = Tell the person who looks after the box.
fault-camera_failed = The camera cannot be used.
fault-camera_failed-do = Plug the camera in again; if that does not help, restart the box.
fault-not_found = What you are looking for is not on this box.
fault-not_found-do = Go back to the list and look for it there.
fault-bad_request = The box cannot accept what was sent.
fault-bad_request-do = Check what you entered and try again; if it comes back, reload this page.
fault-possible_duplicate = Somebody who may be the same person is on this box already; nothing was added.
fault-possible_duplicate-do = Look at the people who are shown, and add another only if it is none of them.
fault-no_consent = The person has not agreed.
fault-no_consent-do = Ask for consent, enter the answer, then try again.
fault-busy = The box is busy.
fault-busy-do = Wait a moment, then try again.
fault-signed_out = Nobody is signed in, or name and password do not belong together.
fault-signed_out-do = Sign in again; if the password is lost, an administrator sets a new one.
fault-locked = The page is locked, or the PIN is wrong.
fault-locked-do = Enter your PIN, or your password if the PIN is no longer taken.
fault-not_allowed = You may not do this, or the set-up code is wrong.
fault-not_allowed-do = Reload this page; if that does not help, ask an administrator or read the set-up code again.
fault-too_many_tries = There were too many wrong tries.
fault-too_many_tries-do = Wait a little, then try again.
fault-unsuitable = This name, password or PIN cannot be used: it is too short, too long, too easy to guess or wrongly written.
fault-unsuitable-do = Choose another.
fault-conflict = This does not fit what is on the box now.
fault-conflict-do = Look at what is on the box now, then try again.
fault-internal = Something went wrong inside the box.
fault-internal-do = Try again; if it comes back, tell the person who looks after the box.

# quality
quality-title = Photograph
quality-verdict-good = Good photograph
quality-verdict-usable = Usable photograph
quality-verdict-reject = Take it again
quality-short-good = Good
quality-short-usable = Usable
quality-short-reject = Retake
quality-next-good = Nothing to do. Go on to the next eye.
quality-next-usable = It can be read. A better one would be read more surely.
quality-next-reject = This photograph is not good enough to rule out disease.
quality-cause-technique = A new photograph will probably help.
quality-cause-physiology = The eye itself is in the way. A new photograph may not help.
quality-reason-not_fundus = not the back of an eye
quality-reason-defocus = out of focus
quality-reason-underexposed = too dark
quality-reason-overexposed = too bright
quality-reason-uneven_illumination = unevenly lit
quality-reason-decentred = not centred
quality-reason-field_cut_off = part of the field is cut off
quality-reason-artefact = reflection, dust or eyelashes
quality-reason-low_contrast = hazy
quality-reason-too_small = too small

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = today
interval-within-days = within { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
interval-within-months = within { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
interval-in-days = in { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
interval-in-months = in { $n ->
        [one] { $n } month
       *[other] { $n } months
    }

# referral
referral-abstention = How sure that is: below { $low } lie at most { $misses } of referable eyes (measured on { $positives } photographs), from { $high } on at most { $alarms } of the others (on { $negatives }).
referral-headline-urgent = Refer urgently
referral-headline-refer = Refer to an eye doctor
referral-headline-review = A doctor must check this
referral-headline-rescreen = No referral needed
referral-headline-ungradable = Cannot be graded
referral-short-urgent = Urgent
referral-short-refer = Refer
referral-short-review = Doctor checks
referral-short-rescreen = No referral
referral-short-ungradable = Ungradable
referral-explain-review = The result is not certain enough to act on alone. Show the photograph to a doctor.
referral-explain-rescreen = Nothing that needs an eye doctor was found in what was looked for.
referral-explain-ungradable = Take the photograph again. If it still cannot be graded, refer.
referral-when-urgent = See an eye doctor { $interval }
referral-when-refer = See an eye doctor { $interval }
referral-when-review = Have it checked { $interval }
referral-when-rescreen = Screen again { $interval }
referral-when-ungradable = If retakes do not help, see an eye doctor { $interval }
referral-latest = no later than { $date }
referral-around = around { $date }
referral-because = Because
referral-probability = Probability that this eye needs referral: { $percent }
referral-likely-very_unlikely = Very unlikely
referral-likely-unlikely = Unlikely
referral-likely-open = Cannot be told
referral-likely-likely = Likely
referral-likely-very_likely = Very likely
referral-reading = Reading the photograph…
referral-reading-hint = The result appears here by itself. You can go on with the next photograph.
referral-waiting = Waiting for its turn
referral-waiting-hint = { $n ->
        [one] { $n } photograph
       *[other] { $n } photographs
    } before this one.
referral-waiting-next = It is next.
referral-loading-hint = The readers are still starting. This photograph is safe and is read as soon as they are ready.
referral-failed-hint = The readers are not available on this box, so there is no result. The photograph is kept.

# eye
eye-OD = Right eye
eye-OS = Left eye
eye-unknown = Right or left not known
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ?
eye-probability = { $percent } sure
eye-by-person = filed by a person
eye-other-side = A person filed this photograph under: { $filed }. The reader took it for: { $reader }. Its places (towards the nose, towards the temple) follow the reader's side.
eye-filed = { $eye }, filed by a person; the reader: { $reader }

# viewer
viewer-title = Photograph with findings
viewer-describe = { $eye }. { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    } marked. Arrow keys move, plus and minus zoom, 0 fits the picture.
viewer-zoom-in = Zoom in
viewer-zoom-out = Zoom out
viewer-fit = Fit
viewer-fit-hint = Show the whole photograph
viewer-marks = Marks
viewer-marks-hint = Show or hide all marks (H)
viewer-opacity = Strength of the marks
viewer-disc = Optic disc
viewer-disc-about = Optic disc: about here
viewer-fovea = Fovea
viewer-alt = Photograph { $file }
viewer-unavailable = The photograph cannot be shown.
viewer-unavailable-hint = Reload this page. If it stays so, check the box's disk.
viewer-zoomed = { $factor } ×
viewer-lens = How the photograph is shown
viewer-lens-colour = Colour
viewer-lens-red_free = Red-free
viewer-lens-contrast = Contrast

# findings
findings-title = Findings
findings-none = No findings
findings-none-of = Looked for: { $labels }. None was seen.
findings-not-ruled-out = Looked for: { $labels }. None was seen, but not ruled out: the photograph is not good enough for that.
findings-not-looked = Not looked for: { $labels }.
findings-nothing-looked = Nothing was looked for in this photograph.
findings-toggle = Show { $label } in the picture
findings-list = All marks: { $label }
findings-rest = Show { $n } more
findings-fovea = { $value } disc widths from the fovea
findings-score = { $percent } sure
findings-research = research only
findings-language = from the text reader
findings-sentence = To its sentence: { $step }

# label
label-microaneurysm = Microaneurysm
label-haemorrhage = Haemorrhage
label-hard_exudate = Hard exudate
label-cotton_wool_spot = Cotton-wool spot
label-neovascularisation = New vessels
label-drusen = Drusen
label-retinal_scar = Retinal scar

# labels
labels-microaneurysm = Microaneurysms
labels-haemorrhage = Haemorrhages
labels-hard_exudate = Hard exudates
labels-cotton_wool_spot = Cotton-wool spots
labels-neovascularisation = New vessels
labels-drusen = Drusen
labels-retinal_scar = Retinal scars

# gloss
gloss-microaneurysm = tiny bulge of a small vessel
gloss-haemorrhage = spot of blood
gloss-hard_exudate = yellow deposit left by leaking vessels
gloss-cotton_wool_spot = pale patch where blood supply failed
gloss-neovascularisation = new, fragile vessels
gloss-drusen = yellow deposit under the retina
gloss-retinal_scar = healed damage

# sector
sector-macular = centre of sight (macula)
sector-superotemporal = above, towards the temple
sector-superonasal = above, towards the nose
sector-inferotemporal = below, towards the temple
sector-inferonasal = below, towards the nose
sector-unknown = place not known

# chain
chain-title = How the result was reached
chain-hint = Underlined words are places in the photograph. Touch one to see it.
chain-two-readers = Steps marked “text reader” are the second reader's own words. The result above rests on the measurements; where the two disagree on referral, a doctor checks.
chain-unverified = Steps marked “language model, not verified” are the words of a language model. Nothing was measured; its words and the places it names are no findings, and nothing follows from them.
chain-place = { $text }: show { $n ->
        [one] { $n } place
       *[other] { $n } places
    } in the picture
chain-step-quality = Quality
chain-step-anatomy = Anatomy
chain-step-lesions = Lesions
chain-step-features = Features
chain-step-diagnosis = Diagnosis
chain-step-management = Management
chain-source-evidence = measured
chain-source-language = text reader
chain-source-person = a doctor
chain-source-structure = from measured values
chain-source-unverified = language model, not verified
chain-empty = No steps were written for this photograph.

# readers: the two of them, and where they agree
readers-title = Two readers
readers-evidence = It measures, and the result rests on it.
readers-language = { $n ->
        [0] It looked without knowing what was measured. None of its own words stand above.
       *[other] It looked without knowing what was measured. In its own words: { $steps }.
    }
readers-agree = they agree
readers-differ = they differ

# beside: a second photograph
beside-title = Another photograph beside this one
beside-other = Beside another
beside-off = One only
beside-show = Show { $file } beside this one
beside-other-eye = The other eye
beside-last = Last visit, { $date }

# ask
ask-title = Ask about this photograph
ask-hint = Answers come from the measurements. What they cannot tell is declined.
ask-hint-unverified = Nothing is measured here. What the language model answers is its own and not verified; what is to be done comes from the protocol.
ask-label = Your question
ask-send = Ask
ask-waiting = Waiting for the reader…
ask-show = Show in the picture
ask-understood = Understood as: { $question }
ask-may-ask = You can ask: { $questions }

# asked: what a Reading answers, also as a suggestion. In these words the language reader is asked the same, and it
# was trained on them: they change with it.
asked-describe = Describe this photograph.
asked-referable = Does this eye need referral?
asked-why_referral = Why this referral?
asked-grade = What is the ICDR grade?
asked-why_grade = Why this grade?
asked-oedema_risk = What is the macular oedema risk?
asked-why_oedema = Why this oedema risk?
asked-disc = Where is the optic disc?
asked-fovea = Where is the fovea?
asked-side = Which eye is this?
asked-gradable = Can this photograph be graded?
asked-manage = What should be done?
asked-next = When is the next visit?
asked-plan = Give assessment and plan.
asked-urgent = What should be done about these symptoms?
asked-disc_to_fovea = How far is the fovea from the optic disc?
asked-cup = What is the vertical cup-to-disc ratio?
asked-vessels = What is the vessel density?
asked-lesions = Which lesions are there?
asked-healthy = What was found, and what was not looked for?
asked-unassessed = What was not looked for?
asked-sure = How sure is the result?
asked-checks = Do the readers agree?
asked-present = Are there { $labels }?
asked-where = Show the { $labels }.
asked-count = How many { $labels } are there?
asked-largest = Where are the largest { $labels }?
asked-area = How large are the { $labels } together?
asked-distance = How far are the { $labels } from the fovea?
asked-compare = Are there more { $labels } than { $others }?
asked-condition = Is there { $condition }?
asked-finding = What is F{ $n }?
asked-inside = What is in { $box }?
asked-help = What can be asked?

# answer: answers composed from a Reading
answer-yes = Yes
answer-no = No
answer-count = { $labels }: { $n } ({ $ids }).
answer-count-none = { $labels }: none found.
answer-more = { $ids } and { $n } more
answer-disc = The optic disc is at { $box }.
answer-fovea = The fovea is at { $box }.
answer-disc-to-fovea = Disc and fovea are { $distance } disc diameters apart.
answer-cup = The vertical cup-to-disc ratio is { $value }.
answer-vessels = The vessel density over the field is { $value }.
answer-unmeasured = Not measured: { $reason }.
answer-research = That is research only: it is not proven on real photographs and moves no referral.
answer-urgent = Refer urgently, whatever the photograph shows.
answer-help = You can ask, for example: { $questions }
answer-eye-OD = This is a right eye (OD, { $share } sure).
answer-eye-OS = This is a left eye (OS, { $share } sure).
answer-good = The photograph is good and can be graded.
answer-usable = The photograph is usable and can be graded.
answer-seen = Seen: { $reasons }.
answer-referable = By measurement and protocol this eye is referable.
answer-not-referable = By measurement and protocol this eye is not referable.
answer-left-to-doctor = Whether this eye is referable is left to a doctor.
answer-neither = The photograph cannot be graded, so it is neither.
answer-after = After that the eye clinic sets the next visit.
answer-probability-dr = The probability of any diabetic retinopathy is { $share }.
answer-probability = The probability that this eye is referable is { $share }.
answer-bands = Below { $low } lie at most { $misses } of referable eyes (measured on { $positives }), from { $high } on at most { $alarms } of the others (on { $negatives }).
answer-risk-seen = Macular oedema risk 0 is graded, though hard exudates were found close to the fovea.
answer-uncertain = That is uncertain.
answer-near = Of { $n } hard exudates found, { $close } lie within one disc diameter of the fovea ({ $ids }).
answer-near-none = Of { $n } hard exudates found, none lies within one disc diameter of the fovea.
answer-as-lesion = As a lesion of retinopathy it was looked for.
answer-condition-present = { $condition }: found (probability { $share }).
answer-condition-absent = { $condition }: looked for and not found (probability { $share }).
answer-condition-uncertain = { $condition }: uncertain (probability { $share }).
answer-not-swelling = One photograph shows the risk, not the swelling itself.
answer-largest = The largest is { $id }.
answer-place = { $id }: { $distance } disc diameters from the fovea; { $sector }; at { $box }.
answer-place-only = { $id }: { $sector }; at { $box }.
answer-area = Together they cover { $area } square disc diameters.
answer-nearest = The nearest, { $id }, is { $distance } disc diameters from the fovea.
answer-no-findings = There are no findings.
answer-findings = There are F1 to F{ $n }.
answer-finding = { $id }: { $label }, score { $share }.
answer-finding-area = Its area is { $area } square disc diameters.
answer-nothing-there = Nothing of what was looked for lies there.
answer-unassessed = Not looked for, which is not the same as absent: { $list }.
answer-unproven = Lesions without a measured claim: { $list }.
answer-checks = { $n } of { $all } checks passed.
answer-history = History as it was given, not judged: “{ $history }”.
answer-unverified = Not assessed: nothing here measures or verifies this. What follows are the language model's own words.
answer-said-nothing = It said nothing.
answer-broke-off = It broke off: its time or its room was used up.
answer-reader-failed = The language reader could not be asked ({ $why }); the measured answer stands.
answer-reader-same = Asked “{ $question }”, the language reader says the same: “{ $words }”
answer-reader-other = Asked “{ $question }”, the language reader said otherwise; the measured answer stands.
answer-decline-not_assessed = That is not assessed here: it was not looked for, so it may or may not be there.
answer-decline-not_measured = That could not be measured in this photograph.
answer-decline-not_in_photograph = A photograph of the retina can't tell that.
answer-decline-for_a_doctor = A doctor decides that: drugs, operations and outcomes do not follow from a photograph.
answer-decline-other_eye = This photograph shows one eye only; ask about a photograph of the other one.
answer-decline-other_visit = Only this photograph is known here; nothing is compared with another visit.
answer-decline-who = A photograph doesn't say who the patient is.
answer-decline-off_topic = Only questions about this photograph are answered here.
answer-decline-not_understood = The question was not understood as one that this Reading can answer.
answer-decline-no_such_finding = There is no such finding in this photograph.
answer-decline-no_option = None of the given options, or more than one, is what was measured.

# conditions
conditions-title = Diseases
conditions-status-present = Present
conditions-status-absent = Not found
conditions-status-uncertain = Uncertain
conditions-status-not_assessed = Not looked for
conditions-not-assessed = Not looked for ({ $n })
conditions-not-assessed-hint = This box's model cannot judge these. They may or may not be there.
conditions-name-age_related_macular_degeneration = Age-related macular degeneration
conditions-name-diabetic_retinopathy = Diabetic retinopathy
conditions-name-glaucoma = Glaucoma
conditions-name-hypertensive_retinopathy = Hypertensive retinopathy
conditions-name-increased_cup_disc_ratio = Increased cup-to-disc ratio
conditions-name-macular_edema = Macular oedema
conditions-name-myopic_fundus = Myopic fundus
conditions-name-drusen = Drusen
conditions-name-retinal_hemorrhage = Retinal haemorrhage
conditions-name-retinal_scar = Retinal scar
conditions-name-vascular_occlusion = Vascular occlusion
conditions-name-choroidal_nevus = Choroidal naevus
conditions-column-condition = Disease
conditions-column-status = Result
conditions-column-probability = Probability
conditions-stage-icdr-0 = 0, none
conditions-stage-icdr-1 = 1, mild
conditions-stage-icdr-2 = 2, moderate
conditions-stage-icdr-3 = 3, severe
conditions-stage-icdr-4 = 4, proliferative
conditions-stage-dme_risk-0 = 0, no exudate
conditions-stage-dme_risk-1 = 1, away from the centre
conditions-stage-dme_risk-2 = 2, near the centre
conditions-research = Research only: does not change the referral
conditions-abstention = Called absent below { $low }, which misses at most { $misses } of those who have it (measured on { $positives } photographs); present from { $high }, which alarms at most { $alarms } of those who do not (on { $negatives }); uncertain between.
conditions-abstention-off = This photograph is unlike those, so the two rates may not hold for it.
conditions-stage-of-icdr = ICDR grade { $stage }
conditions-stage-of-dme_risk = Oedema risk { $stage }
conditions-rests = rests on { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    }

# checks
checks-title = Safety checks
checks-passed = Passed
checks-failed = Not passed
checks-all-passed = All { $n } passed
checks-some-failed = { $failed } of { $n } not passed
checks-none = No checks were made.
checks-effect-none = for your information: the result stays as it is
checks-effect-uncertain = makes the result uncertain
checks-effect-review = sends the photograph to a doctor
checks-rule-stage_has_lesions = The stage is borne out by lesions
checks-rule-lesions_have_stage = The lesions are reflected in the stage
checks-rule-boxes_in_field = Every mark lies inside the photograph's field
checks-rule-landmarks_plausible = Disc and fovea stand where eyes have them
checks-rule-oedema_matches_exudates = Oedema risk fits the exudates near the fovea
checks-rule-readers_agree_referable = Both readers agree on referral
checks-rule-language_boxes_supported = The text reader's places were also measured
checks-rule-chain_complete = The text reader gave every step
checks-rule-quality_permits_absence = The photograph is good enough to rule disease out
checks-rule-familiar_camera = The photograph is like those the model was measured on

# measures
measures-title = Measurements
measures-vessel_density = Vessel density
measures-cup_disc_ratio_vertical = Cup-to-disc ratio, vertical
measures-cup = Cup
measures-disc = Optic disc
measures-fovea = Fovea
measures-laterality = Eye
measures-quality = Quality score
measures-novelty = Unlike what the model was measured on
measures-of-limit = { $value } (up to { $limit } is familiar)
measures-found = found, { $percent } sure
measures-missing = not found
measures-not-measured = not measured
measures-research = research only
measures-over = over the { $region }

# report
report-title = Report
report-copy = Copy
report-copied = Copied
report-print = Print

# provenance
provenance-title = How it was read
provenance-evidence = Measuring reader
provenance-language = Text reader
provenance-not-run = did not run
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = processor
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $engine } on { $provider }, { $precision }
provenance-timings = Time taken
provenance-seconds = { $seconds } s
provenance-steps-decode = open
provenance-steps-quality = quality
provenance-steps-evidence = measuring
provenance-steps-language = text
provenance-steps-total = total
provenance-file = File
provenance-taken = Read at
provenance-size = { $width } × { $height } pixels
provenance-protocol = Protocol
provenance-software = Software
provenance-id = Reading
provenance-sha256 = Photograph's checksum
doubts = Read with care
research = Research is switched on. What is marked as research was learned from drawn eyes or too few photographs, is not proven on real ones, and does not change the referral.

# fallback
fallback-title = Read with less than usual
fallback-station = This box runs with less than usual

# print
print-title = Screening report
print-signature = Checked by
print-date = Date
print-not-assessed = Not looked for: { $labels }. This does not mean that they are absent.

# gate
gate-sign-in = Sign in
gate-signing-in = Signing in…
gate-name = Your name
gate-password = Password
gate-lost-password = Password lost? An administrator sets a new one. If the administrator's is lost, somebody must come to the box itself.
gate-language = Language
gate-not-reviewed = No native speaker has read this translation yet.
gate-locked = Locked
gate-pin-of = { $name }, enter your PIN to go on. Nothing is lost.
gate-pin-typed = { $n ->
        [one] { $n } digit entered
       *[other] { $n } digits entered
    }
gate-erase = Take back the last digit
gate-open = Open
gate-other-person = Somebody else signs in

# wizard
wizard-title = Set up this box
wizard-step = { $n } of { $of }
wizard-clinic-title = The clinic
wizard-clinic = Name of the clinic
wizard-clinic-hint = It stands on every report.
wizard-code = Set-up code
wizard-code-hint = The box printed it when it was started.
wizard-zone = Time zone
wizard-administrator-title = Who looks after this box
wizard-administrator-hint = This person adds the others. There is no password that came with the box.
wizard-password-hint = At least { $n } characters. Three words that do not belong together are good.
wizard-again = The password again
wizard-again-wrong = The two are not the same.
wizard-pin = PIN
wizard-pin-hint = { $n } to 8 digits. It opens the page again when it has locked itself.
wizard-checks-title = Is everything well?
wizard-no-camera = Plug the camera in and look again. Photographs can also be added as files.
wizard-model-tested = Loaded, and gave the right answers in its self-test
wizard-disk-well = There is room
wizard-look-again = Look again
wizard-back = Back
wizard-next = Next
wizard-finish = Finish
system-models-loading = The readers are starting…
system-models-ready = Ready
system-models-failed = Not available
system-models-away = The reader does not run
system-camera = Camera
system-model = Model
system-disk = Disk

# person
person-nameless = Name not known
person-age = { $n ->
        [one] { $years } year
       *[other] { $years } years
    }
person-sex-female = woman
person-sex-male = man
person-sex-other = other

# work: the list of the day
work-title = Worklist
work-search = Name, number or scanned code
work-new = New patient
work-list-today = Today
work-list-recalls = To come back
work-list-not_arrived = Referred, not arrived
work-list-all = Everybody
work-photographs = Photographs
work-due = due { $date }
work-loading = Fetching the list…
work-none-found = Nobody is called “{ $name }”.
work-empty-today = Nobody has been screened today. Begin with a new patient.
work-empty-recalls = Nobody has to come back now.
work-empty-not_arrived = Everybody who was referred has arrived.
work-empty-all = There is no patient on this box yet.
work-found = { $n ->
        [one] { $n } person
       *[other] { $n } people
    } found for “{ $name }”

# shell: what stands around every page
shell-places = Pages
shell-practice = Practice: drawn eyes and invented people. Nothing here goes into the clinic's record.
practice-begin = Practise on drawn eyes
practice-leave = Leave practice
paper-practice = PRACTICE: a drawn eye, no person
shell-unsent = Some of what you entered is not on the box yet. It stays hidden in this tablet until you sign in here again.
shell-sign-out-anyway = Sign out all the same
take-none-title = No photograph of this eye?
take-none-absent = There is no such eye (lost, prosthesis)
take-none-could_not = It cannot be photographed
take-none-refused = The person refuses
take-none-not = A photograph will be taken
not-assessed-absent = No such eye
not-assessed-could_not = Could not be photographed
not-assessed-refused = Photograph refused
decision-eye_absent = is absent: there is nothing to assess.
decision-absent_eye_photographed = was said to be absent, and there is a photograph of it. Say which eye that is.
explain-absent = { $eye }: is absent, so nothing was looked at there.
changes-title = Changed results
changes-hint = Read again by a newer model, or after one was withdrawn, these came out otherwise. Each stays here until a doctor has looked.
changes-none = Nothing has changed that nobody has looked at.
changes-before = Before: { $what }
changes-after = Now: { $what }
changes-referral = Referral
changes-seen = I have looked
trust-title = Trust this station
trust-why = Once on each tablet. Afterwards the tablet warns no more, and knows this station from any other.
trust-compare = Compare. The station's label, or its console, shows this fingerprint:
trust-differs = If it differs by one letter, stop: this is not your station.
trust-download = Download the certificate
trust-install = Install it.
trust-android = Settings, Security, More security settings, Encryption and credentials, Install a certificate, CA certificate; then choose ocellus.crt from Downloads.
trust-apple = Settings, General, VPN and Device Management, the downloaded profile, Install. Then Settings, General, About, Certificate Trust Settings, and switch Ocellus on.
trust-windows = Open the file, Install certificate, Current user, Trusted root certification authorities.
trust-firefox = Settings, Certificates, Authorities, Import, for web sites.
trust-open = Open the station, and put it on the tablet's home screen.
trust-limits = The certificate can vouch for this clinic's own network alone, for nothing on the internet.
trust-nothing = This station is reached from its own machine alone; there is nothing to trust.
shell-open = Nobody has an account here yet: everyone at this computer sees everything.
shell-set-up = Set up this box
shell-lock = Lock
shell-lock-of = Lock the page of { $name }
shell-sign-out = Sign out
more-title = More
role-technician = technician
role-doctor = doctor
role-administrator = administrator
system-title = System
charts-title = Charts
negatives-title = Negatives to check
operators-title = People who work here
audit-title = Who did what

# patient
patient-identifier = Number
patient-identifier-hint = Scan the card or type the clinic's number.
patient-name = Name
patient-year = Year of birth, or age
patient-year-hint = 1961 or 65
patient-year-wrong = Neither a year of birth nor an age.
patient-sex = Sex
patient-alike = Is it one of these?
patient-another = No, another person
patient-begin = Begin the visit
patient-go-on = Go on with the visit
patient-missing = This person is not on this box
patient-visits = Visits
patient-no-visits = No visit yet.
patient-ended = ended
patient-under-way = under way
recall-open = open
recall-arrived = Arrived
recall-missed = Did not come
recall-cancelled = No longer needed

# visit
visit-steps = Steps of the visit
visit-step-questions = Questions
visit-step-right = Right eye
visit-step-left = Left eye
visit-step-result = Result
visit-step-explain = Explain
visit-step-finish = Finish
visit-done = done
visit-missing = This visit is not on this box
visit-to-patient = To the person's page
visit-next = Next: { $step }
visit-kept = Saved on the box
visit-sending = Saving…
visit-unsent = Kept on this tablet, not on the box yet.
visit-conflict = Another tablet changed the same answers.
visit-conflict-mine = Entered here
visit-conflict-theirs = On the box
visit-keep-mine = Keep what was entered here
visit-keep-theirs = Keep what is on the box
mismatch-title = This looks like: { $eye }. It was taken as: { $said }.
mismatch-ask = Which eye is it?

# questions
questions-consent-title = Consent
questions-consent = Photographs of the back of the eye are taken, read by this box and kept in the clinic. It costs nothing to say no.
questions-agrees = Agrees
questions-refuses = Does not agree
questions-refused = Then no photograph is taken. The person can come back at any time.
questions-ask-consent = Ask for consent first.
questions-symptoms = What does the person tell?
questions-urgent = Urgent: an eye doctor today.
questions-urgent-hint = Whatever the photographs show. Do not let the photographs delay it.
questions-acuity = Sight, with the glasses the person has
questions-not-measured = Not measured
questions-acuity-fingers = Counts fingers
questions-acuity-hand = Sees hand movements
questions-acuity-light = Sees light
questions-acuity-none = Sees no light
questions-diabetes = Diabetes
questions-years = For how many years
questions-treated = Treated before
questions-earlier_laser = Laser
questions-earlier_surgery = Operation
symptom-sudden_loss_of_sight = Sudden loss of sight
symptom-flashes = Flashes of light
symptom-curtain = A curtain before the eye
symptom-floaters = Floating spots
symptom-gradual_loss_of_sight = Sight grows worse slowly
symptom-distorted_sight = Straight lines look bent
symptom-eye_pain = Pain in the eye
diabetes-none = No
diabetes-type_1 = Type 1
diabetes-type_2 = Type 2
diabetes-other = Another kind
diabetes-unknown = Not known

# take: one eye at the camera
take-another = Take another
take-file = Add a file for this eye
take-sending = Sending…
take-no-camera = Add a file for this eye, or plug the camera in.
take-taken = Photographs taken: { $eye }
take-skip = Go on without a photograph: { $eye }

# decision for the person
decision-incomplete = A photograph is still being read: this can still change.
decision-symptom = The person tells: { $symptom }. That counts whatever the photographs show.
decision-poor_acuity = sees poorly.
decision-earlier_laser = was treated with laser before; the reader was not measured on such eyes.
decision-earlier_surgery = was operated on before; the reader was not measured on such eyes.
decision-asymmetry = The two eyes are far apart.
decision-laterality_disagrees = the picture looks like the other eye. Say again which it is.
decision-laterality_unknown = It is not known which eye a photograph is of.
not-assessed-no_photograph = No photograph
not-assessed-not_read_yet = Not read yet
not-assessed-reading_failed = Could not be read
not-assessed-ungradable = Cannot be graded
not-assessed-no_claim = Not assessed

# explain: to the person, in plain words
explain-title = Say to the person
explain-what = We took photographs of the back of your eyes. This box looked for damage that diabetes can do there. It is not a doctor.
explain-category-urgent = You need an eye doctor very soon.
explain-category-told = What you told us, or how you see, needs an eye doctor, whatever the photographs show.
explain-category-refer = The photographs show changes that an eye doctor should see.
explain-category-review = A doctor will look at your photographs before we tell you the result.
explain-category-rescreen = Nothing that needs an eye doctor was found.
explain-category-ungradable = Your photographs are not clear enough to tell. An eye doctor should look into your eyes.
explain-seen = What was seen:
explain-when-urgent = { $n ->
        [0] Go today.
        [1] Go today.
       *[other] Go within { $n } days, better tomorrow.
    }
explain-when-refer = Go to the eye doctor within { $n } days. You may feel nothing and still need it.
explain-when-rescreen = Come back in { $n } days for the next photographs, even if you see well.
explain-when-ungradable = Go to the eye doctor within { $n } days.
explain-not-assessed = { $eye }: could not be assessed. We cannot say that it is healthy.
explain-limits = The photographs do not show every disease of the eye.
explain-urgent = If you suddenly see less, see flashes or a curtain: go to an eye doctor the same day.
explain-diabetes = Good sugar and blood pressure protect your eyes. Take your medicine as you were told.

# finish
finish-language = Language of the report
finish-report = Open the report to print it
finish-recall = To come back or be seen by { $date }
finish-end = End the visit
finish-next-person = Next person
finish-waiting = Something is not saved on the box yet.
finish-end-anyway = End it anyway; the result follows on the worklist
decision-none = Nothing was asked and nothing photographed yet.
work-list-review = A doctor looks
work-empty-review = Nothing waits for a doctor.
gate-pin-spent = The PIN was wrong too often. Enter your password.

# operators
operators-new = Somebody new
operators-role = Role
operators-add = Add
operators-change = Change
operators-set = Set password or PIN
operators-password-hint = At least 10 characters. Tell it to the person alone.
operators-pin-hint = 4 to 8 digits; may be left out.
operators-inactive = may not sign in
operators-shut-out = Let in no more
operators-let-in = Let in again

# system
system-engine = Engine
system-temperature = Temperature
system-queue = Photographs that wait
system-record = The record
system-backup = Backup
system-sync = Sending elsewhere
system-clock = Clock
system-accounts = Accounts
system-certificate = Certificate
system-software = Software
system-state-ok = well
system-state-warn = somebody should look
system-state-bad = not well
system-reason-fine = Well.
system-reason-not_used = Not used.
system-reason-not_told = This machine does not tell.
system-reason-camera_absent = No camera is plugged in.
system-reason-camera_stalled = The camera gives no picture.
system-reason-camera_failed = The camera cannot be used.
system-reason-model_loading = The readers are starting.
system-reason-model_failed = The readers could not be loaded.
system-reason-engine_fell_back = Another engine was to run, and could not.
system-reason-engine_lost = The readers stopped answering and were started anew.
system-reason-engine_none = Nothing reads photographs.
system-reason-hot = The box is hot.
system-reason-too_hot = The box is too hot.
system-reason-disk_low = The disk is nearly full.
system-reason-disk_full = The disk is full.
system-reason-queue_failed = Some photographs could not be read.
system-reason-queue_long = Many photographs wait.
system-reason-record_damaged = Something in the record is damaged.
system-reason-not_checked_yet = Not checked yet.
system-reason-backup_never = There is no backup.
system-reason-backup_old = The last backup is old.
system-reason-sync_none = This box sends nothing anywhere.
system-reason-clock_behind = The clock is wrong: it is behind.
system-reason-clock_went_back = The clock went back.
system-reason-accounts_open = Nobody has an account: whoever is at the box may do everything.
system-reason-reader_away = The reader does not run.
system-reason-certificate_ends = The certificate ends soon.
system-do-camera_absent = Plug the camera in and switch it on.
system-do-camera_stalled = Unplug the camera, wait five seconds, plug it in again.
system-do-camera_failed = Unplug the camera and plug it in again. If it stays so, tell the person who looks after the box.
system-do-model_loading = Wait; photographs can be taken meanwhile.
system-do-model_failed = Start the box again. If it stays so, tell the person who looks after it; photographs can be taken and wait.
system-do-reader_away = Start the reader at the box: “systemctl start ocellus-reader”. Photographs wait for it.
system-do-engine_none = See the model above.
system-do-engine_fell_back = Run “ocellus doctor” at the box; it names what is missing.
system-do-engine_lost = Report it with the diagnostics; each photograph is tried again by itself.
system-do-too_hot = Move the box out of the sun, free its vents; let it cool down.
system-do-hot = Give the box air and shade.
system-do-disk_full = Free space on the box's disk; photographs are refused until then.
system-do-disk_low = Free space soon, or put in a larger disk.
system-do-queue_long = Go on; readings come later. Nothing is lost.
system-do-queue_failed = Look at the photographs that could not be read, and take them again.
system-do-record_damaged = Make a backup on another stick now, then run “ocellus record verify” at the box.
system-do-backup_never = Back the record up to a stick: “ocellus record backup”.
system-do-backup_old = Back the record up to a stick again: “ocellus record backup”.
system-do-clock_behind = Set the date and time of the box; its battery may be empty.
system-do-clock_went_back = Set the date and time of the box; its battery may be empty. Something was written at a later time.
system-do-accounts_open = Set the box up: clinic and administrator.
system-do-certificate_ends = Check the clock and the disk, then start the box again.
system-do-not_told = Check the disk of the record.
system-now = The box's clock: { $now }. Running since { $since }, version { $version }.
system-diagnostics = For the person who mends it
system-diagnostics-hint = A file with versions, states and counts. No patient, name or photograph is in it.
system-diagnostics-get = Download the file

# doctor
doctor-title = The doctor's word
doctor-agree = Agree
doctor-agree-all = Agree with the result
doctor-not-there = Not there
doctor-is-rather = It is rather
doctor-choose = Choose a mark in the picture or the list to judge it.
doctor-missed = Missed
doctor-draw = Draw it
doctor-draw-stop = Stop drawing
doctor-draw-hint = Draw a box in the picture around: { $label }
doctor-agreed = Agreed:
doctor-corrected = Corrected:
doctor-rejected = Not there:
doctor-about-finding = mark
doctor-about-condition = disease
doctor-about-referral = referral
doctor-about-quality = quality
charts-none = Nothing in these days.
charts-numbers = The numbers
charts-day = Day
charts-span = How far back
charts-days = { $n } days
charts-screened = Screened a day
charts-rates = Share of the decided
charts-referred = Referred
charts-ungradable = Could not be graded
charts-minutes = Minutes a patient (the middle one)
charts-by-operator = By who photographed
charts-by-cause = Why it could not be read
charts-nobody = Nobody signed in

# audit
audit-subject = Only of this id
audit-subject-hint = The 26 characters of a patient, visit, photograph or reading.
audit-when = When
audit-who = Who
audit-act = What was done
audit-what = To what
audit-newest = The newest
audit-older = Older ones

# negatives
negatives-hint = Drawn by lot from the last 90 days: called healthy, and no doctor has looked yet.
negatives-none = There is nothing to check.
negatives-another = Draw another sample
negatives-probability = { $percent } % to need referral


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = This is not a photograph of the back of an eye. Check the file, or take a photograph with the fundus camera.
reading-do-too_small = The picture is too small to read. Save it at the camera's full size and send it again.
reading-do-defocus = Refocus until the blood vessels are sharp, ask the person to keep still, and take it again.
reading-do-underexposed = Raise the flash and check that the light goes through the middle of the pupil, then take it again.
reading-do-overexposed = Lower the flash and take it again.
reading-do-uneven_illumination = Move the camera until the light is even across the whole circle, then take it again.
reading-do-decentred = Move the camera until the whole round picture is in view, with the person looking at the fixation light, and take it again.
reading-do-field_cut_off = Part of the round picture is missing. Fit the whole circle in the frame and take it again.
reading-do-artefact = Ask the person to open the eye wide and hold the lid and lashes away. Wipe the lens, and take it again.
reading-do-low_contrast = Clean the lens, check the distance to the eye and refocus, then take it again.
reading-do-physiology = Let the person sit in the dark for five minutes, or widen the pupil if that is allowed, then take it again. If it stays so, refer as ungradable.
reading-do-better = It can be read. For a better picture: { $act }

# Shares; never a certainty that was not measured.
reading-share = { $n } %
reading-share-over = more than 99 %
reading-share-under = less than 1 %

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = macular oedema risk
reading-grade-icdr-0 = No diabetic retinopathy
reading-grade-icdr-1 = Mild non-proliferative diabetic retinopathy
reading-grade-icdr-2 = Moderate non-proliferative diabetic retinopathy
reading-grade-icdr-3 = Severe non-proliferative diabetic retinopathy
reading-grade-icdr-4 = Proliferative diabetic retinopathy
reading-grade-dme_risk-0 = No sign of macular oedema
reading-grade-dme_risk-1 = Hard exudate farther than one disc diameter from the fovea
reading-grade-dme_risk-2 = Hard exudate within one disc diameter of the fovea

# Why a referral was made.
reading-because-grade = { $name } ({ $scale } { $grade }).
reading-because-grade-uncertain = { $name } ({ $scale } { $grade }, uncertain).
reading-because-risk-unseen = Macular oedema risk { $grade } is graded, though no hard exudate was found for it.
reading-because-doctor-decided = A doctor decided so.
reading-because-doctor-corrected = A doctor corrected this reading.
reading-because-ungradable = The photograph cannot be graded; disease not seen here is not excluded.
reading-because-again = The photograph cannot be graded: take it again; there may be more than is seen.
reading-because-unassessed-dr = Diabetic retinopathy was not assessed: this model has no measured claim for it.
reading-because-unassessed-dme = Macular oedema risk was not assessed: this model has no measured claim for it.
reading-because-unassessed-both = Diabetic retinopathy and macular oedema risk were not assessed: this model has no measured claim for it.
reading-because-likely = The probability that this eye is referable is { $share }, though no single grade is.
reading-because-unclear = The probability that this eye is referable is { $share }: not clear enough.
reading-because-unlikely = A grade is referable, though the probability that this eye is referable is only { $share }.

# What each check saw.
reading-check-apart = Disc and fovea are { $distance } disc diameters apart ({ $least }–{ $most } is what eyes have).
reading-check-no-disc = The optic disc was not found.
reading-check-no-fovea = The fovea was not found.
reading-check-absence = The photograph is good enough to call disease absent.
reading-check-no-absence = The photograph is not good enough to call disease absent.
reading-check-familiar = This photograph is like those that the model was measured on.
reading-check-unlike = This photograph is unlike those that the model was measured on, as from another kind of camera: its probabilities are given with less confidence.
reading-check-no-retinopathy = No retinopathy is graded, so no lesion is needed.
reading-check-rests = ICDR { $grade } rests on { $n } findings.
reading-check-no-lesion = ICDR { $grade } is graded, but no lesion that defines it was found.
reading-check-agree = The lesions found agree with the grade.
reading-check-more = ICDR { $grade } is graded, but { $n } lesions were found that speak of more.
reading-check-oedema = Macular oedema risk { $grade }; { $n } hard exudates found, { $close } within { $limit } disc diameter of the fovea.
reading-check-oedema-unplaced = Macular oedema risk { $grade }; { $n } hard exudates found, how far from the fovea is not known.
reading-check-complete = The language reader gave all six steps.
reading-check-incomplete = The language reader did not finish its chain.
reading-check-inside = Every box of the language reader lies in the field of view.
reading-check-outside = { $n } boxes of the language reader lay outside the field of view and were left out.
reading-check-supported = { $n } of { $all } lesion boxes of the language reader lie on a finding.
reading-check-doubted = By measurement the photograph can be graded; the language reader says that it cannot.
reading-check-both-referable = Both readers call this eye referable.
reading-check-both-not = Both readers call this eye not referable.
reading-check-differ-measured = The readers differ: by measurement referable, by the language reader not referable.
reading-check-differ-said = The readers differ: by measurement not referable, by the language reader referable.

# What is to be done, as the protocol has it.
reading-within-days = { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
reading-within-months = { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
reading-within-clinic = the interval of your clinic
reading-manage-urgent = Refer urgently, within { $within }.
reading-manage-refer = Refer within { $within }.
reading-manage-review = A doctor looks at this photograph within { $within }.
reading-manage-rescreen = Screen again in { $within }.
reading-manage-ungradable = Take the photograph again. If it stays unreadable, refer within { $within }.

# The clinical chain, where it is composed from what was measured.
reading-chain-good = The photograph is good.
reading-chain-usable = The photograph can be used.
reading-chain-reject = The photograph cannot be graded.
reading-chain-disc = optic disc
reading-chain-fovea = fovea
reading-chain-eye-OD = Right eye.
reading-chain-eye-OS = Left eye.
reading-chain-eye-unknown = Which eye it is cannot be told.
reading-chain-nothing-looked = No lesion was looked for.
reading-chain-none-of = None found of what was looked for: { $labels }.
reading-chain-feature = { $n } × { $label }, the nearest { $distance } disc diameters from the fovea ({ $sector }).
reading-chain-no-anatomy = Optic disc, fovea and the side of the eye were not looked for.
reading-chain-no-features = No features to describe.
reading-chain-no-condition = No condition was assessed.
reading-chain-no-eye = Nothing was looked for: this does not look like a photograph of a fundus.

# The report of one eye.
reading-report-alone = This is said of this photograph alone: not of the other eye, and not of symptoms. Sudden loss of sight, flashes or a curtain before the eye are urgent whatever the photograph shows.
reading-report-unverified = A language model described this photograph in its own words. Nothing measured bears them out: they are no finding, and nothing follows from them.
reading-report-corrected = A doctor corrected this reading; what the readers gave is kept in the version before.
reading-report-quality = Quality: { $verdict }.
reading-report-quality-why = Quality: { $verdict } ({ $reasons }). { $act }
reading-verdict-good = good
reading-verdict-usable = usable
reading-verdict-reject = reject
reading-report-eye-OD = Right eye (OD).
reading-report-eye-OS = Left eye (OS).
reading-report-eye-unknown = Which eye this is could not be told.
reading-report-nothing-looked = No lesions were looked for.
reading-report-found = Found: { $list }.
reading-report-count = { $label } { $n }
reading-report-all-assessed = All conditions on the list were assessed.
reading-report-not-assessed = Not looked for: { $list }.
reading-report-research = Research is switched on: what follows was learned from drawn eyes or too few photographs, is not proven on real ones, and moves no referral. Seen so: { $list }.
reading-report-research-nothing = nothing
reading-report-research-ratio = vertical cup-to-disc ratio { $ratio }
reading-report-research-condition = { $condition } { $status } ({ $share })
reading-report-note = Note: { $note }
reading-report-not-cleared = Ocellus is not a cleared medical device. A qualified person decides what follows from this report.
reading-list-comma = { $before }, { $next }

# Why a number is missing, or what limits it.
reading-missing-field = no field of view was found
reading-missing-cup-claim = no claim supports measuring the cup
reading-missing-vessels = this bundle draws no vessels
reading-missing-cup-photographs = not measured: no photograph with a drawn cup has been available to measure it on
reading-missing-drawn = only drawn eyes support it
reading-missing-evidence = nothing is measured without an evidence reader
reading-missing-disc = the disc was not found
reading-missing-outline = the disc is not outlined
reading-missing-cup = no cup was seen in the disc

# month
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-date = { $day } { $month } { $year }

# words: about the language itself
words-not-reviewed = No native speaker has checked this translation yet.
words-language = Language

# paper: the printed report, one page
paper-title = Eye screening report
paper-for-patient = For you
paper-for-doctor = For the doctor
paper-name = Name
paper-identifier = Number
paper-birth-year = Born
paper-clinic = Clinic
paper-taken = Photographed
paper-printed = Printed { $when }
paper-plain-urgent = We found signs of disease in your eye that should be treated soon. Please go to an eye doctor within { $within }. Do not wait until you see worse.
paper-plain-refer = We found signs of disease in your eye. Please see an eye doctor within { $within }. Treatment in time protects your sight, even if you see well today.
paper-plain-review = The result is not clear enough. A doctor will look at the photographs within { $within } and tell you what comes next.
paper-plain-told = What you told us, or how you see, should be looked at by an eye doctor within { $within }, whatever the photographs show.
paper-plain-rescreen = In what we looked for we found nothing that needs an eye doctor now. Please come for your next photograph in { $within }.
paper-plain-ungradable = The photograph is not clear enough to judge your eye. That does not mean that the eye is healthy. If a new photograph does not help, please see an eye doctor within { $within }.
paper-always = If you suddenly see less, see flashes of light, or see a curtain before your eye: go to an eye doctor at once, whatever this page says.
paper-no-photograph = No photograph of this eye.
paper-one-eye = This page speaks of one eye alone.
paper-findings = Findings
paper-diseases = Diseases
paper-not-assessed = Not looked for, so it may or may not be there: { $list }.
paper-referral = Referral
paper-check = For a person to look at
paper-more = and { $n } more
paper-code = Look this report up by its code
paper-how = How it was read
paper-protocol = Protocol { $protocol }
paper-engine = Model { $model }
paper-symptoms = Symptoms
paper-acuity = Visual acuity
paper-diabetes = Diabetes
