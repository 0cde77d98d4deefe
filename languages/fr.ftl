### Ocellus in French, translated from en.ftl. README.md tells how a string is added and how it is reviewed.

## Not reviewed: no native speaker has read the strings below.

product = Ocellus
not-cleared = Ce n’est pas un dispositif médical autorisé. Un médecin décide.
skip = Aller au résultat

# station
station-ready = Prêt
station-loading = Démarrage des lecteurs…
station-failed = Lecteurs non disponibles
station-partial = Un seul lecteur
station-away = Lecteurs absents : les photographies sont gardées et lues à leur retour
station-away-short = Lecteurs absents
station-restarted = Les lecteurs ont cessé de répondre { $n } fois depuis le démarrage et ont été relancés. Si cela continue, prévenez la personne qui s’occupe du boîtier.
station-unknown = Connexion…
station-unreachable = Pas de connexion
station-disk-low = Le disque du boîtier est presque plein.
station-disk-low-hint = Les photographies sont encore enregistrées. Prévenez la personne qui s’occupe du boîtier.
station-disk-full = Le disque du boîtier est plein.
station-disk-full-short = Disque plein
station-disk-full-hint = Les nouvelles photographies sont refusées tant qu’il n’y a pas de place. Prévenez la personne qui s’occupe du boîtier.
station-folder = Le dossier { $name } ne peut pas être surveillé
station-lost = Pas de connexion avec le boîtier. Nouvel essai en cours. Rien de ce qui a été envoyé n’est perdu.
station-old = Pas de réponse récente
station-stale = Cette liste n’est peut-être plus à jour :
list-unreadable = { $n ->
        [one] { $n } entrée qui devrait figurer ici ne peut pas être lue
       *[other] { $n } entrées qui devraient figurer ici ne peuvent pas être lues
    } dans le registre.
list-unreadable-hint = Ce que vous voyez est intact, mais ce n’est pas tout. Prévenez la personne qui s’occupe du boîtier : « ocellus record verify » indique ce qui est endommagé, et une sauvegarde le restitue.
station-queue = { $n } en attente

# notes
notes-title = À propos des fichiers ajoutés
notes-same = { $file } : c’est exactement la même image que { $known }, enregistrée { $saved }.
notes-shown = Cette photographie est affichée.
notes-show = Afficher cette photographie
notes-left-out = { $n ->
        [one] { $n } fichier a été laissé
       *[other] { $n } fichiers ont été laissés
    } de côté : { $most } au plus à la fois. Ajoutez le reste quand ceux-ci seront envoyés.
notes-newer = { $n ->
        [one] { $n } nouvelle photographie
       *[other] { $n } nouvelles photographies
    }
notes-dismiss = Retirer ce message

# capture
capture-title = Ajouter une photographie
capture-button = Choisir un fichier
capture-camera = Prendre une photo
capture-drop = ou déposez-la n’importe où sur cette page
capture-drop-now = Lâchez pour ajouter la photographie
capture-formats = JPEG, PNG, TIFF, BMP ou WebP. Plusieurs à la fois conviennent.
capture-sending = Envoi { $percent }
capture-checking = Contrôle de la photographie…

# camera
camera-title = Caméra de fond d’œil
camera-open = Caméra de fond d’œil
camera-picture = Image en direct de la caméra
camera-back = Photographies
camera-take = Prendre la photographie
camera-taking = Ne bougez plus…
camera-saving = Enregistrement…
camera-saved = Enregistrée
camera-saved-before = Déjà enregistrée : exactement la même image
camera-see = Voir cette photographie
camera-keys = Barre d’espace ou Entrée, ou le bouton de la caméra
camera-eye = Quel œil
camera-next-person = Personne suivante
camera-automatic = Prise automatique
camera-automatic-hint = Dès que l’œil est centré, net et immobile.
camera-state-off = Pas de caméra sur ce boîtier
camera-state-absent = Aucune caméra n’est branchée
camera-state-ready = Ouverture de la caméra…
camera-state-connecting = Ouverture de la caméra…
camera-state-live = En direct
camera-state-stalled = La caméra ne donne pas d’image
camera-state-unplugged = La caméra a été débranchée
camera-state-failed = La caméra ne peut pas être utilisée
camera-returns = L’image revient ici d’elle-même.
camera-refused = Aucune photographie n’a été prise
camera-nothing-yet = Le jugement sur la photographie apparaît ici.
camera-hint-no_eye = Approchez la caméra de l’œil
camera-hint-blink = Œil fermé : demandez de l’ouvrir grand
camera-hint-centre = Amenez l’œil au milieu
camera-hint-closer = Plus près de l’œil
camera-hint-farther = Plus loin de l’œil
camera-hint-focus = Pas net : faites la mise au point
camera-hint-glare = Reflet : déplacez un peu la caméra
camera-hint-brighter = Trop sombre : plus de lumière
camera-hint-darker = Trop clair : moins de lumière
camera-hint-hold = Ne bougez plus…
camera-hint-ready = Bien : prenez-la
camera-move-left = Déplacer à gauche
camera-move-right = Déplacer à droite
camera-move-up = Déplacer vers le haut
camera-move-down = Déplacer vers le bas
camera-retakes-none = Première photographie de cet œil
camera-retakes-more = Reprise { $n }
camera-retakes-of = Reprise { $n } sur { $most }
camera-tries-none = { $eye } : pas encore de photographie
camera-tries = { $eye } : { $photographs ->
        [one] { $photographs } photographie
       *[other] { $photographs } photographies
    }, la dernière : { $verdict }
camera-enough = Ne continuez pas à reprendre
camera-dilate = Dilatez la pupille si c’est permis et reprenez-la. Sinon, orientez cet œil comme non évaluable.

# list
list-title = Photographies
list-empty = Pas encore de photographies
list-empty-hint = Ajoutez une photographie du fond de l’œil. Vous verrez tout de suite si elle est assez bonne.
list-older = Afficher les photographies plus anciennes
list-older-failed = Elles ne sont pas arrivées.

# state
state-queued = En attente
state-running = Lecture…
state-failed = Non lue
state-rejected = Non ajoutée

# failure
failure-title = Cette photographie n’a pas pu être lue
failure-refused = Cette photographie n’a pas pu être ajoutée
failure-remedy = Que faire :
failure-again = Réessayer
failure-dismiss = Retirer de la liste
failure-missing = Cette photographie n’est pas sur ce boîtier
failure-unreachable = Le boîtier ne répond pas.
failure-unreachable-remedy = Vérifiez qu’il est allumé et que cette tablette est sur son réseau, puis réessayez.
failure-unexpected = Le boîtier a donné une réponse que cette page ne comprend pas ({ $status }).
failure-unexpected-remedy = Rechargez cette page. Si cela revient, redémarrez le boîtier.
failure-page = Cette page a rencontré un problème
failure-page-remedy = Rechargez cette page. Rien de ce qui a été envoyé n’est perdu.
failure-reload = Recharger

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = Un fichier ou un dossier ne peut pas être lu.
fault-unreadable-do = Vérifiez que le dossier ou la clé USB est bien branché ; si cela persiste, prévenez la personne qui s’occupe du boîtier.
fault-empty = Ce fichier est vide.
fault-empty-do = Copiez-le de nouveau depuis la caméra ; la copie ne s’est pas terminée.
fault-unknown_format = Ce fichier n’est pas une photographie que le boîtier peut lire.
fault-unknown_format-do = Donnez la photographie au format JPEG, PNG, TIFF, BMP ou WebP.
fault-damaged = Le fichier de cette photographie est endommagé.
fault-damaged-do = Copiez-le de nouveau depuis la caméra, ou reprenez la photographie.
fault-too_large = Ce qui a été envoyé est trop grand.
fault-too_large-do = Envoyez moins de photographies à la fois, chacune à la taille où la caméra l’a prise, ou un texte plus court.
fault-bundle_missing = Le modèle des lecteurs n’est pas sur ce boîtier.
fault-bundle_missing-do = Prévenez la personne qui s’occupe du boîtier ; en attendant, les photographies sont gardées.
fault-bundle_invalid = Le modèle des lecteurs ne peut pas être utilisé.
fault-bundle_invalid-do = Prévenez la personne qui s’occupe du boîtier ; en attendant, les photographies sont gardées.
fault-engine_unavailable = Les lecteurs ne peuvent pas tourner sur ce boîtier.
fault-engine_unavailable-do = Prévenez la personne qui s’occupe du boîtier ; en attendant, les photographies sont gardées.
fault-engine_failed = Les lecteurs n’ont pas pu terminer.
fault-engine_failed-do = Réessayez ; si cela revient, prévenez la personne qui s’occupe du boîtier.
fault-protocol_invalid = Les règles d’orientation (le protocole) ne peuvent pas être utilisées.
fault-protocol_invalid-do = Prévenez la personne qui s’occupe du boîtier ; en attendant, les photographies sont gardées.
fault-record_failed = Le registre du boîtier n’a pas pu être lu ou écrit.
fault-record_failed-do = Réessayez ; si cela revient, prévenez la personne qui s’occupe du boîtier.
fault-disk_full = Le disque du boîtier est plein.
fault-disk_full-do = Prévenez la personne qui s’occupe du boîtier, et réessayez quand il y aura de la place.
fault-output_failed = Un fichier du boîtier n’a pas pu être lu ou écrit.
fault-output_failed-do = Réessayez ; si cela revient, prévenez la personne qui s’occupe du boîtier.
fault-camera_missing = Aucune caméra n’est trouvée.
fault-camera_missing-do = Branchez la caméra et allumez-la ; si cela ne suffit pas, prévenez la personne qui s’occupe du boîtier.
fault-camera_denied = Le boîtier n’a pas le droit d’utiliser la caméra.
fault-camera_denied-do = Prévenez la personne qui s’occupe du boîtier.
fault-camera_busy = Un autre programme utilise la caméra.
fault-camera_busy-do = Fermez l’autre programme, ou prévenez la personne qui s’occupe du boîtier.
fault-camera_unplugged = La caméra a été débranchée.
fault-camera_unplugged-do = Rebranchez-la.
fault-camera_silent = La caméra ne donne pas d’image, ou aucune qui soit entière.
fault-camera_silent-do = Vérifiez que la caméra est allumée et que son câble tient bien, puis rebranchez-la.
fault-camera_unsupported = La caméra ne peut pas faire ce qui lui a été demandé.
fault-camera_unsupported-do = Prévenez la personne qui s’occupe du boîtier.
fault-camera_failed = La caméra ne peut pas être utilisée.
fault-camera_failed-do = Rebranchez la caméra ; si cela ne suffit pas, redémarrez le boîtier.
fault-not_found = Ce que vous cherchez n’est pas sur ce boîtier.
fault-not_found-do = Revenez à la liste et cherchez-y.
fault-bad_request = Le boîtier ne peut pas accepter ce qui a été envoyé.
fault-bad_request-do = Vérifiez ce que vous avez entré et réessayez ; si cela revient, rechargez cette page.
fault-possible_duplicate = Quelqu’un qui est peut-être la même personne est déjà sur ce boîtier ; rien n’a été ajouté.
fault-possible_duplicate-do = Regardez les personnes affichées, et n’en ajoutez une autre que si ce n’est aucune d’elles.
fault-no_consent = La personne n’a pas donné son consentement.
fault-no_consent-do = Demandez le consentement, entrez la réponse, puis réessayez.
fault-busy = Le boîtier est occupé.
fault-busy-do = Attendez un moment, puis réessayez.
fault-signed_out = Personne n’est connecté, ou le nom et le mot de passe ne vont pas ensemble.
fault-signed_out-do = Connectez-vous de nouveau ; si le mot de passe est perdu, un administrateur en donne un nouveau.
fault-locked = La page est verrouillée, ou le code PIN est faux.
fault-locked-do = Entrez votre code PIN, ou votre mot de passe si le code PIN n’est plus accepté.
fault-not_allowed = Vous n’avez pas le droit de faire cela, ou le code de mise en service est faux.
fault-not_allowed-do = Rechargez cette page ; si cela ne suffit pas, demandez à un administrateur ou relisez le code de mise en service.
fault-too_many_tries = Il y a eu trop d’essais faux.
fault-too_many_tries-do = Attendez un peu, puis réessayez.
fault-unsuitable = Ce nom, ce mot de passe ou ce code PIN ne peut pas être utilisé : il est trop court, trop long, trop facile à deviner ou mal écrit.
fault-unsuitable-do = Choisissez-en un autre.
fault-conflict = Cela ne s’accorde pas avec ce qui est maintenant sur le boîtier.
fault-conflict-do = Regardez ce qui est maintenant sur le boîtier, puis réessayez.
fault-internal = Quelque chose n’a pas marché dans le boîtier.
fault-internal-do = Réessayez ; si cela revient, prévenez la personne qui s’occupe du boîtier.

# quality
quality-title = Photographie
quality-verdict-good = Bonne photographie
quality-verdict-usable = Photographie utilisable
quality-verdict-reject = À reprendre
quality-short-good = Bonne
quality-short-usable = Utilisable
quality-short-reject = À reprendre
quality-next-good = Rien à faire. Passez à l’autre œil.
quality-next-usable = Elle peut être lue. Une meilleure serait lue plus sûrement.
quality-next-reject = Cette photographie ne suffit pas pour écarter une maladie.
quality-cause-technique = Une nouvelle photographie aidera sans doute.
quality-cause-physiology = L’obstacle est dans l’œil lui-même. Une nouvelle photographie n’aidera peut-être pas.
quality-reason-not_fundus = pas un fond d’œil
quality-reason-defocus = floue
quality-reason-underexposed = trop sombre
quality-reason-overexposed = trop claire
quality-reason-uneven_illumination = éclairée de façon inégale
quality-reason-decentred = mal centrée
quality-reason-field_cut_off = une partie du champ manque
quality-reason-artefact = reflet, poussière ou cils
quality-reason-low_contrast = voilée
quality-reason-too_small = trop petite

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = aujourd’hui
interval-within-days = dans un délai de { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
interval-within-months = dans un délai de { $n } mois
interval-in-days = dans { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
interval-in-months = dans { $n } mois

# referral
referral-abstention = Degré de sûreté : au-dessous de { $low } se trouvent au plus { $misses } des yeux à orienter (mesuré sur { $positives } photographies) ; à partir de { $high }, au plus { $alarms } des autres (sur { $negatives }).
referral-headline-urgent = Orienter en urgence
referral-headline-refer = Orienter vers un ophtalmologue
referral-headline-review = Un médecin doit vérifier
referral-headline-rescreen = Pas d’orientation nécessaire
referral-headline-ungradable = Non évaluable
referral-short-urgent = Urgent
referral-short-refer = Orienter
referral-short-review = Avis médical
referral-short-rescreen = Pas d’orientation
referral-short-ungradable = Non évaluable
referral-explain-review = Le résultat n’est pas assez sûr pour agir d’après lui seul. Montrez la photographie à un médecin.
referral-explain-rescreen = Dans ce qui a été cherché, rien n’exige un ophtalmologue.
referral-explain-ungradable = Reprenez la photographie. Si elle reste non évaluable, orientez.
referral-when-urgent = Consulter un ophtalmologue { $interval }
referral-when-refer = Consulter un ophtalmologue { $interval }
referral-when-review = Faire vérifier { $interval }
referral-when-rescreen = Refaire le dépistage { $interval }
referral-when-ungradable = Si les reprises n’aident pas, consulter un ophtalmologue { $interval }
referral-latest = au plus tard le { $date }
referral-around = vers le { $date }
referral-because = Motif
referral-probability = Probabilité que cet œil doive être orienté : { $percent }
referral-likely-very_unlikely = Très improbable
referral-likely-unlikely = Improbable
referral-likely-open = On ne peut pas dire
referral-likely-likely = Probable
referral-likely-very_likely = Très probable
referral-reading = Lecture de la photographie…
referral-reading-hint = Le résultat apparaît ici de lui-même. Vous pouvez continuer avec la photographie suivante.
referral-waiting = Attend son tour
referral-waiting-hint = { $n ->
        [one] { $n } photographie
       *[other] { $n } photographies
    } avant celle-ci.
referral-waiting-next = C’est la suivante.
referral-loading-hint = Les lecteurs démarrent encore. Cette photographie est en sécurité et sera lue dès qu’ils seront prêts.
referral-failed-hint = Les lecteurs ne sont pas disponibles sur ce boîtier, il n’y a donc pas de résultat. La photographie est conservée.

# eye
eye-OD = Œil droit
eye-OS = Œil gauche
eye-unknown = Côté inconnu
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ?
eye-probability = sûr à { $percent }
eye-by-person = indiqué par une personne
eye-other-side = Une personne a classé cette photographie sous : { $filed }. Le lecteur l’a prise pour : { $reader }. Les lieux (vers le nez, vers la tempe) suivent le côté du lecteur.
eye-filed = { $eye }, indiqué par une personne ; le lecteur : { $reader }

# viewer
viewer-title = Photographie avec observations
viewer-describe = { $eye }. { $n ->
        [one] { $n } observation marquée
       *[other] { $n } observations marquées
    }. Les flèches déplacent, plus et moins agrandissent et réduisent, 0 ajuste l’image.
viewer-zoom-in = Agrandir
viewer-zoom-out = Réduire
viewer-fit = Ajuster
viewer-fit-hint = Afficher toute la photographie
viewer-marks = Marques
viewer-marks-hint = Afficher ou masquer toutes les marques (H)
viewer-opacity = Intensité des marques
viewer-disc = Papille optique
viewer-disc-about = Papille optique : à peu près ici
viewer-fovea = Fovéa
viewer-alt = Photographie { $file }
viewer-unavailable = La photographie ne peut pas être affichée.
viewer-unavailable-hint = Rechargez cette page. Si cela persiste, vérifiez le disque du boîtier.
viewer-zoomed = { $factor } ×
viewer-lens = Comment la photographie est montrée
viewer-lens-colour = Couleur
viewer-lens-red_free = Sans rouge
viewer-lens-contrast = Contraste

# findings
findings-title = Observations
findings-none = Aucune observation
findings-none-of = Recherché : { $labels }. Rien de cela n’a été vu.
findings-not-ruled-out = Recherché : { $labels }. Rien de cela n’a été vu, mais ce n’est pas exclu : la photographie n’est pas assez bonne pour cela.
findings-not-looked = Non recherché : { $labels }.
findings-nothing-looked = Rien n’a été recherché sur cette photographie.
findings-toggle = Montrer sur l’image : { $label }
findings-list = Toutes les marques : { $label }
findings-rest = En afficher { $n } de plus
findings-fovea = à { $value } diamètres papillaires de la fovéa
findings-score = sûr à { $percent }
findings-research = recherche seulement
findings-language = du lecteur de texte
findings-sentence = À sa phrase : { $step }

# label
label-microaneurysm = Microanévrisme
label-haemorrhage = Hémorragie
label-hard_exudate = Exsudat dur
label-cotton_wool_spot = Nodule cotonneux
label-neovascularisation = Néovaisseaux
label-drusen = Drusen
label-retinal_scar = Cicatrice rétinienne

# labels
labels-microaneurysm = Microanévrismes
labels-haemorrhage = Hémorragies
labels-hard_exudate = Exsudats durs
labels-cotton_wool_spot = Nodules cotonneux
labels-neovascularisation = Néovaisseaux
labels-drusen = Drusen
labels-retinal_scar = Cicatrices rétiniennes

# gloss
gloss-microaneurysm = minuscule renflement d’un petit vaisseau
gloss-haemorrhage = tache de sang
gloss-hard_exudate = dépôt jaune laissé par des vaisseaux qui fuient
gloss-cotton_wool_spot = tache pâle là où le sang a manqué
gloss-neovascularisation = vaisseaux nouveaux et fragiles
gloss-drusen = dépôt jaune sous la rétine
gloss-retinal_scar = lésion cicatrisée

# sector
sector-macular = centre de la vue (macula)
sector-superotemporal = en haut, vers la tempe
sector-superonasal = en haut, vers le nez
sector-inferotemporal = en bas, vers la tempe
sector-inferonasal = en bas, vers le nez
sector-unknown = lieu inconnu

# chain
chain-title = Comment le résultat a été obtenu
chain-hint = Les mots soulignés sont des lieux de la photographie. Touchez-en un pour le voir.
chain-two-readers = Les étapes marquées « lecteur de texte » sont les mots du second lecteur. Le résultat ci-dessus repose sur les mesures ; là où les deux ne s’accordent pas sur l’orientation, un médecin vérifie.
chain-unverified = Les étapes marquées « modèle de langage, non vérifié » sont les mots d’un modèle de langage. Rien n’a été mesuré ; ses mots et les endroits qu’il nomme ne sont pas des constatations, et rien n’en découle.
chain-place = { $text } : montrer { $n ->
        [one] { $n } lieu
       *[other] { $n } lieux
    } sur l’image
chain-step-quality = Qualité
chain-step-anatomy = Anatomie
chain-step-lesions = Lésions
chain-step-features = Caractéristiques
chain-step-diagnosis = Diagnostic
chain-step-management = Conduite à tenir
chain-source-evidence = mesuré
chain-source-language = lecteur de texte
chain-source-person = un médecin
chain-source-structure = d’après les mesures
chain-source-unverified = modèle de langage, non vérifié
chain-empty = Aucune étape n’a été écrite pour cette photographie.

# readers: the two of them, and where they agree
readers-title = Deux lecteurs
readers-evidence = Il mesure, et le résultat repose sur lui.
readers-language = { $n ->
        [0] Il a regardé sans savoir ce qui a été mesuré. Aucun de ses mots ne figure ci-dessus.
        [one] Il a regardé sans savoir ce qui a été mesuré. Dans ses propres mots : { $steps }.
       *[other] Il a regardé sans savoir ce qui a été mesuré. Dans ses propres mots : { $steps }.
    }
readers-agree = d’accord
readers-differ = en désaccord

# beside: a second photograph
beside-title = Une autre photographie à côté de celle-ci
beside-other = À côté d’une autre
beside-off = Une seule
beside-show = Montrer { $file } à côté de celle-ci
beside-other-eye = L’autre œil
beside-last = Visite précédente, { $date }

# ask
ask-title = Poser une question sur cette photographie
ask-hint = Les réponses viennent des mesures. Ce qu’elles ne peuvent pas dire reste sans réponse.
ask-hint-unverified = Rien n’est mesuré ici. Ce que répond le modèle de langage lui est propre et n’est pas vérifié ; ce qu’il faut faire vient du protocole.
ask-label = Votre question
ask-send = Demander
ask-waiting = En attente du lecteur…
ask-show = Montrer sur l’image
ask-understood = Compris comme : { $question }
ask-may-ask = Vous pouvez demander : { $questions }

# asked: what a Reading answers, also as a suggestion
asked-describe = Décrire cette photographie.
asked-referable = Faut-il orienter cet œil vers un spécialiste ?
asked-why_referral = Pourquoi cette orientation ?
asked-grade = Quel est le grade ICDR ?
asked-why_grade = Pourquoi ce grade ?
asked-oedema_risk = Quel est le risque d’œdème maculaire ?
asked-why_oedema = Pourquoi ce risque d’œdème ?
asked-disc = Où est la papille optique ?
asked-fovea = Où est la fovéa ?
asked-side = De quel œil s’agit-il ?
asked-gradable = Cette photographie est-elle évaluable ?
asked-manage = Que faut-il faire ?
asked-next = Quand est la prochaine visite ?
asked-plan = Donner évaluation et conduite à tenir.
asked-urgent = Que faire devant ces symptômes ?
asked-disc_to_fovea = À quelle distance la fovéa est-elle de la papille ?
asked-cup = Quel est le rapport vertical excavation/papille ?
asked-vessels = Quelle est la densité vasculaire ?
asked-lesions = Quelles lésions y a-t-il ?
asked-healthy = Qu’a-t-on trouvé, et qu’est-ce qui n’a pas été recherché ?
asked-unassessed = Qu’est-ce qui n’a pas été recherché ?
asked-sure = Quelle confiance avoir dans le résultat ?
asked-checks = Les lecteurs sont-ils d’accord ?
asked-present = Y a-t-il : { $labels } ?
asked-where = Montrer : { $labels }.
asked-count = Combien de lésions de cette sorte : { $labels } ?
asked-largest = Où sont les plus grandes lésions : { $labels } ?
asked-area = Quelle surface totale : { $labels } ?
asked-distance = À quelle distance de la fovéa : { $labels } ?
asked-compare = Y a-t-il plus de { $labels } que de { $others } ?
asked-condition = Y a-t-il : { $condition } ?
asked-finding = Qu’est-ce que F{ $n } ?
asked-inside = Qu’y a-t-il dans { $box } ?
asked-help = Que peut-on demander ?

# answer: answers composed from a Reading
answer-yes = Oui
answer-no = Non
answer-count = { $labels } : { $n } ({ $ids }).
answer-count-none = { $labels } : aucune lésion trouvée.
answer-more = { $ids } et { $n } de plus
answer-disc = La papille optique est en { $box }.
answer-fovea = La fovéa est en { $box }.
answer-disc-to-fovea = Papille et fovéa sont à { $distance } diamètres papillaires l’une de l’autre.
answer-cup = Le rapport vertical excavation/papille est de { $value }.
answer-vessels = La densité vasculaire dans le champ est de { $value }.
answer-unmeasured = Non mesuré : { $reason }.
answer-research = Ceci est de la recherche seulement : ce n’est pas prouvé sur de vraies photographies et ne change aucune orientation.
answer-urgent = Orienter en urgence, quoi que montre la photographie.
answer-help = Vous pouvez demander, par exemple : { $questions }
answer-eye-OD = C’est un œil droit (OD, certitude { $share }).
answer-eye-OS = C’est un œil gauche (OS, certitude { $share }).
answer-good = La photographie est bonne et évaluable.
answer-usable = La photographie est utilisable et évaluable.
answer-seen = Constaté : { $reasons }.
answer-referable = D’après la mesure et le protocole, cet œil doit être orienté.
answer-not-referable = D’après la mesure et le protocole, cet œil n’a pas à être orienté.
answer-left-to-doctor = C’est à un médecin de décider si cet œil doit être orienté.
answer-neither = La photographie n’est pas évaluable : ni l’un ni l’autre.
answer-after = Ensuite, la clinique ophtalmologique fixe la prochaine visite.
answer-probability-dr = La probabilité d’une rétinopathie diabétique, quelle qu’elle soit, est : { $share }.
answer-probability = La probabilité que cet œil doive être orienté est : { $share }.
answer-bands = Au-dessous de { $low } se trouvent au plus { $misses } des yeux à orienter (mesuré sur { $positives }) ; à partir de { $high }, au plus { $alarms } des autres (sur { $negatives }).
answer-risk-seen = Un risque d’œdème maculaire 0 a été estimé, bien que des exsudats durs aient été trouvés près de la fovéa.
answer-uncertain = Cela est incertain.
answer-near = Exsudats durs trouvés : { $n } ; à moins d’un diamètre papillaire de la fovéa : { $close } ({ $ids }).
answer-near-none = Exsudats durs trouvés : { $n } ; aucun à moins d’un diamètre papillaire de la fovéa.
answer-as-lesion = Cela a été recherché comme lésion de la rétinopathie.
answer-condition-present = { $condition } : trouvé (probabilité { $share }).
answer-condition-absent = { $condition } : recherché et non trouvé (probabilité { $share }).
answer-condition-uncertain = { $condition } : incertain (probabilité { $share }).
answer-not-swelling = Une photographie montre le risque, pas le gonflement lui-même.
answer-largest = La plus grande est { $id }.
answer-place = { $id } : à { $distance } diamètres papillaires de la fovéa ; { $sector } ; en { $box }.
answer-place-only = { $id } : { $sector } ; en { $box }.
answer-area = Ensemble, elles couvrent { $area } diamètres papillaires au carré.
answer-nearest = La plus proche, { $id }, est à { $distance } diamètres papillaires de la fovéa.
answer-no-findings = Il n’y a aucune anomalie relevée.
answer-findings = Il y a F1 à F{ $n }.
answer-finding = { $id } : { $label }, score { $share }.
answer-finding-area = Sa surface est de { $area } diamètres papillaires au carré.
answer-nothing-there = Rien de ce qui a été recherché ne s’y trouve.
answer-unassessed = Non recherché, ce qui ne veut pas dire absent : { $list }.
answer-unproven = Lésions qu’aucune mesure n’appuie : { $list }.
answer-checks = Contrôles réussis : { $n } sur { $all }.
answer-history = Antécédents tels que donnés, non jugés : « { $history } ».
answer-unverified = Non évalué : rien ici ne mesure ni ne vérifie cela. Ce qui suit sont les mots du modèle de langage.
answer-said-nothing = Il n’a rien dit.
answer-broke-off = Il s’est interrompu : son temps ou sa place étaient épuisés.
answer-reader-failed = Le lecteur de texte n’a pas pu être interrogé ({ $why }) ; la réponse mesurée fait foi.
answer-reader-same = À la question « { $question } », le lecteur de texte dit la même chose : « { $words } »
answer-reader-other = À la question « { $question } », le lecteur de texte a dit autre chose ; la réponse mesurée fait foi.
answer-decline-not_assessed = Cela n’est pas évalué ici : cela n’a pas été recherché, et peut donc être présent ou non.
answer-decline-not_measured = Cela n’a pas pu être mesuré sur cette photographie.
answer-decline-not_in_photograph = Une photographie de la rétine ne peut pas le dire.
answer-decline-for_a_doctor = C’est à un médecin d’en décider : médicaments, opérations et pronostics ne se déduisent pas d’une photographie.
answer-decline-other_eye = Cette photographie ne montre qu’un œil ; interrogez une photographie de l’autre.
answer-decline-other_visit = Seule cette photographie est connue ici ; rien n’est comparé à une autre visite.
answer-decline-who = Une photographie ne dit pas qui est le patient.
answer-decline-off_topic = Seules les questions sur cette photographie trouvent une réponse ici.
answer-decline-not_understood = La question n’a pas été comprise comme l’une de celles auxquelles cette lecture peut répondre.
answer-decline-no_such_finding = Il n’y a pas de telle anomalie sur cette photographie.
answer-decline-no_option = Aucune des options données, ou plus d’une, n’est ce qui a été mesuré.

# conditions
conditions-title = Maladies
conditions-status-present = Présente
conditions-status-absent = Non trouvée
conditions-status-uncertain = Incertaine
conditions-status-not_assessed = Non recherchée
conditions-not-assessed = Non recherché ({ $n })
conditions-not-assessed-hint = Le modèle de ce boîtier ne peut pas en juger. Elles peuvent être là ou non.
conditions-name-age_related_macular_degeneration = Dégénérescence maculaire liée à l’âge
conditions-name-diabetic_retinopathy = Rétinopathie diabétique
conditions-name-glaucoma = Glaucome
conditions-name-hypertensive_retinopathy = Rétinopathie hypertensive
conditions-name-increased_cup_disc_ratio = Rapport excavation/papille augmenté
conditions-name-macular_edema = Œdème maculaire
conditions-name-myopic_fundus = Fond d’œil myope
conditions-name-drusen = Drusen
conditions-name-retinal_hemorrhage = Hémorragie rétinienne
conditions-name-retinal_scar = Cicatrice rétinienne
conditions-name-vascular_occlusion = Occlusion vasculaire
conditions-name-choroidal_nevus = Nævus choroïdien
conditions-column-condition = Maladie
conditions-column-status = Résultat
conditions-column-probability = Probabilité
conditions-stage-icdr-0 = 0, aucune
conditions-stage-icdr-1 = 1, minime
conditions-stage-icdr-2 = 2, modérée
conditions-stage-icdr-3 = 3, sévère
conditions-stage-icdr-4 = 4, proliférante
conditions-stage-dme_risk-0 = 0, pas d’exsudat
conditions-stage-dme_risk-1 = 1, loin du centre
conditions-stage-dme_risk-2 = 2, près du centre
conditions-research = Recherche seulement : ne change pas l’orientation
conditions-abstention = Dite absente au-dessous de { $low }, ce qui laisse échapper au plus { $misses } de ceux qui l’ont (mesuré sur { $positives } photographies) ; présente à partir de { $high }, ce qui alarme au plus { $alarms } de ceux qui ne l’ont pas (sur { $negatives }) ; incertaine entre les deux.
conditions-abstention-off = Cette photographie ne ressemble pas à celles-là ; les deux taux ne valent peut-être pas pour elle.
conditions-stage-of-icdr = Grade ICDR { $stage }
conditions-stage-of-dme_risk = Risque d’œdème { $stage }
conditions-rests = repose sur { $n ->
        [one] { $n } observation
       *[other] { $n } observations
    }

# checks
checks-title = Contrôles de sécurité
checks-passed = Réussi
checks-failed = Non réussi
checks-all-passed = Les { $n } sont réussis
checks-some-failed = { $failed } sur { $n } non réussis
checks-none = Aucun contrôle n’a été fait.
checks-effect-none = pour information : le résultat ne change pas
checks-effect-uncertain = rend le résultat incertain
checks-effect-review = envoie la photographie à un médecin
checks-rule-stage_has_lesions = Le stade est confirmé par des lésions
checks-rule-lesions_have_stage = Les lésions se retrouvent dans le stade
checks-rule-boxes_in_field = Chaque marque est dans le champ de la photographie
checks-rule-landmarks_plausible = Papille et fovéa sont là où les yeux les ont
checks-rule-oedema_matches_exudates = Le risque d’œdème s’accorde avec les exsudats près de la fovéa
checks-rule-readers_agree_referable = Les deux lecteurs s’accordent sur l’orientation
checks-rule-language_boxes_supported = Les lieux du lecteur de texte ont aussi été mesurés
checks-rule-chain_complete = Le lecteur de texte a donné toutes les étapes
checks-rule-quality_permits_absence = La photographie suffit pour écarter une maladie
checks-rule-familiar_camera = La photographie ressemble à celles qui ont servi à mesurer le modèle

# measures
measures-title = Mesures
measures-vessel_density = Densité des vaisseaux
measures-cup_disc_ratio_vertical = Rapport excavation/papille, vertical
measures-cup = Excavation
measures-disc = Papille optique
measures-fovea = Fovéa
measures-laterality = Œil
measures-quality = Note de qualité
measures-novelty = Écart avec ce qui a servi à mesurer le modèle
measures-of-limit = { $value } (connu jusqu’à { $limit })
measures-found = trouvée, sûr à { $percent }
measures-missing = non trouvée
measures-not-measured = non mesuré
measures-research = recherche seulement
measures-over = sur : { $region }

# report
report-title = Compte rendu
report-copy = Copier
report-copied = Copié
report-print = Imprimer

# provenance
provenance-title = Comment elle a été lue
provenance-evidence = Lecteur qui mesure
provenance-language = Lecteur de texte
provenance-not-run = n’a pas tourné
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = processeur
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $engine } sur { $provider }, { $precision }
provenance-timings = Temps passé
provenance-seconds = { $seconds } s
provenance-steps-decode = ouverture
provenance-steps-quality = qualité
provenance-steps-evidence = mesure
provenance-steps-language = texte
provenance-steps-total = total
provenance-file = Fichier
provenance-taken = Lue le
provenance-size = { $width } × { $height } pixels
provenance-protocol = Protocole
provenance-software = Logiciel
provenance-id = Lecture
provenance-sha256 = Somme de contrôle de la photographie
doubts = À lire avec prudence
research = La recherche est activée. Ce qui est marqué recherche a été appris sur des yeux dessinés ou sur trop peu de photographies, n’est pas prouvé sur de vrais yeux et ne change pas l’orientation.

# fallback
fallback-title = Lue avec moins que d’habitude
fallback-station = Ce boîtier fonctionne avec moins que d’habitude

# print
print-title = Compte rendu de dépistage
print-signature = Vérifié par
print-date = Date
print-not-assessed = Non recherché : { $labels }. Cela ne veut pas dire absent.

# gate
gate-sign-in = Se connecter
gate-signing-in = Connexion…
gate-name = Votre nom
gate-password = Mot de passe
gate-lost-password = Mot de passe perdu ? Un administrateur en donne un nouveau. Si celui de l’administrateur est perdu, quelqu’un doit venir au boîtier lui-même.
gate-language = Langue
gate-not-reviewed = Aucune personne de langue maternelle n’a encore lu cette traduction.
gate-locked = Verrouillé
gate-pin-of = { $name }, entrez votre code PIN pour continuer. Rien n’est perdu.
gate-pin-typed = { $n ->
        [one] { $n } chiffre entré
       *[other] { $n } chiffres entrés
    }
gate-erase = Effacer le dernier chiffre
gate-open = Ouvrir
gate-other-person = Une autre personne se connecte

# wizard
wizard-title = Préparer ce boîtier
wizard-step = { $n } sur { $of }
wizard-clinic-title = Le centre
wizard-clinic = Nom du centre
wizard-clinic-hint = Il figure sur chaque compte rendu.
wizard-code = Code de mise en service
wizard-code-hint = Le boîtier l’a affiché à son démarrage.
wizard-zone = Fuseau horaire
wizard-administrator-title = Qui s’occupe de ce boîtier
wizard-administrator-hint = Cette personne ajoute les autres. Le boîtier n’a pas de mot de passe d’origine.
wizard-password-hint = Au moins { $n } caractères. Trois mots sans lien entre eux conviennent.
wizard-again = Le mot de passe encore une fois
wizard-again-wrong = Les deux ne sont pas identiques.
wizard-pin = Code PIN
wizard-pin-hint = De { $n } à 8 chiffres. Il rouvre la page quand elle s’est verrouillée.
wizard-checks-title = Tout va bien ?
wizard-no-camera = Branchez la caméra et regardez de nouveau. On peut aussi ajouter des photographies comme fichiers.
wizard-model-tested = Chargé ; a donné les bonnes réponses à son essai
wizard-disk-well = Il y a de la place
wizard-look-again = Regarder de nouveau
wizard-back = Retour
wizard-next = Suivant
wizard-finish = Terminer
system-models-loading = Les lecteurs démarrent…
system-models-ready = Prêts
system-models-failed = Non disponibles
system-models-away = Le lecteur ne tourne pas
system-camera = Caméra
system-model = Modèle
system-disk = Disque

# person
person-nameless = Nom inconnu
person-age = { $n ->
        [one] { $years } an
       *[other] { $years } ans
    }
person-sex-female = femme
person-sex-male = homme
person-sex-other = autre

# work: the list of the day
work-title = Liste de travail
work-search = Nom, numéro ou code scanné
work-new = Nouveau patient
work-list-today = Aujourd’hui
work-list-recalls = À revoir
work-list-not_arrived = Orientés, pas arrivés
work-list-all = Tous
work-photographs = Photographies
work-due = pour le { $date }
work-loading = Chargement de la liste…
work-none-found = Personne ne s’appelle « { $name } ».
work-empty-today = Personne n’a été examiné aujourd’hui. Commencez par un nouveau patient.
work-empty-recalls = Personne ne doit revenir maintenant.
work-empty-not_arrived = Tous ceux qui ont été orientés sont arrivés.
work-empty-all = Il n’y a pas encore de patient sur ce boîtier.
work-found = { $n ->
        [one] { $n } personne trouvée
       *[other] { $n } personnes trouvées
    } pour « { $name } »

# shell: what stands around every page
shell-places = Pages
shell-practice = Entraînement : yeux dessinés et personnes inventées. Rien de ceci n’entre dans le registre du centre.
practice-begin = S’exercer sur des yeux dessinés
practice-leave = Quitter l’exercice
paper-practice = EXERCICE : œil dessiné, aucune personne
shell-unsent = Une partie de ce que vous avez saisi n’est pas encore sur le boîtier. Elle reste cachée dans cette tablette jusqu’à votre prochaine connexion ici.
shell-sign-out-anyway = Se déconnecter quand même
take-none-title = Pas de photographie de cet œil ?
take-none-absent = Cet œil n’existe plus (perdu, prothèse)
take-none-could_not = Il ne peut pas être photographié
take-none-refused = La personne refuse
take-none-not = Une photographie sera prise
not-assessed-absent = Œil absent
not-assessed-could_not = N’a pas pu être photographié
not-assessed-refused = Photographie refusée
decision-eye_absent = est absent : il n’y a rien à évaluer.
decision-absent_eye_photographed = a été dit absent, et il y en a une photographie. Dites de quel œil elle est.
explain-absent = { $eye } : est absent, rien n’y a été regardé.
changes-title = Résultats changés
changes-hint = Relus par un modèle plus récent, ou après le retrait d’un modèle, ceux-ci ont donné autre chose. Chacun reste ici jusqu’à ce qu’un médecin l’ait regardé.
changes-none = Rien n’a changé que personne n’ait regardé.
changes-before = Avant : { $what }
changes-after = Maintenant : { $what }
changes-referral = Orientation
changes-seen = J’ai regardé
trust-title = Faire confiance à cette station
trust-why = Une fois sur chaque tablette. Ensuite la tablette n’avertit plus, et reconnaît cette station entre toutes.
trust-compare = Comparez. L’étiquette de la station, ou sa console, montre cette empreinte :
trust-differs = Si une seule lettre diffère, arrêtez : ce n’est pas votre station.
trust-download = Télécharger le certificat
trust-install = Installez-le.
trust-android = Paramètres, Sécurité, Autres paramètres de sécurité, Chiffrement et identifiants, Installer un certificat, Certificat CA ; puis choisissez ocellus.crt dans Téléchargements.
trust-apple = Réglages, Général, VPN et gestion de l’appareil, le profil téléchargé, Installer. Puis Réglages, Général, Informations, Réglages de confiance des certificats, et activez Ocellus.
trust-windows = Ouvrez le fichier, Installer le certificat, Utilisateur actuel, Autorités de certification racines de confiance.
trust-firefox = Paramètres, Certificats, Autorités, Importer, pour les sites web.
trust-open = Ouvrez la station, et mettez-la sur l’écran d’accueil de la tablette.
trust-limits = Le certificat ne vaut que pour le réseau de cette clinique, pour rien sur internet.
trust-nothing = On n’atteint cette station que depuis sa propre machine ; il n’y a rien à approuver.
shell-open = Personne n’a encore de compte ici : quiconque est à cet ordinateur voit tout.
shell-set-up = Préparer ce boîtier
shell-lock = Verrouiller
shell-lock-of = Verrouiller la page de { $name }
shell-sign-out = Se déconnecter
more-title = Plus
role-technician = technicien
role-doctor = médecin
role-administrator = administrateur
system-title = Système
charts-title = Graphiques
negatives-title = Négatifs à vérifier
operators-title = Personnes qui travaillent ici
audit-title = Qui a fait quoi

# patient
patient-identifier = Numéro
patient-identifier-hint = Scannez la carte ou tapez le numéro du centre.
patient-name = Nom
patient-year = Année de naissance ou âge
patient-year-hint = 1961 ou 65
patient-year-wrong = Ni une année de naissance ni un âge.
patient-sex = Sexe
patient-alike = Est-ce l’une de ces personnes ?
patient-another = Non, une autre personne
patient-begin = Commencer la visite
patient-go-on = Continuer la visite
patient-missing = Cette personne n’est pas sur ce boîtier
patient-visits = Visites
patient-no-visits = Pas encore de visite.
patient-ended = terminée
patient-under-way = en cours
recall-open = en attente
recall-arrived = Arrivé
recall-missed = N’est pas venu
recall-cancelled = Plus nécessaire

# visit
visit-steps = Étapes de la visite
visit-step-questions = Questions
visit-step-right = Œil droit
visit-step-left = Œil gauche
visit-step-result = Résultat
visit-step-explain = Expliquer
visit-step-finish = Terminer
visit-done = fait
visit-missing = Cette visite n’est pas sur ce boîtier
visit-to-patient = À la page de la personne
visit-next = Suite : { $step }
visit-kept = Enregistré sur le boîtier
visit-sending = Enregistrement…
visit-unsent = Gardé sur cette tablette, pas encore sur le boîtier.
visit-conflict = Une autre tablette a changé les mêmes réponses.
visit-conflict-mine = Entré ici
visit-conflict-theirs = Sur le boîtier
visit-keep-mine = Garder ce qui a été entré ici
visit-keep-theirs = Garder ce qui est sur le boîtier
mismatch-title = Cela ressemble à : { $eye }. Pris comme : { $said }.
mismatch-ask = Quel œil est-ce ?

# questions
questions-consent-title = Consentement
questions-consent = Des photographies du fond de l’œil sont prises, lues par ce boîtier et gardées au centre. Dire non ne coûte rien.
questions-agrees = Est d’accord
questions-refuses = N’est pas d’accord
questions-refused = Alors aucune photographie n’est prise. La personne peut revenir à tout moment.
questions-ask-consent = Demandez d’abord le consentement.
questions-symptoms = De quoi la personne parle-t-elle ?
questions-urgent = Urgent : un ophtalmologue aujourd’hui.
questions-urgent-hint = Quoi que montrent les photographies. Qu’elles ne retardent pas cela.
questions-acuity = Vue, avec les lunettes que la personne a
questions-not-measured = Non mesurée
questions-acuity-fingers = Compte les doigts
questions-acuity-hand = Voit bouger la main
questions-acuity-light = Voit la lumière
questions-acuity-none = Ne voit pas la lumière
questions-diabetes = Diabète
questions-years = Depuis combien d’années
questions-treated = Déjà traité
questions-earlier_laser = Laser
questions-earlier_surgery = Opération
symptom-sudden_loss_of_sight = Perte soudaine de la vue
symptom-flashes = Éclairs de lumière
symptom-curtain = Un rideau devant l’œil
symptom-floaters = Taches flottantes
symptom-gradual_loss_of_sight = La vue baisse lentement
symptom-distorted_sight = Les lignes droites paraissent tordues
symptom-eye_pain = Douleur à l’œil
diabetes-none = Non
diabetes-type_1 = Type 1
diabetes-type_2 = Type 2
diabetes-other = D’un autre type
diabetes-unknown = Inconnu

# take: one eye at the camera
take-another = En prendre une autre
take-file = Ajouter un fichier de cet œil
take-sending = Envoi…
take-no-camera = Ajoutez un fichier de cet œil, ou branchez la caméra.
take-taken = Photographies prises : { $eye }
take-skip = Continuer sans photographie : { $eye }

# decision for the person
decision-incomplete = Une photographie est encore en cours de lecture : ceci peut encore changer.
decision-symptom = La personne dit : { $symptom }. Cela compte quoi que montrent les photographies.
decision-poor_acuity = voit mal.
decision-earlier_laser = déjà traité au laser ; le lecteur n’a pas été mesuré sur de tels yeux.
decision-earlier_surgery = déjà opéré ; le lecteur n’a pas été mesuré sur de tels yeux.
decision-asymmetry = Les deux yeux sont très différents.
decision-laterality_disagrees = l’image ressemble à l’autre œil. Dites de nouveau lequel c’est.
decision-laterality_unknown = On ne sait pas de quel œil est une photographie.
not-assessed-no_photograph = Pas de photographie
not-assessed-not_read_yet = Pas encore lu
not-assessed-reading_failed = N’a pas pu être lu
not-assessed-ungradable = Non évaluable
not-assessed-no_claim = Non évalué

# explain: to the person, in plain words
explain-title = À dire à la personne
explain-what = Nous avons pris des photographies du fond de vos yeux. Ce boîtier a cherché les lésions que le diabète peut y causer. Ce n’est pas un médecin.
explain-category-urgent = Il vous faut un ophtalmologue très bientôt.
explain-category-told = Ce que vous nous avez dit, ou votre vue, exige un ophtalmologue, quoi que montrent les photographies.
explain-category-refer = Les photographies montrent des changements qu’un ophtalmologue doit voir.
explain-category-review = Un médecin regardera vos photographies avant que nous vous disions le résultat.
explain-category-rescreen = Rien qui exige un ophtalmologue n’a été trouvé.
explain-category-ungradable = Vos photographies ne sont pas assez claires. Un ophtalmologue doit examiner vos yeux.
explain-seen = Ce qui a été vu :
explain-when-urgent = { $n ->
        [0] Allez-y aujourd’hui.
        [1] Allez-y aujourd’hui.
        [one] Allez-y dans un délai de { $n } jour, mieux demain.
       *[other] Allez-y dans un délai de { $n } jours, mieux demain.
    }
explain-when-refer = Allez voir l’ophtalmologue dans un délai de { $n } jours. Vous pouvez ne rien sentir et en avoir besoin.
explain-when-rescreen = Revenez dans { $n } jours pour les prochaines photographies, même si vous voyez bien.
explain-when-ungradable = Allez voir l’ophtalmologue dans un délai de { $n } jours.
explain-not-assessed = { $eye } : n’a pas pu être évalué. Nous ne pouvons pas dire qu’il est sain.
explain-limits = Les photographies ne montrent pas toutes les maladies de l’œil.
explain-urgent = Si vous voyez soudain moins bien, des éclairs ou un rideau : allez le jour même chez un ophtalmologue.
explain-diabetes = Un bon taux de sucre et une bonne tension protègent vos yeux. Prenez vos médicaments comme on vous l’a dit.

# finish
finish-language = Langue du compte rendu
finish-report = Ouvrir le compte rendu pour l’imprimer
finish-recall = À revenir ou à être vu au plus tard le { $date }
finish-end = Terminer la visite
finish-next-person = Personne suivante
finish-waiting = Quelque chose n’est pas encore enregistré sur le boîtier.
finish-end-anyway = Terminer quand même ; le résultat suivra dans la liste de travail
decision-none = Rien n’a encore été demandé ni photographié.
work-list-review = Avis médical
work-empty-review = Rien n’attend un médecin.
gate-pin-spent = Le code PIN a été faux trop souvent. Entrez votre mot de passe.

# operators
operators-new = Nouvelle personne
operators-role = Rôle
operators-add = Ajouter
operators-change = Modifier
operators-set = Donner mot de passe ou code PIN
operators-password-hint = Au moins 10 caractères. Ne le dites qu’à cette personne.
operators-pin-hint = De 4 à 8 chiffres ; facultatif.
operators-inactive = ne peut pas se connecter
operators-shut-out = Ne plus laisser entrer
operators-let-in = Laisser entrer de nouveau

# system
system-engine = Moteur
system-temperature = Température
system-queue = Photographies en attente
system-record = Le registre
system-backup = Sauvegarde
system-sync = Envoi ailleurs
system-clock = Horloge
system-accounts = Comptes
system-certificate = Certificat
system-software = Logiciel
system-state-ok = bien
system-state-warn = quelqu’un devrait regarder
system-state-bad = pas bien
system-reason-fine = Bien.
system-reason-not_used = Non utilisé.
system-reason-not_told = Cette machine ne le dit pas.
system-reason-camera_absent = Aucune caméra n’est branchée.
system-reason-camera_stalled = La caméra ne donne pas d’image.
system-reason-camera_failed = La caméra ne peut pas être utilisée.
system-reason-model_loading = Les lecteurs démarrent.
system-reason-model_failed = Les lecteurs n’ont pas pu être chargés.
system-reason-engine_fell_back = Un autre moteur devait tourner et n’a pas pu.
system-reason-engine_lost = Les lecteurs ont cessé de répondre et ont été relancés.
system-reason-engine_none = Rien ne lit les photographies.
system-reason-hot = Le boîtier est chaud.
system-reason-too_hot = Le boîtier est trop chaud.
system-reason-disk_low = Le disque est presque plein.
system-reason-disk_full = Le disque est plein.
system-reason-queue_failed = Certaines photographies n’ont pas pu être lues.
system-reason-queue_long = Beaucoup de photographies attendent.
system-reason-record_damaged = Quelque chose dans le registre est abîmé.
system-reason-not_checked_yet = Pas encore vérifié.
system-reason-backup_never = Il n’y a pas de sauvegarde.
system-reason-backup_old = La dernière sauvegarde est ancienne.
system-reason-sync_none = Ce boîtier n’envoie rien nulle part.
system-reason-clock_behind = L’horloge est fausse : elle retarde.
system-reason-clock_went_back = L’horloge a reculé.
system-reason-accounts_open = Personne n’a de compte : quiconque est au boîtier peut tout faire.
system-reason-reader_away = Le lecteur ne tourne pas.
system-reason-certificate_ends = Le certificat expire bientôt.
system-do-camera_absent = Branchez la caméra et allumez-la.
system-do-camera_stalled = Débranchez la caméra, attendez cinq secondes, rebranchez-la.
system-do-camera_failed = Débranchez la caméra et rebranchez-la. Si cela persiste, prévenez la personne qui s’occupe du boîtier.
system-do-model_loading = Attendez ; des photographies peuvent être prises entre-temps.
system-do-model_failed = Redémarrez le boîtier. Si cela persiste, prévenez la personne qui s’en occupe ; les photographies peuvent être prises et attendent.
system-do-reader_away = Démarrez le lecteur sur le boîtier : « systemctl start ocellus-reader ». Les photographies l’attendent.
system-do-engine_none = Voir le modèle ci-dessus.
system-do-engine_fell_back = Lancez « ocellus doctor » sur le boîtier ; il dit ce qui manque.
system-do-engine_lost = Signalez-le avec le diagnostic ; chaque photographie est reprise d’elle-même.
system-do-too_hot = Éloignez le boîtier du soleil, dégagez ses aérations ; laissez-le refroidir.
system-do-hot = Donnez au boîtier de l’air et de l’ombre.
system-do-disk_full = Libérez de la place sur le disque du boîtier ; d’ici là, les photographies sont refusées.
system-do-disk_low = Libérez bientôt de la place, ou installez un disque plus grand.
system-do-queue_long = Continuez ; les lectures viendront plus tard. Rien n’est perdu.
system-do-queue_failed = Regardez les photographies qui n’ont pas pu être lues, et reprenez-les.
system-do-record_damaged = Faites maintenant une sauvegarde sur une autre clé, puis lancez « ocellus record verify » sur le boîtier.
system-do-backup_never = Sauvegardez le dossier sur une clé : « ocellus record backup ».
system-do-backup_old = Sauvegardez de nouveau le dossier sur une clé : « ocellus record backup ».
system-do-clock_behind = Réglez la date et l’heure du boîtier ; sa pile est peut-être vide.
system-do-clock_went_back = Réglez la date et l’heure du boîtier ; sa pile est peut-être vide. Quelque chose a été écrit à une heure plus tardive.
system-do-accounts_open = Configurez le boîtier : centre et administrateur.
system-do-certificate_ends = Vérifiez l’horloge et le disque, puis redémarrez le boîtier.
system-do-not_told = Vérifiez le disque du dossier.
system-now = Horloge du boîtier : { $now }. En marche depuis { $since }, version { $version }.
system-diagnostics = Pour la personne qui répare
system-diagnostics-hint = Un fichier avec versions, états et nombres. Aucun patient, nom ou photographie n’y figure.
system-diagnostics-get = Télécharger le fichier

# doctor
doctor-title = L’avis du médecin
doctor-agree = D’accord
doctor-agree-all = D’accord avec le résultat
doctor-not-there = N’est pas là
doctor-is-rather = C’est plutôt
doctor-choose = Choisissez une marque sur l’image ou dans la liste pour en juger.
doctor-missed = Manqué
doctor-draw = Le dessiner
doctor-draw-stop = Arrêter de dessiner
doctor-draw-hint = Dessinez un cadre sur l’image autour de : { $label }
doctor-agreed = D’accord :
doctor-corrected = Corrigé :
doctor-rejected = N’est pas là :
doctor-about-finding = marque
doctor-about-condition = maladie
doctor-about-referral = orientation
doctor-about-quality = qualité
charts-none = Rien ces jours-là.
charts-numbers = Les chiffres
charts-day = Jour
charts-span = Depuis quand
charts-days = { $n } jours
charts-screened = Examinés par jour
charts-rates = Part des cas décidés
charts-referred = Orientés
charts-ungradable = Non évaluables
charts-minutes = Minutes par patient (valeur du milieu)
charts-by-operator = Selon qui a photographié
charts-by-cause = Pourquoi la lecture n’a pas été possible
charts-nobody = Personne n’était connecté

# audit
audit-subject = Seulement de cet identifiant
audit-subject-hint = Les 26 caractères d’un patient, d’une visite, d’une photographie ou d’une lecture.
audit-when = Quand
audit-who = Qui
audit-act = Ce qui a été fait
audit-what = Sur quoi
audit-newest = Les plus récents
audit-older = Plus anciens

# negatives
negatives-hint = Tirés au sort parmi les 90 derniers jours : dits sains, et qu’aucun médecin n’a encore regardés.
negatives-none = Il n’y a rien à vérifier.
negatives-another = Tirer un autre échantillon
negatives-probability = { $percent } % de besoin d’orientation


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = Ce n’est pas une photographie du fond d’un œil. Vérifiez le fichier, ou prenez une photographie avec la caméra de fond d’œil.
reading-do-too_small = L’image est trop petite pour être lue. Enregistrez-la à la taille entière de la caméra et renvoyez-la.
reading-do-defocus = Faites la mise au point jusqu’à ce que les vaisseaux soient nets, demandez à la personne de ne pas bouger, et reprenez-la.
reading-do-underexposed = Augmentez le flash et vérifiez que la lumière passe par le milieu de la pupille, puis reprenez-la.
reading-do-overexposed = Baissez le flash et reprenez-la.
reading-do-uneven_illumination = Déplacez la caméra jusqu’à ce que la lumière soit égale dans tout le cercle, puis reprenez-la.
reading-do-decentred = Déplacez la caméra jusqu’à voir toute l’image ronde, la personne regardant le point de fixation, et reprenez-la.
reading-do-field_cut_off = Une partie de l’image ronde manque. Cadrez le cercle entier et reprenez-la.
reading-do-artefact = Demandez à la personne d’ouvrir grand l’œil et écartez la paupière et les cils. Essuyez la lentille et reprenez-la.
reading-do-low_contrast = Nettoyez la lentille, vérifiez la distance à l’œil et la mise au point, puis reprenez-la.
reading-do-physiology = Laissez la personne cinq minutes dans le noir, ou dilatez la pupille si c’est permis, puis reprenez-la. Si rien ne change, orientez comme non évaluable.
reading-do-better = Elle peut être lue. Pour une meilleure image : { $act }

# Shares; never a certainty that was not measured.
reading-share = { $n } %
reading-share-over = plus de 99 %
reading-share-under = moins de 1 %

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = risque d’œdème maculaire
reading-grade-icdr-0 = Pas de rétinopathie diabétique
reading-grade-icdr-1 = Rétinopathie diabétique non proliférante minime
reading-grade-icdr-2 = Rétinopathie diabétique non proliférante modérée
reading-grade-icdr-3 = Rétinopathie diabétique non proliférante sévère
reading-grade-icdr-4 = Rétinopathie diabétique proliférante
reading-grade-dme_risk-0 = Pas de signe d’œdème maculaire
reading-grade-dme_risk-1 = Exsudat dur à plus d’un diamètre papillaire de la fovéa
reading-grade-dme_risk-2 = Exsudat dur à un diamètre papillaire ou moins de la fovéa

# Why a referral was made.
reading-because-grade = { $name } ({ $scale } { $grade }).
reading-because-grade-uncertain = { $name } ({ $scale } { $grade }, incertain).
reading-because-risk-unseen = Un risque d’œdème maculaire { $grade } a été estimé, bien qu’aucun exsudat dur n’ait été trouvé pour cela.
reading-because-doctor-decided = Un médecin en a décidé ainsi.
reading-because-doctor-corrected = Un médecin a corrigé cette lecture.
reading-because-ungradable = La photographie n’est pas évaluable ; une maladie qui ne s’y voit pas n’est pas exclue.
reading-because-again = La photographie n’est pas évaluable : reprenez-la ; il peut y avoir plus que ce qui se voit.
reading-because-unassessed-dr = La rétinopathie diabétique n’a pas été évaluée : ce modèle n’a pas de résultats mesurés pour cela.
reading-because-unassessed-dme = Le risque d’œdème maculaire n’a pas été évalué : ce modèle n’a pas de résultats mesurés pour cela.
reading-because-unassessed-both = La rétinopathie diabétique et le risque d’œdème maculaire n’ont pas été évalués : ce modèle n’a pas de résultats mesurés pour cela.
reading-because-likely = La probabilité que cet œil doive être orienté est de { $share }, bien qu’aucun grade seul ne le demande.
reading-because-unclear = La probabilité que cet œil doive être orienté est de { $share } : ce n’est pas assez clair.
reading-because-unlikely = Un grade demande l’orientation, bien que la probabilité que cet œil doive être orienté ne soit que de { $share }.

# What each check saw.
reading-check-apart = Papille et fovéa sont à { $distance } diamètres papillaires l’une de l’autre (dans les yeux : { $least }–{ $most }).
reading-check-no-disc = La papille optique n’a pas été trouvée.
reading-check-no-fovea = La fovéa n’a pas été trouvée.
reading-check-absence = La photographie suffit pour dire une maladie absente.
reading-check-no-absence = La photographie ne suffit pas pour dire une maladie absente.
reading-check-familiar = Cette photographie ressemble à celles qui ont servi à mesurer le modèle.
reading-check-unlike = Cette photographie ne ressemble pas à celles qui ont servi à mesurer le modèle, comme si elle venait d’une autre sorte de caméra : ses probabilités sont données avec moins de confiance.
reading-check-no-retinopathy = Aucune rétinopathie n’est gradée, donc aucune lésion n’est nécessaire.
reading-check-rests = ICDR { $grade } repose sur { $n ->
        [one] { $n } observation
       *[other] { $n } observations
    }.
reading-check-no-lesion = ICDR { $grade } est donné, mais aucune lésion qui le définit n’a été trouvée.
reading-check-agree = Les lésions trouvées s’accordent avec le grade.
reading-check-more = ICDR { $grade } est donné, mais { $n ->
        [one] { $n } lésion trouvée parle
       *[other] { $n } lésions trouvées parlent
    } pour davantage.
reading-check-oedema = Risque d’œdème maculaire { $grade } ; exsudats durs trouvés : { $n }, dont { $close } à { $limit } diamètre papillaire ou moins de la fovéa.
reading-check-oedema-unplaced = Risque d’œdème maculaire { $grade } ; exsudats durs trouvés : { $n }, leur distance à la fovéa n’est pas connue.
reading-check-complete = Le lecteur de texte a donné les six étapes.
reading-check-incomplete = Le lecteur de texte n’a pas terminé ses étapes.
reading-check-inside = Tous les cadres du lecteur de texte sont dans le champ.
reading-check-outside = Cadres du lecteur de texte hors du champ et écartés : { $n }.
reading-check-supported = { $n } sur { $all } cadres de lésions du lecteur de texte coïncident avec une observation.
reading-check-doubted = D’après les mesures la photographie est évaluable ; le lecteur de texte dit que non.
reading-check-both-referable = Les deux lecteurs disent que cet œil doit être orienté.
reading-check-both-not = Les deux lecteurs disent que cet œil n’a pas à être orienté.
reading-check-differ-measured = Les lecteurs divergent : d’après les mesures à orienter, d’après le lecteur de texte non.
reading-check-differ-said = Les lecteurs divergent : d’après les mesures pas à orienter, d’après le lecteur de texte oui.

# What is to be done, as the protocol has it.
reading-within-days = { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
reading-within-months = { $n } mois
reading-within-clinic = le délai de votre centre
reading-manage-urgent = Orienter en urgence ; délai : { $within }.
reading-manage-refer = Orienter ; délai : { $within }.
reading-manage-review = Un médecin regarde cette photographie ; délai : { $within }.
reading-manage-rescreen = Refaire le dépistage ; délai : { $within }.
reading-manage-ungradable = Reprenez la photographie. Si elle reste illisible, orientez ; délai : { $within }.

# The clinical chain, where it is composed from what was measured.
reading-chain-good = La photographie est bonne.
reading-chain-usable = La photographie est utilisable.
reading-chain-reject = La photographie n’est pas évaluable.
reading-chain-disc = papille optique
reading-chain-fovea = fovéa
reading-chain-eye-OD = Œil droit.
reading-chain-eye-OS = Œil gauche.
reading-chain-eye-unknown = On ne peut pas dire de quel œil il s’agit.
reading-chain-nothing-looked = Aucune lésion n’a été recherchée.
reading-chain-none-of = Rien n’a été trouvé de ce qui a été recherché : { $labels }.
reading-chain-feature = { $n } × { $label }, le plus proche à { $distance } diamètres papillaires de la fovéa ({ $sector }).
reading-chain-no-anatomy = La papille, la fovéa et le côté de l’œil n’ont pas été recherchés.
reading-chain-no-features = Aucune caractéristique à décrire.
reading-chain-no-condition = Aucune maladie n’a été évaluée.
reading-chain-no-eye = Rien n’a été recherché : cela ne ressemble pas à une photographie de fond d’œil.

# The report of one eye.
reading-report-alone = Ceci est dit de cette seule photographie : pas de l’autre œil, ni des symptômes. Une perte soudaine de la vue, des éclairs ou un rideau devant l’œil sont urgents, quoi que montre la photographie.
reading-report-unverified = Un modèle de langage a décrit cette photographie avec ses propres mots. Aucune mesure ne les confirme : ce ne sont pas des constatations, et rien n’en découle.
reading-report-corrected = Un médecin a corrigé cette lecture ; ce que les lecteurs ont donné est conservé dans la version précédente.
reading-report-quality = Qualité : { $verdict }.
reading-report-quality-why = Qualité : { $verdict } ({ $reasons }). { $act }
reading-verdict-good = bonne
reading-verdict-usable = utilisable
reading-verdict-reject = non évaluable
reading-report-eye-OD = Œil droit (OD).
reading-report-eye-OS = Œil gauche (OS).
reading-report-eye-unknown = On n’a pas pu dire de quel œil il s’agit.
reading-report-nothing-looked = Aucune lésion n’a été recherchée.
reading-report-found = Trouvé : { $list }.
reading-report-count = { $label } { $n }
reading-report-all-assessed = Toutes les maladies de la liste ont été évaluées.
reading-report-not-assessed = Non recherché : { $list }.
reading-report-research = La recherche est activée : ce qui suit a été appris sur des yeux dessinés ou sur trop peu de photographies, n’est pas prouvé sur de vrais yeux et ne change pas l’orientation. Vu ainsi : { $list }.
reading-report-research-nothing = rien
reading-report-research-ratio = rapport excavation/papille vertical { $ratio }
reading-report-research-condition = { $condition } : { $status } ({ $share })
reading-report-note = Remarque : { $note }
reading-report-not-cleared = Ocellus n’est pas un dispositif médical autorisé. Une personne qualifiée décide de la suite à donner à ce compte rendu.
reading-list-comma = { $before }, { $next }

# Why a number is missing, or what limits it.
reading-missing-field = aucun champ de vue n’a été trouvé
reading-missing-cup-claim = aucun résultat mesuré ne permet de mesurer l’excavation
reading-missing-vessels = ce modèle ne trace pas les vaisseaux
reading-missing-cup-photographs = non mesuré : aucune photographie avec l’excavation dessinée n’a été disponible pour le vérifier
reading-missing-drawn = seuls des yeux dessinés l’appuient
reading-missing-evidence = rien n’est mesuré sans lecteur qui mesure
reading-missing-disc = la papille n’a pas été trouvée
reading-missing-outline = le contour de la papille n’a pas été tracé
reading-missing-cup = aucune excavation n’a été vue dans la papille

# month
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-date = { $day } { $month } { $year }

# words: about the language itself
words-not-reviewed = Aucune personne de langue maternelle n’a encore relu cette traduction.
words-language = Langue

# paper: the printed report, one page
paper-title = Compte rendu de dépistage des yeux
paper-for-patient = Pour vous
paper-for-doctor = Pour le médecin
paper-name = Nom
paper-identifier = Numéro
paper-birth-year = Année de naissance
paper-clinic = Centre
paper-taken = Photographié
paper-printed = Imprimé : { $when }
paper-plain-urgent = Nous avons trouvé dans votre œil des signes de maladie à traiter bientôt. Allez voir un ophtalmologue ; délai : { $within }. N’attendez pas de voir moins bien.
paper-plain-refer = Nous avons trouvé dans votre œil des signes de maladie. Allez voir un ophtalmologue ; délai : { $within }. Un traitement à temps protège la vue, même si vous voyez bien aujourd’hui.
paper-plain-review = Le résultat n’est pas assez clair. Un médecin regardera les photographies (délai : { $within }) et vous dira la suite.
paper-plain-told = Ce que vous nous avez dit, ou votre façon de voir, doit être examiné par un ophtalmologue ; délai : { $within }, quoi que montrent les photographies.
paper-plain-rescreen = Dans ce que nous avons cherché, rien n’exige un ophtalmologue maintenant. Revenez pour votre prochaine photographie ; délai : { $within }.
paper-plain-ungradable = La photographie n’est pas assez claire pour juger votre œil. Cela ne veut pas dire que l’œil est sain. Si une nouvelle photographie n’aide pas, allez voir un ophtalmologue ; délai : { $within }.
paper-always = Si vous voyez soudain moins bien, si vous voyez des éclairs ou un rideau devant l’œil : allez tout de suite voir un ophtalmologue, quoi que dise cette feuille.
paper-no-photograph = Pas de photographie de cet œil.
paper-one-eye = Cette feuille parle d’un seul œil.
paper-findings = Observations
paper-diseases = Maladies
paper-not-assessed = Non recherché, donc peut-être présent ou non : { $list }.
paper-referral = Orientation
paper-check = À regarder par une personne
paper-more = et { $n } de plus
paper-code = Retrouvez ce compte rendu par son code
paper-how = Comment il a été établi
paper-protocol = Protocole { $protocol }
paper-engine = Modèle { $model }
paper-symptoms = Symptômes
paper-acuity = Acuité visuelle
paper-diabetes = Diabète
