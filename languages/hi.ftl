### Ocellus in Hindi, translated from en.ftl. README.md tells how a string is added and how it is reviewed.

## Not reviewed: no native speaker has read the strings below.

product = Ocellus
not-cleared = यह मान्यता प्राप्त चिकित्सा उपकरण नहीं है। निर्णय डॉक्टर करता है।
skip = परिणाम पर जाएँ

# station
station-ready = तैयार
station-loading = पाठक शुरू हो रहे हैं…
station-failed = पाठक उपलब्ध नहीं हैं
station-partial = केवल एक पाठक
station-away = पाठक अभी नहीं हैं: फ़ोटो रखे जाते हैं और उनके लौटने पर पढ़े जाएँगे
station-away-short = पाठक अभी नहीं हैं
station-restarted = शुरू होने के बाद से पाठकों ने { $n } बार जवाब देना बंद किया और उन्हें फिर से चालू किया गया। यदि ऐसा होता रहे, तो मशीन की देखरेख करने वाले को बताएँ।
station-unknown = जुड़ रहा है…
station-unreachable = संपर्क नहीं है
station-disk-low = मशीन की डिस्क लगभग भर गई है।
station-disk-low-hint = फ़ोटो अब भी सहेजे जा रहे हैं। मशीन की देखरेख करने वाले को बताएँ।
station-disk-full = मशीन की डिस्क भर गई है।
station-disk-full-short = डिस्क भरी है
station-disk-full-hint = जगह होने तक नए फ़ोटो नहीं लिए जाएँगे। मशीन की देखरेख करने वाले को बताएँ।
station-folder = फ़ोल्डर { $name } पर नज़र नहीं रखी जा सकती
station-lost = मशीन से संपर्क नहीं है। फिर से कोशिश हो रही है। भेजा हुआ कुछ भी नहीं खोएगा।
station-old = ताज़ा जवाब नहीं
station-stale = यह सूची पुरानी हो सकती है:
list-unreadable = यहाँ की { $n } प्रविष्टियाँ अभिलेख से पढ़ी नहीं जा सकतीं।
list-unreadable-hint = जो दिख रहा है वह सही है, पर पूरा नहीं है। मशीन की देखरेख करने वाले को बताएँ: “ocellus record verify” बताता है कि क्या ख़राब है, और बैकअप उसे वापस लाता है।
station-queue = { $n } प्रतीक्षा में

# notes
notes-title = आपकी जोड़ी गई फ़ाइलों के बारे में
notes-same = { $file }: यह बिल्कुल वही चित्र है जो { $known } है, जो { $saved } को सहेजा गया।
notes-shown = वह फ़ोटो दिखाया जा रहा है।
notes-show = वह फ़ोटो दिखाएँ
notes-left-out = { $n ->
        [one] { $n } फ़ाइल छोड़ी गई
       *[other] { $n } फ़ाइलें छोड़ी गईं
    }: एक बार में अधिकतम { $most }। इनके भेजे जाने के बाद बाकी जोड़ें।
notes-newer = { $n ->
        [one] { $n } नया फ़ोटो
       *[other] { $n } नए फ़ोटो
    }
notes-dismiss = इसे हटाएँ

# capture
capture-title = फ़ोटो जोड़ें
capture-button = फ़ाइल चुनें
capture-camera = फ़ोटो लें
capture-drop = या इस पेज पर कहीं भी छोड़ें
capture-drop-now = फ़ोटो जोड़ने के लिए छोड़ें
capture-formats = JPEG, PNG, TIFF, BMP या WebP। एक साथ कई फ़ोटो जोड़ सकते हैं।
capture-sending = भेजा जा रहा है { $percent }
capture-checking = फ़ोटो की जाँच हो रही है…

# camera
camera-title = फंडस कैमरा
camera-open = फंडस कैमरा
camera-picture = कैमरे का सीधा चित्र
camera-back = फ़ोटो
camera-take = फ़ोटो लें
camera-taking = हिलें नहीं…
camera-saving = सहेजा जा रहा है…
camera-saved = सहेजा गया
camera-saved-before = पहले से सहेजा हुआ: बिल्कुल वही चित्र
camera-see = यह फ़ोटो देखें
camera-keys = स्पेस या एंटर, या कैमरे का बटन
camera-eye = कौन-सी आँख
camera-next-person = अगला व्यक्ति
camera-automatic = अपने आप फ़ोटो लें
camera-automatic-hint = जैसे ही आँख बीच में, साफ़ और स्थिर हो।
camera-state-off = इस मशीन पर कैमरा नहीं है
camera-state-absent = कोई कैमरा जुड़ा नहीं है
camera-state-ready = कैमरा खुल रहा है…
camera-state-connecting = कैमरा खुल रहा है…
camera-state-live = सीधा
camera-state-stalled = कैमरे से चित्र नहीं आ रहा
camera-state-unplugged = कैमरा निकाल दिया गया
camera-state-failed = कैमरा काम नहीं कर रहा
camera-returns = चित्र यहाँ अपने आप लौट आएगा।
camera-refused = कोई फ़ोटो नहीं लिया गया
camera-nothing-yet = फ़ोटो पर राय यहाँ दिखेगी।
camera-hint-no_eye = कैमरे को आँख तक लाएँ
camera-hint-blink = आँख बंद है: पूरी खोलने को कहें
camera-hint-centre = आँख को बीच में लाएँ
camera-hint-closer = आँख के और पास
camera-hint-farther = आँख से थोड़ा दूर
camera-hint-focus = साफ़ नहीं: फ़ोकस करें
camera-hint-glare = चमक: कैमरा थोड़ा हटाएँ
camera-hint-brighter = बहुत अँधेरा: रोशनी बढ़ाएँ
camera-hint-darker = बहुत तेज़: रोशनी घटाएँ
camera-hint-hold = हिलें नहीं…
camera-hint-ready = ठीक है: फ़ोटो लें
camera-move-left = बाईं ओर ले जाएँ
camera-move-right = दाईं ओर ले जाएँ
camera-move-up = ऊपर ले जाएँ
camera-move-down = नीचे ले जाएँ
camera-retakes-none = इस आँख का पहला फ़ोटो
camera-retakes-more = दोबारा { $n }
camera-retakes-of = दोबारा { $n }, कुल { $most } में से
camera-tries-none = { $eye }: अभी कोई फ़ोटो नहीं
camera-tries = { $eye }: { $photographs } फ़ोटो, आख़िरी: { $verdict }
camera-enough = अब और दोबारा न लें
camera-dilate = अनुमति हो तो पुतली फैलाएँ और फिर फ़ोटो लें। नहीं तो इस आँख को “जाँच योग्य नहीं” बताकर रेफ़र करें।

# list
list-title = फ़ोटो
list-empty = अभी कोई फ़ोटो नहीं
list-empty-hint = आँख के पिछले हिस्से का फ़ोटो जोड़ें। आप तुरंत देखेंगे कि वह ठीक है या नहीं।
list-older = पुराने फ़ोटो दिखाएँ
list-older-failed = वे नहीं आए।

# state
state-queued = प्रतीक्षा में
state-running = पढ़ा जा रहा है…
state-failed = नहीं पढ़ा गया
state-rejected = नहीं जोड़ा गया

# failure
failure-title = यह फ़ोटो पढ़ा नहीं जा सका
failure-refused = यह फ़ोटो जोड़ा नहीं जा सका
failure-remedy = क्या करें:
failure-again = फिर कोशिश करें
failure-dismiss = सूची से हटाएँ
failure-missing = यह फ़ोटो इस मशीन पर नहीं है
failure-unreachable = मशीन जवाब नहीं दे रही।
failure-unreachable-remedy = देखें कि वह चालू है और यह टैबलेट उसी नेटवर्क पर है, फिर कोशिश करें।
failure-unexpected = मशीन ने ऐसा जवाब दिया जो यह पेज नहीं समझता ({ $status })।
failure-unexpected-remedy = यह पेज फिर से लोड करें। दोबारा हो तो मशीन को फिर से चालू करें।
failure-page = इस पेज में समस्या हुई
failure-page-remedy = यह पेज फिर से लोड करें। भेजा हुआ कुछ भी नहीं खोएगा।
failure-reload = फिर से लोड करें

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = कोई फ़ाइल या फ़ोल्डर पढ़ा नहीं जा सकता।
fault-unreadable-do = देखें कि फ़ोल्डर या पेन ड्राइव जुड़ा है; फिर भी ऐसा रहे तो मशीन की देखरेख करने वाले को बताएँ।
fault-empty = यह फ़ाइल ख़ाली है।
fault-empty-do = इसे कैमरे से फिर कॉपी करें; कॉपी पूरी नहीं हुई थी।
fault-unknown_format = यह फ़ाइल ऐसा फ़ोटो नहीं है जिसे मशीन पढ़ सके।
fault-unknown_format-do = फ़ोटो JPEG, PNG, TIFF, BMP या WebP में दें।
fault-damaged = इस फ़ोटो की फ़ाइल ख़राब है।
fault-damaged-do = इसे कैमरे से फिर कॉपी करें, या फ़ोटो फिर से लें।
fault-too_large = जो भेजा गया वह बहुत बड़ा है।
fault-too_large-do = एक बार में कम फ़ोटो भेजें, हर फ़ोटो कैमरे के अपने आकार में, या कम शब्द लिखें।
fault-bundle_missing = पाठकों का मॉडल इस मशीन पर नहीं है।
fault-bundle_missing-do = मशीन की देखरेख करने वाले को बताएँ; तब तक फ़ोटो रखे जाते हैं।
fault-bundle_invalid = पाठकों का मॉडल इस्तेमाल नहीं हो सकता।
fault-bundle_invalid-do = मशीन की देखरेख करने वाले को बताएँ; तब तक फ़ोटो रखे जाते हैं।
fault-engine_unavailable = पाठक इस मशीन पर नहीं चल सकते।
fault-engine_unavailable-do = मशीन की देखरेख करने वाले को बताएँ; तब तक फ़ोटो रखे जाते हैं।
fault-engine_failed = पाठक काम पूरा नहीं कर सके।
fault-engine_failed-do = फिर कोशिश करें; दोबारा हो तो मशीन की देखरेख करने वाले को बताएँ।
fault-protocol_invalid = रेफ़र के नियम (प्रोटोकॉल) इस्तेमाल नहीं हो सकते।
fault-protocol_invalid-do = मशीन की देखरेख करने वाले को बताएँ; तब तक फ़ोटो रखे जाते हैं।
fault-record_failed = मशीन का रिकॉर्ड पढ़ा या लिखा नहीं जा सका।
fault-record_failed-do = फिर कोशिश करें; दोबारा हो तो मशीन की देखरेख करने वाले को बताएँ।
fault-disk_full = मशीन की डिस्क भर गई है।
fault-disk_full-do = मशीन की देखरेख करने वाले को बताएँ, और जगह होने पर फिर कोशिश करें।
fault-output_failed = मशीन पर कोई फ़ाइल पढ़ी या लिखी नहीं जा सकी।
fault-output_failed-do = फिर कोशिश करें; दोबारा हो तो मशीन की देखरेख करने वाले को बताएँ।
fault-camera_missing = कोई कैमरा नहीं मिला।
fault-camera_missing-do = कैमरा लगाएँ और चालू करें; फिर भी न मिले तो मशीन की देखरेख करने वाले को बताएँ।
fault-camera_denied = मशीन को कैमरा इस्तेमाल करने की अनुमति नहीं है।
fault-camera_denied-do = मशीन की देखरेख करने वाले को बताएँ।
fault-camera_busy = कोई दूसरा प्रोग्राम कैमरा इस्तेमाल कर रहा है।
fault-camera_busy-do = उस प्रोग्राम को बंद करें, या मशीन की देखरेख करने वाले को बताएँ।
fault-camera_unplugged = कैमरा निकाल दिया गया।
fault-camera_unplugged-do = उसे फिर लगाएँ।
fault-camera_silent = कैमरे से चित्र नहीं आ रहा, या पूरा नहीं आ रहा।
fault-camera_silent-do = देखें कि कैमरा चालू है और उसका तार ठीक से लगा है, फिर कैमरा दोबारा लगाएँ।
fault-camera_unsupported = कैमरे से जो कहा गया वह उसे नहीं कर सकता।
fault-camera_unsupported-do = मशीन की देखरेख करने वाले को बताएँ।
fault-camera_failed = कैमरा काम नहीं कर रहा।
fault-camera_failed-do = कैमरा दोबारा लगाएँ; फिर भी न चले तो मशीन को फिर से चालू करें।
fault-not_found = आप जो खोज रहे हैं वह इस मशीन पर नहीं है।
fault-not_found-do = सूची पर लौटें और वहाँ खोजें।
fault-bad_request = जो भेजा गया उसे मशीन स्वीकार नहीं कर सकती।
fault-bad_request-do = अपना लिखा हुआ जाँचें और फिर कोशिश करें; दोबारा हो तो यह पेज फिर से लोड करें।
fault-possible_duplicate = इस मशीन पर पहले से कोई है जो यही व्यक्ति हो सकता है; कुछ नहीं जोड़ा गया।
fault-possible_duplicate-do = दिखाए गए लोगों को देखें, और नया व्यक्ति तभी जोड़ें जब वह इनमें से कोई न हो।
fault-no_consent = व्यक्ति ने सहमति नहीं दी है।
fault-no_consent-do = सहमति लें, उत्तर दर्ज करें, फिर कोशिश करें।
fault-busy = मशीन अभी व्यस्त है।
fault-busy-do = थोड़ा रुकें, फिर कोशिश करें।
fault-signed_out = कोई साइन इन नहीं है, या नाम और पासवर्ड मेल नहीं खाते।
fault-signed_out-do = फिर साइन इन करें; पासवर्ड खो गया हो तो प्रबंधक नया देता है।
fault-locked = पेज बंद है, या PIN ग़लत है।
fault-locked-do = अपना PIN डालें, या PIN अब न चले तो अपना पासवर्ड डालें।
fault-not_allowed = आपको इसकी अनुमति नहीं है, या तैयारी कोड ग़लत है।
fault-not_allowed-do = यह पेज फिर से लोड करें; फिर भी न हो तो प्रबंधक से पूछें या तैयारी कोड फिर से पढ़ें।
fault-too_many_tries = बहुत बार ग़लत कोशिश हुई।
fault-too_many_tries-do = थोड़ा रुकें, फिर कोशिश करें।
fault-unsuitable = यह नाम, पासवर्ड या PIN नहीं चल सकता: यह बहुत छोटा है, बहुत लंबा है, आसानी से अनुमान लगने वाला है या ग़लत लिखा है।
fault-unsuitable-do = कोई दूसरा चुनें।
fault-conflict = यह उससे मेल नहीं खाता जो अभी मशीन पर है।
fault-conflict-do = मशीन पर अभी जो है उसे देखें, फिर कोशिश करें।
fault-internal = मशीन के अंदर कुछ गड़बड़ हुई।
fault-internal-do = फिर कोशिश करें; दोबारा हो तो मशीन की देखरेख करने वाले को बताएँ।

# quality
quality-title = फ़ोटो
quality-verdict-good = अच्छा फ़ोटो
quality-verdict-usable = काम चलाऊ फ़ोटो
quality-verdict-reject = दोबारा लें
quality-short-good = अच्छा
quality-short-usable = काम चलाऊ
quality-short-reject = दोबारा
quality-next-good = कुछ नहीं करना है। दूसरी आँख पर जाएँ।
quality-next-usable = पढ़ा जा सकता है। बेहतर फ़ोटो अधिक भरोसे से पढ़ा जाएगा।
quality-next-reject = बीमारी न होने की बात कहने के लिए यह फ़ोटो काफ़ी नहीं है।
quality-cause-technique = नया फ़ोटो लेने से शायद काम बनेगा।
quality-cause-physiology = रुकावट आँख में ही है। नया फ़ोटो शायद मदद न करे।
quality-reason-not_fundus = आँख का पिछला हिस्सा नहीं है
quality-reason-defocus = फ़ोकस ठीक नहीं
quality-reason-underexposed = बहुत अँधेरा
quality-reason-overexposed = बहुत चमकीला
quality-reason-uneven_illumination = रोशनी बराबर नहीं
quality-reason-decentred = बीच में नहीं
quality-reason-field_cut_off = चित्र का हिस्सा कटा है
quality-reason-artefact = चमक, धूल या पलकें
quality-reason-low_contrast = धुंधला
quality-reason-too_small = बहुत छोटा

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = आज
interval-within-days = { $n } दिन के भीतर
interval-within-months = { $n ->
        [one] { $n } महीने
       *[other] { $n } महीनों
    } के भीतर
interval-in-days = { $n } दिन बाद
interval-in-months = { $n ->
        [one] { $n } महीने
       *[other] { $n } महीनों
    } बाद

# referral
referral-abstention = यह कितना पक्का है: { $low } से नीचे रेफ़र करने योग्य आँखों में से अधिकतम { $misses } होती हैं ({ $positives } फ़ोटो पर मापा गया), { $high } से ऊपर बाकी आँखों में से अधिकतम { $alarms } ({ $negatives } पर)।
referral-headline-urgent = तुरंत रेफ़र करें
referral-headline-refer = आँखों के डॉक्टर के पास भेजें
referral-headline-review = डॉक्टर को देखना चाहिए
referral-headline-rescreen = रेफ़र करने की ज़रूरत नहीं
referral-headline-ungradable = जाँच योग्य नहीं
referral-short-urgent = तुरंत
referral-short-refer = रेफ़र
referral-short-review = डॉक्टर देखे
referral-short-rescreen = रेफ़र नहीं
referral-short-ungradable = जाँच योग्य नहीं
referral-explain-review = परिणाम इतना पक्का नहीं कि केवल उसी पर चला जाए। फ़ोटो डॉक्टर को दिखाएँ।
referral-explain-rescreen = जो खोजा गया उसमें ऐसा कुछ नहीं मिला जिसके लिए आँखों के डॉक्टर की ज़रूरत हो।
referral-explain-ungradable = फ़ोटो दोबारा लें। फिर भी जाँच न हो सके तो रेफ़र करें।
referral-when-urgent = { $interval } आँखों के डॉक्टर को दिखाएँ
referral-when-refer = { $interval } आँखों के डॉक्टर को दिखाएँ
referral-when-review = { $interval } इसकी जाँच कराएँ
referral-when-rescreen = { $interval } फिर जाँच करें
referral-when-ungradable = दोबारा फ़ोटो से काम न बने तो { $interval } आँखों के डॉक्टर को दिखाएँ
referral-latest = { $date } से पहले
referral-around = { $date } के आसपास
referral-because = कारण
referral-probability = इस आँख को रेफ़र करने की ज़रूरत की संभावना: { $percent }
referral-likely-very_unlikely = बहुत कम संभावना
referral-likely-unlikely = कम संभावना
referral-likely-open = कहा नहीं जा सकता
referral-likely-likely = संभावना है
referral-likely-very_likely = बहुत संभावना है
referral-reading = फ़ोटो पढ़ा जा रहा है…
referral-reading-hint = परिणाम यहाँ अपने आप दिखेगा। आप अगला फ़ोटो ले सकते हैं।
referral-waiting = बारी की प्रतीक्षा में
referral-waiting-hint = इससे पहले { $n } फ़ोटो हैं।
referral-waiting-next = अब इसी की बारी है।
referral-loading-hint = पाठक अभी शुरू हो रहे हैं। यह फ़ोटो सुरक्षित है और उनके तैयार होते ही पढ़ा जाएगा।
referral-failed-hint = इस मशीन पर पाठक उपलब्ध नहीं हैं, इसलिए परिणाम नहीं है। फ़ोटो रखा हुआ है।

# eye
eye-OD = दाईं आँख
eye-OS = बाईं आँख
eye-unknown = दाईं या बाईं पता नहीं
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ?
eye-probability = { $percent } भरोसा
eye-by-person = व्यक्ति ने बताया
eye-other-side = एक व्यक्ति ने इस फ़ोटो को यहाँ रखा: { $filed }। पाठक ने इसे यह माना: { $reader }। इसकी जगहें (नाक की ओर, कनपटी की ओर) पाठक के पक्ष के अनुसार हैं।
eye-filed = { $eye }, व्यक्ति ने बताया; पाठक: { $reader }

# viewer
viewer-title = निष्कर्षों के साथ फ़ोटो
viewer-describe = { $eye }। { $n ->
        [one] { $n } निष्कर्ष चिह्नित
       *[other] { $n } निष्कर्ष चिह्नित
    }। तीर से हिलाएँ, प्लस-माइनस से छोटा-बड़ा करें, 0 से पूरा चित्र।
viewer-zoom-in = बड़ा करें
viewer-zoom-out = छोटा करें
viewer-fit = पूरा
viewer-fit-hint = पूरा फ़ोटो दिखाएँ
viewer-marks = निशान
viewer-marks-hint = सारे निशान दिखाएँ या छिपाएँ (H)
viewer-opacity = निशानों की गहराई
viewer-disc = ऑप्टिक डिस्क
viewer-disc-about = ऑप्टिक डिस्क: लगभग यहाँ
viewer-fovea = फ़ोविया
viewer-alt = फ़ोटो { $file }
viewer-unavailable = फ़ोटो दिखाया नहीं जा सकता।
viewer-unavailable-hint = यह पेज फिर से लोड करें। फिर भी न दिखे तो मशीन की डिस्क जाँचें।
viewer-zoomed = { $factor } ×
viewer-lens = फ़ोटो कैसे दिखे
viewer-lens-colour = रंगीन
viewer-lens-red_free = लाल-रहित
viewer-lens-contrast = कंट्रास्ट

# findings
findings-title = निष्कर्ष
findings-none = कोई निष्कर्ष नहीं
findings-none-of = खोजा गया: { $labels }। कोई नहीं दिखा।
findings-not-ruled-out = खोजा गया: { $labels }। कोई नहीं दिखा, पर इनकार भी नहीं किया जा सकता: फ़ोटो इतना अच्छा नहीं है।
findings-not-looked = नहीं खोजा गया: { $labels }।
findings-nothing-looked = इस फ़ोटो में कुछ नहीं खोजा गया।
findings-toggle = चित्र में दिखाएँ: { $label }
findings-list = सारे निशान: { $label }
findings-rest = { $n } और दिखाएँ
findings-fovea = फ़ोविया से { $value } डिस्क-चौड़ाई दूर
findings-score = { $percent } भरोसा
findings-research = केवल शोध
findings-language = पाठ वाले पाठक से
findings-sentence = इसके वाक्य पर: { $step }

# label
label-microaneurysm = माइक्रोएन्यूरिज़्म
label-haemorrhage = रक्तस्राव
label-hard_exudate = हार्ड एक्सूडेट
label-cotton_wool_spot = कॉटन वूल स्पॉट
label-neovascularisation = नई रक्त वाहिकाएँ
label-drusen = ड्रूसन
label-retinal_scar = रेटिना का निशान

# labels
labels-microaneurysm = माइक्रोएन्यूरिज़्म
labels-haemorrhage = रक्तस्राव
labels-hard_exudate = हार्ड एक्सूडेट
labels-cotton_wool_spot = कॉटन वूल स्पॉट
labels-neovascularisation = नई रक्त वाहिकाएँ
labels-drusen = ड्रूसन
labels-retinal_scar = रेटिना के निशान

# gloss
gloss-microaneurysm = पतली रक्त वाहिका पर छोटा-सा उभार
gloss-haemorrhage = ख़ून का धब्बा
gloss-hard_exudate = रिसती वाहिकाओं से जमा पीला पदार्थ
gloss-cotton_wool_spot = जहाँ ख़ून नहीं पहुँचा वहाँ फीका धब्बा
gloss-neovascularisation = नई, कमज़ोर रक्त वाहिकाएँ
gloss-drusen = रेटिना के नीचे जमा पीला पदार्थ
gloss-retinal_scar = भर चुकी चोट

# sector
sector-macular = दृष्टि का केंद्र (मैक्युला)
sector-superotemporal = ऊपर, कनपटी की ओर
sector-superonasal = ऊपर, नाक की ओर
sector-inferotemporal = नीचे, कनपटी की ओर
sector-inferonasal = नीचे, नाक की ओर
sector-unknown = जगह पता नहीं

# chain
chain-title = परिणाम कैसे निकला
chain-hint = रेखांकित शब्द फ़ोटो की जगहें हैं। देखने के लिए किसी को छुएँ।
chain-two-readers = “पाठ वाला पाठक” लिखे चरण दूसरे पाठक के अपने शब्द हैं। ऊपर का परिणाम मापों पर टिका है; जहाँ रेफ़र करने पर दोनों असहमत हों, वहाँ डॉक्टर देखता है।
chain-unverified = “भाषा मॉडल, असत्यापित” लिखे चरण एक भाषा मॉडल के शब्द हैं। कुछ भी मापा नहीं गया; उसके शब्द और बताई गई जगहें निष्कर्ष नहीं हैं, और उनसे कुछ तय नहीं होता।
chain-place = { $text }: चित्र में { $n ->
        [one] { $n } जगह
       *[other] { $n } जगहें
    } दिखाएँ
chain-step-quality = गुणवत्ता
chain-step-anatomy = संरचना
chain-step-lesions = घाव
chain-step-features = लक्षण
chain-step-diagnosis = निदान
chain-step-management = आगे क्या करें
chain-source-evidence = मापा गया
chain-source-language = पाठ वाला पाठक
chain-source-person = डॉक्टर
chain-source-structure = मापे गए मानों से
chain-source-unverified = भाषा मॉडल, असत्यापित
chain-empty = इस फ़ोटो के लिए कोई चरण नहीं लिखे गए।

# readers: the two of them, and where they agree
readers-title = दो पाठक
readers-evidence = यह मापता है, और परिणाम इसी पर टिका है।
readers-language = { $n ->
        [0] इसने बिना जाने देखा कि क्या मापा गया। ऊपर इसका अपना कोई शब्द नहीं है।
        [one] इसने बिना जाने देखा कि क्या मापा गया। इसके अपने शब्दों में: { $steps }।
       *[other] इसने बिना जाने देखा कि क्या मापा गया। इसके अपने शब्दों में: { $steps }।
    }
readers-agree = सहमत हैं
readers-differ = असहमत हैं

# beside: a second photograph
beside-title = इसके साथ दूसरा फ़ोटो
beside-other = दूसरे के साथ
beside-off = केवल एक
beside-show = { $file } को इसके साथ दिखाएँ
beside-other-eye = दूसरी आँख
beside-last = पिछली बार, { $date }

# ask
ask-title = इस फ़ोटो के बारे में पूछें
ask-hint = उत्तर मापों से आते हैं। जो वे नहीं बता सकते, उसका उत्तर नहीं दिया जाता।
ask-hint-unverified = यहाँ कुछ मापा नहीं जाता। भाषा मॉडल का उत्तर उसका अपना है और असत्यापित है; क्या करना है, यह प्रोटोकॉल बताता है।
ask-label = आपका सवाल
ask-send = पूछें
ask-waiting = पाठक की प्रतीक्षा…
ask-show = चित्र में दिखाएँ
ask-understood = यह समझा गया: { $question }
ask-may-ask = आप पूछ सकते हैं: { $questions }

# asked: what a Reading answers, also as a suggestion
asked-describe = इस फ़ोटो का वर्णन करें।
asked-referable = क्या इस आँख को रेफ़र करना होगा?
asked-why_referral = यह रेफ़रल क्यों?
asked-grade = ICDR ग्रेड क्या है?
asked-why_grade = यह ग्रेड क्यों?
asked-oedema_risk = मैक्युला की सूजन का जोखिम कितना है?
asked-why_oedema = सूजन का यह जोखिम क्यों?
asked-disc = ऑप्टिक डिस्क कहाँ है?
asked-fovea = फ़ोविया कहाँ है?
asked-side = यह कौन-सी आँख है?
asked-gradable = क्या इस फ़ोटो की जाँच हो सकती है?
asked-manage = क्या करना चाहिए?
asked-next = अगली बार कब आना है?
asked-plan = आकलन और योजना दें।
asked-urgent = इन लक्षणों में क्या करना चाहिए?
asked-disc_to_fovea = फ़ोविया ऑप्टिक डिस्क से कितनी दूर है?
asked-cup = खड़ा कप-डिस्क अनुपात कितना है?
asked-vessels = रक्त वाहिकाओं का घनत्व कितना है?
asked-lesions = कौन-से घाव हैं?
asked-healthy = क्या मिला, और क्या नहीं खोजा गया?
asked-unassessed = क्या नहीं खोजा गया?
asked-sure = परिणाम कितना पक्का है?
asked-checks = क्या दोनों पाठक सहमत हैं?
asked-present = क्या { $labels } हैं?
asked-where = दिखाएँ: { $labels }।
asked-count = { $labels } कितने हैं?
asked-largest = सबसे बड़े कहाँ हैं: { $labels }?
asked-area = { $labels } कुल मिलाकर कितने बड़े हैं?
asked-distance = { $labels } फ़ोविया से कितनी दूर हैं?
asked-compare = क्या { $others } से अधिक { $labels } हैं?
asked-condition = क्या यह बीमारी है: { $condition }?
asked-finding = F{ $n } क्या है?
asked-inside = { $box } में क्या है?
asked-help = क्या पूछा जा सकता है?

# answer: answers composed from a Reading
answer-yes = हाँ
answer-no = नहीं
answer-count = { $labels }: { $n } ({ $ids })।
answer-count-none = { $labels }: एक भी नहीं मिला।
answer-more = { $ids } और { $n } अन्य
answer-disc = ऑप्टिक डिस्क { $box } पर है।
answer-fovea = फ़ोविया { $box } पर है।
answer-disc-to-fovea = डिस्क और फ़ोविया में { $distance } डिस्क-व्यास की दूरी है।
answer-cup = खड़ा कप-डिस्क अनुपात { $value } है।
answer-vessels = दिखते हिस्से में रक्त वाहिकाओं का घनत्व { $value } है।
answer-unmeasured = मापा नहीं गया: { $reason }।
answer-research = यह केवल शोध के लिए है: असली फ़ोटो पर सिद्ध नहीं है और रेफ़रल पर असर नहीं डालता।
answer-urgent = फ़ोटो में कुछ भी दिखे, तुरंत रेफ़र करें।
answer-help = उदाहरण के लिए आप पूछ सकते हैं: { $questions }
answer-eye-OD = यह दाईं आँख है (OD, भरोसा { $share })।
answer-eye-OS = यह बाईं आँख है (OS, भरोसा { $share })।
answer-good = फ़ोटो अच्छा है और उसकी जाँच हो सकती है।
answer-usable = फ़ोटो काम का है और उसकी जाँच हो सकती है।
answer-seen = देखा गया: { $reasons }।
answer-referable = माप और प्रोटोकॉल के अनुसार इस आँख को रेफ़र करना है।
answer-not-referable = माप और प्रोटोकॉल के अनुसार इस आँख को रेफ़र करने की ज़रूरत नहीं है।
answer-left-to-doctor = इस आँख को रेफ़र करना है या नहीं, यह डॉक्टर तय करेंगे।
answer-neither = फ़ोटो की जाँच नहीं हो सकती, इसलिए न हाँ कहा जा सकता है न नहीं।
answer-after = उसके बाद अगली मुलाक़ात नेत्र क्लिनिक तय करता है।
answer-probability-dr = किसी भी डायबिटिक रेटिनोपैथी की संभावना { $share } है।
answer-probability = इस आँख को रेफ़र करने की संभावना { $share } है।
answer-bands = { $low } से नीचे रेफ़र करने योग्य आँखों में से अधिकतम { $misses } आती हैं ({ $positives } पर मापा गया); { $high } से ऊपर बाक़ी में से अधिकतम { $alarms } ({ $negatives } पर)।
answer-risk-seen = मैक्युला की सूजन का जोखिम 0 आँका गया, हालाँकि फ़ोविया के पास हार्ड एक्सूडेट मिले।
answer-uncertain = यह पक्का नहीं है।
answer-near = मिले हार्ड एक्सूडेट: { $n }; फ़ोविया से एक डिस्क-व्यास के भीतर: { $close } ({ $ids })।
answer-near-none = मिले हार्ड एक्सूडेट: { $n }; फ़ोविया से एक डिस्क-व्यास के भीतर कोई नहीं।
answer-as-lesion = रेटिनोपैथी के घाव के रूप में इसे खोजा गया।
answer-condition-present = { $condition }: मिला (संभावना { $share })।
answer-condition-absent = { $condition }: खोजा गया, नहीं मिला (संभावना { $share })।
answer-condition-uncertain = { $condition }: पक्का नहीं (संभावना { $share })।
answer-not-swelling = एक फ़ोटो जोखिम दिखाता है, सूजन को नहीं।
answer-largest = सबसे बड़ा { $id } है।
answer-place = { $id }: फ़ोविया से { $distance } डिस्क-व्यास दूर; { $sector }; { $box } पर।
answer-place-only = { $id }: { $sector }; { $box } पर।
answer-area = कुल मिलाकर वे { $area } वर्ग डिस्क-व्यास घेरते हैं।
answer-nearest = सबसे पास वाला { $id } फ़ोविया से { $distance } डिस्क-व्यास दूर है।
answer-no-findings = कुछ नहीं मिला है।
answer-findings = F1 से F{ $n } तक हैं।
answer-finding = { $id }: { $label }, अंक { $share }।
answer-finding-area = इसका क्षेत्रफल { $area } वर्ग डिस्क-व्यास है।
answer-nothing-there = जो खोजा गया उसमें से वहाँ कुछ नहीं है।
answer-unassessed = नहीं खोजा गया, जिसका अर्थ यह नहीं कि वह नहीं है: { $list }।
answer-unproven = घाव जिनके लिए कोई माप नहीं है: { $list }।
answer-checks = { $all } में से { $n } जाँचें सही निकलीं।
answer-history = जैसा बताया गया वैसा इतिहास, जाँचा नहीं गया: “{ $history }”।
answer-unverified = आकलन नहीं हुआ: यहाँ कुछ भी इसे मापता या जाँचता नहीं। आगे के शब्द भाषा मॉडल के अपने हैं।
answer-said-nothing = उसने कुछ नहीं कहा।
answer-broke-off = वह बीच में रुक गया: उसका समय या उसकी जगह ख़त्म हो गई।
answer-reader-failed = पाठ वाले पाठक से पूछा नहीं जा सका ({ $why }); मापा हुआ उत्तर मान्य है।
answer-reader-same = “{ $question }” पूछने पर पाठ वाला पाठक वही कहता है: “{ $words }”
answer-reader-other = “{ $question }” पूछने पर पाठ वाले पाठक ने कुछ और कहा; मापा हुआ उत्तर मान्य है।
answer-decline-not_assessed = इसका आकलन यहाँ नहीं होता: इसे खोजा नहीं गया, इसलिए यह हो भी सकता है और नहीं भी।
answer-decline-not_measured = इस फ़ोटो में यह मापा नहीं जा सका।
answer-decline-not_in_photograph = रेटिना का फ़ोटो यह नहीं बता सकता।
answer-decline-for_a_doctor = यह डॉक्टर तय करते हैं: दवा, ऑपरेशन और आगे का परिणाम फ़ोटो से तय नहीं होते।
answer-decline-other_eye = इस फ़ोटो में केवल एक आँख है; दूसरी आँख के फ़ोटो के बारे में पूछें।
answer-decline-other_visit = यहाँ केवल यही फ़ोटो मालूम है; किसी और मुलाक़ात से तुलना नहीं होती।
answer-decline-who = फ़ोटो यह नहीं बताता कि मरीज़ कौन है।
answer-decline-off_topic = यहाँ केवल इस फ़ोटो से जुड़े सवालों के उत्तर मिलते हैं।
answer-decline-not_understood = सवाल ऐसा नहीं समझा गया जिसका उत्तर यह जाँच दे सके।
answer-decline-no_such_finding = इस फ़ोटो में ऐसी कोई खोज नहीं है।
answer-decline-no_option = दिए गए विकल्पों में से कोई नहीं, या एक से अधिक, मापे हुए से मेल खाते हैं।

# conditions
conditions-title = बीमारियाँ
conditions-status-present = है
conditions-status-absent = नहीं मिली
conditions-status-uncertain = पक्का नहीं
conditions-status-not_assessed = नहीं खोजी गई
conditions-not-assessed = नहीं खोजा गया ({ $n })
conditions-not-assessed-hint = इस मशीन का मॉडल इन पर राय नहीं दे सकता। ये हो भी सकती हैं और नहीं भी।
conditions-name-age_related_macular_degeneration = उम्र से जुड़ा मैक्युला का क्षय
conditions-name-diabetic_retinopathy = डायबिटिक रेटिनोपैथी
conditions-name-glaucoma = ग्लूकोमा (काला मोतिया)
conditions-name-hypertensive_retinopathy = हाइपरटेंसिव रेटिनोपैथी
conditions-name-increased_cup_disc_ratio = बढ़ा हुआ कप-डिस्क अनुपात
conditions-name-macular_edema = मैक्युला में सूजन
conditions-name-myopic_fundus = निकट-दृष्टि वाला फंडस
conditions-name-drusen = ड्रूसन
conditions-name-retinal_hemorrhage = रेटिना में रक्तस्राव
conditions-name-retinal_scar = रेटिना का निशान
conditions-name-vascular_occlusion = रक्त वाहिका में रुकावट
conditions-name-choroidal_nevus = कोरॉइड का तिल
conditions-column-condition = बीमारी
conditions-column-status = परिणाम
conditions-column-probability = संभावना
conditions-stage-icdr-0 = 0, नहीं
conditions-stage-icdr-1 = 1, हल्की
conditions-stage-icdr-2 = 2, मध्यम
conditions-stage-icdr-3 = 3, गंभीर
conditions-stage-icdr-4 = 4, प्रोलिफ़रेटिव
conditions-stage-dme_risk-0 = 0, एक्सूडेट नहीं
conditions-stage-dme_risk-1 = 1, केंद्र से दूर
conditions-stage-dme_risk-2 = 2, केंद्र के पास
conditions-research = केवल शोध: रेफ़र पर असर नहीं
conditions-abstention = { $low } से नीचे “नहीं मिली” कहा जाता है, जिससे जिन्हें बीमारी है उनमें से अधिकतम { $misses } छूटते हैं ({ $positives } फ़ोटो पर मापा गया); { $high } से “है” कहा जाता है, जिससे जिन्हें नहीं है उनमें से अधिकतम { $alarms } पर ग़लत चेतावनी होती है ({ $negatives } पर); बीच में पक्का नहीं।
conditions-abstention-off = यह फ़ोटो उन जैसा नहीं है, इसलिए ये दोनों दरें इस पर शायद लागू न हों।
conditions-stage-of-icdr = ICDR ग्रेड { $stage }
conditions-stage-of-dme_risk = सूजन का जोखिम { $stage }
conditions-rests = { $n ->
        [one] { $n } निष्कर्ष
       *[other] { $n } निष्कर्षों
    } पर आधारित

# checks
checks-title = सुरक्षा जाँचें
checks-passed = सफल
checks-failed = असफल
checks-all-passed = सभी { $n } सफल
checks-some-failed = { $n } में से { $failed } असफल
checks-none = कोई जाँच नहीं की गई।
checks-effect-none = आपकी जानकारी के लिए: परिणाम वही रहता है
checks-effect-uncertain = परिणाम को अनिश्चित बनाती है
checks-effect-review = फ़ोटो डॉक्टर को भेजती है
checks-rule-stage_has_lesions = घाव इस चरण की पुष्टि करते हैं
checks-rule-lesions_have_stage = घाव चरण में दिखते हैं
checks-rule-boxes_in_field = हर निशान फ़ोटो के क्षेत्र के भीतर है
checks-rule-landmarks_plausible = डिस्क और फ़ोविया वहीं हैं जहाँ आँखों में होते हैं
checks-rule-oedema_matches_exudates = सूजन का जोखिम फ़ोविया के पास के एक्सूडेट से मेल खाता है
checks-rule-readers_agree_referable = रेफ़र पर दोनों पाठक सहमत हैं
checks-rule-language_boxes_supported = पाठ वाले पाठक की जगहें भी मापी गईं
checks-rule-chain_complete = पाठ वाले पाठक ने सारे चरण दिए
checks-rule-quality_permits_absence = बीमारी न होने की बात कहने के लिए फ़ोटो काफ़ी है
checks-rule-familiar_camera = फ़ोटो वैसा ही है जैसों पर मॉडल मापा गया

# measures
measures-title = माप
measures-vessel_density = रक्त वाहिकाओं का घनत्व
measures-cup_disc_ratio_vertical = कप-डिस्क अनुपात, खड़ा
measures-cup = कप
measures-disc = ऑप्टिक डिस्क
measures-fovea = फ़ोविया
measures-laterality = आँख
measures-quality = गुणवत्ता अंक
measures-novelty = जिन पर मॉडल मापा गया उनसे अंतर
measures-of-limit = { $value } ({ $limit } तक परिचित)
measures-found = मिला, { $percent } भरोसा
measures-missing = नहीं मिला
measures-not-measured = मापा नहीं गया
measures-research = केवल शोध
measures-over = इस पर: { $region }

# report
report-title = रिपोर्ट
report-copy = कॉपी करें
report-copied = कॉपी हुआ
report-print = छापें

# provenance
provenance-title = कैसे पढ़ा गया
provenance-evidence = मापने वाला पाठक
provenance-language = पाठ वाला पाठक
provenance-not-run = नहीं चला
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = प्रोसेसर
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $provider } पर { $engine }, { $precision }
provenance-timings = लगा समय
provenance-seconds = { $seconds } से॰
provenance-steps-decode = खोलना
provenance-steps-quality = गुणवत्ता
provenance-steps-evidence = मापना
provenance-steps-language = पाठ
provenance-steps-total = कुल
provenance-file = फ़ाइल
provenance-taken = पढ़ा गया
provenance-size = { $width } × { $height } पिक्सेल
provenance-protocol = प्रोटोकॉल
provenance-software = सॉफ़्टवेयर
provenance-id = पठन
provenance-sha256 = फ़ोटो का चेकसम
doubts = सावधानी से पढ़ें
research = शोध चालू है। जो शोध के रूप में चिह्नित है, वह बनाए गए चित्रों या बहुत कम फ़ोटो से सीखा गया है, असली आँखों पर सिद्ध नहीं है, और रेफ़र को नहीं बदलता।

# fallback
fallback-title = सामान्य से कम साधनों से पढ़ा गया
fallback-station = यह मशीन सामान्य से कम साधनों पर चल रही है

# print
print-title = जाँच रिपोर्ट
print-signature = जाँचने वाला
print-date = तारीख़
print-not-assessed = नहीं खोजा गया: { $labels }। इसका अर्थ यह नहीं कि वे नहीं हैं।

# gate
gate-sign-in = साइन इन करें
gate-signing-in = साइन इन हो रहा है…
gate-name = आपका नाम
gate-password = पासवर्ड
gate-lost-password = पासवर्ड खो गया? प्रबंधक नया देता है। यदि प्रबंधक का खो गया हो, तो किसी को मशीन के पास आना होगा।
gate-language = भाषा
gate-not-reviewed = इस अनुवाद को अभी किसी मातृभाषी ने नहीं पढ़ा है।
gate-locked = बंद है
gate-pin-of = { $name }, आगे बढ़ने के लिए अपना PIN डालें। कुछ नहीं खोया है।
gate-pin-typed = { $n ->
        [one] { $n } अंक डाला गया
       *[other] { $n } अंक डाले गए
    }
gate-erase = आख़िरी अंक हटाएँ
gate-open = खोलें
gate-other-person = कोई और साइन इन करे

# wizard
wizard-title = इस मशीन को तैयार करें
wizard-step = { $of } में से { $n }
wizard-clinic-title = केंद्र
wizard-clinic = केंद्र का नाम
wizard-clinic-hint = यह हर रिपोर्ट पर रहता है।
wizard-code = तैयारी कोड
wizard-code-hint = मशीन ने चालू होते समय इसे दिखाया था।
wizard-zone = समय क्षेत्र
wizard-administrator-title = इस मशीन की देखरेख कौन करता है
wizard-administrator-hint = यही व्यक्ति दूसरों को जोड़ता है। मशीन के साथ कोई पासवर्ड नहीं आता।
wizard-password-hint = कम से कम { $n } अक्षर। तीन अलग-अलग शब्द अच्छे रहते हैं।
wizard-again = पासवर्ड फिर से
wizard-again-wrong = दोनों एक जैसे नहीं हैं।
wizard-pin = पिन
wizard-pin-hint = { $n } से 8 अंक। पेज अपने आप बंद हो जाए तो इससे खुलता है।
wizard-checks-title = क्या सब ठीक है?
wizard-no-camera = कैमरा लगाएँ और फिर देखें। फ़ोटो फ़ाइल के रूप में भी जोड़े जा सकते हैं।
wizard-model-tested = लोड हुआ, और अपनी जाँच में सही उत्तर दिए
wizard-disk-well = जगह है
wizard-look-again = फिर देखें
wizard-back = पीछे
wizard-next = आगे
wizard-finish = पूरा करें
system-models-loading = पाठक शुरू हो रहे हैं…
system-models-ready = तैयार
system-models-failed = उपलब्ध नहीं
system-models-away = पाठक नहीं चल रहा
system-camera = कैमरा
system-model = मॉडल
system-disk = डिस्क

# person
person-nameless = नाम पता नहीं
person-age = { $n ->
        [one] { $years } वर्ष
       *[other] { $years } वर्ष
    }
person-sex-female = महिला
person-sex-male = पुरुष
person-sex-other = अन्य

# work: the list of the day
work-title = कार्य-सूची
work-search = नाम, क्रमांक या स्कैन किया कोड
work-new = नया मरीज़
work-list-today = आज
work-list-recalls = फिर आना है
work-list-not_arrived = रेफ़र किए, नहीं पहुँचे
work-list-all = सभी
work-photographs = फ़ोटो
work-due = { $date } तक
work-loading = सूची लाई जा रही है…
work-none-found = “{ $name }” नाम का कोई नहीं है।
work-empty-today = आज किसी की जाँच नहीं हुई। नए मरीज़ से शुरू करें।
work-empty-recalls = अभी किसी को दोबारा नहीं आना है।
work-empty-not_arrived = जिन्हें रेफ़र किया गया वे सब पहुँच गए।
work-empty-all = इस मशीन पर अभी कोई मरीज़ नहीं है।
work-found = “{ $name }” के लिए { $n ->
        [one] { $n } व्यक्ति मिला
       *[other] { $n } व्यक्ति मिले
    }

# shell: what stands around every page
shell-places = पेज
shell-practice = अभ्यास: बनाई हुई आँखें और काल्पनिक लोग। यहाँ का कुछ भी केंद्र के रिकॉर्ड में नहीं जाता।
practice-begin = बनाई गई आँखों पर अभ्यास करें
practice-leave = अभ्यास से बाहर जाएँ
paper-practice = अभ्यास: बनाई गई आँख, कोई व्यक्ति नहीं
shell-unsent = आपका दर्ज किया हुआ कुछ अभी मशीन पर नहीं है। जब तक आप यहाँ फिर साइन इन नहीं करते, वह इस टैबलेट में छिपा रहेगा।
shell-sign-out-anyway = फिर भी साइन आउट करें
take-none-title = इस आँख का फ़ोटो नहीं?
take-none-absent = यह आँख नहीं है (खो गई, कृत्रिम)
take-none-could_not = इसका फ़ोटो नहीं लिया जा सकता
take-none-refused = व्यक्ति मना करता है
take-none-not = फ़ोटो लिया जाएगा
not-assessed-absent = यह आँख नहीं है
not-assessed-could_not = फ़ोटो नहीं लिया जा सका
not-assessed-refused = फ़ोटो से मना किया
decision-eye_absent = नहीं है: जाँचने को कुछ नहीं।
decision-absent_eye_photographed = नहीं है ऐसा कहा गया, पर इसका फ़ोटो है। बताएँ कि वह किस आँख का है।
explain-absent = { $eye }: नहीं है, इसलिए वहाँ कुछ नहीं देखा गया।
changes-title = बदले हुए परिणाम
changes-hint = नए मॉडल से फिर पढ़ने पर, या किसी मॉडल के हटाए जाने पर, इनका परिणाम अलग आया। हर एक यहाँ रहता है जब तक डॉक्टर देख न ले।
changes-none = ऐसा कुछ नहीं बदला जिसे किसी ने न देखा हो।
changes-before = पहले: { $what }
changes-after = अब: { $what }
changes-referral = रेफ़रल
changes-seen = मैंने देख लिया
trust-title = इस स्टेशन पर भरोसा करें
trust-why = हर टैबलेट पर एक बार। इसके बाद टैबलेट चेतावनी नहीं देगा, और इस स्टेशन को किसी भी दूसरे से अलग पहचानेगा।
trust-compare = मिलाएँ। स्टेशन के लेबल या कंसोल पर यह फ़िंगरप्रिंट है:
trust-differs = यदि एक भी अक्षर अलग हो, तो रुकें: यह आपका स्टेशन नहीं है।
trust-download = प्रमाणपत्र डाउनलोड करें
trust-install = इसे इंस्टॉल करें।
trust-android = सेटिंग, सुरक्षा, अधिक सुरक्षा सेटिंग, एन्क्रिप्शन और क्रेडेंशियल, प्रमाणपत्र इंस्टॉल करें, CA प्रमाणपत्र; फिर डाउनलोड से ocellus.crt चुनें।
trust-apple = सेटिंग्ज़, सामान्य, VPN और डिवाइस प्रबंधन, डाउनलोड की गई प्रोफ़ाइल, इंस्टॉल करें। फिर सेटिंग्ज़, सामान्य, परिचय, सर्टिफ़िकेट भरोसा सेटिंग्ज़, और Ocellus चालू करें।
trust-windows = फ़ाइल खोलें, प्रमाणपत्र इंस्टॉल करें, वर्तमान उपयोगकर्ता, विश्वसनीय रूट प्रमाणन प्राधिकरण।
trust-firefox = सेटिंग, प्रमाणपत्र, प्राधिकरण, आयात करें, वेबसाइटों के लिए।
trust-open = स्टेशन खोलें, और उसे टैबलेट की होम स्क्रीन पर रखें।
trust-limits = यह प्रमाणपत्र केवल इस क्लिनिक के अपने नेटवर्क के लिए है, इंटरनेट पर किसी चीज़ के लिए नहीं।
trust-nothing = इस स्टेशन तक केवल इसी मशीन से पहुँचा जाता है; भरोसा करने को कुछ नहीं।
shell-open = यहाँ अभी किसी का खाता नहीं है: इस कंप्यूटर पर जो भी हो, सब देख सकता है।
shell-set-up = इस मशीन को तैयार करें
shell-lock = बंद करें
shell-lock-of = { $name } का पेज बंद करें
shell-sign-out = साइन आउट
more-title = और
role-technician = तकनीशियन
role-doctor = डॉक्टर
role-administrator = प्रबंधक
system-title = सिस्टम
charts-title = चार्ट
negatives-title = जाँचने योग्य निगेटिव
operators-title = यहाँ काम करने वाले
audit-title = किसने क्या किया

# patient
patient-identifier = क्रमांक
patient-identifier-hint = कार्ड स्कैन करें या केंद्र का क्रमांक लिखें।
patient-name = नाम
patient-year = जन्म वर्ष या उम्र
patient-year-hint = 1961 या 65
patient-year-wrong = न जन्म वर्ष है, न उम्र।
patient-sex = लिंग
patient-alike = क्या यह इनमें से कोई है?
patient-another = नहीं, कोई और व्यक्ति
patient-begin = जाँच शुरू करें
patient-go-on = जाँच जारी रखें
patient-missing = यह व्यक्ति इस मशीन पर नहीं है
patient-visits = पिछली जाँचें
patient-no-visits = अभी कोई जाँच नहीं।
patient-ended = पूरी हुई
patient-under-way = चल रही है
recall-open = बाकी
recall-arrived = पहुँच गए
recall-missed = नहीं आए
recall-cancelled = अब ज़रूरत नहीं

# visit
visit-steps = जाँच के चरण
visit-step-questions = सवाल
visit-step-right = दाईं आँख
visit-step-left = बाईं आँख
visit-step-result = परिणाम
visit-step-explain = समझाएँ
visit-step-finish = समाप्त
visit-done = हो गया
visit-missing = यह जाँच इस मशीन पर नहीं है
visit-to-patient = व्यक्ति के पेज पर
visit-next = आगे: { $step }
visit-kept = मशीन पर सहेजा गया
visit-sending = सहेजा जा रहा है…
visit-unsent = इस टैबलेट पर रखा है, मशीन पर अभी नहीं।
visit-conflict = किसी और टैबलेट ने यही उत्तर बदल दिए।
visit-conflict-mine = यहाँ लिखा गया
visit-conflict-theirs = मशीन पर
visit-keep-mine = यहाँ लिखा रखें
visit-keep-theirs = मशीन वाला रखें
mismatch-title = यह ऐसा दिखता है: { $eye }। इसे यह मानकर लिया गया: { $said }।
mismatch-ask = यह कौन-सी आँख है?

# questions
questions-consent-title = सहमति
questions-consent = आँख के पिछले हिस्से के फ़ोटो लिए जाते हैं, यह मशीन उन्हें पढ़ती है और वे केंद्र में रखे जाते हैं। मना करने से कोई नुकसान नहीं।
questions-agrees = सहमत है
questions-refuses = सहमत नहीं
questions-refused = तो कोई फ़ोटो नहीं लिया जाएगा। व्यक्ति कभी भी फिर आ सकता है।
questions-ask-consent = पहले सहमति लें।
questions-symptoms = व्यक्ति क्या बताता है?
questions-urgent = तुरंत: आज ही आँखों का डॉक्टर।
questions-urgent-hint = फ़ोटो में चाहे जो हो। फ़ोटो के कारण देर न करें।
questions-acuity = दृष्टि, व्यक्ति के अपने चश्मे के साथ
questions-not-measured = मापी नहीं गई
questions-acuity-fingers = उँगलियाँ गिनता है
questions-acuity-hand = हाथ की हलचल दिखती है
questions-acuity-light = रोशनी दिखती है
questions-acuity-none = रोशनी नहीं दिखती
questions-diabetes = मधुमेह
questions-years = कितने वर्षों से
questions-treated = पहले हुआ इलाज
questions-earlier_laser = लेज़र
questions-earlier_surgery = ऑपरेशन
symptom-sudden_loss_of_sight = अचानक दिखना बंद
symptom-flashes = रोशनी की चमक
symptom-curtain = आँख के आगे पर्दा
symptom-floaters = तैरते धब्बे
symptom-gradual_loss_of_sight = दृष्टि धीरे-धीरे कम हो रही है
symptom-distorted_sight = सीधी रेखाएँ टेढ़ी दिखती हैं
symptom-eye_pain = आँख में दर्द
diabetes-none = नहीं
diabetes-type_1 = टाइप 1
diabetes-type_2 = टाइप 2
diabetes-other = अन्य प्रकार
diabetes-unknown = पता नहीं

# take: one eye at the camera
take-another = एक और लें
take-file = इस आँख की फ़ाइल जोड़ें
take-sending = भेजा जा रहा है…
take-no-camera = इस आँख की फ़ाइल जोड़ें, या कैमरा लगाएँ।
take-taken = लिए गए फ़ोटो: { $eye }
take-skip = बिना फ़ोटो आगे बढ़ें: { $eye }

# decision for the person
decision-incomplete = एक फ़ोटो अभी पढ़ा जा रहा है: यह बदल सकता है।
decision-symptom = व्यक्ति बताता है: { $symptom }। फ़ोटो में चाहे जो हो, यह मायने रखता है।
decision-poor_acuity = कम दिखता है।
decision-earlier_laser = पहले लेज़र हुआ है; पाठक ऐसी आँखों पर मापा नहीं गया।
decision-earlier_surgery = पहले ऑपरेशन हुआ है; पाठक ऐसी आँखों पर मापा नहीं गया।
decision-asymmetry = दोनों आँखों में बहुत अंतर है।
decision-laterality_disagrees = चित्र दूसरी आँख जैसा दिखता है। फिर बताएँ कि कौन-सी है।
decision-laterality_unknown = पता नहीं कि एक फ़ोटो किस आँख का है।
not-assessed-no_photograph = फ़ोटो नहीं
not-assessed-not_read_yet = अभी नहीं पढ़ा गया
not-assessed-reading_failed = पढ़ा नहीं जा सका
not-assessed-ungradable = जाँच योग्य नहीं
not-assessed-no_claim = आकलन नहीं हुआ

# explain: to the person, in plain words
explain-title = व्यक्ति से कहें
explain-what = हमने आपकी आँखों के पिछले हिस्से के फ़ोटो लिए। इस मशीन ने वह नुकसान खोजा जो मधुमेह वहाँ कर सकता है। यह डॉक्टर नहीं है।
explain-category-urgent = आपको बहुत जल्दी आँखों के डॉक्टर की ज़रूरत है।
explain-category-told = आपने जो बताया, या आपको जैसा दिखता है, उसके लिए आँखों के डॉक्टर को दिखाना ज़रूरी है, फ़ोटो में चाहे जो हो।
explain-category-refer = फ़ोटो में ऐसे बदलाव हैं जिन्हें आँखों के डॉक्टर को देखना चाहिए।
explain-category-review = परिणाम बताने से पहले डॉक्टर आपके फ़ोटो देखेगा।
explain-category-rescreen = ऐसा कुछ नहीं मिला जिसके लिए आँखों के डॉक्टर की ज़रूरत हो।
explain-category-ungradable = आपके फ़ोटो इतने साफ़ नहीं कि कुछ कहा जा सके। आँखों के डॉक्टर को आपकी आँखें देखनी चाहिए।
explain-seen = जो दिखा:
explain-when-urgent = { $n ->
        [0] आज ही जाएँ।
        [1] आज ही जाएँ।
        [one] { $n } दिन के भीतर जाएँ, कल हो तो बेहतर।
       *[other] { $n } दिनों के भीतर जाएँ, कल हो तो बेहतर।
    }
explain-when-refer = { $n } दिनों के भीतर आँखों के डॉक्टर के पास जाएँ। हो सकता है कुछ महसूस न हो, फिर भी ज़रूरत है।
explain-when-rescreen = अच्छा दिखे तब भी अगले फ़ोटो के लिए { $n } दिन बाद आएँ।
explain-when-ungradable = { $n } दिनों के भीतर आँखों के डॉक्टर के पास जाएँ।
explain-not-assessed = { $eye }: आकलन नहीं हो सका। हम नहीं कह सकते कि यह स्वस्थ है।
explain-limits = फ़ोटो आँख की हर बीमारी नहीं दिखाते।
explain-urgent = यदि अचानक कम दिखे, चमक दिखे या पर्दा आए: उसी दिन आँखों के डॉक्टर के पास जाएँ।
explain-diabetes = शुगर और रक्तचाप ठीक रखने से आपकी आँखें बचती हैं। दवा वैसे ही लें जैसे बताया गया।

# finish
finish-language = रिपोर्ट की भाषा
finish-report = छापने के लिए रिपोर्ट खोलें
finish-recall = { $date } तक फिर आना या दिखाना है
finish-end = जाँच समाप्त करें
finish-next-person = अगला व्यक्ति
finish-waiting = कुछ अभी मशीन पर सहेजा नहीं गया है।
finish-end-anyway = फिर भी समाप्त करें; परिणाम कार्य-सूची में आएगा
decision-none = अभी कुछ पूछा नहीं गया और कोई फ़ोटो नहीं लिया गया।
work-list-review = डॉक्टर देखे
work-empty-review = डॉक्टर के लिए कुछ बाकी नहीं है।
gate-pin-spent = PIN बहुत बार ग़लत डाला गया। अपना पासवर्ड डालें।

# operators
operators-new = नया व्यक्ति
operators-role = भूमिका
operators-add = जोड़ें
operators-change = बदलें
operators-set = पासवर्ड या PIN तय करें
operators-password-hint = कम से कम 10 अक्षर। केवल उसी व्यक्ति को बताएँ।
operators-pin-hint = 4 से 8 अंक; छोड़ा जा सकता है।
operators-inactive = साइन इन नहीं कर सकता
operators-shut-out = अब अंदर न आने दें
operators-let-in = फिर अंदर आने दें

# system
system-engine = इंजन
system-temperature = तापमान
system-queue = प्रतीक्षा में फ़ोटो
system-record = रिकॉर्ड
system-backup = बैकअप
system-sync = कहीं और भेजना
system-clock = घड़ी
system-accounts = खाते
system-certificate = प्रमाणपत्र
system-software = सॉफ़्टवेयर
system-state-ok = ठीक
system-state-warn = किसी को देखना चाहिए
system-state-bad = ठीक नहीं
system-reason-fine = ठीक है।
system-reason-not_used = इस्तेमाल में नहीं।
system-reason-not_told = यह मशीन नहीं बताती।
system-reason-camera_absent = कोई कैमरा जुड़ा नहीं है।
system-reason-camera_stalled = कैमरे से चित्र नहीं आ रहा।
system-reason-camera_failed = कैमरा काम नहीं कर रहा।
system-reason-model_loading = पाठक शुरू हो रहे हैं।
system-reason-model_failed = पाठक लोड नहीं हो सके।
system-reason-engine_fell_back = दूसरा इंजन चलना था, पर नहीं चल सका।
system-reason-engine_lost = पाठकों ने जवाब देना बंद किया और उन्हें फिर चालू किया गया।
system-reason-engine_none = फ़ोटो पढ़ने वाला कुछ नहीं है।
system-reason-hot = मशीन गर्म है।
system-reason-too_hot = मशीन बहुत गर्म है।
system-reason-disk_low = डिस्क लगभग भर गई है।
system-reason-disk_full = डिस्क भर गई है।
system-reason-queue_failed = कुछ फ़ोटो पढ़े नहीं जा सके।
system-reason-queue_long = बहुत से फ़ोटो प्रतीक्षा में हैं।
system-reason-record_damaged = रिकॉर्ड में कुछ ख़राब है।
system-reason-not_checked_yet = अभी जाँचा नहीं गया।
system-reason-backup_never = कोई बैकअप नहीं है।
system-reason-backup_old = आख़िरी बैकअप पुराना है।
system-reason-sync_none = यह मशीन कहीं कुछ नहीं भेजती।
system-reason-clock_behind = घड़ी ग़लत है: पीछे चल रही है।
system-reason-clock_went_back = घड़ी पीछे चली गई।
system-reason-accounts_open = किसी का खाता नहीं है: मशीन पर जो भी हो, सब कुछ कर सकता है।
system-reason-reader_away = पाठक नहीं चल रहा।
system-reason-certificate_ends = प्रमाणपत्र जल्द समाप्त होगा।
system-do-camera_absent = कैमरा लगाएँ और चालू करें।
system-do-camera_stalled = कैमरा निकालें, पाँच सेकंड रुकें, फिर लगाएँ।
system-do-camera_failed = कैमरा निकालकर फिर लगाएँ। फिर भी न चले तो बॉक्स संभालने वाले को बताएँ।
system-do-model_loading = रुकें; इस बीच फ़ोटो लिए जा सकते हैं।
system-do-model_failed = बॉक्स फिर से चालू करें। फिर भी न चले तो उसे संभालने वाले को बताएँ; फ़ोटो लिए जा सकते हैं और प्रतीक्षा करेंगे।
system-do-reader_away = बॉक्स पर पाठक चालू करें: “systemctl start ocellus-reader”। फ़ोटो उसकी प्रतीक्षा में हैं।
system-do-engine_none = ऊपर मॉडल देखें।
system-do-engine_fell_back = बॉक्स पर “ocellus doctor” चलाएँ; वह बताता है कि क्या कमी है।
system-do-engine_lost = निदान फ़ाइल के साथ इसकी सूचना दें; हर फ़ोटो अपने आप फिर आज़माया जाता है।
system-do-too_hot = बॉक्स को धूप से हटाएँ, उसके हवा के छेद खुले रखें; ठंडा होने दें।
system-do-hot = बॉक्स को हवा और छाया दें।
system-do-disk_full = बॉक्स की डिस्क पर जगह ख़ाली करें; तब तक फ़ोटो नहीं लिए जाते।
system-do-disk_low = जल्द जगह ख़ाली करें, या बड़ी डिस्क लगाएँ।
system-do-queue_long = काम जारी रखें; जाँच बाद में आएगी। कुछ नहीं खोता।
system-do-queue_failed = जो फ़ोटो पढ़े नहीं जा सके उन्हें देखें और फिर से लें।
system-do-record_damaged = अभी किसी दूसरी पेन ड्राइव पर बैकअप लें, फिर बॉक्स पर “ocellus record verify” चलाएँ।
system-do-backup_never = रिकॉर्ड का पेन ड्राइव पर बैकअप लें: “ocellus record backup”।
system-do-backup_old = रिकॉर्ड का पेन ड्राइव पर फिर बैकअप लें: “ocellus record backup”।
system-do-clock_behind = बॉक्स की तारीख़ और समय ठीक करें; उसकी बैटरी ख़त्म हो सकती है।
system-do-clock_went_back = बॉक्स की तारीख़ और समय ठीक करें; उसकी बैटरी ख़त्म हो सकती है। कुछ बाद के समय पर लिखा गया है।
system-do-accounts_open = बॉक्स की तैयारी करें: क्लिनिक और प्रशासक।
system-do-certificate_ends = घड़ी और डिस्क जाँचें, फिर बॉक्स को फिर चालू करें।
system-do-not_told = रिकॉर्ड की डिस्क जाँचें।
system-now = मशीन की घड़ी: { $now }। { $since } से चल रही है, संस्करण { $version }।
system-diagnostics = ठीक करने वाले के लिए
system-diagnostics-hint = संस्करण, स्थिति और गिनती वाली फ़ाइल। इसमें कोई मरीज़, नाम या फ़ोटो नहीं है।
system-diagnostics-get = फ़ाइल डाउनलोड करें

# doctor
doctor-title = डॉक्टर की राय
doctor-agree = सहमत
doctor-agree-all = परिणाम से सहमत
doctor-not-there = वहाँ नहीं है
doctor-is-rather = यह असल में है
doctor-choose = राय देने के लिए चित्र या सूची में कोई निशान चुनें।
doctor-missed = छूट गया
doctor-draw = इसे बनाएँ
doctor-draw-stop = बनाना बंद करें
doctor-draw-hint = चित्र में इसके चारों ओर बॉक्स बनाएँ: { $label }
doctor-agreed = सहमत:
doctor-corrected = सुधारा गया:
doctor-rejected = वहाँ नहीं है:
doctor-about-finding = निशान
doctor-about-condition = बीमारी
doctor-about-referral = रेफ़र
doctor-about-quality = गुणवत्ता
charts-none = इन दिनों में कुछ नहीं।
charts-numbers = संख्याएँ
charts-day = दिन
charts-span = कब से
charts-days = { $n } दिन
charts-screened = प्रतिदिन जाँचे गए
charts-rates = तय किए गए मामलों का हिस्सा
charts-referred = रेफ़र किए गए
charts-ungradable = जाँच योग्य नहीं थे
charts-minutes = प्रति मरीज़ मिनट (बीच का मान)
charts-by-operator = किसने फ़ोटो लिया उसके अनुसार
charts-by-cause = क्यों नहीं पढ़ा जा सका
charts-nobody = कोई साइन इन नहीं था

# audit
audit-subject = केवल इस पहचान का
audit-subject-hint = मरीज़, जाँच, फ़ोटो या पठन के 26 अक्षर।
audit-when = कब
audit-who = कौन
audit-act = क्या किया गया
audit-what = किस पर
audit-newest = सबसे नए
audit-older = पुराने

# negatives
negatives-hint = पिछले 90 दिनों से पर्ची निकालकर चुने गए: स्वस्थ बताए गए, और किसी डॉक्टर ने अभी नहीं देखे।
negatives-none = जाँचने के लिए कुछ नहीं है।
negatives-another = दूसरा नमूना चुनें
negatives-probability = रेफ़र की ज़रूरत की संभावना { $percent } %


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = यह आँख के पिछले हिस्से का फ़ोटो नहीं है। फ़ाइल जाँचें, या फंडस कैमरे से फ़ोटो लें।
reading-do-too_small = चित्र पढ़ने के लिए बहुत छोटा है। कैमरे के पूरे आकार में सहेजें और फिर भेजें।
reading-do-defocus = रक्त वाहिकाएँ साफ़ दिखने तक फ़ोकस करें, व्यक्ति से न हिलने को कहें, और दोबारा लें।
reading-do-underexposed = फ़्लैश बढ़ाएँ और देखें कि रोशनी पुतली के बीच से जाए, फिर दोबारा लें।
reading-do-overexposed = फ़्लैश घटाएँ और दोबारा लें।
reading-do-uneven_illumination = कैमरा तब तक हिलाएँ जब तक पूरे गोले में रोशनी बराबर न हो, फिर दोबारा लें।
reading-do-decentred = कैमरा तब तक हिलाएँ जब तक पूरा गोल चित्र न दिखे, व्यक्ति सामने की रोशनी को देखता रहे, और दोबारा लें।
reading-do-field_cut_off = गोल चित्र का एक हिस्सा नहीं आया। पूरा गोला चित्र में लाएँ और दोबारा लें।
reading-do-artefact = व्यक्ति से आँख पूरी खोलने को कहें और पलकें हटाकर रखें। लेंस पोंछें और दोबारा लें।
reading-do-low_contrast = लेंस साफ़ करें, आँख से दूरी और फ़ोकस जाँचें, फिर दोबारा लें।
reading-do-physiology = व्यक्ति को पाँच मिनट अँधेरे में बैठाएँ, या अनुमति हो तो पुतली फैलाएँ, फिर दोबारा लें। फिर भी ऐसा ही रहे तो “जाँच योग्य नहीं” बताकर रेफ़र करें।
reading-do-better = पढ़ा जा सकता है। बेहतर फ़ोटो के लिए: { $act }

# Shares; never a certainty that was not measured.
reading-share = { $n }%
reading-share-over = 99% से अधिक
reading-share-under = 1% से कम

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = मैक्युला की सूजन का जोखिम
reading-grade-icdr-0 = डायबिटिक रेटिनोपैथी नहीं
reading-grade-icdr-1 = हल्की नॉन-प्रोलिफ़रेटिव डायबिटिक रेटिनोपैथी
reading-grade-icdr-2 = मध्यम नॉन-प्रोलिफ़रेटिव डायबिटिक रेटिनोपैथी
reading-grade-icdr-3 = गंभीर नॉन-प्रोलिफ़रेटिव डायबिटिक रेटिनोपैथी
reading-grade-icdr-4 = प्रोलिफ़रेटिव डायबिटिक रेटिनोपैथी
reading-grade-dme_risk-0 = मैक्युला की सूजन का कोई लक्षण नहीं
reading-grade-dme_risk-1 = फ़ोविया से एक डिस्क-व्यास से अधिक दूर हार्ड एक्सूडेट
reading-grade-dme_risk-2 = फ़ोविया से एक डिस्क-व्यास के भीतर हार्ड एक्सूडेट

# Why a referral was made.
reading-because-grade = { $name } ({ $scale } { $grade })।
reading-because-grade-uncertain = { $name } ({ $scale } { $grade }, पक्का नहीं)।
reading-because-risk-unseen = मैक्युला की सूजन का जोखिम { $grade } आँका गया, हालाँकि उसके लिए कोई हार्ड एक्सूडेट नहीं मिला।
reading-because-doctor-decided = यह डॉक्टर ने तय किया।
reading-because-doctor-corrected = डॉक्टर ने इस पठन को सुधारा।
reading-because-ungradable = फ़ोटो की जाँच नहीं हो सकती; जो बीमारी यहाँ नहीं दिखी, वह हो भी सकती है।
reading-because-again = फ़ोटो की जाँच नहीं हो सकती: दोबारा लें; जितना दिखता है उससे अधिक हो सकता है।
reading-because-unassessed-dr = डायबिटिक रेटिनोपैथी का आकलन नहीं हुआ: इसके लिए इस मॉडल के मापे हुए परिणाम नहीं हैं।
reading-because-unassessed-dme = मैक्युला की सूजन के जोखिम का आकलन नहीं हुआ: इसके लिए इस मॉडल के मापे हुए परिणाम नहीं हैं।
reading-because-unassessed-both = डायबिटिक रेटिनोपैथी और मैक्युला की सूजन के जोखिम का आकलन नहीं हुआ: इनके लिए इस मॉडल के मापे हुए परिणाम नहीं हैं।
reading-because-likely = इस आँख को रेफ़र करने की संभावना { $share } है, हालाँकि कोई अकेला ग्रेड ऐसा नहीं कहता।
reading-because-unclear = इस आँख को रेफ़र करने की संभावना { $share } है: यह साफ़ नहीं है।
reading-because-unlikely = एक ग्रेड रेफ़र करने को कहता है, हालाँकि इस आँख को रेफ़र करने की संभावना केवल { $share } है।

# What each check saw.
reading-check-apart = डिस्क और फ़ोविया में { $distance } डिस्क-व्यास की दूरी है (आँखों में { $least }–{ $most } होती है)।
reading-check-no-disc = ऑप्टिक डिस्क नहीं मिली।
reading-check-no-fovea = फ़ोविया नहीं मिला।
reading-check-absence = बीमारी न होने की बात कहने के लिए फ़ोटो काफ़ी अच्छा है।
reading-check-no-absence = बीमारी न होने की बात कहने के लिए फ़ोटो काफ़ी अच्छा नहीं है।
reading-check-familiar = यह फ़ोटो वैसा ही है जैसों पर मॉडल मापा गया।
reading-check-unlike = यह फ़ोटो उन जैसा नहीं है जिन पर मॉडल मापा गया, मानो किसी और तरह के कैमरे से हो: इसकी संभावनाएँ कम भरोसे के साथ दी गई हैं।
reading-check-no-retinopathy = रेटिनोपैथी नहीं आँकी गई, इसलिए किसी घाव की ज़रूरत नहीं।
reading-check-rests = ICDR { $grade } { $n ->
        [one] { $n } निष्कर्ष
       *[other] { $n } निष्कर्षों
    } पर आधारित है।
reading-check-no-lesion = ICDR { $grade } आँका गया, पर उसे बताने वाला कोई घाव नहीं मिला।
reading-check-agree = मिले हुए घाव ग्रेड से मेल खाते हैं।
reading-check-more = ICDR { $grade } आँका गया, पर { $n ->
        [one] { $n } घाव ऐसा मिला जो
       *[other] { $n } घाव ऐसे मिले जो
    } इससे अधिक बताते हैं।
reading-check-oedema = मैक्युला की सूजन का जोखिम { $grade }; हार्ड एक्सूडेट मिले: { $n }, उनमें से { $close } फ़ोविया से { $limit } डिस्क-व्यास के भीतर।
reading-check-oedema-unplaced = मैक्युला की सूजन का जोखिम { $grade }; हार्ड एक्सूडेट मिले: { $n }, फ़ोविया से दूरी पता नहीं।
reading-check-complete = पाठ वाले पाठक ने छहों चरण दिए।
reading-check-incomplete = पाठ वाले पाठक ने अपने चरण पूरे नहीं किए।
reading-check-inside = पाठ वाले पाठक का हर बॉक्स क्षेत्र के भीतर है।
reading-check-outside = पाठ वाले पाठक के जो बॉक्स क्षेत्र से बाहर थे और छोड़े गए: { $n }।
reading-check-supported = पाठ वाले पाठक के { $all } घाव-बॉक्स में से { $n } किसी निष्कर्ष पर हैं।
reading-check-doubted = माप के अनुसार फ़ोटो की जाँच हो सकती है; पाठ वाला पाठक कहता है कि नहीं।
reading-check-both-referable = दोनों पाठक कहते हैं कि इस आँख को रेफ़र करना चाहिए।
reading-check-both-not = दोनों पाठक कहते हैं कि इस आँख को रेफ़र करने की ज़रूरत नहीं।
reading-check-differ-measured = पाठक असहमत हैं: माप के अनुसार रेफ़र करें, पाठ वाले पाठक के अनुसार नहीं।
reading-check-differ-said = पाठक असहमत हैं: माप के अनुसार रेफ़र न करें, पाठ वाले पाठक के अनुसार करें।

# What is to be done, as the protocol has it.
reading-within-days = { $n } दिन
reading-within-months = { $n ->
        [one] { $n } महीने
       *[other] { $n } महीनों
    }
reading-within-clinic = आपके केंद्र की तय अवधि
reading-manage-urgent = { $within } के भीतर तुरंत रेफ़र करें।
reading-manage-refer = { $within } के भीतर रेफ़र करें।
reading-manage-review = { $within } के भीतर डॉक्टर यह फ़ोटो देखे।
reading-manage-rescreen = { $within } बाद फिर जाँच करें।
reading-manage-ungradable = फ़ोटो दोबारा लें। फिर भी पढ़ा न जाए तो { $within } के भीतर रेफ़र करें।

# The clinical chain, where it is composed from what was measured.
reading-chain-good = फ़ोटो अच्छा है।
reading-chain-usable = फ़ोटो काम में लिया जा सकता है।
reading-chain-reject = फ़ोटो की जाँच नहीं हो सकती।
reading-chain-disc = ऑप्टिक डिस्क
reading-chain-fovea = फ़ोविया
reading-chain-eye-OD = दाईं आँख।
reading-chain-eye-OS = बाईं आँख।
reading-chain-eye-unknown = कौन-सी आँख है, यह नहीं कहा जा सकता।
reading-chain-nothing-looked = कोई घाव नहीं खोजा गया।
reading-chain-none-of = जो खोजा गया उसमें से कुछ नहीं मिला: { $labels }।
reading-chain-feature = { $n } × { $label }, सबसे पास वाला फ़ोविया से { $distance } डिस्क-व्यास दूर ({ $sector })।
reading-chain-no-anatomy = ऑप्टिक डिस्क, फ़ोविया और आँख की दिशा नहीं देखी गई।
reading-chain-no-features = बताने लायक कोई लक्षण नहीं।
reading-chain-no-condition = किसी बीमारी का आकलन नहीं हुआ।
reading-chain-no-eye = कुछ नहीं खोजा गया: यह आँख के पिछले हिस्से का फ़ोटो नहीं लगता।

# The report of one eye.
reading-report-alone = यह केवल इस फ़ोटो के बारे में है: दूसरी आँख या लक्षणों के बारे में नहीं। अचानक कम दिखना, चमक दिखना या आँख के आगे पर्दा आना तुरंत दिखाने की बातें हैं, फ़ोटो में चाहे जो हो।
reading-report-unverified = एक भाषा मॉडल ने अपने शब्दों में इस तस्वीर का वर्णन किया। कोई माप इसकी पुष्टि नहीं करता: यह कोई निष्कर्ष नहीं है, और इससे कुछ तय नहीं होता।
reading-report-corrected = डॉक्टर ने इस पठन को सुधारा; पाठकों ने जो दिया था वह पिछले संस्करण में रखा है।
reading-report-quality = गुणवत्ता: { $verdict }।
reading-report-quality-why = गुणवत्ता: { $verdict } ({ $reasons })। { $act }
reading-verdict-good = अच्छी
reading-verdict-usable = काम चलाऊ
reading-verdict-reject = जाँच योग्य नहीं
reading-report-eye-OD = दाईं आँख (OD)।
reading-report-eye-OS = बाईं आँख (OS)।
reading-report-eye-unknown = कौन-सी आँख है, यह नहीं कहा जा सका।
reading-report-nothing-looked = कोई घाव नहीं खोजा गया।
reading-report-found = मिला: { $list }।
reading-report-count = { $label } { $n }
reading-report-all-assessed = सूची की सभी बीमारियों का आकलन हुआ।
reading-report-not-assessed = नहीं खोजा गया: { $list }।
reading-report-research = शोध चालू है: आगे जो है वह बनाए गए चित्रों या बहुत कम फ़ोटो से सीखा गया है, असली आँखों पर सिद्ध नहीं है, और रेफ़र को नहीं बदलता। ऐसा दिखा: { $list }।
reading-report-research-nothing = कुछ नहीं
reading-report-research-ratio = खड़ा कप-डिस्क अनुपात { $ratio }
reading-report-research-condition = { $condition }: { $status } ({ $share })
reading-report-note = टिप्पणी: { $note }
reading-report-not-cleared = Ocellus मान्यता प्राप्त चिकित्सा उपकरण नहीं है। इस रिपोर्ट के बाद क्या करना है, यह योग्य व्यक्ति तय करता है।
reading-list-comma = { $before }, { $next }

# Why a number is missing, or what limits it.
reading-missing-field = फ़ोटो का क्षेत्र नहीं मिला
reading-missing-cup-claim = कप मापने के लिए मापे हुए परिणाम नहीं हैं
reading-missing-vessels = यह मॉडल रक्त वाहिकाएँ नहीं दिखाता
reading-missing-cup-photographs = मापा नहीं गया: परखने के लिए कप बना हुआ कोई फ़ोटो उपलब्ध नहीं था
reading-missing-drawn = केवल बनाए गए चित्र इसका आधार हैं
reading-missing-evidence = मापने वाले पाठक के बिना कुछ भी मापा नहीं जाता
reading-missing-disc = डिस्क नहीं मिली
reading-missing-outline = डिस्क का घेरा नहीं खींचा गया
reading-missing-cup = डिस्क में कप नहीं दिखा

# month
month-1 = जनवरी
month-2 = फ़रवरी
month-3 = मार्च
month-4 = अप्रैल
month-5 = मई
month-6 = जून
month-7 = जुलाई
month-8 = अगस्त
month-9 = सितंबर
month-10 = अक्तूबर
month-11 = नवंबर
month-12 = दिसंबर
month-date = { $day } { $month } { $year }

# words: about the language itself
words-not-reviewed = इस अनुवाद को अभी किसी मातृभाषी ने नहीं जाँचा है।
words-language = भाषा

# paper: the printed report, one page
paper-title = आँखों की जाँच रिपोर्ट
paper-for-patient = आपके लिए
paper-for-doctor = डॉक्टर के लिए
paper-name = नाम
paper-identifier = क्रमांक
paper-birth-year = जन्म वर्ष
paper-clinic = केंद्र
paper-taken = फ़ोटो लिया गया
paper-printed = छपा: { $when }
paper-plain-urgent = हमें आपकी आँख में ऐसी बीमारी के लक्षण मिले जिसका जल्दी इलाज होना चाहिए। कृपया { $within } के भीतर आँखों के डॉक्टर के पास जाएँ। और कम दिखने का इंतज़ार न करें।
paper-plain-refer = हमें आपकी आँख में बीमारी के लक्षण मिले। कृपया { $within } के भीतर आँखों के डॉक्टर को दिखाएँ। समय पर इलाज आपकी दृष्टि बचाता है, भले ही आज आपको ठीक दिखता हो।
paper-plain-review = परिणाम पूरी तरह साफ़ नहीं है। { $within } के भीतर डॉक्टर फ़ोटो देखेगा और आपको बताएगा कि आगे क्या करना है।
paper-plain-told = आपने जो बताया, या आपको जैसा दिखता है, उसे { $within } के भीतर आँखों के डॉक्टर को दिखाना चाहिए, फ़ोटो में चाहे जो हो।
paper-plain-rescreen = हमने जो खोजा उसमें ऐसा कुछ नहीं मिला जिसके लिए अभी आँखों के डॉक्टर की ज़रूरत हो। कृपया अगले फ़ोटो के लिए { $within } बाद आएँ।
paper-plain-ungradable = फ़ोटो इतना साफ़ नहीं कि आपकी आँख पर राय दी जा सके। इसका अर्थ यह नहीं कि आँख स्वस्थ है। नए फ़ोटो से काम न बने तो कृपया { $within } के भीतर आँखों के डॉक्टर को दिखाएँ।
paper-always = यदि आपको अचानक कम दिखे, रोशनी की चमक दिखे, या आँख के आगे पर्दा-सा आए: तुरंत आँखों के डॉक्टर के पास जाएँ, इस काग़ज़ पर चाहे जो लिखा हो।
paper-no-photograph = इस आँख का फ़ोटो नहीं है।
paper-one-eye = यह काग़ज़ केवल एक आँख के बारे में है।
paper-findings = निष्कर्ष
paper-diseases = बीमारियाँ
paper-not-assessed = नहीं खोजा गया, इसलिए हो भी सकता है और नहीं भी: { $list }।
paper-referral = रेफ़र
paper-check = व्यक्ति इसे देखे
paper-more = और { $n }
paper-code = इस कोड से यह रिपोर्ट खोजें
paper-how = कैसे पढ़ा गया
paper-protocol = प्रोटोकॉल { $protocol }
paper-engine = मॉडल { $model }
paper-symptoms = लक्षण
paper-acuity = दृष्टि तीक्ष्णता
paper-diabetes = मधुमेह
