# Pictures of ratings.

chart-empty = Nothing to draw yet.
chart-data = The numbers
chart-data-of = The numbers of: { $title }
chart-box = { $title }; arrow keys step through it
chart-more-rows = { $count ->
    [one] { $count } more row is in the CSV file.
   *[other] { $count } more rows are in the CSV file.
}
chart-month = { $month } { $year }
chart-day = { $day } { $month }
chart-date = { $day } { $month } { $year }
chart-rank-high = Last rank that fits
chart-id = Id
chart-low = Lower bound
chart-high = Upper bound
chart-status = Status
chart-ok = rated

chart-ratings-title = Ratings with their 95% intervals
chart-ratings-reading = { $count ->
    [0] { $name } leads, and nobody else could be first. The shaded strip is its interval.
    [one] { $name } leads; { $count } other cannot be told from it. The shaded strip is its interval: whose bar reaches it may be as good.
   *[other] { $name } leads; { $count } others cannot be told from it. The shaded strip is its interval: whose bar reaches it may be as good.
}

# Over time.
chart-time = Time
chart-seq = Newest vote
chart-group = Group
chart-other = Other group
chart-from = From
chart-to = To
chart-days = Days
chart-days-alone = Days alone
chart-gap = Gap in rating points
chart-reasoning = Reasoning
chart-not-reasoning = No reasoning
chart-thinned = { $shown } of { $kept } snapshots are shown, evenly over time.
chart-first-lines = The first { $count } models are drawn; the numbers have them all.
chart-history-title = Ratings over time
chart-history-reading = From { $from } to { $to }: { $name } leads now, at { $rating }. Bands are 95% intervals.
chart-ranks-title = Ranks over time
chart-ranks-reading = From { $from } to { $to }: { $name } is first now. Bands go from the first to the last rank that fits.
chart-history-one = From { $from } to { $to }: { $name } is at { $rating } now. The band is its 95% interval.
chart-ranks-one = From { $from } to { $to }: { $name } is at rank { $rank } now. The band goes from the first to the last rank that fits.
chart-ranks-overall = Ranks are those of the whole board.
chart-one-moment = One board has been kept so far, of { $day }.
chart-crown-title = Who held first place
chart-crown-reading = { $name } has held first place since { $from }: { $days }, alone for { $alone }.
chart-crown-longest = In all, { $name } held it the longest: { $days }.
chart-held = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
chart-held-less = less than a day
chart-frontier-title = The best of each group over time
chart-gap-title = The gap between two groups
chart-frontier-one = There are no two groups to compare yet.
chart-frontier-reading = { $best } is { $gap } points ({ $range }) from { $other }.
chart-frontier-since = Ahead since { $day }.
chart-frontier-clear = Beyond doubt since { $day }.
chart-frontier-doubt = It may be chance: the intervals do not tell the two apart.
chart-all = All
chart-source = Source
chart-elsewhere-title = Ratings published elsewhere
chart-elsewhere-reading = Not measured here, and on another scale. Source: { $sources }.
chart-first-models = { $count ->
    [one] The first { $count } model
   *[other] The first { $count } models
}
chart-first = First model
chart-second = Second model
chart-first-wins = Won by the first
chart-second-wins = Won by the second
chart-ties = Ties
chart-both-bad = Both bad
chart-observed = Observed
chart-predicted = Predicted
chart-pair = { $pair }: predicted { $predicted }, observed { $observed } in { $votes }

chart-win-rates-title = How often the row is preferred to the column, in 100 battles
chart-win-rates-reading = Above the diagonal what the ratings predict, below it what voters did. Columns have the numbers of their rows; blue is above half, orange below.
chart-battles-title = Battles between each two models
chart-battles-reading = An empty cell is a pair that never met: its place on the board rests on others alone.

chart-price-title = Rating and price
chart-price-axis = US dollars per million tokens written
chart-size-title = Rating and size
chart-size-axis = Billions of parameters
chart-speed-title = Rating and speed
chart-speed-axis = Characters per second, median
chart-speed-said = { $speed } characters per second
chart-trade-unknown = No model has both a rating and this figure yet.
chart-trade-instead = { $best } is rated highest, at { $cost }. { $other } cannot be told from it, at { $less }. Orange are those that nobody beats in both.
chart-trade-best = { $best } is rated highest, at { $cost }, and nobody who does better on that figure is as good. Orange are those that nobody beats in both.
chart-yes = yes
chart-no = no
chart-front = Nobody beats it in both
chart-instead = Cannot be told apart and does better

chart-categories-title = Ratings by category
chart-categories-none = No category has votes of its own yet.
chart-categories-reading = Blue is higher than the model’s rating overall, orange lower. Differences smaller than the intervals may be chance: the table has them.
chart-category = Category

chart-style-title = What the looks of an answer are worth
chart-style-reading = Rating points for one standard deviation more than the other answer has, as the board with style control finds them. A bar that crosses zero may be chance.
chart-style-length = Length
chart-style-headers = Headings
chart-style-lists = List items
chart-style-bold = Bold text
chart-side-title = What it is worth to stand on side A
chart-side-certain = Side A is worth { $points } points. Sides are drawn by chance, so that no model gains from it.
chart-side-none = The interval holds zero: no side is certainly preferred.
chart-side-a = Side A
chart-points = Rating points
chart-effect = Effect
chart-log-odds = Log-odds

chart-calibration-title = Do forecasts come true?
chart-calibration-reading = { $count ->
    [one] Before each of { $count } vote the board said how likely side A was to win. On average it was { $error } points of 100 off, chance included. Points on the dashed line would be perfect.
   *[other] Before each of { $count } votes the board said how likely side A was to win. On average it was { $error } points of 100 off, chance included. Points on the dashed line would be perfect.
}
chart-calibration-none = No vote had a forecast yet: imported votes have none.
chart-calibration-bin = Said { $predicted }, observed { $observed } ({ $interval }) in { $votes }
chart-predicted-a = Forecast that side A wins
chart-observed-a = Side A won

chart-activity-title = Votes a day
chart-activity-reading = { $count ->
    [one] Most came on { $day }: { $count } vote. Days are those of UTC; votes of all categories count.
   *[other] Most came on { $day }: { $count } votes. Days are those of UTC; votes of all categories count.
}
chart-rated = rated
chart-unrated = not rated
chart-day-column = Day
