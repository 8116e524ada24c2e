# 排行榜。

board-title = { $arena } 排行榜
board-pause = 暂停更新
board-filters = 筛选
board-open-and-closed = 开放与封闭
board-open = 开放权重
board-closed = 封闭权重
board-style-on = 风格校正：开
board-style-off = 风格校正：关
board-find-label = 查找模型或厂商
board-find-placeholder = 查找模型
board-find = 查找
board-as-of = 截至第 { $seq } 张投票
board-as-of-time = 截至第 { $seq } 张投票，{ $time }
board-none-matches = 没有符合的模型
board-none-fits = 这个竞技场里没有符合筛选条件的模型。
board-show-all = 显示全部模型
board-empty = 还没有评分
board-begins = 有了第一批投票，排行榜就会出现。
board-start = 开始对战

board-table = 排行榜表格
board-caption = 评分的平均值为 1000；± 和横条表示 95% 区间。区间重叠时，先后可能只是偶然。{ $link }。
board-rank = 名次
board-range = 范围
board-model = 模型
board-rating = 评分
board-interval = 95% 区间
board-votes = 投票
board-win-rate = 胜率
board-record = { $won } 胜，{ $lost } 负，{ $tied } 平，{ $bad } 次都不好
board-open-tag = 开放
board-closed-tag = 封闭

board-interval-both = 95% 区间为 { $low } 至 { $high }
board-interval-low = 至少 { $low }
board-interval-high = 至多 { $high }
board-interval-none = 没有区间

board-provisional = 暂定
board-retired = 已退役
board-all-won = 至今全胜
board-no-upper = 暂无上限
board-all-lost = 至今全负
board-no-lower = 暂无下限
board-disconnected = 未连通
board-undetermined = 无法确定
board-no-votes = 还没有投票

board-reading-unbounded = { $count ->
    [0] { $name } 的评分是目前能给出的最高值；在 95% 置信度下，没有别的模型可能领先于它。
   *[other] { $name } 的评分是目前能给出的最高值；在 95% 置信度下，另有 { $count } 个模型可能领先于它。
}
board-reading-equal = 没有领先者：最前面的评分相同。
board-reading-only = 目前只有 { $name } 得到了投票。
board-reading-leads = { $count ->
    [0] { $name } 领先；在 95% 置信度下，没有别的模型可能是第一。
   *[other] { $name } 领先；在 95% 置信度下，有 { $count } 个模型与它难分高下。
}

board-say-paused = 更新已暂停。
board-say-resumed = 更新继续。
