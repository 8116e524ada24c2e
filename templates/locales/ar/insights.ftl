insights-title = رؤى { $arena }
insights-contents = الرسوم
insights-categories = الفئات
insights-board = التصفية نفسها في الترتيب
insights-embed = لمواقع أخرى
insights-embed-how = تبقى هاتان الصورتان محدّثتين حيثما عُرضتا. انسخ نص Markdown؛ ولكل نموذج شارة على عنوان معرّفه.
insights-card = النماذج الأولى في هذا الترتيب
insights-badge = شارة النموذج الأول
