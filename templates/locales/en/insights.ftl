# All pictures of an arena.

insights-title = { $arena } insights
insights-contents = Pictures
insights-categories = Categories
insights-board = The same filter on the leaderboard
insights-past = Left out, because they are made of today only: speed, style, side, forecasts and activity.
insights-now = Show today
insights-embed = For other sites
insights-embed-how = These two pictures keep themselves up to date wherever they are shown. Copy the Markdown; every model has a badge at the address of its id.
insights-card = The first models of this board
insights-badge = A badge of the first model
