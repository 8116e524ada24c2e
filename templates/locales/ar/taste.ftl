taste-title = ذوقك
taste-lead = أصواتك أنت مع ميلها نحو تقييمات الجميع: كلما صوّتّ أكثر صارت هذه القائمة لك.
taste-rests = تستند إلى { $votes } لك.
taste-none = لا تقييم لأي نموذج بعد.
taste-model = النموذج
taste-you = أنت
taste-all = الجميع
taste-votes = أصواتك
