insights-title = { $arena } 洞察
insights-contents = 图表
insights-categories = 类别
insights-board = 在排行榜上使用同样的筛选
insights-embed = 用于其他网站
insights-embed-how = 这两张图片无论显示在哪里都会保持更新。复制 Markdown 即可；每个模型的徽章地址都由其标识组成。
insights-card = 本排行榜的前几名模型
insights-badge = 第一名模型的徽章
