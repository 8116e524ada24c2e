# 错误页面。不得透露是哪个模型或端点出了问题。

problem-start = 开始对战
problem-title-400 = 无法读取
problem-title-403 = 不允许
problem-title-404 = 未找到
problem-title-405 = 这里做不到
problem-title-408 = 太慢了
problem-title-409 = 为时已晚
problem-title-413 = 太长了
problem-title-422 = 无法使用
problem-title-429 = 太频繁了
problem-title-500 = 出错了
problem-title-503 = 暂时不行
problem-title-other = 没有完成

problem-nothing-here = 这个地址上什么也没有。
problem-no-arena = 没有这个竞技场。
problem-no-battle = 这个浏览器里没有这场对战。
problem-prompt = 这个提示词在这里不能用：它是空的，或者这个竞技场没有它的回答。
problem-prompt-long = 提示词最多 { $max } 个字符。
problem-not-ready = 必须先等两个回答都完成。
problem-void = 这场对战已作废，不能投票。
problem-already = 这场对战已经有一张投票，而且选择不同。
problem-ended = 这场对战已经结束。
problem-turns = 这场对战的轮数已达上限。
problem-stuck = 这场对战无法继续；请投票或开始新的一场。
problem-database = 数据库暂时没有响应。请再试一次。
problem-closing = 服务器正在重启。请稍后再试。
problem-full = 目前正在进行的对战很多。请稍后再试。
problem-few-models = 这个竞技场目前能作答的模型不到两个。
problem-other-site = 这是从别的网站发来的，所以没有执行。
problem-too-many = 来自这个地址的请求太多。请稍等片刻。
problem-too-slow = 发送的内容太久没有到达。
problem-too-long = 内容太长，无法发送。
problem-form = 无法读取表单。请返回重试。
problem-internal = 这里出了错，不是你的问题。编号：{ $reference }
problem-detail = 服务器说：{ $detail }
