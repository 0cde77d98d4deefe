### Ocellus in Arabic, translated from en.ftl. README.md tells how a string is added and how it is reviewed.

## Not reviewed: no native speaker has read the strings below.

product = Ocellus
not-cleared = ليس جهازًا طبيًا مرخّصًا. القرار للطبيب.
skip = الانتقال إلى النتيجة

# station
station-ready = جاهز
station-loading = جارٍ تشغيل القارئين…
station-failed = القارئان غير متاحين
station-partial = قارئ واحد فقط
station-away = القارئان غائبان: تُحفظ الصور وتُقرأ عند عودتهما
station-away-short = القارئان غائبان
station-restarted = توقف القارئان عن الاستجابة منذ التشغيل { $n ->
        [zero] { $n } مرة
        [one] مرة واحدة
        [two] مرتين
        [few] { $n } مرات
        [many] { $n } مرة
       *[other] { $n } مرة
    } وأُعيد تشغيلهما. إذا استمر ذلك فأخبر الشخص المسؤول عن الجهاز.
station-unknown = جارٍ الاتصال…
station-unreachable = لا يوجد اتصال
station-disk-low = قرص الجهاز ممتلئ تقريبًا.
station-disk-low-hint = ما زالت الصور تُحفظ. أخبر الشخص المسؤول عن الجهاز.
station-disk-full = قرص الجهاز ممتلئ.
station-disk-full-short = القرص ممتلئ
station-disk-full-hint = تُرفض الصور الجديدة حتى تتوفر مساحة. أخبر الشخص المسؤول عن الجهاز.
station-folder = لا يمكن مراقبة المجلد { $name }
station-lost = لا يوجد اتصال بالجهاز. تجري المحاولة من جديد. لا يضيع شيء مما أُرسل.
station-old = لا توجد استجابة حديثة
station-stale = قد تكون هذه القائمة قديمة:
list-unreadable = تتعذر قراءة { $n ->
        [zero] { $n } مدخل
        [one] مدخل واحد
        [two] مدخلين
        [few] { $n } مدخلات
        [many] { $n } مدخلًا
       *[other] { $n } مدخل
    } من السجل كان ينبغي أن يظهر هنا.
list-unreadable-hint = ما تراه سليم لكنه ليس كل شيء. أخبر الشخص المسؤول عن الجهاز: يبيّن الأمر “ocellus record verify” ما تلف، وتعيده نسخة احتياطية.
station-queue = في الانتظار: { $n }

# notes
notes-title = عن الملفات التي أضفتها
notes-same = { $file }: هي الصورة نفسها تمامًا مثل { $known }، المحفوظة { $saved }.
notes-shown = تلك الصورة معروضة الآن.
notes-show = عرض تلك الصورة
notes-left-out = لم تُضف { $n ->
        [zero] أي ملفات
        [one] ملف واحد
        [two] ملفان
        [few] { $n } ملفات
        [many] { $n } ملفًا
       *[other] { $n } ملف
    }: الحد الأقصى { $most } في المرة الواحدة. أضف الباقي بعد إرسال هذه.
notes-newer = { $n ->
        [zero] لا صور جديدة
        [one] صورة جديدة واحدة
        [two] صورتان جديدتان
        [few] { $n } صور جديدة
        [many] { $n } صورة جديدة
       *[other] { $n } صورة جديدة
    }
notes-dismiss = إخفاء هذه الرسالة

# capture
capture-title = إضافة صورة
capture-button = اختيار ملف
capture-camera = التقاط صورة
capture-drop = أو أفلتها في أي مكان من هذه الصفحة
capture-drop-now = أفلت لإضافة الصورة
capture-formats = ‏JPEG أو PNG أو TIFF أو BMP أو WebP. يمكن إضافة عدة صور معًا.
capture-sending = جارٍ الإرسال { $percent }
capture-checking = جارٍ فحص الصورة…

# camera
camera-title = كاميرا قاع العين
camera-open = كاميرا قاع العين
camera-picture = صورة الكاميرا المباشرة
camera-back = الصور
camera-take = التقاط الصورة
camera-taking = لا تتحرك…
camera-saving = جارٍ الحفظ…
camera-saved = حُفظت
camera-saved-before = حُفظت من قبل: الصورة نفسها تمامًا
camera-see = عرض هذه الصورة
camera-keys = مفتاح المسافة أو Enter، أو زر الكاميرا
camera-eye = أي عين
camera-next-person = الشخص التالي
camera-automatic = الالتقاط التلقائي
camera-automatic-hint = حالما تكون العين في الوسط وواضحة وثابتة.
camera-state-off = لا توجد كاميرا في هذا الجهاز
camera-state-absent = لا توجد كاميرا موصولة
camera-state-ready = جارٍ فتح الكاميرا…
camera-state-connecting = جارٍ فتح الكاميرا…
camera-state-live = مباشر
camera-state-stalled = الكاميرا لا تعطي صورة
camera-state-unplugged = فُصلت الكاميرا
camera-state-failed = لا يمكن استخدام الكاميرا
camera-returns = تعود الصورة هنا من تلقاء نفسها.
camera-refused = لم تُلتقط أي صورة
camera-nothing-yet = يظهر هنا الحكم على الصورة.
camera-hint-no_eye = قرّب الكاميرا من العين
camera-hint-blink = العين مغمضة: اطلب فتحها جيدًا
camera-hint-centre = اجعل العين في الوسط
camera-hint-closer = أقرب إلى العين
camera-hint-farther = أبعد عن العين
camera-hint-focus = غير واضحة: اضبط البؤرة
camera-hint-glare = انعكاس: حرّك الكاميرا قليلًا
camera-hint-brighter = مظلمة جدًا: زد الضوء
camera-hint-darker = ساطعة جدًا: قلّل الضوء
camera-hint-hold = لا تتحرك…
camera-hint-ready = جيد: التقطها
camera-move-left = تحريك إلى اليسار
camera-move-right = تحريك إلى اليمين
camera-move-up = تحريك إلى الأعلى
camera-move-down = تحريك إلى الأسفل
camera-retakes-none = أول صورة لهذه العين
camera-retakes-more = الإعادة { $n }
camera-retakes-of = الإعادة { $n } من { $most }
camera-tries-none = { $eye }: لا توجد صورة بعد
camera-tries = { $eye }: { $photographs ->
        [zero] لا صور
        [one] صورة واحدة
        [two] صورتان
        [few] { $photographs } صور
        [many] { $photographs } صورة
       *[other] { $photographs } صورة
    }، الأخيرة: { $verdict }
camera-enough = لا تستمر في الإعادة
camera-dilate = وسّع الحدقة إن كان مسموحًا وأعد التصوير. وإلا فأحِل هذه العين على أنها غير قابلة للتقييم.

# list
list-title = الصور
list-empty = لا توجد صور بعد
list-empty-hint = أضف صورة لقاع العين. سترى فورًا هل هي جيدة بما يكفي.
list-older = عرض صور أقدم
list-older-failed = لم تصل.

# state
state-queued = في الانتظار
state-running = تجري القراءة…
state-failed = لم تُقرأ
state-rejected = لم تُضف

# failure
failure-title = تعذّرت قراءة هذه الصورة
failure-refused = تعذّرت إضافة هذه الصورة
failure-remedy = ما العمل:
failure-again = المحاولة مرة أخرى
failure-dismiss = إزالة من القائمة
failure-missing = هذه الصورة ليست على هذا الجهاز
failure-unreachable = الجهاز لا يستجيب.
failure-unreachable-remedy = تأكد من أنه يعمل ومن أن هذا اللوح على شبكته، ثم حاول مرة أخرى.
failure-unexpected = أعطى الجهاز جوابًا لا تفهمه هذه الصفحة ({ $status }).
failure-unexpected-remedy = أعد تحميل هذه الصفحة. إذا تكرر ذلك فأعد تشغيل الجهاز.
failure-page = حدثت مشكلة في هذه الصفحة
failure-page-remedy = أعد تحميل هذه الصفحة. لا يضيع شيء مما أُرسل.
failure-reload = إعادة التحميل

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = تتعذر قراءة ملف أو مجلد.
fault-unreadable-do = تأكد من توصيل المجلد أو ذاكرة USB؛ إذا بقي الأمر كذلك فأخبر الشخص المسؤول عن الجهاز.
fault-empty = هذا الملف فارغ.
fault-empty-do = انسخه من الكاميرا مرة أخرى؛ لم يكتمل النسخ.
fault-unknown_format = هذا الملف ليس صورة يستطيع الجهاز قراءتها.
fault-unknown_format-do = قدّم الصورة بصيغة JPEG أو PNG أو TIFF أو BMP أو WebP.
fault-damaged = ملف هذه الصورة تالف.
fault-damaged-do = انسخه من الكاميرا مرة أخرى، أو التقط الصورة من جديد.
fault-too_large = ما أُرسل كبير جدًا.
fault-too_large-do = أرسل صورًا أقل في المرة الواحدة، كل صورة بالحجم الذي التقطته الكاميرا، أو نصًا أقصر.
fault-bundle_missing = نموذج القارئين ليس على هذا الجهاز.
fault-bundle_missing-do = أخبر الشخص المسؤول عن الجهاز؛ وفي هذه الأثناء تُحفظ الصور.
fault-bundle_invalid = لا يمكن استخدام نموذج القارئين.
fault-bundle_invalid-do = أخبر الشخص المسؤول عن الجهاز؛ وفي هذه الأثناء تُحفظ الصور.
fault-engine_unavailable = لا يمكن أن يعمل القارئان على هذا الجهاز.
fault-engine_unavailable-do = أخبر الشخص المسؤول عن الجهاز؛ وفي هذه الأثناء تُحفظ الصور.
fault-engine_failed = لم يستطع القارئان إكمال عملهما.
fault-engine_failed-do = حاول مرة أخرى؛ إذا تكرر ذلك فأخبر الشخص المسؤول عن الجهاز.
fault-protocol_invalid = لا يمكن استخدام قواعد الإحالة (البروتوكول).
fault-protocol_invalid-do = أخبر الشخص المسؤول عن الجهاز؛ وفي هذه الأثناء تُحفظ الصور.
fault-record_failed = تعذّرت القراءة من سجل الجهاز أو الكتابة فيه.
fault-record_failed-do = حاول مرة أخرى؛ إذا تكرر ذلك فأخبر الشخص المسؤول عن الجهاز.
fault-disk_full = قرص الجهاز ممتلئ.
fault-disk_full-do = أخبر الشخص المسؤول عن الجهاز، وحاول مرة أخرى حين تتوفر مساحة.
fault-output_failed = تعذّرت قراءة ملف على الجهاز أو كتابته.
fault-output_failed-do = حاول مرة أخرى؛ إذا تكرر ذلك فأخبر الشخص المسؤول عن الجهاز.
fault-camera_missing = لم يُعثر على أي كاميرا.
fault-camera_missing-do = صِل الكاميرا وشغّلها؛ إذا لم ينفع ذلك فأخبر الشخص المسؤول عن الجهاز.
fault-camera_denied = لا يُسمح للجهاز باستخدام الكاميرا.
fault-camera_denied-do = أخبر الشخص المسؤول عن الجهاز.
fault-camera_busy = برنامج آخر يستخدم الكاميرا.
fault-camera_busy-do = أغلق البرنامج الآخر، أو أخبر الشخص المسؤول عن الجهاز.
fault-camera_unplugged = فُصلت الكاميرا.
fault-camera_unplugged-do = صِلها من جديد.
fault-camera_silent = الكاميرا لا تعطي صورة، أو لا تعطيها كاملة.
fault-camera_silent-do = تأكد من أن الكاميرا تعمل ومن أن سلكها ثابت، ثم صِلها من جديد.
fault-camera_unsupported = لا تستطيع الكاميرا فعل ما طُلب منها.
fault-camera_unsupported-do = أخبر الشخص المسؤول عن الجهاز.
fault-camera_failed = لا يمكن استخدام الكاميرا.
fault-camera_failed-do = صِل الكاميرا من جديد؛ إذا لم ينفع ذلك فأعد تشغيل الجهاز.
fault-not_found = ما تبحث عنه ليس على هذا الجهاز.
fault-not_found-do = عُد إلى القائمة وابحث عنه هناك.
fault-bad_request = لا يستطيع الجهاز قبول ما أُرسل.
fault-bad_request-do = راجع ما أدخلته وحاول مرة أخرى؛ إذا تكرر ذلك فأعد تحميل هذه الصفحة.
fault-possible_duplicate = على هذا الجهاز شخص قد يكون هو نفسه؛ لم يُضف شيء.
fault-possible_duplicate-do = انظر إلى الأشخاص المعروضين، ولا تضف شخصًا آخر إلا إذا لم يكن أحدًا منهم.
fault-no_consent = لم يوافق الشخص.
fault-no_consent-do = اطلب الموافقة وأدخل الجواب، ثم حاول مرة أخرى.
fault-busy = الجهاز مشغول.
fault-busy-do = انتظر لحظة ثم حاول مرة أخرى.
fault-signed_out = لم يسجّل أحد الدخول، أو أن الاسم وكلمة المرور لا يتطابقان.
fault-signed_out-do = سجّل الدخول من جديد؛ وإذا ضاعت كلمة المرور فإن المدير يضع كلمة جديدة.
fault-locked = الصفحة مقفلة، أو أن الرقم السري PIN خطأ.
fault-locked-do = أدخل رقمك السري PIN، أو كلمة المرور إذا لم يعد الرقم مقبولًا.
fault-not_allowed = لا يُسمح لك بهذا، أو أن رمز الإعداد خطأ.
fault-not_allowed-do = أعد تحميل هذه الصفحة؛ إذا لم ينفع ذلك فاسأل المدير أو اقرأ رمز الإعداد مرة أخرى.
fault-too_many_tries = كانت المحاولات الخاطئة كثيرة جدًا.
fault-too_many_tries-do = انتظر قليلًا ثم حاول مرة أخرى.
fault-unsuitable = لا يمكن استخدام هذا الاسم أو كلمة المرور أو الرقم السري PIN: قصير جدًا أو طويل جدًا أو سهل التخمين أو مكتوب خطأً.
fault-unsuitable-do = اختر غيره.
fault-conflict = هذا لا يوافق ما هو على الجهاز الآن.
fault-conflict-do = انظر إلى ما هو على الجهاز الآن، ثم حاول مرة أخرى.
fault-internal = حدث خلل داخل الجهاز.
fault-internal-do = حاول مرة أخرى؛ إذا تكرر ذلك فأخبر الشخص المسؤول عن الجهاز.

# quality
quality-title = الصورة
quality-verdict-good = صورة جيدة
quality-verdict-usable = صورة صالحة
quality-verdict-reject = أعد التصوير
quality-short-good = جيدة
quality-short-usable = صالحة
quality-short-reject = إعادة
quality-next-good = لا شيء مطلوب. انتقل إلى العين الأخرى.
quality-next-usable = يمكن قراءتها. صورة أفضل تُقرأ بثقة أكبر.
quality-next-reject = هذه الصورة لا تكفي لاستبعاد المرض.
quality-cause-technique = من المرجّح أن تفيد صورة جديدة.
quality-cause-physiology = العائق في العين نفسها. قد لا تفيد صورة جديدة.
quality-reason-not_fundus = ليست قاع عين
quality-reason-defocus = غير واضحة البؤرة
quality-reason-underexposed = مظلمة جدًا
quality-reason-overexposed = ساطعة جدًا
quality-reason-uneven_illumination = إضاءة غير متساوية
quality-reason-decentred = ليست في الوسط
quality-reason-field_cut_off = جزء من المجال مقطوع
quality-reason-artefact = انعكاس أو غبار أو رموش
quality-reason-low_contrast = ضبابية
quality-reason-too_small = صغيرة جدًا

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = اليوم
interval-within-days = خلال { $n ->
        [zero] { $n } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }
interval-within-months = خلال { $n ->
        [zero] { $n } شهر
        [one] شهر واحد
        [two] شهرين
        [few] { $n } أشهر
        [many] { $n } شهرًا
       *[other] { $n } شهر
    }
interval-in-days = بعد { $n ->
        [zero] { $n } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }
interval-in-months = بعد { $n ->
        [zero] { $n } شهر
        [one] شهر واحد
        [two] شهرين
        [few] { $n } أشهر
        [many] { $n } شهرًا
       *[other] { $n } شهر
    }

# referral
referral-abstention = درجة الثقة: دون { $low } يقع على الأكثر { $misses } من العيون التي تحتاج إلى إحالة (قيس على { $positives } صورة)، ومن { $high } فما فوق على الأكثر { $alarms } من غيرها (على { $negatives }).
referral-headline-urgent = إحالة عاجلة
referral-headline-refer = إحالة إلى طبيب عيون
referral-headline-review = يجب أن يراجعها طبيب
referral-headline-rescreen = لا حاجة إلى إحالة
referral-headline-ungradable = غير قابلة للتقييم
referral-short-urgent = عاجل
referral-short-refer = إحالة
referral-short-review = يراجعها طبيب
referral-short-rescreen = دون إحالة
referral-short-ungradable = غير قابلة للتقييم
referral-explain-review = النتيجة ليست مؤكدة بما يكفي للاعتماد عليها وحدها. اعرض الصورة على طبيب.
referral-explain-rescreen = لم يوجد فيما جرى البحث عنه ما يحتاج إلى طبيب عيون.
referral-explain-ungradable = أعد التصوير. إذا بقيت غير قابلة للتقييم فأحِل المريض.
referral-when-urgent = مراجعة طبيب عيون { $interval }
referral-when-refer = مراجعة طبيب عيون { $interval }
referral-when-review = مراجعتها من طبيب { $interval }
referral-when-rescreen = إعادة الفحص { $interval }
referral-when-ungradable = إذا لم تفد الإعادة، مراجعة طبيب عيون { $interval }
referral-latest = في موعد أقصاه { $date }
referral-around = نحو { $date }
referral-because = السبب
referral-probability = احتمال أن تحتاج هذه العين إلى إحالة: { $percent }
referral-likely-very_unlikely = مستبعد جدًا
referral-likely-unlikely = مستبعد
referral-likely-open = لا يمكن القول
referral-likely-likely = مرجّح
referral-likely-very_likely = مرجّح جدًا
referral-reading = تجري قراءة الصورة…
referral-reading-hint = تظهر النتيجة هنا من تلقاء نفسها. يمكنك متابعة الصورة التالية.
referral-waiting = في انتظار الدور
referral-waiting-hint = { $n ->
        [zero] لا صور
        [one] صورة واحدة
        [two] صورتان
        [few] { $n } صور
        [many] { $n } صورة
       *[other] { $n } صورة
    } قبل هذه.
referral-waiting-next = هي التالية.
referral-loading-hint = ما زال القارئان قيد التشغيل. هذه الصورة محفوظة بأمان وتُقرأ حالما يصبحان جاهزين.
referral-failed-hint = القارئان غير متاحين على هذا الجهاز، لذلك لا توجد نتيجة. الصورة محفوظة.

# eye
eye-OD = العين اليمنى
eye-OS = العين اليسرى
eye-unknown = اليمنى أو اليسرى غير معروف
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ؟
eye-probability = بثقة { $percent }
eye-by-person = حددها شخص
eye-other-side = صنّف شخص هذه الصورة على أنها: { $filed }. ورآها القارئ: { $reader }. المواضع (نحو الأنف، نحو الصدغ) تتبع جانب القارئ.
eye-filed = { $eye }، حددها شخص؛ القارئ: { $reader }

# viewer
viewer-title = الصورة مع العلامات المرضية
viewer-describe = { $eye }. { $n ->
        [zero] لا علامات محددة
        [one] علامة واحدة محددة
        [two] علامتان محددتان
        [few] { $n } علامات محددة
        [many] { $n } علامة محددة
       *[other] { $n } علامة محددة
    }. الأسهم للتحريك، وزائد وناقص للتكبير والتصغير، و0 لملاءمة الصورة.
viewer-zoom-in = تكبير
viewer-zoom-out = تصغير
viewer-fit = ملاءمة
viewer-fit-hint = عرض الصورة كاملة
viewer-marks = العلامات
viewer-marks-hint = إظهار أو إخفاء كل العلامات (H)
viewer-opacity = شدة العلامات
viewer-disc = القرص البصري
viewer-disc-about = القرص البصري: هنا تقريبًا
viewer-fovea = النقرة المركزية
viewer-alt = الصورة { $file }
viewer-unavailable = لا يمكن عرض الصورة.
viewer-unavailable-hint = أعد تحميل هذه الصفحة. إذا بقي الأمر كذلك فافحص قرص الجهاز.
viewer-zoomed = { $factor } ×
viewer-lens = كيف تُعرض الصورة
viewer-lens-colour = ملوّنة
viewer-lens-red_free = بلا أحمر
viewer-lens-contrast = تباين

# findings
findings-title = العلامات المرضية
findings-none = لا علامات مرضية
findings-none-of = جرى البحث عن: { $labels }. لم يُر شيء منها.
findings-not-ruled-out = جرى البحث عن: { $labels }. لم يُر شيء منها، لكنها غير مستبعدة: الصورة ليست جيدة بما يكفي لذلك.
findings-not-looked = لم يجر البحث عن: { $labels }.
findings-nothing-looked = لم يجر البحث عن شيء في هذه الصورة.
findings-toggle = إظهار في الصورة: { $label }
findings-list = كل العلامات: { $label }
findings-rest = عرض { $n } أخرى
findings-fovea = على بعد { $value } من قطر القرص عن النقرة المركزية
findings-score = بثقة { $percent }
findings-research = للبحث فقط
findings-language = من قارئ النص
findings-sentence = إلى جملتها: { $step }

# label
label-microaneurysm = أم دم مجهرية
label-haemorrhage = نزف
label-hard_exudate = نضحة صلبة
label-cotton_wool_spot = بقعة قطنية
label-neovascularisation = أوعية جديدة
label-drusen = براريق
label-retinal_scar = ندبة شبكية

# labels
labels-microaneurysm = أمهات دم مجهرية
labels-haemorrhage = أنزفة
labels-hard_exudate = نضحات صلبة
labels-cotton_wool_spot = بقع قطنية
labels-neovascularisation = أوعية جديدة
labels-drusen = براريق
labels-retinal_scar = ندبات شبكية

# gloss
gloss-microaneurysm = انتفاخ صغير في وعاء دقيق
gloss-haemorrhage = بقعة دم
gloss-hard_exudate = ترسّب أصفر تتركه أوعية تسرّب
gloss-cotton_wool_spot = بقعة شاحبة حيث انقطع الدم
gloss-neovascularisation = أوعية جديدة وهشة
gloss-drusen = ترسّب أصفر تحت الشبكية
gloss-retinal_scar = ضرر التأم

# sector
sector-macular = مركز البصر (البقعة)
sector-superotemporal = في الأعلى نحو الصدغ
sector-superonasal = في الأعلى نحو الأنف
sector-inferotemporal = في الأسفل نحو الصدغ
sector-inferonasal = في الأسفل نحو الأنف
sector-unknown = الموضع غير معروف

# chain
chain-title = كيف جرى التوصل إلى النتيجة
chain-hint = الكلمات المسطّرة مواضع في الصورة. المس إحداها لتراها.
chain-two-readers = الخطوات المعلّمة «قارئ النص» هي كلمات القارئ الثاني. النتيجة أعلاه تستند إلى القياسات؛ وحيث يختلف الاثنان في الإحالة يراجعها طبيب.
chain-unverified = الخطوات الموسومة بـ«نموذج لغوي، غير مُتحقَّق منه» هي كلمات نموذج لغوي. لم يُقس شيء؛ وكلماته والمواضع التي يسميها ليست من النتائج، ولا يُبنى عليها شيء.
chain-place = { $text }: إظهار { $n ->
        [zero] لا مواضع
        [one] موضع واحد
        [two] موضعين
        [few] { $n } مواضع
        [many] { $n } موضعًا
       *[other] { $n } موضع
    } في الصورة
chain-step-quality = الجودة
chain-step-anatomy = التشريح
chain-step-lesions = الآفات
chain-step-features = السمات
chain-step-diagnosis = التشخيص
chain-step-management = التدبير
chain-source-evidence = مقيس
chain-source-language = قارئ النص
chain-source-person = طبيب
chain-source-structure = من القيم المقيسة
chain-source-unverified = نموذج لغوي، غير مُتحقَّق منه
chain-empty = لم تُكتب خطوات لهذه الصورة.

# readers: the two of them, and where they agree
readers-title = قارئان
readers-evidence = يقيس، وعليه تستند النتيجة.
readers-language = { $n ->
        [0] نظر دون أن يعرف ما قيس. لا توجد أعلاه كلمات منه.
        [zero] نظر دون أن يعرف ما قيس. لا توجد أعلاه كلمات منه.
        [one] نظر دون أن يعرف ما قيس. بكلماته: { $steps }.
        [two] نظر دون أن يعرف ما قيس. بكلماته: { $steps }.
        [few] نظر دون أن يعرف ما قيس. بكلماته: { $steps }.
        [many] نظر دون أن يعرف ما قيس. بكلماته: { $steps }.
       *[other] نظر دون أن يعرف ما قيس. بكلماته: { $steps }.
    }
readers-agree = متفقان
readers-differ = مختلفان

# beside: a second photograph
beside-title = صورة أخرى بجانب هذه
beside-other = بجانب أخرى
beside-off = واحدة فقط
beside-show = عرض { $file } بجانب هذه
beside-other-eye = العين الأخرى
beside-last = الزيارة السابقة، { $date }

# ask
ask-title = اسأل عن هذه الصورة
ask-hint = الأجوبة من القياسات. وما لا تستطيع قوله لا يُجاب عنه.
ask-hint-unverified = لا يُقاس شيء هنا. ما يجيب به النموذج اللغوي هو كلامه وغير مُتحقَّق منه؛ وما ينبغي فعله يأتي من البروتوكول.
ask-label = سؤالك
ask-send = اسأل
ask-waiting = في انتظار القارئ…
ask-show = إظهار في الصورة
ask-understood = فُهم على أنه: { $question }
ask-may-ask = يمكنك أن تسأل: { $questions }

# asked: what a Reading answers, also as a suggestion
asked-describe = صِف هذه الصورة.
asked-referable = هل تحتاج هذه العين إلى إحالة؟
asked-why_referral = لماذا هذه الإحالة؟
asked-grade = ما درجة ICDR؟
asked-why_grade = لماذا هذه الدرجة؟
asked-oedema_risk = ما خطر وذمة البقعة؟
asked-why_oedema = لماذا خطر الوذمة هذا؟
asked-disc = أين القرص البصري؟
asked-fovea = أين النقرة المركزية؟
asked-side = أي عين هذه؟
asked-gradable = هل هذه الصورة قابلة للتقييم؟
asked-manage = ما الذي ينبغي فعله؟
asked-next = متى الزيارة القادمة؟
asked-plan = أعطِ التقييم والخطة.
asked-urgent = ما الذي ينبغي فعله حيال هذه الأعراض؟
asked-disc_to_fovea = ما بُعد النقرة عن القرص البصري؟
asked-cup = ما النسبة الرأسية للتقعر إلى القرص؟
asked-vessels = ما كثافة الأوعية؟
asked-lesions = ما الآفات الموجودة؟
asked-healthy = ما الذي وُجد، وما الذي لم يجر البحث عنه؟
asked-unassessed = ما الذي لم يجر البحث عنه؟
asked-sure = ما مدى التأكد من النتيجة؟
asked-checks = هل القارئان متفقان؟
asked-present = هل توجد { $labels }؟
asked-where = إظهار: { $labels }.
asked-count = كم عدد { $labels }؟
asked-largest = أين أكبر { $labels }؟
asked-area = ما حجم { $labels } معًا؟
asked-distance = ما بُعد { $labels } عن النقرة؟
asked-compare = هل { $labels } أكثر من { $others }؟
asked-condition = هل يوجد { $condition }؟
asked-finding = ما هو F{ $n }؟
asked-inside = ماذا يوجد في { $box }؟
asked-help = ماذا يمكن أن أسأل؟

# answer: answers composed from a Reading
answer-yes = نعم
answer-no = لا
answer-count = { $labels }: { $n } ({ $ids }).
answer-count-none = { $labels }: لم يوجد شيء منها.
answer-more = { $ids } و{ $n } غيرها
answer-disc = القرص البصري عند { $box }.
answer-fovea = النقرة المركزية عند { $box }.
answer-disc-to-fovea = بين القرص والنقرة { $distance } من قطر القرص.
answer-cup = النسبة الرأسية للتقعر إلى القرص { $value }.
answer-vessels = كثافة الأوعية في المجال { $value }.
answer-unmeasured = لم يُقَس: { $reason }.
answer-research = هذا للبحث فقط: لم يثبت على صور حقيقية ولا يغيّر أي إحالة.
answer-urgent = أحِل المريض فورًا، مهما أظهرت الصورة.
answer-help = يمكنك مثلًا أن تسأل: { $questions }
answer-eye-OD = هذه عين يمنى (OD، درجة التأكد { $share }).
answer-eye-OS = هذه عين يسرى (OS، درجة التأكد { $share }).
answer-good = الصورة جيدة وقابلة للتقييم.
answer-usable = الصورة صالحة للاستخدام وقابلة للتقييم.
answer-seen = لوحظ: { $reasons }.
answer-referable = بحسب القياس والبروتوكول، تحتاج هذه العين إلى إحالة.
answer-not-referable = بحسب القياس والبروتوكول، لا تحتاج هذه العين إلى إحالة.
answer-left-to-doctor = قرار إحالة هذه العين متروك للطبيب.
answer-neither = الصورة غير قابلة للتقييم، فلا هذا ولا ذاك.
answer-after = بعد ذلك تحدد عيادة العيون الزيارة القادمة.
answer-probability-dr = احتمال وجود أي اعتلال شبكية سكري { $share }.
answer-probability = احتمال أن تحتاج هذه العين إلى إحالة { $share }.
answer-bands = دون { $low } يقع على الأكثر { $misses } من العيون التي تحتاج إلى إحالة (قيس على { $positives })، ومن { $high } فصاعدًا على الأكثر { $alarms } من غيرها (على { $negatives }).
answer-risk-seen = قُدّر خطر وذمة البقعة 0، مع أنه وُجدت نضحات صلبة قرب النقرة.
answer-uncertain = هذا غير مؤكد.
answer-near = نضحات صلبة وُجدت: { $n }؛ منها ضمن قطر قرص واحد من النقرة: { $close } ({ $ids }).
answer-near-none = نضحات صلبة وُجدت: { $n }؛ لا شيء منها ضمن قطر قرص واحد من النقرة.
answer-as-lesion = جرى البحث عنه بوصفه آفة من آفات اعتلال الشبكية.
answer-condition-present = { $condition }: وُجد (الاحتمال { $share }).
answer-condition-absent = { $condition }: جرى البحث عنه ولم يوجد (الاحتمال { $share }).
answer-condition-uncertain = { $condition }: غير مؤكد (الاحتمال { $share }).
answer-not-swelling = صورة واحدة تُظهر الخطر، لا الوذمة نفسها.
answer-largest = الأكبر هي { $id }.
answer-place = { $id }: على بعد { $distance } من قطر القرص عن النقرة؛ { $sector }؛ عند { $box }.
answer-place-only = { $id }: { $sector }؛ عند { $box }.
answer-area = تغطي معًا { $area } من مربع قطر القرص.
answer-nearest = الأقرب، { $id }، على بعد { $distance } من قطر القرص عن النقرة.
answer-no-findings = لا توجد موجودات.
answer-findings = توجد F1 إلى F{ $n }.
answer-finding = { $id }: { $label }، الدرجة { $share }.
answer-finding-area = مساحتها { $area } من مربع قطر القرص.
answer-nothing-there = لا شيء مما جرى البحث عنه هناك.
answer-unassessed = لم يجر البحث عنه، وهذا لا يعني أنه غير موجود: { $list }.
answer-unproven = آفات لا يدعمها قياس: { $list }.
answer-checks = اجتاز { $n } من { $all } فحوص.
answer-history = السوابق كما ذُكرت، دون حكم: «{ $history }».
answer-unverified = لم يُقيَّم: لا شيء هنا يقيس هذا أو يتحقق منه. ما يلي كلمات النموذج اللغوي نفسه.
answer-said-nothing = لم يقل شيئًا.
answer-broke-off = توقف: نفد وقته أو مساحته.
answer-reader-failed = تعذّر سؤال قارئ النص ({ $why })؛ يبقى الجواب المقيس.
answer-reader-same = عن السؤال «{ $question }» يقول قارئ النص الشيء نفسه: «{ $words }»
answer-reader-other = عن السؤال «{ $question }» قال قارئ النص غير ذلك؛ يبقى الجواب المقيس.
answer-decline-not_assessed = هذا لا يُقيَّم هنا: لم يجر البحث عنه، فقد يكون موجودًا أو لا يكون.
answer-decline-not_measured = تعذّر قياس ذلك في هذه الصورة.
answer-decline-not_in_photograph = صورة الشبكية لا تستطيع قول ذلك.
answer-decline-for_a_doctor = هذا يقرره الطبيب: فالأدوية والعمليات والمآل لا تُستنتج من صورة.
answer-decline-other_eye = هذه الصورة تُظهر عينًا واحدة فقط؛ اسأل عن صورة العين الأخرى.
answer-decline-other_visit = لا يُعرف هنا إلا هذه الصورة؛ ولا يُقارَن شيء بزيارة أخرى.
answer-decline-who = الصورة لا تقول من هو المريض.
answer-decline-off_topic = لا يُجاب هنا إلا عن الأسئلة المتعلقة بهذه الصورة.
answer-decline-not_understood = لم يُفهم السؤال على أنه مما تستطيع هذه القراءة الإجابة عنه.
answer-decline-no_such_finding = لا يوجد هذا الموجود في هذه الصورة.
answer-decline-no_option = لا شيء من الخيارات المعطاة، أو أكثر من واحد منها، هو ما قيس.

# conditions
conditions-title = الأمراض
conditions-status-present = موجود
conditions-status-absent = لم يوجد
conditions-status-uncertain = غير مؤكد
conditions-status-not_assessed = لم يُبحث عنه
conditions-not-assessed = لم يُبحث عنه ({ $n })
conditions-not-assessed-hint = لا يستطيع نموذج هذا الجهاز الحكم على هذه الأمراض. قد تكون موجودة وقد لا تكون.
conditions-name-age_related_macular_degeneration = التنكس البقعي المرتبط بالعمر
conditions-name-diabetic_retinopathy = اعتلال الشبكية السكري
conditions-name-glaucoma = الزرق (الغلوكوما)
conditions-name-hypertensive_retinopathy = اعتلال الشبكية بارتفاع ضغط الدم
conditions-name-increased_cup_disc_ratio = زيادة نسبة التقعر إلى القرص
conditions-name-macular_edema = وذمة البقعة
conditions-name-myopic_fundus = قاع عين حسيرة
conditions-name-drusen = براريق
conditions-name-retinal_hemorrhage = نزف شبكي
conditions-name-retinal_scar = ندبة شبكية
conditions-name-vascular_occlusion = انسداد وعائي
conditions-name-choroidal_nevus = شامة مشيمية
conditions-column-condition = المرض
conditions-column-status = النتيجة
conditions-column-probability = الاحتمال
conditions-stage-icdr-0 = 0، لا يوجد
conditions-stage-icdr-1 = 1، خفيف
conditions-stage-icdr-2 = 2، متوسط
conditions-stage-icdr-3 = 3، شديد
conditions-stage-icdr-4 = 4، تكاثري
conditions-stage-dme_risk-0 = 0، لا نضحة
conditions-stage-dme_risk-1 = 1، بعيد عن المركز
conditions-stage-dme_risk-2 = 2، قرب المركز
conditions-research = للبحث فقط: لا يغيّر الإحالة
conditions-abstention = يُعدّ غير موجود دون { $low }، وهذا يُغفل على الأكثر { $misses } من المصابين (قيس على { $positives } صورة)؛ وموجودًا من { $high }، وهذا ينذر خطأً على الأكثر بـ { $alarms } من غير المصابين (على { $negatives })؛ وغير مؤكد بينهما.
conditions-abstention-off = هذه الصورة لا تشبه تلك الصور، لذلك قد لا تصحّ النسبتان لها.
conditions-stage-of-icdr = درجة ICDR‏ { $stage }
conditions-stage-of-dme_risk = خطر الوذمة { $stage }
conditions-rests = يستند إلى { $n ->
        [zero] لا علامات
        [one] علامة واحدة
        [two] علامتين
        [few] { $n } علامات
        [many] { $n } علامة
       *[other] { $n } علامة
    }

# checks
checks-title = فحوص السلامة
checks-passed = اجتيز
checks-failed = لم يُجتز
checks-all-passed = اجتيزت كلها ({ $n })
checks-some-failed = لم يُجتز { $failed } من { $n }
checks-none = لم تُجر فحوص.
checks-effect-none = للعلم: النتيجة تبقى كما هي
checks-effect-uncertain = يجعل النتيجة غير مؤكدة
checks-effect-review = يرسل الصورة إلى طبيب
checks-rule-stage_has_lesions = المرحلة تؤيدها آفات
checks-rule-lesions_have_stage = الآفات منعكسة في المرحلة
checks-rule-boxes_in_field = كل علامة داخل مجال الصورة
checks-rule-landmarks_plausible = القرص والنقرة حيث يكونان في العيون
checks-rule-oedema_matches_exudates = خطر الوذمة يوافق النضحات قرب النقرة المركزية
checks-rule-readers_agree_referable = القارئان متفقان على الإحالة
checks-rule-language_boxes_supported = مواضع قارئ النص قيست أيضًا
checks-rule-chain_complete = أعطى قارئ النص كل الخطوات
checks-rule-quality_permits_absence = الصورة تكفي لاستبعاد المرض
checks-rule-familiar_camera = الصورة تشبه الصور التي قيس عليها النموذج

# measures
measures-title = القياسات
measures-vessel_density = كثافة الأوعية
measures-cup_disc_ratio_vertical = نسبة التقعر إلى القرص عموديًا
measures-cup = التقعر
measures-disc = القرص البصري
measures-fovea = النقرة المركزية
measures-laterality = العين
measures-quality = درجة الجودة
measures-novelty = الاختلاف عما قيس عليه النموذج
measures-of-limit = { $value } (حتى { $limit } مألوف)
measures-found = وُجد، بثقة { $percent }
measures-missing = لم يوجد
measures-not-measured = لم يُقس
measures-research = للبحث فقط
measures-over = على: { $region }

# report
report-title = التقرير
report-copy = نسخ
report-copied = نُسخ
report-print = طباعة

# provenance
provenance-title = كيف قُرئت
provenance-evidence = قارئ القياس
provenance-language = قارئ النص
provenance-not-run = لم يعمل
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = المعالج
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $engine } على { $provider }، { $precision }
provenance-timings = الوقت المستغرق
provenance-seconds = { $seconds } ث
provenance-steps-decode = الفتح
provenance-steps-quality = الجودة
provenance-steps-evidence = القياس
provenance-steps-language = النص
provenance-steps-total = المجموع
provenance-file = الملف
provenance-taken = قُرئت في
provenance-size = { $width } × { $height } بكسل
provenance-protocol = البروتوكول
provenance-software = البرنامج
provenance-id = القراءة
provenance-sha256 = المجموع الاختباري للصورة
doubts = اقرأ بحذر
research = البحث مُفعّل. ما هو معلّم للبحث تُعلّم من عيون مرسومة أو من صور قليلة جدًا، ولم يثبت على عيون حقيقية، ولا يغيّر الإحالة.

# fallback
fallback-title = قُرئت بأقل من المعتاد
fallback-station = هذا الجهاز يعمل بأقل من المعتاد

# print
print-title = تقرير الفحص
print-signature = راجعه
print-date = التاريخ
print-not-assessed = لم يجر البحث عن: { $labels }. هذا لا يعني أنها غير موجودة.

# gate
gate-sign-in = تسجيل الدخول
gate-signing-in = جارٍ تسجيل الدخول…
gate-name = اسمك
gate-password = كلمة المرور
gate-lost-password = هل ضاعت كلمة المرور؟ يضع المدير كلمة جديدة. وإذا ضاعت كلمة المدير فعلى أحد أن يأتي إلى الجهاز نفسه.
gate-language = اللغة
gate-not-reviewed = لم يقرأ هذه الترجمة بعدُ أي متحدث أصلي باللغة.
gate-locked = مقفل
gate-pin-of = { $name }، أدخل رقمك السري PIN للمتابعة. لم يضع شيء.
gate-pin-typed = { $n ->
        [zero] لم يُدخل أي رقم
        [one] أُدخل رقم واحد
        [two] أُدخل رقمان
        [few] أُدخلت { $n } أرقام
        [many] أُدخل { $n } رقمًا
       *[other] أُدخل { $n } رقم
    }
gate-erase = حذف آخر رقم
gate-open = فتح
gate-other-person = دخول شخص آخر

# wizard
wizard-title = إعداد هذا الجهاز
wizard-step = { $n } من { $of }
wizard-clinic-title = المركز
wizard-clinic = اسم المركز
wizard-clinic-hint = يظهر في كل تقرير.
wizard-code = رمز الإعداد
wizard-code-hint = أظهره الجهاز عند تشغيله.
wizard-zone = المنطقة الزمنية
wizard-administrator-title = من المسؤول عن هذا الجهاز
wizard-administrator-hint = هذا الشخص يضيف الآخرين. لم تأت مع الجهاز أي كلمة مرور.
wizard-password-hint = على الأقل { $n } من الحروف. ثلاث كلمات لا صلة بينها مناسبة.
wizard-again = كلمة المرور مرة أخرى
wizard-again-wrong = الاثنتان غير متطابقتين.
wizard-pin = الرقم السري PIN
wizard-pin-hint = من { $n } إلى 8 أرقام. يفتح الصفحة بعد أن تُقفل نفسها.
wizard-checks-title = هل كل شيء على ما يرام؟
wizard-no-camera = صِل الكاميرا وانظر من جديد. يمكن أيضًا إضافة الصور كملفات.
wizard-model-tested = حُمّل، وأعطى الأجوبة الصحيحة في اختباره
wizard-disk-well = توجد مساحة
wizard-look-again = انظر من جديد
wizard-back = رجوع
wizard-next = التالي
wizard-finish = إنهاء
system-models-loading = القارئان قيد التشغيل…
system-models-ready = جاهزان
system-models-failed = غير متاحين
system-models-away = القارئ لا يعمل
system-camera = الكاميرا
system-model = النموذج
system-disk = القرص

# person
person-nameless = الاسم غير معروف
person-age = { $n ->
        [zero] { $years } سنة
        [one] سنة واحدة ({ $years })
        [two] سنتان ({ $years })
        [few] { $years } سنوات
        [many] { $years } سنة
       *[other] { $years } سنة
    }
person-sex-female = أنثى
person-sex-male = ذكر
person-sex-other = آخر

# work: the list of the day
work-title = قائمة العمل
work-search = الاسم أو الرقم أو الرمز الممسوح
work-new = مريض جديد
work-list-today = اليوم
work-list-recalls = سيعودون
work-list-not_arrived = أُحيلوا ولم يصلوا
work-list-all = الجميع
work-photographs = الصور
work-due = موعده { $date }
work-loading = جارٍ إحضار القائمة…
work-none-found = لا أحد اسمه «{ $name }».
work-empty-today = لم يُفحص أحد اليوم. ابدأ بمريض جديد.
work-empty-recalls = لا أحد عليه أن يعود الآن.
work-empty-not_arrived = وصل كل من أُحيل.
work-empty-all = لا يوجد مريض على هذا الجهاز بعد.
work-found = { $n ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $n } أشخاص
        [many] { $n } شخصًا
       *[other] { $n } شخص
    } باسم «{ $name }»

# shell: what stands around every page
shell-places = الصفحات
shell-practice = تدريب: عيون مرسومة وأشخاص مخترعون. لا يدخل شيء من هذا في سجل المركز.
practice-begin = التدرّب على عيون مرسومة
practice-leave = الخروج من التدريب
paper-practice = تدريب: عين مرسومة، لا شخص
shell-unsent = بعض ما أدخلته ليس على الجهاز بعد. يبقى مخفيًا في هذا اللوح حتى تسجّل الدخول هنا مجددًا.
shell-sign-out-anyway = تسجيل الخروج رغم ذلك
take-none-title = لا صورة لهذه العين؟
take-none-absent = هذه العين غير موجودة (مفقودة، اصطناعية)
take-none-could_not = لا يمكن تصويرها
take-none-refused = الشخص يرفض
take-none-not = ستُلتقط صورة
not-assessed-absent = العين غير موجودة
not-assessed-could_not = تعذّر تصويرها
not-assessed-refused = رُفض تصويرها
decision-eye_absent = غير موجودة: لا شيء يُقيّم.
decision-absent_eye_photographed = قيل إنها غير موجودة، ولها صورة. حدّد أي عين هي.
explain-absent = { $eye }: غير موجودة، فلم يُنظر إلى شيء فيها.
changes-title = نتائج تغيّرت
changes-hint = أُعيدت قراءتها بنموذج أحدث، أو بعد سحب نموذج، فجاءت نتيجتها مختلفة. تبقى كل واحدة هنا حتى ينظر إليها طبيب.
changes-none = لا تغيير لم ينظر إليه أحد.
changes-before = من قبل: { $what }
changes-after = الآن: { $what }
changes-referral = الإحالة
changes-seen = نظرتُ إليها
trust-title = الوثوق بهذه المحطة
trust-why = مرة واحدة على كل لوح. بعدها لا يحذّر اللوح، ويميّز هذه المحطة من غيرها.
trust-compare = قارِن. ملصق المحطة أو شاشتها تُظهر هذه البصمة:
trust-differs = إن اختلف حرف واحد فتوقّف: هذه ليست محطتك.
trust-download = تنزيل الشهادة
trust-install = ثبّتها.
trust-android = الإعدادات، الأمان، المزيد من إعدادات الأمان، التشفير وبيانات الاعتماد، تثبيت شهادة، شهادة CA؛ ثم اختر ocellus.crt من التنزيلات.
trust-apple = الإعدادات، عام، VPN وإدارة الجهاز، ملف التعريف المنزَّل، تثبيت. ثم الإعدادات، عام، حول، إعدادات الوثوق بالشهادات، وفعّل Ocellus.
trust-windows = افتح الملف، تثبيت الشهادة، المستخدم الحالي، المراجع المصدقة الجذرية الموثوق بها.
trust-firefox = الإعدادات، الشهادات، السلطات، استيراد، للمواقع.
trust-open = افتح المحطة، وضعها على الشاشة الرئيسية للوح.
trust-limits = لا تشهد هذه الشهادة إلا لشبكة هذه العيادة، ولا لشيء على الإنترنت.
trust-nothing = لا يُوصل إلى هذه المحطة إلا من جهازها نفسه؛ لا شيء يُوثق به.
shell-open = لا حساب لأحد هنا بعد: كل من على هذا الحاسوب يرى كل شيء.
shell-set-up = إعداد هذا الجهاز
shell-lock = قفل
shell-lock-of = قفل صفحة { $name }
shell-sign-out = تسجيل الخروج
more-title = المزيد
role-technician = فنّي
role-doctor = طبيب
role-administrator = مدير
system-title = النظام
charts-title = الرسوم البيانية
negatives-title = نتائج سلبية للمراجعة
operators-title = العاملون هنا
audit-title = من فعل ماذا

# patient
patient-identifier = الرقم
patient-identifier-hint = امسح البطاقة أو اكتب رقم المركز.
patient-name = الاسم
patient-year = سنة الميلاد أو العمر
patient-year-hint = 1961 أو 65
patient-year-wrong = ليست سنة ميلاد ولا عمرًا.
patient-sex = الجنس
patient-alike = هل هو أحد هؤلاء؟
patient-another = لا، شخص آخر
patient-begin = بدء الزيارة
patient-go-on = متابعة الزيارة
patient-missing = هذا الشخص ليس على هذا الجهاز
patient-visits = الزيارات
patient-no-visits = لا زيارات بعد.
patient-ended = انتهت
patient-under-way = جارية
recall-open = بانتظار
recall-arrived = وصل
recall-missed = لم يأت
recall-cancelled = لم يعد لازمًا

# visit
visit-steps = خطوات الزيارة
visit-step-questions = أسئلة
visit-step-right = العين اليمنى
visit-step-left = العين اليسرى
visit-step-result = النتيجة
visit-step-explain = الشرح
visit-step-finish = الإنهاء
visit-done = تم
visit-missing = هذه الزيارة ليست على هذا الجهاز
visit-to-patient = إلى صفحة الشخص
visit-next = التالي: { $step }
visit-kept = حُفظ على الجهاز
visit-sending = جارٍ الحفظ…
visit-unsent = محفوظ على هذا اللوح، وليس على الجهاز بعد.
visit-conflict = غيّر لوح آخر الأجوبة نفسها.
visit-conflict-mine = أُدخل هنا
visit-conflict-theirs = على الجهاز
visit-keep-mine = إبقاء ما أُدخل هنا
visit-keep-theirs = إبقاء ما على الجهاز
mismatch-title = هذه تبدو: { $eye }. والتُقطت على أنها: { $said }.
mismatch-ask = أي عين هي؟

# questions
questions-consent-title = الموافقة
questions-consent = تُلتقط صور لقاع العين ويقرؤها هذا الجهاز وتُحفظ في المركز. الرفض لا يكلّف شيئًا.
questions-agrees = موافق
questions-refuses = غير موافق
questions-refused = إذن لا تُلتقط أي صورة. يمكن للشخص أن يعود في أي وقت.
questions-ask-consent = اطلب الموافقة أولًا.
questions-symptoms = ممَّ يشكو الشخص؟
questions-urgent = عاجل: طبيب عيون اليوم.
questions-urgent-hint = مهما أظهرت الصور. لا تدع الصور تؤخر ذلك.
questions-acuity = البصر، بالنظارة التي لدى الشخص
questions-not-measured = لم يُقس
questions-acuity-fingers = يعدّ الأصابع
questions-acuity-hand = يرى حركة اليد
questions-acuity-light = يرى الضوء
questions-acuity-none = لا يرى الضوء
questions-diabetes = السكري
questions-years = منذ كم سنة
questions-treated = علاج سابق
questions-earlier_laser = ليزر
questions-earlier_surgery = عملية
symptom-sudden_loss_of_sight = فقدان البصر فجأة
symptom-flashes = ومضات ضوء
symptom-curtain = ستارة أمام العين
symptom-floaters = بقع عائمة
symptom-gradual_loss_of_sight = البصر يضعف ببطء
symptom-distorted_sight = الخطوط المستقيمة تبدو منحنية
symptom-eye_pain = ألم في العين
diabetes-none = لا
diabetes-type_1 = النوع 1
diabetes-type_2 = النوع 2
diabetes-other = نوع آخر
diabetes-unknown = غير معروف

# take: one eye at the camera
take-another = التقاط أخرى
take-file = إضافة ملف لهذه العين
take-sending = جارٍ الإرسال…
take-no-camera = أضف ملفًا لهذه العين أو صِل الكاميرا.
take-taken = الصور الملتقطة: { $eye }
take-skip = المتابعة دون صورة: { $eye }

# decision for the person
decision-incomplete = ما زالت صورة قيد القراءة: قد يتغير هذا.
decision-symptom = يذكر الشخص: { $symptom }. هذا مهم مهما أظهرت الصور.
decision-poor_acuity = ترى بضعف.
decision-earlier_laser = عولجت بالليزر من قبل؛ لم يُقس القارئ على عيون كهذه.
decision-earlier_surgery = أُجريت لها عملية من قبل؛ لم يُقس القارئ على عيون كهذه.
decision-asymmetry = العينان مختلفتان كثيرًا.
decision-laterality_disagrees = تبدو الصورة للعين الأخرى. حدّد من جديد أيهما هي.
decision-laterality_unknown = لا يُعرف لأي عين إحدى الصور.
not-assessed-no_photograph = لا صورة
not-assessed-not_read_yet = لم تُقرأ بعد
not-assessed-reading_failed = تعذّرت قراءتها
not-assessed-ungradable = غير قابلة للتقييم
not-assessed-no_claim = لم تُقيّم

# explain: to the person, in plain words
explain-title = قل للشخص
explain-what = التقطنا صورًا لقاع عينيك. بحث هذا الجهاز عن الضرر الذي قد يسببه السكري هناك. وهو ليس طبيبًا.
explain-category-urgent = تحتاج إلى طبيب عيون قريبًا جدًا.
explain-category-told = ما أخبرتنا به، أو ضعف بصرك، يحتاج إلى طبيب عيون مهما أظهرت الصور.
explain-category-refer = تُظهر الصور تغيّرات ينبغي أن يراها طبيب عيون.
explain-category-review = سينظر طبيب في صورك قبل أن نخبرك بالنتيجة.
explain-category-rescreen = لم يوجد ما يحتاج إلى طبيب عيون.
explain-category-ungradable = صورك ليست واضحة بما يكفي. ينبغي أن يفحص طبيب عيون عينيك.
explain-seen = ما رُئي:
explain-when-urgent = { $n ->
        [0] اذهب اليوم.
        [1] اذهب اليوم.
        [zero] اذهب اليوم.
        [one] اذهب اليوم.
        [two] اذهب خلال يومين، والأفضل غدًا.
        [few] اذهب خلال { $n } أيام، والأفضل غدًا.
        [many] اذهب خلال { $n } يومًا، والأفضل غدًا.
       *[other] اذهب خلال { $n } يوم، والأفضل غدًا.
    }
explain-when-refer = اذهب إلى طبيب العيون خلال مدة أقصاها { $n } من الأيام. قد لا تشعر بشيء ومع ذلك تحتاج إليه.
explain-when-rescreen = عُد بعد { $n } من الأيام للصور التالية، حتى لو كنت ترى جيدًا.
explain-when-ungradable = اذهب إلى طبيب العيون خلال مدة أقصاها { $n } من الأيام.
explain-not-assessed = { $eye }: تعذّر تقييمها. لا نستطيع القول إنها سليمة.
explain-limits = لا تُظهر الصور كل أمراض العين.
explain-urgent = إذا ضعف بصرك فجأة أو رأيت ومضات أو ستارة: فاذهب إلى طبيب عيون في اليوم نفسه.
explain-diabetes = ضبط السكر وضغط الدم يحمي عينيك. تناول دواءك كما قيل لك.

# finish
finish-language = لغة التقرير
finish-report = افتح التقرير لطباعته
finish-recall = العودة أو المراجعة في موعد أقصاه { $date }
finish-end = إنهاء الزيارة
finish-next-person = الشخص التالي
finish-waiting = هناك ما لم يُحفظ على الجهاز بعد.
finish-end-anyway = إنهاؤها على أي حال؛ تأتي النتيجة في قائمة العمل
decision-none = لم يُسأل عن شيء ولم تُلتقط صورة بعد.
work-list-review = يراجعها طبيب
work-empty-review = لا شيء ينتظر طبيبًا.
gate-pin-spent = أُدخل الرقم السري PIN خطأً مرات كثيرة. أدخل كلمة المرور.

# operators
operators-new = شخص جديد
operators-role = الدور
operators-add = إضافة
operators-change = تغيير
operators-set = تعيين كلمة المرور أو PIN
operators-password-hint = 10 حروف على الأقل. أخبر بها صاحبها وحده.
operators-pin-hint = من 4 إلى 8 أرقام؛ يمكن تركه.
operators-inactive = لا يُسمح له بالدخول
operators-shut-out = منع الدخول
operators-let-in = السماح بالدخول من جديد

# system
system-engine = المحرك
system-temperature = الحرارة
system-queue = صور في الانتظار
system-record = السجل
system-backup = النسخة الاحتياطية
system-sync = الإرسال إلى مكان آخر
system-clock = الساعة
system-accounts = الحسابات
system-certificate = الشهادة
system-software = البرنامج
system-state-ok = جيد
system-state-warn = ينبغي أن ينظر فيه أحد
system-state-bad = ليس جيدًا
system-reason-fine = جيد.
system-reason-not_used = غير مستخدم.
system-reason-not_told = هذه الآلة لا تذكر ذلك.
system-reason-camera_absent = لا توجد كاميرا موصولة.
system-reason-camera_stalled = الكاميرا لا تعطي صورة.
system-reason-camera_failed = لا يمكن استخدام الكاميرا.
system-reason-model_loading = القارئان قيد التشغيل.
system-reason-model_failed = تعذّر تحميل القارئين.
system-reason-engine_fell_back = كان ينبغي أن يعمل محرك آخر ولم يستطع.
system-reason-engine_lost = توقف القارئان عن الاستجابة وأُعيد تشغيلهما.
system-reason-engine_none = لا شيء يقرأ الصور.
system-reason-hot = الجهاز ساخن.
system-reason-too_hot = الجهاز ساخن جدًا.
system-reason-disk_low = القرص ممتلئ تقريبًا.
system-reason-disk_full = القرص ممتلئ.
system-reason-queue_failed = تعذّرت قراءة بعض الصور.
system-reason-queue_long = صور كثيرة في الانتظار.
system-reason-record_damaged = في السجل شيء تالف.
system-reason-not_checked_yet = لم يُفحص بعد.
system-reason-backup_never = لا توجد نسخة احتياطية.
system-reason-backup_old = النسخة الاحتياطية الأخيرة قديمة.
system-reason-sync_none = هذا الجهاز لا يرسل شيئًا إلى أي مكان.
system-reason-clock_behind = الساعة خاطئة: إنها متأخرة.
system-reason-clock_went_back = رجعت الساعة إلى الوراء.
system-reason-accounts_open = لا حساب لأحد: كل من عند الجهاز يستطيع فعل كل شيء.
system-reason-reader_away = القارئ لا يعمل.
system-reason-certificate_ends = تنتهي الشهادة قريبًا.
system-do-camera_absent = صِل الكاميرا وشغّلها.
system-do-camera_stalled = افصل الكاميرا وانتظر خمس ثوانٍ ثم صِلها من جديد.
system-do-camera_failed = افصل الكاميرا ثم صِلها من جديد. إن بقي الحال كذلك فأخبر المسؤول عن الجهاز.
system-do-model_loading = انتظر؛ يمكن التقاط الصور في هذه الأثناء.
system-do-model_failed = أعد تشغيل الجهاز. إن بقي الحال كذلك فأخبر المسؤول عنه؛ يمكن التقاط الصور وستنتظر.
system-do-reader_away = شغّل القارئ على الجهاز: «systemctl start ocellus-reader». الصور تنتظره.
system-do-engine_none = انظر النموذج أعلاه.
system-do-engine_fell_back = شغّل «ocellus doctor» على الجهاز؛ فهو يسمّي ما ينقص.
system-do-engine_lost = أبلغ عنه مع ملف التشخيص؛ تُعاد محاولة كل صورة من تلقاء نفسها.
system-do-too_hot = أبعد الجهاز عن الشمس وافتح فتحات تهويته، ودعه يبرد.
system-do-hot = وفّر للجهاز هواءً وظلًا.
system-do-disk_full = أفرغ مساحة على قرص الجهاز؛ تُرفض الصور إلى حينه.
system-do-disk_low = أفرغ مساحة قريبًا، أو ركّب قرصًا أكبر.
system-do-queue_long = تابع؛ تأتي القراءات لاحقًا. لا يضيع شيء.
system-do-queue_failed = انظر إلى الصور التي تعذّرت قراءتها والتقطها من جديد.
system-do-record_damaged = خذ الآن نسخة احتياطية على ذاكرة أخرى، ثم شغّل «ocellus record verify» على الجهاز.
system-do-backup_never = انسخ السجل احتياطيًا على ذاكرة: «ocellus record backup».
system-do-backup_old = انسخ السجل احتياطيًا من جديد على ذاكرة: «ocellus record backup».
system-do-clock_behind = اضبط تاريخ الجهاز ووقته؛ قد تكون بطاريته فارغة.
system-do-clock_went_back = اضبط تاريخ الجهاز ووقته؛ قد تكون بطاريته فارغة. كُتب شيء في وقت لاحق.
system-do-accounts_open = أعِدّ الجهاز: العيادة والمدير.
system-do-certificate_ends = افحص الساعة والقرص، ثم أعد تشغيل الجهاز.
system-do-not_told = افحص قرص السجل.
system-now = ساعة الجهاز: { $now }. يعمل منذ { $since }، الإصدار { $version }.
system-diagnostics = لمن يصلحه
system-diagnostics-hint = ملف فيه الإصدارات والحالات والأعداد. لا مريض فيه ولا اسم ولا صورة.
system-diagnostics-get = تنزيل الملف

# doctor
doctor-title = رأي الطبيب
doctor-agree = أوافق
doctor-agree-all = أوافق على النتيجة
doctor-not-there = غير موجود
doctor-is-rather = بل هو
doctor-choose = اختر علامة في الصورة أو في القائمة للحكم عليها.
doctor-missed = فائت
doctor-draw = ارسمه
doctor-draw-stop = إيقاف الرسم
doctor-draw-hint = ارسم مربعًا في الصورة حول: { $label }
doctor-agreed = موافقة:
doctor-corrected = صُحّح:
doctor-rejected = غير موجود:
doctor-about-finding = علامة
doctor-about-condition = مرض
doctor-about-referral = إحالة
doctor-about-quality = جودة
charts-none = لا شيء في هذه الأيام.
charts-numbers = الأعداد
charts-day = اليوم
charts-span = منذ متى
charts-days = عدد الأيام: { $n }
charts-screened = المفحوصون في اليوم
charts-rates = النسبة ممن بُتّ فيهم
charts-referred = أُحيلوا
charts-ungradable = تعذّر تقييمهم
charts-minutes = الدقائق لكل مريض (القيمة الوسطى)
charts-by-operator = بحسب من صوّر
charts-by-cause = لماذا تعذّرت القراءة
charts-nobody = لم يكن أحد مسجلًا

# audit
audit-subject = لهذا المعرّف فقط
audit-subject-hint = الحروف الستة والعشرون لمريض أو زيارة أو صورة أو قراءة.
audit-when = متى
audit-who = من
audit-act = ماذا فُعل
audit-what = بماذا
audit-newest = الأحدث
audit-older = أقدم

# negatives
negatives-hint = اختيرت بالقرعة من آخر 90 يومًا: عُدّت سليمة ولم ينظر فيها طبيب بعد.
negatives-none = لا شيء للمراجعة.
negatives-another = سحب عيّنة أخرى
negatives-probability = احتمال الحاجة إلى إحالة { $percent } %


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = هذه ليست صورة لقاع عين. تحقق من الملف، أو التقط صورة بكاميرا قاع العين.
reading-do-too_small = الصورة أصغر من أن تُقرأ. احفظها بالحجم الكامل للكاميرا وأرسلها مرة أخرى.
reading-do-defocus = اضبط البؤرة حتى تتضح الأوعية الدموية، واطلب من الشخص ألا يتحرك، ثم أعد التصوير.
reading-do-underexposed = زد قوة الوميض وتأكد من أن الضوء يمر من وسط الحدقة، ثم أعد التصوير.
reading-do-overexposed = قلّل قوة الوميض وأعد التصوير.
reading-do-uneven_illumination = حرّك الكاميرا حتى يتساوى الضوء في الدائرة كلها، ثم أعد التصوير.
reading-do-decentred = حرّك الكاميرا حتى تظهر الصورة المستديرة كلها، والشخص ينظر إلى ضوء التثبيت، ثم أعد التصوير.
reading-do-field_cut_off = جزء من الصورة المستديرة ناقص. أدخل الدائرة كلها في الإطار وأعد التصوير.
reading-do-artefact = اطلب من الشخص فتح عينه جيدًا وأبعد الجفن والرموش. امسح العدسة وأعد التصوير.
reading-do-low_contrast = نظّف العدسة، وتحقق من المسافة إلى العين واضبط البؤرة، ثم أعد التصوير.
reading-do-physiology = دع الشخص يجلس خمس دقائق في الظلام، أو وسّع الحدقة إن كان مسموحًا، ثم أعد التصوير. إذا بقي الأمر كذلك فأحِله على أنه غير قابل للتقييم.
reading-do-better = يمكن قراءتها. لصورة أفضل: { $act }

# Shares; never a certainty that was not measured.
reading-share = { $n }%
reading-share-over = أكثر من 99%
reading-share-under = أقل من 1%

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = خطر وذمة البقعة
reading-grade-icdr-0 = لا يوجد اعتلال شبكية سكري
reading-grade-icdr-1 = اعتلال شبكية سكري غير تكاثري خفيف
reading-grade-icdr-2 = اعتلال شبكية سكري غير تكاثري متوسط
reading-grade-icdr-3 = اعتلال شبكية سكري غير تكاثري شديد
reading-grade-icdr-4 = اعتلال شبكية سكري تكاثري
reading-grade-dme_risk-0 = لا علامة على وذمة البقعة
reading-grade-dme_risk-1 = نضحة صلبة أبعد من قطر قرص واحد عن النقرة المركزية
reading-grade-dme_risk-2 = نضحة صلبة ضمن قطر قرص واحد من النقرة المركزية

# Why a referral was made.
reading-because-grade = { $name } ({ $scale } { $grade }).
reading-because-grade-uncertain = { $name } ({ $scale } { $grade }، غير مؤكد).
reading-because-risk-unseen = قُدّر خطر وذمة البقعة { $grade }، مع أنه لم توجد نضحة صلبة تفسّره.
reading-because-doctor-decided = قرر ذلك طبيب.
reading-because-doctor-corrected = صحّح طبيب هذه القراءة.
reading-because-ungradable = الصورة غير قابلة للتقييم؛ والمرض الذي لا يُرى هنا غير مستبعد.
reading-because-again = الصورة غير قابلة للتقييم: أعد التصوير؛ فقد يكون هناك أكثر مما يُرى.
reading-because-unassessed-dr = لم يُقيَّم اعتلال الشبكية السكري: ليس لهذا النموذج نتائج مقيسة في ذلك.
reading-because-unassessed-dme = لم يُقيَّم خطر وذمة البقعة: ليس لهذا النموذج نتائج مقيسة في ذلك.
reading-because-unassessed-both = لم يُقيَّم اعتلال الشبكية السكري ولا خطر وذمة البقعة: ليس لهذا النموذج نتائج مقيسة في ذلك.
reading-because-likely = احتمال أن تحتاج هذه العين إلى إحالة { $share }، مع أنه لا توجد درجة منفردة تقتضيها.
reading-because-unclear = احتمال أن تحتاج هذه العين إلى إحالة { $share }: ليس واضحًا بما يكفي.
reading-because-unlikely = إحدى الدرجات تقتضي الإحالة، مع أن احتمال أن تحتاج هذه العين إلى إحالة { $share } فقط.

# What each check saw.
reading-check-apart = بين القرص والنقرة { $distance } من قطر القرص (في العيون: { $least }–{ $most }).
reading-check-no-disc = لم يُعثر على القرص البصري.
reading-check-no-fovea = لم يُعثر على النقرة المركزية.
reading-check-absence = الصورة تكفي للقول بعدم وجود مرض.
reading-check-no-absence = الصورة لا تكفي للقول بعدم وجود مرض.
reading-check-familiar = هذه الصورة تشبه الصور التي قيس عليها النموذج.
reading-check-unlike = هذه الصورة لا تشبه الصور التي قيس عليها النموذج، كأنها من نوع آخر من الكاميرات: تُعطى احتمالاتها بثقة أقل.
reading-check-no-retinopathy = لم يُصنّف اعتلال شبكية، لذلك لا حاجة إلى آفة.
reading-check-rests = تستند ICDR‏ { $grade } إلى { $n ->
        [zero] لا علامات
        [one] علامة واحدة
        [two] علامتين
        [few] { $n } علامات
        [many] { $n } علامة
       *[other] { $n } علامة
    }.
reading-check-no-lesion = أُعطيت ICDR‏ { $grade }، لكن لم توجد آفة تحددها.
reading-check-agree = الآفات التي وُجدت توافق الدرجة.
reading-check-more = أُعطيت ICDR‏ { $grade }، لكن عدد الآفات التي وُجدت وتدل على أكثر من ذلك هو { $n }.
reading-check-oedema = خطر وذمة البقعة { $grade }؛ عدد النضحات الصلبة { $n }، منها { $close } ضمن { $limit } من قطر القرص عن النقرة المركزية.
reading-check-oedema-unplaced = خطر وذمة البقعة { $grade }؛ عدد النضحات الصلبة { $n }، وبعدها عن النقرة المركزية غير معروف.
reading-check-complete = أعطى قارئ النص الخطوات الست كلها.
reading-check-incomplete = لم يُكمل قارئ النص خطواته.
reading-check-inside = كل مربعات قارئ النص داخل المجال.
reading-check-outside = مربعات قارئ النص التي وقعت خارج المجال وتُركت: { $n }.
reading-check-supported = { $n } من { $all } من مربعات الآفات لقارئ النص تقع على علامة مرضية.
reading-check-doubted = بحسب القياس الصورة قابلة للتقييم؛ ويقول قارئ النص إنها ليست كذلك.
reading-check-both-referable = يرى القارئان أن هذه العين تحتاج إلى إحالة.
reading-check-both-not = يرى القارئان أن هذه العين لا تحتاج إلى إحالة.
reading-check-differ-measured = القارئان مختلفان: بحسب القياس تحتاج إلى إحالة، وبحسب قارئ النص لا تحتاج.
reading-check-differ-said = القارئان مختلفان: بحسب القياس لا تحتاج إلى إحالة، وبحسب قارئ النص تحتاج.

# What is to be done, as the protocol has it.
reading-within-days = { $n ->
        [zero] { $n } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }
reading-within-months = { $n ->
        [zero] { $n } شهر
        [one] شهر واحد
        [two] شهرين
        [few] { $n } أشهر
        [many] { $n } شهرًا
       *[other] { $n } شهر
    }
reading-within-clinic = المدة التي يحددها مركزكم
reading-manage-urgent = إحالة عاجلة خلال { $within }.
reading-manage-refer = إحالة خلال { $within }.
reading-manage-review = ينظر طبيب في هذه الصورة خلال { $within }.
reading-manage-rescreen = إعادة الفحص بعد { $within }.
reading-manage-ungradable = أعد التصوير. إذا بقيت غير مقروءة فالإحالة خلال { $within }.

# The clinical chain, where it is composed from what was measured.
reading-chain-good = الصورة جيدة.
reading-chain-usable = الصورة صالحة للاستخدام.
reading-chain-reject = الصورة غير قابلة للتقييم.
reading-chain-disc = القرص البصري
reading-chain-fovea = النقرة المركزية
reading-chain-eye-OD = العين اليمنى.
reading-chain-eye-OS = العين اليسرى.
reading-chain-eye-unknown = لا يمكن معرفة أي عين هي.
reading-chain-nothing-looked = لم يجر البحث عن أي آفة.
reading-chain-none-of = لم يوجد شيء مما جرى البحث عنه: { $labels }.
reading-chain-feature = { $n } × { $label }، أقربها على بعد { $distance } من قطر القرص عن النقرة المركزية ({ $sector }).
reading-chain-no-anatomy = لم يُبحث عن القرص البصري ولا عن النقرة ولا عن جهة العين.
reading-chain-no-features = لا سمات للوصف.
reading-chain-no-condition = لم يُقيَّم أي مرض.
reading-chain-no-eye = لم يجر البحث عن شيء: لا يبدو هذا صورة لقاع عين.

# The report of one eye.
reading-report-alone = هذا القول عن هذه الصورة وحدها: لا عن العين الأخرى ولا عن الأعراض. فقدان البصر المفاجئ أو الومضات أو ستارة أمام العين حالات عاجلة مهما أظهرت الصورة.
reading-report-unverified = وصف نموذج لغوي هذه الصورة بكلماته. لا يؤكدها أي قياس: فهي ليست من النتائج، ولا يُبنى عليها شيء.
reading-report-corrected = صحّح طبيب هذه القراءة؛ وما أعطاه القارئان محفوظ في النسخة السابقة.
reading-report-quality = الجودة: { $verdict }.
reading-report-quality-why = الجودة: { $verdict } ({ $reasons }). { $act }
reading-verdict-good = جيدة
reading-verdict-usable = صالحة
reading-verdict-reject = غير صالحة
reading-report-eye-OD = العين اليمنى (OD).
reading-report-eye-OS = العين اليسرى (OS).
reading-report-eye-unknown = تعذّرت معرفة أي عين هي.
reading-report-nothing-looked = لم يجر البحث عن أي آفة.
reading-report-found = وُجد: { $list }.
reading-report-count = { $label } { $n }
reading-report-all-assessed = قُيّمت كل الأمراض في القائمة.
reading-report-not-assessed = لم يجر البحث عن: { $list }.
reading-report-research = البحث مُفعّل: ما يلي تُعلّم من عيون مرسومة أو من صور قليلة جدًا، ولم يثبت على عيون حقيقية، ولا يغيّر الإحالة. رُئي هكذا: { $list }.
reading-report-research-nothing = لا شيء
reading-report-research-ratio = نسبة التقعر إلى القرص عموديًا { $ratio }
reading-report-research-condition = { $condition }: { $status } ({ $share })
reading-report-note = ملاحظة: { $note }
reading-report-not-cleared = ‏Ocellus ليس جهازًا طبيًا مرخّصًا. شخص مؤهل يقرر ما يترتب على هذا التقرير.
reading-list-comma = { $before }، { $next }

# Why a number is missing, or what limits it.
reading-missing-field = لم يُعثر على مجال الرؤية
reading-missing-cup-claim = لا نتائج مقيسة تؤيد قياس التقعر
reading-missing-vessels = هذا النموذج لا يرسم الأوعية
reading-missing-cup-photographs = لم يُقس: لم تتوفر صورة رُسم فيها التقعر للقياس عليها
reading-missing-drawn = لا تؤيده إلا عيون مرسومة
reading-missing-evidence = لا يُقاس شيء من دون قارئ يقيس
reading-missing-disc = لم يُعثر على القرص
reading-missing-outline = لم يُرسم محيط القرص
reading-missing-cup = لم يُر تقعر في القرص

# month
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-date = { $day } { $month } { $year }

# words: about the language itself
words-not-reviewed = لم يراجع هذه الترجمة بعدُ أي متحدث أصلي باللغة.
words-language = اللغة

# paper: the printed report, one page
paper-title = تقرير فحص العينين
paper-for-patient = لك
paper-for-doctor = للطبيب
paper-name = الاسم
paper-identifier = الرقم
paper-birth-year = سنة الميلاد
paper-clinic = المركز
paper-taken = صُوّر في
paper-printed = طُبع: { $when }
paper-plain-urgent = وجدنا في عينك علامات مرض ينبغي علاجه قريبًا. اذهب من فضلك إلى طبيب عيون خلال { $within }. لا تنتظر حتى يسوء بصرك.
paper-plain-refer = وجدنا في عينك علامات مرض. راجع من فضلك طبيب عيون خلال { $within }. العلاج في وقته يحمي بصرك حتى لو كنت ترى جيدًا اليوم.
paper-plain-review = النتيجة ليست واضحة بما يكفي. سينظر طبيب في الصور خلال { $within } ويخبرك بما يلي.
paper-plain-told = ما أخبرتنا به، أو حالة بصرك، ينبغي أن ينظر فيه طبيب عيون خلال { $within }، مهما أظهرت الصور.
paper-plain-rescreen = لم نجد فيما بحثنا عنه ما يحتاج الآن إلى طبيب عيون. تعال من فضلك للصورة التالية بعد { $within }.
paper-plain-ungradable = الصورة ليست واضحة بما يكفي للحكم على عينك. هذا لا يعني أن العين سليمة. إذا لم تفد صورة جديدة فراجع من فضلك طبيب عيون خلال { $within }.
paper-always = إذا ضعف بصرك فجأة، أو رأيت ومضات ضوء، أو ستارة أمام عينك: فاذهب فورًا إلى طبيب عيون مهما قالت هذه الورقة.
paper-no-photograph = لا صورة لهذه العين.
paper-one-eye = هذه الورقة عن عين واحدة فقط.
paper-findings = العلامات المرضية
paper-diseases = الأمراض
paper-not-assessed = لم يجر البحث عنه، فقد يكون موجودًا وقد لا يكون: { $list }.
paper-referral = الإحالة
paper-check = لينظر فيه شخص
paper-more = و{ $n } أخرى
paper-code = ابحث عن هذا التقرير برمزه
paper-how = كيف قُرئ
paper-protocol = البروتوكول { $protocol }
paper-engine = النموذج { $model }
paper-symptoms = الأعراض
paper-acuity = حدة البصر
paper-diabetes = السكري
