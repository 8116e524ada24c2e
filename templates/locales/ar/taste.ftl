taste-title = ذوقك
taste-lead = أصواتك أنت مع تقييمات الجميع: كلما صوّتّ أكثر عبّرت هذه القائمة عنك.
taste-rests = أساسها { $votes } لك.
taste-none = لا تقييم لأي نموذج بعد.
taste-model = النموذج
taste-you = أنت
taste-all = الجميع
taste-votes = أصواتك
