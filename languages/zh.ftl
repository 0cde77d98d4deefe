### Ocellus in Chinese, translated from en.ftl. README.md tells how a string is added and how it is reviewed.

## Not reviewed: no native speaker has read the strings below.

product = Ocellus
not-cleared = 这不是已获批准的医疗器械。由医生作决定。
skip = 跳到结果

# station
station-ready = 就绪
station-loading = 正在启动读片程序…
station-failed = 读片程序不可用
station-partial = 只有一个读片程序
station-away = 读片程序不在：照片已保存，恢复后即读片
station-away-short = 读片程序不在
station-restarted = 自启动以来，读片程序有 { $n } 次停止响应并已重新启动。如果继续发生，请告诉管理本机的人员。
station-unknown = 正在连接…
station-unreachable = 没有连接
station-disk-low = 本机的磁盘快满了。
station-disk-low-hint = 仍可拍摄照片。请告诉管理本机的人员。
station-disk-full = 本机的磁盘已满。
station-disk-full-short = 磁盘已满
station-disk-full-hint = 腾出空间之前不接收新照片。请告诉管理本机的人员。
station-folder = 无法监视文件夹 { $name }
station-lost = 与本机没有连接。正在重试。已发送的内容不会丢失。
station-old = 没有新的响应
station-stale = 此列表可能不是最新的：
list-unreadable = 此处有 { $n } 条记录无法读取。
list-unreadable-hint = 您看到的内容是完整的，但并非全部。请告诉管理本机的人员：“ocellus record verify”会指出损坏之处，可用备份恢复。
station-queue = { $n } 张等待中

# notes
notes-title = 关于您添加的文件
notes-same = { $file }：与 { $known } 完全相同，后者保存于 { $saved }。
notes-shown = 正在显示那张照片。
notes-show = 显示那张照片
notes-left-out = 有 { $n } 个文件未添加：一次最多 { $most } 个。等这些发送完后再添加其余的。
notes-newer = { $n } 张新照片
notes-dismiss = 收起

# capture
capture-title = 添加照片
capture-button = 选择文件
capture-camera = 拍照
capture-drop = 或拖放到本页任意位置
capture-drop-now = 松开即可添加照片
capture-formats = JPEG、PNG、TIFF、BMP 或 WebP。可以一次添加多张。
capture-sending = 正在发送 { $percent }
capture-checking = 正在检查照片…

# camera
camera-title = 眼底相机
camera-open = 眼底相机
camera-picture = 相机的实时画面
camera-back = 照片
camera-take = 拍摄照片
camera-taking = 请保持不动…
camera-saving = 正在保存…
camera-saved = 已保存
camera-saved-before = 以前已保存：完全相同的图像
camera-see = 查看这张照片
camera-keys = 按空格键或回车键，或相机上的按钮
camera-eye = 哪只眼
camera-next-person = 下一位
camera-automatic = 自动拍摄
camera-automatic-hint = 眼睛居中、清晰且不动时即拍。
camera-state-off = 本机没有相机
camera-state-absent = 没有插入相机
camera-state-ready = 正在打开相机…
camera-state-connecting = 正在打开相机…
camera-state-live = 实时
camera-state-stalled = 相机没有画面
camera-state-unplugged = 相机已被拔下
camera-state-failed = 相机无法使用
camera-returns = 画面会自动恢复。
camera-refused = 没有拍摄照片
camera-nothing-yet = 照片的评价会显示在这里。
camera-hint-no_eye = 把相机对准眼睛
camera-hint-blink = 眼睛闭着：请对方睁大
camera-hint-centre = 让眼睛位于中央
camera-hint-closer = 靠近眼睛
camera-hint-farther = 离眼睛远一点
camera-hint-focus = 不清晰：请对焦
camera-hint-glare = 有反光：稍微移动相机
camera-hint-brighter = 太暗：增加光线
camera-hint-darker = 太亮：减少光线
camera-hint-hold = 请保持不动…
camera-hint-ready = 很好：可以拍
camera-move-left = 向左移
camera-move-right = 向右移
camera-move-up = 向上移
camera-move-down = 向下移
camera-retakes-none = 这只眼的第一张照片
camera-retakes-more = 第 { $n } 次重拍
camera-retakes-of = 第 { $n } 次重拍，共 { $most } 次
camera-tries-none = { $eye }：还没有照片
camera-tries = { $eye }：{ $photographs } 张照片，最后一张：{ $verdict }
camera-enough = 不要再重拍
camera-dilate = 如果允许，请散瞳后再拍。否则将这只眼按无法分级转诊。

# list
list-title = 照片
list-empty = 还没有照片
list-empty-hint = 添加一张眼底照片。您马上就能看到它是否足够好。
list-older = 显示更早的照片
list-older-failed = 没有取到。

# state
state-queued = 等待中
state-running = 正在读片…
state-failed = 未读片
state-rejected = 未添加

# failure
failure-title = 无法读取这张照片
failure-refused = 无法添加这张照片
failure-remedy = 怎么办：
failure-again = 重试
failure-dismiss = 从列表中移除
failure-missing = 这张照片不在本机上
failure-unreachable = 本机没有响应。
failure-unreachable-remedy = 请检查本机是否开机、这台平板是否在它的网络上，然后重试。
failure-unexpected = 本机给出了本页无法理解的回答（{ $status }）。
failure-unexpected-remedy = 重新加载本页。如果再次出现，请重启本机。
failure-page = 本页出了问题
failure-page-remedy = 重新加载本页。已发送的内容不会丢失。
failure-reload = 重新加载

# fault: what the box refuses or fails at, by its code, and what to do. English shows the box's own words instead: they are more exact.
fault-unreadable = 有文件或文件夹无法读取。
fault-unreadable-do = 请检查文件夹或 U 盘是否已连接；如果仍然如此，请告诉管理本机的人员。
fault-empty = 这个文件是空的。
fault-empty-do = 请从相机重新复制；上次复制没有完成。
fault-unknown_format = 这个文件不是本机能读取的照片。
fault-unknown_format-do = 请提供 JPEG、PNG、TIFF、BMP 或 WebP 格式的照片。
fault-damaged = 这张照片的文件已损坏。
fault-damaged-do = 请从相机重新复制，或重新拍摄照片。
fault-too_large = 发送的内容太大。
fault-too_large-do = 请一次少发送几张照片，每张保持相机拍摄时的尺寸，或缩短文字。
fault-bundle_missing = 本机上没有读片程序的模型。
fault-bundle_missing-do = 请告诉管理本机的人员；在此期间照片会保留。
fault-bundle_invalid = 读片程序的模型无法使用。
fault-bundle_invalid-do = 请告诉管理本机的人员；在此期间照片会保留。
fault-engine_unavailable = 读片程序无法在本机上运行。
fault-engine_unavailable-do = 请告诉管理本机的人员；在此期间照片会保留。
fault-engine_failed = 读片程序没能完成读片。
fault-engine_failed-do = 请重试；如果再次出现，请告诉管理本机的人员。
fault-protocol_invalid = 转诊规则（方案）无法使用。
fault-protocol_invalid-do = 请告诉管理本机的人员；在此期间照片会保留。
fault-record_failed = 本机的记录无法读取或写入。
fault-record_failed-do = 请重试；如果再次出现，请告诉管理本机的人员。
fault-disk_full = 本机的磁盘已满。
fault-disk_full-do = 请告诉管理本机的人员，腾出空间后再重试。
fault-output_failed = 本机上有文件无法读取或写入。
fault-output_failed-do = 请重试；如果再次出现，请告诉管理本机的人员。
fault-camera_missing = 没有找到相机。
fault-camera_missing-do = 请插入相机并打开电源；如果仍然找不到，请告诉管理本机的人员。
fault-camera_denied = 本机没有使用相机的权限。
fault-camera_denied-do = 请告诉管理本机的人员。
fault-camera_busy = 另一个程序正在使用相机。
fault-camera_busy-do = 请关闭那个程序，或告诉管理本机的人员。
fault-camera_unplugged = 相机已被拔下。
fault-camera_unplugged-do = 请重新插入相机。
fault-camera_silent = 相机没有画面，或画面不完整。
fault-camera_silent-do = 请检查相机是否开机、线缆是否插紧，然后重新插入。
fault-camera_unsupported = 相机做不到所要求的操作。
fault-camera_unsupported-do = 请告诉管理本机的人员。
fault-camera_failed = 相机无法使用。
fault-camera_failed-do = 请重新插入相机；如果没有用，请重启本机。
fault-not_found = 您要找的内容不在本机上。
fault-not_found-do = 请回到列表，在那里查找。
fault-bad_request = 本机无法接受所发送的内容。
fault-bad_request-do = 请检查您输入的内容，然后重试；如果再次出现，请重新加载本页。
fault-possible_duplicate = 本机上已有一位可能是同一个人；没有添加任何内容。
fault-possible_duplicate-do = 请查看列出的人，确认都不是后再添加另一个人。
fault-no_consent = 此人还没有同意。
fault-no_consent-do = 请征求同意并输入回答，然后重试。
fault-busy = 本机正忙。
fault-busy-do = 请稍等，然后重试。
fault-signed_out = 没有人登录，或者姓名与密码不相符。
fault-signed_out-do = 请重新登录；如果忘记密码，由管理员设置新密码。
fault-locked = 页面已锁定，或者 PIN 不正确。
fault-locked-do = 请输入您的 PIN；如果不再接受 PIN，请输入密码。
fault-not_allowed = 您没有权限这样做，或者设置码不正确。
fault-not_allowed-do = 请重新加载本页；如果没有用，请询问管理员，或再读一遍设置码。
fault-too_many_tries = 输错次数过多。
fault-too_many_tries-do = 请稍等一会儿，然后重试。
fault-unsuitable = 这个姓名、密码或 PIN 不能使用：太短、太长、太容易猜到或写法不对。
fault-unsuitable-do = 请另选一个。
fault-conflict = 这与本机上现有的内容不一致。
fault-conflict-do = 请查看本机上现有的内容，然后重试。
fault-internal = 本机内部出了问题。
fault-internal-do = 请重试；如果再次出现，请告诉管理本机的人员。

# quality
quality-title = 照片
quality-verdict-good = 照片良好
quality-verdict-usable = 照片可用
quality-verdict-reject = 请重拍
quality-short-good = 良好
quality-short-usable = 可用
quality-short-reject = 重拍
quality-next-good = 无需处理。请继续另一只眼。
quality-next-usable = 可以读片。更好的照片读得更准。
quality-next-reject = 这张照片不足以排除疾病。
quality-cause-technique = 重拍一张很可能有帮助。
quality-cause-physiology = 问题在眼睛本身。重拍可能没有帮助。
quality-reason-not_fundus = 不是眼底
quality-reason-defocus = 没有对准焦
quality-reason-underexposed = 太暗
quality-reason-overexposed = 太亮
quality-reason-uneven_illumination = 光线不均匀
quality-reason-decentred = 没有居中
quality-reason-field_cut_off = 视野缺了一部分
quality-reason-artefact = 反光、灰尘或睫毛
quality-reason-low_contrast = 模糊发雾
quality-reason-too_small = 太小

# How long a referral allows; stands in the sentences of referral-when-….
interval-today = 今天
interval-within-days = { $n } 天内
interval-within-months = { $n } 个月内
interval-in-days = { $n } 天后
interval-in-months = { $n } 个月后

# referral
referral-abstention = 可靠程度：低于 { $low } 的，最多有 { $misses } 的应转诊眼（在 { $positives } 张照片上测得）；从 { $high } 起，最多有 { $alarms } 的其他眼（在 { $negatives } 张上）。
referral-headline-urgent = 紧急转诊
referral-headline-refer = 转诊给眼科医生
referral-headline-review = 需由医生复核
referral-headline-rescreen = 不需要转诊
referral-headline-ungradable = 无法分级
referral-short-urgent = 紧急
referral-short-refer = 转诊
referral-short-review = 医生复核
referral-short-rescreen = 不转诊
referral-short-ungradable = 无法分级
referral-explain-review = 结果不够确定，不能单凭它行事。请把照片给医生看。
referral-explain-rescreen = 在所查的内容中，没有发现需要看眼科医生的情况。
referral-explain-ungradable = 请重拍照片。如果仍无法分级，请转诊。
referral-when-urgent = { $interval }去看眼科医生
referral-when-refer = { $interval }去看眼科医生
referral-when-review = { $interval }请医生复核
referral-when-rescreen = { $interval }再次筛查
referral-when-ungradable = 如果重拍没有帮助，{ $interval }去看眼科医生
referral-latest = 不晚于 { $date }
referral-around = { $date } 前后
referral-because = 原因
referral-probability = 这只眼需要转诊的概率：{ $percent }
referral-likely-very_unlikely = 很不可能
referral-likely-unlikely = 不太可能
referral-likely-open = 无法判断
referral-likely-likely = 可能
referral-likely-very_likely = 很可能
referral-reading = 正在读片…
referral-reading-hint = 结果会自动显示在这里。您可以继续下一张照片。
referral-waiting = 正在排队
referral-waiting-hint = 前面还有 { $n } 张照片。
referral-waiting-next = 下一张就是它。
referral-loading-hint = 读片程序仍在启动。这张照片已安全保存，程序就绪后即读片。
referral-failed-hint = 本机的读片程序不可用，因此没有结果。照片已保留。

# eye
eye-OD = 右眼
eye-OS = 左眼
eye-unknown = 左右不明
eye-code-OD = OD
eye-code-OS = OS
eye-code-unknown = ?
eye-probability = 把握 { $percent }
eye-by-person = 由人员标注
eye-other-side = 有人把这张照片归为：{ $filed }。读片程序认为是：{ $reader }。其中的位置（鼻侧、颞侧）按读片程序认定的一侧。
eye-filed = { $eye }，由人员标注；读片程序：{ $reader }

# viewer
viewer-title = 标有所见的照片
viewer-describe = { $eye }。已标出 { $n } 处所见。方向键移动，加减键缩放，0 键适合窗口。
viewer-zoom-in = 放大
viewer-zoom-out = 缩小
viewer-fit = 适合窗口
viewer-fit-hint = 显示整张照片
viewer-marks = 标记
viewer-marks-hint = 显示或隐藏全部标记（H）
viewer-opacity = 标记的深浅
viewer-disc = 视盘
viewer-disc-about = 视盘：大约在这里
viewer-fovea = 黄斑中心凹
viewer-alt = 照片 { $file }
viewer-unavailable = 无法显示照片。
viewer-unavailable-hint = 重新加载本页。如果仍然如此，请检查本机的磁盘。
viewer-zoomed = { $factor } ×
viewer-lens = 照片的显示方式
viewer-lens-colour = 彩色
viewer-lens-red_free = 无赤光
viewer-lens-contrast = 增强对比

# findings
findings-title = 所见
findings-none = 没有所见
findings-none-of = 已查：{ $labels }。均未见。
findings-not-ruled-out = 已查：{ $labels }。均未见，但不能排除：照片不够好。
findings-not-looked = 未查：{ $labels }。
findings-nothing-looked = 这张照片没有查任何内容。
findings-toggle = 在图中显示{ $label }
findings-list = 全部标记：{ $label }
findings-rest = 再显示 { $n } 处
findings-fovea = 距黄斑中心凹 { $value } 个视盘直径
findings-score = 把握 { $percent }
findings-research = 仅供研究
findings-language = 来自文字读片程序
findings-sentence = 转到相应句子：{ $step }

# label
label-microaneurysm = 微动脉瘤
label-haemorrhage = 出血
label-hard_exudate = 硬性渗出
label-cotton_wool_spot = 棉绒斑
label-neovascularisation = 新生血管
label-drusen = 玻璃膜疣
label-retinal_scar = 视网膜瘢痕

# labels
labels-microaneurysm = 微动脉瘤
labels-haemorrhage = 出血
labels-hard_exudate = 硬性渗出
labels-cotton_wool_spot = 棉绒斑
labels-neovascularisation = 新生血管
labels-drusen = 玻璃膜疣
labels-retinal_scar = 视网膜瘢痕

# gloss
gloss-microaneurysm = 小血管上的小鼓包
gloss-haemorrhage = 出血点
gloss-hard_exudate = 血管渗漏留下的黄色沉积
gloss-cotton_wool_spot = 供血中断处的灰白斑
gloss-neovascularisation = 新长出的脆弱血管
gloss-drusen = 视网膜下的黄色沉积
gloss-retinal_scar = 已愈合的损伤

# sector
sector-macular = 视力中心（黄斑）
sector-superotemporal = 上方，靠太阳穴一侧
sector-superonasal = 上方，靠鼻一侧
sector-inferotemporal = 下方，靠太阳穴一侧
sector-inferonasal = 下方，靠鼻一侧
sector-unknown = 位置不明

# chain
chain-title = 结果是如何得出的
chain-hint = 带下划线的词是照片上的位置。点一下即可查看。
chain-two-readers = 标有“文字读片程序”的步骤是第二个读片程序自己的话。上面的结果以测量为准；两者对转诊意见不同时，由医生复核。
chain-unverified = 标有“语言模型，未经证实”的步骤是语言模型自己的话。没有作任何测量；它的话和它指出的位置都不是发现，也不能据此作出任何决定。
chain-place = { $text }：在图中显示 { $n } 处
chain-step-quality = 质量
chain-step-anatomy = 解剖结构
chain-step-lesions = 病灶
chain-step-features = 特征
chain-step-diagnosis = 诊断
chain-step-management = 处理
chain-source-evidence = 测量
chain-source-language = 文字读片程序
chain-source-person = 医生
chain-source-structure = 由测量值得出
chain-source-unverified = 语言模型，未经证实
chain-empty = 这张照片没有写出步骤。

# readers: the two of them, and where they agree
readers-title = 两个读片程序
readers-evidence = 它进行测量，结果以它为准。
readers-language = { $n ->
        [0] 它在不知道测量结果的情况下读片。上面没有它自己的话。
       *[other] 它在不知道测量结果的情况下读片。它自己的话：{ $steps }。
    }
readers-agree = 意见一致
readers-differ = 意见不同

# beside: a second photograph
beside-title = 并排显示另一张照片
beside-other = 与另一张并排
beside-off = 只显示一张
beside-show = 把 { $file } 并排显示
beside-other-eye = 另一只眼
beside-last = 上次就诊，{ $date }

# ask
ask-title = 询问这张照片
ask-hint = 回答来自测量。测量不能说明的，不作回答。
ask-hint-unverified = 此处不作测量。语言模型的回答是它自己的话，未经证实；应该怎么办由规程决定。
ask-label = 您的问题
ask-send = 提问
ask-waiting = 正在等待读片程序…
ask-show = 在图中显示
ask-understood = 理解为：{ $question }
ask-may-ask = 您可以问：{ $questions }

# asked: what a Reading answers, also as a suggestion. In these words the language reader is asked the same, and it
# was trained on them: they change with it.
asked-describe = 请描述这张照片。
asked-referable = 这只眼需要转诊吗？
asked-why_referral = 为什么这样转诊？
asked-grade = ICDR 分级是多少？
asked-why_grade = 为什么是这个分级？
asked-oedema_risk = 黄斑水肿风险是多少？
asked-why_oedema = 为什么有这个水肿风险？
asked-disc = 视盘在哪里？
asked-fovea = 中心凹在哪里？
asked-side = 这是哪只眼？
asked-gradable = 这张照片可以分级吗？
asked-manage = 应该怎么办？
asked-next = 什么时候复诊？
asked-plan = 请给出评估和计划。
asked-urgent = 有这些症状怎么办？
asked-disc_to_fovea = 中心凹距视盘多远？
asked-cup = 垂直杯盘比是多少？
asked-vessels = 血管密度是多少？
asked-lesions = 有哪些病变？
asked-healthy = 发现了什么，没有检查什么？
asked-unassessed = 没有检查什么？
asked-sure = 结果有多可靠？
asked-checks = 两位阅片者一致吗？
asked-present = 有{ $labels }吗？
asked-where = 标出{ $labels }。
asked-count = { $labels }有多少？
asked-largest = 最大的{ $labels }在哪里？
asked-area = { $labels }一共有多大？
asked-distance = { $labels }距中心凹多远？
asked-compare = { $labels }比{ $others }多吗？
asked-condition = 有{ $condition }吗？
asked-finding = F{ $n } 是什么？
asked-inside = { $box } 里面是什么？
asked-help = 可以问什么？

# answer: answers composed from a Reading
answer-yes = 有
answer-no = 没有
answer-count = { $labels }：{ $n } 处（{ $ids }）。
answer-count-none = 未发现{ $labels }。
answer-more = { $ids } 及另外 { $n } 处
answer-disc = 视盘在 { $box }。
answer-fovea = 中心凹在 { $box }。
answer-disc-to-fovea = 视盘与中心凹相距 { $distance } 个视盘直径。
answer-cup = 垂直杯盘比为 { $value }。
answer-vessels = 视野内血管密度为 { $value }。
answer-unmeasured = 未测量：{ $reason }。
answer-research = 仅供研究：未经真实照片验证，不影响转诊。
answer-urgent = 无论照片如何，请立即转诊。
answer-help = 例如可以问：{ $questions }
answer-eye-OD = 右眼（OD，把握 { $share }）。
answer-eye-OS = 左眼（OS，把握 { $share }）。
answer-good = 照片质量良好，可以分级。
answer-usable = 照片质量可用，可以分级。
answer-seen = 所见：{ $reasons }。
answer-referable = 按测量和规程，这只眼需要转诊。
answer-not-referable = 按测量和规程，这只眼不需要转诊。
answer-left-to-doctor = 是否需要转诊由医生判断。
answer-neither = 照片无法分级，不能判断。
answer-after = 之后的复诊由眼科决定。
answer-probability-dr = 任何程度糖尿病视网膜病变的概率为 { $share }。
answer-probability = 这只眼需要转诊的概率为 { $share }。
answer-bands = 需转诊的眼中低于 { $low } 的最多占 { $misses }（在 { $positives } 只眼上测得）；其余的眼中达到 { $high } 的最多占 { $alarms }（在 { $negatives } 只眼上）。
answer-risk-seen = 黄斑水肿风险评为 0，但在中心凹附近发现了硬性渗出。
answer-uncertain = 这一点不确定。
answer-near = 发现 { $n } 处硬性渗出，其中 { $close } 处距中心凹不足一个视盘直径（{ $ids }）。
answer-near-none = 发现 { $n } 处硬性渗出，都不在距中心凹一个视盘直径之内。
answer-as-lesion = 作为视网膜病变的征象检查过。
answer-condition-present = 发现{ $condition }（概率 { $share }）。
answer-condition-absent = 已检查，未发现{ $condition }（概率 { $share }）。
answer-condition-uncertain = 不确定是否有{ $condition }（概率 { $share }）。
answer-not-swelling = 单张照片只显示风险，不显示水肿本身。
answer-largest = 最大的是 { $id }。
answer-place = { $id }：距中心凹 { $distance } 个视盘直径；{ $sector }；位于 { $box }。
answer-place-only = { $id }：{ $sector }；位于 { $box }。
answer-area = 一共 { $area } 平方视盘直径。
answer-nearest = 最近的 { $id } 距中心凹 { $distance } 个视盘直径。
answer-no-findings = 没有任何发现。
answer-findings = 有 F1 至 F{ $n }。
answer-finding = { $id }：{ $label }，得分 { $share }。
answer-finding-area = 面积 { $area } 平方视盘直径。
answer-nothing-there = 那里没有所检查的病变。
answer-unassessed = 没有检查（不等于没有）：{ $list }。
answer-unproven = 没有经过验证的病变：{ $list }。
answer-checks = { $all } 项检查中有 { $n } 项通过。
answer-history = 病史（按所给，未作判断）：“{ $history }”。
answer-unverified = 未评估：此处没有测量或证实这一点。以下是语言模型自己的话。
answer-said-nothing = 它没有说什么。
answer-broke-off = 它中断了：时间或长度已用完。
answer-reader-failed = 无法询问语言阅片者（{ $why }）；以测量结果为准。
answer-reader-same = 对“{ $question }”，语言阅片者的回答相同：“{ $words }”
answer-reader-other = 对“{ $question }”，语言阅片者的回答不同；以测量结果为准。
answer-decline-not_assessed = 此处不评估这一项：没有检查，因此可能有，也可能没有。
answer-decline-not_measured = 这张照片无法测量这一项。
answer-decline-not_in_photograph = 眼底照片无法判断这一点。
answer-decline-for_a_doctor = 这由医生决定：用药、手术和预后不能从照片得出。
answer-decline-other_eye = 这张照片只显示一只眼；请询问另一只眼的照片。
answer-decline-other_visit = 此处只知道这张照片，不与其他就诊比较。
answer-decline-who = 照片不能说明患者是谁。
answer-decline-off_topic = 此处只回答与这张照片有关的问题。
answer-decline-not_understood = 没有理解为本次阅片可以回答的问题。
answer-decline-no_such_finding = 这张照片没有这一处发现。
answer-decline-no_option = 所给选项中没有一项（或不止一项）与测量相符。

# conditions
conditions-title = 疾病
conditions-status-present = 有
conditions-status-absent = 未发现
conditions-status-uncertain = 不确定
conditions-status-not_assessed = 未查
conditions-not-assessed = 未查（{ $n }）
conditions-not-assessed-hint = 本机的模型无法判断这些。可能有，也可能没有。
conditions-name-age_related_macular_degeneration = 年龄相关性黄斑变性
conditions-name-diabetic_retinopathy = 糖尿病视网膜病变
conditions-name-glaucoma = 青光眼
conditions-name-hypertensive_retinopathy = 高血压视网膜病变
conditions-name-increased_cup_disc_ratio = 杯盘比增大
conditions-name-macular_edema = 黄斑水肿
conditions-name-myopic_fundus = 近视性眼底
conditions-name-drusen = 玻璃膜疣
conditions-name-retinal_hemorrhage = 视网膜出血
conditions-name-retinal_scar = 视网膜瘢痕
conditions-name-vascular_occlusion = 视网膜血管阻塞
conditions-name-choroidal_nevus = 脉络膜痣
conditions-column-condition = 疾病
conditions-column-status = 结果
conditions-column-probability = 概率
conditions-stage-icdr-0 = 0 级，无
conditions-stage-icdr-1 = 1 级，轻度
conditions-stage-icdr-2 = 2 级，中度
conditions-stage-icdr-3 = 3 级，重度
conditions-stage-icdr-4 = 4 级，增殖性
conditions-stage-dme_risk-0 = 0 级，无渗出
conditions-stage-dme_risk-1 = 1 级，远离中心
conditions-stage-dme_risk-2 = 2 级，靠近中心
conditions-research = 仅供研究：不影响转诊
conditions-abstention = 低于 { $low } 称为未发现，最多漏掉 { $misses } 的患者（在 { $positives } 张照片上测得）；从 { $high } 起称为有，最多误报 { $alarms } 的非患者（在 { $negatives } 张上）；两者之间为不确定。
conditions-abstention-off = 这张照片与那些照片不同，所以这两个比例对它可能不成立。
conditions-stage-of-icdr = ICDR { $stage }
conditions-stage-of-dme_risk = 水肿风险 { $stage }
conditions-rests = 依据 { $n } 处所见

# checks
checks-title = 安全检查
checks-passed = 通过
checks-failed = 未通过
checks-all-passed = { $n } 项全部通过
checks-some-failed = { $n } 项中有 { $failed } 项未通过
checks-none = 没有做检查。
checks-effect-none = 仅供参考：结果不变
checks-effect-uncertain = 使结果变为不确定
checks-effect-review = 把照片交给医生
checks-rule-stage_has_lesions = 分级有病灶支持
checks-rule-lesions_have_stage = 病灶反映在分级中
checks-rule-boxes_in_field = 每个标记都在照片视野内
checks-rule-landmarks_plausible = 视盘和黄斑中心凹的位置符合眼睛结构
checks-rule-oedema_matches_exudates = 水肿风险与中心凹附近的渗出相符
checks-rule-readers_agree_referable = 两个读片程序对转诊意见一致
checks-rule-language_boxes_supported = 文字读片程序指出的位置也有测量支持
checks-rule-chain_complete = 文字读片程序给出了全部步骤
checks-rule-quality_permits_absence = 照片足以排除疾病
checks-rule-familiar_camera = 照片与测定模型所用的照片相似

# measures
measures-title = 测量
measures-vessel_density = 血管密度
measures-cup_disc_ratio_vertical = 垂直杯盘比
measures-cup = 视杯
measures-disc = 视盘
measures-fovea = 黄斑中心凹
measures-laterality = 眼别
measures-quality = 质量评分
measures-novelty = 与测定模型所用照片的差异
measures-of-limit = { $value }（不超过 { $limit } 为熟悉）
measures-found = 已找到，把握 { $percent }
measures-missing = 未找到
measures-not-measured = 未测量
measures-research = 仅供研究
measures-over = 范围：{ $region }

# report
report-title = 报告
report-copy = 复制
report-copied = 已复制
report-print = 打印

# provenance
provenance-title = 读片方式
provenance-evidence = 测量读片程序
provenance-language = 文字读片程序
provenance-not-run = 未运行
provenance-engine-ort = ONNX Runtime
provenance-engine-tract = tract
provenance-provider-cpu = 处理器
provenance-provider-cuda = CUDA
provenance-provider-tensorrt = TensorRT
provenance-on = { $provider } 上的 { $engine }，{ $precision }
provenance-timings = 用时
provenance-seconds = { $seconds } 秒
provenance-steps-decode = 打开
provenance-steps-quality = 质量
provenance-steps-evidence = 测量
provenance-steps-language = 文字
provenance-steps-total = 合计
provenance-file = 文件
provenance-taken = 读片时间
provenance-size = { $width } × { $height } 像素
provenance-protocol = 方案
provenance-software = 软件
provenance-id = 读片编号
provenance-sha256 = 照片校验和
doubts = 请谨慎解读
research = 已打开研究功能。标为研究的内容来自绘制的眼睛或过少的照片，未在真实眼睛上证实，不影响转诊。

# fallback
fallback-title = 读片条件不如平常
fallback-station = 本机的运行条件不如平常

# print
print-title = 筛查报告
print-signature = 复核人
print-date = 日期
print-not-assessed = 未查：{ $labels }。这不表示没有。

# gate
gate-sign-in = 登录
gate-signing-in = 正在登录…
gate-name = 您的姓名
gate-password = 密码
gate-lost-password = 忘记密码？由管理员设置新密码。如果管理员的密码丢失，须有人到本机前处理。
gate-language = 语言
gate-not-reviewed = 此译文尚未经母语人士阅读。
gate-locked = 已锁定
gate-pin-of = { $name }，请输入您的 PIN 继续。内容不会丢失。
gate-pin-typed = 已输入 { $n } 位
gate-erase = 删除最后一位
gate-open = 打开
gate-other-person = 换人登录

# wizard
wizard-title = 设置本机
wizard-step = 第 { $n } 步，共 { $of } 步
wizard-clinic-title = 诊所
wizard-clinic = 诊所名称
wizard-clinic-hint = 会显示在每份报告上。
wizard-code = 设置码
wizard-code-hint = 本机启动时已显示。
wizard-zone = 时区
wizard-administrator-title = 谁管理本机
wizard-administrator-hint = 由此人添加其他人。本机没有预设密码。
wizard-password-hint = 至少 { $n } 个字符。三个互不相关的词就很好。
wizard-again = 再输入一次密码
wizard-again-wrong = 两次输入不同。
wizard-pin = PIN 码
wizard-pin-hint = { $n } 到 8 位数字。页面自动锁定后用它打开。
wizard-checks-title = 一切正常吗？
wizard-no-camera = 请插入相机后再看。也可以用文件添加照片。
wizard-model-tested = 已加载，自检结果正确
wizard-disk-well = 空间充足
wizard-look-again = 再看一次
wizard-back = 返回
wizard-next = 下一步
wizard-finish = 完成
system-models-loading = 读片程序正在启动…
system-models-ready = 就绪
system-models-failed = 不可用
system-models-away = 读片程序未运行
system-camera = 相机
system-model = 模型
system-disk = 磁盘

# person
person-nameless = 姓名不详
person-age = { $n ->
       *[other] { $years } 岁
    }
person-sex-female = 女
person-sex-male = 男
person-sex-other = 其他

# work: the list of the day
work-title = 工作列表
work-search = 姓名、编号或扫描的码
work-new = 新患者
work-list-today = 今天
work-list-recalls = 待复查
work-list-not_arrived = 已转诊，未到
work-list-all = 全部
work-photographs = 照片
work-due = 应于 { $date }
work-loading = 正在取列表…
work-none-found = 没有叫“{ $name }”的人。
work-empty-today = 今天还没有筛查。请从新患者开始。
work-empty-recalls = 现在没有人需要复查。
work-empty-not_arrived = 转诊的人都已到。
work-empty-all = 本机上还没有患者。
work-found = 找到 { $n } 位与“{ $name }”相符的人

# shell: what stands around every page
shell-places = 页面
shell-practice = 练习：绘制的眼睛和虚构的人。这里的内容不进入诊所的记录。
practice-begin = 用绘制的眼睛练习
practice-leave = 退出练习
paper-practice = 练习：绘制的眼睛，并非真人
shell-unsent = 您输入的部分内容尚未存到设备。它会隐藏在此平板中，直到您再次在这里登录。
shell-sign-out-anyway = 仍然退出登录
take-none-title = 此眼没有照片？
take-none-absent = 没有此眼（缺失、义眼）
take-none-could_not = 无法拍摄
take-none-refused = 本人拒绝
take-none-not = 将会拍摄
not-assessed-absent = 没有此眼
not-assessed-could_not = 无法拍摄
not-assessed-refused = 拒绝拍摄
decision-eye_absent = 缺失：无可评估。
decision-absent_eye_photographed = 被说成缺失，却有它的照片。请说明那是哪只眼。
explain-absent = { $eye }：缺失，因此没有查看。
changes-title = 有变化的结果
changes-hint = 由更新的模型重新读取，或在某个模型被撤回之后，这些结果有所不同。每一项都留在这里，直到医生看过。
changes-none = 没有无人看过的变化。
changes-before = 之前：{ $what }
changes-after = 现在：{ $what }
changes-referral = 转诊
changes-seen = 我已看过
trust-title = 信任此工作站
trust-why = 每台平板一次。之后平板不再警告，并能把此工作站与其他的区分开。
trust-compare = 请核对。工作站的标签或其控制台显示此指纹：
trust-differs = 只要有一个字母不同，就请停下：这不是您的工作站。
trust-download = 下载证书
trust-install = 安装证书。
trust-android = 设置、安全、更多安全设置、加密与凭据、安装证书、CA 证书；然后从下载中选择 ocellus.crt。
trust-apple = 设置、通用、VPN 与设备管理、已下载的描述文件、安装。然后设置、通用、关于本机、证书信任设置，打开 Ocellus。
trust-windows = 打开文件，安装证书，当前用户，受信任的根证书颁发机构。
trust-firefox = 设置、证书、证书颁发机构、导入，用于网站。
trust-open = 打开工作站，并放到平板的主屏幕上。
trust-limits = 此证书只能为本诊所自己的网络作证，对互联网上的任何内容无效。
trust-nothing = 此工作站只能从它自己的机器访问；没有需要信任的内容。
shell-open = 这里还没有人有账户：在这台电脑前的人都能看到一切。
shell-set-up = 设置本机
shell-lock = 锁定
shell-lock-of = 锁定 { $name } 的页面
shell-sign-out = 退出登录
more-title = 更多
role-technician = 技术员
role-doctor = 医生
role-administrator = 管理员
system-title = 系统
charts-title = 图表
negatives-title = 待核对的阴性结果
operators-title = 在这里工作的人
audit-title = 谁做了什么

# patient
patient-identifier = 编号
patient-identifier-hint = 扫描卡片或输入诊所编号。
patient-name = 姓名
patient-year = 出生年份或年龄
patient-year-hint = 1961 或 65
patient-year-wrong = 既不是出生年份，也不是年龄。
patient-sex = 性别
patient-alike = 是其中一位吗？
patient-another = 不是，另一个人
patient-begin = 开始就诊
patient-go-on = 继续就诊
patient-missing = 本机上没有此人
patient-visits = 就诊记录
patient-no-visits = 还没有就诊记录。
patient-ended = 已结束
patient-under-way = 进行中
recall-open = 待处理
recall-arrived = 已到
recall-missed = 没有来
recall-cancelled = 不再需要

# visit
visit-steps = 就诊步骤
visit-step-questions = 提问
visit-step-right = 右眼
visit-step-left = 左眼
visit-step-result = 结果
visit-step-explain = 解释
visit-step-finish = 结束
visit-done = 完成
visit-missing = 本机上没有这次就诊
visit-to-patient = 转到此人的页面
visit-next = 下一步：{ $step }
visit-kept = 已保存到本机
visit-sending = 正在保存…
visit-unsent = 保存在这台平板上，尚未保存到本机。
visit-conflict = 另一台平板改了同样的回答。
visit-conflict-mine = 在这里输入的
visit-conflict-theirs = 本机上的
visit-keep-mine = 保留在这里输入的
visit-keep-theirs = 保留本机上的
mismatch-title = 看起来像：{ $eye }。拍摄时标为：{ $said }。
mismatch-ask = 是哪只眼？

# questions
questions-consent-title = 同意
questions-consent = 拍摄眼底照片，由本机读片，并保存在诊所。拒绝没有任何代价。
questions-agrees = 同意
questions-refuses = 不同意
questions-refused = 那么不拍照片。此人可以随时再来。
questions-ask-consent = 请先征求同意。
questions-symptoms = 此人有什么不适？
questions-urgent = 紧急：今天就看眼科医生。
questions-urgent-hint = 无论照片显示什么。不要因拍照而耽误。
questions-acuity = 视力，戴此人现有的眼镜
questions-not-measured = 未测
questions-acuity-fingers = 能数指
questions-acuity-hand = 能见手动
questions-acuity-light = 有光感
questions-acuity-none = 无光感
questions-diabetes = 糖尿病
questions-years = 患病多少年
questions-treated = 以前的治疗
questions-earlier_laser = 激光
questions-earlier_surgery = 手术
symptom-sudden_loss_of_sight = 突然看不见
symptom-flashes = 闪光
symptom-curtain = 眼前像有幕布
symptom-floaters = 飘动的黑点
symptom-gradual_loss_of_sight = 视力慢慢变差
symptom-distorted_sight = 直线看起来弯曲
symptom-eye_pain = 眼痛
diabetes-none = 没有
diabetes-type_1 = 1 型
diabetes-type_2 = 2 型
diabetes-other = 其他类型
diabetes-unknown = 不详

# take: one eye at the camera
take-another = 再拍一张
take-file = 为这只眼添加文件
take-sending = 正在发送…
take-no-camera = 请为这只眼添加文件，或插入相机。
take-taken = 已拍照片：{ $eye }
take-skip = 不拍照继续：{ $eye }

# decision for the person
decision-incomplete = 还有一张照片正在读片：结果仍可能改变。
decision-symptom = 此人自述：{ $symptom }。无论照片显示什么，这一点都算数。
decision-poor_acuity = 视力差。
decision-earlier_laser = 以前做过激光治疗；读片程序未在这样的眼睛上测定过。
decision-earlier_surgery = 以前做过手术；读片程序未在这样的眼睛上测定过。
decision-asymmetry = 两只眼相差很大。
decision-laterality_disagrees = 图像看起来像另一只眼。请再次说明是哪只。
decision-laterality_unknown = 不知道照片是哪只眼的。
not-assessed-no_photograph = 没有照片
not-assessed-not_read_yet = 尚未读片
not-assessed-reading_failed = 无法读片
not-assessed-ungradable = 无法分级
not-assessed-no_claim = 未评估

# explain: to the person, in plain words
explain-title = 告诉此人
explain-what = 我们拍了您眼底的照片。本机查找糖尿病可能在那里造成的损害。它不是医生。
explain-category-urgent = 您需要很快看眼科医生。
explain-category-told = 无论照片显示什么，您说的情况或您的视力都需要看眼科医生。
explain-category-refer = 照片显示有变化，应由眼科医生查看。
explain-category-review = 医生会先看您的照片，然后我们再告诉您结果。
explain-category-rescreen = 没有发现需要看眼科医生的情况。
explain-category-ungradable = 您的照片不够清楚，无法判断。应由眼科医生检查您的眼睛。
explain-seen = 看到的情况：
explain-when-urgent = { $n ->
        [0] 请今天就去。
        [1] 请今天就去。
       *[other] 请在 { $n } 天内去，最好明天。
    }
explain-when-refer = 请在 { $n } 天内去看眼科医生。您可能没有感觉，但仍然需要。
explain-when-rescreen = 即使看得清楚，也请在 { $n } 天后再来拍照片。
explain-when-ungradable = 请在 { $n } 天内去看眼科医生。
explain-not-assessed = { $eye }：无法评估。我们不能说它是健康的。
explain-limits = 照片不能显示所有的眼病。
explain-urgent = 如果您突然看不清、看到闪光或眼前像有幕布：请当天去看眼科医生。
explain-diabetes = 控制好血糖和血压能保护您的眼睛。请按医嘱服药。

# finish
finish-language = 报告的语言
finish-report = 打开报告以便打印
finish-recall = 应在 { $date } 前再来或就诊
finish-end = 结束就诊
finish-next-person = 下一位
finish-waiting = 还有内容没有保存到本机。
finish-end-anyway = 仍然结束；结果会出现在工作列表中
decision-none = 还没有提问，也没有拍照。
work-list-review = 医生复核
work-empty-review = 没有需要医生处理的。
gate-pin-spent = PIN 输错次数过多。请输入您的密码。

# operators
operators-new = 新人员
operators-role = 角色
operators-add = 添加
operators-change = 更改
operators-set = 设置密码或 PIN
operators-password-hint = 至少 10 个字符。只告诉本人。
operators-pin-hint = 4 到 8 位数字；可不填。
operators-inactive = 不得登录
operators-shut-out = 不再允许进入
operators-let-in = 重新允许进入

# system
system-engine = 引擎
system-temperature = 温度
system-queue = 等待的照片
system-record = 记录
system-backup = 备份
system-sync = 发送到别处
system-clock = 时钟
system-accounts = 账户
system-certificate = 证书
system-software = 软件
system-state-ok = 正常
system-state-warn = 应有人查看
system-state-bad = 不正常
system-reason-fine = 正常。
system-reason-not_used = 未使用。
system-reason-not_told = 这台机器不提供此信息。
system-reason-camera_absent = 没有插入相机。
system-reason-camera_stalled = 相机没有画面。
system-reason-camera_failed = 相机无法使用。
system-reason-model_loading = 读片程序正在启动。
system-reason-model_failed = 读片程序无法加载。
system-reason-engine_fell_back = 本应运行另一个引擎，但无法运行。
system-reason-engine_lost = 读片程序停止响应，已重新启动。
system-reason-engine_none = 没有程序在读片。
system-reason-hot = 本机温度偏高。
system-reason-too_hot = 本机温度过高。
system-reason-disk_low = 磁盘快满了。
system-reason-disk_full = 磁盘已满。
system-reason-queue_failed = 有些照片无法读片。
system-reason-queue_long = 等待的照片很多。
system-reason-record_damaged = 记录中有内容损坏。
system-reason-not_checked_yet = 尚未检查。
system-reason-backup_never = 没有备份。
system-reason-backup_old = 上次备份已很久。
system-reason-sync_none = 本机不向任何地方发送内容。
system-reason-clock_behind = 时钟不准：偏慢。
system-reason-clock_went_back = 时钟倒退了。
system-reason-accounts_open = 没有人有账户：在本机前的人可以做任何事。
system-reason-reader_away = 读片程序未运行。
system-reason-certificate_ends = 证书即将到期。
system-do-camera_absent = 接上相机并打开电源。
system-do-camera_stalled = 拔下相机，等五秒，再接上。
system-do-camera_failed = 拔下相机再接上。若仍然如此，请告诉负责设备的人。
system-do-model_loading = 请稍候；其间可以拍照。
system-do-model_failed = 重新启动设备。若仍然如此，请告诉负责的人；仍可拍照，照片会等待读片。
system-do-reader_away = 在设备上启动读片程序：“systemctl start ocellus-reader”。照片会等待。
system-do-engine_none = 见上面的模型。
system-do-engine_fell_back = 在设备上运行“ocellus doctor”；它会说明缺什么。
system-do-engine_lost = 请连同诊断文件一起报告；每张照片会自动重试。
system-do-too_hot = 把设备移出阳光，露出通风口；让它冷却。
system-do-hot = 让设备通风、避光。
system-do-disk_full = 请腾出设备磁盘空间；在此之前不接收照片。
system-do-disk_low = 请尽快腾出空间，或换上更大的磁盘。
system-do-queue_long = 请继续；读片结果稍后给出，不会丢失。
system-do-queue_failed = 查看无法读取的照片，并重新拍摄。
system-do-record_damaged = 立即备份到另一个 U 盘，然后在设备上运行“ocellus record verify”。
system-do-backup_never = 把记录备份到 U 盘：“ocellus record backup”。
system-do-backup_old = 再次把记录备份到 U 盘：“ocellus record backup”。
system-do-clock_behind = 设置设备的日期和时间；电池可能没电了。
system-do-clock_went_back = 设置设备的日期和时间；电池可能没电了。有内容写于更晚的时间。
system-do-accounts_open = 设置设备：诊所和管理员。
system-do-certificate_ends = 检查时钟和磁盘，然后重新启动设备。
system-do-not_told = 检查记录所在的磁盘。
system-now = 本机时钟：{ $now }。自 { $since } 起运行，版本 { $version }。
system-diagnostics = 给维修人员
system-diagnostics-hint = 含版本、状态和数量的文件。其中没有患者、姓名或照片。
system-diagnostics-get = 下载文件

# doctor
doctor-title = 医生的意见
doctor-agree = 同意
doctor-agree-all = 同意结果
doctor-not-there = 不存在
doctor-is-rather = 应为
doctor-choose = 在图中或列表中选择一个标记进行判断。
doctor-missed = 漏掉的
doctor-draw = 画出来
doctor-draw-stop = 停止画
doctor-draw-hint = 在图中画一个框圈住：{ $label }
doctor-agreed = 已同意：
doctor-corrected = 已更正：
doctor-rejected = 不存在：
doctor-about-finding = 标记
doctor-about-condition = 疾病
doctor-about-referral = 转诊
doctor-about-quality = 质量
charts-none = 这些天没有数据。
charts-numbers = 数字
charts-day = 日期
charts-span = 时间范围
charts-days = { $n } 天
charts-screened = 每天筛查人数
charts-rates = 占已决定者的比例
charts-referred = 已转诊
charts-ungradable = 无法分级
charts-minutes = 每位患者分钟数（中位数）
charts-by-operator = 按拍摄人
charts-by-cause = 无法读片的原因
charts-nobody = 无人登录

# audit
audit-subject = 仅此编号
audit-subject-hint = 患者、就诊、照片或读片的 26 个字符。
audit-when = 时间
audit-who = 人员
audit-act = 做了什么
audit-what = 对象
audit-newest = 最新的
audit-older = 更早的

# negatives
negatives-hint = 从最近 90 天中抽签选出：判为健康，且还没有医生看过。
negatives-none = 没有需要核对的。
negatives-another = 再抽一批样本
negatives-probability = 需要转诊的概率 { $percent } %


# reading: the sentences of a Reading, composed by the program from what was measured.

# What the technician does about the gravest fault of a photograph.
reading-do-not_fundus = 这不是眼底照片。请检查文件，或用眼底相机拍摄。
reading-do-too_small = 图像太小，无法读片。请按相机的完整尺寸保存后重新发送。
reading-do-defocus = 重新对焦直到血管清晰，请对方保持不动，然后重拍。
reading-do-underexposed = 调高闪光，确认光线从瞳孔中央进入，然后重拍。
reading-do-overexposed = 调低闪光，然后重拍。
reading-do-uneven_illumination = 移动相机直到整个圆内光线均匀，然后重拍。
reading-do-decentred = 移动相机直到看到完整的圆形画面，并请对方注视固视灯，然后重拍。
reading-do-field_cut_off = 圆形画面缺了一部分。请把整个圆放入画面，然后重拍。
reading-do-artefact = 请对方睁大眼睛，并拨开眼睑和睫毛。擦净镜头，然后重拍。
reading-do-low_contrast = 清洁镜头，检查与眼睛的距离并重新对焦，然后重拍。
reading-do-physiology = 请对方在暗处坐五分钟，或在允许时散瞳，然后重拍。如果仍然如此，按无法分级转诊。
reading-do-better = 可以读片。要得到更好的照片：{ $act }

# Shares; never a certainty that was not measured.
reading-share = { $n }%
reading-share-over = 超过 99%
reading-share-under = 不到 1%

# Grades as the protocol that ships names them.
reading-scale-icdr = ICDR
reading-scale-dme_risk = 黄斑水肿风险
reading-grade-icdr-0 = 无糖尿病视网膜病变
reading-grade-icdr-1 = 轻度非增殖性糖尿病视网膜病变
reading-grade-icdr-2 = 中度非增殖性糖尿病视网膜病变
reading-grade-icdr-3 = 重度非增殖性糖尿病视网膜病变
reading-grade-icdr-4 = 增殖性糖尿病视网膜病变
reading-grade-dme_risk-0 = 无黄斑水肿征象
reading-grade-dme_risk-1 = 硬性渗出距黄斑中心凹超过一个视盘直径
reading-grade-dme_risk-2 = 硬性渗出距黄斑中心凹不超过一个视盘直径

# Why a referral was made.
reading-because-grade = { $name }（{ $scale } { $grade } 级）。
reading-because-grade-uncertain = { $name }（{ $scale } { $grade } 级，不确定）。
reading-because-risk-unseen = 评定黄斑水肿风险 { $grade } 级，但没有找到相应的硬性渗出。
reading-because-doctor-decided = 由医生决定。
reading-because-doctor-corrected = 医生更正了这次读片。
reading-because-ungradable = 照片无法分级；这里没看到的疾病不能排除。
reading-because-again = 照片无法分级：请重拍；实际可能比看到的更多。
reading-because-unassessed-dr = 未评估糖尿病视网膜病变：本模型对此没有经过测定的结果。
reading-because-unassessed-dme = 未评估黄斑水肿风险：本模型对此没有经过测定的结果。
reading-because-unassessed-both = 未评估糖尿病视网膜病变和黄斑水肿风险：本模型对此没有经过测定的结果。
reading-because-likely = 这只眼应转诊的概率为 { $share }，尽管没有任何单项分级达到转诊标准。
reading-because-unclear = 这只眼应转诊的概率为 { $share }：不够明确。
reading-because-unlikely = 有一项分级达到转诊标准，但这只眼应转诊的概率只有 { $share }。

# What each check saw.
reading-check-apart = 视盘与黄斑中心凹相距 { $distance } 个视盘直径（眼睛通常为 { $least }–{ $most }）。
reading-check-no-disc = 未找到视盘。
reading-check-no-fovea = 未找到黄斑中心凹。
reading-check-absence = 照片足以判断没有疾病。
reading-check-no-absence = 照片不足以判断没有疾病。
reading-check-familiar = 这张照片与测定模型所用的照片相似。
reading-check-unlike = 这张照片与测定模型所用的照片不同，例如来自另一种相机：其概率的可信度较低。
reading-check-no-retinopathy = 未评定有视网膜病变，因此不需要病灶支持。
reading-check-rests = ICDR { $grade } 级依据 { $n } 处所见。
reading-check-no-lesion = 评定为 ICDR { $grade } 级，但没有找到符合该级的病灶。
reading-check-agree = 找到的病灶与分级相符。
reading-check-more = 评定为 ICDR { $grade } 级，但找到 { $n } 处提示更高分级的病灶。
reading-check-oedema = 黄斑水肿风险 { $grade } 级；找到 { $n } 处硬性渗出，其中 { $close } 处距黄斑中心凹不超过 { $limit } 个视盘直径。
reading-check-oedema-unplaced = 黄斑水肿风险 { $grade } 级；找到 { $n } 处硬性渗出，距黄斑中心凹多远不明。
reading-check-complete = 文字读片程序给出了全部六个步骤。
reading-check-incomplete = 文字读片程序没有完成它的步骤。
reading-check-inside = 文字读片程序的每个方框都在视野内。
reading-check-outside = 文字读片程序有 { $n } 个方框在视野外，已舍去。
reading-check-supported = 文字读片程序的 { $all } 个病灶方框中，有 { $n } 个落在所见上。
reading-check-doubted = 按测量照片可以分级；文字读片程序认为不能。
reading-check-both-referable = 两个读片程序都认为这只眼应转诊。
reading-check-both-not = 两个读片程序都认为这只眼不需转诊。
reading-check-differ-measured = 两个读片程序意见不同：按测量应转诊，按文字读片程序不需转诊。
reading-check-differ-said = 两个读片程序意见不同：按测量不需转诊，按文字读片程序应转诊。

# What is to be done, as the protocol has it.
reading-within-days = { $n } 天
reading-within-months = { $n } 个月
reading-within-clinic = 诊所规定的时间
reading-manage-urgent = 请在{ $within }内紧急转诊。
reading-manage-refer = 请在{ $within }内转诊。
reading-manage-review = 请医生在{ $within }内查看这张照片。
reading-manage-rescreen = { $within }后再次筛查。
reading-manage-ungradable = 请重拍照片。如果仍无法读片，请在{ $within }内转诊。

# The clinical chain, where it is composed from what was measured.
reading-chain-good = 照片良好。
reading-chain-usable = 照片可用。
reading-chain-reject = 照片无法分级。
reading-chain-disc = 视盘
reading-chain-fovea = 黄斑中心凹
reading-chain-eye-OD = 右眼。
reading-chain-eye-OS = 左眼。
reading-chain-eye-unknown = 无法判断是哪只眼。
reading-chain-nothing-looked = 没有查任何病灶。
reading-chain-none-of = 所查内容均未发现：{ $labels }。
reading-chain-feature = { $n } 处{ $label }，最近的距黄斑中心凹 { $distance } 个视盘直径（{ $sector }）。
reading-chain-no-anatomy = 没有查找视盘、中心凹和眼别。
reading-chain-no-features = 没有可描述的特征。
reading-chain-no-condition = 没有评估任何疾病。
reading-chain-no-eye = 没有查任何内容：这看起来不像眼底照片。

# The report of one eye.
reading-report-alone = 以上只针对这张照片：不涉及另一只眼，也不涉及症状。突然看不见、闪光或眼前像有幕布遮挡，无论照片显示什么都属紧急情况。
reading-report-unverified = 语言模型用自己的话描述了这张照片。没有任何测量予以证实：这不是发现，也不能据此作出任何决定。
reading-report-corrected = 医生更正了这次读片；读片程序给出的内容保留在前一版本中。
reading-report-quality = 质量：{ $verdict }。
reading-report-quality-why = 质量：{ $verdict }（{ $reasons }）。{ $act }
reading-verdict-good = 良好
reading-verdict-usable = 可用
reading-verdict-reject = 不合格
reading-report-eye-OD = 右眼（OD）。
reading-report-eye-OS = 左眼（OS）。
reading-report-eye-unknown = 无法判断这是哪只眼。
reading-report-nothing-looked = 没有查任何病灶。
reading-report-found = 所见：{ $list }。
reading-report-count = { $label } { $n }
reading-report-all-assessed = 列表上的疾病均已评估。
reading-report-not-assessed = 未查：{ $list }。
reading-report-research = 已打开研究功能：以下内容来自绘制的眼睛或过少的照片，未在真实眼睛上证实，不影响转诊。所见：{ $list }。
reading-report-research-nothing = 无
reading-report-research-ratio = 垂直杯盘比 { $ratio }
reading-report-research-condition = { $condition }：{ $status }（{ $share }）
reading-report-note = 注：{ $note }
reading-report-not-cleared = Ocellus 不是已获批准的医疗器械。根据本报告如何处理，由有资质的人员决定。
reading-list-comma = { $before }、{ $next }

# Why a number is missing, or what limits it.
reading-missing-field = 未找到视野
reading-missing-cup-claim = 没有经过测定的结果支持测量视杯
reading-missing-vessels = 本模型不描绘血管
reading-missing-cup-photographs = 未测量：没有画出视杯的照片可供测定
reading-missing-drawn = 仅有绘制的眼睛支持
reading-missing-evidence = 没有测量阅片者，不作任何测量
reading-missing-disc = 未找到视盘
reading-missing-outline = 未描出视盘轮廓
reading-missing-cup = 视盘中未见视杯

# month
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12
month-date = { $year }年{ $month }月{ $day }日

# words: about the language itself
words-not-reviewed = 此译文尚未经母语人士审阅。
words-language = 语言

# paper: the printed report, one page
paper-title = 眼睛筛查报告
paper-for-patient = 给您
paper-for-doctor = 给医生
paper-name = 姓名
paper-identifier = 编号
paper-birth-year = 出生年份
paper-clinic = 诊所
paper-taken = 拍摄时间
paper-printed = 打印时间：{ $when }
paper-plain-urgent = 我们在您的眼睛里发现了应尽快治疗的疾病迹象。请在{ $within }内去看眼科医生。不要等到看得更差。
paper-plain-refer = 我们在您的眼睛里发现了疾病迹象。请在{ $within }内去看眼科医生。即使您今天看得清楚，及时治疗也能保护视力。
paper-plain-review = 结果不够明确。医生会在{ $within }内查看照片，并告诉您下一步怎么做。
paper-plain-told = 您所说的情况或您的视力，应在{ $within }内由眼科医生查看，无论照片显示什么。
paper-plain-rescreen = 在我们所查的内容中，没有发现现在需要看眼科医生的情况。请在{ $within }后来拍下一次照片。
paper-plain-ungradable = 照片不够清楚，无法判断您的眼睛。这不表示眼睛是健康的。如果重拍没有帮助，请在{ $within }内去看眼科医生。
paper-always = 如果您突然看不清、看到闪光，或眼前像有幕布遮挡：无论本页怎么写，请立即去看眼科医生。
paper-no-photograph = 没有这只眼的照片。
paper-one-eye = 本页只涉及一只眼。
paper-findings = 所见
paper-diseases = 疾病
paper-not-assessed = 未查，因此可能有也可能没有：{ $list }。
paper-referral = 转诊
paper-check = 请人员查看
paper-more = 另有 { $n } 处
paper-code = 凭此码查找本报告
paper-how = 读片方式
paper-protocol = 方案 { $protocol }
paper-engine = 模型 { $model }
paper-symptoms = 症状
paper-acuity = 视力
paper-diabetes = 糖尿病
