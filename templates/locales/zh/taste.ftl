taste-title = 你的口味
taste-lead = 你自己的投票，并向所有人的评分收缩：你投得越多，这个列表就越属于你。
taste-rests = 它基于你的 { $votes }。
taste-none = 还没有任何模型有评分。
taste-model = 模型
taste-you = 你
taste-all = 所有人
taste-votes = 你的投票
