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
chart-crown-title = Who held first place
chart-crown-reading = { $name } has held first place since { $from }: { $days } days, { $alone } of them alone.
chart-crown-longest = In all, { $name } held it the longest: { $days } days.
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
