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
