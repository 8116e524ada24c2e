# صفحة طرح السؤال.

ask-title = إجابتان بلا أسماء
ask-head-answers = إجابتان.
ask-head-names = بلا أسماء.
ask-head-judge = أنت الحكم.
ask-lead = اسأل ما تشاء. يجيب نموذجان جنبًا إلى جنب، وتعرف من هما بعد أن تصوّت.
ask-prompt = سؤالك
ask-placeholder = اسأل ما تشاء
ask-compare = قارن
ask-suggestions = اقتراحات
ask-recorded-lead = أجاب نموذجان عن هذا السؤال. تعرف من هما بعد أن تصوّت.
ask-question = السؤال
ask-next = السؤال التالي
ask-all = { $count ->
    [zero] لا أسئلة
    [one] سؤال واحد
    [two] سؤالان
    [few] كل الأسئلة: { $count } أسئلة
    [many] كل الأسئلة: { $count } سؤالًا
   *[other] كل الأسئلة: { $count } سؤال
}
ask-closed = ليس في هذه الساحة بعدُ نموذجان يمكنهما الإجابة.
ask-connect = كيف تربط النماذج
ask-no-votes = لا أصوات بعد: سيكون صوتك الأول.
ask-votes = حتى الآن: { $votes }، لترتيب { $models }.
ask-kept = يُحفظ سؤالك دون اسمك؛ { $link }.
ask-kept-link = كيف تُحتسب الأصوات

ask-suggestion-1 = خطّط ليوم أحد ماطر في ليون لشخصين بالغين ومراهق يشعر بالملل
ask-suggestion-2 = اشرح لطفلة فضولية في الثامنة لماذا السماء زرقاء، ثم اشرحه مرة أخرى لعالم فيزياء
ask-suggestion-3 = اكتب قصيدة هايكو عن الإنتروبيا ثم اشرح الطرفة
ask-suggestion-4 = اشرح التضخم في ثلاث جمل
ask-suggestion-5 = أيهما أرخص لمسافة 600 كم: الطائرة أم السيارة؟ بيّن كيف تقدّر ذلك
ask-suggestion-6 = جِد الخطأ: `for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`
