# 页面框架：页眉、页脚、提示，以及脚本要说的话。

frame-skip = 跳到正文
frame-description = 两个匿名回答并排展示，由你评判；大家的投票组成实时排行榜。
frame-home = Agon，回到首页
frame-main = 主导航
frame-battle = 对战
frame-leaderboard = 排行榜
frame-insights = 洞察
frame-data = 数据
frame-about = 关于
frame-foot = Agon：自托管的人类偏好竞技场。
frame-foot-ratings = 评分是如何得出的
frame-foot-votes = 下载全部投票
frame-foot-api = API

frame-theme-auto = 自动
frame-theme-light = 浅色
frame-theme-dark = 深色
frame-theme-switch = 当前主题：{ $now }；切换为{ $next }

frame-language = 语言

frame-notice = 通知
frame-demo = 这是演示：六种风格的录制回答。{ $connect }：先运行 { $init }，再运行 { $serve }。
frame-demo-connect = 接入你自己的模型

frame-arenas = 竞技场
frame-weights-open = 开放权重
frame-weights-closed = 封闭权重
frame-votes = { $count ->
   *[other] { $count } 票
}
frame-models = { $count ->
   *[other] { $count } 个模型
}
frame-per-million = { $price } / 百万词元

frame-copy = 复制
frame-copy-code = 复制这段代码
frame-copied = 已复制。

frame-table = 表格
frame-image = 图片

frame-moment = { $year }年{ $month }{ $day }日 { $time } UTC
frame-month-1 = 1月
frame-month-2 = 2月
frame-month-3 = 3月
frame-month-4 = 4月
frame-month-5 = 5月
frame-month-6 = 6月
frame-month-7 = 7月
frame-month-8 = 8月
frame-month-9 = 9月
frame-month-10 = 10月
frame-month-11 = 11月
frame-month-12 = 12月
frame-history = 历史记录
frame-foot-privacy = 隐私
