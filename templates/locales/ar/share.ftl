share-title = مشترك
share-make = شارك برابط
share-stop = أوقف المشاركة
share-heading = إجابتان جنبًا إلى جنب
share-hidden = تبقى النماذج مخفية إلى أن يصوّت من سأل.
share-told = سأل أحدهم هذا هنا وشارك الإجابات.
share-choice = صوته: { $choice }
share-own = اطرح سؤالك
