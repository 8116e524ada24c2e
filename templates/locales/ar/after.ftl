after-others = ما يقوله المصوّتون الآخرون والتقييمات
after-crowd = لهذا الزوج حتى الآن { $votes }:
after-forecast = قبل تصويتك منحت التقييمات { $a } نسبة { $chance } و{ $b } نسبة { $rest }.
after-moved = { $before } قبل ذلك، و{ $now } الآن
after-place = المركز { $rank }، التقييم { $rating }
after-wait = لم يقرأ الترتيب صوتك بعد؛ عُد بعد لحظة.
