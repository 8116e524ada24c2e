# 排行榜。

board-title = { $arena } 排行榜
board-pause = 暂停更新
board-filters = 筛选
board-open = 开放权重
board-closed = 封闭权重
board-style-on = 风格控制：开
board-style-off = 风格控制：关
board-find-label = 查找模型或厂商
board-find-placeholder = 查找模型
board-find = 查找
board-as-of = 截至第 { $seq } 票
board-as-of-time = 截至第 { $seq } 票，{ $time }
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
board-votes = 票数
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

board-categories = 类别
board-weights = 权重
board-license = 许可证
board-organization = 厂商
board-country = 国家/地区
board-reasoning = 推理
board-size = 规模
board-price = 价格
board-released = 发布
board-context = 上下文（词元）
board-overall-rank = 总名次
board-record-label = 战绩
board-columns = 列
board-apply = 应用
board-more = 更多筛选
board-max-size = 最大规模（十亿参数）
board-max-price = 最高价格（美元 / 百万输出词元）
board-released-since = 发布不早于
board-at = 查看当天的排行榜
board-reasons = 先思考再回答
board-reasons-not = 直接回答
board-at-most = 不超过 { $limit }
board-since = { $day } 起
board-active = 已选筛选
board-remove = 移除筛选
board-without-retired = 不含已退役模型
board-hide-retired = 隐藏已退役
board-show-retired = 显示已退役

board-next = 与下一名相比
board-next-title = 下一名：{ $name }
board-next-of-hundred = 100 次中 { $share } 次
board-next-separable = 并非偶然
board-next-votes = { $count ->
   *[other] 还需 { $count } 票
}
board-next-equal = 几乎相同
board-pair-separable = 100 次中有 { $share } 次 { $first } 比 { $second } 更受偏好，这并非偶然。
board-pair-votes = { $count ->
   *[other] 100 次中有 { $share } 次 { $first } 比 { $second } 更受偏好；目前还分不出高下：大约再有 { $count } 票才行。
}
board-pair-equal = { $first } 与 { $second } 目前几乎相同。
board-neighbours = 用文字看相邻名次
board-neighbours-lead = 每个模型与下一名相比。票数是假设差距如目前所见时，整个竞技场还需要的票数。
board-reading-more = { $count ->
   *[other] 大约再有 { $count } 票才能把它与 { $name } 区分开。
}

board-questions = 大家常问的问题
board-ask-open = 哪些开放权重模型最好？
board-ask-caught-up = 最好的开放模型赶上最好的封闭模型了吗？
board-ask-country = 在开放权重中，哪里的实验室领先？
board-country-leads = { $first } 领先于 { $second }。
board-ask-cheap = 价格不超过 { $price } 的最好模型是哪个？
board-ask-small = 能放进一台机器（不超过 { $size }）的最好开放模型是哪个？
board-ask-plain = 直接回答的最好开放模型是哪个？

board-compare = 比较
board-compare-how = 请勾选两到五个模型。
board-compare-column = 比较
board-compare-pick = 比较 { $name }
board-open-and-closed = 开放与封闭
