after-others = 其他投票者和评分怎么说
after-crowd = 这一对目前有 { $votes }：
after-forecast = 在你投票之前，按评分预测，{ $a } 的胜算为 { $chance }，{ $b } 为 { $rest }。
after-moved = 之前：{ $before }；现在：{ $now }
after-place = 第 { $rank } 名，评分 { $rating }
after-wait = 排行榜还没有读到你的投票；请稍后再看。
after-new = 新上榜：{ $now }
after-rank = 第 { $rank } 名，票数太少，尚无评分
