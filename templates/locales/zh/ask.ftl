# 提问页面。

ask-title = 两个回答，匿名呈现
ask-head-answers = 两个回答。
ask-head-names = 匿名呈现。
ask-head-judge = 由你评判。
ask-lead = 随便问。两个模型并排作答；投票之后你才知道它们是谁。
ask-prompt = 你的提示词
ask-placeholder = 随便问点什么
ask-compare = 比一比
ask-suggestions = 建议
ask-recorded-lead = 两个模型已经回答了这个问题。投票之后你才知道它们是谁。
ask-question = 问题
ask-next = 下一个问题
ask-all = { $count ->
   *[other] 全部 { $count } 个问题
}
ask-closed = 这个竞技场里能作答的模型还不到两个。
ask-closed-direct = 这个竞技场里还没有能作答的模型。
ask-connect = 如何接入模型
ask-no-votes = 还没有投票：你将投出第一票。
ask-votes = 目前已有 { $votes }，为 { $models }排名。
ask-kept = 你的提示词会被保存，但不带你的姓名；{ $link }。
ask-kept-link = 投票如何计入

ask-suggestion-1 = 为两个大人和一个觉得无聊的少年安排里昂的一个雨天周日
ask-suggestion-2 = 先向一个好奇的八岁孩子解释天空为什么是蓝色的，再向物理学家解释一遍
ask-suggestion-3 = 写一首关于熵的俳句，然后解释其中的笑点
ask-suggestion-4 = 用三句话解释通货膨胀
ask-suggestion-5 = 走 600 公里，坐飞机还是开车更便宜？说明你怎么估算
ask-suggestion-6 = 找出错误：`for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`

ask-surprise = 给我个惊喜
ask-surprise-1 = 向从未见过颜色的人描述一种颜色
ask-surprise-2 = 写一封礼貌的邮件，婉拒一场会议
ask-surprise-3 = 如果月亮今晚消失，会有什么变化？
ask-surprise-4 = 发明一个只需要一枚硬币和一支铅笔的双人桌游
ask-surprise-5 = 解释三门问题，让怀疑的人也信服
ask-surprise-6 = 推荐一周不用烤箱的省钱晚餐
ask-surprise-7 = 写一条 SQL 查询，找出每个部门第二高的工资
ask-surprise-8 = 分别为支持和反对家庭作业辩护，然后选一边
