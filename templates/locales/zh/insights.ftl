insights-title = { $arena } 洞察
insights-contents = 图表
insights-categories = 类别
insights-board = 在排行榜上使用同样的筛选
