# الترتيب.

board-title = ترتيب { $arena }
board-pause = أوقف التحديث مؤقتًا
board-filters = عوامل التصفية
board-open-and-closed = المفتوحة والمغلقة
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
