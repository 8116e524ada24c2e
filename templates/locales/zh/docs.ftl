docs-title = API
docs-back = 返回数据页
docs-script = 此页面需要启用 JavaScript。其中的内容也可在 { $link } 中查看。
