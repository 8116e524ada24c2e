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
chart-history-reading = 从 { $from } 到 { $to }：目前 { $name } 以 { $rating } 领先。色带为 95% 区间。
chart-ranks-title = 名次随时间变化
chart-ranks-reading = 从 { $from } 到 { $to }：目前 { $name } 居首。色带从可能的最前名次到最后名次。
chart-crown-title = 谁曾居首
chart-crown-reading = { $name } 自 { $from } 起居首：{ $days } 天，其中 { $alone } 天独占。
chart-crown-longest = 总计 { $name } 居首最久：{ $days } 天。
chart-frontier-title = 各组最佳模型随时间变化
chart-gap-title = 两组之间的差距
chart-frontier-one = 尚无两组可以比较。
chart-frontier-reading = { $best } 与 { $other } 相差 { $gap } 分（{ $range }）。
chart-frontier-since = 自 { $day } 起领先。
chart-frontier-clear = 自 { $day } 起确定无疑。
chart-frontier-doubt = 这可能是偶然：区间无法区分两者。
chart-all = 全部
chart-source = 来源
chart-elsewhere-title = 其他来源公布的评分
chart-elsewhere-reading = 并非本站测得，且采用不同的评分尺度。来源：{ $sources }。
