share-title = 已分享
share-make = 通过链接分享
share-stop = 停止分享
share-heading = 并排的两个回答
share-hidden = 在提问者投票之前，模型保持隐藏。
share-told = 有人在这里提出了这个问题并分享了回答。
share-choice = 其投票：{ $choice }
share-own = 提出你自己的问题
