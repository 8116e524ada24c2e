# 评分图表。

chart-empty = 暂无可绘制的内容。
chart-data = 数据
chart-data-of = 数据：{ $title }
chart-box = { $title }；可用方向键逐项查看
chart-more-rows = { $count ->
   *[other] 其余 { $count } 行见 CSV 文件。
}
chart-month = { $year }年{ $month }
chart-day = { $month }{ $day }日
chart-date = { $year }年{ $month }{ $day }日
chart-rank-high = 可能的最低名次
chart-id = 标识
chart-low = 下限
chart-high = 上限
chart-status = 状态
chart-ok = 已评分

chart-ratings-title = 评分及其 95% 区间
chart-ratings-reading = { $count ->
    [0] { $name } 领先，其他模型都不可能是第一。阴影带是它的区间。
   *[other] { $name } 领先；另有 { $count } 个模型与它无法区分。阴影带是它的区间：横条触及它的模型可能同样好。
}

chart-time = 时间
chart-seq = 最新一票
chart-group = 组
chart-other = 另一组
chart-from = 从
chart-to = 到
chart-days = 天数
chart-days-alone = 独占天数
chart-gap = 评分差距
chart-reasoning = 推理
chart-not-reasoning = 非推理
chart-thinned = 按时间均匀显示 { $kept } 个快照中的 { $shown } 个。
chart-first-lines = 图中为前 { $count } 个模型；数据表含全部模型。
chart-history-title = 评分随时间变化
chart-history-reading = 从 { $from }到 { $to }：目前 { $name } 以 { $rating } 领先。色带为 95% 区间。
chart-ranks-title = 名次随时间变化
chart-ranks-reading = 从 { $from }到 { $to }：目前 { $name } 居首。色带从可能的最前名次到最后名次。
chart-history-one = 从 { $from }到 { $to }：{ $name } 目前为 { $rating }。色带为其 95% 区间。
chart-ranks-one = 从 { $from }到 { $to }：{ $name } 目前名次为 { $rank }。色带从可能的最前名次到最后名次。
chart-ranks-overall = 名次为整个排行榜中的名次。
chart-one-moment = 目前只保存了一份排行榜，日期为 { $day }。
chart-crown-title = 谁曾居首
chart-crown-reading = { $name } 自 { $from }起居首：{ $days }，其中独占 { $alone }。
chart-crown-longest = 总计 { $name } 居首最久：{ $days }。
chart-held = { $count ->
   *[other] { $count } 天
}
chart-held-less = 不到一天
chart-frontier-title = 各组最佳模型随时间变化
chart-gap-title = 两组之间的差距
chart-frontier-one = 尚无两组可以比较。
chart-frontier-reading = { $best } 与 { $other } 相差 { $gap } 分（{ $range }）。
chart-frontier-since = 自 { $day }起领先。
chart-frontier-clear = 自 { $day }起确定无疑。
chart-frontier-doubt = 这可能是偶然：区间无法区分两者。
chart-all = 全部
chart-source = 来源
chart-elsewhere-title = 其他来源公布的评分
chart-elsewhere-reading = 并非本站测得，且采用不同的评分尺度。来源：{ $sources }。
chart-first-models = { $count ->
   *[other] 前 { $count } 个模型
}
chart-first = 第一个模型
chart-second = 第二个模型
chart-first-wins = 第一个获胜
chart-second-wins = 第二个获胜
chart-ties = 平手
chart-both-bad = 都不好
chart-observed = 实际
chart-predicted = 预测
chart-pair = { $pair }：预测 { $predicted }，{ $votes }中实际 { $observed }

chart-win-rates-title = 每 100 场对战中，行模型优于列模型的次数
chart-win-rates-reading = 对角线上方是评分的预测，下方是投票者的实际选择。列号即行号；蓝色高于一半，橙色低于一半。
chart-battles-title = 每两个模型之间的对战
chart-battles-reading = 空格表示从未相遇的一对：它们的相对位置只依靠其他模型。

chart-price-title = 评分与价格
chart-price-axis = 每百万输出词元的美元价格
chart-size-title = 评分与规模
chart-size-axis = 参数量（十亿）
chart-speed-title = 评分与速度
chart-speed-axis = 每秒字符数（中位数）
chart-speed-said = 每秒 { $speed } 个字符
chart-trade-unknown = 还没有模型同时具备评分和这一数值。
chart-trade-instead = { $best } 评分最高，为 { $cost }。{ $other } 与它无法区分，为 { $less }。橙色表示两方面都没有模型超过它。
chart-trade-best = { $best } 评分最高，为 { $cost }；在这一数值上更优的模型都不如它。橙色表示两方面都没有模型超过它。
chart-yes = 是
chart-no = 否
chart-front = 两方面都没有模型超过它
chart-instead = 无法区分且更优

chart-categories-title = 各类别的评分
chart-categories-none = 目前还没有任何类别有自己的投票。
chart-categories-reading = 蓝色高于该模型的总评分，橙色低于。小于区间的差异可能只是偶然：见下表。
chart-category = 类别

chart-style-title = 回答的外观值多少分
chart-style-reading = 比另一回答多一个标准差时的评分点数，由风格控制后的排行榜得出。横跨零的横条可能只是偶然。
chart-style-length = 长度
chart-style-headers = 标题
chart-style-lists = 列表项
chart-style-bold = 粗体
chart-side-title = 位于 A 侧值多少分
chart-side-certain = A 侧值 { $points } 分。左右由随机决定，因此没有模型从中得利。
chart-side-none = 区间包含零：没有哪一侧确定更受偏爱。
chart-side-a = A 侧
chart-points = 评分点数
chart-effect = 效应
chart-log-odds = 对数几率

chart-calibration-title = 预测会实现吗？
chart-calibration-reading = { $count ->
   *[other] 在 { $count } 票之前，排行榜都给出了 A 侧获胜的可能性。平均偏差为 { $error } 个百分点，其中包含偶然。虚线上的点为完美。
}
chart-calibration-none = 还没有带预测的投票：导入的投票没有预测。
chart-calibration-bin = 预测 { $predicted }，{ $votes }中实际 { $observed }（{ $interval }）
chart-predicted-a = 预测 A 侧获胜
chart-observed-a = A 侧实际获胜

chart-activity-title = 每日投票
chart-activity-reading = { $count ->
   *[other] 最多的一天是 { $day }：{ $count } 票。日期按 UTC；所有类别的投票都计入。
}
chart-rated = 计分
chart-unrated = 不计分
chart-day-column = 日期
