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
