docs-title = API
docs-back = العودة إلى البيانات
docs-script = تحتاج هذه الصفحة إلى JavaScript. وما تعرضه موجود أيضًا في { $link }.
