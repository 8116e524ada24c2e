# الترتيب.

board-title = ترتيب { $arena }
board-pause = أوقف التحديث مؤقتًا
board-filters = عوامل التصفية
board-open = أوزان مفتوحة
board-closed = أوزان مغلقة
board-style-on = ضبط الأسلوب: مفعّل
board-style-off = ضبط الأسلوب: معطّل
board-find-label = ابحث عن نموذج أو صانع
board-find-placeholder = ابحث عن نموذج
board-find = بحث
board-as-of = حتى الصوت { $seq }
board-as-of-time = حتى الصوت { $seq }، { $time }
board-none-matches = لا نموذج مطابق
board-none-fits = لا شيء في هذه الساحة يطابق التصفية.
board-show-all = اعرض كل النماذج
board-empty = لا تقييمات بعد
board-begins = يبدأ الترتيب مع أول الأصوات.
board-start = ابدأ مواجهة

board-table = جدول الترتيب
board-caption = متوسط التقييمات 1000؛ وتعرض ± والأشرطة فترات ثقة 95%. حيث تتداخل الفترات قد يكون الترتيب وليد الصدفة. { $link }.
board-rank = المركز
board-range = المدى
board-model = النموذج
board-rating = التقييم
board-interval = فترة ثقة 95%
board-votes = الأصوات
board-win-rate = نسبة الفوز
board-record = فوز { $won }، خسارة { $lost }، تعادل { $tied }، كلتاهما سيئة { $bad }
board-open-tag = مفتوح
board-closed-tag = مغلق

board-interval-both = فترة ثقة 95% من { $low } إلى { $high }
board-interval-low = { $low } على الأقل
board-interval-high = { $high } على الأكثر
board-interval-none = لا فترة

board-provisional = مؤقت
board-retired = متقاعد
board-all-won = فاز بكل الأصوات حتى الآن
board-no-upper = لا حد أعلى بعد
board-all-lost = خسر كل الأصوات حتى الآن
board-no-lower = لا حد أدنى بعد
board-disconnected = غير مرتبط
board-undetermined = غير محدد
board-no-votes = لا أصوات بعد

board-reading-unbounded = { $count ->
    [zero] لدى { $name } أعلى تقييم يمكن إعطاؤه حتى الآن؛ وبثقة 95% لا يمكن أن يتقدم عليه غيره.
    [one] لدى { $name } أعلى تقييم يمكن إعطاؤه حتى الآن؛ وبثقة 95% قد يتقدم عليه نموذج آخر واحد.
    [two] لدى { $name } أعلى تقييم يمكن إعطاؤه حتى الآن؛ وبثقة 95% قد يتقدم عليه نموذجان آخران.
    [few] لدى { $name } أعلى تقييم يمكن إعطاؤه حتى الآن؛ وبثقة 95% قد تتقدم عليه { $count } نماذج أخرى.
    [many] لدى { $name } أعلى تقييم يمكن إعطاؤه حتى الآن؛ وبثقة 95% قد يتقدم عليه { $count } نموذجًا آخر.
   *[other] لدى { $name } أعلى تقييم يمكن إعطاؤه حتى الآن؛ وبثقة 95% قد يتقدم عليه { $count } نموذج آخر.
}
board-reading-equal = لا أحد في الصدارة: التقييمات الأولى متساوية.
board-reading-only = { $name } هو النموذج الوحيد الذي نال أصواتًا حتى الآن.
board-reading-leads = { $count ->
    [zero] { $name } في الصدارة، وبثقة 95% لا يمكن أن يكون غيره الأول.
    [one] { $name } في الصدارة؛ وبثقة 95% لا يمكن تمييز نموذج آخر واحد عنه.
    [two] { $name } في الصدارة؛ وبثقة 95% لا يمكن تمييز نموذجين آخرين عنه.
    [few] { $name } في الصدارة؛ وبثقة 95% لا يمكن تمييز { $count } نماذج أخرى عنه.
    [many] { $name } في الصدارة؛ وبثقة 95% لا يمكن تمييز { $count } نموذجًا آخر عنه.
   *[other] { $name } في الصدارة؛ وبثقة 95% لا يمكن تمييز { $count } نموذج آخر عنه.
}

board-say-paused = التحديث متوقف مؤقتًا.
board-say-resumed = التحديث مستمر.

board-categories = الفئات
board-weights = الأوزان
board-license = الترخيص
board-organization = الصانع
board-country = البلد
board-reasoning = التفكير
board-size = الحجم
board-price = السعر
board-released = الإصدار
board-context = السياق، بالرموز
board-overall-rank = المركز العام
board-record-label = الحصيلة
board-columns = الأعمدة
board-apply = طبّق
board-more = المزيد من عوامل التصفية
board-max-size = أكبر حجم، بمليارات المعاملات
board-max-price = أعلى سعر، بالدولار لكل مليون رمز مكتوب
board-released-since = صدر منذ
board-at = الترتيب كما كان في
board-reasons = يفكر أولًا
board-reasons-not = يجيب مباشرة
board-at-most = { $limit } على الأكثر
board-since = منذ { $day }
board-active = التصفية الحالية
board-remove = أزل التصفية
board-without-retired = دون النماذج المتقاعدة
board-hide-retired = أخفِ المتقاعدة
board-show-retired = أظهر المتقاعدة

board-next = مقابل التالي
board-next-title = التالي: { $name }
board-next-of-hundred = { $share } من 100
board-next-separable = أكثر من الصدفة
board-next-votes = { $count ->
    [zero] لا أصوات للحسم
    [one] صوت واحد للحسم
    [two] صوتان للحسم
    [few] { $count } أصوات للحسم
    [many] { $count } صوتًا للحسم
   *[other] { $count } صوت للحسم
}
board-next-equal = متساويان تقريبًا
board-pair-separable = يُفضَّل { $first } على { $second } في { $share } من 100، وهذا أكثر من الصدفة.
board-pair-votes = { $count ->
    [zero] يُفضَّل { $first } على { $second } في { $share } من 100؛ ولا يمكن التمييز بينهما بعد.
    [one] يُفضَّل { $first } على { $second } في { $share } من 100؛ ولا يمكن التمييز بينهما بعد: يلزم نحو صوت واحد آخر.
    [two] يُفضَّل { $first } على { $second } في { $share } من 100؛ ولا يمكن التمييز بينهما بعد: يلزم نحو صوتين آخرين.
    [few] يُفضَّل { $first } على { $second } في { $share } من 100؛ ولا يمكن التمييز بينهما بعد: يلزم نحو { $count } أصوات أخرى.
    [many] يُفضَّل { $first } على { $second } في { $share } من 100؛ ولا يمكن التمييز بينهما بعد: يلزم نحو { $count } صوتًا آخر.
   *[other] يُفضَّل { $first } على { $second } في { $share } من 100؛ ولا يمكن التمييز بينهما بعد: يلزم نحو { $count } صوت آخر.
}
board-pair-equal = { $first } و{ $second } متساويان تقريبًا حتى الآن.
board-neighbours = المتجاورون بالكلمات
board-neighbours-lead = كل نموذج مقابل الذي يليه. الأصوات هي ما تحتاجه الساحة كلها إذا كان الفرق بقدر ما يبدو الآن.
board-reading-more = { $count ->
    [zero] لا يلزم صوت آخر لتمييزه عن { $name }.
    [one] نحو صوت واحد آخر يميزه عن { $name }.
    [two] نحو صوتين آخرين يميزانه عن { $name }.
    [few] نحو { $count } أصوات أخرى تميزه عن { $name }.
    [many] نحو { $count } صوتًا آخر يميزه عن { $name }.
   *[other] نحو { $count } صوت آخر يميزه عن { $name }.
}

board-questions = أسئلة شائعة
board-ask-open = ما أفضل النماذج ذات الأوزان المفتوحة؟
board-ask-caught-up = هل لحق أفضل نموذج مفتوح بأفضل نموذج مغلق؟
board-ask-country = مختبرات أي بلد تتصدر بين الأوزان المفتوحة؟
board-country-leads = { $first } قبل { $second }.
board-ask-cheap = ما الأفضل حتى { $price }؟
board-ask-small = ما أفضل نموذج مفتوح يتسع له جهاز واحد (حتى { $size })؟
board-ask-plain = ما أفضل نموذج مفتوح يجيب مباشرة؟

board-compare = قارن
board-compare-how = اختر من نموذجين إلى خمسة.
board-compare-column = المقارنة
board-compare-pick = قارن { $name }
board-open-and-closed = المفتوحة والمغلقة
