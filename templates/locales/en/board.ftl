# A leaderboard.

board-title = { $arena } leaderboard
board-pause = Pause updates
board-filters = Filters
board-open-and-closed = Open and closed
board-open = Open weights
board-closed = Closed weights
board-style-on = Style control on
board-style-off = Style control off
board-find-label = Find a model or maker
board-find-placeholder = Find a model
board-find = Find
# $seq is the number of the last vote that the board covers.
board-as-of = as of vote { $seq }
board-as-of-time = as of vote { $seq }, { $time }
board-none-matches = No model matches
board-none-fits = Nothing in this arena fits the filter.
board-show-all = Show all models
board-empty = No ratings yet
board-begins = The board begins with the first votes.
board-start = Start a battle

board-table = Leaderboard table
# $link has the words of frame-foot-ratings.
board-caption = Ratings are on a scale where the mean is 1000; ± and bars show 95% intervals. Where intervals overlap, the order may be chance. { $link }.
board-rank = Rank
board-range = Range
board-model = Model
board-rating = Rating
board-interval = 95% interval
board-votes = Votes
board-win-rate = Win rate
board-record = { $won } won, { $lost } lost, { $tied } tied, { $bad } both bad
board-open-tag = open
board-closed-tag = closed

board-interval-both = 95% interval { $low } to { $high }
board-interval-low = at least { $low }
board-interval-high = at most { $high }
board-interval-none = no interval

board-provisional = provisional
board-retired = retired
board-all-won = won every vote so far
board-no-upper = no upper bound yet
board-all-lost = lost every vote so far
board-no-lower = no lower bound yet
board-disconnected = not connected
board-undetermined = not determined
board-no-votes = no votes yet

# The board in one sentence.
board-reading-unbounded = { $count ->
    [0] { $name } has the highest rating that can be given yet; at 95% confidence nobody else could be ahead of it.
    [one] { $name } has the highest rating that can be given yet; at 95% confidence { $count } other could be ahead of it.
   *[other] { $name } has the highest rating that can be given yet; at 95% confidence { $count } others could be ahead of it.
}
board-reading-equal = Nobody leads: the first ratings are equal.
board-reading-only = { $name } is the only model with votes so far.
board-reading-leads = { $count ->
    [0] { $name } leads, and at 95% confidence nobody else could be first.
    [one] { $name } leads; at 95% confidence { $count } other cannot be told from it.
   *[other] { $name } leads; at 95% confidence { $count } others cannot be told from it.
}

# What scripts say.
board-say-paused = Updates are paused.
board-say-resumed = Updates go on.
