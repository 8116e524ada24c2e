taste-title = 你的偏好
taste-lead = 你自己的投票，结合所有人的评分：你投得越多，这份排行榜就越能体现你的偏好。
taste-rests = 它基于你的 { $votes }。
taste-none = 还没有任何模型有评分。
taste-model = 模型
taste-you = 你
taste-all = 所有人
taste-votes = 你的投票
