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
chart-rank-high = آخر مركز ممكن
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
chart-first-lines = رُسمت النماذج الأولى (وعددها { $count })؛ والأرقام تشمل النماذج كلها.
chart-history-title = التقييمات عبر الزمن
chart-history-reading = من { $from } إلى { $to }: يتصدر { $name } الآن بتقييم { $rating }. الأشرطة فترات ثقة 95%.
chart-ranks-title = المراكز عبر الزمن
chart-ranks-reading = من { $from } إلى { $to }: { $name } هو الأول الآن. تمتد الأشرطة من أول مركز ممكن إلى آخره.
chart-history-one = من { $from } إلى { $to }: تقييم { $name } الآن { $rating }. الشريط فترة ثقته 95%.
chart-ranks-one = من { $from } إلى { $to }: مركز { $name } الآن { $rank }. يمتد الشريط من أول مركز ممكن إلى آخره.
chart-ranks-overall = المراكز هي مراكز الترتيب كله.
chart-one-moment = لم يُحفظ حتى الآن سوى ترتيب واحد، بتاريخ { $day }.
chart-crown-title = من شغل المركز الأول
chart-crown-reading = يشغل { $name } المركز الأول منذ { $from }: { $days }، منها منفردًا: { $alone }.
chart-crown-longest = إجمالًا، شغله { $name } أطول مدة: { $days }.
chart-held = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
chart-held-less = أقل من يوم
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
chart-first-models = { $count ->
    [zero] لا نماذج
    [one] النموذج الأول
    [two] النموذجان الأولان
    [few] أول { $count } نماذج
    [many] أول { $count } نموذجًا
   *[other] أول { $count } نموذج
}
chart-first = النموذج الأول
chart-second = النموذج الثاني
chart-first-wins = فاز بها الأول
chart-second-wins = فاز بها الثاني
chart-ties = تعادلات
chart-both-bad = كلتاهما سيئة
chart-observed = المرصود
chart-predicted = المتوقع
chart-pair = { $pair }: المتوقع { $predicted }، والمرصود { $observed } ({ $votes })

chart-win-rates-title = كم مرة يُفضَّل الصف على العمود في 100 مواجهة
chart-win-rates-reading = فوق القطر ما تتوقعه التقييمات، وتحته ما صوّت به الناس. أرقام الأعمدة هي أرقام صفوفها؛ الأزرق فوق النصف والبرتقالي تحته.
chart-battles-title = المواجهات بين كل نموذجين
chart-battles-reading = الخلية الفارغة زوج لم يلتقِ قط: موقعه في الترتيب يعتمد على غيره وحده.

chart-price-title = التقييم والسعر
chart-price-axis = دولار أمريكي لكل مليون رمز مكتوب
chart-size-title = التقييم والحجم
chart-size-axis = مليارات المعاملات
chart-speed-title = التقييم والسرعة
chart-speed-axis = حروف في الثانية، الوسيط
chart-speed-said = { $speed } حرف في الثانية
chart-trade-unknown = لا نموذج له تقييم وهذا الرقم معًا بعد.
chart-trade-instead = الأعلى تقييمًا { $best } عند { $cost }. ولا يُميَّز عنه { $other } عند { $less }. البرتقالي لمن لا يتفوق عليه أحد في الأمرين معًا.
chart-trade-best = الأعلى تقييمًا { $best } عند { $cost }، ولا يساويه من هو أفضل منه في هذا الرقم. البرتقالي لمن لا يتفوق عليه أحد في الأمرين معًا.
chart-yes = نعم
chart-no = لا
chart-front = لا يتفوق عليه أحد في الأمرين
chart-instead = لا يُميَّز عنه وهو أفضل في هذا

chart-categories-title = التقييمات حسب الفئة
chart-categories-none = لا توجد بعد أصوات لأي فئة بعينها.
chart-categories-reading = الأزرق أعلى من تقييم النموذج العام والبرتقالي أدنى. الفروق الأصغر من الفترات قد تكون صدفة: تجدها في الجدول.
chart-category = الفئة

chart-style-title = ما قيمة مظهر الإجابة
chart-style-reading = نقاط التقييم لقاء انحراف معياري واحد زيادةً عن الإجابة الأخرى، بحسب الترتيب مع ضبط الأسلوب. الشريط الذي يعبر الصفر قد يكون صدفة.
chart-style-length = الطول
chart-style-headers = العناوين
chart-style-lists = بنود القوائم
chart-style-bold = الخط العريض
chart-side-title = ما قيمة الظهور في الجهة A
chart-side-certain = قيمة الجهة A بالنقاط: { $points }. تُسحب الجهتان بالقرعة فلا يستفيد أي نموذج.
chart-side-none = الفترة تشمل الصفر: لا جهة مفضَّلة بيقين.
chart-side-a = الجهة A
chart-points = نقاط التقييم
chart-effect = الأثر
chart-log-odds = لوغاريتم الأرجحية

chart-calibration-title = هل تتحقق التوقعات؟
chart-calibration-reading = { $count ->
    [zero] لا أصوات. كان متوسط الخطأ { $error } نقطة من 100.
    [one] قبل صوت واحد توقّع الترتيب احتمال فوز الجهة A. أخطأ في المتوسط { $error } نقطة من 100، والصدفة منها. النقاط على الخط المتقطع هي المثالية.
    [two] قبل كل من صوتين توقّع الترتيب احتمال فوز الجهة A. أخطأ في المتوسط { $error } نقطة من 100، والصدفة منها. النقاط على الخط المتقطع هي المثالية.
    [few] قبل كل من { $count } أصوات توقّع الترتيب احتمال فوز الجهة A. أخطأ في المتوسط { $error } نقطة من 100، والصدفة منها. النقاط على الخط المتقطع هي المثالية.
    [many] قبل كل من { $count } صوتًا توقّع الترتيب احتمال فوز الجهة A. أخطأ في المتوسط { $error } نقطة من 100، والصدفة منها. النقاط على الخط المتقطع هي المثالية.
   *[other] قبل كل من { $count } صوت توقّع الترتيب احتمال فوز الجهة A. أخطأ في المتوسط { $error } نقطة من 100، والصدفة منها. النقاط على الخط المتقطع هي المثالية.
}
chart-calibration-none = لا توقع لأي صوت بعد: الأصوات المستوردة بلا توقعات.
chart-calibration-bin = المتوقع { $predicted }، والمرصود { $observed } ({ $interval })؛ { $votes }
chart-predicted-a = توقع فوز الجهة A
chart-observed-a = فازت الجهة A

chart-activity-title = الأصوات في اليوم
chart-activity-reading = { $count ->
    [zero] لا أصوات في { $day }. الأيام بتوقيت UTC وتُحسب كل الفئات.
    [one] أكثر يوم كان { $day }: صوت واحد. الأيام بتوقيت UTC وتُحسب كل الفئات.
    [two] أكثر يوم كان { $day }: صوتان. الأيام بتوقيت UTC وتُحسب كل الفئات.
    [few] أكثر يوم كان { $day }: { $count } أصوات. الأيام بتوقيت UTC وتُحسب كل الفئات.
    [many] أكثر يوم كان { $day }: { $count } صوتًا. الأيام بتوقيت UTC وتُحسب كل الفئات.
   *[other] أكثر يوم كان { $day }: { $count } صوت. الأيام بتوقيت UTC وتُحسب كل الفئات.
}
chart-rated = محتسبة
chart-unrated = غير محتسبة
chart-day-column = اليوم
