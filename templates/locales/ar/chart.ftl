# رسوم التقييمات.

chart-empty = لا شيء لرسمه بعد.
chart-data = الأرقام
chart-data-of = أرقام: { $title }
chart-box = { $title }؛ تتنقل فيه مفاتيح الأسهم
chart-more-rows = { $count ->
    [zero] لا صفوف أخرى في ملف CSV.
    [one] صف واحد آخر في ملف CSV.
    [two] صفّان آخران في ملف CSV.
    [few] { $count } صفوف أخرى في ملف CSV.
    [many] { $count } صفًا آخر في ملف CSV.
   *[other] { $count } صف آخر في ملف CSV.
}
chart-month = { $month } { $year }
chart-day = { $day } { $month }
chart-date = { $day } { $month } { $year }
chart-rank-high = آخر مرتبة ممكنة
chart-id = المعرّف
chart-low = الحد الأدنى
chart-high = الحد الأعلى
chart-status = الحالة
chart-ok = مقيَّم

chart-ratings-title = التقييمات مع فتراتها بنسبة 95%
chart-ratings-reading = { $count ->
    [zero] يتصدر { $name } ولا يمكن أن يكون غيره الأول. الشريط المظلل هو فترته.
    [one] يتصدر { $name }؛ ولا يُميَّز عنه نموذج واحد آخر. الشريط المظلل هو فترته: من يبلغه شريطه قد يكون مساويًا له.
    [two] يتصدر { $name }؛ ولا يُميَّز عنه نموذجان آخران. الشريط المظلل هو فترته: من يبلغه شريطه قد يكون مساويًا له.
    [few] يتصدر { $name }؛ ولا تُميَّز عنه { $count } نماذج أخرى. الشريط المظلل هو فترته: من يبلغه شريطه قد يكون مساويًا له.
    [many] يتصدر { $name }؛ ولا يُميَّز عنه { $count } نموذجًا آخر. الشريط المظلل هو فترته: من يبلغه شريطه قد يكون مساويًا له.
   *[other] يتصدر { $name }؛ ولا يُميَّز عنه { $count } نموذج آخر. الشريط المظلل هو فترته: من يبلغه شريطه قد يكون مساويًا له.
}

chart-time = الوقت
chart-seq = أحدث صوت
chart-group = المجموعة
chart-other = المجموعة الأخرى
chart-from = من
chart-to = إلى
chart-days = الأيام
chart-days-alone = أيام الانفراد
chart-gap = الفارق بالنقاط
chart-reasoning = تفكير مسبق
chart-not-reasoning = دون تفكير مسبق
chart-thinned = تُعرض { $shown } من أصل { $kept } لقطة، موزّعة على الزمن بالتساوي.
chart-first-lines = رُسمت أول { $count } نماذج؛ والأرقام تشملها كلها.
chart-history-title = التقييمات عبر الزمن
chart-history-reading = من { $from } إلى { $to }: يتصدر { $name } الآن بتقييم { $rating }. الأشرطة فترات ثقة 95%.
chart-ranks-title = الرتب عبر الزمن
chart-ranks-reading = من { $from } إلى { $to }: { $name } هو الأول الآن. تمتد الأشرطة من أول رتبة ممكنة إلى آخرها.
chart-crown-title = من شغل المركز الأول
chart-crown-reading = يشغل { $name } المركز الأول منذ { $from }: { $days } يومًا، منها { $alone } منفردًا.
chart-crown-longest = إجمالًا، شغله { $name } أطول مدة: { $days } يومًا.
chart-frontier-title = الأفضل في كل مجموعة عبر الزمن
chart-gap-title = الفارق بين مجموعتين
chart-frontier-one = لا توجد بعد مجموعتان للمقارنة.
chart-frontier-reading = { $best } يبعد { $gap } نقطة ({ $range }) عن { $other }.
chart-frontier-since = متقدم منذ { $day }.
chart-frontier-clear = بلا شك منذ { $day }.
chart-frontier-doubt = قد يكون ذلك مصادفة: لا تفصل الفترات بينهما.
chart-all = الكل
chart-source = المصدر
chart-elsewhere-title = تقييمات منشورة في مواقع أخرى
chart-elsewhere-reading = لم تُقس هنا، وهي على مقياس آخر. المصدر: { $sources }.
