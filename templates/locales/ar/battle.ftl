# المواجهة: اللوحتان والتصويت والكشف.

battle-title = مواجهة
battle-heading = مواجهة في { $arena }
battle-turn = الجولة { $number }
battle-answer = الإجابة { $letter }
battle-answer-turn = الإجابة { $letter }، الجولة { $number }
battle-answer-named = { $answer }:
battle-jump = الإجابات
battle-chosen = اختيارك
battle-finished = اكتملت
battle-writing = تُكتب الآن
battle-waiting = في انتظار الإجابتين؛ تتحدّث هذه الصفحة من تلقاء نفسها.
battle-read-all = اقرأ الإجابة { $letter } كاملة

battle-choice-a = A أفضل
battle-choice-b = B أفضل
battle-choice-tie = تعادل
battle-choice-both-bad = كلتاهما سيئة
battle-vote = صوتك
battle-vote-wait = يمكنك التصويت عندما تكتمل الإجابتان.
battle-vote-now = أيّتهما تفضّل؟ صوتك يكشف النموذجين.
battle-follow-label = اطرح على كليهما سؤالًا آخر
battle-follow = لست متأكدًا بعد؟ اطرح عليهما سؤالًا آخر
battle-send = إرسال
battle-again = أعد طرح السؤال
battle-next = ماذا بعد
battle-board = عرض الترتيب
battle-new = مواجهة جديدة

battle-keys-all = المفاتيح والإعدادات
battle-keys = المفاتيح والإعدادات
battle-keys-arrows = التنقل بين الخيارات عندما يكون التركيز عليها
battle-keys-answers = الانتقال إلى الإجابة A أو B
battle-keys-list = هذه القائمة
battle-keys-rest = لا تعمل المفاتيح أثناء الكتابة في حقل.
battle-close = إغلاق

battle-prefer = أنت تفضّل { $better } على { $worse }.
battle-tie = { $a } و{ $b } متساويان في نظرك.
battle-both-bad = لم يكن { $a } ولا { $b } جيدًا بما يكفي.
battle-rated = إنه الصوت { $seq } في السجل، ويحرّك الترتيب خلال ثوانٍ.
battle-unrated = حُفظ باعتباره الصوت { $seq }، لكن لا يستخدمه أي تقييم: { $reason }
battle-count-link = كيف تُحتسب الأصوات
battle-reason-identity = كشفت إحدى الإجابتين عن كاتبها.
battle-reason-quarantine = الأصوات من هذا النوع قيد المراجعة.
battle-reason-other = لا يستوفي قواعد الأصوات المحتسبة.

battle-void = هذه المواجهة لا تُحتسب
battle-void-cause = تعذّر إكمال إحدى الإجابتين، لذلك لا تُحتسب هذه المواجهة. من فضلك ابدأ مواجهة جديدة.

battle-say-ready = اكتملت الإجابتان. يمكنك التصويت الآن.
battle-say-void = هذه المواجهة لا تُحتسب.
battle-say-finished = اكتملت الإجابة { $letter }.
battle-say-slow = تتأخر إحدى الإجابتين؛ وتُعرض الاثنتان بالوتيرة نفسها.
battle-say-away = تعذّر الاتصال بالخادم. تستأنف هذه الصفحة حالما يمكن ذلك.
battle-say-saving = جارٍ حفظ صوتك…
battle-say-refused = لم يُقبل الصوت. حاول مرة أخرى.
battle-say-unsaved = تعذّر الاتصال بالخادم. ربما لم يُحفظ صوتك بعد: اضغط الزر نفسه مرة أخرى.

battle-length = الأحرف: { $count }
battle-stop = إيقاف
battle-stopped-cause = أوقفت الإجابتين، لذلك لا تُحتسب هذه المواجهة: لا يمكن مقارنة إجابات مبتورة بإنصاف.
battle-way-out = اسأل نموذجين آخرين
battle-vote-send = أرسل الصوت
battle-keys-switch = استخدام اختصارات المفتاح الواحد
battle-confirm-switch = تأكيد الصوت قبل الكشف
battle-say-elapsed = الانتظار منذ { $seconds } ث
battle-say-armed = { $choice }: يُرسل عندما تكتمل الإجابتان. اضغط مرة أخرى للتراجع.
battle-say-confirm = { $choice }: أرسله أو اختر غيره.
battle-say-stopping = يجري إيقاف الإجابتين…
battle-say-early = اختر الآن أو لاحقًا: يُرسل صوتك عندما تكتمل الإجابتان.
