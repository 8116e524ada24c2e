# 它是如何运作的。

about-title = 它是如何运作的
about-lead = 你提问；两个模型匿名并排作答；你说哪个回答更好。许多这样的投票组成排名。

about-battle = 一场对战
about-battle-text = 提示词交给两个随机抽取的模型，左右位置也是随机的。两个回答以同样的节奏显示，因此快的模型不会比慢的占便宜。在你投票之前，可以向双方追问。如果一个回答失败或中断，这场对战就作废：不计入任何一方。

about-votes = 什么是一票
about-votes-text = 四种选择之一：A 更好、B 更好、平手、都不好。一场对战只收一票，投出后不再改变。在你看到谁是谁之前，投票已经写入磁盘。
about-votes-kept = 评分不使用的投票同样会保留，并注明原因。什么都不会删除；{ $link }。
about-votes-link = 每一票都可以下载

about-ratings = 评分是如何得出的
about-model = 模型。
about-model-text = Bradley-Terry：一个模型胜过另一个的概率只取决于两者评分之差。平手和“都不好”对双方各算半胜。
about-scale = 刻度。
about-scale-text = 400 分相当于十比一的胜算。所有有投票的模型的平均分为 1000。因此高出 100 分意味着在 100 票中大约有 64 票更受青睐。
about-uncertainty = 不确定性。
about-uncertainty-text = 每个评分都带有一个 95% 区间，由三明治估计量得出，它并不假定模型完全正确。
about-rank = 名次。
about-rank-text = 区间完全在其之上的模型数加一。范围一直延伸到区间所允许的最差名次：区间重叠的模型共享名次。
about-full = 完整说明。
about-full-text = 公式、其他类型的区间、哪些没有数值以及为什么：{ $link }。
about-full-link = 方法说明
about-provisional = 暂定。
about-provisional-text = 投票还很少；数值照样显示，但会有变动。
about-all-won = 全胜或全负。
about-all-won-text = 这时没有有限的评分符合这些投票，我们也不会编造一个。
about-disconnected = 未连通。
about-disconnected-text = 没有一串投票把这个模型与其他模型连起来，因此无法比较。
about-order = 投票的先后顺序无关紧要，同样的投票总是得出同样的排行榜。

about-blind = 投票之前一律盲评
about-blind-text = 在你投票之前，服务器发出的任何内容都不取决于作答的是谁：没有名称、编号、次序或错误信息，也看不出哪一侧更慢。名称会随你投票的结果一起揭晓。

about-privacy = 隐私
about-privacy-text = 没有账号。一个 Cookie 保存一个随机数，让你的对战始终属于你；另外两个在你选择后保存颜色和语言。提示词、回答和投票的保存不带你的姓名或地址，提示词会发送给已接入的模型：请不要输入不该让别人知道的内容。本页不会从其他服务器加载任何东西。

about-connect = 接入你自己的模型
about-connect-text = { $init } 会查找本机上的模型服务和环境中的密钥，并写出 { $file }；{ $serve } 启动站点。手写的配置是这样的：
about-connect-check = 任何支持 OpenAI、Anthropic 或 Gemini 协议的服务都可以。{ $check } 会抢先告诉你哪里有问题。

about-methodology = 评分是如何得出的
about-methodology-english = 这一章只有英文版。
