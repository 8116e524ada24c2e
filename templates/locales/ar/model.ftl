# نموذج، ونماذج متجاورة، ومجموعات نماذج.

model-active-size = المعاملات النشطة
model-price-read = سعر القراءة
model-price-written = سعر الكتابة
model-no-place = هذا النموذج ليس في أي ترتيب بعد.
model-rank = المركز { $rank } (المدى { $range })، التقييم { $rating }
model-unranked = بلا مركز بعد.
model-strengths = نقاط القوة حسب الفئة
model-category = الفئة
model-best = أفضل أداء أمام
model-worst = أضعف أداء أمام
model-won = الفوز
model-expected = المتوقع حسب التقييم
model-share-interval = (من { $low } إلى { $high })
model-compare = قارنه بغيره
model-said = ما يقوله المصوّتون
model-said-of = أحدث الأصوات التي ذكرت سببًا: { $votes }.
model-samples = مواجهات منشورة
model-samples-lead = سمح أصحابها بقراءتها.
model-versions = الإصدارات
model-added = أُضيف
model-removed = أُزيل
model-changed = تغيرت الإعدادات
model-renamed = { $before } صار اسمه { $after }.

compare-title = قارن النماذج
compare-lead = اختر من نموذجين إلى خمسة.
compare-model = النموذج { $number }
compare-pairs = وجهًا لوجه
compare-pair = الثنائي
compare-against = { $first } مقابل { $second }
compare-points = فرق النقاط
compare-never-met = لم يلتقيا
compare-no-scale = لا مقياس مشترك
compare-facts = المعلومات
compare-fact = المعلومة

group-best = الأفضل: { $name }، المركز { $rank } في ترتيب فيه { $models }.
