### Ocellus in Portuguese, translated from en.ftl. README.md tells how a string is added and how it is reviewed.

## Not reviewed: no native speaker has read the strings below.

product = Ocellus
not-cleared = Não é um dispositivo médico autorizado. Quem decide é um médico.
skip = Ir para o resultado

# station
station-ready = Pronto
station-loading = Iniciando os leitores…
station-failed = Leitores não disponíveis
station-partial = Só um leitor
station-away = Leitores ausentes: as fotografias ficam guardadas e são lidas quando voltarem
station-away-short = Leitores ausentes
station-restarted = Os leitores pararam de responder { $n ->
        [one] { $n } vez
       *[other] { $n } vezes
    } desde o início e foram reiniciados. Se continuar, avise a pessoa que cuida do equipamento.
station-unknown = Conectando…
station-unreachable = Sem conexão
station-disk-low = O disco do equipamento está quase cheio.
station-disk-low-hint = As fotografias ainda são guardadas. Avise a pessoa que cuida do equipamento.
station-disk-full = O disco do equipamento está cheio.
station-disk-full-short = Disco cheio
station-disk-full-hint = Novas fotografias são recusadas até haver espaço. Avise a pessoa que cuida do equipamento.
station-folder = Não é possível vigiar a pasta { $name }
station-lost = Sem conexão com o equipamento. Tentando de novo. Nada do que foi enviado se perde.
station-old = Sem resposta recente
station-stale = Esta lista pode estar desatualizada:
list-unreadable = Não é possível ler do registro { $n ->
        [one] { $n } item que pertence aqui
       *[other] { $n } itens que pertencem aqui
    }.
list-unreadable-hint = O que você vê está íntegro, mas não é tudo. Avise a pessoa que cuida do equipamento: “ocellus record verify” diz o que está danificado, e um backup o traz de volta.
station-queue = { $n } em espera

# notes
notes-title = Sobre os arquivos que você adicionou
notes-same = { $file }: é exatamente a mesma imagem que { $known }, guardada { $saved }.
notes-shown = Essa fotografia está sendo mostrada.
notes-show = Mostrar essa fotografia
notes-left-out = { $n ->
        [one] { $n } arquivo ficou
       *[other] { $n } arquivos ficaram
    } de fora: no máximo { $most } de cada vez. Adicione o resto quando estes tiverem sido enviados.
notes-newer = { $n ->
        [one] { $n } fotografia nova
       *[other] { $n } fotografias novas
    }
notes-dismiss = Retirar este aviso

# capture
capture-title = Adicionar uma fotografia
capture-button = Escolher um arquivo
capture-camera = Tirar uma foto
capture-drop = ou solte-a em qualquer lugar desta página
capture-drop-now = Solte para adicionar a fotografia
capture-formats = JPEG, PNG, TIFF, BMP ou WebP. Pode adicionar várias de uma vez.
capture-sending = Enviando { $percent }
capture-checking = Verificando a fotografia…

# camera
camera-title = Câmera de fundo de olho
camera-open = Câmera de fundo de olho
camera-picture = Imagem ao vivo da câmera
camera-back = Fotografias
camera-take = Tirar a fotografia
camera-taking = Não se mexa…
camera-saving = Guardando…
camera-saved = Guardada
camera-saved-before = Já estava guardada: é a mesma imagem
camera-see = Ver esta fotografia
camera-keys = Barra de espaço ou Enter, ou o botão da câmera
camera-eye = Qual olho
camera-next-person = Próxima pessoa
camera-automatic = Tirar automaticamente
camera-automatic-hint = Assim que o olho estiver centrado, nítido e parado.
camera-state-off = Não há câmera neste equipamento
camera-state-absent = Nenhuma câmera está ligada
camera-state-ready = Abrindo a câmera…
camera-state-connecting = Abrindo a câmera…
camera-state-live = Ao vivo
camera-state-stalled = A câmera não dá imagem
camera-state-unplugged = A câmera foi desligada do cabo
camera-state-failed = A câmera não pode ser usada
camera-returns = A imagem volta aqui sozinha.
camera-refused = Nenhuma fotografia foi tirada
camera-nothing-yet = A avaliação da fotografia aparece aqui.
camera-hint-no_eye = Leve a câmera até o olho
camera-hint-blink = Olho fechado: peça para abrir bem
camera-hint-centre = Leve o olho para o meio
camera-hint-closer = Mais perto do olho
camera-hint-farther = Mais longe do olho
camera-hint-focus = Sem nitidez: foque
camera-hint-glare = Reflexo: mova um pouco a câmera
camera-hint-brighter = Muito escura: mais luz
camera-hint-darker = Muito clara: menos luz
camera-hint-hold = Não se mexa…
camera-hint-ready = Boa: tire a foto
camera-move-left = Mover para a esquerda
camera-move-right = Mover para a direita
camera-move-up = Mover para cima
camera-move-down = Mover para baixo
camera-retakes-none = Primeira fotografia deste olho
camera-retakes-more = Repetição { $n }
camera-retakes-of = Repetição { $n } de { $most }
camera-tries-none = { $eye }: ainda sem fotografia
camera-tries = { $eye }: { $photographs ->
        [one] { $photographs } fotografia
       *[other] { $photographs } fotografias
    }, a última: { $verdict }
camera-enough = Não continue repetindo
camera-dilate = Dilate a pupila, se for permitido, e tire outra. Se não, encaminhe este olho como não avaliável.

# list
list-title = Fotografias
list-empty = Ainda não há fotografias
list-empty-hint = Adicione uma fotografia do fundo do olho. Você verá logo se ela é boa o bastante.
list-older = Mostrar fotografias mais antigas
list-older-failed = Elas não chegaram.

# state
state-queued = Em espera
state-running = Lendo…
state-failed = Não lida
state-rejected = Não adicionada

# failure
failure-title = Não foi possível ler esta fotografia
failure-refused = Não foi possível adicionar esta fotografia
failure-remedy = O que fazer:
failure-again = Tentar de novo
failure-dismiss = Retirar da lista
failure-missing = Esta fotografia não está neste equipamento
failure-unreachable = O equipamento não responde.
failure-unreachable-remedy = Verifique se está ligado e se este tablet está na rede dele; depois tente de novo.
failure-unexpected = O equipamento deu uma resposta que esta página não entende ({ $status }).
failure-unexpected-remedy = Recarregue esta página. Se voltar a acontecer, reinicie o equipamento.
failure-page = Esta página teve um problema
failure-page-remedy = Recarregue esta página. Nada do que foi enviado se perde.
failure-reload = Recarregar

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = Não é possível ler um arquivo ou uma pasta.
fault-unreadable-do = Verifique se a pasta ou o pen drive está ligado; se continuar, avise a pessoa que cuida do equipamento.
fault-empty = Este arquivo está vazio.
fault-empty-do = Copie-o de novo da câmera; a cópia não terminou.
fault-unknown_format = Este arquivo não é uma fotografia que o equipamento possa ler.
fault-unknown_format-do = Dê a fotografia em formato JPEG, PNG, TIFF, BMP ou WebP.
fault-damaged = O arquivo desta fotografia está danificado.
fault-damaged-do = Copie-o de novo da câmera ou tire a fotografia outra vez.
fault-too_large = O que foi enviado é grande demais.
fault-too_large-do = Envie menos fotografias de uma vez, cada uma no tamanho em que a câmera a tirou, ou um texto mais curto.
fault-bundle_missing = O modelo dos leitores não está neste equipamento.
fault-bundle_missing-do = Avise a pessoa que cuida do equipamento; enquanto isso, as fotografias ficam guardadas.
fault-bundle_invalid = O modelo dos leitores não pode ser usado.
fault-bundle_invalid-do = Avise a pessoa que cuida do equipamento; enquanto isso, as fotografias ficam guardadas.
fault-engine_unavailable = Os leitores não podem funcionar neste equipamento.
fault-engine_unavailable-do = Avise a pessoa que cuida do equipamento; enquanto isso, as fotografias ficam guardadas.
fault-engine_failed = Os leitores não puderam terminar.
fault-engine_failed-do = Tente de novo; se voltar a acontecer, avise a pessoa que cuida do equipamento.
fault-protocol_invalid = As regras de encaminhamento (o protocolo) não podem ser usadas.
fault-protocol_invalid-do = Avise a pessoa que cuida do equipamento; enquanto isso, as fotografias ficam guardadas.
fault-record_failed = Não foi possível ler ou gravar o registro do equipamento.
fault-record_failed-do = Tente de novo; se voltar a acontecer, avise a pessoa que cuida do equipamento.
fault-disk_full = O disco do equipamento está cheio.
fault-disk_full-do = Avise a pessoa que cuida do equipamento e tente de novo quando houver espaço.
fault-output_failed = Não foi possível ler ou gravar um arquivo do equipamento.
fault-output_failed-do = Tente de novo; se voltar a acontecer, avise a pessoa que cuida do equipamento.
fault-camera_missing = Nenhuma câmera foi encontrada.
fault-camera_missing-do = Conecte a câmera pelo cabo e ligue-a; se não bastar, avise a pessoa que cuida do equipamento.
fault-camera_denied = O equipamento não tem permissão para usar a câmera.
fault-camera_denied-do = Avise a pessoa que cuida do equipamento.
fault-camera_busy = Outro programa está usando a câmera.
fault-camera_busy-do = Feche o outro programa ou avise a pessoa que cuida do equipamento.
fault-camera_unplugged = A câmera foi desligada do cabo.
fault-camera_unplugged-do = Ligue-a de novo ao cabo.
fault-camera_silent = A câmera não dá imagem, ou não a dá inteira.
fault-camera_silent-do = Verifique se a câmera está ligada e o cabo está firme; depois ligue-a de novo ao cabo.
fault-camera_unsupported = A câmera não pode fazer o que lhe foi pedido.
fault-camera_unsupported-do = Avise a pessoa que cuida do equipamento.
fault-camera_failed = A câmera não pode ser usada.
fault-camera_failed-do = Ligue a câmera de novo ao cabo; se não bastar, reinicie o equipamento.
fault-not_found = O que você procura não está neste equipamento.
fault-not_found-do = Volte à lista e procure lá.
fault-bad_request = O equipamento não pode aceitar o que foi enviado.
fault-bad_request-do = Verifique o que você digitou e tente de novo; se voltar a acontecer, recarregue esta página.
fault-possible_duplicate = Neste equipamento já há alguém que pode ser a mesma pessoa; nada foi adicionado.
fault-possible_duplicate-do = Olhe as pessoas mostradas e adicione outra só se não for nenhuma delas.
fault-no_consent = A pessoa não deu o consentimento.
fault-no_consent-do = Peça o consentimento, anote a resposta e depois tente de novo.
fault-busy = O equipamento está ocupado.
fault-busy-do = Espere um momento e depois tente de novo.
fault-signed_out = Ninguém entrou, ou o nome e a senha não correspondem.
fault-signed_out-do = Entre de novo; se a senha se perdeu, um administrador define uma nova.
fault-locked = A página está bloqueada, ou o PIN está errado.
fault-locked-do = Digite o seu PIN, ou a sua senha se o PIN já não for aceito.
fault-not_allowed = Você não tem permissão para isto, ou o código de preparação está errado.
fault-not_allowed-do = Recarregue esta página; se não bastar, pergunte a um administrador ou leia de novo o código de preparação.
fault-too_many_tries = Houve tentativas erradas demais.
fault-too_many_tries-do = Espere um pouco e depois tente de novo.
fault-unsuitable = Este nome, esta senha ou este PIN não pode ser usado: é curto demais, longo demais, fácil demais de adivinhar ou está mal escrito.
fault-unsuitable-do = Escolha outro.
fault-conflict = Isto não combina com o que está agora no equipamento.
fault-conflict-do = Olhe o que está agora no equipamento e depois tente de novo.
fault-internal = Algo falhou dentro do equipamento.
fault-internal-do = Tente de novo; se voltar a acontecer, avise a pessoa que cuida do equipamento.

# quality
quality-title = Fotografia
quality-verdict-good = Fotografia boa
quality-verdict-usable = Fotografia aproveitável
quality-verdict-reject = Tire de novo
quality-short-good = Boa
quality-short-usable = Aproveitável
quality-short-reject = Repetir
quality-next-good = Nada a fazer. Passe para o outro olho.
quality-next-usable = Pode ser lida. Uma melhor seria lida com mais segurança.
quality-next-reject = Esta fotografia não basta para descartar doença.
quality-cause-technique = Uma nova fotografia provavelmente ajuda.
quality-cause-physiology = O obstáculo está no próprio olho. Uma nova fotografia talvez não ajude.
quality-reason-not_fundus = não é o fundo de um olho
quality-reason-defocus = fora de foco
quality-reason-underexposed = muito escura
quality-reason-overexposed = muito clara
quality-reason-uneven_illumination = com luz desigual
quality-reason-decentred = não centrada
quality-reason-field_cut_off = falta parte do campo
quality-reason-artefact = reflexo, poeira ou cílios
quality-reason-low_contrast = embaçada
quality-reason-too_small = pequena demais

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = hoje
interval-within-days = no prazo de { $n ->
        [one] { $n } dia
       *[other] { $n } dias
    }
interval-within-months = no prazo de { $n ->
        [one] { $n } mês
       *[other] { $n } meses
    }
interval-in-days = em { $n ->
        [one] { $n } dia
       *[other] { $n } dias
    }
interval-in-months = em { $n ->
        [one] { $n } mês
       *[other] { $n } meses
    }

# referral
referral-abstention = Grau de segurança: abaixo de { $low } ficam no máximo { $misses } dos olhos a encaminhar (medido em { $positives } fotografias); a partir de { $high }, no máximo { $alarms } dos outros (em { $negatives }).
referral-headline-urgent = Encaminhar com urgência
referral-headline-refer = Encaminhar ao oftalmologista
referral-headline-review = Um médico precisa verificar
referral-headline-rescreen = Não é preciso encaminhar
referral-headline-ungradable = Não pode ser avaliado
referral-short-urgent = Urgente
referral-short-refer = Encaminhar
referral-short-review = Médico verifica
referral-short-rescreen = Sem encaminhamento
referral-short-ungradable = Não avaliável
referral-explain-review = O resultado não é seguro o bastante para agir só com ele. Mostre a fotografia a um médico.
referral-explain-rescreen = No que se procurou, nada foi encontrado que precise de oftalmologista.
referral-explain-ungradable = Tire a fotografia de novo. Se ainda não puder ser avaliada, encaminhe.
referral-when-urgent = Ir ao oftalmologista { $interval }
referral-when-refer = Ir ao oftalmologista { $interval }
referral-when-review = Pedir a verificação { $interval }
referral-when-rescreen = Repetir o exame { $interval }
referral-when-ungradable = Se repetir não ajudar, ir ao oftalmologista { $interval }
referral-latest = o mais tardar em { $date }
referral-around = por volta de { $date }
referral-because = Motivo
referral-probability = Probabilidade de que este olho precise de encaminhamento: { $percent }
referral-likely-very_unlikely = Muito improvável
referral-likely-unlikely = Improvável
referral-likely-open = Não se pode dizer
referral-likely-likely = Provável
referral-likely-very_likely = Muito provável
referral-reading = Lendo a fotografia…
referral-reading-hint = O resultado aparece aqui sozinho. Você pode continuar com a próxima fotografia.
referral-waiting = Aguardando a vez
referral-waiting-hint = { $n ->
        [one] { $n } fotografia
       *[other] { $n } fotografias
    } antes desta.
referral-waiting-next = É a próxima.
referral-loading-hint = Os leitores ainda estão iniciando. Esta fotografia está segura e será lida assim que estiverem prontos.
referral-failed-hint = Os leitores não estão disponíveis neste equipamento, por isso não há resultado. A fotografia fica guardada.

# eye
eye-OD = Olho direito
eye-OS = Olho esquerdo
eye-unknown = Lado não conhecido
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ?
eye-probability = { $percent } de segurança
eye-by-person = indicado por uma pessoa
eye-other-side = Uma pessoa arquivou esta fotografia como: { $filed }. O leitor tomou-a por: { $reader }. Os lugares (para o nariz, para a têmpora) seguem o lado do leitor.
eye-filed = { $eye }, indicado por uma pessoa; o leitor: { $reader }

# viewer
viewer-title = Fotografia com achados
viewer-describe = { $eye }. { $n ->
        [one] { $n } achado marcado
       *[other] { $n } achados marcados
    }. As setas movem, mais e menos aproximam e afastam, 0 ajusta a imagem.
viewer-zoom-in = Aproximar
viewer-zoom-out = Afastar
viewer-fit = Ajustar
viewer-fit-hint = Mostrar a fotografia inteira
viewer-marks = Marcas
viewer-marks-hint = Mostrar ou esconder todas as marcas (H)
viewer-opacity = Força das marcas
viewer-disc = Disco óptico
viewer-disc-about = Disco óptico: mais ou menos aqui
viewer-fovea = Fóvea
viewer-alt = Fotografia { $file }
viewer-unavailable = A fotografia não pode ser mostrada.
viewer-unavailable-hint = Recarregue esta página. Se continuar, verifique o disco do equipamento.
viewer-zoomed = { $factor } ×
viewer-lens = Como a fotografia é mostrada
viewer-lens-colour = Cor
viewer-lens-red_free = Sem vermelho
viewer-lens-contrast = Contraste

# findings
findings-title = Achados
findings-none = Sem achados
findings-none-of = Procurou-se: { $labels }. Nada disso foi visto.
findings-not-ruled-out = Procurou-se: { $labels }. Nada disso foi visto, mas não está descartado: a fotografia não é boa o bastante para isso.
findings-not-looked = Não se procurou: { $labels }.
findings-nothing-looked = Nada foi procurado nesta fotografia.
findings-toggle = Mostrar na imagem: { $label }
findings-list = Todas as marcas: { $label }
findings-rest = Mostrar mais { $n }
findings-fovea = a { $value } diâmetros de disco da fóvea
findings-score = { $percent } de segurança
findings-research = só pesquisa
findings-language = do leitor de texto
findings-sentence = Para a sua frase: { $step }

# label
label-microaneurysm = Microaneurisma
label-haemorrhage = Hemorragia
label-hard_exudate = Exsudato duro
label-cotton_wool_spot = Mancha algodonosa
label-neovascularisation = Neovasos
label-drusen = Drusas
label-retinal_scar = Cicatriz retiniana

# labels
labels-microaneurysm = Microaneurismas
labels-haemorrhage = Hemorragias
labels-hard_exudate = Exsudatos duros
labels-cotton_wool_spot = Manchas algodonosas
labels-neovascularisation = Neovasos
labels-drusen = Drusas
labels-retinal_scar = Cicatrizes retinianas

# gloss
gloss-microaneurysm = pequena saliência de um vaso fino
gloss-haemorrhage = mancha de sangue
gloss-hard_exudate = depósito amarelo deixado por vasos que vazam
gloss-cotton_wool_spot = mancha pálida onde faltou sangue
gloss-neovascularisation = vasos novos e frágeis
gloss-drusen = depósito amarelo sob a retina
gloss-retinal_scar = dano já cicatrizado

# sector
sector-macular = centro da visão (mácula)
sector-superotemporal = em cima, para a têmpora
sector-superonasal = em cima, para o nariz
sector-inferotemporal = embaixo, para a têmpora
sector-inferonasal = embaixo, para o nariz
sector-unknown = lugar não conhecido

# chain
chain-title = Como se chegou ao resultado
chain-hint = As palavras sublinhadas são lugares na fotografia. Toque em uma para vê-la.
chain-two-readers = Os passos marcados “leitor de texto” são palavras do segundo leitor. O resultado acima se apoia nas medições; onde os dois não concordam sobre o encaminhamento, um médico verifica.
chain-unverified = Os passos marcados «modelo de linguagem, não verificado» são palavras de um modelo de linguagem. Nada foi medido; as suas palavras e os lugares que nomeia não são achados, e nada decorre deles.
chain-place = { $text }: mostrar { $n ->
        [one] { $n } lugar
       *[other] { $n } lugares
    } na imagem
chain-step-quality = Qualidade
chain-step-anatomy = Anatomia
chain-step-lesions = Lesões
chain-step-features = Características
chain-step-diagnosis = Diagnóstico
chain-step-management = Conduta
chain-source-evidence = medido
chain-source-language = leitor de texto
chain-source-person = um médico
chain-source-structure = a partir de valores medidos
chain-source-unverified = modelo de linguagem, não verificado
chain-empty = Nenhum passo foi escrito para esta fotografia.

# readers: the two of them, and where they agree
readers-title = Dois leitores
readers-evidence = Ele mede, e o resultado se apoia nele.
readers-language = { $n ->
        [0] Ele olhou sem saber o que foi medido. Nenhuma palavra dele está acima.
        [one] Ele olhou sem saber o que foi medido. Em suas próprias palavras: { $steps }.
       *[other] Ele olhou sem saber o que foi medido. Em suas próprias palavras: { $steps }.
    }
readers-agree = concordam
readers-differ = divergem

# beside: a second photograph
beside-title = Outra fotografia ao lado desta
beside-other = Ao lado de outra
beside-off = Só uma
beside-show = Mostrar { $file } ao lado desta
beside-other-eye = O outro olho
beside-last = Visita anterior, { $date }

# ask
ask-title = Perguntar sobre esta fotografia
ask-hint = As respostas vêm das medições. O que elas não podem dizer fica sem resposta.
ask-hint-unverified = Nada é medido aqui. O que o modelo de linguagem responde é dele e não está verificado; o que fazer vem do protocolo.
ask-label = Sua pergunta
ask-send = Perguntar
ask-waiting = Aguardando o leitor…
ask-show = Mostrar na imagem
ask-understood = Entendido como: { $question }
ask-may-ask = Você pode perguntar: { $questions }

# asked: what a Reading answers, also as a suggestion
asked-describe = Descrever esta fotografia.
asked-referable = É preciso encaminhar este olho?
asked-why_referral = Por que este encaminhamento?
asked-grade = Qual é o grau ICDR?
asked-why_grade = Por que este grau?
asked-oedema_risk = Qual é o risco de edema macular?
asked-why_oedema = Por que este risco de edema?
asked-disc = Onde está o disco óptico?
asked-fovea = Onde está a fóvea?
asked-side = Qual olho é este?
asked-gradable = Esta fotografia pode ser avaliada?
asked-manage = O que deve ser feito?
asked-next = Quando é a próxima visita?
asked-plan = Dar avaliação e plano.
asked-urgent = O que fazer com estes sintomas?
asked-disc_to_fovea = A que distância está a fóvea do disco óptico?
asked-cup = Qual é a relação escavação/disco vertical?
asked-vessels = Qual é a densidade de vasos?
asked-lesions = Quais lesões há?
asked-healthy = O que foi encontrado e o que não foi procurado?
asked-unassessed = O que não foi procurado?
asked-sure = Quanta certeza há no resultado?
asked-checks = Os leitores concordam?
asked-present = Há { $labels }?
asked-where = Mostrar: { $labels }.
asked-count = Quantas lesões deste tipo há: { $labels }?
asked-largest = Onde estão as maiores lesões: { $labels }?
asked-area = Que tamanho têm no total: { $labels }?
asked-distance = A que distância da fóvea estão: { $labels }?
asked-compare = Há mais { $labels } do que { $others }?
asked-condition = Há { $condition }?
asked-finding = O que é F{ $n }?
asked-inside = O que há em { $box }?
asked-help = O que se pode perguntar?

# answer: answers composed from a Reading
answer-yes = Sim
answer-no = Não
answer-count = { $labels }: { $n } ({ $ids }).
answer-count-none = { $labels }: nenhuma lesão encontrada.
answer-more = { $ids } e mais { $n }
answer-disc = O disco óptico está em { $box }.
answer-fovea = A fóvea está em { $box }.
answer-disc-to-fovea = Disco e fóvea estão a { $distance } diâmetros de disco um do outro.
answer-cup = A relação escavação/disco vertical é { $value }.
answer-vessels = A densidade de vasos no campo é { $value }.
answer-unmeasured = Não medido: { $reason }.
answer-research = Isso é apenas pesquisa: não está provado em fotografias reais e não muda nenhum encaminhamento.
answer-urgent = Encaminhar com urgência, mostre o que mostrar a fotografia.
answer-help = Você pode perguntar, por exemplo: { $questions }
answer-eye-OD = É um olho direito (OD, certeza { $share }).
answer-eye-OS = É um olho esquerdo (OS, certeza { $share }).
answer-good = A fotografia é boa e pode ser avaliada.
answer-usable = A fotografia pode ser usada e avaliada.
answer-seen = Visto: { $reasons }.
answer-referable = Pela medição e pelo protocolo, este olho deve ser encaminhado.
answer-not-referable = Pela medição e pelo protocolo, este olho não precisa ser encaminhado.
answer-left-to-doctor = Se este olho deve ser encaminhado é decisão de um médico.
answer-neither = A fotografia não pode ser avaliada, portanto nem uma coisa nem outra.
answer-after = Depois, a clínica oftalmológica marca a próxima visita.
answer-probability-dr = A probabilidade de alguma retinopatia diabética é { $share }.
answer-probability = A probabilidade de que este olho deva ser encaminhado é { $share }.
answer-bands = Abaixo de { $low } ficam no máximo { $misses } dos olhos a encaminhar (medido em { $positives }); a partir de { $high }, no máximo { $alarms } dos outros (em { $negatives }).
answer-risk-seen = Foi estimado um risco de edema macular 0, embora exsudatos duros tenham sido encontrados perto da fóvea.
answer-uncertain = Isso é incerto.
answer-near = Exsudatos duros encontrados: { $n }; a menos de um diâmetro de disco da fóvea: { $close } ({ $ids }).
answer-near-none = Exsudatos duros encontrados: { $n }; nenhum a menos de um diâmetro de disco da fóvea.
answer-as-lesion = Foi procurado como lesão da retinopatia.
answer-condition-present = { $condition }: encontrado (probabilidade { $share }).
answer-condition-absent = { $condition }: procurado e não encontrado (probabilidade { $share }).
answer-condition-uncertain = { $condition }: incerto (probabilidade { $share }).
answer-not-swelling = Uma fotografia mostra o risco, não o inchaço em si.
answer-largest = A maior é { $id }.
answer-place = { $id }: a { $distance } diâmetros de disco da fóvea; { $sector }; em { $box }.
answer-place-only = { $id }: { $sector }; em { $box }.
answer-area = Juntas cobrem { $area } diâmetros de disco ao quadrado.
answer-nearest = A mais próxima, { $id }, está a { $distance } diâmetros de disco da fóvea.
answer-no-findings = Não há achados.
answer-findings = Há F1 a F{ $n }.
answer-finding = { $id }: { $label }, pontuação { $share }.
answer-finding-area = Sua área é de { $area } diâmetros de disco ao quadrado.
answer-nothing-there = Ali não há nada do que foi procurado.
answer-unassessed = Não procurado, o que não é o mesmo que ausente: { $list }.
answer-unproven = Lesões sem medição que as apoie: { $list }.
answer-checks = Verificações aprovadas: { $n } de { $all }.
answer-history = Histórico como foi dado, sem julgar: “{ $history }”.
answer-unverified = Não avaliado: nada aqui mede ou verifica isto. O que segue são as palavras do próprio modelo de linguagem.
answer-said-nothing = Não disse nada.
answer-broke-off = Interrompeu-se: acabou-se o tempo ou o espaço.
answer-reader-failed = Não foi possível perguntar ao leitor de texto ({ $why }); vale a resposta medida.
answer-reader-same = À pergunta “{ $question }”, o leitor de texto diz o mesmo: “{ $words }”
answer-reader-other = À pergunta “{ $question }”, o leitor de texto disse outra coisa; vale a resposta medida.
answer-decline-not_assessed = Isso não é avaliado aqui: não foi procurado, portanto pode existir ou não.
answer-decline-not_measured = Isso não pôde ser medido nesta fotografia.
answer-decline-not_in_photograph = Uma fotografia da retina não pode dizer isso.
answer-decline-for_a_doctor = Isso é decisão de um médico: remédios, cirurgias e prognósticos não se deduzem de uma fotografia.
answer-decline-other_eye = Esta fotografia mostra só um olho; pergunte sobre uma fotografia do outro.
answer-decline-other_visit = Aqui só se conhece esta fotografia; nada é comparado com outra visita.
answer-decline-who = Uma fotografia não diz quem é o paciente.
answer-decline-off_topic = Aqui só se respondem perguntas sobre esta fotografia.
answer-decline-not_understood = A pergunta não foi entendida como uma que esta leitura possa responder.
answer-decline-no_such_finding = Não há tal achado nesta fotografia.
answer-decline-no_option = Nenhuma das opções dadas, ou mais de uma, é o que foi medido.

# conditions
conditions-title = Doenças
conditions-status-present = Presente
conditions-status-absent = Não encontrada
conditions-status-uncertain = Incerta
conditions-status-not_assessed = Não procurada
conditions-not-assessed = Não se procurou ({ $n })
conditions-not-assessed-hint = O modelo deste equipamento não pode julgá-las. Podem estar presentes ou não.
conditions-name-age_related_macular_degeneration = Degeneração macular relacionada à idade
conditions-name-diabetic_retinopathy = Retinopatia diabética
conditions-name-glaucoma = Glaucoma
conditions-name-hypertensive_retinopathy = Retinopatia hipertensiva
conditions-name-increased_cup_disc_ratio = Relação escavação/disco aumentada
conditions-name-macular_edema = Edema macular
conditions-name-myopic_fundus = Fundo de olho míope
conditions-name-drusen = Drusas
conditions-name-retinal_hemorrhage = Hemorragia retiniana
conditions-name-retinal_scar = Cicatriz retiniana
conditions-name-vascular_occlusion = Oclusão vascular
conditions-name-choroidal_nevus = Nevo de coroide
conditions-column-condition = Doença
conditions-column-status = Resultado
conditions-column-probability = Probabilidade
conditions-stage-icdr-0 = 0, nenhuma
conditions-stage-icdr-1 = 1, leve
conditions-stage-icdr-2 = 2, moderada
conditions-stage-icdr-3 = 3, grave
conditions-stage-icdr-4 = 4, proliferativa
conditions-stage-dme_risk-0 = 0, sem exsudato
conditions-stage-dme_risk-1 = 1, longe do centro
conditions-stage-dme_risk-2 = 2, perto do centro
conditions-research = Só pesquisa: não muda o encaminhamento
conditions-abstention = Dita ausente abaixo de { $low }, o que deixa passar no máximo { $misses } dos que a têm (medido em { $positives } fotografias); presente a partir de { $high }, o que alarma no máximo { $alarms } dos que não a têm (em { $negatives }); incerta no meio.
conditions-abstention-off = Esta fotografia não se parece com aquelas, por isso as duas taxas talvez não valham para ela.
conditions-stage-of-icdr = Grau ICDR { $stage }
conditions-stage-of-dme_risk = Risco de edema { $stage }
conditions-rests = apoia-se em { $n ->
        [one] { $n } achado
       *[other] { $n } achados
    }

# checks
checks-title = Verificações de segurança
checks-passed = Passou
checks-failed = Não passou
checks-all-passed = Todas as { $n } passaram
checks-some-failed = { $failed } de { $n } não passaram
checks-none = Nenhuma verificação foi feita.
checks-effect-none = para sua informação: o resultado não muda
checks-effect-uncertain = torna o resultado incerto
checks-effect-review = envia a fotografia a um médico
checks-rule-stage_has_lesions = O estágio é confirmado por lesões
checks-rule-lesions_have_stage = As lesões aparecem no estágio
checks-rule-boxes_in_field = Toda marca está dentro do campo da fotografia
checks-rule-landmarks_plausible = Disco e fóvea estão onde os olhos os têm
checks-rule-oedema_matches_exudates = O risco de edema combina com os exsudatos perto da fóvea
checks-rule-readers_agree_referable = Os dois leitores concordam sobre o encaminhamento
checks-rule-language_boxes_supported = Os lugares do leitor de texto também foram medidos
checks-rule-chain_complete = O leitor de texto deu todos os passos
checks-rule-quality_permits_absence = A fotografia basta para descartar doença
checks-rule-familiar_camera = A fotografia se parece com as que serviram para medir o modelo

# measures
measures-title = Medições
measures-vessel_density = Densidade de vasos
measures-cup_disc_ratio_vertical = Relação escavação/disco, vertical
measures-cup = Escavação
measures-disc = Disco óptico
measures-fovea = Fóvea
measures-laterality = Olho
measures-quality = Nota de qualidade
measures-novelty = Diferença do que serviu para medir o modelo
measures-of-limit = { $value } (até { $limit } é conhecido)
measures-found = encontrado, { $percent } de segurança
measures-missing = não encontrado
measures-not-measured = não medido
measures-research = só pesquisa
measures-over = sobre: { $region }

# report
report-title = Relatório
report-copy = Copiar
report-copied = Copiado
report-print = Imprimir

# provenance
provenance-title = Como foi lida
provenance-evidence = Leitor que mede
provenance-language = Leitor de texto
provenance-not-run = não foi executado
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = processador
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $engine } em { $provider }, { $precision }
provenance-timings = Tempo gasto
provenance-seconds = { $seconds } s
provenance-steps-decode = abrir
provenance-steps-quality = qualidade
provenance-steps-evidence = medir
provenance-steps-language = texto
provenance-steps-total = total
provenance-file = Arquivo
provenance-taken = Lida em
provenance-size = { $width } × { $height } pixels
provenance-protocol = Protocolo
provenance-software = Programa
provenance-id = Leitura
provenance-sha256 = Soma de verificação da fotografia
doubts = Leia com cuidado
research = A pesquisa está ligada. O que está marcado como pesquisa foi aprendido com olhos desenhados ou com poucas fotografias, não está provado em olhos reais e não muda o encaminhamento.

# fallback
fallback-title = Lida com menos do que o habitual
fallback-station = Este equipamento funciona com menos do que o habitual

# print
print-title = Relatório do exame
print-signature = Verificado por
print-date = Data
print-not-assessed = Não se procurou: { $labels }. Isso não quer dizer que não esteja presente.

# gate
gate-sign-in = Entrar
gate-signing-in = Entrando…
gate-name = Seu nome
gate-password = Senha
gate-lost-password = Perdeu a senha? Um administrador define uma nova. Se a do administrador se perdeu, alguém precisa ir até o próprio equipamento.
gate-language = Idioma
gate-not-reviewed = Nenhum falante nativo leu ainda esta tradução.
gate-locked = Bloqueado
gate-pin-of = { $name }, digite o seu PIN para continuar. Nada se perde.
gate-pin-typed = { $n ->
        [one] { $n } algarismo digitado
       *[other] { $n } algarismos digitados
    }
gate-erase = Apagar o último algarismo
gate-open = Abrir
gate-other-person = Outra pessoa entra

# wizard
wizard-title = Preparar este equipamento
wizard-step = { $n } de { $of }
wizard-clinic-title = O centro
wizard-clinic = Nome do centro
wizard-clinic-hint = Aparece em todos os relatórios.
wizard-code = Código de preparação
wizard-code-hint = O equipamento o mostrou ao ser ligado.
wizard-zone = Fuso horário
wizard-administrator-title = Quem cuida deste equipamento
wizard-administrator-hint = Esta pessoa adiciona as outras. O equipamento não vem com nenhuma senha.
wizard-password-hint = Pelo menos { $n } caracteres. Três palavras sem relação entre si servem bem.
wizard-again = A senha mais uma vez
wizard-again-wrong = As duas não são iguais.
wizard-pin = PIN
wizard-pin-hint = De { $n } a 8 algarismos. Reabre a página quando ela se bloqueou.
wizard-checks-title = Está tudo bem?
wizard-no-camera = Ligue a câmera e olhe de novo. Também se podem adicionar fotografias como arquivos.
wizard-model-tested = Carregado; deu as respostas certas no seu teste
wizard-disk-well = Há espaço
wizard-look-again = Olhar de novo
wizard-back = Voltar
wizard-next = Seguinte
wizard-finish = Concluir
system-models-loading = Os leitores estão iniciando…
system-models-ready = Prontos
system-models-failed = Não disponíveis
system-models-away = O leitor não está em execução
system-camera = Câmera
system-model = Modelo
system-disk = Disco

# person
person-nameless = Nome desconhecido
person-age = { $n ->
        [one] { $years } ano
       *[other] { $years } anos
    }
person-sex-female = mulher
person-sex-male = homem
person-sex-other = outro

# work: the list of the day
work-title = Lista de trabalho
work-search = Nome, número ou código lido
work-new = Novo paciente
work-list-today = Hoje
work-list-recalls = A voltar
work-list-not_arrived = Encaminhados, não chegaram
work-list-all = Todos
work-photographs = Fotografias
work-due = até { $date }
work-loading = Buscando a lista…
work-none-found = Ninguém se chama “{ $name }”.
work-empty-today = Ninguém foi examinado hoje. Comece com um novo paciente.
work-empty-recalls = Ninguém precisa voltar agora.
work-empty-not_arrived = Todos os encaminhados chegaram.
work-empty-all = Ainda não há pacientes neste equipamento.
work-found = { $n ->
        [one] { $n } pessoa encontrada
       *[other] { $n } pessoas encontradas
    } com “{ $name }”

# shell: what stands around every page
shell-places = Páginas
shell-practice = Treino: olhos desenhados e pessoas inventadas. Nada disto entra no registro do centro.
practice-begin = Praticar em olhos desenhados
practice-leave = Sair da prática
paper-practice = PRÁTICA: olho desenhado, nenhuma pessoa
shell-unsent = Parte do que você anotou ainda não está no equipamento. Fica oculta neste tablet até você entrar aqui de novo.
shell-sign-out-anyway = Sair mesmo assim
take-none-title = Sem fotografia deste olho?
take-none-absent = Não há este olho (perdido, prótese)
take-none-could_not = Não pode ser fotografado
take-none-refused = A pessoa recusa
take-none-not = Será tirada uma fotografia
not-assessed-absent = Olho ausente
not-assessed-could_not = Não pôde ser fotografado
not-assessed-refused = Fotografia recusada
decision-eye_absent = está ausente: não há nada a avaliar.
decision-absent_eye_photographed = foi dito ausente, e há uma fotografia dele. Diga de que olho é.
explain-absent = { $eye }: está ausente, por isso nada foi visto ali.
changes-title = Resultados que mudaram
changes-hint = Lidos de novo por um modelo mais novo, ou depois de um ser retirado, estes deram outro resultado. Cada um fica aqui até um médico olhar.
changes-none = Nada mudou que ninguém tenha olhado.
changes-before = Antes: { $what }
changes-after = Agora: { $what }
changes-referral = Encaminhamento
changes-seen = Já olhei
trust-title = Confiar nesta estação
trust-why = Uma vez em cada tablet. Depois o tablet não avisa mais, e distingue esta estação de qualquer outra.
trust-compare = Compare. A etiqueta da estação, ou o seu console, mostra esta impressão digital:
trust-differs = Se diferir em uma letra, pare: não é a sua estação.
trust-download = Baixar o certificado
trust-install = Instale-o.
trust-android = Configurações, Segurança, Mais configurações de segurança, Criptografia e credenciais, Instalar um certificado, Certificado de CA; depois escolha ocellus.crt em Downloads.
trust-apple = Ajustes, Geral, VPN e Gerenciamento de Dispositivos, o perfil baixado, Instalar. Depois Ajustes, Geral, Sobre, Certificados Confiáveis, e ative Ocellus.
trust-windows = Abra o arquivo, Instalar certificado, Usuário atual, Autoridades de certificação raiz confiáveis.
trust-firefox = Configurações, Certificados, Autoridades, Importar, para sites.
trust-open = Abra a estação e coloque-a na tela inicial do tablet.
trust-limits = O certificado só vale para a rede desta clínica, para nada na internet.
trust-nothing = Só se chega a esta estação pela sua própria máquina; não há em que confiar.
shell-open = Ninguém tem conta aqui ainda: quem estiver neste computador vê tudo.
shell-set-up = Preparar este equipamento
shell-lock = Bloquear
shell-lock-of = Bloquear a página de { $name }
shell-sign-out = Sair
more-title = Mais
role-technician = técnico
role-doctor = médico
role-administrator = administrador
system-title = Sistema
charts-title = Gráficos
negatives-title = Negativos a conferir
operators-title = Pessoas que trabalham aqui
audit-title = Quem fez o quê

# patient
patient-identifier = Número
patient-identifier-hint = Leia o cartão ou digite o número do centro.
patient-name = Nome
patient-year = Ano de nascimento ou idade
patient-year-hint = 1961 ou 65
patient-year-wrong = Não é um ano de nascimento nem uma idade.
patient-sex = Sexo
patient-alike = É uma destas pessoas?
patient-another = Não, outra pessoa
patient-begin = Começar a visita
patient-go-on = Continuar a visita
patient-missing = Esta pessoa não está neste equipamento
patient-visits = Visitas
patient-no-visits = Ainda sem visitas.
patient-ended = terminada
patient-under-way = em andamento
recall-open = pendente
recall-arrived = Chegou
recall-missed = Não veio
recall-cancelled = Não é mais preciso

# visit
visit-steps = Passos da visita
visit-step-questions = Perguntas
visit-step-right = Olho direito
visit-step-left = Olho esquerdo
visit-step-result = Resultado
visit-step-explain = Explicar
visit-step-finish = Concluir
visit-done = feito
visit-missing = Esta visita não está neste equipamento
visit-to-patient = Para a página da pessoa
visit-next = Seguinte: { $step }
visit-kept = Guardado no equipamento
visit-sending = Guardando…
visit-unsent = Guardado neste tablet, ainda não no equipamento.
visit-conflict = Outro tablet mudou as mesmas respostas.
visit-conflict-mine = Digitado aqui
visit-conflict-theirs = No equipamento
visit-keep-mine = Manter o que foi digitado aqui
visit-keep-theirs = Manter o que está no equipamento
mismatch-title = Isto parece: { $eye }. Foi tirada como: { $said }.
mismatch-ask = Qual olho é?

# questions
questions-consent-title = Consentimento
questions-consent = Fotografias do fundo do olho são tiradas, lidas por este equipamento e guardadas no centro. Dizer não, não custa nada.
questions-agrees = Concorda
questions-refuses = Não concorda
questions-refused = Então nenhuma fotografia é tirada. A pessoa pode voltar quando quiser.
questions-ask-consent = Peça primeiro o consentimento.
questions-symptoms = O que a pessoa conta?
questions-urgent = Urgente: oftalmologista hoje.
questions-urgent-hint = Mostrem as fotografias o que mostrarem. Que elas não atrasem isso.
questions-acuity = Visão, com os óculos que a pessoa tem
questions-not-measured = Não medida
questions-acuity-fingers = Conta dedos
questions-acuity-hand = Vê movimentos da mão
questions-acuity-light = Vê luz
questions-acuity-none = Não vê luz
questions-diabetes = Diabetes
questions-years = Há quantos anos
questions-treated = Já tratado
questions-earlier_laser = Laser
questions-earlier_surgery = Operação
symptom-sudden_loss_of_sight = Perda súbita da visão
symptom-flashes = Clarões de luz
symptom-curtain = Uma cortina diante do olho
symptom-floaters = Manchas que flutuam
symptom-gradual_loss_of_sight = A visão piora aos poucos
symptom-distorted_sight = Linhas retas parecem tortas
symptom-eye_pain = Dor no olho
diabetes-none = Não
diabetes-type_1 = Tipo 1
diabetes-type_2 = Tipo 2
diabetes-other = De outro tipo
diabetes-unknown = Não se sabe

# take: one eye at the camera
take-another = Tirar outra
take-file = Adicionar um arquivo deste olho
take-sending = Enviando…
take-no-camera = Adicione um arquivo deste olho ou ligue a câmera.
take-taken = Fotografias tiradas: { $eye }
take-skip = Continuar sem fotografia: { $eye }

# decision for the person
decision-incomplete = Uma fotografia ainda está sendo lida: isto ainda pode mudar.
decision-symptom = A pessoa conta: { $symptom }. Isso conta, mostrem as fotografias o que mostrarem.
decision-poor_acuity = enxerga mal.
decision-earlier_laser = já foi tratado com laser; o leitor não foi medido em olhos assim.
decision-earlier_surgery = já foi operado; o leitor não foi medido em olhos assim.
decision-asymmetry = Os dois olhos são muito diferentes.
decision-laterality_disagrees = a imagem parece do outro olho. Diga de novo qual é.
decision-laterality_unknown = Não se sabe de qual olho é uma fotografia.
not-assessed-no_photograph = Sem fotografia
not-assessed-not_read_yet = Ainda não lido
not-assessed-reading_failed = Não pôde ser lido
not-assessed-ungradable = Não pode ser avaliado
not-assessed-no_claim = Não avaliado

# explain: to the person, in plain words
explain-title = Diga à pessoa
explain-what = Tiramos fotografias do fundo dos seus olhos. Este equipamento procurou o dano que o diabetes pode causar ali. Ele não é um médico.
explain-category-urgent = Você precisa de um oftalmologista muito em breve.
explain-category-told = O que você nos contou, ou como você enxerga, precisa de um oftalmologista, mostrem as fotografias o que mostrarem.
explain-category-refer = As fotografias mostram mudanças que um oftalmologista deve ver.
explain-category-review = Um médico verá as suas fotografias antes de lhe dizermos o resultado.
explain-category-rescreen = Nada que precise de oftalmologista foi encontrado.
explain-category-ungradable = As suas fotografias não são claras o bastante. Um oftalmologista deve examinar os seus olhos.
explain-seen = O que se viu:
explain-when-urgent = { $n ->
        [0] Vá hoje.
        [1] Vá hoje.
        [one] Vá no prazo de { $n } dia, melhor amanhã.
       *[other] Vá no prazo de { $n } dias, melhor amanhã.
    }
explain-when-refer = Vá ao oftalmologista no prazo de { $n } dias. Você pode não sentir nada e ainda assim precisar.
explain-when-rescreen = Volte em { $n } dias para as próximas fotografias, mesmo que enxergue bem.
explain-when-ungradable = Vá ao oftalmologista no prazo de { $n } dias.
explain-not-assessed = { $eye }: não pôde ser avaliado. Não podemos dizer que está saudável.
explain-limits = As fotografias não mostram todas as doenças do olho.
explain-urgent = Se de repente enxergar menos, vir clarões ou uma cortina: vá ao oftalmologista no mesmo dia.
explain-diabetes = Bom controle do açúcar e da pressão protege os seus olhos. Tome os seus remédios como lhe disseram.

# finish
finish-language = Idioma do relatório
finish-report = Abrir o relatório para imprimir
finish-recall = Voltar ou ser visto até { $date }
finish-end = Terminar a visita
finish-next-person = Próxima pessoa
finish-waiting = Algo ainda não está guardado no equipamento.
finish-end-anyway = Terminar mesmo assim; o resultado virá na lista de trabalho
decision-none = Nada foi perguntado nem fotografado ainda.
work-list-review = Médico verifica
work-empty-review = Nada espera por um médico.
gate-pin-spent = O PIN foi digitado errado vezes demais. Digite a sua senha.

# operators
operators-new = Alguém novo
operators-role = Função
operators-add = Adicionar
operators-change = Alterar
operators-set = Definir senha ou PIN
operators-password-hint = Pelo menos 10 caracteres. Diga só à própria pessoa.
operators-pin-hint = De 4 a 8 algarismos; pode ficar vazio.
operators-inactive = não pode entrar
operators-shut-out = Não deixar mais entrar
operators-let-in = Deixar entrar de novo

# system
system-engine = Motor
system-temperature = Temperatura
system-queue = Fotografias em espera
system-record = O registro
system-backup = Cópia de segurança
system-sync = Envio para outro lugar
system-clock = Relógio
system-accounts = Contas
system-certificate = Certificado
system-software = Programa
system-state-ok = bem
system-state-warn = alguém deveria olhar
system-state-bad = não está bem
system-reason-fine = Bem.
system-reason-not_used = Não usado.
system-reason-not_told = Esta máquina não informa.
system-reason-camera_absent = Nenhuma câmera está ligada.
system-reason-camera_stalled = A câmera não dá imagem.
system-reason-camera_failed = A câmera não pode ser usada.
system-reason-model_loading = Os leitores estão iniciando.
system-reason-model_failed = Os leitores não puderam ser carregados.
system-reason-engine_fell_back = Outro motor devia funcionar e não pôde.
system-reason-engine_lost = Os leitores pararam de responder e foram reiniciados.
system-reason-engine_none = Nada lê fotografias.
system-reason-hot = O equipamento está quente.
system-reason-too_hot = O equipamento está quente demais.
system-reason-disk_low = O disco está quase cheio.
system-reason-disk_full = O disco está cheio.
system-reason-queue_failed = Algumas fotografias não puderam ser lidas.
system-reason-queue_long = Muitas fotografias esperam.
system-reason-record_damaged = Algo no registro está danificado.
system-reason-not_checked_yet = Ainda não verificado.
system-reason-backup_never = Não há cópia de segurança.
system-reason-backup_old = A última cópia de segurança é antiga.
system-reason-sync_none = Este equipamento não envia nada a lugar nenhum.
system-reason-clock_behind = O relógio está errado: está atrasado.
system-reason-clock_went_back = O relógio voltou para trás.
system-reason-accounts_open = Ninguém tem conta: quem estiver no equipamento pode fazer tudo.
system-reason-reader_away = O leitor não está em execução.
system-reason-certificate_ends = O certificado vence em breve.
system-do-camera_absent = Conecte a câmera e ligue-a.
system-do-camera_stalled = Desconecte a câmera, espere cinco segundos e conecte-a de novo.
system-do-camera_failed = Desconecte a câmera e conecte-a de novo. Se continuar assim, avise quem cuida do equipamento.
system-do-model_loading = Espere; enquanto isso, podem ser tiradas fotografias.
system-do-model_failed = Reinicie o equipamento. Se continuar assim, avise quem cuida dele; podem ser tiradas fotografias, que ficam à espera.
system-do-reader_away = Inicie o leitor no equipamento: “systemctl start ocellus-reader”. As fotografias esperam por ele.
system-do-engine_none = Veja o modelo acima.
system-do-engine_fell_back = Execute “ocellus doctor” no equipamento; ele diz o que falta.
system-do-engine_lost = Comunique-o com o diagnóstico; cada fotografia é tentada de novo por si só.
system-do-too_hot = Tire o equipamento do sol, desobstrua as aberturas e deixe esfriar.
system-do-hot = Dê ao equipamento ar e sombra.
system-do-disk_full = Libere espaço no disco do equipamento; até lá, as fotografias são recusadas.
system-do-disk_low = Libere espaço em breve ou instale um disco maior.
system-do-queue_long = Continue; as leituras vêm depois. Nada se perde.
system-do-queue_failed = Veja as fotografias que não puderam ser lidas e tire-as de novo.
system-do-record_damaged = Faça agora uma cópia de segurança em outro pendrive e depois execute “ocellus record verify” no equipamento.
system-do-backup_never = Copie o registro para um pendrive: “ocellus record backup”.
system-do-backup_old = Copie de novo o registro para um pendrive: “ocellus record backup”.
system-do-clock_behind = Acerte a data e a hora do equipamento; a bateria pode estar vazia.
system-do-clock_went_back = Acerte a data e a hora do equipamento; a bateria pode estar vazia. Algo foi escrito em hora posterior.
system-do-accounts_open = Configure o equipamento: clínica e administrador.
system-do-certificate_ends = Verifique o relógio e o disco e reinicie o equipamento.
system-do-not_told = Verifique o disco do registro.
system-now = Relógio do equipamento: { $now }. Em funcionamento desde { $since }, versão { $version }.
system-diagnostics = Para a pessoa que conserta
system-diagnostics-hint = Um arquivo com versões, estados e números. Nenhum paciente, nome ou fotografia está nele.
system-diagnostics-get = Baixar o arquivo

# doctor
doctor-title = A palavra do médico
doctor-agree = Concordo
doctor-agree-all = Concordo com o resultado
doctor-not-there = Não está ali
doctor-is-rather = É antes
doctor-choose = Escolha uma marca na imagem ou na lista para julgá-la.
doctor-missed = Não foi visto
doctor-draw = Desenhar
doctor-draw-stop = Parar de desenhar
doctor-draw-hint = Desenhe um quadro na imagem em volta de: { $label }
doctor-agreed = De acordo:
doctor-corrected = Corrigido:
doctor-rejected = Não está ali:
doctor-about-finding = marca
doctor-about-condition = doença
doctor-about-referral = encaminhamento
doctor-about-quality = qualidade
charts-none = Nada nestes dias.
charts-numbers = Os números
charts-day = Dia
charts-span = Desde quando
charts-days = { $n } dias
charts-screened = Examinados por dia
charts-rates = Parte dos decididos
charts-referred = Encaminhados
charts-ungradable = Não puderam ser avaliados
charts-minutes = Minutos por paciente (o do meio)
charts-by-operator = Por quem fotografou
charts-by-cause = Por que não pôde ser lida
charts-nobody = Ninguém tinha entrado

# audit
audit-subject = Só deste identificador
audit-subject-hint = Os 26 caracteres de um paciente, visita, fotografia ou leitura.
audit-when = Quando
audit-who = Quem
audit-act = O que foi feito
audit-what = Em quê
audit-newest = Os mais novos
audit-older = Mais antigos

# negatives
negatives-hint = Sorteados dos últimos 90 dias: dados como saudáveis, e nenhum médico olhou ainda.
negatives-none = Não há nada a conferir.
negatives-another = Sortear outra amostra
negatives-probability = { $percent } % de precisar de encaminhamento


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = Isto não é uma fotografia do fundo de um olho. Verifique o arquivo, ou tire uma fotografia com a câmera de fundo de olho.
reading-do-too_small = A imagem é pequena demais para ser lida. Guarde-a no tamanho completo da câmera e envie de novo.
reading-do-defocus = Foque até os vasos ficarem nítidos, peça à pessoa que não se mexa e tire outra.
reading-do-underexposed = Aumente o flash e verifique se a luz passa pelo meio da pupila; depois tire outra.
reading-do-overexposed = Diminua o flash e tire outra.
reading-do-uneven_illumination = Mova a câmera até a luz ficar igual em todo o círculo; depois tire outra.
reading-do-decentred = Mova a câmera até ver toda a imagem redonda, com a pessoa olhando para a luz de fixação, e tire outra.
reading-do-field_cut_off = Falta parte da imagem redonda. Enquadre o círculo inteiro e tire outra.
reading-do-artefact = Peça à pessoa que abra bem o olho e afaste a pálpebra e os cílios. Limpe a lente e tire outra.
reading-do-low_contrast = Limpe a lente, verifique a distância até o olho e o foco; depois tire outra.
reading-do-physiology = Deixe a pessoa cinco minutos no escuro, ou dilate a pupila se for permitido, e tire outra. Se continuar assim, encaminhe como não avaliável.
reading-do-better = Pode ser lida. Para uma imagem melhor: { $act }

# Shares; never a certainty that was not measured.
reading-share = { $n } %
reading-share-over = mais de 99 %
reading-share-under = menos de 1 %

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = risco de edema macular
reading-grade-icdr-0 = Sem retinopatia diabética
reading-grade-icdr-1 = Retinopatia diabética não proliferativa leve
reading-grade-icdr-2 = Retinopatia diabética não proliferativa moderada
reading-grade-icdr-3 = Retinopatia diabética não proliferativa grave
reading-grade-icdr-4 = Retinopatia diabética proliferativa
reading-grade-dme_risk-0 = Sem sinal de edema macular
reading-grade-dme_risk-1 = Exsudato duro a mais de um diâmetro de disco da fóvea
reading-grade-dme_risk-2 = Exsudato duro a um diâmetro de disco ou menos da fóvea

# Why a referral was made.
reading-because-grade = { $name } ({ $scale } { $grade }).
reading-because-grade-uncertain = { $name } ({ $scale } { $grade }, incerto).
reading-because-risk-unseen = Foi estimado um risco de edema macular { $grade }, embora nenhum exsudato duro tenha sido encontrado para isso.
reading-because-doctor-decided = Um médico decidiu assim.
reading-because-doctor-corrected = Um médico corrigiu esta leitura.
reading-because-ungradable = A fotografia não pode ser avaliada; doença que aqui não se vê não está descartada.
reading-because-again = A fotografia não pode ser avaliada: tire outra; pode haver mais do que se vê.
reading-because-unassessed-dr = A retinopatia diabética não foi avaliada: este modelo não tem resultados medidos para isso.
reading-because-unassessed-dme = O risco de edema macular não foi avaliado: este modelo não tem resultados medidos para isso.
reading-because-unassessed-both = A retinopatia diabética e o risco de edema macular não foram avaliados: este modelo não tem resultados medidos para isso.
reading-because-likely = A probabilidade de que este olho deva ser encaminhado é { $share }, embora nenhum grau sozinho o indique.
reading-because-unclear = A probabilidade de que este olho deva ser encaminhado é { $share }: não está claro.
reading-because-unlikely = Um grau indica encaminhamento, embora a probabilidade de que este olho deva ser encaminhado seja só { $share }.

# What each check saw.
reading-check-apart = Disco e fóvea estão a { $distance } diâmetros de disco um do outro (nos olhos: { $least }–{ $most }).
reading-check-no-disc = O disco óptico não foi encontrado.
reading-check-no-fovea = A fóvea não foi encontrada.
reading-check-absence = A fotografia basta para dizer que não há doença.
reading-check-no-absence = A fotografia não basta para dizer que não há doença.
reading-check-familiar = Esta fotografia se parece com as que serviram para medir o modelo.
reading-check-unlike = Esta fotografia não se parece com as que serviram para medir o modelo, como se viesse de outro tipo de câmera: suas probabilidades são dadas com menos confiança.
reading-check-no-retinopathy = Nenhuma retinopatia foi graduada, por isso nenhuma lesão é necessária.
reading-check-rests = ICDR { $grade } apoia-se em { $n ->
        [one] { $n } achado
       *[other] { $n } achados
    }.
reading-check-no-lesion = Foi dado ICDR { $grade }, mas nenhuma lesão que o defina foi encontrada.
reading-check-agree = As lesões encontradas concordam com o grau.
reading-check-more = Foi dado ICDR { $grade }, mas { $n ->
        [one] { $n } lesão encontrada indica
       *[other] { $n } lesões encontradas indicam
    } um grau maior.
reading-check-oedema = Risco de edema macular { $grade }; exsudatos duros encontrados: { $n }, dos quais { $close } a { $limit } diâmetro de disco ou menos da fóvea.
reading-check-oedema-unplaced = Risco de edema macular { $grade }; exsudatos duros encontrados: { $n }; não se sabe a que distância da fóvea.
reading-check-complete = O leitor de texto deu os seis passos.
reading-check-incomplete = O leitor de texto não terminou os seus passos.
reading-check-inside = Todos os quadros do leitor de texto estão dentro do campo.
reading-check-outside = Quadros do leitor de texto fora do campo e deixados de lado: { $n }.
reading-check-supported = { $n } de { $all } quadros de lesões do leitor de texto coincidem com um achado.
reading-check-doubted = Pela medição a fotografia pode ser avaliada; o leitor de texto diz que não.
reading-check-both-referable = Os dois leitores dizem que este olho deve ser encaminhado.
reading-check-both-not = Os dois leitores dizem que este olho não precisa ser encaminhado.
reading-check-differ-measured = Os leitores divergem: pela medição deve ser encaminhado, pelo leitor de texto não.
reading-check-differ-said = Os leitores divergem: pela medição não precisa ser encaminhado, pelo leitor de texto sim.

# What is to be done, as the protocol has it.
reading-within-days = { $n ->
        [one] { $n } dia
       *[other] { $n } dias
    }
reading-within-months = { $n ->
        [one] { $n } mês
       *[other] { $n } meses
    }
reading-within-clinic = o prazo do seu centro
reading-manage-urgent = Encaminhar com urgência; prazo: { $within }.
reading-manage-refer = Encaminhar; prazo: { $within }.
reading-manage-review = Um médico vê esta fotografia; prazo: { $within }.
reading-manage-rescreen = Repetir o exame; prazo: { $within }.
reading-manage-ungradable = Tire a fotografia de novo. Se continuar ilegível, encaminhe; prazo: { $within }.

# The clinical chain, where it is composed from what was measured.
reading-chain-good = A fotografia é boa.
reading-chain-usable = A fotografia pode ser usada.
reading-chain-reject = A fotografia não pode ser avaliada.
reading-chain-disc = disco óptico
reading-chain-fovea = fóvea
reading-chain-eye-OD = Olho direito.
reading-chain-eye-OS = Olho esquerdo.
reading-chain-eye-unknown = Não é possível dizer qual olho é.
reading-chain-nothing-looked = Nenhuma lesão foi procurada.
reading-chain-none-of = Nada foi encontrado do que se procurou: { $labels }.
reading-chain-feature = { $n } × { $label }, o mais próximo a { $distance } diâmetros de disco da fóvea ({ $sector }).
reading-chain-no-anatomy = O disco óptico, a fóvea e o lado do olho não foram procurados.
reading-chain-no-features = Sem características a descrever.
reading-chain-no-condition = Nenhuma doença foi avaliada.
reading-chain-no-eye = Nada foi procurado: isto não parece uma fotografia de fundo de olho.

# The report of one eye.
reading-report-alone = Isto é dito só desta fotografia: não do outro olho, nem de sintomas. Perda súbita da visão, clarões ou uma cortina diante do olho são urgentes, mostre a fotografia o que mostrar.
reading-report-unverified = Um modelo de linguagem descreveu esta fotografia com palavras próprias. Nenhuma medição as confirma: não são um achado, e nada decorre delas.
reading-report-corrected = Um médico corrigiu esta leitura; o que os leitores deram fica guardado na versão anterior.
reading-report-quality = Qualidade: { $verdict }.
reading-report-quality-why = Qualidade: { $verdict } ({ $reasons }). { $act }
reading-verdict-good = boa
reading-verdict-usable = aproveitável
reading-verdict-reject = não avaliável
reading-report-eye-OD = Olho direito (OD).
reading-report-eye-OS = Olho esquerdo (OS).
reading-report-eye-unknown = Não foi possível dizer qual olho é.
reading-report-nothing-looked = Nenhuma lesão foi procurada.
reading-report-found = Encontrado: { $list }.
reading-report-count = { $label } { $n }
reading-report-all-assessed = Todas as doenças da lista foram avaliadas.
reading-report-not-assessed = Não se procurou: { $list }.
reading-report-research = A pesquisa está ligada: o que segue foi aprendido com olhos desenhados ou com poucas fotografias, não está provado em olhos reais e não muda o encaminhamento. Visto assim: { $list }.
reading-report-research-nothing = nada
reading-report-research-ratio = relação escavação/disco vertical { $ratio }
reading-report-research-condition = { $condition }: { $status } ({ $share })
reading-report-note = Nota: { $note }
reading-report-not-cleared = Ocellus não é um dispositivo médico autorizado. Uma pessoa qualificada decide o que se faz com este relatório.
reading-list-comma = { $before }, { $next }

# Why a number is missing, or what limits it.
reading-missing-field = o campo da fotografia não foi encontrado
reading-missing-cup-claim = nenhum resultado medido apoia a medição da escavação
reading-missing-vessels = este modelo não desenha os vasos
reading-missing-cup-photographs = não medido: não houve fotografias com a escavação desenhada para conferir
reading-missing-drawn = só olhos desenhados o apoiam
reading-missing-evidence = sem um leitor que mede nada é medido
reading-missing-disc = o disco não foi encontrado
reading-missing-outline = o contorno do disco não foi traçado
reading-missing-cup = nenhuma escavação foi vista no disco

# month
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
month-date = { $day } de { $month } de { $year }

# words: about the language itself
words-not-reviewed = Nenhum falante nativo revisou ainda esta tradução.
words-language = Idioma

# paper: the printed report, one page
paper-title = Relatório do exame dos olhos
paper-for-patient = Para você
paper-for-doctor = Para o médico
paper-name = Nome
paper-identifier = Número
paper-birth-year = Ano de nascimento
paper-clinic = Centro
paper-taken = Fotografado
paper-printed = Impresso: { $when }
paper-plain-urgent = Encontramos no seu olho sinais de doença que devem ser tratados em breve. Vá ao oftalmologista; prazo: { $within }. Não espere enxergar pior.
paper-plain-refer = Encontramos no seu olho sinais de doença. Vá ao oftalmologista; prazo: { $within }. Tratar a tempo protege a visão, mesmo que hoje você enxergue bem.
paper-plain-review = O resultado não está claro. Um médico verá as fotografias (prazo: { $within }) e dirá o que vem depois.
paper-plain-told = O que você nos contou, ou como você enxerga, deve ser visto por um oftalmologista; prazo: { $within }, mostrem as fotografias o que mostrarem.
paper-plain-rescreen = No que procuramos, nada precisa de oftalmologista agora. Volte para a sua próxima fotografia; prazo: { $within }.
paper-plain-ungradable = A fotografia não é clara o bastante para julgar o seu olho. Isso não quer dizer que o olho esteja saudável. Se uma nova fotografia não ajudar, vá ao oftalmologista; prazo: { $within }.
paper-always = Se de repente enxergar menos, vir clarões de luz ou uma cortina diante do olho: vá logo ao oftalmologista, diga esta folha o que disser.
paper-no-photograph = Sem fotografia deste olho.
paper-one-eye = Esta folha fala de um só olho.
paper-findings = Achados
paper-diseases = Doenças
paper-not-assessed = Não se procurou, por isso pode estar presente ou não: { $list }.
paper-referral = Encaminhamento
paper-check = Para uma pessoa olhar
paper-more = e mais { $n }
paper-code = Procure este relatório pelo código
paper-how = Como foi lido
paper-protocol = Protocolo { $protocol }
paper-engine = Modelo { $model }
paper-symptoms = Sintomas
paper-acuity = Acuidade visual
paper-diabetes = Diabetes
