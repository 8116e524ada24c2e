after-others = ما يقوله المصوّتون الآخرون والتقييمات
after-crowd = لهذا الزوج حتى الآن { $votes }:
after-forecast = قبل تصويتك منحت التقييمات { $a } نسبة { $chance } و{ $b } نسبة { $rest }.
after-moved = قبل ذلك: { $before }؛ والآن: { $now }
after-place = المركز { $rank }، التقييم { $rating }
after-wait = لم يقرأ الترتيب صوتك بعد؛ عُد بعد لحظة.
after-new = جديد في الترتيب: { $now }
after-rank = المركز { $rank }، أصوات أقل من أن تعطي تقييمًا
