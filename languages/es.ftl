### Ocellus in Spanish, translated from en.ftl. README.md tells how a string is added and how it is reviewed.

## Not reviewed: no native speaker has read the strings below.

product = Ocellus
not-cleared = No es un dispositivo médico autorizado. Decide un médico.
skip = Ir al resultado

# station
station-ready = Listo
station-loading = Iniciando los lectores…
station-failed = Los lectores no están disponibles
station-partial = Solo un lector
station-away = Lectores ausentes: las fotografías se guardan y se leen cuando vuelvan
station-away-short = Lectores ausentes
station-restarted = Los lectores dejaron de responder { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    } desde el inicio y se volvieron a iniciar. Si sigue ocurriendo, avise a la persona que cuida el equipo.
station-unknown = Conectando…
station-unreachable = Sin conexión
station-disk-low = El disco del equipo está casi lleno.
station-disk-low-hint = Todavía se guardan fotografías. Avise a la persona que cuida el equipo.
station-disk-full = El disco del equipo está lleno.
station-disk-full-short = Disco lleno
station-disk-full-hint = No se aceptan fotografías nuevas hasta que haya espacio. Avise a la persona que cuida el equipo.
station-folder = No se puede vigilar la carpeta { $name }
station-lost = Sin conexión con el equipo. Se intenta de nuevo. No se pierde nada de lo enviado.
station-old = Sin respuesta reciente
station-stale = Esta lista puede no estar al día:
list-unreadable = No se puede leer del registro { $n ->
        [one] { $n } entrada que corresponde aquí
       *[other] { $n } entradas que corresponden aquí
    }.
list-unreadable-hint = Lo que ve está íntegro, pero no es todo. Avise a la persona que cuida el equipo: «ocellus record verify» indica qué está dañado, y una copia de seguridad lo recupera.
station-queue = { $n } en espera

# notes
notes-title = Sobre los archivos que agregó
notes-same = { $file }: es exactamente la misma imagen que { $known }, guardada { $saved }.
notes-shown = Se muestra esa fotografía.
notes-show = Mostrar esa fotografía
notes-left-out = { $n ->
        [one] Quedó fuera { $n } archivo
       *[other] Quedaron fuera { $n } archivos
    }: como máximo { $most } a la vez. Agregue el resto cuando estos se hayan enviado.
notes-newer = { $n ->
        [one] { $n } fotografía nueva
       *[other] { $n } fotografías nuevas
    }
notes-dismiss = Quitar este aviso

# capture
capture-title = Agregar una fotografía
capture-button = Elegir un archivo
capture-camera = Tomar una fotografía
capture-drop = o suéltela en cualquier lugar de esta página
capture-drop-now = Suelte para agregar la fotografía
capture-formats = JPEG, PNG, TIFF, BMP o WebP. Puede agregar varias a la vez.
capture-sending = Enviando { $percent }
capture-checking = Revisando la fotografía…

# camera
camera-title = Cámara de fondo de ojo
camera-open = Cámara de fondo de ojo
camera-picture = Imagen en vivo de la cámara
camera-back = Fotografías
camera-take = Tomar la fotografía
camera-taking = No se mueva…
camera-saving = Guardando…
camera-saved = Guardada
camera-saved-before = Ya estaba guardada: es la misma imagen
camera-see = Ver esta fotografía
camera-keys = Barra espaciadora o Intro, o el botón de la cámara
camera-eye = Qué ojo
camera-next-person = Siguiente persona
camera-automatic = Tomarla automáticamente
camera-automatic-hint = En cuanto el ojo esté centrado, nítido y quieto.
camera-state-off = No hay cámara en este equipo
camera-state-absent = No hay ninguna cámara conectada
camera-state-ready = Abriendo la cámara…
camera-state-connecting = Abriendo la cámara…
camera-state-live = En vivo
camera-state-stalled = La cámara no da imagen
camera-state-unplugged = Se desconectó la cámara
camera-state-failed = No se puede usar la cámara
camera-returns = La imagen vuelve aquí por sí sola.
camera-refused = No se tomó ninguna fotografía
camera-nothing-yet = Aquí aparece el juicio sobre la fotografía.
camera-hint-no_eye = Acerque la cámara al ojo
camera-hint-blink = Ojo cerrado: pida que lo abra bien
camera-hint-centre = Lleve el ojo al centro
camera-hint-closer = Más cerca del ojo
camera-hint-farther = Más lejos del ojo
camera-hint-focus = No está nítida: enfoque
camera-hint-glare = Reflejo: mueva un poco la cámara
camera-hint-brighter = Demasiado oscura: más luz
camera-hint-darker = Demasiado clara: menos luz
camera-hint-hold = No se mueva…
camera-hint-ready = Bien: tómela
camera-move-left = Mover a la izquierda
camera-move-right = Mover a la derecha
camera-move-up = Mover hacia arriba
camera-move-down = Mover hacia abajo
camera-retakes-none = Primera fotografía de este ojo
camera-retakes-more = Repetición { $n }
camera-retakes-of = Repetición { $n } de { $most }
camera-tries-none = { $eye }: todavía sin fotografía
camera-tries = { $eye }: { $photographs ->
        [one] { $photographs } fotografía
       *[other] { $photographs } fotografías
    }, la última: { $verdict }
camera-enough = No siga repitiendo
camera-dilate = Dilate la pupila si está permitido y tómela de nuevo. Si no, derive este ojo como no evaluable.

# list
list-title = Fotografías
list-empty = Todavía no hay fotografías
list-empty-hint = Agregue una fotografía del fondo del ojo. Verá enseguida si es lo bastante buena.
list-older = Mostrar fotografías anteriores
list-older-failed = No llegaron.

# state
state-queued = En espera
state-running = Leyendo…
state-failed = No leída
state-rejected = No agregada

# failure
failure-title = No se pudo leer esta fotografía
failure-refused = No se pudo agregar esta fotografía
failure-remedy = Qué hacer:
failure-again = Intentar de nuevo
failure-dismiss = Quitar de la lista
failure-missing = Esta fotografía no está en este equipo
failure-unreachable = El equipo no responde.
failure-unreachable-remedy = Compruebe que esté encendido y que esta tableta esté en su red; luego intente de nuevo.
failure-unexpected = El equipo dio una respuesta que esta página no entiende ({ $status }).
failure-unexpected-remedy = Vuelva a cargar esta página. Si se repite, reinicie el equipo.
failure-page = Esta página tuvo un problema
failure-page-remedy = Vuelva a cargar esta página. No se pierde nada de lo enviado.
failure-reload = Volver a cargar

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = No se puede leer un archivo o una carpeta.
fault-unreadable-do = Compruebe que la carpeta o la memoria USB esté conectada; si sigue así, avise a la persona que cuida el equipo.
fault-empty = Este archivo está vacío.
fault-empty-do = Cópielo otra vez de la cámara; la copia no terminó.
fault-unknown_format = Este archivo no es una fotografía que el equipo pueda leer.
fault-unknown_format-do = Dé la fotografía en formato JPEG, PNG, TIFF, BMP o WebP.
fault-damaged = El archivo de esta fotografía está dañado.
fault-damaged-do = Cópielo otra vez de la cámara o tome la fotografía de nuevo.
fault-too_large = Lo que se envió es demasiado grande.
fault-too_large-do = Envíe menos fotografías a la vez, cada una en el tamaño en que la tomó la cámara, o un texto más corto.
fault-bundle_missing = El modelo de los lectores no está en este equipo.
fault-bundle_missing-do = Avise a la persona que cuida el equipo; mientras tanto, las fotografías se conservan.
fault-bundle_invalid = No se puede usar el modelo de los lectores.
fault-bundle_invalid-do = Avise a la persona que cuida el equipo; mientras tanto, las fotografías se conservan.
fault-engine_unavailable = Los lectores no pueden funcionar en este equipo.
fault-engine_unavailable-do = Avise a la persona que cuida el equipo; mientras tanto, las fotografías se conservan.
fault-engine_failed = Los lectores no pudieron terminar.
fault-engine_failed-do = Intente de nuevo; si se repite, avise a la persona que cuida el equipo.
fault-protocol_invalid = No se pueden usar las reglas de derivación (el protocolo).
fault-protocol_invalid-do = Avise a la persona que cuida el equipo; mientras tanto, las fotografías se conservan.
fault-record_failed = No se pudo leer o escribir el registro del equipo.
fault-record_failed-do = Intente de nuevo; si se repite, avise a la persona que cuida el equipo.
fault-disk_full = El disco del equipo está lleno.
fault-disk_full-do = Avise a la persona que cuida el equipo e intente de nuevo cuando haya espacio.
fault-output_failed = No se pudo leer o escribir un archivo del equipo.
fault-output_failed-do = Intente de nuevo; si se repite, avise a la persona que cuida el equipo.
fault-camera_missing = No se encuentra ninguna cámara.
fault-camera_missing-do = Conecte la cámara y enciéndala; si no basta, avise a la persona que cuida el equipo.
fault-camera_denied = El equipo no tiene permiso para usar la cámara.
fault-camera_denied-do = Avise a la persona que cuida el equipo.
fault-camera_busy = Otro programa está usando la cámara.
fault-camera_busy-do = Cierre el otro programa o avise a la persona que cuida el equipo.
fault-camera_unplugged = Se desconectó la cámara.
fault-camera_unplugged-do = Conéctela de nuevo.
fault-camera_silent = La cámara no da imagen, o no la da completa.
fault-camera_silent-do = Compruebe que la cámara esté encendida y su cable bien puesto; luego conéctela de nuevo.
fault-camera_unsupported = La cámara no puede hacer lo que se le pidió.
fault-camera_unsupported-do = Avise a la persona que cuida el equipo.
fault-camera_failed = No se puede usar la cámara.
fault-camera_failed-do = Conecte la cámara de nuevo; si no basta, reinicie el equipo.
fault-not_found = Lo que busca no está en este equipo.
fault-not_found-do = Vuelva a la lista y búsquelo allí.
fault-bad_request = El equipo no puede aceptar lo que se envió.
fault-bad_request-do = Revise lo que escribió e intente de nuevo; si se repite, vuelva a cargar esta página.
fault-possible_duplicate = En este equipo ya hay alguien que puede ser la misma persona; no se agregó nada.
fault-possible_duplicate-do = Mire las personas que se muestran y agregue otra solo si no es ninguna de ellas.
fault-no_consent = La persona no ha dado su consentimiento.
fault-no_consent-do = Pida el consentimiento, anote la respuesta y luego intente de nuevo.
fault-busy = El equipo está ocupado.
fault-busy-do = Espere un momento y luego intente de nuevo.
fault-signed_out = No ha entrado nadie, o el nombre y la contraseña no corresponden.
fault-signed_out-do = Entre de nuevo; si se perdió la contraseña, un administrador pone una nueva.
fault-locked = La página está bloqueada, o el PIN no es correcto.
fault-locked-do = Escriba su PIN, o su contraseña si el PIN ya no se acepta.
fault-not_allowed = Usted no tiene permiso para esto, o el código de preparación no es correcto.
fault-not_allowed-do = Vuelva a cargar esta página; si no basta, pregunte a un administrador o lea otra vez el código de preparación.
fault-too_many_tries = Hubo demasiados intentos equivocados.
fault-too_many_tries-do = Espere un poco y luego intente de nuevo.
fault-unsuitable = No se puede usar este nombre, esta contraseña o este PIN: es demasiado corto, demasiado largo, demasiado fácil de adivinar o está mal escrito.
fault-unsuitable-do = Elija otro.
fault-conflict = Esto no concuerda con lo que hay ahora en el equipo.
fault-conflict-do = Mire lo que hay ahora en el equipo y luego intente de nuevo.
fault-internal = Algo falló dentro del equipo.
fault-internal-do = Intente de nuevo; si se repite, avise a la persona que cuida el equipo.

# quality
quality-title = Fotografía
quality-verdict-good = Buena fotografía
quality-verdict-usable = Fotografía aceptable
quality-verdict-reject = Tómela de nuevo
quality-short-good = Buena
quality-short-usable = Aceptable
quality-short-reject = Repetir
quality-next-good = Nada que hacer. Siga con el otro ojo.
quality-next-usable = Se puede leer. Una mejor se leería con más seguridad.
quality-next-reject = Esta fotografía no basta para descartar una enfermedad.
quality-cause-technique = Probablemente ayude una fotografía nueva.
quality-cause-physiology = El obstáculo está en el propio ojo. Una fotografía nueva quizá no ayude.
quality-reason-not_fundus = no es el fondo de un ojo
quality-reason-defocus = desenfocada
quality-reason-underexposed = demasiado oscura
quality-reason-overexposed = demasiado clara
quality-reason-uneven_illumination = con luz desigual
quality-reason-decentred = no centrada
quality-reason-field_cut_off = falta parte del campo
quality-reason-artefact = reflejo, polvo o pestañas
quality-reason-low_contrast = borrosa, como con neblina
quality-reason-too_small = demasiado pequeña

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = hoy
interval-within-days = dentro de { $n ->
        [one] { $n } día
       *[other] { $n } días
    } como máximo
interval-within-months = dentro de { $n ->
        [one] { $n } mes
       *[other] { $n } meses
    } como máximo
interval-in-days = en { $n ->
        [one] { $n } día
       *[other] { $n } días
    }
interval-in-months = en { $n ->
        [one] { $n } mes
       *[other] { $n } meses
    }

# referral
referral-abstention = Grado de seguridad: por debajo de { $low } queda como máximo el { $misses } de los ojos que deben derivarse (medido en { $positives } fotografías); desde { $high }, como máximo el { $alarms } de los demás (en { $negatives }).
referral-headline-urgent = Derivar con urgencia
referral-headline-refer = Derivar al oftalmólogo
referral-headline-review = Un médico debe revisarlo
referral-headline-rescreen = No hace falta derivar
referral-headline-ungradable = No se puede evaluar
referral-short-urgent = Urgente
referral-short-refer = Derivar
referral-short-review = Revisa un médico
referral-short-rescreen = Sin derivación
referral-short-ungradable = No evaluable
referral-explain-review = El resultado no es lo bastante seguro para actuar solo con él. Muestre la fotografía a un médico.
referral-explain-rescreen = En lo que se buscó no se encontró nada que necesite un oftalmólogo.
referral-explain-ungradable = Tome la fotografía de nuevo. Si aun así no se puede evaluar, derive.
referral-when-urgent = Acudir al oftalmólogo { $interval }
referral-when-refer = Acudir al oftalmólogo { $interval }
referral-when-review = Hacerlo revisar { $interval }
referral-when-rescreen = Repetir el control { $interval }
referral-when-ungradable = Si repetir no ayuda, acudir al oftalmólogo { $interval }
referral-latest = a más tardar el { $date }
referral-around = alrededor del { $date }
referral-because = Motivo
referral-probability = Probabilidad de que este ojo necesite derivación: { $percent }
referral-likely-very_unlikely = Muy improbable
referral-likely-unlikely = Improbable
referral-likely-open = No se puede decir
referral-likely-likely = Probable
referral-likely-very_likely = Muy probable
referral-reading = Leyendo la fotografía…
referral-reading-hint = El resultado aparece aquí por sí solo. Puede seguir con la siguiente fotografía.
referral-waiting = Espera su turno
referral-waiting-hint = { $n ->
        [one] { $n } fotografía
       *[other] { $n } fotografías
    } antes que esta.
referral-waiting-next = Es la siguiente.
referral-loading-hint = Los lectores todavía se están iniciando. Esta fotografía está a salvo y se lee en cuanto estén listos.
referral-failed-hint = Los lectores no están disponibles en este equipo, así que no hay resultado. La fotografía se conserva.

# eye
eye-OD = Ojo derecho
eye-OS = Ojo izquierdo
eye-unknown = No se sabe si derecho o izquierdo
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ?
eye-probability = { $percent } de seguridad
eye-by-person = indicado por una persona
eye-other-side = Una persona archivó esta fotografía como: { $filed }. El lector la tomó por: { $reader }. Los lugares (hacia la nariz, hacia la sien) siguen el lado del lector.
eye-filed = { $eye }, indicado por una persona; el lector: { $reader }

# viewer
viewer-title = Fotografía con hallazgos
viewer-describe = { $eye }. { $n ->
        [one] { $n } hallazgo marcado
       *[other] { $n } hallazgos marcados
    }. Las flechas mueven, más y menos acercan y alejan, 0 ajusta la imagen.
viewer-zoom-in = Acercar
viewer-zoom-out = Alejar
viewer-fit = Ajustar
viewer-fit-hint = Mostrar toda la fotografía
viewer-marks = Marcas
viewer-marks-hint = Mostrar u ocultar todas las marcas (H)
viewer-opacity = Intensidad de las marcas
viewer-disc = Papila óptica
viewer-disc-about = Papila óptica: más o menos aquí
viewer-fovea = Fóvea
viewer-alt = Fotografía { $file }
viewer-unavailable = No se puede mostrar la fotografía.
viewer-unavailable-hint = Vuelva a cargar esta página. Si sigue así, revise el disco del equipo.
viewer-zoomed = { $factor } ×
viewer-lens = Cómo se muestra la fotografía
viewer-lens-colour = Color
viewer-lens-red_free = Sin rojo
viewer-lens-contrast = Contraste

# findings
findings-title = Hallazgos
findings-none = Sin hallazgos
findings-none-of = Se buscó: { $labels }. No se vio nada de eso.
findings-not-ruled-out = Se buscó: { $labels }. No se vio nada de eso, pero no queda descartado: la fotografía no es lo bastante buena.
findings-not-looked = No se buscó: { $labels }.
findings-nothing-looked = En esta fotografía no se buscó nada.
findings-toggle = Mostrar en la imagen: { $label }
findings-list = Todas las marcas: { $label }
findings-rest = Mostrar { $n } más
findings-fovea = a { $value } diámetros de papila de la fóvea
findings-score = { $percent } de seguridad
findings-research = solo investigación
findings-language = del lector de texto
findings-sentence = A su frase: { $step }

# label
label-microaneurysm = Microaneurisma
label-haemorrhage = Hemorragia
label-hard_exudate = Exudado duro
label-cotton_wool_spot = Mancha algodonosa
label-neovascularisation = Vasos nuevos
label-drusen = Drusas
label-retinal_scar = Cicatriz retiniana

# labels
labels-microaneurysm = Microaneurismas
labels-haemorrhage = Hemorragias
labels-hard_exudate = Exudados duros
labels-cotton_wool_spot = Manchas algodonosas
labels-neovascularisation = Vasos nuevos
labels-drusen = Drusas
labels-retinal_scar = Cicatrices retinianas

# gloss
gloss-microaneurysm = pequeño abultamiento de un vaso fino
gloss-haemorrhage = mancha de sangre
gloss-hard_exudate = depósito amarillo que dejan vasos que gotean
gloss-cotton_wool_spot = mancha pálida donde faltó el riego de sangre
gloss-neovascularisation = vasos nuevos y frágiles
gloss-drusen = depósito amarillo debajo de la retina
gloss-retinal_scar = daño ya cicatrizado

# sector
sector-macular = centro de la vista (mácula)
sector-superotemporal = arriba, hacia la sien
sector-superonasal = arriba, hacia la nariz
sector-inferotemporal = abajo, hacia la sien
sector-inferonasal = abajo, hacia la nariz
sector-unknown = lugar no conocido

# chain
chain-title = Cómo se llegó al resultado
chain-hint = Las palabras subrayadas son lugares de la fotografía. Toque una para verla.
chain-two-readers = Los pasos marcados «lector de texto» son palabras del segundo lector. El resultado de arriba se basa en las mediciones; donde los dos no coinciden sobre la derivación, revisa un médico.
chain-unverified = Los pasos marcados como «modelo de lenguaje, sin verificar» son palabras de un modelo de lenguaje. No se midió nada; sus palabras y los lugares que nombra no son hallazgos, y nada se deduce de ellos.
chain-place = { $text }: mostrar { $n ->
        [one] { $n } lugar
       *[other] { $n } lugares
    } en la imagen
chain-step-quality = Calidad
chain-step-anatomy = Anatomía
chain-step-lesions = Lesiones
chain-step-features = Características
chain-step-diagnosis = Diagnóstico
chain-step-management = Conducta
chain-source-evidence = medido
chain-source-language = lector de texto
chain-source-person = un médico
chain-source-structure = a partir de valores medidos
chain-source-unverified = modelo de lenguaje, sin verificar
chain-empty = No se escribieron pasos para esta fotografía.

# readers: the two of them, and where they agree
readers-title = Dos lectores
readers-evidence = Mide, y en él se basa el resultado.
readers-language = { $n ->
        [0] Miró sin saber lo que se midió. Arriba no hay palabras suyas.
        [one] Miró sin saber lo que se midió. Con sus propias palabras: { $steps }.
       *[other] Miró sin saber lo que se midió. Con sus propias palabras: { $steps }.
    }
readers-agree = coinciden
readers-differ = difieren

# beside: a second photograph
beside-title = Otra fotografía junto a esta
beside-other = Junto a otra
beside-off = Solo una
beside-show = Mostrar { $file } junto a esta
beside-other-eye = El otro ojo
beside-last = Visita anterior, { $date }

# ask
ask-title = Preguntar sobre esta fotografía
ask-hint = Las respuestas salen de las mediciones. Lo que no pueden decir, no se contesta.
ask-hint-unverified = Aquí no se mide nada. Lo que responde el modelo de lenguaje es suyo y no está verificado; qué hacer lo dice el protocolo.
ask-label = Su pregunta
ask-send = Preguntar
ask-waiting = Esperando al lector…
ask-show = Mostrar en la imagen
ask-understood = Entendido como: { $question }
ask-may-ask = Puede preguntar: { $questions }

# asked: what a Reading answers, also as a suggestion
asked-describe = Describir esta fotografía.
asked-referable = ¿Hay que derivar este ojo?
asked-why_referral = ¿Por qué esta derivación?
asked-grade = ¿Cuál es el grado ICDR?
asked-why_grade = ¿Por qué este grado?
asked-oedema_risk = ¿Cuál es el riesgo de edema macular?
asked-why_oedema = ¿Por qué este riesgo de edema?
asked-disc = ¿Dónde está la papila óptica?
asked-fovea = ¿Dónde está la fóvea?
asked-side = ¿Qué ojo es?
asked-gradable = ¿Se puede evaluar esta fotografía?
asked-manage = ¿Qué hay que hacer?
asked-next = ¿Cuándo es la próxima visita?
asked-plan = Dar evaluación y plan.
asked-urgent = ¿Qué hay que hacer con estos síntomas?
asked-disc_to_fovea = ¿A qué distancia está la fóvea de la papila?
asked-cup = ¿Cuál es la relación excavación/papila vertical?
asked-vessels = ¿Cuál es la densidad de vasos?
asked-lesions = ¿Qué lesiones hay?
asked-healthy = ¿Qué se encontró y qué no se buscó?
asked-unassessed = ¿Qué no se buscó?
asked-sure = ¿Qué tan seguro es el resultado?
asked-checks = ¿Coinciden los lectores?
asked-present = ¿Hay { $labels }?
asked-where = Mostrar: { $labels }.
asked-count = ¿Cuántas lesiones hay de este tipo: { $labels }?
asked-largest = ¿Dónde están las lesiones más grandes: { $labels }?
asked-area = ¿Qué tamaño tienen en total: { $labels }?
asked-distance = ¿A qué distancia de la fóvea están: { $labels }?
asked-compare = ¿Hay más { $labels } que { $others }?
asked-condition = ¿Hay { $condition }?
asked-finding = ¿Qué es F{ $n }?
asked-inside = ¿Qué hay en { $box }?
asked-help = ¿Qué se puede preguntar?

# answer: answers composed from a Reading
answer-yes = Sí
answer-no = No
answer-count = { $labels }: { $n } ({ $ids }).
answer-count-none = { $labels }: no se encontró ninguna lesión.
answer-more = { $ids } y { $n } más
answer-disc = La papila óptica está en { $box }.
answer-fovea = La fóvea está en { $box }.
answer-disc-to-fovea = Papila y fóvea están a { $distance } diámetros de papila.
answer-cup = La relación excavación/papila vertical es { $value }.
answer-vessels = La densidad de vasos en el campo es { $value }.
answer-unmeasured = No se midió: { $reason }.
answer-research = Eso es solo investigación: no está probado en fotografías reales y no cambia ninguna derivación.
answer-urgent = Derivar con urgencia, muestre lo que muestre la fotografía.
answer-help = Puede preguntar, por ejemplo: { $questions }
answer-eye-OD = Es un ojo derecho (OD, seguridad { $share }).
answer-eye-OS = Es un ojo izquierdo (OS, seguridad { $share }).
answer-good = La fotografía es buena y se puede evaluar.
answer-usable = La fotografía se puede usar y evaluar.
answer-seen = Se ve: { $reasons }.
answer-referable = Según la medición y el protocolo, este ojo debe derivarse.
answer-not-referable = Según la medición y el protocolo, este ojo no necesita derivarse.
answer-left-to-doctor = Si este ojo debe derivarse lo decide un médico.
answer-neither = La fotografía no se puede evaluar, así que no es ni lo uno ni lo otro.
answer-after = Después, la clínica oftalmológica fija la próxima visita.
answer-probability-dr = La probabilidad de alguna retinopatía diabética es { $share }.
answer-probability = La probabilidad de que este ojo deba derivarse es { $share }.
answer-bands = Por debajo de { $low } queda como máximo el { $misses } de los ojos que deben derivarse (medido en { $positives }); desde { $high }, como máximo el { $alarms } de los demás (en { $negatives }).
answer-risk-seen = Se estimó un riesgo de edema macular 0, aunque se encontraron exudados duros cerca de la fóvea.
answer-uncertain = Eso es dudoso.
answer-near = Exudados duros encontrados: { $n }; a menos de un diámetro de papila de la fóvea: { $close } ({ $ids }).
answer-near-none = Exudados duros encontrados: { $n }; ninguno a menos de un diámetro de papila de la fóvea.
answer-as-lesion = Se buscó como lesión de la retinopatía.
answer-condition-present = { $condition }: se encontró (probabilidad { $share }).
answer-condition-absent = { $condition }: se buscó y no se encontró (probabilidad { $share }).
answer-condition-uncertain = { $condition }: dudoso (probabilidad { $share }).
answer-not-swelling = Una fotografía muestra el riesgo, no la hinchazón misma.
answer-largest = La mayor es { $id }.
answer-place = { $id }: a { $distance } diámetros de papila de la fóvea; { $sector }; en { $box }.
answer-place-only = { $id }: { $sector }; en { $box }.
answer-area = En total cubren { $area } diámetros de papila al cuadrado.
answer-nearest = La más cercana, { $id }, está a { $distance } diámetros de papila de la fóvea.
answer-no-findings = No hay hallazgos.
answer-findings = Hay de F1 a F{ $n }.
answer-finding = { $id }: { $label }, puntuación { $share }.
answer-finding-area = Su área es de { $area } diámetros de papila al cuadrado.
answer-nothing-there = Allí no hay nada de lo que se buscó.
answer-unassessed = No se buscó, que no es lo mismo que ausente: { $list }.
answer-unproven = Lesiones sin una medición que las respalde: { $list }.
answer-checks = Comprobaciones superadas: { $n } de { $all }.
answer-history = Antecedentes tal como se dieron, sin juzgar: «{ $history }».
answer-unverified = No evaluado: aquí nada mide ni comprueba esto. Lo que sigue son las palabras del propio modelo de lenguaje.
answer-said-nothing = No dijo nada.
answer-broke-off = Se interrumpió: se le acabó el tiempo o el espacio.
answer-reader-failed = No se pudo preguntar al lector de texto ({ $why }); vale la respuesta medida.
answer-reader-same = A la pregunta «{ $question }», el lector de texto dice lo mismo: «{ $words }»
answer-reader-other = A la pregunta «{ $question }», el lector de texto dijo otra cosa; vale la respuesta medida.
answer-decline-not_assessed = Eso no se evalúa aquí: no se buscó, así que puede estar o no.
answer-decline-not_measured = Eso no se pudo medir en esta fotografía.
answer-decline-not_in_photograph = Una fotografía de la retina no puede decir eso.
answer-decline-for_a_doctor = Eso lo decide un médico: los medicamentos, las operaciones y los pronósticos no se deducen de una fotografía.
answer-decline-other_eye = Esta fotografía muestra un solo ojo; pregunte sobre una fotografía del otro.
answer-decline-other_visit = Aquí solo se conoce esta fotografía; no se compara nada con otra visita.
answer-decline-who = Una fotografía no dice quién es el paciente.
answer-decline-off_topic = Aquí solo se responden preguntas sobre esta fotografía.
answer-decline-not_understood = No se entendió la pregunta como una que esta lectura pueda responder.
answer-decline-no_such_finding = No hay tal hallazgo en esta fotografía.
answer-decline-no_option = Ninguna de las opciones dadas, o más de una, es lo que se midió.

# conditions
conditions-title = Enfermedades
conditions-status-present = Presente
conditions-status-absent = No encontrada
conditions-status-uncertain = Dudosa
conditions-status-not_assessed = No se buscó
conditions-not-assessed = No se buscó ({ $n })
conditions-not-assessed-hint = El modelo de este equipo no puede juzgarlas. Pueden estar o no estar.
conditions-name-age_related_macular_degeneration = Degeneración macular relacionada con la edad
conditions-name-diabetic_retinopathy = Retinopatía diabética
conditions-name-glaucoma = Glaucoma
conditions-name-hypertensive_retinopathy = Retinopatía hipertensiva
conditions-name-increased_cup_disc_ratio = Relación excavación/papila aumentada
conditions-name-macular_edema = Edema macular
conditions-name-myopic_fundus = Fondo de ojo miope
conditions-name-drusen = Drusas
conditions-name-retinal_hemorrhage = Hemorragia retiniana
conditions-name-retinal_scar = Cicatriz retiniana
conditions-name-vascular_occlusion = Oclusión vascular
conditions-name-choroidal_nevus = Nevo coroideo
conditions-column-condition = Enfermedad
conditions-column-status = Resultado
conditions-column-probability = Probabilidad
conditions-stage-icdr-0 = 0, sin retinopatía
conditions-stage-icdr-1 = 1, leve
conditions-stage-icdr-2 = 2, moderada
conditions-stage-icdr-3 = 3, grave
conditions-stage-icdr-4 = 4, proliferativa
conditions-stage-dme_risk-0 = 0, sin exudado
conditions-stage-dme_risk-1 = 1, lejos del centro
conditions-stage-dme_risk-2 = 2, cerca del centro
conditions-research = Solo investigación: no cambia la derivación
conditions-abstention = Se llama ausente por debajo de { $low }, lo que pasa por alto como máximo al { $misses } de quienes la tienen (medido en { $positives } fotografías); presente desde { $high }, lo que alarma como máximo al { $alarms } de quienes no la tienen (en { $negatives }); dudosa en medio.
conditions-abstention-off = Esta fotografía no se parece a esas, así que las dos cifras quizá no valgan para ella.
conditions-stage-of-icdr = Grado ICDR { $stage }
conditions-stage-of-dme_risk = Riesgo de edema { $stage }
conditions-rests = se apoya en { $n ->
        [one] { $n } hallazgo
       *[other] { $n } hallazgos
    }

# checks
checks-title = Controles de seguridad
checks-passed = Superado
checks-failed = No superado
checks-all-passed = Superados los { $n }
checks-some-failed = { $failed } de { $n } no superados
checks-none = No se hizo ningún control.
checks-effect-none = para su información: el resultado no cambia
checks-effect-uncertain = vuelve dudoso el resultado
checks-effect-review = envía la fotografía a un médico
checks-rule-stage_has_lesions = Las lesiones respaldan el estadio
checks-rule-lesions_have_stage = El estadio refleja las lesiones
checks-rule-boxes_in_field = Toda marca está dentro del campo de la fotografía
checks-rule-landmarks_plausible = Papila y fóvea están donde los ojos las tienen
checks-rule-oedema_matches_exudates = El riesgo de edema concuerda con los exudados cerca de la fóvea
checks-rule-readers_agree_referable = Los dos lectores coinciden sobre la derivación
checks-rule-language_boxes_supported = Los lugares del lector de texto también se midieron
checks-rule-chain_complete = El lector de texto dio todos los pasos
checks-rule-quality_permits_absence = La fotografía basta para descartar enfermedad
checks-rule-familiar_camera = La fotografía se parece a aquellas con las que se midió el modelo

# measures
measures-title = Mediciones
measures-vessel_density = Densidad de vasos
measures-cup_disc_ratio_vertical = Relación excavación/papila, vertical
measures-cup = Excavación
measures-disc = Papila óptica
measures-fovea = Fóvea
measures-laterality = Ojo
measures-quality = Puntuación de calidad
measures-novelty = Diferencia con lo que se midió el modelo
measures-of-limit = { $value } (hasta { $limit } es conocido)
measures-found = encontrada, { $percent } de seguridad
measures-missing = no encontrada
measures-not-measured = no medido
measures-research = solo investigación
measures-over = sobre: { $region }

# report
report-title = Informe
report-copy = Copiar
report-copied = Copiado
report-print = Imprimir

# provenance
provenance-title = Cómo se leyó
provenance-evidence = Lector que mide
provenance-language = Lector de texto
provenance-not-run = no se ejecutó
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = procesador
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $engine } en { $provider }, { $precision }
provenance-timings = Tiempo empleado
provenance-seconds = { $seconds } s
provenance-steps-decode = abrir
provenance-steps-quality = calidad
provenance-steps-evidence = medir
provenance-steps-language = texto
provenance-steps-total = total
provenance-file = Archivo
provenance-taken = Leída
provenance-size = { $width } × { $height } píxeles
provenance-protocol = Protocolo
provenance-software = Programa
provenance-id = Lectura
provenance-sha256 = Suma de control de la fotografía
doubts = Lea con cuidado
research = La investigación está activada. Lo marcado como investigación se aprendió de ojos dibujados o de muy pocas fotografías, no está probado en ojos reales y no cambia la derivación.

# fallback
fallback-title = Leída con menos de lo habitual
fallback-station = Este equipo funciona con menos de lo habitual

# print
print-title = Informe de control
print-signature = Revisado por
print-date = Fecha
print-not-assessed = No se buscó: { $labels }. Eso no significa que no esté.

# gate
gate-sign-in = Entrar
gate-signing-in = Entrando…
gate-name = Su nombre
gate-password = Contraseña
gate-lost-password = ¿Perdió la contraseña? Un administrador pone una nueva. Si se perdió la del administrador, alguien debe ir al propio equipo.
gate-language = Idioma
gate-not-reviewed = Ningún hablante nativo ha leído todavía esta traducción.
gate-locked = Bloqueado
gate-pin-of = { $name }, escriba su PIN para seguir. No se pierde nada.
gate-pin-typed = { $n ->
        [one] { $n } cifra escrita
       *[other] { $n } cifras escritas
    }
gate-erase = Borrar la última cifra
gate-open = Abrir
gate-other-person = Entra otra persona

# wizard
wizard-title = Preparar este equipo
wizard-step = { $n } de { $of }
wizard-clinic-title = El centro
wizard-clinic = Nombre del centro
wizard-clinic-hint = Aparece en todos los informes.
wizard-code = Código de preparación
wizard-code-hint = El equipo lo mostró al arrancar.
wizard-zone = Zona horaria
wizard-administrator-title = Quién cuida este equipo
wizard-administrator-hint = Esta persona agrega a las demás. El equipo no trae ninguna contraseña.
wizard-password-hint = Al menos { $n } caracteres. Sirven bien tres palabras sin relación entre sí.
wizard-again = La contraseña otra vez
wizard-again-wrong = Las dos no son iguales.
wizard-pin = PIN
wizard-pin-hint = De { $n } a 8 cifras. Vuelve a abrir la página cuando se ha bloqueado.
wizard-checks-title = ¿Está todo bien?
wizard-no-camera = Conecte la cámara y mire otra vez. También se pueden agregar fotografías como archivos.
wizard-model-tested = Cargado; dio las respuestas correctas en su prueba
wizard-disk-well = Hay espacio
wizard-look-again = Mirar otra vez
wizard-back = Atrás
wizard-next = Siguiente
wizard-finish = Terminar
system-models-loading = Los lectores se están iniciando…
system-models-ready = Listos
system-models-failed = No disponibles
system-models-away = El lector no está en marcha
system-camera = Cámara
system-model = Modelo
system-disk = Disco

# person
person-nameless = Nombre desconocido
person-age = { $n ->
        [one] { $years } año
       *[other] { $years } años
    }
person-sex-female = mujer
person-sex-male = hombre
person-sex-other = otro

# work: the list of the day
work-title = Lista de trabajo
work-search = Nombre, número o código escaneado
work-new = Paciente nuevo
work-list-today = Hoy
work-list-recalls = Deben volver
work-list-not_arrived = Derivados, no llegaron
work-list-all = Todos
work-photographs = Fotografías
work-due = para el { $date }
work-loading = Trayendo la lista…
work-none-found = Nadie se llama «{ $name }».
work-empty-today = Hoy no se ha examinado a nadie. Empiece con un paciente nuevo.
work-empty-recalls = Nadie tiene que volver ahora.
work-empty-not_arrived = Todos los derivados han llegado.
work-empty-all = Todavía no hay pacientes en este equipo.
work-found = { $n ->
        [one] { $n } persona encontrada
       *[other] { $n } personas encontradas
    } con «{ $name }»

# shell: what stands around every page
shell-places = Páginas
shell-practice = Práctica: ojos dibujados y personas inventadas. Nada de esto entra en el registro del centro.
practice-begin = Practicar con ojos dibujados
practice-leave = Salir de la práctica
paper-practice = PRÁCTICA: ojo dibujado, ninguna persona
shell-unsent = Parte de lo que usted anotó todavía no está en el equipo. Queda oculto en esta tableta hasta que usted vuelva a entrar aquí.
shell-sign-out-anyway = Cerrar sesión de todos modos
take-none-title = ¿Sin fotografía de este ojo?
take-none-absent = No tiene este ojo (perdido, prótesis)
take-none-could_not = No se puede fotografiar
take-none-refused = La persona no quiere
take-none-not = Se tomará una fotografía
not-assessed-absent = No tiene este ojo
not-assessed-could_not = No se pudo fotografiar
not-assessed-refused = Fotografía rechazada
decision-eye_absent = no está: no hay nada que evaluar.
decision-absent_eye_photographed = se dijo que no está, y hay una fotografía de él. Diga de qué ojo es.
explain-absent = { $eye }: no está, así que no se miró nada allí.
changes-title = Resultados que cambiaron
changes-hint = Leídos de nuevo por un modelo más nuevo, o tras retirar uno, estos resultaron distintos. Cada uno queda aquí hasta que un médico lo haya mirado.
changes-none = No ha cambiado nada que nadie haya mirado.
changes-before = Antes: { $what }
changes-after = Ahora: { $what }
changes-referral = Derivación
changes-seen = Lo he mirado
trust-title = Confiar en esta estación
trust-why = Una vez en cada tableta. Después la tableta ya no avisa, y distingue esta estación de cualquier otra.
trust-compare = Compare. La etiqueta de la estación, o su consola, muestra esta huella:
trust-differs = Si difiere en una sola letra, deténgase: no es su estación.
trust-download = Descargar el certificado
trust-install = Instálelo.
trust-android = Ajustes, Seguridad, Más ajustes de seguridad, Cifrado y credenciales, Instalar un certificado, Certificado de CA; luego elija ocellus.crt en Descargas.
trust-apple = Ajustes, General, VPN y gestión de dispositivos, el perfil descargado, Instalar. Luego Ajustes, General, Información, Confianza de certificados, y active Ocellus.
trust-windows = Abra el archivo, Instalar certificado, Usuario actual, Entidades de certificación raíz de confianza.
trust-firefox = Ajustes, Certificados, Autoridades, Importar, para sitios web.
trust-open = Abra la estación y póngala en la pantalla de inicio de la tableta.
trust-limits = El certificado solo vale para la red de esta clínica, para nada en internet.
trust-nothing = A esta estación solo se llega desde su propio equipo; no hay nada en que confiar.
shell-open = Aquí nadie tiene cuenta todavía: quien esté en esta computadora lo ve todo.
shell-set-up = Preparar este equipo
shell-lock = Bloquear
shell-lock-of = Bloquear la página de { $name }
shell-sign-out = Salir
more-title = Más
role-technician = técnico
role-doctor = médico
role-administrator = administrador
system-title = Sistema
charts-title = Gráficos
negatives-title = Negativos por revisar
operators-title = Personas que trabajan aquí
audit-title = Quién hizo qué

# patient
patient-identifier = Número
patient-identifier-hint = Escanee la tarjeta o escriba el número del centro.
patient-name = Nombre
patient-year = Año de nacimiento o edad
patient-year-hint = 1961 o 65
patient-year-wrong = No es un año de nacimiento ni una edad.
patient-sex = Sexo
patient-alike = ¿Es una de estas personas?
patient-another = No, es otra persona
patient-begin = Empezar la visita
patient-go-on = Seguir con la visita
patient-missing = Esta persona no está en este equipo
patient-visits = Visitas
patient-no-visits = Todavía sin visitas.
patient-ended = terminada
patient-under-way = en curso
recall-open = pendiente
recall-arrived = Llegó
recall-missed = No vino
recall-cancelled = Ya no hace falta

# visit
visit-steps = Pasos de la visita
visit-step-questions = Preguntas
visit-step-right = Ojo derecho
visit-step-left = Ojo izquierdo
visit-step-result = Resultado
visit-step-explain = Explicar
visit-step-finish = Terminar
visit-done = hecho
visit-missing = Esta visita no está en este equipo
visit-to-patient = A la página de la persona
visit-next = Siguiente: { $step }
visit-kept = Guardado en el equipo
visit-sending = Guardando…
visit-unsent = Guardado en esta tableta, todavía no en el equipo.
visit-conflict = Otra tableta cambió las mismas respuestas.
visit-conflict-mine = Escrito aquí
visit-conflict-theirs = En el equipo
visit-keep-mine = Conservar lo escrito aquí
visit-keep-theirs = Conservar lo del equipo
mismatch-title = Esto parece: { $eye }. Se tomó como: { $said }.
mismatch-ask = ¿Qué ojo es?

# questions
questions-consent-title = Consentimiento
questions-consent = Se toman fotografías del fondo del ojo, las lee este equipo y se guardan en el centro. Decir que no, no cuesta nada.
questions-agrees = Acepta
questions-refuses = No acepta
questions-refused = Entonces no se toma ninguna fotografía. La persona puede volver cuando quiera.
questions-ask-consent = Pida primero el consentimiento.
questions-symptoms = ¿Qué cuenta la persona?
questions-urgent = Urgente: al oftalmólogo hoy.
questions-urgent-hint = Muestren lo que muestren las fotografías. Que no lo retrasen.
questions-acuity = Vista, con los lentes que la persona tenga
questions-not-measured = No medida
questions-acuity-fingers = Cuenta dedos
questions-acuity-hand = Ve movimientos de la mano
questions-acuity-light = Ve luz
questions-acuity-none = No ve luz
questions-diabetes = Diabetes
questions-years = Desde hace cuántos años
questions-treated = Tratado antes
questions-earlier_laser = Láser
questions-earlier_surgery = Operación
symptom-sudden_loss_of_sight = Pérdida repentina de la vista
symptom-flashes = Destellos de luz
symptom-curtain = Una cortina delante del ojo
symptom-floaters = Manchas que flotan
symptom-gradual_loss_of_sight = La vista empeora poco a poco
symptom-distorted_sight = Las líneas rectas se ven torcidas
symptom-eye_pain = Dolor en el ojo
diabetes-none = No
diabetes-type_1 = Tipo 1
diabetes-type_2 = Tipo 2
diabetes-other = De otro tipo
diabetes-unknown = No se sabe

# take: one eye at the camera
take-another = Tomar otra
take-file = Agregar un archivo de este ojo
take-sending = Enviando…
take-no-camera = Agregue un archivo de este ojo o conecte la cámara.
take-taken = Fotografías tomadas: { $eye }
take-skip = Seguir sin fotografía: { $eye }

# decision for the person
decision-incomplete = Todavía se está leyendo una fotografía: esto aún puede cambiar.
decision-symptom = La persona cuenta: { $symptom }. Eso cuenta, muestren lo que muestren las fotografías.
decision-poor_acuity = ve poco.
decision-earlier_laser = se trató antes con láser; el lector no se midió en ojos así.
decision-earlier_surgery = se operó antes; el lector no se midió en ojos así.
decision-asymmetry = Los dos ojos son muy distintos.
decision-laterality_disagrees = la imagen parece del otro ojo. Diga otra vez cuál es.
decision-laterality_unknown = No se sabe de qué ojo es una fotografía.
not-assessed-no_photograph = Sin fotografía
not-assessed-not_read_yet = Todavía no leído
not-assessed-reading_failed = No se pudo leer
not-assessed-ungradable = No se puede evaluar
not-assessed-no_claim = No evaluado

# explain: to the person, in plain words
explain-title = Diga a la persona
explain-what = Tomamos fotografías del fondo de sus ojos. Este equipo buscó el daño que la diabetes puede causar allí. No es un médico.
explain-category-urgent = Necesita un oftalmólogo muy pronto.
explain-category-told = Lo que nos contó, o cómo ve usted, debe verlo un oftalmólogo, muestren lo que muestren las fotografías.
explain-category-refer = Las fotografías muestran cambios que debe ver un oftalmólogo.
explain-category-review = Un médico mirará sus fotografías antes de que le digamos el resultado.
explain-category-rescreen = No se encontró nada que necesite un oftalmólogo.
explain-category-ungradable = Sus fotografías no son lo bastante claras. Un oftalmólogo debe mirarle los ojos.
explain-seen = Lo que se vio:
explain-when-urgent = { $n ->
        [0] Vaya hoy.
        [1] Vaya hoy.
        [one] Vaya dentro de { $n } día, mejor mañana.
       *[other] Vaya dentro de { $n } días, mejor mañana.
    }
explain-when-refer = Vaya al oftalmólogo dentro de { $n } días. Puede no sentir nada y aun así necesitarlo.
explain-when-rescreen = Vuelva en { $n } días para las próximas fotografías, aunque vea bien.
explain-when-ungradable = Vaya al oftalmólogo dentro de { $n } días.
explain-not-assessed = { $eye }: no se pudo evaluar. No podemos decir que esté sano.
explain-limits = Las fotografías no muestran todas las enfermedades del ojo.
explain-urgent = Si de repente ve menos, ve destellos o una cortina: vaya al oftalmólogo el mismo día.
explain-diabetes = Un buen nivel de azúcar y de presión protege sus ojos. Tome sus medicinas como se le indicó.

# finish
finish-language = Idioma del informe
finish-report = Abrir el informe para imprimirlo
finish-recall = Volver o ser visto a más tardar el { $date }
finish-end = Terminar la visita
finish-next-person = Siguiente persona
finish-waiting = Algo todavía no está guardado en el equipo.
finish-end-anyway = Terminarla igual; el resultado llegará a la lista de trabajo
decision-none = Todavía no se preguntó ni se fotografió nada.
work-list-review = Revisa un médico
work-empty-review = Nada espera a un médico.
gate-pin-spent = El PIN se escribió mal demasiadas veces. Escriba su contraseña.

# operators
operators-new = Alguien nuevo
operators-role = Función
operators-add = Agregar
operators-change = Cambiar
operators-set = Poner contraseña o PIN
operators-password-hint = Al menos 10 caracteres. Dígasela solo a esa persona.
operators-pin-hint = De 4 a 8 cifras; puede omitirse.
operators-inactive = no puede entrar
operators-shut-out = No dejar entrar más
operators-let-in = Dejar entrar de nuevo

# system
system-engine = Motor
system-temperature = Temperatura
system-queue = Fotografías en espera
system-record = El registro
system-backup = Copia de seguridad
system-sync = Envío a otro lugar
system-clock = Reloj
system-accounts = Cuentas
system-certificate = Certificado
system-software = Programa
system-state-ok = bien
system-state-warn = alguien debería mirarlo
system-state-bad = no está bien
system-reason-fine = Bien.
system-reason-not_used = No se usa.
system-reason-not_told = Esta máquina no lo dice.
system-reason-camera_absent = No hay ninguna cámara conectada.
system-reason-camera_stalled = La cámara no da imagen.
system-reason-camera_failed = No se puede usar la cámara.
system-reason-model_loading = Los lectores se están iniciando.
system-reason-model_failed = No se pudieron cargar los lectores.
system-reason-engine_fell_back = Debía funcionar otro motor y no pudo.
system-reason-engine_lost = Los lectores dejaron de responder y se reiniciaron.
system-reason-engine_none = Nada lee fotografías.
system-reason-hot = El equipo está caliente.
system-reason-too_hot = El equipo está demasiado caliente.
system-reason-disk_low = El disco está casi lleno.
system-reason-disk_full = El disco está lleno.
system-reason-queue_failed = Algunas fotografías no se pudieron leer.
system-reason-queue_long = Esperan muchas fotografías.
system-reason-record_damaged = Algo del registro está dañado.
system-reason-not_checked_yet = Todavía no comprobado.
system-reason-backup_never = No hay copia de seguridad.
system-reason-backup_old = La última copia de seguridad es antigua.
system-reason-sync_none = Este equipo no envía nada a ningún lugar.
system-reason-clock_behind = El reloj está mal: va atrasado.
system-reason-clock_went_back = El reloj retrocedió.
system-reason-accounts_open = Nadie tiene cuenta: quien esté en el equipo puede hacerlo todo.
system-reason-reader_away = El lector no está en marcha.
system-reason-certificate_ends = El certificado vence pronto.
system-do-camera_absent = Conecte la cámara y enciéndala.
system-do-camera_stalled = Desconecte la cámara, espere cinco segundos y conéctela de nuevo.
system-do-camera_failed = Desconecte la cámara y conéctela de nuevo. Si sigue igual, avise a quien cuida el equipo.
system-do-model_loading = Espere; mientras tanto se pueden tomar fotografías.
system-do-model_failed = Reinicie el equipo. Si sigue igual, avise a quien lo cuida; se pueden tomar fotografías, que esperan.
system-do-reader_away = Inicie el lector en el equipo: «systemctl start ocellus-reader». Las fotografías lo esperan.
system-do-engine_none = Vea el modelo, arriba.
system-do-engine_fell_back = Ejecute «ocellus doctor» en el equipo; dice qué falta.
system-do-engine_lost = Comuníquelo con el diagnóstico; cada fotografía se intenta de nuevo por sí sola.
system-do-too_hot = Aparte el equipo del sol, despeje sus rejillas y deje que se enfríe.
system-do-hot = Dé al equipo aire y sombra.
system-do-disk_full = Libere espacio en el disco del equipo; hasta entonces se rechazan las fotografías.
system-do-disk_low = Libere espacio pronto o ponga un disco mayor.
system-do-queue_long = Siga; las lecturas llegan después. No se pierde nada.
system-do-queue_failed = Mire las fotografías que no se pudieron leer y tómelas de nuevo.
system-do-record_damaged = Haga ahora una copia de seguridad en otra memoria y luego ejecute «ocellus record verify» en el equipo.
system-do-backup_never = Copie el registro en una memoria: «ocellus record backup».
system-do-backup_old = Copie otra vez el registro en una memoria: «ocellus record backup».
system-do-clock_behind = Ponga la fecha y la hora del equipo; su pila puede estar agotada.
system-do-clock_went_back = Ponga la fecha y la hora del equipo; su pila puede estar agotada. Algo se escribió en una hora posterior.
system-do-accounts_open = Configure el equipo: clínica y administrador.
system-do-certificate_ends = Revise el reloj y el disco y reinicie el equipo.
system-do-not_told = Revise el disco del registro.
system-now = Reloj del equipo: { $now }. En marcha desde { $since }, versión { $version }.
system-diagnostics = Para quien lo repara
system-diagnostics-hint = Un archivo con versiones, estados y cifras. No contiene pacientes, nombres ni fotografías.
system-diagnostics-get = Descargar el archivo

# doctor
doctor-title = La palabra del médico
doctor-agree = De acuerdo
doctor-agree-all = De acuerdo con el resultado
doctor-not-there = No está ahí
doctor-is-rather = Es más bien
doctor-choose = Elija una marca en la imagen o en la lista para juzgarla.
doctor-missed = Se pasó por alto
doctor-draw = Dibujarlo
doctor-draw-stop = Dejar de dibujar
doctor-draw-hint = Dibuje un recuadro en la imagen alrededor de: { $label }
doctor-agreed = De acuerdo:
doctor-corrected = Corregido:
doctor-rejected = No está ahí:
doctor-about-finding = marca
doctor-about-condition = enfermedad
doctor-about-referral = derivación
doctor-about-quality = calidad
charts-none = Nada en estos días.
charts-numbers = Los números
charts-day = Día
charts-span = Desde cuándo
charts-days = { $n } días
charts-screened = Examinados por día
charts-rates = Proporción de los decididos
charts-referred = Derivados
charts-ungradable = No se pudieron evaluar
charts-minutes = Minutos por paciente (el del medio)
charts-by-operator = Según quién fotografió
charts-by-cause = Por qué no se pudo leer
charts-nobody = Nadie había entrado

# audit
audit-subject = Solo de este identificador
audit-subject-hint = Los 26 caracteres de un paciente, visita, fotografía o lectura.
audit-when = Cuándo
audit-who = Quién
audit-act = Qué se hizo
audit-what = A qué
audit-newest = Lo más nuevo
audit-older = Anteriores

# negatives
negatives-hint = Elegidos por sorteo de los últimos 90 días: dados por sanos y que ningún médico ha mirado todavía.
negatives-none = No hay nada que revisar.
negatives-another = Sortear otra muestra
negatives-probability = { $percent } % de necesitar derivación


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = Esto no es una fotografía del fondo de un ojo. Revise el archivo o tome una fotografía con la cámara de fondo de ojo.
reading-do-too_small = La imagen es demasiado pequeña para leerla. Guárdela en el tamaño completo de la cámara y envíela de nuevo.
reading-do-defocus = Enfoque hasta que los vasos se vean nítidos, pida a la persona que no se mueva y tómela de nuevo.
reading-do-underexposed = Suba el flash y compruebe que la luz entre por el centro de la pupila; luego tómela de nuevo.
reading-do-overexposed = Baje el flash y tómela de nuevo.
reading-do-uneven_illumination = Mueva la cámara hasta que la luz sea pareja en todo el círculo; luego tómela de nuevo.
reading-do-decentred = Mueva la cámara hasta ver toda la imagen redonda, con la persona mirando la luz de fijación, y tómela de nuevo.
reading-do-field_cut_off = Falta parte de la imagen redonda. Encuadre el círculo completo y tómela de nuevo.
reading-do-artefact = Pida a la persona que abra bien el ojo y aparte el párpado y las pestañas. Limpie la lente y tómela de nuevo.
reading-do-low_contrast = Limpie la lente, compruebe la distancia al ojo, enfoque y tómela de nuevo.
reading-do-physiology = Deje a la persona cinco minutos sentada a oscuras, o dilate la pupila si está permitido, y tómela de nuevo. Si sigue igual, derive como no evaluable.
reading-do-better = Se puede leer. Para una imagen mejor: { $act }

# Shares; never a certainty that was not measured.
reading-share = { $n } %
reading-share-over = más del 99 %
reading-share-under = menos del 1 %

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = riesgo de edema macular
reading-grade-icdr-0 = Sin retinopatía diabética
reading-grade-icdr-1 = Retinopatía diabética no proliferativa leve
reading-grade-icdr-2 = Retinopatía diabética no proliferativa moderada
reading-grade-icdr-3 = Retinopatía diabética no proliferativa grave
reading-grade-icdr-4 = Retinopatía diabética proliferativa
reading-grade-dme_risk-0 = Sin signos de edema macular
reading-grade-dme_risk-1 = Exudado duro a más de un diámetro de papila de la fóvea
reading-grade-dme_risk-2 = Exudado duro a un diámetro de papila o menos de la fóvea

# Why a referral was made.
reading-because-grade = { $name } ({ $scale } { $grade }).
reading-because-grade-uncertain = { $name } ({ $scale } { $grade }, dudoso).
reading-because-risk-unseen = Se estimó un riesgo de edema macular { $grade }, aunque no se encontró ningún exudado duro que lo explique.
reading-because-doctor-decided = Así lo decidió un médico.
reading-because-doctor-corrected = Un médico corrigió esta lectura.
reading-because-ungradable = La fotografía no se puede evaluar; una enfermedad que aquí no se ve no queda descartada.
reading-because-again = La fotografía no se puede evaluar: tómela de nuevo; puede haber más de lo que se ve.
reading-because-unassessed-dr = No se evaluó la retinopatía diabética: este modelo no tiene datos medidos que lo respalden.
reading-because-unassessed-dme = No se evaluó el riesgo de edema macular: este modelo no tiene datos medidos que lo respalden.
reading-because-unassessed-both = No se evaluaron la retinopatía diabética ni el riesgo de edema macular: este modelo no tiene datos medidos que lo respalden.
reading-because-likely = La probabilidad de que este ojo deba derivarse es { $share }, aunque ningún grado por sí solo lo indica.
reading-because-unclear = La probabilidad de que este ojo deba derivarse es { $share }: no está claro.
reading-because-unlikely = Un grado indica derivación, aunque la probabilidad de que este ojo deba derivarse es solo { $share }.

# What each check saw.
reading-check-apart = Papila y fóvea están a { $distance } diámetros de papila (en los ojos: { $least }–{ $most }).
reading-check-no-disc = No se encontró la papila óptica.
reading-check-no-fovea = No se encontró la fóvea.
reading-check-absence = La fotografía basta para decir que no hay enfermedad.
reading-check-no-absence = La fotografía no basta para decir que no hay enfermedad.
reading-check-familiar = Esta fotografía se parece a aquellas con las que se midió el modelo.
reading-check-unlike = Esta fotografía no se parece a aquellas con las que se midió el modelo, como si viniera de otro tipo de cámara: sus probabilidades se dan con menos confianza.
reading-check-no-retinopathy = No se graduó retinopatía, así que no hace falta ninguna lesión.
reading-check-rests = ICDR { $grade } se apoya en { $n ->
        [one] { $n } hallazgo
       *[other] { $n } hallazgos
    }.
reading-check-no-lesion = Se graduó ICDR { $grade }, pero no se encontró ninguna lesión que lo defina.
reading-check-agree = Las lesiones encontradas concuerdan con el grado.
reading-check-more = Se graduó ICDR { $grade }, pero { $n ->
        [one] se encontró { $n } lesión que indica
       *[other] se encontraron { $n } lesiones que indican
    } un grado mayor.
reading-check-oedema = Riesgo de edema macular { $grade }; exudados duros encontrados: { $n }, de ellos { $close } a no más de { $limit } diámetros de papila de la fóvea.
reading-check-oedema-unplaced = Riesgo de edema macular { $grade }; exudados duros encontrados: { $n }; no se sabe a qué distancia de la fóvea.
reading-check-complete = El lector de texto dio los seis pasos.
reading-check-incomplete = El lector de texto no terminó sus pasos.
reading-check-inside = Todos los recuadros del lector de texto están dentro del campo.
reading-check-outside = Recuadros del lector de texto fuera del campo y descartados: { $n }.
reading-check-supported = { $n } de { $all } recuadros de lesiones del lector de texto coinciden con un hallazgo.
reading-check-doubted = Según la medición la fotografía se puede evaluar; el lector de texto dice que no.
reading-check-both-referable = Los dos lectores dicen que este ojo debe derivarse.
reading-check-both-not = Los dos lectores dicen que este ojo no necesita derivarse.
reading-check-differ-measured = Los lectores difieren: según la medición debe derivarse, según el lector de texto no.
reading-check-differ-said = Los lectores difieren: según la medición no debe derivarse, según el lector de texto sí.

# What is to be done, as the protocol has it.
reading-within-days = { $n ->
        [one] { $n } día
       *[other] { $n } días
    }
reading-within-months = { $n ->
        [one] { $n } mes
       *[other] { $n } meses
    }
reading-within-clinic = el plazo de su centro
reading-manage-urgent = Derivar con urgencia; plazo máximo: { $within }.
reading-manage-refer = Derivar; plazo máximo: { $within }.
reading-manage-review = Un médico revisa esta fotografía; plazo máximo: { $within }.
reading-manage-rescreen = Repetir el control; plazo: { $within }.
reading-manage-ungradable = Tome la fotografía de nuevo. Si sigue sin poder leerse, derive; plazo máximo: { $within }.

# The clinical chain, where it is composed from what was measured.
reading-chain-good = La fotografía es buena.
reading-chain-usable = La fotografía se puede usar.
reading-chain-reject = La fotografía no se puede evaluar.
reading-chain-disc = papila óptica
reading-chain-fovea = fóvea
reading-chain-eye-OD = Ojo derecho.
reading-chain-eye-OS = Ojo izquierdo.
reading-chain-eye-unknown = No se puede saber qué ojo es.
reading-chain-nothing-looked = No se buscó ninguna lesión.
reading-chain-none-of = No se encontró nada de lo que se buscó: { $labels }.
reading-chain-feature = { $n } × { $label }, la lesión más cercana a { $distance } diámetros de papila de la fóvea ({ $sector }).
reading-chain-no-anatomy = No se buscaron la papila, la fóvea ni el lado del ojo.
reading-chain-no-features = Sin características que describir.
reading-chain-no-condition = No se evaluó ninguna enfermedad.
reading-chain-no-eye = No se buscó nada: esto no parece una fotografía del fondo de ojo.

# The report of one eye.
reading-report-alone = Esto se dice solo de esta fotografía: no del otro ojo ni de los síntomas. La pérdida repentina de la vista, los destellos o una cortina delante del ojo son urgentes, muestre lo que muestre la fotografía.
reading-report-unverified = Un modelo de lenguaje describió esta fotografía con sus propias palabras. Ninguna medición las respalda: no son un hallazgo y nada se deduce de ellas.
reading-report-corrected = Un médico corrigió esta lectura; lo que dieron los lectores se conserva en la versión anterior.
reading-report-quality = Calidad: { $verdict }.
reading-report-quality-why = Calidad: { $verdict } ({ $reasons }). { $act }
reading-verdict-good = buena
reading-verdict-usable = aceptable
reading-verdict-reject = no evaluable
reading-report-eye-OD = Ojo derecho (OD).
reading-report-eye-OS = Ojo izquierdo (OS).
reading-report-eye-unknown = No se pudo saber qué ojo es.
reading-report-nothing-looked = No se buscaron lesiones.
reading-report-found = Encontrado: { $list }.
reading-report-count = { $label } { $n }
reading-report-all-assessed = Se evaluaron todas las enfermedades de la lista.
reading-report-not-assessed = No se buscó: { $list }.
reading-report-research = La investigación está activada: lo que sigue se aprendió de ojos dibujados o de muy pocas fotografías, no está probado en ojos reales y no cambia la derivación. Visto así: { $list }.
reading-report-research-nothing = nada
reading-report-research-ratio = relación excavación/papila vertical { $ratio }
reading-report-research-condition = { $condition }: { $status } ({ $share })
reading-report-note = Nota: { $note }
reading-report-not-cleared = Ocellus no es un dispositivo médico autorizado. Una persona cualificada decide qué se hace con este informe.
reading-list-comma = { $before }, { $next }

# Why a number is missing, or what limits it.
reading-missing-field = no se encontró el campo de la fotografía
reading-missing-cup-claim = ningún dato medido respalda medir la excavación
reading-missing-vessels = este modelo no dibuja los vasos
reading-missing-cup-photographs = no medido: no hubo fotografías con la excavación dibujada para comprobarlo
reading-missing-drawn = solo lo respaldan ojos dibujados
reading-missing-evidence = sin un lector que mida no se mide nada
reading-missing-disc = no se encontró la papila
reading-missing-outline = no se trazó el contorno de la papila
reading-missing-cup = no se vio excavación en la papila

# month
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-date = { $day } de { $month } de { $year }

# words: about the language itself
words-not-reviewed = Ningún hablante nativo ha revisado todavía esta traducción.
words-language = Idioma

# paper: the printed report, one page
paper-title = Informe del control de los ojos
paper-for-patient = Para usted
paper-for-doctor = Para el médico
paper-name = Nombre
paper-identifier = Número
paper-birth-year = Año de nacimiento
paper-clinic = Centro
paper-taken = Fotografiado
paper-printed = Impreso: { $when }
paper-plain-urgent = Encontramos en su ojo signos de enfermedad que conviene tratar pronto. Vaya al oftalmólogo; plazo máximo: { $within }. No espere a ver peor.
paper-plain-refer = Encontramos en su ojo signos de enfermedad. Vaya al oftalmólogo; plazo máximo: { $within }. Tratarse a tiempo protege la vista, aunque hoy vea bien.
paper-plain-review = El resultado no es lo bastante claro. Un médico mirará las fotografías (plazo máximo: { $within }) y le dirá qué sigue.
paper-plain-told = Lo que nos contó, o cómo ve, debe mirarlo un oftalmólogo; plazo máximo: { $within }, muestren lo que muestren las fotografías.
paper-plain-rescreen = En lo que buscamos no encontramos nada que ahora necesite un oftalmólogo. Vuelva para su próxima fotografía; plazo: { $within }.
paper-plain-ungradable = La fotografía no es lo bastante clara para juzgar su ojo. Eso no significa que el ojo esté sano. Si otra fotografía no ayuda, vaya al oftalmólogo; plazo máximo: { $within }.
paper-always = Si de repente ve menos, ve destellos de luz o una cortina delante del ojo: vaya enseguida al oftalmólogo, diga lo que diga esta hoja.
paper-no-photograph = No hay fotografía de este ojo.
paper-one-eye = Esta hoja habla de un solo ojo.
paper-findings = Hallazgos
paper-diseases = Enfermedades
paper-not-assessed = No se buscó, así que puede estar o no: { $list }.
paper-referral = Derivación
paper-check = Para que lo mire una persona
paper-more = y { $n } más
paper-code = Busque este informe por su código
paper-how = Cómo se leyó
paper-protocol = Protocolo { $protocol }
paper-engine = Modelo { $model }
paper-symptoms = Síntomas
paper-acuity = Agudeza visual
paper-diabetes = Diabetes
