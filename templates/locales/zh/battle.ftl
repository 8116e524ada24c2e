# 一场对战：两个面板、投票、揭晓。

battle-title = 对战
battle-heading = { $arena } 的对战
battle-turn = 第 { $number } 轮
battle-answer = 回答 { $letter }
battle-answer-turn = 回答 { $letter }，第 { $number } 轮
battle-answer-named = { $answer }：
battle-jump = 回答
battle-chosen = 你的选择
battle-finished = 已完成
battle-writing = 正在作答
battle-waiting = 正在等待两个回答；本页会自动刷新。
battle-read-all = 阅读回答 { $letter } 的全文

battle-choice-a = A 更好
battle-choice-b = B 更好
battle-choice-tie = 平手
battle-choice-both-bad = 都不好
battle-vote = 你的投票
battle-vote-wait = 两个回答都完成后才能投票。
battle-vote-now = 你更喜欢哪一个？投票后揭晓模型。
battle-follow-label = 向双方追问
battle-follow = 还拿不准？向双方追问
battle-send = 发送
battle-again = 再问一次同样的问题
battle-next = 接下来
battle-board = 查看排行榜
battle-new = 新的对战

battle-keys-all = 按键与设置
battle-keys = 按键与设置
battle-keys-arrows = 焦点在选项上时，在选项之间移动
battle-keys-answers = 前往回答 A 或 B
battle-keys-list = 这份列表
battle-keys-rest = 在输入框中打字时，按键不起作用。
battle-close = 关闭

battle-prefer = 你认为 { $better } 比 { $worse } 更好。
battle-tie = 对你来说 { $a } 和 { $b } 一样好。
battle-both-bad = { $a } 和 { $b } 都不够好。
battle-rated = 这是记录中的第 { $seq } 票，几秒内就会影响排行榜。
battle-unrated = 它作为第 { $seq } 票保留，但不计入任何评分：{ $reason }
battle-count-link = 投票如何计入
battle-reason-identity = 有一个回答透露了自己的身份。
battle-reason-quarantine = 这一类投票正在核查中。
battle-reason-other = 它不符合计分投票的规则。

battle-void = 这场对战不计入
battle-void-cause = 两个回答中有一个未能完成，因此这场对战不计入。请开始新的一场。

battle-say-ready = 两个回答都已完成。现在可以投票了。
battle-say-void = 这场对战不计入。
battle-say-finished = 回答 { $letter } 已完成。
battle-say-slow = 有一个回答还需要一些时间；两者以同样的节奏显示。
battle-say-away = 无法连接服务器。恢复后本页会自动继续。
battle-say-saving = 正在保存你的投票……
battle-say-refused = 投票没有被接受。请再试一次。
battle-say-unsaved = 无法连接服务器。你的投票可能还没有保存：请再按一次同一个按钮。

battle-length = 字符数：{ $count }
battle-stop = 停止
battle-stopped-cause = 你停止了两个回答，因此这场对战不计入：被截断的回答无法公平比较。
battle-way-out = 换一对模型来答
battle-vote-send = 提交投票
battle-keys-switch = 使用单键快捷键
battle-confirm-switch = 揭晓前先确认投票
battle-say-elapsed = 已等待 { $seconds } 秒
battle-say-armed = { $choice }：两个回答都完成后提交。再按一次可撤回。
battle-say-confirm = { $choice }：提交，或另选一项。
battle-say-stopping = 正在停止两个回答……
battle-say-early = 现在或稍后选择都可以：两个回答都完成后提交你的投票。
