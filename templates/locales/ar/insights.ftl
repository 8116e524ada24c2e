insights-title = رؤى { $arena }
insights-contents = الرسوم
insights-categories = الفئات
insights-board = المرشّح نفسه على لوحة الصدارة
