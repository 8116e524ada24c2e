# A leaderboard.

board-title = { $arena } leaderboard
board-pause = Pause updates
board-filters = Filters
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

board-categories = Categories
board-weights = Weights
board-license = License
board-organization = Maker
board-country = Country
board-reasoning = Reasoning
board-size = Size
board-price = Price
board-released = Released
board-context = Context, tokens
board-overall-rank = Overall rank
board-record-label = Record
board-columns = Columns
board-apply = Apply
board-more = More filters
board-max-size = Largest size, billions of parameters
board-max-price = Highest price, US dollars per million tokens written
board-released-since = Released since
board-at = The board as it was on
board-reasons = thinks first
board-reasons-not = answers at once
# $limit is a size or a price.
board-at-most = at most { $limit }
board-since = since { $day }
board-active = Active filters
board-remove = Remove the filter
board-without-retired = without retired models
board-hide-retired = Hide retired
board-show-retired = Show retired

# The next model in the order of the board.
board-next = Against the next
board-next-title = Next: { $name }
board-next-of-hundred = { $share } of 100
board-next-separable = more than chance
board-next-votes = { $count ->
    [one] { $count } vote to tell
   *[other] { $count } votes to tell
}
board-next-equal = as good as equal
board-pair-separable = { $first } is preferred to { $second } in { $share } of 100, which is more than chance.
board-pair-votes = { $count ->
    [one] { $first } is preferred to { $second } in { $share } of 100; the two cannot be told apart yet: about { $count } more vote would do it.
   *[other] { $first } is preferred to { $second } in { $share } of 100; the two cannot be told apart yet: about { $count } more votes would do it.
}
board-pair-equal = { $first } and { $second } are as good as equal so far.
board-neighbours = Neighbours in words
board-neighbours-lead = Each model against the next. Votes are those that the whole arena would need if the difference is as large as it looks now.
board-reading-more = { $count ->
    [one] About { $count } more vote would tell it from { $name }.
   *[other] About { $count } more votes would tell it from { $name }.
}

board-questions = Questions people ask
board-ask-open = Which open-weights models are best?
board-ask-caught-up = Has the best open model caught up with the best closed one?
board-ask-country = Whose labs lead among open weights?
# $first and $second are countries.
board-country-leads = { $first } before { $second }.
# $price is an amount of money per million tokens.
board-ask-cheap = What is the best up to { $price }?
board-ask-small = What is the best open one that fits one machine (up to { $size })?
board-ask-plain = What is the best open one that answers at once?

board-compare = Compare
board-compare-how = Tick two to five models.
board-compare-column = Compare
board-compare-pick = Compare { $name }
board-open-and-closed = Open and closed
