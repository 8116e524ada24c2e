# 模型、模型比较与模型分组。

model-active-size = 激活参数
model-price-read = 输入价格
model-price-written = 输出价格
model-no-place = 这个模型还没有上榜。
model-rank = 第 { $rank } 名（范围 { $range }），评分 { $rating }
model-unranked = 尚无名次。
model-strengths = 各类别的表现
model-category = 类别
model-best = 对阵表现最好
model-worst = 对阵表现最差
model-won = 得胜
model-expected = 按评分预期
model-share-interval = （{ $low } 至 { $high }）
model-compare = 与其他模型比较
model-said = 投票者怎么说
model-said-of = 统计自最近附有理由的 { $votes }。
model-samples = 公开的对战
model-samples-lead = 投票者允许公开阅读。
model-versions = 版本
model-added = 加入
model-removed = 移除
model-changed = 设置有变
model-renamed = { $before } 现名 { $after }。

compare-title = 比较模型
compare-lead = 请选择两到五个模型。
compare-model = 模型 { $number }
compare-pairs = 两两对阵
compare-pair = 对阵
compare-against = { $first } 对 { $second }
compare-points = 分差
compare-never-met = 从未相遇
compare-no-scale = 没有共同的尺度
compare-facts = 基本信息
compare-fact = 项目

group-best = 最好的是 { $name }，在 { $models }中排第 { $rank } 名。
