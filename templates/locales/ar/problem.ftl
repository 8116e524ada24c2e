# صفحات الأخطاء. لا تقول أيٌّ منها أي نموذج أو خادم أخفق.

problem-start = ابدأ مواجهة
problem-title-400 = تعذّرت القراءة
problem-title-403 = غير مسموح
problem-title-404 = غير موجود
problem-title-405 = غير ممكن هنا
problem-title-408 = بطيء جدًا
problem-title-409 = فات الأوان
problem-title-413 = طويل جدًا
problem-title-422 = غير صالح للاستخدام
problem-title-429 = طلبات كثيرة جدًا
problem-title-500 = حدث خطأ ما
problem-title-503 = ليس الآن
problem-title-other = لم يُنفَّذ

problem-nothing-here = لا شيء في هذا العنوان.
problem-no-arena = لا توجد ساحة كهذه.
problem-no-battle = لا توجد مواجهة كهذه في هذا المتصفح.
problem-prompt = لا يمكن استخدام هذا السؤال هنا: إما أنه فارغ، أو أن هذه الساحة لا تملك إجابة عنه.
problem-prompt-long = يمكن أن يبلغ طول السؤال { $max } حرف على الأكثر.
problem-not-ready = يجب أن تكتمل الإجابتان أولًا.
problem-void = هذه المواجهة لاغية ولا تقبل أي صوت.
problem-already = لهذه المواجهة صوت بالفعل، وهو يقول غير ذلك.
problem-ended = انتهت هذه المواجهة.
problem-turns = بلغت هذه المواجهة كل الجولات المسموح بها.
problem-stuck = لا يمكن أن تستمر هذه المواجهة؛ صوّت أو ابدأ مواجهة جديدة.
problem-database = قاعدة البيانات لا تستجيب حاليًا. حاول مرة أخرى.
problem-closing = يُعاد تشغيل الخادم. حاول بعد قليل.
problem-full = تجري الآن مواجهات كثيرة. حاول بعد قليل.
problem-few-models = في هذه الساحة حاليًا أقل من نموذجين يجيبان.
problem-other-site = أُرسل هذا من موقع آخر، لذلك لم يُنفَّذ.
problem-too-many = طلبات كثيرة جدًا من هذا العنوان. انتظر لحظة من فضلك.
problem-too-slow = استغرق وصول ما أُرسل وقتًا طويلًا.
problem-too-long = هذا أطول من أن يُرسل.
problem-form = تعذّرت قراءة النموذج. ارجع وحاول مرة أخرى.
problem-internal = حدث خطأ ما هنا، ولم يكن منك. المرجع: { $reference }
problem-detail = يقول الخادم: { $detail }
