# إطار كل صفحة: الرأس والتذييل والشريط وما تقوله البرامج النصية.

frame-skip = انتقل إلى المحتوى
frame-description = إجابتان مجهولتان جنبًا إلى جنب. أنت الحكم، والأصوات تصنع ترتيبًا حيًّا.
frame-home = Agon، إلى البداية
frame-main = التنقل الرئيسي
frame-battle = مواجهة
frame-leaderboard = الترتيب
frame-insights = رؤى
frame-data = البيانات
frame-about = حول
frame-foot = Agon: ساحة لتفضيلات البشر تستضيفها بنفسك.
frame-foot-ratings = كيف تُحسب التقييمات
frame-foot-votes = كل الأصوات في ملفات
frame-foot-api = API

frame-theme-auto = تلقائي
frame-theme-light = فاتح
frame-theme-dark = داكن
frame-theme-switch = المظهر { $now }؛ التبديل إلى { $next }

frame-language = اللغة

frame-notice = تنبيه
frame-demo = هذا عرض تجريبي: إجابات مسجّلة بستة أساليب. { $connect }: شغّل { $init } ثم { $serve }.
frame-demo-connect = اربط نماذجك الخاصة

frame-arenas = الساحات
frame-weights-open = أوزان مفتوحة
frame-weights-closed = أوزان مغلقة
frame-votes = { $count ->
    [zero] لا أصوات
    [one] صوت واحد
    [two] صوتان
    [few] { $count } أصوات
    [many] { $count } صوتًا
   *[other] { $count } صوت
}
frame-models = { $count ->
    [zero] لا نماذج
    [one] نموذج واحد
    [two] نموذجان
    [few] { $count } نماذج
    [many] { $count } نموذجًا
   *[other] { $count } نموذج
}
frame-per-million = { $price } لكل مليون رمز

frame-copy = نسخ
frame-copy-code = نسخ هذه الشيفرة
frame-copied = تم النسخ.

frame-table = جدول
frame-image = صورة

frame-moment = { $day } { $month } { $year }، { $time } UTC
frame-month-1 = يناير
frame-month-2 = فبراير
frame-month-3 = مارس
frame-month-4 = أبريل
frame-month-5 = مايو
frame-month-6 = يونيو
frame-month-7 = يوليو
frame-month-8 = أغسطس
frame-month-9 = سبتمبر
frame-month-10 = أكتوبر
frame-month-11 = نوفمبر
frame-month-12 = ديسمبر
frame-history = السجل
frame-foot-privacy = الخصوصية
