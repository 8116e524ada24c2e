# All pictures of an arena.

insights-title = { $arena } insights
insights-contents = Pictures
insights-categories = Categories
insights-board = The same filter on the leaderboard
